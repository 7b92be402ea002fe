/// A form of other programs that is recognized but not read, with what the user can do instead.
package struct UnreadForm: Hashable, Sendable {
  /// What people call it, such as `a Helm template`.
  package let name: String
  /// What to do, in words that may name commands of other programs.
  package let advice: String

  init(_ name: String, _ advice: String) {
    self.name = name
    self.advice = advice
  }

  /// The form and the advice, behind `it looks like`.
  package var text: String { "\(name): \(advice)" }

  /// How much of a text is looked at, in bytes.
  private static let length = 1 << 16

  /// The form of a file that is neither a source nor a model; `nil` if it is none that is known.
  ///
  /// - Parameters:
  ///   - bytes: its contents.
  ///   - file: its name.
  ///   - document: what YAML or JSON it is, if it is.
  package init?(_ bytes: [UInt8], file: String, document: SyntaxNode? = nil) {
    let name = (file.split(separator: "/").last.map(String.init) ?? file).lowercased()
    let found =
      Self.binary(bytes) ?? document.flatMap { Self.structure($0, name) }
      ?? Self.plainText(String(decoding: ForeignEncoding.utf8(Array(bytes.prefix(Self.length))), as: UTF8.self), name)
      ?? Self.named(name)
    guard let found else { return nil }
    self = found
  }

  /// The form of a file that an importer might try to read, but should not: templates and lists of manifests.
  package init?(beforeImport bytes: [UInt8], file: String) {
    let name = (file.split(separator: "/").last.map(String.init) ?? file).lowercased()
    guard DocumentSyntax(fileName: name) == .yaml || name.hasSuffix(".tpl") else { return nil }
    let text = String(decoding: ForeignEncoding.utf8(Array(bytes.prefix(Self.length))), as: UTF8.self)
    if Self.isHelmTemplate(text) {
      self = Self.helmTemplate
    } else if Self.isKustomization(text, name) {
      self = Self.kustomization
    } else if Self.named(name) == Self.helmValues, !Self.hasKey(of: Self.otherKeys, in: text) {
      // Values have keys of their own, such as `services`, which mean nothing without the chart.
      self = Self.helmValues
    } else {
      return nil
    }
  }

  // MARK: Helm and Kustomize

  static let helmTemplate = UnreadForm(
    "a template of a Helm chart", "run 'helm template RELEASE CHART > manifests.yaml', and name manifests.yaml")
  static let helmValues = UnreadForm(
    "a part of a Helm chart", "run 'helm template RELEASE CHART > manifests.yaml', and name manifests.yaml")
  static let kustomization = UnreadForm(
    "a Kustomize file", "run 'kubectl kustomize FOLDER > manifests.yaml', and name manifests.yaml")

  private static let helmMarks = [
    ".Values", ".Release.", ".Chart.", "include \"", "toYaml", "template \"", "{{- if", "{{- range", "{{- with",
    "{{- end", "{{ if", "{{ end", "{{- define", "{{- include",
  ]

  /// Whether a text has expressions of Helm outside of block scalars, in which other templates may be.
  private static func isHelmTemplate(_ text: String) -> Bool {
    guard text.contains("{{") else { return false }
    var block: Int?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let indent = line.utf8.prefix { $0 == 0x20 }.count
      if let start = block {
        if line.allSatisfy(\.isWhitespace) || indent > start { continue }
        block = nil
      }
      if line.contains("{{"), !line.drop(while: \.isWhitespace).hasPrefix("#"), helmMarks.contains(where: line.contains)
      {
        return true
      }
      let end = line.reversed().drop { $0.isWhitespace || "+-0123456789".contains($0) }.prefix(3)
      if let sign = end.first, sign == "|" || sign == ">", end.dropFirst().first == " " { block = indent }
    }
    return false
  }

  private static let otherKeys = ["apiVersion:", "model:", "components:", "domains:", "policy:", "Resources:", "{"]

  /// Whether some line starts with one of these.
  private static func hasKey(of keys: [String], in text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in keys.contains(where: line.hasPrefix) }
  }

  private static func isKustomization(_ text: String, _ name: String) -> Bool {
    if ["kustomization.yaml", "kustomization.yml"].contains(name) { return true }
    return text.split(whereSeparator: \.isNewline).contains {
      $0.hasPrefix("apiVersion:") && $0.contains("kustomize.config.k8s.io/")
    }
  }
}
