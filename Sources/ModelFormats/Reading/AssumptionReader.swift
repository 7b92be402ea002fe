internal import DependencyModel

/// Reads `assume`: unavailabilities for the components that state none, chosen by the conditions of a selector.
///
///     assume:
///       - { kind: aws/*, unavailability: 0.001 }
///       - { tier: ">=2", mtbf: 30d, mttr: 1h }
enum AssumptionReader {
  private static let forms = Unavailability.Form.allCases.map(\.rawValue)

  /// One assumption, or a list of them.
  static func entries(_ node: SyntaxNode, reader: inout ValueReader) -> [Assumption] {
    switch node.content {
    case .sequence(let items): return items.compactMap { assumption($0, reader: &reader) }
    case .mapping: return assumption(node, reader: &reader).map { [$0] } ?? []
    case .null: return []
    case .scalar:
      reader.wrongType("'assume'", "a list such as [{ kind: aws/*, unavailability: 0.001 }]", node)
      return []
    }
  }

  /// Whether a value looks like assumptions: other programs' files may have a key of this name.
  static func isLike(_ node: SyntaxNode) -> Bool {
    switch node.content {
    case .sequence(let items): !items.isEmpty && items.allSatisfy(isLike)
    case .mapping(let pairs): pairs.contains { forms.contains($0.key.text ?? "") }
    case .null, .scalar: false
    }
  }

  private static func assumption(_ node: SyntaxNode, reader: inout ValueReader) -> Assumption? {
    let pairs = reader.pairs(
      node, "an assumption", expected: "a mapping such as { kind: aws/*, unavailability: 0.001 }")
    reader.checkKeys(pairs, known: ComponentSelector.keys + forms, in: "an assumption")
    var conditions: [ComponentSelector.Condition] = []
    var chances: [Unavailability.Form: SyntaxNode] = [:]
    var isWhole = true
    for pair in pairs {
      guard let name = pair.key.text else { continue }
      if let form = Unavailability.Form(rawValue: name) {
        chances[form] = pair.value
      } else if ComponentSelector.keys.contains(name) {
        if let condition = reader.condition(pair.key, pair.value) {
          conditions.append(condition)
        } else {
          isWhole = false
        }
      }
    }
    guard case .mapping = node.content, isWhole else { return nil }
    guard !conditions.isEmpty, !chances.isEmpty else {
      reader.collector.add(
        .assumptionForm(lacks: chances.isEmpty ? "an unavailability" : "a condition such as 'kind'", at: node.place))
      return nil
    }
    return UnavailabilityReader.unavailability(chances, reader: &reader).map {
      Assumption(.matching(conditions), unavailability: $0, at: node.place)
    }
  }
}

extension CheckReader {
  /// The assumptions whose selectors name no unknown id.
  ///
  /// - Parameters:
  ///   - assumptions: those that were read.
  ///   - isForThisModel: whether those that match nothing are reported; a policy is for many models.
  ///   - reader: gets the diagnostics.
  mutating func checked(
    _ assumptions: [Assumption], isForThisModel: Bool, reader: inout ValueReader
  ) -> [Assumption] {
    // Those of a source name nothing that it does not have.
    assumptions.filter { assumption in
      guard let place = assumption.place else { return true }
      guard isKnown(assumption.selector, at: place, reader: &reader) else { return false }
      if isForThisModel {
        let isUsed = matcher.matches(assumption.selector).contains { assumption.names(components[$0.position]) }
        if !isUsed, !matcher.isOverLimit {
          reader.collector.add(.unusedAssumption(assumption.selector.description, at: place))
        }
      }
      return true
    }
  }
}
