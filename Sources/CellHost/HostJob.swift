import Outputs

/// What a cell host is asked to do: a message on its standard input. The input stays open for as long as the host is
/// wanted; its end says that whoever started it has gone. Only in a session does another follow, while the host rests or to stop
/// what it does.
package struct HostJob: Sendable {
  package struct Module: Sendable, Hashable {
    /// The shared library.
    package var library: String
    /// The C name of the function that runs it.
    package var entry: String
    /// The step that is blamed when the library cannot be loaded.
    package var firstStep: Int
    /// All steps of it, those that must fail among them, and whether the first begins in it rather than in the module above. The
    /// host does not ask for these.
    package var steps: [Int] = []
    package var beginsStep = true

    package init(library: String, entry: String, firstStep: Int) {
      self.library = library
      self.entry = entry
      self.firstStep = firstStep
    }
  }

  /// How what runs is begun: something that its results should not depend on.
  package struct Conditions: Sendable, Hashable {
    /// How many threads compute, on so many processors; nil for as many as there are processors.
    package var threads: Int?
    /// What hash values, and the order of sets and dictionaries, come from.
    package var hashSeed = 0
    /// Where the engine's default generator begins.
    package var generatorSeed = 0

    package init() {}
  }

  package var conditions = Conditions()
  package var segments: [Module] = []
  /// The libraries of the cells that must fail, by step, in the order in which they run.
  package var failing: [Int: [Module]] = [:]
  /// Seconds that each step may run.
  package var timeouts: [Int: Double]
  /// Bytes of output kept of each step.
  package var outputLimit: Int
  package var memoryLimit: Int
  /// The working folder of the cells.
  package var folder: String
  /// Whether other jobs follow, for which the states between the segments are kept.
  package var isSession = false
  /// How many segments are left out, because a job before this one had the same: the state after these has been kept.
  package var start = 0
  /// The index of the first segment that is only tried: from there on the program can change no file, and in a session nothing of the
  /// job is kept. nil where all segments are the chapter's.
  package var scratchStart: Int?

  /// Bytes of one text that cells show or of one picture: more is not kept.
  var textLimit: Int { 16 * outputLimit }

  package init(timeouts: [Int: Double], outputLimit: Int, memoryLimit: Int, folder: String) {
    self.timeouts = timeouts
    self.outputLimit = outputLimit
    self.memoryLimit = memoryLimit
    self.folder = folder
  }
}

extension HostJob {
  package var message: [UInt8] {
    var writer = WireWriter()
    writer.write(conditions.threads ?? 0)
    writer.write(conditions.hashSeed)
    writer.write(conditions.generatorSeed)
    writer.write(segments) { $0.write($1) }
    writer.write(failing.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value) { $0.write($1) }
    }
    writer.write(timeouts.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    writer.write(outputLimit)
    writer.write(memoryLimit)
    writer.write(folder)
    writer.write(isSession)
    writer.write(start)
    writer.write(scratchStart ?? -1)
    return writer.message
  }

  init(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    conditions = try Conditions(&reader)
    segments = try reader.array { (reader) throws(WireReader.Malformed) in try reader.module() }
    let failing = try reader.array { (reader) throws(WireReader.Malformed) in
      (try reader.int(), try reader.array { (reader) throws(WireReader.Malformed) in try reader.module() })
    }
    self.failing = Dictionary(failing) { first, _ in first }
    let timeouts = try reader.array { (reader) throws(WireReader.Malformed) in (try reader.int(), try reader.double()) }
    self.timeouts = Dictionary(timeouts) { first, _ in first }
    outputLimit = try reader.int()
    memoryLimit = try reader.int()
    folder = try reader.text()
    isSession = try reader.bool()
    start = try reader.int()
    let scratchStart = try reader.int()
    self.scratchStart = scratchStart < 0 ? nil : scratchStart
    guard segments.indices.contains(start) || start == segments.count else { throw WireReader.Malformed() }
  }
}

extension HostJob.Conditions {
  /// Reads them alone off the beginning of a job: what is hashed before the seed is set cannot be found again.
  init(ofJob bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) {
    var reader = WireReader(bytes)
    try self.init(&reader)
  }

  fileprivate init(_ reader: inout WireReader) throws(WireReader.Malformed) {
    let threads = try reader.int()
    self.threads = threads > 0 ? threads : nil
    hashSeed = try reader.int()
    generatorSeed = try reader.int()
  }
}

extension WireWriter {
  fileprivate mutating func write(_ module: HostJob.Module) {
    write(module.library)
    write(module.entry)
    write(module.firstStep)
  }
}

extension WireReader {
  fileprivate mutating func module() throws(Malformed) -> HostJob.Module {
    HostJob.Module(library: try text(), entry: try text(), firstStep: try int())
  }
}
