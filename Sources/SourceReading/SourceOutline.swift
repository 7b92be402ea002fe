package import ModelFormats

/// The top of a file in YAML or JSON, by its structure: the same for every layout of it.
package struct SourceOutline {
  /// Whether it is JSON, perhaps after lines of other text.
  package let isJSON: Bool
  /// Whether the top is a list; then the keys are those of what is in it.
  package let isList: Bool
  /// The keys at the top of all documents, as far as they are in what is looked at.
  package let keys: [String]
  /// The first version that is stated, as Kubernetes and Backstage write it.
  package let version: String?
  private let outline: YAMLOutline?

  /// The outline of a file.
  package init(_ file: SourceFile) {
    let bytes = SourceStart.bytes(of: file)
    let start = SourceStart.startOfJSON(in: bytes)
    if let start, Self.isJSON(bytes, from: start) {
      isJSON = true
      isList = bytes[start] == UInt8(ascii: "[")
      keys = SourceStart.jsonKeys(of: file) ?? SourceStart.keysOfFirstItem(of: file) ?? []
      version = Self.version(in: bytes, from: start)
      outline = nil
      return
    }
    let outline = YAMLOutline(bytes)
    isJSON = false
    isList = false
    keys = outline.keys
    version = outline.version
    self.outline = outline
  }

  /// Whether some key at the top is one of these.
  package func has(_ names: Set<String>) -> Bool { keys.contains(where: names.contains) }

  /// Whether the value under a key is a list; of JSON it is not known.
  package func holdsList(under key: String) -> Bool {
    if case .list? = outline?.forms[key] { true } else { false }
  }

  /// The keys of mappings within others; `nil` for JSON.
  package var innerKeys: Set<String>? { outline?.innerKeys }

  /// Whether a text is JSON from a place on: YAML may have lines that look like it, but goes on behind them.
  private static func isJSON(_ bytes: [UInt8], from start: Int) -> Bool {
    guard bytes[..<start].contains(where: { $0 > 0x20 }) else { return true }
    let outline = YAMLOutline(bytes)
    guard !outline.keys.isEmpty, let last = outline.lastLine else { return outline.keys.isEmpty }
    let line = bytes[..<start].count { $0 == 0x0A } + 1
    // The text that is looked at may end anywhere, which is not an end of YAML.
    return last <= line + 1
  }

  private static func version(in bytes: [UInt8], from start: Int) -> String? {
    let text = String(decoding: bytes[start...], as: UTF8.self)
    guard let key = text.firstRange(of: "\"apiVersion\"") else { return nil }
    let value = text[key.upperBound...].drop { $0 == ":" || $0.isWhitespace }
    guard value.first == "\"" else { return nil }
    return String(value.dropFirst().prefix { $0 != "\"" && !$0.isNewline })
  }
}
