internal import Codecs

/// What is wrong with a file of data: which file, what was found, what was expected and what to do.
///
/// Its description is the sentence to show:
///
/// ```text
/// data/t10k-labels-idx1-ubyte: the file is truncated: it holds 512 bytes of data, but 10008 were expected; get or make it again.
/// ```
public struct DataFileError: Error, Equatable, Sendable {
  /// The file, as it was asked for.
  public let file: String
  /// What is wrong with it.
  public let problem: Problem

  /// The facts, without their wording.
  public enum Problem: Error, Equatable, Sendable {
    /// There is no such file. The advice says where to get it or where to put it.
    case missing(advice: String)
    /// The file is there and cannot be read; the reason is the system's.
    case unreadable(reason: String)
    /// The system would not write the file; the reason is its own.
    case unwritable(reason: String)
    /// The file does not begin as one of its format does.
    case wrongFormat(expected: String, found: String)
    /// The file ends too early. Both are bytes of data, after decompression; nil where it is unknown how many are missing.
    case truncated(expected: Int?, found: Int)
    /// The file goes on after the bytes that its beginning announces.
    case tooLong(expected: Int)
    /// The file announces more elements than are read.
    case tooLarge(shape: [Int], limit: Int)
    /// The file contradicts itself; the reason is the decoder's.
    case damaged(reason: String)
    /// The file is in its format, and holds something else than was asked for.
    case wrongContents(expected: String, found: String)
  }

  package init(file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension DataFileError: CustomStringConvertible {
  /// One sentence with the file, what is wrong, and what to do.
  public var description: String { "\(file): \(sentence)." }

  private var sentence: String {
    switch problem {
    case .missing(let advice):
      "there is no such file; \(advice)"
    case .unreadable(let reason):
      "the file cannot be read: \(reason)"
    case .unwritable(let reason):
      "the file cannot be written: \(reason)"
    case .wrongFormat(let expected, let found):
      "expected \(expected), but the file \(found); check that it is the file you mean"
    case .truncated(let expected?, let found) where found < expected:
      "the file is truncated: it holds \(found) bytes of data, but \(expected) were expected; \(Self.again)"
    case .truncated:
      "the file is truncated: it ends before its data do; \(Self.again)"
    case .tooLong(let expected):
      "the file goes on after the \(expected) bytes of data that its beginning announces; \(Self.again)"
    case .tooLarge(let shape, let limit):
      "the file announces data of shape \(shape), but at most \(limit) elements are read; use a smaller file"
    case .damaged(let reason):
      "the file is damaged (\(reason)); \(Self.again)"
    case .wrongContents(let expected, let found):
      "expected \(expected), but the file holds \(found); check that it is the file you mean"
    }
  }

  private static let again = "get or make it again"
}

/// Runs what reads a file, and puts the file's name to whatever problem it meets.
func naming<Result>(_ file: String, _ body: () throws(DataFileError.Problem) -> Result) throws(DataFileError) -> Result
{
  do {
    return try body()
  } catch {
    throw DataFileError(file: file, error)
  }
}

/// Runs a decoder, and says of a problem that it meets what is to be said of the file.
func decoding<Result>(_ body: () throws(CodecError) -> Result) throws(DataFileError.Problem) -> Result {
  do {
    return try body()
  } catch {
    switch error {
    case .endsEarly(let count): throw .truncated(expected: nil, found: count)
    case .damaged(let reason): throw .damaged(reason: reason)
    }
  }
}
