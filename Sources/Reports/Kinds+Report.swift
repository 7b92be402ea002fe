internal import DependencyModel

/// The vocabulary of kinds, for `whatfails kinds`.
public enum KindsReport {
  /// The kinds by family, for a terminal.
  public static func text(_ style: TextStyle = TextStyle()) -> String {
    let nameWidth = KindVocabulary.all.map(\.name.count).max() ?? 0
    var lines = style.paragraph(
      "A kind is free text; these are known by name and drawn by their family. Others are drawn by the words in them.")
    for family in KindFamily.allCases {
      let kinds = KindVocabulary.all.filter { $0.family == family }
      guard !kinds.isEmpty else { continue }
      lines += ["", style.paint(family.rawValue, .heading)]
      lines += kinds.map { "  \(TextStyle.pad($0.name, to: nameWidth))  \($0.summary)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The kinds as `whatfails/kinds/1`.
  public static func json() -> String {
    jsonText(
      Answer(kinds: KindVocabulary.all.map { .init(name: $0.name, family: $0.family.rawValue, summary: $0.summary) }))
  }

  private struct Answer: Encodable {
    struct Kind: Encodable {
      let name: String
      let family: String
      let summary: String
    }

    let schema = "whatfails/kinds/1"
    let kinds: [Kind]
  }
}
