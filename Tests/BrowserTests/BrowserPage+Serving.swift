import Foundation

extension BrowserPage {
  /// Opens a page of a site as a server gives it whose fonts come last of all: only after the text has been painted without them. What
  /// moves then is the most that can move on a slow network, whatever the machine has to do.
  func open(_ page: String, ofSite folder: String) throws {
    try send("Page.setLifecycleEventsEnabled", ["enabled": true])
    try send("Fetch.enable", ["patterns": [["urlPattern": "http://book.example/*"]]])
    browser.forgetEvents()
    let _: Bool = try value("(location.href = 'http://book.example/\(page)', true)")
    var late: [Browser.Message] = []
    var isPainted = false
    var isLoaded = false
    while !isLoaded {
      let event = try browser.next(of: ["Fetch.requestPaused", "Page.lifecycleEvent", "Page.loadEventFired"])
      let parameters = event["params"] as? Browser.Message ?? [:]
      switch event["method"] as? String {
      case "Fetch.requestPaused":
        if !isPainted, parameters["resourceType"] as? String == "Font" {
          late.append(parameters)
        } else {
          try answer(parameters, from: folder)
        }
      case "Page.lifecycleEvent":
        guard parameters["name"] as? String == "firstContentfulPaint" else { continue }
        isPainted = true
        for request in late { try answer(request, from: folder) }
      default: isLoaded = true
      }
    }
    // What is drawn with a font only then is asked for now.
    while try value("document.fonts.status") as String != "loaded" {
      try answer(try browser.next(of: ["Fetch.requestPaused"])["params"] as? Browser.Message ?? [:], from: folder)
    }
    try draw()
  }

  /// Answers further requests of a page that is open from its site's folder, until it has asked for a file of some kind.
  ///
  /// - Parameter suffix: how the name of that file ends.
  /// - Returns: its name.
  func answerRequests(until suffix: String, ofSite folder: String) throws -> String {
    while true {
      let parameters = try browser.next(of: ["Fetch.requestPaused"])["params"] as? Browser.Message ?? [:]
      try answer(parameters, from: folder)
      let address = (parameters["request"] as? Browser.Message)?["url"] as? String ?? ""
      if address.hasSuffix(suffix) { return (address as NSString).lastPathComponent }
    }
  }

  private func answer(_ parameters: Browser.Message, from folder: String) throws {
    let address = (parameters["request"] as? Browser.Message)?["url"] as? String ?? ""
    let path = URL(string: address)?.path ?? ""
    let types = [
      "html": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "svg": "image/svg+xml",
      "woff2": "font/woff2",
    ]
    let bytes = FileManager.default.contents(atPath: folder + path)
    try send(
      "Fetch.fulfillRequest",
      [
        "requestId": parameters["requestId"] ?? "", "responseCode": bytes == nil ? 404 : 200,
        "responseHeaders": [
          ["name": "Content-Type", "value": types[(path as NSString).pathExtension] ?? "application/octet-stream"]
        ],
        "body": (bytes ?? Data()).base64EncodedString(),
      ])
  }

  /// How many answers each request has to wait for, by its address: of the page itself one, of what the page names two.
  var roundTrips: [String: Int] {
    var trips: [String: Int] = [:]
    for event in browser.events where event["method"] as? String == "Network.requestWillBeSent" {
      let parameters = event["params"] as? Browser.Message ?? [:]
      guard let address = (parameters["request"] as? Browser.Message)?["url"] as? String, !address.hasPrefix("data:")
      else { continue }
      let initiator = parameters["initiator"] as? Browser.Message ?? [:]
      let frames = (initiator["stack"] as? Browser.Message)?["callFrames"] as? [Browser.Message] ?? []
      let origin = initiator["url"] as? String ?? frames.first?["url"] as? String
      let document = parameters["documentURL"] as? String
      let above = address == document ? 0 : origin.flatMap { trips[$0] } ?? document.flatMap { trips[$0] } ?? 0
      trips[address] = min(trips[address] ?? .max, above + 1)
    }
    return trips
  }
}
