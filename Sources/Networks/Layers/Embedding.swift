import Compute
import Tensors

/// A learned vector for each of a number of things, such as words: indices become the rows of a table.
///
///     let vectors = Embedding(count: 1000, features: 16)([3, 7, 3])  // [3, 16]
public struct Embedding: Module, Sendable {
  /// `[thing, feature]`.
  public let table: Parameter
  private let label = LayerLabel("embedding")

  /// An embedding that begins with a given table. Stops with a message unless it has two axes.
  public init(table: Tensor) {
    guard table.rank == 2 else { fail(Embedding.wrongTable(table.shape)) }
    self.table = Parameter(table, name: "table", of: label)
  }

  /// An embedding of standard normal numbers. Stops with a message when there are no things or no features.
  public init(count: Int, features: Int, using generator: inout RandomGenerator) {
    guard count > 0, features > 0 else { fail(Embedding.wrongSizes(count, features)) }
    self.init(table: Tensor(randomNormal: [count, features], using: &generator))
  }

  /// A table whose rows are drawn by the default generator (see `seed(_:)`).
  public init(count: Int, features: Int) {
    guard count > 0, features > 0 else { fail(Embedding.wrongSizes(count, features)) }
    self.init(table: Tensor(randomNormal: [count, features]))
  }

  /// The table.
  public var parameters: [Parameter] { [table] }

  /// The vectors at some indices: the indices' shape, followed by `[feature]`. Stops with a message when an index is not in the table;
  /// those below 0 are not, other than with `rows`.
  public func callAsFunction(_ indices: IntTensor) -> Tensor {
    indices.check("Embedding", below: table.shape[0], of: table.shape, axis: 0)
    return label.noting { table.value.rows(indices) }
  }

  static func wrongTable(_ table: [Int]) -> String {
    "Embedding: a table of shape \(table) was given; expected [thing, feature]."
  }

  static func wrongSizes(_ count: Int, _ features: Int) -> String {
    "Embedding: \(count) things of \(features) features were asked for; expected at least 1 of each."
  }
}
