internal import DependencyModel
internal import ResilienceAnalysis

/// An edit to try, and what it is called.
struct EditCandidate {
  /// The order of preference.
  enum Rank: Int, Comparable {
    /// A redundant component moves to a domain that there is.
    case move
    /// A redundant component moves to a new domain.
    case moveToNew
    case addMembers
    case substitute
    /// A component without redundancy moves, or does without what it needs.
    case other
    case substituteEverywhere

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  let rank: Rank
  let edit: ModelEdit
  let change: Finding.Change
  let place: Place?
  /// The domain of the model to which a component moves; `nil` if none does. It must not be the fault of what remains to
  /// be found: a move between two domains that are both faults helps against neither.
  var destination: ComponentIndex?
  /// The edit that does without what ``edit`` adds a substitute for, and the change that offers both.
  var alternative: (edit: ModelEdit, change: Finding.Change)?
}

/// The edits that may help against what a fault does to components.
///
/// An edit that helps breaks every chain of causes, so also the one that is reported: candidates are changes to the causes
/// of its steps, at any depth of a requirement. In order of preference: a member of a redundant group moves out of what it
/// shares with others; a group gets more members; a need, or a member of a group, gets a substitute; a component is spread
/// beyond its domain, or does without what it needs; all that needs a component gets a substitute for it.
struct EditCandidates {
  /// What is asked of candidates.
  struct Question {
    /// The components of the fault.
    let fault: [ComponentIndex]
    /// The worst level that is allowed.
    let allowed: Level
    /// How many components may be lost together in other faults of the check: as many substitutes may be needed.
    let faultSize: Int
  }

  /// The most domains that a component is moved to.
  private static let destinationLimit = 6
  /// More members of a group than these are not replaced together: that is no small change.
  private static let substituteLimit = 3
  /// The most groups within each other.
  private static let depthLimit = 8
  /// The most candidates.
  private static let limit = 60

  private let model: Model
  private let levels: RequirementLevels
  private let similar: SimilarComponents
  private let question: Question
  private var found: [EditCandidate] = []

  /// The candidates, the preferred ones first.
  ///
  /// - Parameters:
  ///   - effects: those that the finding rests on, the nearest to the fault last.
  ///   - owners: components whose groups are lost, which may be up.
  static func find(
    _ question: Question, effects: [Impact.Effect], owners: [ComponentIndex] = [], levels: RequirementLevels,
    similar: SimilarComponents
  ) -> [EditCandidate] {
    var candidates = EditCandidates(levels, similar, question)
    let redundant = membersOfGroups(effects, owners, levels)
    let named = Set(question.fault)
    for owner in owners {
      for (number, relation) in levels.model.components[owner].relations.enumerated()
      where relation.kind != .in && levels.counts(relation.requirement) {
        guard case .group = relation.requirement.target else { continue }
        candidates.visit(relation, .init(owner: owner, relation: number))
      }
    }
    for effect in effects where !named.contains(effect.component) && !owners.contains(effect.component) {
      candidates.visit(effect, isRedundant: redundant.contains(effect.component))
    }
    candidates.addAlternativesEverywhere()
    // Nearest to the fault first: what is put right there helps most.
    return candidates.found.enumerated().sorted { left, right in
      left.element.rank != right.element.rank
        ? left.element.rank < right.element.rank : left.offset > right.offset
    }.prefix(limit).map(\.element)
  }

  private init(_ levels: RequirementLevels, _ similar: SimilarComponents, _ question: Question) {
    model = levels.model
    self.levels = levels
    self.similar = similar
    self.question = question
  }

  /// The components below a redundancy group of which two members or more were lost.
  private static func membersOfGroups(
    _ effects: [Impact.Effect], _ owners: [ComponentIndex], _ levels: RequirementLevels
  ) -> Set<ComponentIndex> {
    var below: Set<ComponentIndex> = []
    for owner in owners {
      for relation in levels.model.components[owner].relations where relation.kind != .in {
        relation.requirement.forEachComponent { if let index = levels.model.index(of: $0) { below.insert(index) } }
      }
    }
    // Steps go from the component to the fault: what a step rests on comes after it.
    for effect in effects {
      let isGroup = if case .group = effect.cause.requirement?.target { true } else { false }
      if (isGroup && effect.cause.by.count > 1) || below.contains(effect.component) { below.formUnion(effect.cause.by) }
    }
    return below
  }

  private mutating func visit(_ effect: Impact.Effect, isRedundant: Bool) {
    let relations = model.components[effect.component].relations
    guard
      let number = relations.firstIndex(where: {
        $0.requirement.target == effect.cause.requirement?.target && $0.kind == effect.cause.relation
      })
    else { return }
    let relation = relations[number]
    if relation.kind == .in {
      if let domain = effect.cause.by.first { addMoves(of: effect, from: domain, isRedundant: isRedundant) }
    } else {
      visit(relation, .init(owner: effect.component, relation: number))
    }
  }

