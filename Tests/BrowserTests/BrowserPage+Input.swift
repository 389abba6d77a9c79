import Foundation

/// What a reader does to a page: real keys, a real pointer, the real clipboard.
extension BrowserPage {
  enum Key: String {
    case tab = "Tab"
    case enter = "Enter"
    case escape = "Escape"
    case left = "ArrowLeft"
    case right = "ArrowRight"
    case up = "ArrowUp"
    case down = "ArrowDown"
    case home = "Home"
    case end = "End"

    fileprivate var code: Int {
      switch self {
      case .tab: 9
      case .enter: 13
      case .escape: 27
      case .end: 35
      case .home: 36
      case .left: 37
      case .right: 39
      case .up: 38
      case .down: 40
      }
    }
  }

  /// - Parameters:
  ///   - withShift: whether the shift key is held meanwhile.
  ///   - withControl: whether the control key is.
  func press(_ key: Key, withShift: Bool = false, withControl: Bool = false) throws {
    var event: Browser.Message = [
      "type": "keyDown", "key": key.rawValue, "code": key.rawValue, "windowsVirtualKeyCode": key.code,
      "modifiers": (withShift ? 8 : 0) + (withControl ? 2 : 0),
    ]
    if key == .enter, !withControl { event["text"] = "\r" }
    try send("Input.dispatchKeyEvent", event)
    event["type"] = "keyUp"
    try send("Input.dispatchKeyEvent", event)
    rest()
  }

  /// Presses the key of a sign.
  func press(_ sign: String) throws {
    try send("Input.dispatchKeyEvent", ["type": "keyDown", "key": sign, "text": sign])
    try send("Input.dispatchKeyEvent", ["type": "keyUp", "key": sign])
    rest()
  }

  /// Types where the focus is, in place of what is selected.
  func type(_ text: String) throws {
    try send("Input.insertText", ["text": text])
    rest()
  }

  /// Presses the pointer on the middle of an element, which is brought into the window first.
  func click(_ selector: String) throws {
    let point: [Double] = try value(
      """
      (() => {
        const element = document.querySelector('\(selector)');
        const shown = element.getClientRects()[0];
        if (shown.top < 0 || shown.bottom > innerHeight) element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = element.getClientRects()[0];
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    for type in ["mousePressed", "mouseReleased"] {
      try send(
        "Input.dispatchMouseEvent", ["type": type, "x": point[0], "y": point[1], "button": "left", "clickCount": 1])
    }
    rest()
  }

  /// Moves the pointer to the middle of an element that stands in the window.
  func point(at selector: String) throws {
    let point: [Double] = try value(
      """
      (() => {
        const box = document.querySelector('\(selector)').getClientRects()[0];
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    try send(
      "Input.dispatchMouseEvent", ["type": "mouseMoved", "x": point[0], "y": point[1], "pointerType": "mouse"])
    rest()
  }

  /// Taps an element that stands in the window of a phone.
  func tap(_ selector: String) throws {
    let point: [Double] = try value(
      """
      (() => {
        const box = document.querySelector('\(selector)').getClientRects()[0];
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    try send(
      "Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [["x": point[0], "y": point[1]]]])
    try send("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
    rest()
  }

  /// Puts a finger on the middle of an element, moves it up or to the left, and waits until the page has followed.
  func swipe(on selector: String, up: Double = 0, left: Double = 0) throws {
    let middle: [Double] = try value(
      """
      (() => {
        const element = document.querySelector('\(selector)');
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      })()
      """)
    // The finger rests before it is lifted, so that the page stops with it.
    let start = Date().timeIntervalSince1970
    func touch(_ type: String, _ share: Double?, after seconds: Double) throws {
      let points = share.map { [["x": middle[0] - left * $0, "y": middle[1] - up * $0]] } ?? []
      try send(
        "Input.dispatchTouchEvent", ["type": type, "touchPoints": points, "timestamp": start + seconds])
    }
    try touch("touchStart", 0, after: 0)
    for step in 1...10 { try touch("touchMove", Double(step) / 10, after: Double(step) / 10) }
    for second in 2...4 { try touch("touchMove", 1, after: Double(second)) }
    try touch("touchEnd", nil, after: 5)
    try draw()
  }

  /// Follows a link and waits for the page that it leads to.
  func follow(_ selector: String) throws {
    forgetEvents()
    let _: Bool = try value("(document.querySelector('\(selector)').click(), true)")
    try loaded()
  }

  /// Selects and copies as the menu of the browser does, and gives what the clipboard then has.
  ///
  /// - Parameter selection: JavaScript that selects.
  func copied(selecting selection: String) throws -> String {
    let _: Bool = try value("navigator.clipboard.writeText('nothing').then(() => { \(selection); return true; })")
    try send(
      "Input.dispatchKeyEvent",
      ["type": "keyDown", "key": "c", "code": "KeyC", "modifiers": 2, "commands": ["copy"]])
    try send("Input.dispatchKeyEvent", ["type": "keyUp", "key": "c", "code": "KeyC", "modifiers": 2])
    return try clipboard
  }

  var clipboard: String { get throws { try value("navigator.clipboard.readText()") } }

  /// Asks until an expression is true; false where it never becomes so.
  func becomesTrue(_ expression: String) throws -> Bool {
    for _ in 0..<1000 where try value(expression) { return true }
    return false
  }

  /// Lets the page do what it has been asked to. Where no scripts run it has done so already, and nothing could say it; where it leads to
  /// another page it is gone.
  private func rest() {
    guard runsScripts else { return }
    let _: Bool? = try? value(
      "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true)))))")
  }
}
