import DataSets
import Networks

extension Module {
  /// Writes all parameters to a file in the format safetensors, which most tools for networks read.
  ///
  ///     try model.save(to: "edges.safetensors")
  ///
  /// The file is written beside its destination and moved there when it is complete, so nobody ever sees half of one.
  public func save(to path: String) throws { try SafeTensors(self).write(to: path) }

  /// Sets all parameters to those of a file in the format safetensors. Where names or shapes differ, the error names all
  /// differences, and nothing is changed.
  public func load(from path: String) throws { try load(SafeTensors(contentsOf: path)) }

  /// Sets those parameters to those of a file in the format safetensors whose names and shapes it has, and says what it had not.
  /// PyTorch's `load_state_dict` does so with `strict=False`.
  public func load(fittingFrom path: String) throws -> LoadingReport {
    load(fitting: try SafeTensors(contentsOf: path))
  }
}

extension SafeTensors {
  /// Reads a file.
  public init(contentsOf path: String) throws { try self.init(decoding: FileBytes.contents(of: path)) }

  /// Writes a file, or replaces it when it is there already.
  public func write(to path: String) throws { try FileBytes.write(encoded(), to: path) }
}
