/// The top of the start of a YAML text, whatever its layout: block or flow style, comments and directives
/// before it, any number of documents. It is for telling what a file is; nothing is checked.
public struct YAMLOutline: Sendable {
  /// The value under a key.
  public enum Form: Sendable {
    /// A scalar, with its text; also the value of an alias, which has none.
    case scalar(String?)
    case list
    case mapping
  }

  /// The keys of the top mappings of all documents, each once, in the order met. Where a document is a list, those of the
  /// mappings in it count.
  public private(set) var keys: [String] = []
  /// The value under each key where it was met first.
  public private(set) var forms: [String: Form] = [:]
  /// The keys of mappings further in.
  public private(set) var innerKeys: Set<String> = []
  /// The first text under `apiVersion`: at the top, or else anywhere.
  public var version: String? { if case .scalar(let text)? = forms["apiVersion"] { text } else { innerVersion } }
  /// The line at which the text stops being YAML, or is cut off; `nil` where it is YAML to its end.
  public private(set) var lastLine: Int?
  private var innerVersion: String?

  /// A collection that is open.
  private struct Level {
    var isMapping: Bool
    /// Whether it is the top mapping of a document, or one in a top list.
    var isTop: Bool
    /// The key whose value is expected.
    var key: String?
    var expectsKey = true
  }

  /// The outline of a text in UTF-8.
  public init(_ bytes: [UInt8]) {
    guard bytes.count > 3 else { return }
    bytes.withUnsafeBufferPointer { bytes in
      let mark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      read(UnsafeBufferPointer(rebasing: bytes[mark...]))
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var parser = YAMLEventParser(bytes)
    var levels: [Level] = []
    while true {
      guard let event = parser.next() else {
        lastLine = parser.problem.line
        return
      }
      switch event.kind {
      case .streamEnd: return
      case .mappingStart:
        let isInTopList = levels.count == 1 && !levels[0].isMapping
        let isTop = levels.isEmpty || isInTopList
        note(.mapping, in: &levels)
        levels.append(Level(isMapping: true, isTop: isTop))
      case .sequenceStart:
        note(.list, in: &levels)
        levels.append(Level(isMapping: false, isTop: false))
      case .mappingEnd, .sequenceEnd: levels.removeLast()
      case .scalar(let text, _): note(.scalar(text), in: &levels)
      case .alias: note(.scalar(nil), in: &levels)
      case .documentStart, .documentEnd, .other: break
      }
      // Deeper than any reader goes, and no further than the keys that a file may have.
      guard levels.count <= 2 * SyntaxLimits.nesting, innerKeys.count < 50_000, keys.count < 50_000 else {
        lastLine = event.line
        return
      }
    }
  }

  private mutating func note(_ form: Form, in levels: inout [Level]) {
    guard let last = levels.indices.last, levels[last].isMapping else { return }
    let isTop = levels[last].isTop
    if levels[last].expectsKey {
      var key = ""
      if case .scalar(let text) = form { key = text ?? "" }
      levels[last].key = key
      levels[last].expectsKey = false
      if !isTop {
        innerKeys.insert(key)
      } else if forms[key] == nil {
        keys.append(key)
      }
      return
    }
    let key = levels[last].key ?? ""
    levels[last].expectsKey = true
    if isTop {
      if forms[key] == nil { forms[key] = form }
    } else if key == "apiVersion", innerVersion == nil, case .scalar(let text) = form {
      innerVersion = text
    }
  }
}
