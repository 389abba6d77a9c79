import CYaml

/// Looks at what a YAML text is made of before nodes are made of it: an alias stands for all that its anchor holds, and a few lines of
/// aliases of aliases for more than anybody can look at.
struct YAMLEvents {
  enum Excess: Sendable, Hashable {
    case alias, nesting

    var summary: String {
      switch self {
      case .alias: "an alias stands here, and none is taken"
      case .nesting: "this nests too deep"
      }
    }

    var explanation: String {
      switch self {
      case .alias: "Write the value itself; a text that begins with * stands in quotes."
      case .nesting: "Nothing that is looked for here is more than \(YAMLEvents.greatestDepth) levels deep."
      }
    }
  }

  static let greatestDepth = 16

  /// The first alias, or the first level that is too deep, with its line and column, both counted from 0. Of a text that is no YAML, none
  /// that comes after the mistake.
  static func firstExcess(in text: String) -> (excess: Excess, line: Int, column: Int)? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return nil }
    defer { yaml_parser_delete(&parser) }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      var depth = 0
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
        defer { yaml_event_delete(&event) }
        var excess: Excess?
        switch event.type {
        case YAML_STREAM_END_EVENT: return nil
        case YAML_ALIAS_EVENT: excess = .alias
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
          depth += 1
          if depth > greatestDepth { excess = .nesting }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
        default: break
        }
        if let excess { return (excess, Int(event.start_mark.line), Int(event.start_mark.column)) }
      }
    }
  }
}
