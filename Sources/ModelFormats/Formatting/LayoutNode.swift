/// A YAML value as it is in the text, with everything that the formatter moves or keeps.
struct LayoutNode {
  enum Content {
    /// Nothing, as after `key:`.
    case empty
    /// `*name`, as written.
    case alias(String)
    case scalar(String, YAMLToken.ScalarStyle)
    case sequence([LayoutEntry])
    case mapping([LayoutEntry])
  }

  /// The anchor and tag as written, with a space after each other.
  var properties = ""
  /// The place of the first of them.
  var propertiesStart: TextMark?
  var content = Content.empty
  /// Whether a list or mapping is written in brackets or braces (or is a pair inside brackets).
  var isFlow = false
  /// Where the value without its properties starts.
  var start: TextMark
  /// Where the value ends: after its closing bracket, or its last entry.
  var end: TextMark
  /// The place of the closing bracket; of a pair inside brackets, its end.
  var closing: TextMark

  /// The entries of a list or mapping.
  var entries: [LayoutEntry]? {
    switch content {
    case .sequence(let entries), .mapping(let entries): entries
    default: nil
    }
  }
}

/// An item of a list, or a key with its value.
struct LayoutEntry {
  /// The dash, the key, the question mark before it, or the value.
  var start: TextMark
  /// `nil` in a list.
  var key: LayoutNode?
  /// The end of the dash or colon; without one, the start or the end of the key.
  var headEnd: TextMark
  var value: LayoutNode
}
