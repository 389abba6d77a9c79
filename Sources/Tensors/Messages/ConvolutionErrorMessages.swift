import Compute

/// What the engine says about convolutions that cannot be done.
extension ErrorMessage {
  static func convolutionRanks(_ input: [Int], _ filters: [Int]) -> String {
    "conv2d: input of shape \(input) and filters of shape \(filters) were given; expected an input of shape "
      + "[height, width], [height, width, channel] or [example, height, width, channel] and filters of shape "
      + "[height, width] or [height, width, input channel, output channel]."
  }

  static func convolutionChannels(_ input: [Int], _ filters: [Int], channels: Int, expected: Int, groups: Int) -> String
  {
    let grouping = groups == 1 ? "" : " in \(groups) groups"
    return
      "conv2d: input of shape \(input) has \(counted(channels, "channel")), but filters of shape \(filters)\(grouping) "
      + "expect \(expected)."
  }

  static func convolutionImageOutput(_ input: [Int], _ filters: [Int]) -> String {
    "conv2d: an input of shape \(input) is one image of one channel and gives one such image, but filters of shape \(filters) "
      + "give \(filters[3]) output channels; reshape the input to [1, height, width, 1] for all of them."
  }

  static func convolutionGroups(_ groups: Int, _ input: [Int], _ filters: [Int]) -> String {
    "conv2d: \(groups) groups were asked for, but they must be at least 1 and divide the input channels of shape \(input) "
      + "and the output channels of filters of shape \(filters)."
  }

  static func convolutionSize(_ input: [Int], _ filters: [Int], _ geometry: ConvolutionGeometry) -> String {
    let reach = (
      geometry.dilation.height * (geometry.kernel.height - 1) + 1,
      geometry.dilation.width * (geometry.kernel.width - 1) + 1
    )
    let padded = (
      geometry.input.height + geometry.padding.height + geometry.paddingAfter.height,
      geometry.input.width + geometry.padding.width + geometry.paddingAfter.width
    )
    return "conv2d: filters of shape \(filters) reach over \(reach.0) x \(reach.1) elements, more than the "
      + "\(padded.0) x \(padded.1) that an input of shape \(input) has\(geometry.padding == .init(0, 0) ? "" : " with its padding")."
  }

  static func convolutionAmounts(
    _ name: String, _ amounts: (Int, Int), atLeast least: Int, _ input: [Int], _ filters: [Int]
  )
    -> String
  {
    "conv2d: \(name) (\(amounts.0), \(amounts.1)) for an input of shape \(input) and filters of shape \(filters) "
      + "must be from \(least) to \(ConvolutionGeometry.greatestAmount) along both axes."
  }

  static func convolutionBias(_ bias: [Int], _ filters: [Int]) -> String {
    "conv2d: a bias of shape \(bias) does not fit filters of shape \(filters); expected one number, or one for each output "
      + "channel: [\(filters.count == 4 ? filters[3] : 1)]."
  }
}
