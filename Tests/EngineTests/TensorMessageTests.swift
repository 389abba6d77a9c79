import Compute
import Testing

@testable import Tensors

@Suite("Messages of tensors")
struct TensorMessageTests {
  @Test("Creation, integers and printing: one sentence with the operation, the shapes and what was expected")
  func creation() {
    #expect(
      ErrorMessage.wrongCount(3, for: [2, 2]) == """
        Tensor(shape:): shape [2, 2] needs 4 numbers, but 3 were given.
        """)
    #expect(
      ErrorMessage.negativeLength("Tensor", [2, -1]) == """
        Tensor: shape [2, -1] has a negative length; lengths must be 0 or more.
        """)
    #expect(
      ErrorMessage.tooManyElements("identity", [1 << 30, 1 << 30]) == """
        identity: shape [1073741824, 1073741824] is too large; its lengths, but for 0, may multiply to 1099511627776 at \
        the most.
        """)
    #expect(
      ErrorMessage.tooManyElementsToIndex("max", [1 << 31]) == """
        max: shape [2147483648] has 2147483648 elements, but 2147483647 is the greatest number that this operation supports.
        """)
    #expect(
      ErrorMessage.ends(from: 0, through: .infinity) == """
        Tensor(from:through:count:): the interval from 0 through inf cannot be divided; expected finite numbers.
        """)
    #expect(
      BufferPool.refused(4096) == """
        Tensor: the system refused 4096 bytes of memory; expected tensors that fit into what is free.
        """)
    #expect(
      ErrorMessage.step(from: 0, to: 1, by: 0) == """
        Tensor(from:to:by:): the numbers from 0 to 1 by 0 are not a finite list; expected finite numbers and a step \
        that reaches the end.
        """)
    #expect(
      ErrorMessage.negativeCount("Tensor(identity:)", -3) == """
        Tensor(identity:): -3 was given, but a number of 0 or more was expected.
        """)
    #expect(
      ErrorMessage.emptyRange(2..<2) == """
        IntTensor(randomIn:): the range 2..<2 is empty, but a number is to be drawn from it.
        """)
    #expect(
      ErrorMessage.wrongIntegerCount(3, for: [2]) == """
        IntTensor(shape:): shape [2] needs 2 numbers, but 3 were given.
        """)
    #expect(
      ErrorMessage.tooLarge(1 << 40) == """
        IntTensor: 1099511627776 does not fit in 32 bits; expected a number from -2147483648 to 2147483647.
        """)
    #expect(
      ErrorMessage.notOneElement([2, 3]) == """
        scalar: a tensor of shape [2, 3] has 6 elements, but exactly 1 was expected; sum() or mean() makes one \
        number of many.
        """)
    #expect(
      ErrorMessage.notOneInteger([2]) == """
        IntTensor scalar: integers of shape [2] have 2 elements, but exactly 1 was expected.
        """)
    #expect(
      ErrorMessage.digits(-1) == """
        formatted(digits:): -1 digits were asked for, but a number of 0 or more was expected.
        """)
  }

  @Test("Axes and parts: one sentence with the operation, the shapes and what was expected")
  func axes() {
    #expect(
      ErrorMessage.axis("sum(along:)", 0, []) == """
        sum(along:): axis 0 was asked for, but a tensor of shape [] has no axes.
        """)
    #expect(
      ErrorMessage.repeatedAxis("max(along:)", [0, -2], [2, 3]) == """
        max(along:): axes [0, -2] name an axis of shape [2, 3] twice; each may be named once.
        """)
    #expect(
      ErrorMessage.permutation([0, 0], [2, 3]) == """
        transposed(to:): axes [0, 0] were given for shape [2, 3], which needs each of its 2 axes once.
        """)
    #expect(
      ErrorMessage.reshape([2, 3], [-1, -1]) == """
        reshaped(to:): shape [-1, -1] leaves more than one length open; at most one may be -1.
        """)
    #expect(
      ErrorMessage.reshape([2, 3], [-1, 4]) == """
        reshaped(to:): the 6 elements of shape [2, 3] cannot be divided evenly into shape [-1, 4].
        """)
    #expect(
      ErrorMessage.tooManyIndices(2, [3]) == """
        subscript: 2 indices were given for shape [3], which has 1 axis.
        """)
    #expect(
      ErrorMessage.squeezed(1, [1, 3]) == """
        squeezed: axis 1 of shape [1, 3] has length 3; only an axis of length 1 can be left out.
        """)
    #expect(
      ErrorMessage.expanded(4, [2, 3]) == """
        expanded(at:): axis 4 is out of range for shape [2, 3]; a new axis can stand from 0 to 2, or from -1, \
        the last, back to -3.
        """)
    #expect(
      ErrorMessage.tiled([2], [2, 3]) == """
        tiled: [2] does not fit shape [2, 3]; expected a number, 0 or more, for each of its axes.
        """)
    #expect(
      ErrorMessage.split([1, 1], 0, [3]) == """
        split: lengths [1, 1] do not add up to axis 0 of shape [3]; expected lengths, 0 or more, whose sum is 3.
        """)
    #expect(
      ErrorMessage.unevenSplit(2, 1, [4, 3]) == """
        split: axis 1 of shape [4, 3] cannot be split into 2 equal parts; expected a divisor of 3.
        """)
    #expect(ErrorMessage.nothingToJoin("stacking") == "stacking: no tensors were given; expected at least 1.")
    #expect(
      ErrorMessage.concatenation([2, 3], [2, 4], 0) == """
        concatenating: shapes [2, 3] and [2, 4] cannot be joined along axis 0; all other lengths must be equal.
        """)
    #expect(
      ErrorMessage.padding([[1, 1]], [2, 3]) == """
        padded: amounts [[1, 1]] do not fit shape [2, 3]; expected two numbers, 0 or more, for each of its axes.
        """)
  }

  @Test("Reductions: one sentence with the operation, the shapes and what was expected")
  func reductions() {
    #expect(
      ErrorMessage.emptyAxis("max(along:)", 1, [2, 0]) == """
        max(along:): axis 1 of shape [2, 0] is empty, but at least 1 element was expected.
        """)
    #expect(
      ErrorMessage.emptyMean([0]) == """
        mean: a tensor of shape [0] has no elements along these axes, but a mean needs at least 1.
        """)
    #expect(
      ErrorMessage.variance(0, unbiased: false, [0]) == """
        variance: a tensor of shape [0] has 0 elements along these axes, but a variance needs at least 1.
        """)
    #expect(
      ErrorMessage.variance(1, unbiased: true, [1]) == """
        variance: a tensor of shape [1] has 1 element along these axes, but an unbiased variance needs at least \
        2.
        """)
  }

  @Test("Selection and labels: one sentence with the operation, the shapes and what was expected")
  func selection() {
    #expect(
      ErrorMessage.selection([2], [3], []) == """
        select: a mask of shape [2] and tensors of shapes [3] and [] do not broadcast; aligned at the end, \
        lengths must be equal or 1.
        """)
    #expect(
      ErrorMessage.notFinite("loss", -.infinity, at: [], []) == """
        checkingFinite: loss of shape [] is -inf, but finite numbers were expected.
        """)
    #expect(
      ErrorMessage.notFinite("weights", .nan, at: [1, 0], [2, 3]) == """
        checkingFinite: weights of shape [2, 3] is nan at [1, 0], but finite numbers were expected.
        """)
    #expect(
      ErrorMessage.index("rows", 7, axis: 0, [3, 2]) == """
        rows: index 7 is out of range along axis 0 of shape [3, 2]; it must be from 0 to 2.
        """)
    #expect(
      ErrorMessage.index("rows", 0, axis: 0, [0, 2]) == """
        rows: index 0 along axis 0 of shape [0, 2], which is empty.
        """)
    #expect(
      ErrorMessage.pickedShape([3], 1, [2, 3]) == """
        picked(at:along:): indices of shape [3] do not fit shape [2, 3] along axis 1; expected one for each line \
        along it: shape [2].
        """)
    #expect(
      ErrorMessage.labelShape("accuracy", [3], [2, 5]) == """
        accuracy: labels of shape [3] do not fit outputs of shape [2, 5]; expected labels [example] and outputs \
        [example, class], with at least 1 of each.
        """)
    #expect(
      ErrorMessage.label(10, 2, [4, 10]) == """
        softmaxCrossEntropy: label 10 of example 2 is not among the 10 classes of shape [4, 10]; labels go from \
        0 to 9.
        """)
    #expect(
      ErrorMessage.labelCount(3, [4, 10]) == """
        softmaxCrossEntropy: 3 labels were given for shape [4, 10]; expected shape [example, class] with at \
        least 1 of each and a label for each example.
        """)
    #expect(
      ErrorMessage.matmul([2, 3], [4, 2]) == """
        matmul: shapes [2, 3] and [4, 2] do not multiply; expected [..., rows, n] and [..., n, columns], with \
        leading lengths that broadcast, or [n] on either side.
        """)
    #expect(
      ErrorMessage.vectors("dotProduct", [2], [3]) == """
        dotProduct: shapes [2] and [3] were given; expected two vectors, of one axis each and of one length.
        """)
    #expect(
      ErrorMessage.einsum("ij,jk", [[2, 3], [3]]) == """
        einsum: "ij,jk" does not fit shapes [2, 3] and [3]; expected a letter for each axis of both and of the result, \
        none twice in one of them, as in "ij,jk->ik", or `...` for axes without letters, which the result has too.
        """)
    #expect(
      ErrorMessage.einsum("ij->ij", [[2]]) == """
        einsum: "ij->ij" does not fit shape [2]; expected a letter for each axis of it and of the result, \
        none twice in one of them, as in "ij->ji", or `...` for axes without letters, which the result has too.
        """)
    #expect(
      ErrorMessage.sequencePooling("maxPool1d", [2, 3], 2, 2, .valid) == """
        maxPool1d: a window of 2 with stride 2 and padding 0 does not fit shape [2, 3]; expected [example, length, \
        channel], a window that fits, and padding less than the window.
        """)
    #expect(
      ErrorMessage.einsumLengths("ij,jk->ik", "j", [2, 3], [4, 5]) == """
        einsum: axis j of "ij,jk->ik" has two lengths in shapes [2, 3] and [4, 5]; expected one.
        """)
    #expect(
      ErrorMessage.resizing([4], (2, 2)) == """
        resized(to:): shape [4] cannot be resized to (2, 2); expected [example, height, width, channel], \
        [height, width, channel] or [height, width], and lengths of at least 1.
        """)
    #expect(
      ErrorMessage.unfolding([2, 2], (3, 1), (1, 1)) == """
        unfolded: a window of (3, 1) with stride (1, 1) does not fit shape [2, 2]; expected \
        [example, height, width, channel] or [height, width], and a window that fits.
        """)
    #expect(
      ErrorMessage.tooManyOfLine(4, 1, [2, 3]) == """
        greatest(_:along:): 4 elements were asked for along axis 1 of shape [2, 3]; expected a number from 0 to 3.
        """)
    #expect(
      ErrorMessage.noMatrix("lowerTriangle", [3]) == """
        lowerTriangle: a tensor of shape [3] has no matrices; expected at least two axes.
        """)
  }

  @Test(
    "Equations that fit no tensors stop the program",
    arguments: [
      "ij,j", "ij,jk,kl", "..ij,jk", "i...j...,jk", "ii,jk->ik", "ij,jk->il", "ij,jk->ii", "ij->ij", "i,j->ij",
      "i1,jk->ik", "ij,jk>ik",
    ])
  func equations(equation: String) async {
    await #expect(processExitsWith: .failure) { [equation] in
      _ = einsum(equation, Tensor(zeros: [2, 2]), Tensor(zeros: [2, 2]))
    }
  }

  @Test("Differentiation: one sentence with the operation, the shapes and what was expected")
  func rest() {
    #expect(
      ErrorMessage.twoTapes("add") == """
        add: tensors of two separate valueWithGradient(at:) calls meet, neither of which runs within the other; use \
        detached() on those of one.
        """)
    #expect(
      ErrorMessage.otherThread("add") == """
        add: a tensor that is being differentiated is used on another thread than that of valueWithGradient(at:); \
        detached() makes a constant of it, which any thread may use.
        """)
  }

  @Test("Convolution and pooling: one sentence with the operation, the shapes and what was expected")
  func windows() {
    #expect(
      ErrorMessage.convolutionRanks([8], [3, 3]) == """
        conv2d: input of shape [8] and filters of shape [3, 3] were given; expected an input of shape [height, width], \
        [height, width, channel] or [example, height, width, channel] and filters of shape [height, width] or \
        [height, width, input channel, output channel].
        """)
    #expect(
      ErrorMessage.convolutionGroups(2, [1, 5, 5, 3], [3, 3, 1, 4]) == """
        conv2d: 2 groups were asked for, but they must be at least 1 and divide the input channels of shape [1, 5, 5, 3] \
        and the output channels of filters of shape [3, 3, 1, 4].
        """)
    #expect(
      ErrorMessage.convolutionAmounts("stride", (0, 1), atLeast: 1, [5, 5], [3, 3]) == """
        conv2d: stride (0, 1) for an input of shape [5, 5] and filters of shape [3, 3] must be from 1 to \
        2147483647 along both axes.
        """)
    #expect(
      ErrorMessage.convolutionBias([3], [3, 3, 1, 4]) == """
        conv2d: a bias of shape [3] does not fit filters of shape [3, 3, 1, 4]; expected one number, or one for each \
        output channel: [4].
        """)
    #expect(
      ErrorMessage.convolutionImageOutput([5, 5], [3, 3, 1, 4]) == """
        conv2d: an input of shape [5, 5] is one image of one channel and gives one such image, but filters of shape \
        [3, 3, 1, 4] give 4 output channels; reshape the input to [1, height, width, 1] for all of them.
        """)
    #expect(
      ErrorMessage.transposedConvolution([2, 2], [3, 3], groups: 1) == """
        convTranspose2d: input of shape [2, 2] and filters of shape [3, 3] do not fit; expected [example, height, width, \
        channel] and [height, width, output channel, input channel], and an output that is not empty.
        """)
    #expect(
      ErrorMessage.transposedAmounts(
        "output padding", "(2, 0)", "at least 0 and less than the stride (2, 2)", [1, 4, 4, 3], [3, 3, 8, 3])
          == """
          convTranspose2d: output padding (2, 0) for an input of shape [1, 4, 4, 3] and filters of shape [3, 3, 8, 3] must be \
          at least 0 and less than the stride (2, 2) along both axes.
          """)
    #expect(
      ErrorMessage.pooling("maxPool2d", [1, 2, 2, 1], (3, 3), (1, 1), "(0, 0)") == """
        maxPool2d: a window of (3, 3) with stride (1, 1) and padding (0, 0) does not fit shape [1, 2, 2, 1]; expected \
        [example, height, width, channel], [height, width, channel] or [height, width], a window that fits, and padding less \
        than the window.
        """)
  }

  private func sentence(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test("A NaN that is looked for stops the program and is named with its index")
  func finiteStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var outputs = Tensor(zeros: [2, 3])
      outputs[1, 2] = .nan
      _ = outputs.softmaxCrossEntropy(labels: [0, 1] as IntTensor, checkingFinite: true)
    }
    #expect(
      sentence(result).contains(ErrorMessage.notFinite("softmaxCrossEntropy's input", .nan, at: [1, 2], [2, 3])))
  }

  @Test("A label outside the classes stops the program, and names them")
  func labelStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).softmaxCrossEntropy(labels: [0, 3] as IntTensor)
    }
    #expect(sentence(result).contains(ErrorMessage.label(3, 1, [2, 3])))
  }

  @Test("An axis out of range stops the program with the sentence")
  func axisStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).max(along: 2)
    }
    #expect(sentence(result).contains(ErrorMessage.axis("max(along:)", 2, [2, 3])))
  }

  @Test("The greatest of no elements stops the program with the sentence")
  func emptyStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 0]).max()
    }
    #expect(sentence(result).contains(ErrorMessage.emptyAxis("max", 1, [2, 0])))
  }

  @Test("A row that is not there stops the program with the sentence")
  func rowStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]).rows([1, -3] as IntTensor)
    }
    #expect(sentence(result).contains(ErrorMessage.index("rows", -3, axis: 0, [2, 3], countsFromEnd: true)))
  }

  @Test("Comparing shapes that do not broadcast stops the program with the sentence")
  func comparisonStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2]) .< Tensor(zeros: [3])
    }
    #expect(sentence(result).contains(ErrorMessage.broadcast(".<", [2], [3])))
  }
}
