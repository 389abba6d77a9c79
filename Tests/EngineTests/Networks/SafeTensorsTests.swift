import Foundation
import Networks
import Tensors
import Testing

@Suite("Safetensors")
struct SafeTensorsTests {
  struct Network: Layer {
    let convolution = Conv2D(inputChannels: 1, outputChannels: 2, kernelSize: (3, 3))
    let dense = Dense(inputs: 2, outputs: 3)

    func callAsFunction(_ x: Tensor) -> Tensor { dense(convolution(x)) }
  }

  /// See `Fixtures/README.md` for the origin of these files.
  static func fixture(_ name: String) throws -> [UInt8] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "safetensors", subdirectory: "Fixtures"))
    return Array(try Data(contentsOf: url))
  }

  /// A file of a header and as many bytes of numbers.
  static func file(_ header: String, numbers: Int = 0) -> [UInt8] {
    let length = header.utf8.count
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: numbers)
  }

  @Test("A model's parameters come back from the bytes, exactly")
  func roundTrip() throws {
    let (model, other) = (Model(Network()), Model(Network()))
    model.body.dense.bias?.value = Tensor(shape: [3], [.infinity, -0.0, .leastNonzeroMagnitude])
    let file = SafeTensors(model, metadata: [.init(name: "epoch", text: "3")])
    let bytes = file.encoded()
    #expect(bytes == SafeTensors(model, metadata: [.init(name: "epoch", text: "3")]).encoded())
    #expect((8 + Int(bytes[0])) % 8 == 0)
    let decoded = try SafeTensors(decoding: bytes)
    #expect(decoded == file)
    #expect(decoded.metadata == [.init(name: "epoch", text: "3")])
    #expect(decoded["dense1.bias"]?.scalars.map(\.bitPattern) == [0x7F80_0000, 0x8000_0000, 1])
    try other.load(decoded)
    #expect(other.parameters.map(\.value) == model.parameters.map(\.value))
  }

  @Test("A file that the Python package wrote is read, and written again byte for byte")
  func python() throws {
    let bytes = try Self.fixture("model")
    let file = try SafeTensors(decoding: bytes)
    #expect(file.encoded() == bytes)
    let model = Model(Network())
    try model.load(file)
    #expect(model.body.convolution.kernel.value == Tensor(0..<18).reshaped(to: [3, 3, 1, 2]) / 8)
    #expect(model.body.convolution.bias?.value == [0.5, -0.5])
    #expect(model.body.dense.weights.value == [[0, 1, 2], [3, 4, 5]])
    #expect(SafeTensors(model, metadata: file.metadata).encoded() == bytes)
  }

  @Test("Every type of number is read")
  func types() throws {
    let file = try SafeTensors(decoding: Self.fixture("types"))
    for name in ["float64", "float32", "float16", "bfloat16"] {
      #expect(file[name] == [[0, 1, -2.5], [0.15625, 1024, -0.0078125]], "\(name)")
    }
    for name in ["int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8"] {
      #expect(file[name] == [0, 1, 2, 100], "\(name)")
    }
    #expect(file["bool"] == [0, 1, 0, 0])
    let half = try #require(file["half extremes"]).scalars
    #expect(half.dropLast() == [65504, 0x1p-24, -0x1p-14, .infinity, -.infinity])
    #expect(half.last?.isNaN == true)
    #expect(file["no axes"] == 7.5)
    #expect(file["no numbers"]?.shape == [2, 0, 3])
    #expect(file["gänse \"quoted\" \\ \n\u{1F98A}"] == [1])
    #expect(Set(file.metadata.map(\.name)) == ["format", "by"])
    #expect(file.metadata.first { $0.name == "by" }?.text == "a \"test\"\t\\")
  }

  @Test("Names and metadata with any characters survive")
  func characters() throws {
    let name = "ä \"\\\u{1}\t\u{1F98A}/"
    let file = SafeTensors([.init(name: name, tensor: [1])], metadata: [.init(name: "\n", text: name)])
    #expect(try SafeTensors(decoding: file.encoded()) == file)
    let escaped = #"{"\u00e4\ud83e\udd8a\/\b\f\r":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#
    #expect(try SafeTensors(decoding: Self.file(escaped)).entries[0].name == "ä\u{1F98A}/\u{8}\u{C}\r")
    #expect(try SafeTensors(decoding: SafeTensors([]).encoded()).entries.isEmpty)
    #expect(try SafeTensors(decoding: SafeTensors([], metadata: file.metadata).encoded()).metadata == file.metadata)
  }

  @Test("Keys that are not known, blanks and any order of tensors are accepted")
  func lenient() throws {
    let header = """
      { "b" : {"future":{"a":[1,{"b":"}]"},true,-1.5e3]},"shape":[1], "dtype":"F32","data_offsets":[4 , 8]},
        "a":{"dtype":"I32","shape":[],"data_offsets":[0,4],"more":null} }
      """
    let file = try SafeTensors(decoding: Self.file(header, numbers: 8))
    #expect(file.entries == [.init(name: "a", tensor: 0), .init(name: "b", tensor: [0])])
  }

  static let damaged: [(String, [UInt8], SafeTensorsError)] = [
    ("empty", [], .tooShort(bytes: 0)),
    ("half a length", [1, 2, 3], .tooShort(bytes: 3)),
    ("a length beyond the file", [9, 0, 0, 0, 0, 0, 0, 0, 0x7B], .headerLength(9, available: 1)),
    ("another format", Array("PK\u{3}\u{4} and so on".utf8), .headerLength(0x646E612004034B50, available: 6)),
    ("no header", file(""), .header(offset: 0, expected: "'{'")),
    ("no object", file("[]"), .header(offset: 0, expected: "'{'")),
    ("an open object", file("{"), .header(offset: 1, expected: "a text in quotes")),
    ("an open text", file("{\"a"), .header(offset: 3, expected: "the text's closing quote")),
    ("a line end in a text", file("{\"a\n\":1}"), .header(offset: 3, expected: "the text's closing quote")),
    ("no colon", file("{\"a\"1}"), .header(offset: 4, expected: "':'")),
    ("more after the end", file("{} x"), .header(offset: 3, expected: "the header's end")),
    ("an unknown escape", file(#"{"\q":1}"#), .header(offset: 4, expected: "an escape of JSON before this byte")),
    (
      "half a surrogate pair", file(#"{"\ud83e":1}"#),
      .header(offset: 8, expected: "the second half of a surrogate pair")
    ),
    ("a number for a tensor", file("{\"a\":1}"), .header(offset: 5, expected: "'{'")),
    ("a note that is no text", file("{\"__metadata__\":{\"a\":1}}"), .header(offset: 21, expected: "a text in quotes")),
    (
      "a negative length", file(#"{"a":{"shape":[-1]}}"#), .header(offset: 15, expected: "an integer of 0 or more")
    ),
    (
      "a length without end", file(#"{"a":{"shape":[99999999999999999999]}}"#),
      .header(offset: 33, expected: "an integer of 64 bits")
    ),
    (
      "one offset", file(#"{"a":{"data_offsets":[0]}}"#),
      .header(offset: 24, expected: "a range [begin, end] of bytes before this one")
    ),
    (
      "an end before the begin", file(#"{"a":{"data_offsets":[4,0]}}"#),
      .header(offset: 26, expected: "a range [begin, end] of bytes before this one")
    ),
    ("no type", file(#"{"a":{"shape":[],"data_offsets":[0,4]}}"#), .missing(key: "dtype", tensor: "a")),
    ("no shape", file(#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#), .missing(key: "shape", tensor: "a")),
    ("no range", file(#"{"a":{"dtype":"F32","shape":[]}}"#), .missing(key: "data_offsets", tensor: "a")),
    (
      "an unknown type", file(#"{"a":{"dtype":"F8_E4M3","shape":[],"data_offsets":[0,1]}}"#, numbers: 1),
      .unknownType("F8_E4M3", tensor: "a")
    ),
    (
      "the same name twice",
      file(
        #"{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}"#,
        numbers: 2),
      .repeatedName("a")
    ),
    (
      "a shape beyond counting", file(#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#),
      .tooLarge(shape: [4_294_967_296, 4_294_967_296], tensor: "a")
    ),
    (
      "a wrong length", file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, numbers: 4),
      .wrongLength(tensor: "a", bytes: 4, needed: 8)
    ),
    (
      "a gap", file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, numbers: 8),
      .wrongOffset(tensor: "a", begin: 4, expected: 0)
    ),
    (
      "two in one range",
      file(
        #"{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}"#,
        numbers: 1),
      .wrongOffset(tensor: "b", begin: 0, expected: 1)
    ),
    (
      "numbers cut off", file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, numbers: 7),
      .truncated(tensor: "a", end: 8, available: 7)
    ),
    (
      "more numbers", file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, numbers: 9), .trailing(bytes: 1)
    ),
  ]

  @Test("A damaged file is an error that says where", arguments: damaged)
  func errors(_ name: String, _ bytes: [UInt8], _ error: SafeTensorsError) {
    #expect(throws: error) { try SafeTensors(decoding: bytes) }
    #expect(error.description.hasPrefix("safetensors: ") && error.description.hasSuffix("."))
  }

  @Test("A file cut off or changed anywhere is an error or another file, never a crash")
  func fuzzed() throws {
    let bytes = try Self.fixture("types")
    for count in 0..<bytes.count {
      #expect(throws: SafeTensorsError.self) { try SafeTensors(decoding: Array(bytes[..<count])) }
    }
    var generator = RandomGenerator(seed: 4)
    for _ in 0..<3000 {
      var changed = bytes
      for _ in 0...Int(generator.next() % 3) {
        changed[Int(generator.next() % 1100)] = UInt8(truncatingIfNeeded: generator.next())
      }
      let result = Result { try SafeTensors(decoding: changed) }
      if case .failure(let error) = result { #expect(error is SafeTensorsError) }
    }
  }

  @Test("Loading reports all differences at once and changes nothing unless all fit")
  func differences() throws {
    let model = Model(Network())
    let before = model.parameters.map(\.value)
    let file = SafeTensors([
      .init(name: "conv2d1.kernel", tensor: Tensor(zeros: [3, 3, 1, 2])),
      .init(name: "conv2d1.bias", tensor: [1, 2, 3]),
      .init(name: "dense1.bias", tensor: [1, 2, 3]),
      .init(name: "other", tensor: 1),
    ])
    let error = SafeTensorsError.differences([
      .shape("conv2d1.bias", parameter: [2], file: [3]), .missing("dense1.weights"), .unexpected("other"),
    ])
    #expect(throws: error) { try model.load(file) }
    #expect(model.parameters.map(\.value) == before)
    #expect(
      error.description
        == "load: the file does not fit the module, and nothing was loaded: \"conv2d1.bias\" has shape [3] in the file and "
        + "[2] in the module; \"dense1.weights\" is not in the file; \"other\" is not in the module.")
  }
}
