import Compute

// Pooling of sequences is that of images of one row.

/// The greatest element of every window of a sequence, for each channel by itself: `[example, length, channel]` becomes
/// `[example, window, channel]`. PyTorch calls it `nn.functional.max_pool1d`, with channels before the length.
///
/// - Parameters:
///   - input: `[example, length, channel]`, as of `Conv1D`.
///   - size: The length of the window.
///   - stride: The step of the window; its size where none is given.
///   - padding: The elements that are added before and after the sequence, which are never the greatest; of both axes of `Padding` the
///     horizontal one counts.
///
/// The gradient goes to the greatest element of each window, to the first among equals. Stops with a message when the input has another
/// number of axes, or the window does not fit.
public func maxPool1d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  let stride = stride ?? size
  checkSequence("maxPool1d", input, size, stride, padding)
  return maxPool2d(input.expanded(at: 1), size: (1, size), stride: (1, stride), padding: padding.alongRow).squeezed(1)
}

/// The mean of every window of a sequence, for each channel by itself. Padding counts as zeros, that of `.same` too: a window is always
/// divided by its size. PyTorch calls it `nn.functional.avg_pool1d`, with channels before the length.
///
/// See `maxPool1d` for the parameters, and when it stops.
public func avgPool1d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  let stride = stride ?? size
  checkSequence("avgPool1d", input, size, stride, padding)
  return avgPool2d(input.expanded(at: 1), size: (1, size), stride: (1, stride), padding: padding.alongRow).squeezed(1)
}

private func checkSequence(_ name: String, _ input: Tensor, _ size: Int, _ stride: Int, _ padding: Padding) {
  guard input.rank == 3, Tensor.isWithin((size, stride), from: 1) else {
    fail(ErrorMessage.sequencePooling(name, input.shape, size, stride, padding))
  }
  let (before, after) = padding.amounts(length: input.shape[1], window: size, stride: stride)
  // No window may lie in the padding alone.
  guard before >= 0, after >= 0, before < size, after < size, input.shape[1] > 0,
    input.shape[1].saturatingSum(before).saturatingSum(after) >= size
  else { fail(ErrorMessage.sequencePooling(name, input.shape, size, stride, padding)) }
}

extension ErrorMessage {
  static func sequencePooling(
    _ name: String, _ shape: [Int], _ size: Int, _ stride: Int, _ padding: Padding
  ) -> String {
    "\(name): a window of \(size) with stride \(stride) and padding \(padding.sequenceText) does not fit shape \(shape); expected [example, "
      + "length, channel], a window that fits, and padding less than the window."
  }
}
