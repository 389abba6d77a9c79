#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

#if WITHOUT_MESSAGES
  /// Stops the program. The sentence is never made, so that a small program carries no text.
  @inline(__always)
  package func fail(_ message: @autoclosure () -> String) -> Never {
    fatalError()
  }
#else
  /// Stops the program with one sentence for its author.
  ///
  /// Every error message of the engine goes through here. The sentence names the operation, quotes the shapes, and says
  /// what was expected; it carries no file or line, because the location that matters is the caller's, which the program
  /// that runs the code knows.
  @inline(never)
  package func fail(_ message: @autoclosure () -> String) -> Never {
    #if hasFeature(Embedded)
      // There, an optimised program ends without showing the message of `fatalError`.
      print("Fatal error: " + message())
      fatalError()
    #elseif canImport(Glibc) || canImport(Darwin)
      // `fatalError` would begin with a location in a file; without one it still writes its colon and line.
      var sentence = "Fatal error: \(message())\n"
      sentence.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
      abort()
    #else
      fatalError(message(), file: "", line: 0)
    #endif
  }
#endif
