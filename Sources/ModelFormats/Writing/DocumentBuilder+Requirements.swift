internal import DependencyModel

extension DocumentBuilder {
  /// The value under the key of one kind of relation.
  mutating func value(
    of requirements: [Requirement], _ kind: Component.Relation.Kind, owner: ComponentIndex, _ place: Place
  ) throws(InvalidInput) -> SyntaxNode {
    var items: [SyntaxNode] = []
    for requirement in requirements {
      if kind.traits.targets != .requirements, id(of: requirement) == nil || !requirement.isPlain {
        throw unwritable("'\(kind.rawValue)' takes plain ids only", owner, requirement.place ?? place)
      }
      items.append(try node(of: requirement, owner: owner, place))
    }
    return oneOrList(items, requirements[0].place ?? place)
  }

  func id(of requirement: Requirement) -> ComponentID? {
    if case .component(let id) = requirement.target { id } else { nil }
  }

  private mutating func node(of requirement: Requirement, owner: ComponentIndex, _ around: Place) throws(InvalidInput)
    -> SyntaxNode
  {
    let place = requirement.place ?? around
    var pairs: Pairs = []
    switch requirement.target {
    case .component(let id):
      if requirement.isPlain { return text(id.text, place) }
      add("on", text(id.text, place), to: &pairs, place)
    case .group(let group):
      let members = try members(of: group, owner: owner, place)
      switch group.threshold {
      case .all: add("all", members, to: &pairs, place)
      case .any: add("any", members, to: &pairs, place)
      case .atLeast(let amount):
        add("atLeast", bare(amount.description, place), to: &pairs, place)
        add("of", members, to: &pairs, place)
      case .share(let percent):
        add("atLeast", text("\(percent)%", place), to: &pairs, place)
        add("of", members, to: &pairs, place)
      }
      if group.coverage != .certain {
        add("coverage", bare(Self.text(of: group.coverage.value), place), to: &pairs, place)
      }
      if group.commonCause != .impossible {
        add("commonCause", bare(Self.text(of: group.commonCause.value), place), to: &pairs, place)
      }
    }
    if requirement.tolerates > .zero {
      add("tolerates", text(requirement.tolerates.modelText, place), to: &pairs, place)
    }
    add(requirement.terms, to: &pairs, place)
    if requirement.confidence != .declared {
      add("confidence", text(requirement.confidence.rawValue, place), to: &pairs, place)
    }
    if let source = requirement.source { add("source", text(source, place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  /// How the requirement is called, as far as anything is stated.
  private func add(_ terms: CallTerms, to pairs: inout Pairs, _ place: Place) {
    guard terms != .none else { return }
    func add(_ number: CallTerms.KnownNumber, _ value: SyntaxNode) {
      self.add(number.rawValue, known(value, by: terms.bases[number], place), to: &pairs, place)
    }
    if terms.units != 1 { add(.units, bare(String(terms.units), place)) }
    if let least = terms.atLeast { add(.atLeast, bare(String(least), place)) }
    if let calls = terms.calls { add(.calls, bare(calls.description, place)) }
    if let spread = terms.spread { self.add("spread", text(spread.rawValue, place), to: &pairs, place) }
    if terms.retries > 0 { add(.retries, bare(String(terms.retries), place)) }
    if let timeout = terms.timeout { add(.timeout, text(timeout.modelText, place)) }
    if terms.isHeld { self.add("held", bare("true", place), to: &pairs, place) }
  }

  private mutating func members(
    of group: Group, owner: ComponentIndex, _ place: Place
  ) throws(InvalidInput) -> SyntaxNode {
    if let glob = glob(of: group, owner: owner) { return text(glob, place) }
    guard group.members.contains(where: { $0.weight != .one }) else {
      var items: [SyntaxNode] = []
      for member in group.members { items.append(try node(of: member.requirement, owner: owner, place)) }
      return list(items, place)
    }
    var pairs: Pairs = []
    var seen: Set<ComponentID> = []
    for member in group.members {
      let memberPlace = member.requirement.place ?? place
      guard let id = id(of: member.requirement), member.requirement.isPlain, seen.insert(id).inserted else {
        throw unwritable("a weight belongs to a plain id that appears once in its group", owner, memberPlace)
      }
      pairs.append((text(id.text, memberPlace), bare(member.weight.description, memberPlace)))
    }
    return mapping(pairs, place)
  }

  /// The glob that matches exactly these members, where they were given by one.
  private mutating func glob(of group: Group, owner: ComponentIndex) -> String? {
    guard let pattern = group.pattern, GlobPattern.isGlob(pattern), model.index(of: ComponentID(pattern)) == nil
    else { return nil }
    let matches = matcher.matches(.name(pattern)).filter { $0 != owner }
    let isSame =
      matches.count == group.members.count
      && zip(matches, group.members).allSatisfy { match, member in
        id(of: member.requirement) == model.components[match].id && member.requirement.isPlain
          && member.weight == .one
      }
    return isSame ? pattern : nil
  }

  private func unwritable(_ reason: String, _ owner: ComponentIndex, _ place: Place) -> InvalidInput {
    InvalidInput([.unwritableRequirement(reason, of: model.components[owner].id.text, at: place)])
  }
}

extension Requirement {
  /// Whether nothing is stated of it but what is required.
  var isPlain: Bool { tolerates == .zero && confidence == .declared && source == nil && !statesTerms }
}
