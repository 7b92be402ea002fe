internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

/// The chain of causes of a finding as a Mermaid flowchart, below the limits that hosts set (500 edges, 50,000 characters).
struct MermaidFlowchart {
  private static let edgeLimit = 120
  let text: String

  /// `nil` where the finding has no chain.
  init?(_ finding: Finding, _ model: Model) {
    guard let explanation = finding.explanation, explanation.steps.count > 1 else { return nil }
    var lines = ["flowchart LR"]
    var known: Set<ComponentIndex> = []
    var edges: [String] = []
    for effect in explanation.steps {
      guard let verb = effect.cause.relation?.traits.reverseVerb else { continue }
      for cause in effect.cause.by where edges.count < Self.edgeLimit {
        known.formUnion([effect.component, cause])
        edges.append("  n\(cause) -->|\(verb)| n\(effect.component)")
      }
    }
    var levels: [ComponentIndex: Level] = [:]
    var isFault: Set<ComponentIndex> = []
    for effect in explanation.steps {
      levels[effect.component] = effect.level
      if effect.cause.isFault { isFault.insert(effect.component) }
    }
    for component in known.sorted() {
      let state = isFault.contains(component) ? "fault" : levels[component] == .degraded ? "degraded" : "down"
      let label = "\(short(model.outline(component).id.text, 60))<br/>\(state)"
      lines.append("  n\(component)[\"\(Self.escaped(label))\"]:::\(state)")
    }
    lines += edges
    if edges.count == Self.edgeLimit { lines.append("  more[\"… more causes\"]") }
    lines += [
      "  classDef fault fill:#7f1d1d,color:#fff", "  classDef down fill:#fecaca,color:#111,stroke:#b91c1c",
      "  classDef degraded fill:#fef3c7,color:#111,stroke:#b45309",
    ]
    text = lines.joined(separator: "\n")
  }

  /// Text in quotes, in which nothing is markup; the line break of a label stays.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "<br/>", omittingEmptySubsequences: false).map { part in
      var result = ""
      for character in String(part).printable {
        if character.isLetter || character.isNumber || " -_./:…".contains(character) {
          result.append(character)
        } else {
          for scalar in character.unicodeScalars { result += "#\(scalar.value);" }
        }
      }
      return result
    }.joined(separator: "<br/>")
  }
}
