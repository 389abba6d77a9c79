import ArgumentParser
import Execution
import Notebook

/// The tool started again, by itself, to run the cells of one program.
struct CellHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cell-host", abstract: "Runs the cells of one program.", shouldDisplay: false)

  func run() {
    CellHost.run { session in
      _session.begin = session.begin
      _session.value = session.value
      _session.tensor = session.tensor
      _session.picture = session.picture
      _session.checkedValue = session.checkedValue
      _session.failing = session.failing
      _session.end = session.end
      _line = session.line
    }
  }
}
