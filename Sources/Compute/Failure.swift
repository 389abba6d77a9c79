#if WITHOUT_MESSAGES
  /// Stops the program. The sentence is never made, so that a small program carries no text.
  @inline(__always)
  package func fail(_ message: @autoclosure () -> String) -> Never {
    fatalError()
  }
#else
  /// Stops the program with one sentence for its author.
  ///
  /// Every complaint of the engine goes through here. The sentence names the operation, quotes the shapes, and says
  /// what was expected; it carries no file or line, because the place that matters is the caller's, which the program
  /// that runs the code knows.
  @inline(never)
  package func fail(_ message: @autoclosure () -> String) -> Never {
    #if hasFeature(Embedded)
      // There, an optimised program ends without showing the message of `fatalError`.
      print("Fatal error: " + message())
      fatalError()
    #else
      fatalError(message(), file: "", line: 0)
    #endif
  }
#endif
