internal import DependencyModel

extension ComponentDetails: Answer {
  /// The answer as `whatfails/show/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ShowAnswer { ShowAnswer(self) }

  /// A section for each component: what is stated of it, line by line, with locations.
  ///
  /// - Parameter options: `isComplete` decides whether every line and section is shown. Otherwise long lists end with the
  ///   count of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    ComponentDetailsText(self, options.style, isComplete: options.isComplete).lines.joined(separator: "\n") + "\n"
  }

  /// A section for each component: tables of what is stated of it.
  ///
  /// - Parameter options: `rowLimit` is the most rows of a table; what is left out is counted.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    let wording = Wording(model: model)
    var lines: [String] = []
    for entry in entries.prefix(options.rowLimit) {
      if !lines.isEmpty { lines.append("") }
      let heading = wording.title(entry.component)
      lines.append("### \(Markdown.escaped(heading))")
      for section in sections(of: entry, options.isComplete ? .max : options.rowLimit) {
        let rows = section.facts.map { fact in
          [
            section.isTable ? Markdown.escaped(fact.label) : Markdown.code(fact.label), Markdown.escaped(fact.text),
            fact.place.map { Markdown.code($0.citation) } ?? "",
          ]
        }
        let header = section.isTable ? ["", section.title, "location"] : [section.title, "", "location"]
        lines += [""] + Markdown.table(header.map(Markdown.escaped), rows)
        if section.total > section.facts.count {
          lines += ["", "… and \(grouped(section.total - section.facts.count)) more."]
        }
      }
    }
    let rest = total - min(entries.count, options.rowLimit)
    if rest > 0 { lines += ["", "… and \(count(rest, "more component"))."] }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ComponentDetails {
  /// A fact, and where it is stated.
  struct Fact {
    /// The key, or the id of another component, fault or check.
    let label: String
    /// The value.
    let text: String
    let place: Place?
  }

  /// Facts of one sort.
  struct Section {
    let title: String
    let facts: [Fact]
    /// How many there are, listed or not.
    let total: Int
    /// Whether its facts are the values of keys.
    var isTable = false
  }

  /// What is stated of a component, by sort; no empty sections.
  func sections(of entry: Entry, _ limit: Int) -> [Section] {
    let component = model[entry.component]
    var sections: [Section] = []
    let keys = keyFacts(component, entry)
    sections.append(
      Section(title: component.isDomain ? "domain" : "component", facts: keys, total: keys.count, isTable: true))
    for kind in Component.Relation.Kind.allCases where kind != .in {
      let all = component.requirements(kind)
      sections.append(
        Section(title: kind.traits.verb, facts: all.prefix(limit).map { fact($0) }, total: all.count))
    }
    for kind in Component.Relation.Kind.allCases {
      let all = entry.dependents.filter { $0.kind == kind }
      sections.append(
        Section(
          title: kind.traits.reverseVerb, facts: all.prefix(limit).map(fact),
          total: max(all.count, counts.dependents(kind, of: entry.component))))
    }
    sections.append(
      Section(
        title: "named by the faults",
        facts: entry.faults.prefix(limit).map {
          Fact(label: $0.fault.id.text, text: $0.level.name, place: $0.fault.place)
        },
        total: entry.faults.count))
    sections.append(
      Section(
        title: "named by the scenarios",
        facts: entry.scenarios.prefix(limit).map { Fact(label: $0.id, text: $0.description ?? "", place: $0.place) },
        total: entry.scenarios.count))
    sections.append(
      Section(
        title: "named by the checks",
        facts: entry.checks.prefix(limit).map {
          Fact(label: $0.check.id, text: enumeration(of: $0.roles.map(\.phrase)), place: $0.check.place)
        }, total: entry.checks.count))
    return sections.filter { !$0.facts.isEmpty }
  }

  /// The values of keys, in the order in which models state them.
  private func keyFacts(_ component: Component, _ entry: Entry) -> [Fact] {
    var facts: [Fact] = []
    for key in ComponentKey.all {
      guard var text = text(key, component) else { continue }
      if let words = key.basis(of: component)?.words { text += " (\(words))" }
      let places = key.spellings.compactMap { entry.places[$0.name] }
      facts.append(
        Fact(
          label: key.isOneValue ? key.name : Component.Relation.Kind.in.rawValue, text: text,
          place: key.isOneValue ? places.first : component.requirements(.in).first?.place))
    }
    return facts
  }

  private func text(_ key: ComponentKey, _ component: Component) -> String? {
    if case .relations = key.value {
      let domains = component.domains
      return domains.isEmpty ? nil : enumeration(of: domains.map(\.text), limit: 20)
    }
    switch key.statement(of: component) {
    case nil: return nil
    case .text(let text)?: return text
    case .texts(let texts)?: return texts.joined(separator: ", ")
    case .number(let number)?: return "\(number)"
    case .flag(let isTrue)?: return isTrue ? "yes" : "no"
    case .amount(let amount)?: return amount == .one ? nil : amount.description
    case .quantity(let quantity)?: return quantity.modelText
    case .duration(let duration)?: return duration.modelText
    case .unavailability(let chance)?:
      let share = [chance.high, chance.low].map { Figures.availability(unavailability: $0) }
      let range = share[0] == share[1] ? share[0] : share.joined(separator: " to ")
      return "\(Figures.chances(chance.low, chance.high)), available \(range) of the time"
    }
  }

  private func fact(_ requirement: Requirement) -> Fact {
    Fact(
      label: requirement.text(limit: 12), text: traits(requirement).joined(separator: ", "), place: requirement.place)
  }

  /// The traits of a requirement besides what it names.
  private func traits(_ requirement: Requirement) -> [String] {
    (requirement.tolerates > .zero ? ["tolerates \(requirement.tolerates.modelText)"] : [])
      + requirement.terms.words
      + (requirement.confidence == .declared ? [] : [requirement.confidence.rawValue])
      + (requirement.source.map { ["from \($0)"] } ?? [])
  }

  private func fact(_ dependent: DependentRelation) -> Fact {
    let requirement = model.relation(dependent.number, of: dependent.owner).requirement
    var parts = traits(requirement)
    if case .group(let group) = requirement.target { parts.insert("as one of \(group.text(limit: 3))", at: 0) }
    return Fact(
      label: model.outline(dependent.owner).id.text, text: parts.joined(separator: ", "), place: requirement.place)
  }
}

