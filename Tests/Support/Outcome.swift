import Foundation

/// What a run of a program gave.
package struct Outcome: Sendable {
  package var output: String
  package var errors: String
  package var exitCode: Int32
}

/// Runs the tool, or another program, to its end.
///
/// - Parameter environment: variables that are added to those of this process.
package func tool(
  _ arguments: [String], in folder: String, input: Data = Data(), environment: [String: String] = [:],
  program: String = toolPath
) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
  process.standardInput = inputPipe
  process.standardOutput = outputPipe
  process.standardError = errorPipe
  try process.run()
  // A program that reads no input may have ended by now.
  if !input.isEmpty { try inputPipe.fileHandleForWriting.write(contentsOf: input) }
  try inputPipe.fileHandleForWriting.close()
  // Both streams are read at once: a program that fills one must not wait for us to read the other.
  nonisolated(unsafe) var errors = Data()
  let reading = DispatchGroup()
  DispatchQueue.global().async(group: reading) { errors = errorPipe.fileHandleForReading.readDataToEndOfFile() }
  let output = outputPipe.fileHandleForReading.readDataToEndOfFile()
  reading.wait()
  process.waitUntilExit()
  return Outcome(
    output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
    exitCode: process.terminationStatus)
}
