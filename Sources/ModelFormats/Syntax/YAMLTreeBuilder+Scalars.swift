internal import DependencyModel

extension YAMLTreeBuilder {
  static let corePrefix = "tag:yaml.org,2002:"

  /// The plain texts that mean "nothing" in YAML 1.2.
  static func isNull(_ text: String) -> Bool {
    switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  /// A scalar as a value; a core tag decides whether it is text.
  mutating func scalar(_ text: String, isPlain: Bool, tag: String?, at place: Place) -> SyntaxNode {
    guard let tag else {
      return isPlain && Self.isNull(text)
        ? SyntaxNode(.null, at: place) : SyntaxNode(.scalar(text), at: place, isQuoted: !isPlain)
    }
    checkTag(tag, fits: ["str", "int", "float", "bool", "null"], kind: "a text or number", at: place)
    switch tag {
    case Self.corePrefix + "str": return SyntaxNode(.scalar(text), at: place, isQuoted: true)
    case Self.corePrefix + "null":
      if !Self.isNull(text) {
        report(.misplacedTag("!!null", before: quotable(text).map { "'\($0)'" } ?? "a text", at: place))
      }
      return SyntaxNode(.null, at: place)
    default:
      return SyntaxNode(.scalar(text), at: place, isQuoted: !isPlain && !tag.hasPrefix(Self.corePrefix))
    }
  }

  /// Reports a tag that is not one of the core tags, or not one of `names`.
  mutating func checkTag(_ tag: String?, fits names: [String], kind: String, at place: Place) {
    guard let tag else { return }
    guard tag.hasPrefix(Self.corePrefix) else {
      if isForeign { return }
      report(.unknownTag(quotable(tag), at: place))
      return
    }
    if isForeign { return }
    let name = String(tag.dropFirst(Self.corePrefix.count))
    if names.contains(name) { return }
    let core = ["str", "int", "float", "bool", "null", "map", "seq"]
    report(
      core.contains(name)
        ? .misplacedTag("!!\(name)", before: kind, at: place) : .unknownTag(quotable("!!\(name)"), at: place))
  }
}
