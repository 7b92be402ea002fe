internal import DependencyModel

/// Whether a text is certainly a model or a policy, so that its lines may be shown and its words quoted.
///
/// A file that was named by mistake, or by another file, may be a state, a Secret or a password file. So a text
/// is withheld unless its top level shows that it was written in the language.
enum OwnText {
  /// How much a document looks like a model, a part of one that models include, or a policy.
  enum Likeness: Comparable {
    /// Not at all, or no more than other programs' files do that share a key or two with the language.
    case none
    /// Like one with mistakes in its keys.
    case partial
    /// It states its name and a section, or has no keys but the language's.
    case full
  }

  /// The keys at the top of models and policies.
  static let keys = Set(ModelDraft.topLevelKeys + PolicyLoader.keys)
  /// Keys at the top of other tools' files: with one of them a text is theirs, whatever else it has.
  private static let foreignKeys: Set<String> = [
    "apiVersion", "stringData", "AWSTemplateFormatVersion", "Resources", "terraform_version", "format_version",
    "planned_values", "resource_changes", "lineage", "resourceSpans", "openapi", "swagger",
  ]

  /// Keys of other tools' files that may be named in a message.
  static let wellKnownKeys = foreignKeys.union([
    "services", "volumes", "networks", "version", "kind", "metadata", "spec", "Parameters", "Transform",
  ])

  private static let sortedKeys = keys.sorted()
  private static let names: Set<String> = ["model", "policy"]
  /// The sections that no other program's file is likely to have, and those whose content is looked at.
  private static let sections = ["components", "domains", "faults"]
  private static let policySections = ["checks", "lint"]
  private static let sectionNames = sections + policySections
  private static let references: Set<String> = ["include", "extend"]
  private static let ruleForms: Set<String> = ["given", "then", "require", "forbid"]

  // MARK: What was read

  /// How much a document looks like one of the language.
  static func likeness(_ document: SyntaxNode) -> Likeness {
    guard case .mapping(let pairs) = document.content, !pairs.isEmpty else { return .none }
    var isNamed = false
    var hasSection = false
    var hasPolicySection = false
    var hasReference = false
    var known = 0
    var nearlyKnown = 0
    for (position, pair) in pairs.enumerated() {
      let key = pair.key.text ?? ""
      if isForeign(key, value: pair.value.text) { return .none }
      if keys.contains(key) {
        known += 1
      } else if position < 100, spellingSuggestion(for: key, among: sortedKeys) != nil {
        // A mistake is looked for among few: no model has that many keys at its top.
        nearlyKnown += 1
      }
      if names.contains(key), isScalar(pair.value) { isNamed = true }
      if isSection(pair.value) {
        if policySections.contains(key) {
          hasPolicySection = true
          hasSection = hasSection || isPolicySection(key, pair.value)
        } else if sections.contains(key) || spellingSuggestion(for: key, among: sections) != nil {
          hasSection = true
        }
      }
      if key == "assume", AssumptionReader.isLike(pair.value) { hasSection = true }
      if key == "scenarios", isScenarios(pair.value) { hasSection = true }
      if references.contains(key), isReference(pair.value) { hasReference = true }
    }
    if known == pairs.count { return isNamed || hasSection || hasReference ? .full : .none }
    guard 2 * (known + nearlyKnown) >= pairs.count else { return .none }
    if isNamed, hasSection || hasPolicySection || hasReference { return .full }
    return hasSection || isNamed && known + nearlyKnown == pairs.count ? .partial : .none
  }

  /// Whether a document has `model` at its top.
  static func statesName(_ document: SyntaxNode) -> Bool {
    if case .mapping(let pairs) = document.content { pairs.contains { $0.key.text == "model" } } else { false }
  }

  /// The name that a document states.
  static func name(of document: SyntaxNode) -> String? {
    guard case .mapping(let pairs) = document.content else { return nil }
    return pairs.first { $0.key.text == "model" }?.value.text
  }

  private static func isForeign(_ key: String, value: String?) -> Bool {
    // Kinds of other tools start with a capital letter: 'kind: Secret'.
    foreignKeys.contains(key) || key == "kind" && value?.unicodeScalars.first?.properties.isUppercase == true
  }

  private static func isScalar(_ value: SyntaxNode) -> Bool {
    switch value.content {
    case .scalar, .null: true
    case .sequence, .mapping: false
    }
  }

  private static func isSection(_ value: SyntaxNode) -> Bool {
    switch value.content {
    case .mapping, .null: true
    case .scalar, .sequence: false
    }
  }

  /// Whether a section has the shape of scenarios; load tests have sections of this name.
  private static func isScenarios(_ value: SyntaxNode) -> Bool {
    guard case .mapping(let entries) = value.content, !entries.isEmpty else { return false }
    return entries.allSatisfy { entry in
      guard case .mapping(let pairs) = entry.value.content else { return false }
      let keys = Set(pairs.compactMap(\.key.text))
      return keys.contains("lasts") && keys.contains("events")
    }
  }

  /// Whether a section has the shape of checks or of lint settings; other linters' files have sections of these names.
  private static func isPolicySection(_ key: String, _ value: SyntaxNode) -> Bool {
    guard case .mapping(let entries) = value.content, !entries.isEmpty else { return true }
    if key == "lint" { return entries.contains { LintReader.keys.contains($0.key.text ?? "") } }
    return entries.contains { entry in
      guard case .mapping(let pairs) = entry.value.content else { return false }
      return pairs.contains { ruleForms.contains($0.key.text ?? "") }
    }
  }

