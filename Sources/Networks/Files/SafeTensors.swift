import Compute
import Tensors

/// Named tensors in the format safetensors, which most tools for networks read and write.
///
///     let bytes = SafeTensors(model).encoded()
///     try model.load(SafeTensors(decoding: bytes))
///
/// The bytes are: the length of a header in 8 bytes, the least significant first; the header, in JSON, with the type, shape
/// and byte range of each tensor; and the numbers, row-major, one tensor after the other.
public struct SafeTensors: Equatable, Sendable {
  /// A tensor with its name.
  public struct Entry: Equatable, Sendable {
    /// The entry's name, such as `dense1.weights`.
    public var name: String
    /// The entry's numbers.
    public var tensor: Tensor

    /// An entry of a name and its numbers.
    public init(name: String, tensor: Tensor) {
      self.name = name
      self.tensor = tensor
    }
  }

  /// A text about the file with its name.
  public struct Metadata: Equatable, Sendable {
    /// The entry's name.
    public var name: String
    /// The entry's text.
    public var text: String

    /// An entry of a name and its text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The tensors, in the order of their numbers in the file.
  public let entries: [Entry]
  /// Texts about the file.
  public let metadata: [Metadata]

  /// Tensors with their names, which may come in any order. Stops with a message when two have the same name.
  public init(_ entries: [Entry], metadata: [Metadata] = []) {
    self.entries = entries.sorted { SafeTensors.precedes($0.name, $1.name) }
    self.metadata = metadata.sorted { SafeTensors.precedes($0.name, $1.name) }
    SafeTensors.checkNames(self.entries.map { $0.name })
    SafeTensors.checkNames(self.metadata.map { $0.name })
  }

  init(inOrderOfFile entries: [Entry], metadata: [Metadata]) {
    self.entries = entries
    self.metadata = metadata
  }

  /// All parameters of a module by their full names.
  public init<M: Module>(_ module: M, metadata: [Metadata] = []) {
    self.init(
      module.namedParameters.map { Entry(name: $0.name, tensor: $0.parameter.current.detached()) }, metadata: metadata)
  }

  /// The tensor of a name; nil when there is none.
  public subscript(name: String) -> Tensor? {
    entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.tensor
  }

  // Names are compared as bytes, as other tools do, which also spares a small program the tables of Unicode.
  static func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }

  private static func checkNames(_ sorted: [String]) {
    for (name, next) in zip(sorted, sorted.dropFirst()) where name.utf8.elementsEqual(next.utf8) {
      fail(repeated(name))
    }
    if sorted.contains(where: { $0.utf8.elementsEqual(metadataName.utf8) }) { fail(reserved()) }
  }

  static let metadataName = "__metadata__"

  static func repeated(_ name: String) -> String {
    "SafeTensors: the name \"\(name)\" is given twice; names must differ."
  }

  static func reserved() -> String {
    "SafeTensors: the name \"\(metadataName)\" is reserved for the metadata; expected another."
  }
}