  // MARK: Domains

  private mutating func addMoves(of effect: Impact.Effect, from domain: ComponentIndex, isRedundant: Bool) {
    let component = effect.component
    // A domain is where it is: a zone does not leave its region.
    guard !model.isDomain(component) else { return }
    let place = effect.cause.place
    let own = Set(model.components[component].domains.compactMap { model.index(of: $0) })
    let siblings = siblings(of: domain)
    let rank = isRedundant ? EditCandidate.Rank.move : .other
    var moves: [EditCandidate] = []
    func add(
      _ step: ModelEdit.Step, _ change: Finding.Change, _ rank: EditCandidate.Rank,
      to destination: ComponentIndex? = nil
    ) {
      moves.append(
        EditCandidate(rank: rank, edit: ModelEdit(step), change: change, place: place, destination: destination))
    }
    // Domains without a kind are of no sort in which another could be found.
    let isOfNoSort = model.outline(domain).kind == nil && siblings.isEmpty
    if isOfNoSort ? isRedundant : siblings.contains(where: own.contains) {
      add(.leave(component, domain: domain), .moveOut(component, of: [domain]), rank)
    }
    for other in siblings.filter({ !own.contains($0) && !levels.isAffected($0) }).prefix(Self.destinationLimit) {
      add(.move(component, from: domain, to: other), .move(component, from: domain, to: other), rank, to: other)
    }
    if !isRedundant {
      let beyond = question.fault.contains(domain) ? [] : question.fault.filter { model.isDomain($0) }
      add(.leave(component, domain: domain), .spread(component, beyond: beyond.isEmpty ? [domain] : beyond), rank)
    }
    guard !isOfNoSort else {
      found += moves.reversed()
      return
    }
    add(
      .moveToNew(component, from: domain),
      .moveToNew(component, from: domain, siblingCount: siblings.count + 1, beyond: question.fault),
      isRedundant ? .moveToNew : .other)
    // What is found last is preferred.
    found += moves.reversed()
  }

  /// The other domains of the kind of a domain, those in the same domains first; if it states no kind, only those.
  private func siblings(of domain: ComponentIndex) -> [ComponentIndex] {
    let kind = model.outline(domain).kind
    let parents = model.components[domain].domains
    var near: [ComponentIndex] = []
    var far: [ComponentIndex] = []
    for other in model.domainIndices where other != domain && model.outline(other).kind == kind {
      if model.components[other].domains == parents {
        if kind != nil || !parents.isEmpty { near.append(other) }
      } else if kind != nil {
        far.append(other)
      }
    }
    return near + far
  }

  // MARK: Requirements

  private mutating func visit(_ relation: Component.Relation, _ location: ModelEdit.Location) {
    guard relation.kind.traits.targets == .requirements,
      let lost = relation.kind.requiredLevel(for: question.allowed == .up ? .degraded : .down)
        ?? relation.kind.requiredLevel(for: .degraded), levels.counts(relation.requirement)
    else { return }
    let place = relation.requirement.place ?? model.outline(location.owner).place
    switch relation.requirement.target {
    case .component(let id):
      guard let target = model.index(of: id) else { return }
      let canDoWithout = question.allowed >= .degraded && relation.kind == .needs
      addSubstitutes(for: [(target, location)], of: location.owner, canDoWithout: canDoWithout, place)
    case .group(let group):
      visit(group, relation.requirement, location, lost, isNeed: relation.kind == .needs, place)
    }
  }

  private mutating func visit(
    _ group: Group, _ requirement: Requirement, _ location: ModelEdit.Location, _ lost: Level, isNeed: Bool,
    _ place: Place?
  ) {
    let standing = levels.standing(of: group, at: lost)
    guard standing.left < standing.required else { return }
    let needsAll = standing.required == standing.total
    // Inner groups first: what is found last is preferred.
    if location.path.count < Self.depthLimit {
      for position in standing.lost.prefix(Self.substituteLimit * 4) {
        let member = group.members[position].requirement
        guard case .group(let inner) = member.target else { continue }
        visit(inner, member, location.member(position), lost, isNeed: isNeed && needsAll, place)
      }
    }
    addMembers(to: group, requirement, location, standing, place)
    // As many substitutes as make it hold, the heaviest members first.
    var missing = standing.required - standing.left
    var parts: [(ComponentIndex, ModelEdit.Location)] = []
    let heaviest = standing.lost.enumerated().sorted { left, right in
      let weights = (group.members[left.element].weight, group.members[right.element].weight)
      return weights.0 != weights.1 ? weights.0 > weights.1 : left.offset < right.offset
    }
    for (_, position) in heaviest where missing > 0 {
      guard case .component(let id) = group.members[position].requirement.target, let index = model.index(of: id)
      else { continue }
      parts.append((index, location.member(position)))
      missing -= group.members[position].weight.millionths
    }
    guard missing <= 0, parts.count <= Self.substituteLimit else { return }
    parts.sort { $0.1.path.last! < $1.1.path.last! }
    addSubstitutes(
      for: parts, of: location.owner, canDoWithout: question.allowed >= .degraded && isNeed && needsAll, place)
  }

