internal import DependencyModel

/// The answer of `whatfails kinds`: the kinds that are known by name.
public struct KindsReport {
  /// The whole vocabulary.
  public init() {}

  /// The families that have kinds, each with its kinds.
  private var families: [(family: KindFamily, kinds: [KnownKind])] {
    KindFamily.allCases.map { family in (family, KindVocabulary.all.filter { $0.family == family }) }
      .filter { !$0.kinds.isEmpty }
  }
}

extension KindsReport: Answer {
  /// The answer as `whatfails/kinds/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> KindsAnswer { KindsAnswer() }

  /// The kinds by family, for a terminal.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    let style = options.style
    let nameWidth = KindVocabulary.all.map(\.name.count).max() ?? 0
    var lines = style.paragraph(
      "A kind is free text; these are known by name and drawn by their family. Others are drawn by the words in them.")
    for (family, kinds) in families {
      lines += ["", style.paint(family.rawValue, .heading)]
      lines += kinds.map { "  \(TextStyle.pad($0.name, to: nameWidth))  \($0.summary)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The kinds as a table for each family.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    families.map { family, kinds in
      let rows = kinds.map { [Markdown.code($0.name), Markdown.escaped($0.summary)] }
      return "### \(Markdown.escaped(family.rawValue))\n\n"
        + Markdown.table(["kind", "meaning"], rows).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
