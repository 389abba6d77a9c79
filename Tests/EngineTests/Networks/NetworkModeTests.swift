import Networks
import Tensors
import Testing

/// In which mode networks run inside the closure of another.
@Suite("Modes of networks")
struct NetworkModeTests {
  private static func batch(_ seed: UInt64 = 1) -> Tensor {
    var generator = RandomGenerator(seed: seed)
    return Tensor(randomNormal: [8, 2, 2, 4], using: &generator) + 1
  }

  @Test("A frozen layer's running statistics stay, and it uses them")
  func frozenStatistics() {
    let norm = BatchNorm(channels: 4)
    let model = Model(
      Sequential {
        norm
        Flatten()
        Dense(inputs: 16, outputs: 1)
      })
    norm.runningMean.value = [1, 2, 3, 4]
    norm.freeze()
    let expected = norm(Self.batch())
    var inside: Tensor?
    _ = valueWithGradient(at: model) { model in
      inside = norm(Self.batch()).detached()
      return model(Self.batch()).squared().mean()
    }
    #expect(norm.runningMean.value == [1, 2, 3, 4])
    #expect(norm.runningVariance.value == [1, 1, 1, 1])
    #expect(inside == expected)
    norm.unfreeze()
    _ = valueWithGradient(at: model) { $0(Self.batch()).squared().mean() }
    #expect(norm.runningMean.value != [1, 2, 3, 4])
  }

  @Test("A teacher answers in its student's closure as it does outside, and remembers nothing")
  func teacher() {
    let teacher = Model(
      Sequential {
        BatchNorm(channels: 4)
        Dropout(0.5)
        Flatten()
        Dense(inputs: 16, outputs: 3)
      })
    let student = Model(
      Sequential {
        Flatten()
        Dropout(0.5)
        Dense(inputs: 16, outputs: 3)
      })
    let x = Self.batch()
    let answer = teacher(x)
    let before = teacher.parameters.map(\.value)
    var answers: [Tensor] = []
    _ = valueWithGradient(at: student) { student in
      answers = [teacher(x), withMode(.inference) { student(x) }.detached(), student(x).detached()]
      return (student(x) - teacher(x)).squared().mean()
    }
    #expect(answers[0] == answer)
    #expect(teacher.parameters.map(\.value) == before)
    // The student itself trains: its dropout drops.
    #expect(answers[1] == student(x))
    #expect(answers[2] != student(x))
  }

  @Test("Frozen features within a model are in inference mode, what learns behind them is not")
  func features() {
    let features = Model(
      Sequential {
        BatchNorm(channels: 4)
        Dropout(0.5)
        Flatten()
      })
    struct Classifier: Layer {
      let features: Model<Sequential<Chain<Chain<BatchNorm, Dropout>, Flatten>>>
      let norm = BatchNorm(channels: 16)
      let dense = Dense(inputs: 16, outputs: 2)

      func callAsFunction(_ x: Tensor) -> Tensor { dense(norm(features(x))) }
    }
    let model = Model(Classifier(features: features))
    features.freeze()
    let x = Self.batch()
    let expected = features(x)
    var inside: Tensor?
    _ = valueWithGradient(at: model) { model in
      inside = features(x)
      return model(x).squared().mean()
    }
    #expect(inside == expected)
    #expect(features.parameters[2].value == Tensor(zeros: [4]))
    #expect(model.body.norm.runningMean.value != Tensor(zeros: [16]))
  }

  @Test("A frozen sequence without a model of its own is in inference mode too")
  func sequence() {
    let frozen = Sequential {
      Dropout(0.9)
      Dense(inputs: 4, outputs: 4)
    }
    let head = Model(Dense(inputs: 4, outputs: 1))
    frozen.freeze()
    let x = Tensor(ones: [2, 4])
    let expected = frozen(x)
    _ = valueWithGradient(at: head) { head in
      #expect(frozen(x) == expected)
      return head(frozen(x)).sum()
    }
  }

  @Test("`withMode` decides where it is asked")
  func asked() {
    let teacher = Model(
      Sequential {
        Dense(inputs: 4, outputs: 64)
        Dropout(0.5)
      })
    let student = Model(Dense(inputs: 4, outputs: 64))
    let x = Tensor(ones: [2, 4])
    _ = valueWithGradient(at: student) { student in
      let dropped = withMode(.training) { teacher(x) }
      #expect(dropped != teacher(x))
      return (student(x) - dropped).squared().mean()
    }
  }
}
