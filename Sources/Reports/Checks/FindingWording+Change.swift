internal import DependencyModel
public import ModelChecks

extension FindingWording {
  /// The smallest change that would have held, in words: lower case, no full stop, ids as written; `nil` if the finding
  /// has none.
  public func change(_ finding: Finding) -> String? {
    if case .noneFound = finding.change { nil } else { finding.change.map(text) }
  }

  /// The same for people, behind its title; it also says that no change was found.
  func advice(_ finding: Finding) -> String? {
    switch finding.change {
    case nil: nil
    case .noneFound: "no fix found: \(text(.noneFound))"
    case .partly(let change, let count, let all): "fix for \(grouped(count)) of \(grouped(all)): \(text(change))"
    case let change?: "fix: \(text(change))"
    }
  }

  private func text(_ change: Finding.Change) -> String {
    switch change {
    case .moveOut(let component, let domains): "move \(id(component)) out of \(list(domains))"
    case .addMember(let group, let owner, _, let existing?):
      "let \(id(existing)), which the model already has, be one more of \(Self.members(group)) for \(id(owner))"
    case .addMember(let group, let owner, let fault, nil):
      "give \(id(owner)) one more of \(Self.members(group)) that does not fail with \(list(fault, limit: 3))"
    case .second(let parts, let owner, let fault, let isOptional, let existing):
      (existing.map { "give \(id(owner)) \(id($0)), which the model already has, as an alternative to \(list(parts))" }
        ?? "give \(id(owner)) a second \(list(parts, limit: 3)) that does not fail with \(list(fault, limit: 3))")
        + (isOptional ? ", or let it do without \(list(parts, limit: 3))" : "")
    case .partly(let change, let count, let all):
      "\(text(change)); this helps \(grouped(count)) of \(grouped(all)) components, and no single change helps all"
    case .noneFound: "no change to a single requirement would have held"
    case .spread(let component, let domains): "spread \(id(component)) beyond \(list(domains, limit: 3))"
    case .replace(let parts, let component):
      "let \(id(component)) depend on something other than \(list(parts))"
    case .startByHand(let components): "start \(list(components)) by hand"
    case .breakCircle(let component): "start \(id(component)) by hand, or let one of them start without the next"
    case .lowerUnavailability(let component, let from, let to): improvement(component, from, to)
    case .stateUnavailability: "state 'unavailability' or 'availability' where it is known, or 'assume' one by kind"
    case .matchSeveral: "match two components or more"
    case .giveFewer: "give fewer components, such as the domains"
    case .askFewer: "ask for fewer components at once, or allow more \(names[.allowMemory] ?? "memory")"
    case .allowMemory: "allow more \(names[.allowMemory] ?? "memory")"
    case .repair(let weakness): repair(weakness)
    }
  }

  /// A group's members in short: `ebs-1a/ebs-1b`, or its pattern.
  private static func members(_ requirement: Requirement) -> String {
    guard case .group(let group) = requirement.target else { return requirement.text() }
    if let pattern = group.pattern { return pattern }
    let names = group.members.prefix(4).map { $0.requirement.text(limit: 3) }
    return names.joined(separator: "/") + (group.members.count > 4 ? "/…" : "")
  }

  private func improvement(_ component: ComponentIndex, _ from: Double, _ to: Double) -> String {
    to == 0
      ? "\(id(component)) would have to be never down"
      : "bring \(id(component)) from \(Figures.availability(unavailability: from, apartFrom: [to])) to "
        + Figures.availability(unavailability: to, apartFrom: [from], rounding: .down)
  }

  // MARK: Related places

  /// What is at a related place, in words, ids as written.
  public func text(_ related: Finding.Related) -> String {
    switch related.fact {
    case .dependence(let from, let kind, let to): "\(id(from)) \(kind.traits.verb) \(id(to))"
    case .waiting(let component, let others): "\(id(component)) waits for \(list(others))"
    case .loss(let component, let relation, let others):
      "\(id(component)) \(relation.map { "\($0.traits.verb) \(list(others))" } ?? "is what fails")"
    case .down(let component, let time): "\(id(component)) is down after \(time.modelText)"
    case .share(let component, let share): "\(id(component)) accounts for \(percentage(share)) of it"
    case .switching(let group, let owner, let share):
      "switching of \(id(owner)) (\(group.text(limit: 3))) accounts for \(percentage(share)) of it"
    case .unavailability(let component): "\(id(component)) states it here"
    case .tier(let component, let tier): "\(id(component)) is of tier \(tier)"
    case .group: "the group"
    case .link(let component): id(component)
    }
  }
}
