import Tensors

/// The smallest useful thing: a convolution whose input a page gives, here an image with an edge and a kernel.
@_cdecl("edge")
public func edge(_ left: Float, _ right: Float, _ column: Int32) -> Float {
  var image = Tensor(ones: [6, 8])
  image[0..<6, 2..<6] = 0
  let kernel = Tensor(shape: [1, 2], [left, right])
  return conv2d(image, filters: kernel)[0, Int(column)]
}
