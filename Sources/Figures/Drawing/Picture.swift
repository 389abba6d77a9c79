/// A picture as a value: SVG text, and the words that stand for it where it cannot be seen.
///
/// The text is the same to the byte for the same values. It can stand alone or within a page, where the page's custom
/// properties (`--colour`, `--paper`, `--accent` and so on) give it the page's colours.
public struct Picture: Equatable, Sendable {
  /// One complete `<svg>` element.
  public let svg: String
  /// What the picture shows, in a sentence.
  public let description: String

  /// What it was written from, for a page's frame and for a telephone's; nil of a picture made elsewhere.
  let drawing: Drawing?
  let narrow: Drawing?
  /// The same for half of a page's frame, where it is drawn for that.
  let half: Drawing?
  /// Its numbers; of a figure with steps those of each.
  let values: [PictureValues]

  /// A picture made elsewhere. `description` should be in the SVG as well, as its accessible name.
  public init(svg: String, description: String) {
    self.init(svg: svg, description: description, drawing: nil, narrow: nil, half: nil, values: [])
  }

  init(
    svg: String, description: String, drawing: Drawing?, narrow: Drawing?, half: Drawing?, values: [PictureValues]
  ) {
    self.svg = svg
    self.description = description
    self.drawing = drawing
    self.narrow = narrow
    self.half = half
    self.values = values
  }
}

/// A value that can be drawn.
public protocol Drawable {
  /// The value as a picture: SVG text, and its description.
  var picture: Picture { get }
}

extension Picture: Drawable {
  /// The picture itself.
  public var picture: Picture { self }
}
