import Book
import Markdown
import Storage
import Synchronization

/// Sets formulas as HTML with MathML beside it, by KaTeX.
///
/// What was set once is in the cache, so a build in which no formula changed never loads the JavaScript engine, and one in
/// which some did loads it once. Any thread may ask, and `prepare` may run while cells compile: one formula is set at a
/// time.
package final class MathTypesetter: Sendable {
  package struct Formula: Sendable, Hashable {
    package var source: String
    package var isDisplay: Bool

    package init(source: String, isDisplay: Bool) {
      self.source = source
      self.isDisplay = isDisplay
    }
  }

  /// What is wrong with a formula, or with the means to set it.
  package struct Problem: Error, Sendable, Hashable {
    package var message: String
    /// Where in the formula, in UTF-16 code units from its start; nil where KaTeX does not say.
    package var position: Int?
    /// Whether KaTeX itself is at fault and no formula can be set.
    package var isInstallation = false
  }

  private struct State: ~Copyable {
    var finished: [Formula: Result<String, Problem>] = [:]
    var installation: Result<Installation, Problem>?
    var engine: KaTeX?
  }

  private struct Installation {
    var script: [UInt8]
    /// The script's digest, which stands for its version in the key of an entry.
    var digest: String
  }

  private let cache: Cache
  private let folder: String
  private let state = Mutex(State())

  /// - Parameter folder: where `katex.min.js` is; that of Debian's package libjs-katex by default.
  package init(cache: Cache, folder: String? = nil) {
    self.cache = cache
    self.folder = folder ?? KaTeX.folder
  }

  /// Sets formulas ahead of the page that needs them.
  package func prepare(_ formulas: [Formula]) {
    for formula in formulas { _ = html(formula) }
  }

  package func html(_ formula: Formula) -> Result<String, Problem> {
    state.withLock { state in
      if let finished = state.finished[formula] { return finished }
      let result = Self.typeset(formula, cache: cache, folder: folder, state: &state)
      state.finished[formula] = result
      return result
    }
  }

  private static func typeset(
    _ formula: Formula, cache: Cache, folder: String, state: inout State
  ) -> Result<String, Problem> {
    do throws(Problem) {
      let installation = try installation(in: folder, state: &state)
      let key = CacheKey(["math", installation.digest, formula.isDisplay ? "display" : "inline", formula.source])
      if let entry = cache.entry("math", key).map({ String(decoding: $0, as: UTF8.self) }), MathMarkup.isHarmless(entry)
      {
        return .success(entry)
      }
      if state.engine == nil {
        do {
          state.engine = try KaTeX(script: installation.script)
        } catch {
          throw Problem(
            message: "'\(folder)/katex.min.js' cannot be loaded: \(error.message)", position: nil, isInstallation: true)
        }
      }
      let html = try state.engine!.html(formula).get()
      cache.store(Array(html.utf8), "math", key)
      return .success(html)
    } catch {
      return .failure(error)
    }
  }

  private static func installation(in folder: String, state: inout State) throws(Problem) -> Installation {
    if let known = state.installation { return try known.get() }
    let result: Result<Installation, Problem>
    do throws(FileError) {
      let script = try AtomicFile.read(folder + "/katex.min.js")
      result = .success(Installation(script: script, digest: Cache.digest(script)))
    } catch {
      result = .failure(
        Problem(
          message:
            "KaTeX sets the formulas and is missing: \(error). Install Debian's packages libjs-katex and fonts-katex.",
          position: nil, isInstallation: true))
    }
    state.installation = result
    return try result.get()
  }
}

extension MathTypesetter {
  /// All formulas of a chapter: what `prepare` wants.
  package static func formulas(of chapter: Chapter) -> [Formula] {
    chapter.document.nodes.compactMap { Formula($0.kind) }
  }
}

extension MathTypesetter.Formula {
  /// The formula that a node is: a math node, or a fence of the language `math`.
  init?(_ kind: Node.Kind) {
    switch kind {
    case .math(let math): self.init(source: math.source, isDisplay: math.isDisplay)
    case .codeBlock(let block) where block.isFenced && block.info.prefix { !" \t{".contains($0) } == "math":
      self.init(source: block.literal, isDisplay: true)
    default: return nil
    }
  }
}
