internal import CProcessor

/// What a program was compiled for, and what the processor that runs it has.
///
/// Optimised modules are compiled for the machine that builds them, unless COLOPHON_PORTABLE=1. On another machine an instruction
/// that its processor lacks would end the program without a word.
package enum Processor {
  /// Extensions of the architecture's instructions, a bit each. None where the architecture is another than x86-64.
  package struct Features: OptionSet, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }
  }

  /// What the optimised modules of this program are compiled for: this one is compiled as they are.
  package static var compiled: Features { Features(rawValue: colophon_compiled_features()) }

  /// What this processor has and the system lets programs use.
  package static var present: Features { Features(rawValue: colophon_processor_features()) }

  /// Why a program that is compiled for some features cannot run where there are others; nil where it can.
  package static func complaint(compiledFor compiled: Features, on present: Features) -> String? {
    var text = [CChar](repeating: 0, count: 1024)
    guard colophon_describe_missing(compiled.rawValue, present.rawValue, &text, Int32(text.count)) != 0 else {
      return nil
    }
    return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  /// Ends the program with that sentence and exit code 126 where the processor lacks what it is compiled for.
  ///
  /// It happens before the program begins. That it is called somewhere is what puts it into the program.
  package static func requireCompiledFeatures() { colophon_require_compiled_features() }
}
