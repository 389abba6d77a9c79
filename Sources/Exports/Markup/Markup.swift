import Book

/// HTML as what opens, what stands between, and what closes: well-formed, however the text that it was read from was written.
package struct Markup {
  enum Event {
    case start(Tag)
    case text(String)
    /// Closes the element that was opened last.
    case end
  }

  struct Tag {
    /// In lower case, but within pictures and formulas.
    var name: String
    var attributes: [Attribute] = []

    struct Attribute {
      var name: String
      var value: String
    }

    subscript(name: String) -> String? {
      get { attributes.first { $0.name == name }?.value }
      set {
        guard let index = attributes.firstIndex(where: { $0.name == name }) else {
          if let newValue { attributes.append(Attribute(name: name, value: newValue)) }
          return
        }
        if let newValue { attributes[index].value = newValue } else { attributes.remove(at: index) }
      }
    }

    func hasClass(_ name: String) -> Bool { self["class"]?.split(separator: " ").contains { $0 == name } ?? false }
  }

  var events: [Event] = []

  /// Elements that have no content and no end.
  static let void: Set = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
  /// Elements whose content is text, whatever it looks like.
  static let rawText: Set = ["script", "style", "textarea", "title", "xmp", "noembed", "iframe"]
}

// MARK: Changing

extension Markup {
  /// What becomes of an element.
  enum Change {
    /// It stays, with this tag.
    case keep(Tag)
    /// What is in it stays.
    case unwrap
    /// It goes, and what is in it.
    case remove
    /// This stands in its place.
    case replace(Markup)
    /// It stays, and this stands first in it.
    case prepend(Tag, Markup)
    /// It stays, and this stands behind it.
    case append(Tag, Markup)
  }

  /// - Parameter change: asked for each element, the outer before the inner, and told whether it stands within a picture.
  func changed(_ change: (_ tag: Tag, _ isInPicture: Bool) -> Change) -> Markup {
    var result = Markup()
    result.events.reserveCapacity(events.count)
    // For each open element whether its end is written, and what follows that.
    var open: [(isKept: Bool, after: Markup?, isPicture: Bool)] = []
    var pictures = 0
    var removed = 0
    for event in events {
      switch event {
      case .start(let tag):
        if removed > 0 {
          removed += 1
          continue
        }
        let isPicture = tag.name == "svg"
        switch change(tag, pictures > 0) {
        case .keep(let new):
          result.events.append(.start(new))
          open.append((true, nil, isPicture))
        case .unwrap: open.append((false, nil, isPicture))
        case .remove: removed = 1
        case .replace(let other):
          result.events += other.events
          removed = 1
        case .prepend(let new, let other):
          result.events += [.start(new)] + other.events
          open.append((true, nil, isPicture))
        case .append(let new, let other):
          result.events.append(.start(new))
          open.append((true, other, isPicture))
        }
        if isPicture, removed == 0 { pictures += 1 }
      case .text: if removed == 0 { result.events.append(event) }
      case .end:
        if removed > 0 {
          removed -= 1
          continue
        }
        guard let last = open.popLast() else { continue }
        if last.isPicture { pictures -= 1 }
        if last.isKept { result.events.append(.end) }
        if let after = last.after { result.events += after.events }
      }
    }
    return result
  }

  /// The text of an element and of all that is in it.
  ///
  /// - Parameter start: the index of its start.
  func text(from start: Int) -> String {
    var depth = 0
    var text = ""
    for event in events[start...] {
      switch event {
      case .start: depth += 1
      case .text(let part): text += part
      case .end: depth -= 1
      }
      if depth == 0 { break }
    }
    return text
  }
}
