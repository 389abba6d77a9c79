import Book

/// What the types of a chapter's variables say of how their values may change.
///
/// A value is *plain* where nobody can change it through another name, and where it holds no code. It is *closed* where others may change
/// it, but where no code of the chapter's own is in it: a network made of the engine's layers.
struct PlainTypes {
  private static let plain: Set<String> = [
    "Int", "Int8", "Int16", "Int32", "Int64", "Int128", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "UInt128",
    "Float",
    "Float16", "Float80", "Double", "Bool", "String", "Substring", "Character", "Unicode", "Scalar", "Range",
    "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough", "StrideTo", "StrideThrough", "Set",
    "Array", "ArraySlice", "ContiguousArray", "Dictionary", "Optional", "Result", "Never", "StaticString", "Void",
    "Duration",
    "ContinuousClock", "Instant", "Date", "Data", "URL", "UUID", "Decimal", "TimeInterval",
    "TimeZone", "Locale", "Calendar", "DateComponents",
    // The engine's, of numbers and of what is drawn of them.
    "Tensor", "IntTensor", "RandomGenerator", "ImageSet", "TrainTestSplit", "ClassificationMetrics", "Scores",
    "Summary",
    "Table", "HTML", "IDX", "Picture", "LineChart", "BarChart", "ScatterPlot", "Histogram", "RidgelinePlot",
    "LearningCurves",
    "HeatMap", "ConfusionMatrix", "FeatureMapGrid", "KernelGrid", "ImageGrid", "FigureGrid", "SteppingFigure",
    "CorrelationDiagram", "PoolingDiagram", "Series", "Measure", "Kind", "Scale", "Cell", "Batches", "Padding",
    "LayerMode", "Initialiser", "Interpolation",
  ]
  /// Of the engine, shared by all who have them, and with no code but its own.
  private static let closed: Set<String> = [
    "Parameter", "LayerLabel", "Model", "Sequential", "Chain", "ConditionalLayer", "Stack", "Identity", "Residual",
    "Dense",
    "GroupNorm", "Flatten", "MaxPool1D", "AvgPool1D", "MaxPool2D", "AvgPool2D", "GlobalAvgPool2D", "GlobalMaxPool2D",
    "BatchNorm", "UpSampling2D",
    "Embedding", "ReLU", "LeakyReLU", "GELU", "Sigmoid", "Tanh", "SiLU", "Softplus", "LayerNorm", "Conv2D",
    "ConvTranspose2D", "Dropout", "Conv1D", "SGD", "Adam", "AdamW", "OptimiserMemory", "Slot", "Gradients",
  ]

  /// Those of the chapter that consist of plain values alone, and those that it has at all.
  private var ownPlain: Set<String> = []
  private var own: Set<String> = []

  /// - Parameter types: what each type of the chapter holds, as the names of types in it and its extensions; nil where something there has
  ///   no plain name, as a closure.
  init(_ types: [String: Set<String>?]) {
    own = Set(types.keys)
    ownPlain = Set(types.filter { $0.value != nil }.keys)
    var count = -1
    while count != ownPlain.count {
      count = ownPlain.count
      for (type, parts) in types where !(parts ?? []).allSatisfy(isPlainWord) { ownPlain.remove(type) }
    }
  }

  private func isPlainWord(_ word: String) -> Bool {
    own.contains(word) ? ownPlain.contains(word) : Self.plain.contains(word)
  }

  /// The names of which the text of a type consists.
  static func words(of type: String) -> [String] {
    type.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  func isPlain(_ type: String) -> Bool {
    !type.contains("->") && Self.words(of: type).allSatisfy(isPlainWord)
  }

  func isClosed(_ type: String) -> Bool {
    !type.contains("->")
      && Self.words(of: type).allSatisfy { word in
        isPlainWord(word) || !own.contains(word) && Self.closed.contains(word)
      }
  }

  /// Whether a type of the engine is one whose values others may change, but hold no code of the chapter's.
  static func isKnownClosed(_ word: String) -> Bool { closed.contains(word) }

  /// Whether a type of another module is one whose values are plain.
  static func isKnownPlain(_ word: String) -> Bool { plain.contains(word) }
}
