import Compute

/// Numbers in a box of any number of axes.
///
/// A tensor is a value: a copy is independent of its original, and `var` and `let` mean what they mean for an `Int`. It
/// is written as nested array literals, or as a plain number where it has no axes:
///
///     var image = Tensor(ones: [6, 8])
///     image[0..<6, 2..<6] = 0
///     let kernel: Tensor = [[1, -1]]
///
/// Its *shape* is the list of its lengths along each axis, the *rank* how many axes there are. The elements lie in
/// row-major order, so the last axis varies fastest. Elements are 32-bit floating-point numbers.
///
/// Copies share memory until one of them is changed, so passing tensors around costs nothing. The first change of a tensor whose
/// memory is shared copies all of it. An element takes 4 bytes.
public struct Tensor: Sendable {
  @usableFromInline var storage: Storage
  /// The length of each axis. A single number has the shape `[]`.
  public internal(set) var shape: [Int]
  /// Where this tensor stands on the tape of a differentiated closure, if it does.
  @usableFromInline var trace: Trace?

  init(storage: Storage, shape: [Int]) {
    self.storage = storage
    self.shape = shape
    trace = nil
  }

  /// A tensor whose elements `fill` writes. All of them: the memory it receives is undefined.
  init(shape: [Int], fill: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(storage: Storage(uninitialized: shape.elementCount), shape: shape)
    fill(storage.start)
  }

  /// How many axes there are.
  public var rank: Int { shape.count }

  /// How many numbers there are: the product of the shape, 1 for the empty shape.
  public var count: Int { storage.count }

  /// The numbers in row-major order, copied into an array: in a loop, take it out once, or read elements by their indices.
  public var scalars: [Float] {
    // The initialiser would write the count 0 into the memory that all empty arrays share.
    if count == 0 { return [] }
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.initialize(from: storage.start, count: count)
      initialized = count
    }
  }

  /// The number of a tensor that has one element, whatever its rank.
  ///
  /// Stops with a message when there are more elements or none. The number carries no derivative.
  public var scalar: Float {
    guard count == 1 else { fail(ErrorMessage.notOneElement(shape)) }
    return storage.start.pointee
  }

  /// Memory that this tensor alone owns.
  @usableFromInline
  mutating func uniqueStart() -> UnsafeMutablePointer<Float> {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    return storage.start
  }
}

extension Float {
  /// The number of a tensor that has one element.
  ///
  /// Stops with a message when there are more elements or none. The number carries no derivative.
  public init(_ tensor: Tensor) { self = tensor.scalar }
}

extension Double {
  /// The number of a tensor that has one element.
  ///
  /// Stops with a message when there are more elements or none. The number carries no derivative.
  public init(_ tensor: Tensor) { self = Double(tensor.scalar) }
}

/// What is compared element by element.
///
/// Its `==` is generic so that numbers keep theirs: with operators of one type each, `1 == 1.0` could as well compare two
/// tensors as two values of another type that has literals, and a compiler asked for the better one knows none.
public protocol ElementwiseEquatable: Equatable {
  /// Whether all elements of two values are the same.
  func isEqual(to other: Self) -> Bool
}

extension ElementwiseEquatable {
  /// Whether the two are equal as wholes, which is one `Bool`; `.==` compares by elements.
  public static func == (left: Self, right: Self) -> Bool { left.isEqual(to: right) }
}

extension Tensor: ElementwiseEquatable {
  /// Whether shapes and all numbers are equal, as `==` says. As for `Float`, a NaN equals nothing, and 0 equals -0.
  public func isEqual(to other: Tensor) -> Bool {
    guard shape == other.shape else { return false }
    for index in 0..<count where storage.start[index] != other.storage.start[index] { return false }
    return true
  }
}

extension ErrorMessage {
  static func notOneElement(_ shape: [Int]) -> String {
    "scalar: a tensor of shape \(shape) has \(shape.elementCount) elements, but exactly 1 was expected; "
      + "sum() or mean() makes one number of many."
  }
}
