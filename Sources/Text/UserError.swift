/// An error that a user reads. Its description is a sentence, without a full stop at its end, that names the thing, quotes the value
/// and says what to do.
package protocol UserError: Error, CustomStringConvertible {}
