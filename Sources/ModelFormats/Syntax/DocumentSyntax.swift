/// The two ways in which a model can be written, and which of them a text is.
public enum DocumentSyntax: String, Sendable, CaseIterable {
  case yaml, json

  /// The syntax that the ending of a file's name states (`.yaml`, `.yml`, `.json`, in any case), if it states one.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      self = .yaml
    } else {
      return nil
    }
  }

  /// Reads `bytes` by the ending of `file`, or else by what they look like, and says as which of the two.
  ///
  /// Text that starts with a brace or bracket is JSON if it reads as such, even in a file named `.yaml` (libyaml refuses
  /// surrogate pairs, which JSON allows); otherwise it is a YAML flow mapping or list. Without `quotesText` no message quotes
  /// what is in the text.
  public static func read(
    _ bytes: [UInt8], file: String, limits: SyntaxLimits = SyntaxLimits(), quotesText: Bool = true
  ) -> (reading: SyntaxReading, syntax: DocumentSyntax) {
    let named = DocumentSyntax(fileName: file)
    if named == .json { return (JSONReader(limits: limits, quotesText: quotesText).read(bytes, file: file), .json) }
    guard let looks = likelyJSON(bytes) else {
      return (YAMLReader(limits: limits, quotesText: quotesText).read(bytes, file: file), .yaml)
    }
    if named == .yaml {
      let yaml = YAMLReader(limits: limits, quotesText: quotesText).read(bytes, file: file)
      if yaml.diagnostics.isEmpty { return (yaml, .yaml) }
      let json = JSONReader(limits: limits, quotesText: quotesText).read(bytes, file: file)
      return json.diagnostics.isEmpty ? (json, .json) : (yaml, .yaml)
    }
    let json = JSONReader(limits: limits, quotesText: quotesText).read(bytes, file: file)
    if json.document != nil { return (json, .json) }
    let yaml = YAMLReader(limits: limits, quotesText: quotesText).read(bytes, file: file)
    if yaml.document != nil { return (yaml, .yaml) }
    return looks ? (json, .json) : (yaml, .yaml)
  }

  /// Whether the first sign is a brace or bracket (`nil`: it is not) and what follows it looks like JSON.
  private static func likelyJSON(_ bytes: [UInt8]) -> Bool? {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let start = TextEncoding.byteOrderMarkLength(bytes.span)
    guard let first = bytes[start...].firstIndex(where: { !blank.contains($0) }) else { return nil }
    guard bytes[first] == UInt8(ascii: "{") || bytes[first] == UInt8(ascii: "[") else { return nil }
    guard bytes[first] == UInt8(ascii: "{"),
      let second = bytes[(first + 1)...].firstIndex(where: { !blank.contains($0) })
    else { return true }
    return bytes[second] == UInt8(ascii: "\"") || bytes[second] == UInt8(ascii: "}")
  }
}
