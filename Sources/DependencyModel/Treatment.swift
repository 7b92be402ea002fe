/// A user's statement that direct requirements of some components on others are of another kind, which no file states:
/// `kind=app -> cache-* = uses`.
public struct Treatment: Hashable, Sendable {
  /// The words for what requirements may be treated as, with the kind of relation that each stands for.
  public static let outcomes: [(word: String, kind: Component.Relation.Kind?)] =
    Component.Relation.Kind.allCases.filter { $0.traits.targets != .domains }.map { ($0.rawValue, $0) }
    + [("nothing", nil)]

  /// As written.
  public let text: String
  /// Whose requirements are meant.
  public let from: ComponentSelector
  /// The components that they lead to.
  public let to: ComponentSelector
  /// Their new kind; `nil` for nothing at all.
  public let kind: Component.Relation.Kind?

  /// Reads `FROM -> TO = KIND`, both ends selectors as on the command line.
  ///
  /// - Throws: `Problem.form` for anything else.
  public init(commandLine text: String) throws(Problem) {
    guard let arrow = text.firstRange(of: "->"), let equals = text.lastIndex(of: "="), arrow.upperBound <= equals else {
      throw .form(text, "write it as 'FROM -> TO = KIND'")
    }
    let parts = [text[..<arrow.lowerBound], text[arrow.upperBound..<equals], text[text.index(after: equals)...]]
      .map(Self.trimmed)
    guard let outcome = Self.outcomes.first(where: { $0.word == parts[2] }) else {
      let words = Self.outcomes.map(\.word)
      let advice =
        spellingSuggestion(for: parts[2], among: words).map { "did you mean '\($0)'?" }
        ?? "it is one of \(words.joined(separator: ", "))"
      throw .form(text, "'\(parts[2])' is not a kind; \(advice)")
    }
    let selectors = parts.prefix(2).map { $0.isEmpty ? nil : ComponentSelector(commandLine: $0) }
    guard let from = selectors[0], let to = selectors[1] else {
      throw .form(text, "'\(selectors[0] == nil ? parts[0] : parts[1])' is not an id, glob or selector")
    }
    self.text = text
    self.from = from
    self.to = to
    kind = outcome.kind
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Why a treatment can't be carried out; each is worded for the user.
  public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is not of its form, and why.
    case form(String, String)
    /// An end matches no component, with what was probably meant.
    case noComponent(String, end: String, suggestion: String?)
    /// Both ends match, but no direct requirement leads from one to the other; with what is there instead.
    case noRequirement(String, advice: String)

    /// The problem in a sentence.
    public var description: String {
      switch self {
      case .form(let text, let reason): "can't treat '\(text)': \(reason)"
      case .noComponent(let text, let end, let suggestion):
        "can't treat '\(text)': '\(end)' matches no component"
          + (suggestion.map { "; did you mean '\($0)'?" } ?? " of the model")
      case .noRequirement(let text, let advice): "can't treat '\(text)': \(advice)"
      }
    }
  }
}

extension Model {
  /// The model with some direct requirements changed in kind, one treatment after the other.
  ///
  /// A group is changed where all of its members match; what a component is configured by is plain, so a group becomes its
  /// members there. What a user states is declared, unless it was observed.
  ///
  /// - Throws: a problem where a treatment changes nothing, so that a mistake is not treated as an answer.
  public func treated(by treatments: [Treatment]) throws(Treatment.Problem) -> Model {
    guard !treatments.isEmpty else { return self }
    var components = Array(components)
    for treatment in treatments { try Self.carryOut(treatment, in: &components) }
    return with(components)
  }

  private static func carryOut(_ treatment: Treatment, in components: inout [Component]) throws(Treatment.Problem) {
    var matcher = SelectorMatcher(components)
    let owners = try matches(treatment.from, treatment, components, &matcher)
    let targets = Set(try matches(treatment.to, treatment, components, &matcher).map { components[$0.position].id })
    var isCarriedOut = false
    for owner in owners {
      components[owner.position].relations = components[owner.position].relations.flatMap { relation in
        guard relation.requirement.leadsOnly(to: targets) else { return [relation] }
        isCarriedOut = true
        return treatment.outcome(of: relation)
      }
    }
    guard !isCarriedOut else { return }
    throw .noRequirement(
      treatment.text,
      advice: advice(
        for: treatment, owners: Set(owners.map { components[$0.position].id }), targets: targets, components))
  }

  private static func matches(
    _ selector: ComponentSelector, _ treatment: Treatment, _ components: [Component], _ matcher: inout SelectorMatcher
  ) throws(Treatment.Problem) -> [ComponentIndex] {
    let found = matcher.matches(selector)
    guard found.isEmpty else { return found }
    let text = selector.description
    let suggestion = matcher.unknownNames(in: selector).first.flatMap { name in
      spellingSuggestion(for: name, among: components.lazy.map(\.id.text))
    }
    throw .noComponent(treatment.text, end: text, suggestion: suggestion)
  }

  /// Advice if nothing leads from the one to the other.
  private static func advice(
    for treatment: Treatment, owners: Set<ComponentID>, targets: Set<ComponentID>, _ components: [Component]
  ) -> String {
    var required: [String] = []
    var known: Set<String> = []
    for component in components {
      for relation in component.relations {
        if owners.contains(component.id) {
          if relation.requirement.leadsPartly(to: targets) {
            return
              "'\(component.id)' requires \(relation.requirement.text(limit: 4)), of which not every member matches"
          }
          let text = relation.requirement.text(limit: 4)
          if known.insert(text).inserted { required.append(text) }
        } else if targets.contains(component.id), relation.requirement.leadsPartly(to: owners) {
          let (from, to) = (treatment.to.description, treatment.from.description)
          return
            "requirements lead in the other direction; write '\(from) -> \(to) = \(treatment.kind?.rawValue ?? "nothing")'"
        }
      }
    }
    let start = "nothing leads directly from '\(treatment.from)' to '\(treatment.to)'"
    guard !required.isEmpty else { return "\(start); '\(treatment.from)' requires nothing" }
    let more = required.count > 4 ? " and \(required.count - 4) more" : ""
    return "\(start); '\(treatment.from)' requires \(required.prefix(4).joined(separator: ", "))\(more)"
  }
}

extension Treatment {
  /// The outcome for a relation.
  fileprivate func outcome(of relation: Component.Relation) -> [Component.Relation] {
    guard let kind else { return [] }
    var requirement = relation.requirement
    requirement.confidence = min(requirement.confidence, .declared)
    guard kind.traits.targets == .components else { return [.init(kind, requirement)] }
    var ids: [ComponentID] = []
    var known: Set<ComponentID> = []
    requirement.forEachComponent { if known.insert($0).inserted { ids.append($0) } }
    return ids.map { .init(kind, Requirement(.component($0), at: requirement.place)) }
  }
}

extension Requirement {
  /// Whether every component that it names is one of these.
  fileprivate func leadsOnly(to targets: Set<ComponentID>) -> Bool {
    var isOnly = true
    forEachComponent { isOnly = isOnly && targets.contains($0) }
    return isOnly
  }

  /// Whether some component that it names is one of these.
  fileprivate func leadsPartly(to targets: Set<ComponentID>) -> Bool {
    var isPartly = false
    forEachComponent { isPartly = isPartly || targets.contains($0) }
    return isPartly
  }
}
