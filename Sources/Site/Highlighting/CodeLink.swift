/// A name in code that leads somewhere.
struct CodeLink: Hashable {
  /// Its bytes in the code.
  var range: Range<Int>
  /// Of the element `a`, each behind a blank.
  var attributes: String
}
