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
    #elseif canImport(Glibc)
      // `fatalError` would begin with a location in a file; without one it still writes its colon and line. What it calls to say
      // the rest is called here, so that whoever listens knows it for the last words of a program.
      "Fatal error: \(message())\n".withCString { reportError(flags: 0, $0) }
      abort()
    #elseif canImport(Darwin)
      var sentence = "Fatal error: \(message())\n"
      sentence.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
      abort()
    #else
      fatalError(message(), file: "", line: 0)
    #endif
  }

  #if canImport(Glibc) && !hasFeature(Embedded)
    /// How Swift's runtime reports an error.
    @_silgen_name("swift_reportError")
    private func reportError(flags: UInt32, _ message: UnsafePointer<CChar>)
  #endif
#endif
