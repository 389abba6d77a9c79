import Compute

// Slices with lists of indices: their elements lie anywhere, so each is found by its own index.

extension Tensor {
  /// The elements of a slice.
  func picked(_ slice: Slice) -> Tensor { picked(ElementIndices(slice, of: shape), shape: slice.shape) }

  /// Writes elements, in the shape of a slice, to where it has them.
  mutating func assign(_ value: Tensor, to slice: Slice) { assign(value, at: ElementIndices(slice, of: shape)) }

  /// Writes elements to where the indices say, one for each of them.
  private mutating func assign(_ value: Tensor, at elements: ElementIndices) {
    let before = Tensor.untouched(shape: shape, trace: trace)
    trace = nil
    Placement.put(value.storage.start, at: elements.start, in: uniqueStart(), count: elements.count)
    let (part, total) = (value.shape, count)
    self = recorded(
      "list assignment",
      (
        before,
        { gradient in
          var outside = gradient
          outside.assign(Tensor(zeros: part), at: elements)
          return outside
        }
      ),
      (
        value,
        { gradient in
          let inside = gradient.picked(elements, shape: part)
          // A value that another one followed has no part in the result.
          return elements.isLast(of: total, shape: part).map { inside.masked(by: $0) } ?? inside
        }
      ))
  }
}

extension ElementIndices {
  /// Those of a slice. Stops with a message when a tensor has more elements than 32 bits can count.
  convenience init(_ slice: Slice, of shape: [Int]) {
    ElementIndices.check("subscript", shape)
    let result = slice.shape
    Tensor.check(result, for: "subscript")
    self.init(count: result.elementCount) { start in
      var next = 0
      slice.forEachElement {
        start[next] = Int32(truncatingIfNeeded: $0)
        next += 1
      }
    }
  }

  /// 1 for each index behind which it does not occur again, else 0; nil where none occurs twice.
  ///
  /// - Parameter total: How many elements there are to index.
  fileprivate func isLast(of total: Int, shape: [Int]) -> Tensor? {
    var isMet = [Bool](repeating: false, count: total)
    var isRepeated = false
    let mask = Tensor(shape: shape) { target in
      for index in (0..<count).reversed() {
        let element = Int(start[index])
        target[index] = isMet[element] ? 0 : 1
        isRepeated = isRepeated || isMet[element]
        isMet[element] = true
      }
    }
    return isRepeated ? mask : nil
  }
}
