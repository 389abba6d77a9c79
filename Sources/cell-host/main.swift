import CellHost
import CellSupport
import Notebook
import Outputs

// The program that build-book starts to run cells: it brings together what cells can use and what watches them.
CellHost.run(
  begin: { conditions in
    if let threads = conditions.threads { Threads.count = threads }
    seed(UInt64(bitPattern: Int64(conditions.generatorSeed)))
  }, synchronize: { synchronize() }
) { session in
  var cells = CellSession()
  cells.begin = { step in
    synchronize()
    session.begin(step)
  }
  cells.failing = { step in
    synchronize()
    session.failing(step)
  }
  cells.display = { value, name in session.show(Output(value, name: name)) }
  cells.checkedValue = { text, value in session.checkedValue(text, hasRealNumbers(value)) }
  cells.attribute = session.attribute
  cells.attributeToCall = session.attributeToCall
  cells.segmentEnded = session.segmentEnded
  cells.line = session.line
  cellSession = cells
}