  private mutating func addMembers(
    to group: Group, _ requirement: Requirement, _ location: ModelEdit.Location, _ standing: RequirementLevels.Standing,
    _ place: Place?
  ) {
    guard let missing = group.missingWeight(left: standing.left, total: standing.total), !group.members.isEmpty else {
      return
    }
    let owner = location.owner
    let weight: Amount
    let count: Int
    if let common = group.commonWeight {
      weight = common
      count = Int((missing + common.millionths - 1) / common.millionths)
    } else {
      weight = Amount(millionths: missing)
      count = 1
    }
    guard count <= Self.substituteLimit, let example = example(of: group) else { return }
    let stated: Amount? = group.commonWeight == nil ? weight : nil
    func add(_ additions: [ModelEdit.Addition], existing: ComponentIndex?) {
      found.append(
        EditCandidate(
          rank: .addMembers, edit: ModelEdit(.addMembers(additions, weight: weight, to: location)),
          change: .addMember(
            to: requirement, of: owner, beyond: question.fault, existing: existing, count: additions.count,
            weight: stated, apart: apart),
          place: place))
    }
    for number in (count..<count + question.faultSize).reversed() {
      add([ModelEdit.Addition](repeating: spare(like: example), count: number), existing: nil)
    }
    if count == 1, let existing = similar.first(like: group, for: owner, besides: levels.affected) {
      add([.existing(existing)], existing: existing)
    }
  }

  /// A component that the members of a group are like.
  private func example(of group: Group) -> ComponentIndex? {
    var first: ComponentIndex?
    group.members.forEachComponent { id in if first == nil { first = model.index(of: id) } }
    return first
  }

  private mutating func addSubstitutes(
    for parts: [(component: ComponentIndex, location: ModelEdit.Location)], of owner: ComponentIndex,
    canDoWithout: Bool, _ place: Place?
  ) {
    // A name for a group gets no substitute: what it needs does.
    guard !parts.isEmpty, !parts.contains(where: { model.outline($0.component).isLogic }) else { return }
    let components = parts.map(\.component)
    // Members are taken away last first, so that positions stay.
    let without = canDoWithout ? ModelEdit(parts.reversed().map { .doWithout($0.location) }) : nil
    if let without {
      found.append(
        EditCandidate(rank: .other, edit: without, change: .doWithout(components, for: owner), place: place))
    }
    func add(_ steps: [ModelEdit.Step], existing: ComponentIndex?, count: Int) {
      func change(_ isOptional: Bool) -> Finding.Change {
        .second(
          of: components, for: owner, beyond: question.fault, isOptional: isOptional, existing: existing, count: count,
          apart: apart)
      }
      found.append(
        EditCandidate(
          rank: .substitute, edit: ModelEdit(steps), change: change(false), place: place,
          alternative: without.map { ($0, change(true)) }))
    }
    for number in (1...question.faultSize).reversed() {
      let steps = parts.map { part -> ModelEdit.Step in
        .addAlternatives([ModelEdit.Addition](repeating: spare(like: part.component), count: number), to: part.location)
      }
      add(steps, existing: nil, count: number)
    }
    if parts.count == 1,
      let existing = similar.first(like: components[0], for: owner, besides: levels.affected)
    {
      add([.addAlternatives([.existing(existing)], to: parts[0].location)], existing: existing, count: 1)
    }
  }

  private mutating func addAlternativesEverywhere() {
    for component in question.fault.prefix(2)
    where question.faultSize == 1 && !model.isDomain(component) && !model.outline(component).isLogic {
      found.append(
        EditCandidate(
          rank: .substituteEverywhere, edit: ModelEdit(.addAlternativeEverywhere(to: component)),
          change: .secondForAll(of: component, beyond: question.fault), place: model.outline(component).place))
    }
  }

  // MARK: New components

  /// The domain of the fault, if other faults of the check are several domains together: a new component must be in a
  /// domain of its own then, because each of those that are there may be one of them.
  private var apart: ComponentIndex? {
    question.faultSize > 1 ? question.fault.first { model.isDomain($0) } : nil
  }

  private func spare(like component: ComponentIndex) -> ModelEdit.Addition {
    .spare(like: component, inDomainLike: apart)
  }
}
