import Tensors

/// What `load(fitting:)` did: which parameters a file had, and in what file and module differ.
public struct LoadingReport: Equatable, Sendable {
  /// The full names of the parameters that were set, in the module's order.
  public let loaded: [String]
  /// What was left as it is, and why.
  public let differences: [SafeTensorsError.Difference]

  /// The parameters for which the file has no tensor. PyTorch calls them `missing_keys`.
  public var missing: [String] {
    differences.compactMap { if case .missing(let name) = $0 { name } else { nil } }
  }

  /// The tensors for which the module has no parameter. PyTorch calls them `unexpected_keys`.
  public var unexpected: [String] {
    differences.compactMap { if case .unexpected(let name) = $0 { name } else { nil } }
  }

  /// The parameters whose shape is another in the file. (PyTorch refuses to load at all where there are some.)
  public var differentlyShaped: [String] {
    differences.compactMap { if case .shape(let name, _, _) = $0 { name } else { nil } }
  }

  /// Whether file and module fit exactly.
  public var isComplete: Bool { differences.isEmpty }
}

extension LoadingReport: CustomStringConvertible {
  /// A line that counts, and one for each difference.
  public var description: String {
    let all = loaded.count + missing.count + differentlyShaped.count
    let first = "loaded \(loaded.count) of \(all) parameters"
    return differences.reduce(differences.isEmpty ? first : first + ":") { $0 + "\n" + $1.description }
  }
}

extension Module {
  /// Sets those parameters to the tensors of a file whose full names and shapes it has, and leaves the others as they are: to begin a new
  /// task with the layers of a network that has learned another. PyTorch's `load_state_dict` does so with `strict=False`.
  ///
  ///     let report = model.load(fitting: pretrained)
  ///     print(report)
  ///
  /// Names that are others in the file can be changed before: `SafeTensors(pretrained.entries.map { … })`. For all or nothing see `load(_:)`.
  ///
  /// - Returns: What was loaded, and what was missing, unexpected or of another shape.
  public func load(fitting file: SafeTensors) -> LoadingReport {
    let comparison = ParameterComparison(namedParameters, file)
    for change in comparison.fitting { change.parameter.value = change.tensor }
    return LoadingReport(loaded: comparison.fitting.map { $0.name }, differences: comparison.differences)
  }
}

/// The parameters of a module beside the tensors of a file.
struct ParameterComparison {
  private(set) var fitting: [(name: String, parameter: Parameter, tensor: Tensor)] = []
  private(set) var differences: [SafeTensorsError.Difference] = []

  init(_ named: [(name: String, parameter: Parameter)], _ file: SafeTensors) {
    for (name, parameter) in named {
      guard let tensor = file[name] else {
        differences.append(.missing(name))
        continue
      }
      if tensor.shape == parameter.shape {
        fitting.append((name, parameter, tensor))
      } else {
        differences.append(.shape(name, parameter: parameter.shape, file: tensor.shape))
      }
    }
    for entry in file.entries where !named.contains(where: { $0.name.utf8.elementsEqual(entry.name.utf8) }) {
      differences.append(.unexpected(entry.name))
    }
  }
}
