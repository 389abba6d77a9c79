import CellHost
import CellSupport
import Notebook

// The program that build-book starts to run cells: it brings together what cells can use and what watches them.
CellHost.run(synchronize: { synchronize() }) { session in
  var cells = CellSession()
  cells.begin = { step in
    synchronize()
    session.begin(step)
  }
  cells.failing = { step in
    synchronize()
    session.failing(step)
  }
  cells.display = { value, name in
    switch Presentation(value, name: name) {
    case .text(let text): session.value(text)
    case .tensor(let text, let name): session.tensor(text, name)
    case .picture(let svg, let description): session.picture(svg, description)
    }
  }
  cells.checkedValue = session.checkedValue
  cells.segmentEnded = session.segmentEnded
  cells.line = session.line
  cellSession = cells
}
