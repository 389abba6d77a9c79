import Tensors

extension Module {
  /// Sets all parameters to the tensors of a file, by their full names.
  ///
  /// Either all are set or none: where names or shapes differ, the error names all differences. For a file that has only some of them see
  /// `load(fitting:)`.
  public func load(_ file: SafeTensors) throws(SafeTensorsError) {
    let comparison = ParameterComparison(namedParameters, file)
    guard comparison.differences.isEmpty else { throw .differences(comparison.differences) }
    for change in comparison.fitting { change.parameter.value = change.tensor }
  }
}
