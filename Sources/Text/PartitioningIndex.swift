extension RandomAccessCollection {
  /// The index of the first element of the second part of a collection in two parts: of the first no element satisfies the
  /// predicate, of the second all do. The end where the second part is empty. Found by halving.
  @inlinable
  package func partitioningIndex(where belongsInSecondPart: (Element) throws -> Bool) rethrows -> Index {
    var (low, length) = (startIndex, count)
    while length > 0 {
      let half = length / 2
      let middle = index(low, offsetBy: half)
      if try belongsInSecondPart(self[middle]) {
        length = half
      } else {
        low = index(after: middle)
        length -= half + 1
      }
    }
    return low
  }
}
