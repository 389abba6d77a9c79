import ArgumentParser
import CellSupport
import Execution
import Notebook

/// The tool started again, by itself, to run the cells of one program.
struct CellHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cell-host", abstract: "Runs the cells of one program.", shouldDisplay: false)

  func run() {
    CellHost.run { session in
      var cells = _CellSession()
      cells.begin = { step in
        settle()
        session.begin(step)
      }
      cells.failing = { step in
        settle()
        session.failing(step)
      }
      cells.display = { value, name in
        switch _Presentation(value, name: name) {
        case .text(let text): session.value(text)
        case .tensor(let text, let name): session.tensor(text, name)
        case .picture(let svg, let description): session.picture(svg, description)
        }
      }
      cells.checkedValue = session.checkedValue
      cells.segmentEnded = session.segmentEnded
      cells.line = session.line
      _cellSession = cells
    }
  }
}
