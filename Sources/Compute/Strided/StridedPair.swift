/// Two arrays walked in step over one shape, each with its own distance between neighbours along each axis.
///
/// A distance of 0 repeats an array along an axis (broadcasting), exchanged distances transpose it, and an offset with
/// unchanged distances is a slice. So one walk serves them all.
package struct StridedPair {
  package var shape: [Int]
  package var leftStrides: [Int]
  package var rightStrides: [Int]
  package var leftOffset: Int
  package var rightOffset: Int

  /// Axes of length 1 are dropped, and neighbouring axes that both arrays walk as one are merged, so that the innermost
  /// run is as long as it can be.
  package init(
    shape: [Int], left: [Int], right: [Int], leftOffset: Int = 0, rightOffset: Int = 0
  ) {
    self.shape = []
    self.leftStrides = []
    self.rightStrides = []
    self.leftOffset = leftOffset
    self.rightOffset = rightOffset
    for axis in shape.indices where shape[axis] != 1 {
      let last = self.shape.count - 1
      if last >= 0, leftStrides[last] == shape[axis] * left[axis], rightStrides[last] == shape[axis] * right[axis] {
        self.shape[last] *= shape[axis]
        leftStrides[last] = left[axis]
        rightStrides[last] = right[axis]
      } else {
        self.shape.append(shape[axis])
        leftStrides.append(left[axis])
        rightStrides.append(right[axis])
      }
    }
    if self.shape.isEmpty {
      self.shape = [1]
      leftStrides = [0]
      rightStrides = [0]
    }
  }

  /// One run along the innermost axis.
  struct Run {
    var left: Int
    var right: Int
    let count: Int
    let leftStride: Int
    let rightStride: Int
  }

  /// Visits the runs in row-major order.
  @inline(__always)
  func forEachRun(_ body: (Run) -> Void) {
    if shape.contains(0) { return }
    let inner = shape.count - 1
    var run = Run(
      left: leftOffset, right: rightOffset, count: shape[inner],
      leftStride: leftStrides[inner], rightStride: rightStrides[inner])
    var place = [Int](repeating: 0, count: inner)
    while true {
      body(run)
      var axis = inner - 1
      while axis >= 0 {
        place[axis] += 1
        run.left += leftStrides[axis]
        run.right += rightStrides[axis]
        if place[axis] < shape[axis] { break }
        run.left -= shape[axis] * leftStrides[axis]
        run.right -= shape[axis] * rightStrides[axis]
        place[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }

  /// Copies every element of the left array to its partner in the right one.
  package func copy(from left: UnsafePointer<Float>, to right: UnsafeMutablePointer<Float>) {
    forEachRun { run in
      let source = left + run.left
      let target = right + run.right
      switch (run.leftStride, run.rightStride) {
      case (1, 1): target.update(from: source, count: run.count)
      case (0, 1): target.update(repeating: source.pointee, count: run.count)
      default:
        for index in 0..<run.count { target[index * run.rightStride] = source[index * run.leftStride] }
      }
    }
  }
}