  /// Included and extended files are named by their paths; Compose has mappings there.
  private static func isReference(_ value: SyntaxNode) -> Bool {
    switch value.content {
    case .scalar: true
    case .sequence(let items): items.allSatisfy { $0.text != nil }
    case .mapping, .null: false
    }
  }

  /// Whether a document is a policy: it states `policy`, and no section that only models have.
  static func isPolicy(_ document: SyntaxNode) -> Bool {
    guard case .mapping(let pairs) = document.content else { return false }
    let stated = Set(pairs.compactMap(\.key.text))
    return stated.contains("policy") && stated.isDisjoint(with: sections + ["model"]) && likeness(document) > .none
  }

  // MARK: What could not be read

  /// Whether a text that could not be read may be a model or a part of one: some line starts with a key of the language, and
  /// none with one of another tool's.
  static func mayBeOwn(_ bytes: [UInt8]) -> Bool {
    let found = topKeys(of: bytes, upTo: nil)
    let sections = Set(sectionNames + names)
    return found.contains { sections.contains($0.key) } && !found.contains { isForeign($0.key, value: $0.value) }
  }

  /// Whether a text that could not be read starts as a model or a policy does: its first key is one of the language,
  /// before the place of the problem it states its name, and it has a section, or no other keys than the language's.
  static func isOwn(_ bytes: [UInt8], before problem: Place?) -> Bool {
    let found = topKeys(of: bytes, upTo: problem)
    guard let first = found.first, keys.contains(first.key), found.contains(where: { names.contains($0.key) }),
      !found.contains(where: { isForeign($0.key, value: $0.value) })
    else { return false }
    let known = found.count { keys.contains($0.key) }
    let hasSection = found.contains { sectionNames.contains($0.key) || references.contains($0.key) }
    return hasSection && 2 * known >= found.count || known == found.count && found.count > 1
  }

  private typealias TopKey = (key: String, value: String?)

  private static func topKeys(of bytes: [UInt8], upTo problem: Place?) -> [TopKey] {
    let mark = TextEncoding.byteOrderMarkLength(bytes.span)
    guard let first = bytes[mark...].first(where: { $0 > 0x20 }) else { return [] }
    return first == UInt8(ascii: "{")
      ? jsonKeys(bytes[mark...], upTo: problem) : yamlKeys(bytes[mark...], lastLine: problem?.line ?? 1)
  }

  /// The keys at the starts of lines: of all lines, because one below the problem can show that it is no model; but a
  /// name counts only up to the line of the problem.
  private static func yamlKeys(_ bytes: ArraySlice<UInt8>, lastLine: Int) -> [TopKey] {
    var found: [TopKey] = []
    var number = 0
    var isFirst = true
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let sign = line.first, sign > 0x20, sign != UInt8(ascii: "#"), sign != UInt8(ascii: "%") else {
        // A text that starts with something indented is not known to be anything.
        if isFirst, line.contains(where: { $0 > 0x20 }), line.first.map({ $0 <= 0x20 }) == true { return [] }
        continue
      }
      if line.starts(with: Array("---".utf8)) { continue }
      let pair = pair(line)
      if isFirst, pair == nil { return [] }
      isFirst = false
      if let pair, number <= lastLine || !names.contains(pair.key) { found.append(pair) }
    }
    return found
  }

  /// The key and the value that a line has: `model: Shop`, `"model": Shop`.
  private static func pair(_ line: ArraySlice<UInt8>) -> TopKey? {
    // No key of interest is longer.
    let text = String(decoding: line.prefix(200), as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let after = text[text.index(after: colon)...]
    guard after.isEmpty || after.first.map({ $0 == " " || $0 == "\t" || $0 == "\r" }) == true else { return nil }
    var key = text[..<colon]
    while key.last == " " { key.removeLast() }
    if let quote = key.first, quote == "\"" || quote == "'", key.count > 1, key.last == quote {
      key = key.dropFirst().dropLast()
    }
    let value = after.drop { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" }
    return (String(key), value.isEmpty ? nil : String(value))
  }

  /// The keys of the outermost object, up to the problem: behind it, what is a text and what is not is not known.
  private static func jsonKeys(_ bytes: ArraySlice<UInt8>, upTo problem: Place?) -> [TopKey] {
    var found: [TopKey] = []
    var depth = 0
    var isKey = true
    var line = 1
    var column = 1
    var index = bytes.startIndex
    func isBefore() -> Bool { problem.map { (line, column) <= ($0.line, $0.column) } ?? true }
    func advance() {
      if bytes[index] == UInt8(ascii: "\n") { (line, column) = (line + 1, 0) }
      if bytes[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
    while index < bytes.endIndex, isBefore() {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): if depth == 1 { isKey = true }
      case UInt8(ascii: ":"): if depth == 1 { isKey = false }
      case UInt8(ascii: "\""):
        advance()
        let start = index
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
          if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex { advance() }
          advance()
        }
        guard index < bytes.endIndex else { return found }
        let text = String(decoding: bytes[start..<index].prefix(200), as: UTF8.self)
        if depth == 1, isKey {
          found.append((text, nil))
        } else if depth == 1, let last = found.indices.last, found[last].value == nil {
          found[last].value = text
        }
      default: break
      }
      advance()
    }
    return found
  }
}
