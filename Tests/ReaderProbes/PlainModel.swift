public import DependencyModel

/// A model without what a text does not keep: places, patterns, and the order of relations of different kinds.
public struct PlainModel: Equatable {
  /// What it says, a line each.
  public let lines: [String]

  /// What a model says.
  public init(_ model: Model) {
    var lines = ["\(model.name)|\(model.description ?? "-")|\(model.domainCount)"]
    for component in model.components {
      var fields: [String] = [component.id.text, "\(component.isDomain)"]
      fields += [component.name, component.description, component.url, component.kind, component.owner].map {
        $0 ?? "-"
      }
      fields += [component.source ?? "-", "\(component.tags)", "\(component.weight)", "\(component.tier ?? -1)"]
      fields.append(component.unavailability.map { "\($0.low) \($0.high)" } ?? "-")
      fields.append(component.restarts?.modelText ?? "-")
      lines.append(fields.joined(separator: "|"))
      for kind in Component.Relation.Kind.allCases {
        for requirement in component.requirements(kind) { lines.append("  \(kind) \(Self.text(requirement))") }
      }
    }
    for fault in model.faults {
      lines.append("\(fault.id)|\(fault.name ?? "-")|\(fault.description ?? "-")|\(fault.levels)")
    }
    for scenario in model.scenarios { lines.append(Self.text(scenario)) }
    for check in model.checks { lines.append(Self.text(check)) }
    for assumption in model.assumptions {
      lines.append("assume \(assumption.selector) \(assumption.unavailability)")
    }
    self.lines = lines
  }

  /// The first difference, for a message.
  public func difference(from other: PlainModel) -> String {
    let pairs = zip(lines, other.lines).first { $0 != $1 }
    return pairs.map { "\($0.prefix(300)) / \($1.prefix(300))" } ?? "\(lines.count) / \(other.lines.count) lines"
  }

  private static func text(_ requirement: Requirement) -> String {
    let said = "\(requirement.tolerates.modelText) \(requirement.confidence) \(requirement.source ?? "-")"
    switch requirement.target {
    case .component(let id): return "(\(id.text) \(said))"
    case .group(let group):
      return "(\(group.threshold) \(group.members.map { "\(text($0.requirement))*\($0.weight)" }) \(said))"
    }
  }

  private static func text(_ scenario: Scenario) -> String {
    var scenario = scenario
    scenario.place = nil
    for position in scenario.events.indices { scenario.events[position].place = nil }
    return "\(scenario)"
  }

  private static func text(_ check: Check) -> String {
    var check = check
    check.place = nil
    for position in check.exceptions.indices { check.exceptions[position].place = nil }
    return "\(check)"
  }
}
