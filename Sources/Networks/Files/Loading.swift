import Tensors

extension Module {
  /// Sets all parameters to the tensors of a file, by their full names.
  ///
  /// Either all are set or none: where names or shapes differ, the error names all differences.
  public func load(_ file: SafeTensors) throws(SafeTensorsError) {
    let named = namedParameters
    var differences: [SafeTensorsError.Difference] = []
    var changes: [(parameter: Parameter, tensor: Tensor)] = []
    for (name, parameter) in named {
      guard let tensor = file[name] else {
        differences.append(.missing(name))
        continue
      }
      if tensor.shape != parameter.shape {
        differences.append(.shape(name, parameter: parameter.shape, file: tensor.shape))
      }
      changes.append((parameter, tensor))
    }
    for entry in file.entries where !named.contains(where: { $0.name.utf8.elementsEqual(entry.name.utf8) }) {
      differences.append(.unexpected(entry.name))
    }
    guard differences.isEmpty else { throw .differences(differences) }
    for change in changes { change.parameter.value = change.tensor }
  }
}
