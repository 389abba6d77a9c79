import Compute
import Tensors

extension ImageSet {
  /// Two parts of the set: some images in a random order for validation, and the rest, shuffled as well, for training.
  ///
  ///     let (training, validation) = data.training.split(validation: 5000)
  ///
  /// PyTorch calls the like `random_split`. Stops with a message when there are fewer images than that.
  public func split(validation count: Int, using generator: inout RandomGenerator) -> (
    training: ImageSet, validation: ImageSet
  ) {
    guard count >= 0, count <= self.count else { fail(ImageSetErrorMessage.validation(count, of: self.count)) }
    let order = IntTensor(permutationOf: self.count, using: &generator).scalars.map { Int($0) }
    return (batch(order[count...]), batch(order[..<count]))
  }

  /// A part to learn from and so many examples to validate with, drawn by the default generator (see `seed(_:)`).
  public func split(validation count: Int) -> (training: ImageSet, validation: ImageSet) {
    var generator = RandomGenerator.branch()
    return split(validation: count, using: &generator)
  }

  /// Two parts of the set: a fraction of each class's images, rounded to the nearest number, for validation, and the rest for training,
  /// both shuffled. So both have the classes in about the same proportions.
  ///
  ///     let (training, validation) = flowers.split(validation: 0.2)
  ///
  /// scikit-learn calls the like `train_test_split` with `stratify`. Stops with a message unless the fraction is from 0 to 1.
  public func split(validation fraction: Double, using generator: inout RandomGenerator) -> (
    training: ImageSet, validation: ImageSet
  ) {
    guard (0...1).contains(fraction) else { fail(ImageSetErrorMessage.fraction(fraction)) }
    let order = IntTensor(permutationOf: count, using: &generator).scalars.map { Int($0) }
    var left = labels.counts(below: classNames.count).scalars.map { Int((Double($0) * fraction).rounded()) }
    var (training, validation): ([Int], [Int]) = ([], [])
    for index in order {
      let label = labels[index]
      if left[label] > 0 {
        left[label] -= 1
        validation.append(index)
      } else {
        training.append(index)
      }
    }
    return (batch(training), batch(validation))
  }

  /// A part to learn from and a fraction to validate with, drawn by the default generator (see `seed(_:)`).
  public func split(validation fraction: Double) -> (training: ImageSet, validation: ImageSet) {
    var generator = RandomGenerator.branch()
    return split(validation: fraction, using: &generator)
  }
}
