import Book
import Storage
import Synchronization

/// Code as HTML in the page's colours: Swift by its own parser, other languages by highlight.js.
///
/// What was coloured once is in the cache, and for as long as the highlighter lives in memory. Any thread may ask.
final class CodeHighlighter: Sendable {
  private let cache: Cache
  private let folder: String
  /// What is shown of declarations.
  let excerpts: NameExcerpts
  private let known = Memo<[CodeRun]>()
  private let state = Mutex(State())

  private struct State: ~Copyable {
    var script: Result<[UInt8], FileError>?
    var engine: Result<HighlightJS, JavaScriptEngine.ScriptError>?
  }

  /// Counts the forms that an entry has had, so that one of an older form is not taken.
  private static let version = "3"
  /// What is longer is shown without colours.
  private static let largestCode = 128 << 10

  /// - Parameter folder: where `highlight.min.js` is; that of Debian's package libjs-highlight.js by default.
  init(cache: Cache, folder: String? = nil) {
    self.cache = cache
    excerpts = NameExcerpts(cache: cache)
    self.folder = folder ?? HighlightJS.folder
  }

  /// - Parameter links: in the order of their bytes.
  func html(_ code: String, language: String = "swift", links: [CodeLink] = []) -> String {
    CodeRun.html(code, runs(code, language), links: links)
  }

  /// Each line, without its end.
  func lines(
    _ code: String, language: String = "swift", ends: [Int: Int] = [:], links: [CodeLink] = []
  ) -> [String] {
    CodeRun.lines(code, runs(code, language), ends: ends, links: links)
  }

  /// Why no language but Swift has colours; nil where they have, and where none was asked for.
  var problem: String? {
    state.withLock { state in
      if case .failure(let error) = state.script {
        return "highlight.js colours code and is missing: \(error). Install Debian's package libjs-highlight.js."
      }
      if case .failure(let error) = state.engine {
        return "'\(folder)/highlight.min.js' cannot be loaded: \(error.message)"
      }
      return nil
    }
  }

  private func runs(_ code: String, _ language: String) -> [CodeRun] {
    let plain = [CodeRun(count: code.utf8.count, style: .plain)]
    guard !language.isEmpty, code.utf8.count <= Self.largestCode || language == "swift" else { return plain }
    return known.value(of: language + "\n" + code) {
      language == "swift"
        ? cached(["highlight", Self.version, code], code) { SwiftHighlighter.runs(in: code) } ?? plain
        : otherRuns(code, language) ?? plain
    }
  }

  private func cached(_ parts: [String], _ code: String, _ make: () -> [CodeRun]?) -> [CodeRun]? {
    let count = code.utf8.count
    return cache.value(
      "highlight", CacheKey(parts), read: { CodeRun.read($0, count: count) }, write: CodeRun.entry, make: make)
  }

  /// Nil where no engine is there.
  private func otherRuns(_ code: String, _ language: String) -> [CodeRun]? {
    guard let name = HighlightJS.name(of: language) else { return nil }
    return state.withLock { state in
      if state.script == nil {
        do throws(FileError) {
          state.script = .success(try AtomicFile.read(folder + "/highlight.min.js"))
        } catch {
          state.script = .failure(error)
        }
      }
      guard case .success(let script) = state.script else { return nil }
      return cached(["highlight", Self.version, Cache.digest(script), name, code], code) {
        if state.engine == nil {
          do throws(JavaScriptEngine.ScriptError) {
            state.engine = .success(try HighlightJS(script: script))
          } catch {
            state.engine = .failure(error)
          }
        }
        guard case .success(let engine) = state.engine else { return nil }
        return engine.runs(in: code, language: name)
      }
    }
  }
}
