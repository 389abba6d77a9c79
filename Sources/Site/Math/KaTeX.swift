import Storage

/// KaTeX as Debian installs it, loaded into a JavaScript engine.
struct KaTeX: ~Copyable {
  /// Where Debian's libjs-katex has its files.
  static let folder = "/usr/share/javascript/katex"

  private let engine: JavaScriptEngine

  /// - Parameter script: the content of `katex.min.js`.
  init(script: [UInt8]) throws(JavaScriptEngine.ScriptError) {
    guard let engine = JavaScriptEngine() else {
      throw JavaScriptEngine.ScriptError(message: "there is no memory for the JavaScript engine")
    }
    try engine.evaluate(script)
    try engine.evaluate(Array(Self.setting.utf8))
    self.engine = engine
  }

  func html(_ formula: MathTypesetter.Formula) -> Result<String, MathTypesetter.Problem> {
    do throws(JavaScriptEngine.ScriptError) {
      let answer = try engine.call("typeset", [formula.source, formula.isDisplay ? "display" : ""])
      if answer.hasPrefix("+") { return .success(String(answer.dropFirst())) }
      let parts = answer.dropFirst().split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return .failure(MathTypesetter.Problem(message: String(parts.last ?? ""), position: Int(parts[0])))
    } catch {
      return .failure(MathTypesetter.Problem(message: error.message, position: nil))
    }
  }

  /// Calls KaTeX so that nothing in a formula can reach out of it or run for ever: `trust` is what `\href` and
  /// `\includegraphics` ask, macros expand at most a thousand times, nothing is larger than 50 em. A mistake comes back as
  /// its position and KaTeX's sentence, without the picture of the position that it appends.
  ///
  /// KaTeX's arrays use `Array.prototype.fill` of ECMAScript 2015, which Duktape 2.7 does not have.
  private static let setting = """
    if (!Array.prototype.fill) Array.prototype.fill = function (value) {
      for (var i = 0; i < this.length; i++) this[i] = value;
      return this;
    };
    function typeset(source, display) {
      try {
        return "+" + katex.renderToString(source, {
          displayMode: display !== "", output: "htmlAndMathml", trust: false, strict: "ignore",
          maxExpand: 1000, maxSize: 50, throwOnError: true
        });
      } catch (error) {
        var message = String(error.message).replace("KaTeX parse error: ", ""), position = error.position;
        var tail = message.indexOf(position === source.length ? " at end of input: " : " at position " + (position + 1) + ": ");
        if (position !== undefined && tail >= 0)
          message = message.slice(0, tail) + (position === source.length ? " at the end of the formula" : "");
        if (error.name === "RangeError") message = "it is nested too deeply";
        if (/^Too many expansions/.test(message)) message = "a macro in it expands without end";
        return "!" + (position === undefined ? "" : position) + "\\n" + message;
      }
    }
    """
}
