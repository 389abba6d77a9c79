import Foundation
import OperationCases
import Tensors
import Testing

/// The engine against PyTorch, for each declared case that says how PyTorch writes it.
///
/// `Fixtures/operations.json` has the numbers: `Tests/peer-numbers` writes it anew after a case was added.
@Suite("Every operation against PyTorch")
struct PeerNumberTests {
  struct Peer: Codable {
    let name: String
    let expression: String
    let inputs: [Numbers]
    var upstream: Numbers?
    var output: Numbers?
    var gradients: [Numbers]?
  }

  private static let peers: [String: Peer] = {
    struct File: Decodable { let cases: [Peer] }
    guard let file = Bundle.module.url(forResource: "operations", withExtension: "json", subdirectory: "Fixtures"),
      let text = try? Data(contentsOf: file), let cases = try? JSONDecoder().decode(File.self, from: text).cases
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: cases.map { ($0.name, $0) })
  }()

  private static let comparable = (OperationCase.all + OperationCase.losses).filter { $0.pytorch != nil }

  @Test("Outputs and gradients are PyTorch's", arguments: comparable)
  func agrees(_ operation: OperationCase) throws {
    let peer = try #require(Self.peers[operation.name], "no numbers of \(operation.name): run Tests/peer-numbers")
    #expect(peer.expression == operation.pytorch, "\(operation.name) is another expression now: run Tests/peer-numbers")
    let inputs = peer.inputs.map(\.tensor)
    #expect(inputs.map(\.shape) == operation.inputs.map(\.shape), "of other shapes now: run Tests/peer-numbers")
    let output = try #require(peer.output)
    #expect(output.disagreement(with: operation.call(inputs), relative: 1e-5, absolute: 1e-6) == nil)
    guard operation.derivative != .none else { return }
    let (upstream, gradients) = (try #require(peer.upstream).tensor, try #require(peer.gradients))
    let (_, ours) = differentiate(at: inputs) { operation.call($0) * upstream }
    for (expected, gradient) in zip(gradients, ours) {
      #expect(expected.disagreement(with: gradient, relative: 1e-4, absolute: 1e-5) == nil)
    }
  }

  @Test("There are no numbers of cases that are gone")
  func noOthers() {
    #expect(Set(Self.peers.keys).subtracting(Self.comparable.map(\.name)).isEmpty)
  }

  /// For `Tests/peer-numbers`, which names a file that PyTorch then reads.
  @Test("Cases are written for PyTorch", .enabled(if: ProcessInfo.processInfo.environment["OPERATION_CASES"] != nil))
  func write() throws {
    let cases = Self.comparable.map { operation in
      // Of its own seed, so that the numbers of others stay as they are.
      let seed = operation.name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 65_521 }
      // Three decimals, which single precision holds well.
      let inputs = operation.drawn(seed: seed).map { Numbers($0).map { ($0 * 1000).rounded() / 1000 } }
      return Peer(name: operation.name, expression: operation.pytorch ?? "", inputs: inputs)
    }
    let path = try #require(ProcessInfo.processInfo.environment["OPERATION_CASES"])
    try JSONEncoder().encode(cases).write(to: URL(filePath: path))
  }
}
