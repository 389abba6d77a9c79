import Tensors

/// Why bytes are not a file of safetensors, or do not fit a module.
public enum SafeTensorsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file has fewer than 8 bytes.
  case tooShort(bytes: Int)
  /// The header is said to be longer than the file, or than any header may be.
  case headerLength(UInt64, available: Int)
  /// The header is not JSON of the kind that is expected. The offset counts the header's bytes from 0.
  case header(offset: Int, expected: String)
  /// Two tensors of one name.
  case repeatedName(String)
  /// A tensor lacks its type, shape or byte range.
  case missing(key: String, tensor: String)
  /// A tensor whose numbers are of a type that is not read.
  case unknownType(String, tensor: String)
  /// A tensor's shape has more numbers than can be counted.
  case tooLarge(shape: [Int], tensor: String)
  /// A tensor's byte range has not the length that its type and shape need.
  case wrongLength(tensor: String, bytes: Int, needed: Int)
  /// A tensor does not begin where the one before it ends.
  case wrongOffset(tensor: String, begin: Int, expected: Int)
  /// The file ends before its tensors do: it was cut off.
  case truncated(tensor: String, end: Int, available: Int)
  /// Bytes follow the last tensor.
  case trailing(bytes: Int)
  /// The tensors are not those of the module.
  case differences([Difference])

  /// In what the tensors of a file differ from the parameters of a module.
  public enum Difference: Equatable, Sendable, CustomStringConvertible {
    /// The file has no tensor for a parameter.
    case missing(String)
    /// The file has a tensor for which the module has no parameter.
    case unexpected(String)
    /// A parameter whose tensor in the file has another shape.
    case shape(String, parameter: [Int], file: [Int])

    /// The difference as a part of a sentence.
    public var description: String {
      switch self {
      case .missing(let name): "\"\(name)\" is not in the file"
      case .unexpected(let name): "\"\(name)\" is not in the module"
      case .shape(let name, let parameter, let file):
        "\"\(name)\" has shape \(file) in the file and \(parameter) in the module"
      }
    }
  }

  /// The mistake as one sentence, with what to do.
  public var description: String {
    switch self {
    case .tooShort(let bytes):
      "safetensors: the file has \(bytes) bytes, but the length of its header alone takes 8."
    case .headerLength(let length, let available):
      "safetensors: a header of \(length) bytes is announced, but \(available) bytes follow; the file is damaged, or of "
        + "another format."
    case .header(let offset, let expected):
      "safetensors: the header cannot be read at its byte \(offset), where \(expected) was expected; the file is damaged."
    case .repeatedName(let name):
      "safetensors: the name \"\(name)\" stands in the header twice; the file is damaged."
    case .missing(let key, let tensor):
      "safetensors: tensor \"\(tensor)\" has no \"\(key)\"; the file is damaged."
    case .unknownType(let type, let tensor):
      "safetensors: tensor \"\(tensor)\" has numbers of type \(type); these can be read: \(SafeTensorsElementType.names)."
    case .tooLarge(let shape, let tensor):
      "safetensors: tensor \"\(tensor)\" of shape \(shape) has more numbers than can be counted; the file is damaged."
    case .wrongLength(let tensor, let bytes, let needed):
      "safetensors: tensor \"\(tensor)\" has \(bytes) bytes in the file, but its shape and type need \(needed); the file is "
        + "damaged."
    case .wrongOffset(let tensor, let begin, let expected):
      "safetensors: tensor \"\(tensor)\" begins at byte \(begin) of the numbers, but \(expected) was expected, where the one "
        + "before it ends; the file is damaged."
    case .truncated(let tensor, let end, let available):
      "safetensors: tensor \"\(tensor)\" ends at byte \(end) of the numbers, but there are only \(available); the file was "
        + "cut off."
    case .trailing(let bytes):
      "safetensors: \(bytes) bytes follow the last tensor; the file is damaged."
    case .differences(let differences):
      "load: the file does not fit the module, and nothing was loaded: "
        + differences.map { $0.description }.joined(separator: "; ") + "."
    }
  }
}
