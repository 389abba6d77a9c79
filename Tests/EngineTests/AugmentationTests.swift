import DataSets
import Tensors
import Testing

@Suite("Augmentation and validation")
struct AugmentationTests {
  private let images = Tensor(1..<73).reshaped(to: [6, 3, 4, 1])

  @Test("Each image is itself or its mirror image, and both occur")
  func flips() {
    var generator = RandomGenerator(seed: 3)
    let flipped = images.randomlyFlipped(using: &generator)
    let mirrored = images.flipped(along: 2)
    let isSame = (0..<6).map { flipped[$0, ...] == images[$0, ...] }
    for index in 0..<6 where !isSame[index] { #expect(flipped[index, ...] == mirrored[index, ...]) }
    #expect(Set(isSame) == [true, false])
    seed(1)
    let first = images.randomlyFlipped()
    seed(1)
    #expect(images.randomlyFlipped() == first)
  }

  @Test("Parts lie within the padded images, each at a place of its own", arguments: 0..<10)
  func crops(number: Int) {
    var generator = RandomGenerator(seed: UInt64(number))
    let parts = images.randomlyCropped(to: (2, 3), padding: 1, using: &generator)
    #expect(parts.shape == [6, 2, 3, 1])
    let wide = images.padded([(0, 0), (1, 1), (1, 1), (0, 0)])
    for index in 0..<6 {
      let places = (0...3).flatMap { row in (0...3).map { (row, $0) } }
      #expect(places.contains { wide[index, $0.0..<$0.0 + 2, $0.1..<$0.1 + 3, 0...] == parts[index, ...] })
    }
    let shifted = images.randomlyShifted(by: 0, using: &generator)
    #expect(shifted == images)
    #expect(images.randomlyShifted(by: 2, using: &generator).shape == images.shape)
    #expect(Tensor(zeros: [0, 3, 4, 1]).randomlyShifted(by: 1).shape == [0, 3, 4, 1])
  }

  @Test("Training and validation share no image and lose none")
  func validation() {
    let set = ImageSet(images: images, labels: [0, 1, 0, 1, 0, 1], classNames: ["a", "b"])
    let (training, validation) = set.split(validation: 2)
    #expect((training.count, validation.count) == (4, 2))
    let firsts = (training.images[0..., 0, 0, 0].scalars + validation.images[0..., 0, 0, 0].scalars).sorted()
    #expect(firsts == images[0..., 0, 0, 0].scalars)
    #expect(set.split(validation: 0).validation.count == 0)
  }
}
