import Glibc
import SwiftParser
import SwiftSyntax

/// Parses Swift where no code, however deep it nests, exhausts the stack.
///
/// The parser, and whoever walks through its tree, calls itself for each level. So both do their work on a stack that is large enough
/// for a level of every second byte; of it the system provides what is used.
package enum SwiftParsing {
  /// The greatest code that is parsed, in bytes.
  package static let largestCode = 128 << 10

  /// More levels than what is parsed has: `NestingScan` has looked at it. The parser's own limit is less than what the compiler takes.
  private static let greatestNestingLevel = 4096

  /// What a level takes at most is 16 KiB in a debug build (measured with `repeat repeat …`).
  private static let stackPerByte = 8 << 10
  private static let smallestStack = 16 << 20

  /// Parses code and gives what `read` makes of its tree, which must not leave it.
  package static func parse<Value>(_ code: String, _ read: (SourceFileSyntax) -> Value) -> Value {
    var value: Value?
    withStack(of: smallestStack + stackPerByte * min(code.utf8.count, largestCode)) {
      var code = code
      value = code.withUTF8 { read(Parser.parse(source: $0, maximumNestingLevel: greatestNestingLevel)) }
    }
    return value!
  }

  /// Does some work on a thread of its own and waits for it; where the system refuses such a stack, on a smaller one.
  private static func withStack(of size: Int, _ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = Work(body: body)
      let argument = Unmanaged.passUnretained(work).toOpaque()
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      var size = size
      var thread = pthread_t()
      while size >= smallestStack {
        pthread_attr_setstacksize(&attributes, size)
        let code = pthread_create(
          &thread, &attributes,
          { argument in
            Unmanaged<Work>.fromOpaque(argument!).takeUnretainedValue().body()
            return nil
          }, argument)
        if code == 0 {
          pthread_join(thread, nil)
          return
        }
        size /= 2
      }
      body()
    }
  }

  private final class Work {
    let body: () -> Void
    init(body: @escaping () -> Void) { self.body = body }
  }
}
