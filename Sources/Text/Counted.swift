/// A number of things in words: `1 cell`, `2 cells`.
///
/// - Parameter plural: for a noun that does more than take an `s`.
package func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