extension ComponentDetails.Role {
  /// What the check does with the component.
  fileprivate var phrase: String {
    switch self {
    case .given: "supposes that it fails"
    case .then: "states its level"
    case .load: "limits what it loses or carries"
    case .require: "requires properties of it"
    case .from: "forbids requirements of it"
    case .to: "forbids requirements on it"
    }
  }
}

/// Writes details as text.
private struct ComponentDetailsText {
  /// The most lines of a section, and the most sections of components, without `isComplete`.
  private static let lineLimit = 20
  private static let entryLimit = 10

  private let details: ComponentDetails
  private let style: TextStyle
  private let isComplete: Bool
  private let wording: Wording

  init(_ details: ComponentDetails, _ style: TextStyle, isComplete: Bool) {
    self.details = details
    self.style = style
    self.isComplete = isComplete
    wording = Wording(model: details.model)
  }

  var lines: [String] {
    let shown = isComplete ? details.entries[...] : details.entries.prefix(Self.entryLimit)
    var lines: [String] = []
    for entry in shown {
      if !lines.isEmpty { lines.append("") }
      lines += section(entry)
    }
    let rest = details.total - shown.count
    if rest > 0 {
      lines += [
        "",
        style.paint(
          "and \(count(rest, "more component"))\(rest == details.total - details.entries.count ? "" : style.showAll)",
          .faint),
      ]
    }
    return lines
  }

  private func section(_ entry: ComponentDetails.Entry) -> [String] {
    let component = details.model.outline(entry.component)
    var lines = line(
      style.paint(wording.title(entry.component), .heading),
      width: TextStyle.displayWidth(wording.title(entry.component)),
      component.place, margin: 2)
    for section in details.sections(of: entry, isComplete ? .max : Self.lineLimit) {
      if section.isTable {
        let width = section.facts.map { TextStyle.displayWidth($0.label) }.max() ?? 0
        for fact in section.facts { lines += row(fact, labelWidth: width) }
      } else {
        lines.append("  \(style.paint(section.title, .held))\(section.total > 1 ? " (\(grouped(section.total)))" : "")")
        for fact in section.facts { lines += item(fact) }
        let rest = section.total - section.facts.count
        if rest > 0 {
          lines.append(style.paint("    and \(grouped(rest)) more\(isComplete ? "" : style.showAll)", .faint))
        }
      }
    }
    return lines
  }

  /// A key and its value.
  private func row(_ fact: ComponentDetails.Fact, labelWidth: Int) -> [String] {
    let margin = labelWidth + 4
    let parts = TextStyle.wrap(fact.text.printable, to: style.width - margin)
    var lines = [
      "  \(style.paint(TextStyle.pad(fact.label.printable, to: labelWidth), .faint))  \(parts[0])"
    ]
    lines += parts.dropFirst().map { String(repeating: " ", count: margin) + $0 }
    return ended(lines, width: margin + TextStyle.displayWidth(parts[parts.count - 1]), fact.place, margin: margin)
  }

  /// Another component, fault or check.
  private func item(_ fact: ComponentDetails.Fact) -> [String] {
    let text = fact.text.isEmpty ? fact.label.printable : "\(fact.label.printable): \(fact.text.printable)"
    let parts = TextStyle.wrap(text, to: style.width - 6)
    let lines = parts.enumerated().map { ($0 == 0 ? "    " : "      ") + $1 }
    let last = TextStyle.displayWidth(lines[lines.count - 1])
    return ended(lines, width: last, fact.place, margin: 6)
  }

  private func line(_ text: String, width: Int, _ place: Place?, margin: Int) -> [String] {
    ended([text], width: width, place, margin: margin)
  }

  /// Lines with a location at the end: in the last line if it has room for it.
  private func ended(_ lines: [String], width: Int, _ place: Place?, margin: Int) -> [String] {
    guard let place else { return lines }
    let text = place.citation.printable
    let painted = style.paint(text, .faint)
    guard width + 2 + TextStyle.displayWidth(text) > style.width else {
      return lines.dropLast() + ["\(lines[lines.count - 1])  \(painted)"]
    }
    return lines + ["\(String(repeating: " ", count: margin))\(painted)"]
  }
}
