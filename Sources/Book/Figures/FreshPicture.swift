/// A picture that a cell showed when it ran.
package struct FreshPicture: Sendable, Hashable {
  package var svg: String
  package var description: String
  /// Which picture of the cell it is, from 1.
  package var number: Int
}
