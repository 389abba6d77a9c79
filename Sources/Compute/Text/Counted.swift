/// A number with what it counts: `1 image`, `2 images`, and with a plural of its own `3 axes`.
package func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  count == 1 ? "1 \(singular)" : "\(count) \(plural ?? singular + "s")"
}
