/// Takes note of the layers and parameters that are created while it is in charge.
///
/// Unchecked, because it lives on the thread that runs one `Model(...)`, and until that has run.
final class Registry: @unchecked Sendable {
  private(set) var labels: [LayerLabel] = []
  private(set) var parameters: [Parameter] = []

  func add(_ label: LayerLabel) { labels.append(label) }

  func add(_ parameter: Parameter) { parameters.append(parameter) }

  /// Takes over layers and parameters that were created elsewhere. Those that it has already keep their positions.
  func adopt(_ others: [Parameter], _ otherLabels: [LayerLabel] = []) {
    parameters = (parameters + others).withoutRepetitions()
    for label in otherLabels + others.compactMap({ $0.layer }) where !labels.contains(where: { $0 === label }) {
      labels.append(label)
    }
  }

  /// Forgets what nobody but this registry has kept, such as the default value of a property that an initialiser replaced.
  func dropAbandoned() {
    parameters = Registry.kept(&parameters)
    labels = Registry.kept(&labels)
  }

  private static func kept<Object: AnyObject>(_ objects: inout [Object]) -> [Object] {
    let isKept = objects.indices.map { !isKnownUniquelyReferenced(&objects[$0]) }
    return objects.indices.filter { isKept[$0] }.map { objects[$0] }
  }
}
