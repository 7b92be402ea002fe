/// The attributes of a statement that have a meaning here; others are not kept.
struct DOTAttributes {
  /// An attribute's value: bytes of the file, or a text of its own.
  enum Value {
    case plain(UnsafeBufferPointer<UInt8>)
    case text(String)

    var text: String {
      switch self {
      case .plain(let bytes): String(decoding: bytes, as: UTF8.self)
      case .text(let text): text
      }
    }
  }

  /// The attributes that have a meaning.
  enum Key {
    case label, kind, type, style, group, threshold, cluster, direction, head, tail
    /// One that all forms of graphs may have.
    case attribute(GraphAttribute)

    /// The attribute that the id at a place names; `nil` for others.
    @inline(__always)
    init?(_ scanner: DOTScanner) {
      if scanner.isText("label") {
        self = .label
      } else if scanner.isText("style") {
        self = .style
      } else if scanner.isText("kind") {
        self = .kind
      } else if scanner.isText("type") {
        self = .type
      } else if scanner.isText("group") {
        self = .group
      } else if scanner.isText("k") {
        self = .threshold
      } else if scanner.isText("cluster") {
        self = .cluster
      } else if scanner.isText("dir") {
        self = .direction
      } else if scanner.isText("lhead") {
        self = .head
      } else if scanner.isText("ltail") {
        self = .tail
      } else if let attribute = Self.attribute(scanner) {
        self = .attribute(attribute)
      } else {
        return nil
      }
    }

    /// The attribute of all forms that an id names: the length and first letter of most show that they are others.
    private static func attribute(_ scanner: DOTScanner) -> GraphAttribute? {
      guard
        scanner.withText({ id in
          guard let first = id.first else { return false }
          switch (first, id.count) {
          case (UInt8(ascii: "a"), 2), (UInt8(ascii: "a"), 16...17), (UInt8(ascii: "c"), 9...11),
            (UInt8(ascii: "d"), 2), (UInt8(ascii: "d"), 10...11), (UInt8(ascii: "h"), 4), (UInt8(ascii: "i"), 6...12),
            (UInt8(ascii: "m"), 9), (UInt8(ascii: "o"), 5...11), (UInt8(ascii: "r"), 4), (UInt8(ascii: "r"), 6),
            (UInt8(ascii: "r"), 8), (UInt8(ascii: "r"), 12), (UInt8(ascii: "s"), 4), (UInt8(ascii: "t"), 4),
            (UInt8(ascii: "z"), 4):
            return true
          default: return false
          }
        })
      else { return nil }
      return GraphAttribute.named(scanner.text)
    }
  }

  /// What else is said, by the names of attributes; of few.
  var others: [(attribute: GraphAttribute, value: Value)] = []
  var label: Value?
  var kind: Value?
  var type: Value?
  var style: Value?
  var group: Value?
  var threshold: Value?
  /// Where an edge has its arrows.
  var direction: Value?
  /// The clusters that an edge ends at, in place of nodes in them.
  var head: Value?
  var tail: Value?
  /// Whether a subgraph is a cluster, whatever it is called.
  var isCluster = false

  /// Sets an attribute.
  mutating func set(_ key: Key, _ value: Value) {
    switch key {
    case .label: label = value
    case .kind: kind = value
    case .type: type = value
    case .style: style = value
    case .group: group = value
    case .threshold: threshold = value
    case .direction: direction = value
    case .head: head = value
    case .tail: tail = value
    case .cluster: isCluster = value.text.lowercased() == "true"
    case .attribute(let attribute): others.append((attribute, value))
    }
  }

  /// Takes what another statement says, where it says something.
  mutating func merge(_ other: DOTAttributes) {
    label = other.label ?? label
    kind = other.kind ?? kind
    type = other.type ?? type
    style = other.style ?? style
    group = other.group ?? group
    threshold = other.threshold ?? threshold
    direction = other.direction ?? direction
    if !other.others.isEmpty { others = other.others + others.prefix(20) }
  }

  /// What is said of an edge besides its kind.
  var edge: EdgeAttributes {
    var edge = EdgeAttributes()
    for (attribute, value) in others where attribute.isOfEdge { edge.add(attribute, value.text) }
    return edge
  }
}

/// Labels as plain text.
enum DOTLabel {
  /// The longest label that is kept of a node, and of a cluster, which is an id.
  private static let limit = 1_000
  private static let clusterLimit = 100

  /// The label of a cluster.
  static func ofCluster(_ label: String) -> String { String(plain(label).prefix(clusterLimit)) }

  /// A label without line breaks and what an HTML label marks up.
  static func plain(_ label: String) -> String {
    var text = ""
    var isTag = false
    // The outer brackets are those of the id.
    let isHTML = label.first == "<" && label.last == ">"
    for character in (isHTML ? label.dropFirst().dropLast() : label[...]).prefix(limit) {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    for ending in ["\\n", "\\l", "\\r", "\n"] { text = text.replacing(ending, with: " ") }
    return text.split(separator: " ").joined(separator: " ")
  }
}
