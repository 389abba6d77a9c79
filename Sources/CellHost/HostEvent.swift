import Outputs

/// What a cell host reports, each a message on its standard output.
package enum HostEvent: Sendable {
  /// A step begins.
  case began(step: Int)
  /// A step has ended, in whatever way, and gave this.
  case ended(step: Int, output: StepOutput)
  /// What a step, which goes on, has given so far. Only in a session.
  case showed(step: Int, output: StepOutput)
  /// The code of a step cannot be loaded; the loader's words.
  case notLoaded(step: Int, words: String)
  /// A cell that must fail came to an end.
  case failingEnded(step: Int, end: ProcessEnd)
  /// What the program asked for of the world around it, in that order.
  case asked([Access])
  /// The state before a segment, by its index, is kept; that after all of them has their number.
  case kept(segment: Int)
  /// It is not, or no longer.
  case notKept(segment: Int, because: StateObstacle)
  /// The program is over.
  case finished(ProcessEnd)
}

/// How a process of cells ended.
package struct ProcessEnd: Sendable, Hashable {
  /// Whether it reached the end of its work.
  package var isComplete: Bool
  package var termination: Termination
  package var timedOut: Bool
  package var cause: Cause
  /// What Swift's runtime said when it ended the process, or the name of the missing function; empty where something else did.
  package var words: String
  /// The step that was being evaluated and the line in its text, from 0.
  package var step: Int
  package var line: Int
  /// Where in the code of cells it was, the innermost call first: once, or each time that it was asked while it computed.
  package var samples: [[Frame]]
  /// How many of the modules that were loaded are segments; those of a cell that must fail come after them.
  package var segmentCount: Int
  /// Whether something wrote into what the cells' program says to whoever runs it.
  package var isForged: Bool

  package struct Frame: Sendable, Hashable {
    /// The module, by the order in which modules were loaded.
    package var module: Int
    package var offset: UInt
    /// Whether it is the instruction itself at which the process ended, rather than a call on the way there.
    package var isInnermost: Bool
  }

  package enum Cause: Int32, Sendable {
    case unknown = 0
    case stack = 1
    case memory = 2
    /// A function was called that no library has.
    case missingFunction = 3
  }
}

extension HostEvent {
  var message: [UInt8] {
    var writer = WireWriter()
    switch self {
    case .began(let step):
      writer.write(0)
      writer.write(step)
    case .ended(let step, let output):
      writer.write(1)
      writer.write(step)
      writer.write(output)
    case .notLoaded(let step, let words):
      writer.write(2)
      writer.write(step)
      writer.write(words)
    case .failingEnded(let step, let end):
      writer.write(3)
      writer.write(step)
      writer.write(end)
    case .finished(let end):
      writer.write(4)
      writer.write(end)
    case .showed(let step, let output):
      writer.write(8)
      writer.write(step)
      writer.write(output)
    case .kept(let segment):
      writer.write(6)
      writer.write(segment)
    case .notKept(let segment, let obstacle):
      writer.write(7)
      writer.write(segment)
      writer.write(obstacle.rawValue)
    case .asked(let accesses):
      writer.write(5)
      writer.write(accesses) {
        $0.write(Int($1.kind.rawValue))
        $0.write($1.step)
        $0.write($1.name)
        $0.write($1.version)
      }
    }
    return writer.message
  }

  package init(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    switch try reader.int() {
    case 0: self = .began(step: try reader.int())
    case 1: self = .ended(step: try reader.int(), output: try reader.stepOutput())
    case 2: self = .notLoaded(step: try reader.int(), words: try reader.text())
    case 3: self = .failingEnded(step: try reader.int(), end: try reader.end())
    case 4: self = .finished(try reader.end())
    case 5: self = .asked(try reader.array { (reader) throws(WireReader.Malformed) in try reader.access() })
    case 8: self = .showed(step: try reader.int(), output: try reader.stepOutput())
    case 6: self = .kept(segment: try reader.int())
    case 7: self = .notKept(segment: try reader.int(), because: try reader.obstacle())
    default: throw WireReader.Malformed()
    }
    guard reader.isAtEnd else { throw WireReader.Malformed() }
  }
}

extension WireWriter {
  fileprivate mutating func write(_ end: ProcessEnd) {
    write(end.isComplete)
    switch end.termination {
    case .exited(let code):
      write(true)
      write(Int(code))
    case .killed(let signal):
      write(false)
      write(Int(signal))
    }
    write(end.timedOut)
    write(Int(end.cause.rawValue))
    write(end.words)
    write(end.step)
    write(end.line)
    write(end.samples) { writer, frames in
      writer.write(frames) {
        $0.write($1.module)
        $0.write(Int(bitPattern: $1.offset))
        $0.write($1.isInnermost)
      }
    }
    write(end.segmentCount)
    write(end.isForged)
  }
}

extension WireReader {
  fileprivate mutating func access() throws(Malformed) -> Access {
    guard let kind = Access.Kind(rawValue: UInt8(truncatingIfNeeded: try int())) else { throw Malformed() }
    return Access(kind: kind, step: try int(), name: try text(), version: try text())
  }

  fileprivate mutating func obstacle() throws(Malformed) -> StateObstacle {
    guard let obstacle = StateObstacle(rawValue: try int()) else { throw Malformed() }
    return obstacle
  }

  fileprivate mutating func end() throws(Malformed) -> ProcessEnd {
    let isComplete = try bool()
    let hasExited = try bool()
    let code = Int32(truncatingIfNeeded: try int())
    let timedOut = try bool()
    guard let cause = ProcessEnd.Cause(rawValue: Int32(truncatingIfNeeded: try int())) else { throw Malformed() }
    return ProcessEnd(
      isComplete: isComplete, termination: hasExited ? .exited(code) : .killed(signal: code), timedOut: timedOut,
      cause: cause, words: try text(), step: try int(), line: try int(),
      samples: try array { (reader) throws(Malformed) in
        try reader.array { (reader) throws(Malformed) in
          ProcessEnd.Frame(
            module: try reader.int(), offset: UInt(bitPattern: try reader.int()), isInnermost: try reader.bool())
        }
      }, segmentCount: max(0, try int()), isForged: try bool())
  }
}
