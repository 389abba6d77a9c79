import CToolchain
import Foundation
import Synchronization

/// The toolchain's libIndexStore, loaded when it is first asked for.
final class IndexStoreLibrary: Sendable {
  let create: index_store_create
  let dispose: index_store_dispose
  let unitName: index_store_unit_name
  let createUnitReader: index_store_reader_create
  let disposeUnitReader: index_store_dispose
  let applyToDependencies: index_store_apply
  let dependencyKind: index_store_kind_of
  let dependencyPath: index_store_text_of
  let dependencyName: index_store_text_of
  let createRecordReader: index_store_reader_create
  let disposeRecordReader: index_store_dispose
  let applyToOccurrences: index_store_apply
  let symbol: index_store_handle_of
  let roles: index_store_roles_of
  let location: index_store_location_of
  let symbolKind: index_store_kind_of
  let symbolName: index_store_text_of
  let symbolUSR: index_store_text_of

  private static let loaded = Mutex<[String: IndexStoreLibrary?]>([:])

  /// nil where there is none, or one that lacks something.
  static func at(_ path: String) -> IndexStoreLibrary? {
    loaded.withLock { loaded in
      if let known = loaded[path] { return known }
      let library = IndexStoreLibrary(path)
      loaded[path] = .some(library)
      return library
    }
  }

  private init?(_ path: String) {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
    func find<Function>(_ name: String, as type: Function.Type) -> Function? {
      dlsym(handle, "indexstore_" + name).map { unsafeBitCast($0, to: type) }
    }
    guard let create = find("store_create", as: index_store_create.self),
      let dispose = find("store_dispose", as: index_store_dispose.self),
      let unitName = find("store_get_unit_name_from_output_path", as: index_store_unit_name.self),
      let createUnitReader = find("unit_reader_create", as: index_store_reader_create.self),
      let disposeUnitReader = find("unit_reader_dispose", as: index_store_dispose.self),
      let applyToDependencies = find("unit_reader_dependencies_apply_f", as: index_store_apply.self),
      let dependencyKind = find("unit_dependency_get_kind", as: index_store_kind_of.self),
      let dependencyPath = find("unit_dependency_get_filepath", as: index_store_text_of.self),
      let dependencyName = find("unit_dependency_get_name", as: index_store_text_of.self),
      let createRecordReader = find("record_reader_create", as: index_store_reader_create.self),
      let disposeRecordReader = find("record_reader_dispose", as: index_store_dispose.self),
      let applyToOccurrences = find("record_reader_occurrences_apply_f", as: index_store_apply.self),
      let symbol = find("occurrence_get_symbol", as: index_store_handle_of.self),
      let roles = find("occurrence_get_roles", as: index_store_roles_of.self),
      let location = find("occurrence_get_line_col", as: index_store_location_of.self),
      let symbolKind = find("symbol_get_kind", as: index_store_kind_of.self),
      let symbolName = find("symbol_get_name", as: index_store_text_of.self),
      let symbolUSR = find("symbol_get_usr", as: index_store_text_of.self)
    else { return nil }
    self.create = create
    self.dispose = dispose
    self.unitName = unitName
    self.createUnitReader = createUnitReader
    self.disposeUnitReader = disposeUnitReader
    self.applyToDependencies = applyToDependencies
    self.dependencyKind = dependencyKind
    self.dependencyPath = dependencyPath
    self.dependencyName = dependencyName
    self.createRecordReader = createRecordReader
    self.disposeRecordReader = disposeRecordReader
    self.applyToOccurrences = applyToOccurrences
    self.symbol = symbol
    self.roles = roles
    self.location = location
    self.symbolKind = symbolKind
    self.symbolName = symbolName
    self.symbolUSR = symbolUSR
  }

  func text(_ text: index_store_text) -> String {
    guard let data = text.data else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: data, count: text.length), as: UTF8.self)
  }
}
