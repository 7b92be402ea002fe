internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let spareTooSmall = LintRule(
    "spare-too-small", .excessiveLoad, .warning, lookingAt: .orderedGroups,
    title: "a spare that can't carry what the first member carries",
    rationale: """
      Where calls go to the first member that answers, a spare gets all of them once those before it are lost. If it \
      can't carry that, it is overloaded the first time that it is needed.
      """,
    advice: "give the spare the capacity of what it replaces, or call both with less",
    example: """
      model: Shop
      components:
        shop: { demand: 450/s, needs: { any: [db-1, db-2], spread: first } }
        db-1: { capacity: 500/s }
        db-2: { capacity: 200/s }
      """,
    repaired: """
      model: Shop
      components:
        shop: { demand: 450/s, needs: { any: [db-1, db-2], spread: first } }
        db-1: { capacity: 500/s }
        db-2: { capacity: 500/s }
      """
  ) { context in
    context.withLoads(lookingAt: .orderedGroups) { loads throws(LoadProblem) in
      let spares = context.spares(loads)
      return try context.asking(spares.map(\.members.before), loads) { number, questions in
        let spare = spares[number]
        let uses = spare.members.limited.filter { !questions.isLost($0) }.map(questions.use).filter { $0.isAbove(1) }
        guard let worst = uses.max(by: { ($0.share ?? 0) < ($1.share ?? 0) }) else { return nil }
        return Finding(
          .load(.spareTooSmall(worst, group: spare.requirement, owner: spare.owner)),
          fault: spare.members.before.map { ($0, .down) }, components: [worst.component],
          at: context.place(spare.requirement, of: spare.owner), subject: spare.requirement.text(limit: 20))
      }
    }
  }
}

/// A later member of a group whose calls begin with the first.
private struct Spare {
  /// The components of the members before it, and its own that have limits.
  struct Members: Hashable {
    let before: [ComponentIndex]
    let limited: [ComponentIndex]
  }

  let owner: ComponentIndex
  let requirement: Requirement
  let members: Members
}

extension LintContext {
  /// More members of a group than these are not looked at: their faults grow with the square of their number.
  private static let spareLimit = 16

  /// The spares of all groups, each once for the same members before it.
  fileprivate func spares(_ loads: LintLoads) -> [Spare] {
    var seen: Set<Spare.Members> = []
    var spares: [Spare] = []
    func collect(_ requirement: Requirement, of owner: ComponentIndex) {
      guard case .group(let group) = requirement.target else { return }
      // The members that a glob or selector matches are plain.
      if group.members.matched == nil { for member in group.members { collect(member.requirement, of: owner) } }
      guard requirement.terms.spread == .first else { return }
      var before: [ComponentIndex] = []
      for member in group.members.prefix(Self.spareLimit) {
        var components: [ComponentIndex] = []
        member.requirement.forEachComponent { id in
          if let index = model.index(of: id), !before.contains(index), !components.contains(index) {
            components.append(index)
          }
        }
        let limited = components.filter { loads.questions.isLimited($0) && !loads.overloaded.contains($0) }
        let members = Spare.Members(before: before, limited: limited)
        if !before.isEmpty, !limited.isEmpty, seen.insert(members).inserted {
          spares.append(Spare(owner: owner, requirement: requirement, members: members))
        }
        before += components
      }
    }
    for (index, component) in all {
      for relation in component.relations where relation.kind != .startNeeds && relation.kind != .configuredBy {
        collect(relation.requirement, of: index)
      }
    }
    return spares
  }
}
