import Compute
import Tensors

extension Tensor {
  /// The numbers of an IDX array as they are stored, bytes from 0 to 255. What 32 bits of floating point cannot hold exactly
  /// is rounded to the nearest.
  public init(_ idx: IDX) {
    switch idx.elements {
    case .unsignedBytes(let bytes):
      self.init(
        filling: idx.shape,
        with: { memory in
          guard let target = memory.baseAddress else { return }
          Samples.convert(bytes, into: target, count: bytes.count)
        })
    case .signedBytes(let numbers): self.init(shape: idx.shape, numbers.map { Float($0) })
    case .int16(let numbers): self.init(shape: idx.shape, numbers.map { Float($0) })
    case .int32(let numbers): self.init(shape: idx.shape, numbers.map { Float($0) })
    case .float(let numbers): self.init(shape: idx.shape, numbers)
    case .double(let numbers): self.init(shape: idx.shape, numbers.map { Float($0) })
    }
  }

  /// Bytes as numbers from 0 to 1. There must be as many as the shape says.
  init(shape: [Int], unitInterval bytes: [UInt8]) {
    self.init(
      filling: shape,
      with: { memory in
        guard let target = memory.baseAddress else { return }
        Samples.convertToUnitInterval(bytes, into: target, count: bytes.count)
      })
  }
}

extension IntTensor {
  /// The numbers of an IDX array of integers, or nil when it holds floating-point numbers.
  public init?(exactly idx: IDX) {
    switch idx.elements {
    case .unsignedBytes(let bytes): self.init(shape: idx.shape, bytes.map { Int32($0) })
    case .signedBytes(let numbers): self.init(shape: idx.shape, numbers.map { Int32($0) })
    case .int16(let numbers): self.init(shape: idx.shape, numbers.map { Int32($0) })
    case .int32(let numbers): self.init(shape: idx.shape, numbers)
    case .float, .double: return nil
    }
  }
}
