internal import DependencyModel
public import ModelChecks

extension FindingWording {
  /// The smallest change after which the finding is gone and the check finds nothing new, in words: lower case, no full
  /// stop, ids as written; `nil` if the finding has none.
  public func change(_ finding: Finding) -> String? {
    switch finding.change {
    case nil, .noneFound, .searchCut: nil
    case let change?: text(change)
    }
  }

  /// Why ``change(_:)`` is missing, in words; `nil` if it is there, or if the finding is of a sort that has none.
  public func noChange(_ finding: Finding) -> String? {
    switch finding.change {
    case .noneFound, .searchCut: finding.change.map(text)
    default: nil
    }
  }

  /// The same for people, behind its title; it also says that no change was found.
  func advice(_ finding: Finding) -> String? {
    switch finding.change {
    case nil: nil
    case .noneFound, .searchCut: finding.change.map(text)
    case .partly(let change, let count, let all): "fix for \(grouped(count)) of \(grouped(all)): \(text(change))"
    case .thisOnly(let change): "fix for this: \(text(change))"
    case let change?: "fix: \(text(change))"
    }
  }

  private func text(_ change: Finding.Change) -> String {
    switch change {
    case .moveOut(let component, let domains): "move \(id(component)) out of \(list(domains))"
    case .move(let component, let from, let to): "move \(id(component)) from \(id(from)) to \(id(to))"
    case .moveToNew(let component, let from, let number, let fault):
      "move \(id(component)) from \(id(from)) to \(another(from, besides: number))"
        + (fault.contains(from) ? "" : " that does not fail with \(list(fault, limit: 3))")
    case .addMember(let group, let owner, _, let existing?, _, let weight, _):
      "let \(id(existing)), which the model already has, be one more of \(quotedMembers(group)) for \(id(owner))"
        + (weight.map { ", with a weight of at least \($0)" } ?? "")
    case .addMember(let group, let owner, let fault, nil, let number, let weight, let apart):
      "give \(id(owner)) \(number == 1 ? "one" : grouped(number)) more of \(quotedMembers(group))"
        + (weight.map { " with a weight of at least \($0)" } ?? "") + without(fault, number, apart)
    case .second(let parts, let owner, let fault, let isOptional, let existing, let number, let apart):
      (existing.map { "give \(id(owner)) \(id($0)), which the model already has, as an alternative to \(list(parts))" }
        ?? "give \(id(owner)) \(substitutes(parts, number))\(without(fault, number * parts.count, apart))")
        + (isOptional ? ", or let it do without \(list(parts, limit: 3))" : "")
    case .secondForAll(let component, let fault):
      "give everything that requires \(id(component)) a second \(id(component))\(without(fault, 1, nil))"
    case .doWithout(let parts, let owner): "let \(id(owner)) do without \(list(parts, limit: 3))"
    case .partly(let change, let count, let all):
      "\(text(change)); this helps \(grouped(count)) of \(grouped(all)) components, and no single change helps all"
    case .thisOnly(let change): text(change)
    case .noneFound(.edit):
      "no fix found: no change to a single requirement or place repairs this without another finding"
    case .noneFound(.unavailability): "no fix found: it is not enough to improve a single component"
    case .noneFound(.limits):
      "no fix found: more capacity, or more slots, where they do not suffice is not enough or causes another finding"
    case .noneFound(.mustFail): "no fix found: the check expects more to fail, and nothing is tried for that"
    case .searchCut: "no fix found: the search was cut short, because the model or the check is large"
    case .spread(let component, let domains): "spread \(id(component)) beyond \(list(domains, limit: 3))"
    case .setTier(let component, let tier): "make \(id(component)) tier \(tier)"
    case .startByHand(let components): "start \(list(components)) by hand"
    case .breakCircle(let component): "start \(id(component)) by hand, or let one of them start without the next"
    case .lowerUnavailability(let component, let from, let to): improvement(component, from, to)
    case .raiseLimits(let limits): raising(limits)
    case .stateUnavailability: "state 'unavailability' or 'availability' where it is known, or 'assume' one by kind"
    case .matchSeveral: "match two components or more"
    case .giveFewer: "give fewer components, such as the domains"
    case .askFewer: "ask for fewer components at once, or allow more \(names[.allowMemory] ?? "memory")"
    case .allowMemory: "allow more \(names[.allowMemory] ?? "memory")"
    case .repair(let weakness): repair(weakness)
    }
  }

  /// A group's members in short: `ebs-1a/ebs-1b`, `(any of a, b)/c`, or its pattern.
  private func quotedMembers(_ requirement: Requirement) -> String {
    guard case .group(let group) = requirement.target else { return requirement.text() }
    if let pattern = group.pattern { return pattern }
    let names = group.members.prefix(4).map { member in
      if case .group = member.requirement.target {
        "(\(member.requirement.text(limit: 3)))"
      } else {
        member.requirement.text(limit: 3)
      }
    }
    return names.joined(separator: "/") + (group.members.count > 4 ? "/…" : "")
  }

  /// `a second db`, `2 substitutes for db`, `a second a and a second b`.
  private func substitutes(_ parts: [ComponentIndex], _ number: Int) -> String {
    number == 1
      ? enumeration(of: parts.map { "a second \(id($0))" }, limit: 3)
      : "\(grouped(number)) substitutes for \(parts.count == 1 ? "" : "each of ")\(list(parts, limit: 3))"
  }

  /// The condition on what is new.
  private func without(_ fault: [ComponentIndex], _ number: Int, _ apart: ComponentIndex?) -> String {
    if let apart { return "\(number == 1 ? " in" : ", each in") \(another(apart, besides: 0))" }
    let names = list(fault, limit: 3)
    return number == 1 ? " that does not fail with \(names)" : " that fail neither with \(names) nor with each other"
  }

  /// A new domain of the kind of one: `a third zone`, `a zone of its own`.
  private func another(_ domain: ComponentIndex, besides number: Int) -> String {
    let noun = (model.outline(domain).kind?.split(separator: "/").last).map { $0.replacing("-", with: " ") } ?? "domain"
    let ordinals = [1: "second", 2: "third", 3: "fourth", 4: "fifth"]
    return ordinals[number].map { "a \($0) \(noun)" } ?? "a \(noun) of its own"
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
    case .turns(let component, let level, let time, let scenario, let relation, let by):
      turn(component, level, time, in: scenario, relation, by)
    case .share(let component, let share): "\(id(component)) accounts for \(percentage(share)) of it"
    case .switching(let group, let owner, let share):
      "switching of \(id(owner)) (\(group.text(limit: 3))) accounts for \(percentage(share)) of it"
    case .commonCause(let cause, let share):
      "\(CommonCauseWording(model).name(cause)) accounts for \(percentage(share)) of it"
    case .unavailability(let component): "\(id(component)) states it here"
    case .tier(let component, let tier): "\(id(component)) is of tier \(tier)"
    case .carries(let use): "without the fault, \(subject(use))"
    case .carriesThen(let use): "with the fault, \(subject(use))"
    case .loses(let component, let share): "\(id(component)) loses \(percentage(share)) of its demand"
    case .group: "the group"
    case .link(let component): id(component)
    }
  }
}
