internal import DependencyModel

/// Whether a document is one of ours: a model, a part of one that models include, or a policy.
///
/// Compose files, API descriptions and settings of other programs share keys with ours. So what states a model's name and a
/// section of one is a model, whatever misspelled key stands beside; all else must have no key but ours.
enum FormattableFile {
  private static let sections: Set<String> = ["components", "domains", "faults", "checks", "lint"]
  private static let names: Set<String> = ["model", "policy"]
  /// The keys that files of other programs begin with.
  private static let wellKnown: Set<String> = [
    "services", "volumes", "networks", "version", "apiVersion", "kind", "metadata", "spec", "Resources", "Parameters",
    "AWSTemplateFormatVersion", "Transform", "openapi", "swagger", "resourceSpans", "terraform_version",
    "format_version",
  ]
  private static let keys = Set(ModelDraft.topLevelKeys + PolicyLoader.keys)

  /// What is wrong where a document is not ours.
  static func problem(_ document: SyntaxNode) -> Diagnostic? {
    guard case .mapping(let pairs) = document.content else { return .notAModel(key: nil, at: document.place) }
    var isNamed = false
    var hasSection = false
    for (key, value) in pairs {
      guard let text = key.text else { continue }
      if names.contains(text), value.text != nil { isNamed = true }
      switch value.content {
      case .mapping where sections.contains(text), .null where sections.contains(text): hasSection = true
      // What is included and extended are files by name; Compose has mappings there, too.
      case .sequence(let items) where text == "include" || text == "extend":
        hasSection = items.allSatisfy { $0.text != nil }
      case .scalar where text == "include" || text == "extend": hasSection = true
      default: break
      }
    }
    if isNamed && hasSection { return nil }
    if let foreign = pairs.first(where: { !keys.contains($0.key.text ?? "") }) {
      // A key of another program's file may be anything, a secret among it.
      let key = foreign.key.text.flatMap { wellKnown.contains($0) ? $0 : nil }
      return .notAModel(key: key, at: foreign.key.place)
    }
    return isNamed || hasSection ? nil : .notAModel(key: nil, at: document.place)
  }

  /// Whether a text that can't be read looks as if it were meant to be one of ours: it states a name and a section at the
  /// beginning of lines.
  static func looksMeant(_ bytes: [UInt8]) -> Bool {
    var isNamed = false
    var hasSection = false
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let key = line.prefix { $0 != ":" }.filter { $0 != "\"" && $0 != " " && $0 != "{" }
      guard key.utf8.count < line.utf8.count, line.first != " " || line.contains("\"") else { continue }
      if names.contains(key) { isNamed = true }
      if sections.contains(key) || key == "include" || key == "extend" { hasSection = true }
    }
    return isNamed && hasSection
  }
}
