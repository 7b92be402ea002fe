internal import DependencyModel
internal import ModelChecks

/// The words of lint rules about groups and about what components depend on.
extension FindingWording {
  // MARK: Groups

  func sentence(_ weakness: Weakness.OfGroup) -> String {
    switch weakness {
    case .capacityWithoutReserve(let owner, let required, let total, let heaviest, let rest, _):
      "\(id(owner)) needs \(required) of \(total); without \(heaviest.text(limit: 3)) there are \(rest)"
    case .domainTooHeavy(let cause, let group, let owner), .groupBehindOne(let cause, let group, let owner):
      "\(id(cause)) leaves too few of \(quoted(group)) of \(id(owner))"
    case .groupOfOne(let owner, let group):
      "\(id(owner)) has '\(group.text())', a group of one: its member has no substitute"
    case .memberTwice(let member, let group, let owner):
      "\(id(member)) appears twice in \(quoted(group)) of \(id(owner))"
    case .needBesideGroup(let member, let group, let owner):
      "\(id(owner)) needs \(id(member)) plainly, so \(quoted(group)) does not help when it fails"
    case .noSpare(let owner, let group, let members, _):
      "\(id(owner)) needs \(group.text(limit: 4)): the loss of any one of \(members) is too much"
    case .redundancyThroughOne(let owner, let group, let components):
      "\(id(owner)) has \(quoted(group)), and all of them rest on \(list(components))"
    case .replicasInOneDomain(let domain, let group, let owner):
      "all of \(quoted(group)) of \(id(owner)) are lost with \(id(domain))"
    case .smallSubstitute(let owner, let member, let weight, let largest):
      "\(id(owner)) accepts any member, and \(member.text(limit: 3)) has \(weight) where another has \(largest)"
    }
  }

  func repair(_ weakness: Weakness.OfGroup) -> String {
    switch weakness {
    case .capacityWithoutReserve(_, _, _, _, _, let add):
      (add.map { "add \($0) to the group, or " } ?? "") + "require less"
    case .domainTooHeavy(let domain, _, _), .replicasInOneDomain(let domain, _, _):
      "move a member out of \(id(domain))"
    case .groupBehindOne(let component, _, _): "let members rest on more than \(id(component))"
    case .groupOfOne: "add a member to the group, or write a plain need"
    case .memberTwice(let member, _, _): "write \(id(member)) once"
    case .needBesideGroup(let member, _, _): "remove the plain need of \(id(member))"
    case .noSpare(_, _, _, let add):
      (add.map { $0 == 1 ? "add a member to the group, or " : "add \(count($0, "member")) to the group, or " } ?? "")
        + "require less"
    case .redundancyThroughOne(_, _, let components): "let the members rest on more than \(list(components))"
    case .smallSubstitute: "say how much is needed: atLeast: N"
    }
  }

  private func quoted(_ group: Requirement) -> String { "'\(group.text(limit: 4))'" }

  // MARK: Dependencies

  func sentence(_ weakness: Weakness.OfDependency) -> String {
    switch weakness {
    case .assumedOnCriticalPath(let component, let requirement):
      "\(id(component)) needs \(requirement.text(limit: 4)), which is only assumed"
    case .availabilityAboveParts(let component, let own, let other, let theirs):
      "\(id(component)) states an unavailability of \(own), but needs \(id(other)), which states \(theirs)"
    case .crowdedDependency(let component, let number):
      "\(count(number, "component")) need \(id(component)), and it has no substitute"
    case .longChain(let start, let end, let length):
      "\(id(start)) depends on a chain of \(length) hard needs, down to \(id(end))"
    case .monitoringNeedsMonitored(let monitor, let other): "\(id(monitor)) watches \(id(other)) and goes down with it"
    case .neededAndUsed(let component, let kind, let other):
      "\(id(component)) both needs and \(kind.traits.verb) \(id(other))"
    case .needsOwnDomain(let component, let domain): "\(id(component)) needs \(domain), in which it is anyway"
    case .singlePointOfFailure(let component, let targets): "\(id(component)) alone takes down \(list(targets))"
    case .softButHard(let component, .uses, let other):
      "\(id(component)) uses \(id(other)) softly, but goes down with it anyway"
    case .softButHard(let component, let kind, let other):
      "\(id(component)) \(kind.traits.verb) \(id(other)), but goes down with it anyway"
    case .tierInversion(let component, let tier, let other, let lower):
      "\(id(component)) (tier \(tier)) needs \(id(other)) (tier \(lower))"
    }
  }

  func repair(_ weakness: Weakness.OfDependency) -> String {
    switch weakness {
    case .assumedOnCriticalPath: "find out, and state it with its true confidence"
    case .availabilityAboveParts(let component, _, let other, _):
      "give \(id(component)) a second \(id(other)), or promise less"
    case .crowdedDependency: "give them a second one, or let them do without for a while"
    case .longChain: "cut the chain with a cache, a copy or an asynchronous step"
    case .monitoringNeedsMonitored(let monitor, let other): "let \(id(monitor)) do without \(id(other))"
    case .neededAndUsed: "remove the one that is not intended"
    case .needsOwnDomain: "remove the need"
    case .singlePointOfFailure(let component, _):
      "give what needs \(id(component)) a second one, or let it do without"
    case .softButHard(let component, _, let other): "let what else \(id(component)) needs do without \(id(other))"
    case .tierInversion(let component, let tier, let other, _):
      "make \(id(other)) tier \(tier), or let \(id(component)) use it instead of needing it"
    }
  }
}
