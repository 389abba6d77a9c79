import Compute
import Outputs

/// A fragment of HTML, which a cell shows as a page does: words with emphasis, lists, tables with cells that span others.
///
///     let layers = [("convolution", 156), ("dense", 10_164)]
///     let rows = layers.map { HTML("<tr><th>\($0.0)</th><td>\($0.1)</td></tr>") }
///     HTML("<table><tr><th>layer</th><th>parameters</th></tr>\(rows)</table>")
///
/// What is interpolated is text, whatever characters it has, but for other fragments, which become a part of this one. A string that is
/// no literal, as in `HTML(markup)`, or is put together with `+`, is taken as it is.
///
/// Outside a book, and in the chapter's text, it is the words in lines, all of which are compared when the chapter is checked:
///
///     // layer        parameters
///     // -----        ----------
///     // convolution         156
///     // dense             10164
///
/// A paragraph is a line, items have their marks, quotations `>`, and what is raised, lowered or struck stands as in `10^{-3}`, `x_i` and
/// `~~old~~`. Other emphasis is a look, and not in the text. A column that holds numbers alone stands to the right.
///
/// The fragment is well-formed, as XML is: each element has its end, `<br/>` too, and `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and
/// numbers such as `&#8804;` are the references that there are. It has elements that say what words are: `p`, `div`, `blockquote`, `pre`,
/// `ul`, `ol`, `li`, `dl`, `dt`, `dd`, `table`, `caption`, `thead`, `tbody`, `tfoot`, `tr`, `th`, `td`, `strong`, `em`, `b`, `i`, `mark`,
/// `small`, `cite`, `s`, `del`, `ins`, `code`, `kbd`, `samp`, `var`, `sub`, `sup`, `span`, `br`; with the attributes `lang` and `dir`,
/// `colspan`, `rowspan` and `scope` of cells, `start` and `reversed` of lists, and `value` of their items. There are no headings, which
/// would be the chapter's, no links and pictures, which nobody would check, no ids, classes, styles or scripts. Anything else ends the
/// program with a sentence that names it and its place, and so does a table that is no rectangle, elements in more than 31 others, or more
/// than a megabyte. What has more than 4,000 elements and texts is shown as its text.
public struct HTML: Sendable, CustomStringConvertible, ExpressibleByStringInterpolation {
  /// The markup, as it was given.
  public let fragment: String
  package let content: [HTMLNode]

  /// A fragment, or a part of one such as a row of a table.
  ///
  /// - Parameter fragment: its markup.
  public init(_ fragment: String) {
    self.fragment = fragment
    var reader = HTMLReader(fragment)
    content = reader.read()
  }

  /// A fragment of a literal without values.
  public init(stringLiteral fragment: String) { self.init(fragment) }

  /// A fragment of a literal in which values stand: as text, but for those that are fragments.
  public init(stringInterpolation: StringInterpolation) { self.init(stringInterpolation.fragment) }

  /// The words as lines.
  public var description: String { String(HTMLValue.text(of: content).dropLast()) }

  /// What is shown of it, which is more than a part.
  ///
  /// - Returns: nil of one that is too large to be more than its text.
  package func value(name: String?) -> HTMLValue? {
    if let problem = HTMLValue.problem(ofWhole: content) { fail("HTML: \(problem)") }
    return HTMLValue(name: name, content: content)
  }

  /// Puts a fragment together.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var fragment = ""

    /// Nothing yet.
    public init(literalCapacity: Int, interpolationCount: Int) { fragment.reserveCapacity(literalCapacity) }

    /// Adds markup.
    public mutating func appendLiteral(_ literal: String) { fragment += literal }

    /// Adds fragments, one after the other.
    public mutating func appendInterpolation(_ parts: some Sequence<HTML>) {
      for part in parts { fragment += part.fragment }
    }

    /// Adds a fragment, or any other value as the text that `print` gives.
    public mutating func appendInterpolation(_ value: Any) {
      switch value {
      case let html as HTML: fragment += html.fragment
      // Any empty array could be taken for one of fragments.
      case let parts as [HTML] where type(of: value) == [HTML].self: appendInterpolation(parts)
      default: fragment += Self.escaped(String(describing: value))
      }
    }

    private static func escaped(_ text: String) -> String {
      var escaped = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
        case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
        case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
        case "'": escaped.append(contentsOf: "&apos;".unicodeScalars)
        default: escaped.append(scalar)
        }
      }
      return String(escaped)
    }
  }
}
