import Foundation

/// A tab of a browser of its own.
final class BrowserPage {
  let browser: Browser
  private let session: String
  let runsScripts: Bool

  /// - Parameters:
  ///   - isDark: whether the system asks for dark pages.
  ///   - isPrinted: whether pages are laid out as for paper of that width.
  ///   - scripts: whether the scripts of pages run.
  ///   - switches: further ones of the browser's command line.
  init(
    width: Int = 1280, height: Int = 800, isPhone: Bool = false, isDark: Bool = false, isPrinted: Bool = false,
    scripts: Bool = true, switches: [String] = []
  ) throws {
    runsScripts = scripts
    browser = try Browser(switches: switches)
    let target = try browser.send("Target.createTarget", ["url": "about:blank"])["targetId"] ?? ""
    let attached = try browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try send("\(domain).enable") }
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": isPhone])
    if isPhone { try send("Emulation.setTouchEmulationEnabled", ["enabled": true]) }
    try browser.send(
      "Browser.grantPermissions", ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
    let features = [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]
    try send("Emulation.setEmulatedMedia", ["media": isPrinted ? "print" : "", "features": features])
    if !scripts { try send("Emulation.setScriptExecutionDisabled", ["value": true]) }
  }

  @discardableResult
  func send(_ method: String, _ parameters: Browser.Message = [:]) throws -> Browser.Message {
    try browser.send(method, parameters, session: session)
  }

  /// Opens a file and waits until it and all that it needs are loaded.
  ///
  /// - Parameter anchor: what follows the `#` of its address.
  func open(_ file: String, at anchor: String? = nil) throws {
    try open(address: URL(fileURLWithPath: file).absoluteString + (anchor.map { "#\($0)" } ?? ""))
  }

  func open(address: String) throws {
    browser.forgetEvents()
    let result = try send("Page.navigate", ["url": address])
    if let error = result["errorText"] { throw Browser.Failure(description: "\(address): \(error)") }
    try loaded()
  }

  func forgetEvents() { browser.forgetEvents() }

  /// Waits until the page that was asked for is there.
  func loaded() throws {
    try browser.event("Page.loadEventFired")
    _ = try value("document.fonts.ready.then(() => true)") as Bool
  }

  /// The value of an expression of JavaScript on the page.
  func value<Value>(_ expression: String) throws -> Value {
    let answer = try send(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
    guard let value = (answer["result"] as? Browser.Message)?["value"] as? Value else {
      throw Browser.Failure(description: "\(expression) gives \(answer), no \(Value.self)")
    }
    return value
  }

  /// Waits until what is the case now is drawn: observers of sizes, scrolling and animations have then done their part. It needs
  /// no script.
  func draw() throws {
    try send("Page.captureScreenshot", ["clip": ["x": 0, "y": 0, "width": 1, "height": 1, "scale": 1]])
  }

  /// Looks at the page as the system's high contrast shows it.
  func forceColours() throws {
    let features = [["name": "forced-colors", "value": "active"], ["name": "prefers-color-scheme", "value": "dark"]]
    try send("Emulation.setEmulatedMedia", ["features": features])
  }

  /// The addresses that the page asked for, without those that carry their content themselves.
  var requests: [String] {
    browser.events.compactMap { event in
      guard event["method"] as? String == "Network.requestWillBeSent" else { return nil }
      let request = (event["params"] as? Browser.Message)?["request"] as? Browser.Message
      return (request?["url"] as? String).flatMap { $0.hasPrefix("data:") ? nil : $0 }
    }
  }

  /// What the page left in the browser's console, and what it could not load.
  var problems: [String] {
    let methods: Set = [
      "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed",
    ]
    return browser.events.filter { methods.contains($0["method"] as? String ?? "") }.map { "\($0)" }
  }

  /// A picture of the page, as PNG, from its top on.
  ///
  /// - Parameter height: in pixels, what is below is left out.
  func screenshot(atMost height: Int) throws -> Data {
    let (width, whole): (Int, Int) = try (value("innerWidth"), value("document.documentElement.scrollHeight"))
    let data = try send(
      "Page.captureScreenshot",
      [
        "captureBeyondViewport": true,
        "clip": ["x": 0, "y": 0, "width": width, "height": min(whole, height), "scale": 1],
      ])["data"]
    guard let data = data as? String, let bytes = Data(base64Encoded: data) else {
      throw Browser.Failure(description: "the browser gave no picture")
    }
    return bytes
  }

  /// The page as a PDF file.
  func printed() throws -> [UInt8] {
    let data = try send("Page.printToPDF")["data"] as? String
    guard let bytes = data.flatMap({ Data(base64Encoded: $0) }) else {
      throw Browser.Failure(description: "the browser printed nothing")
    }
    return Array(bytes)
  }
}
