import Text

/// Something that keeps every chapter from running.
package struct ExecutionError: UserError {
  package let description: String
  init(_ description: String) { self.description = description }
}
