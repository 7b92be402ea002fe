internal import DependencyModel

extension MarkGraph {
  /// Makes marks of groups. One mark serves all whose requirement has the very same members and threshold, and all in one
  /// block whose requirements look the same in this arrangement.
  mutating func addGroups(_ instances: [Instance]) {
    var byExactKey: [[Int]: [Int]] = [:]
    var order: [[Int]] = []
    for (number, instance) in instances.enumerated() {
      let key = instance.exactKey + [instance.change?.rawValue ?? -1, kindNumber(instance.kind)]
      if byExactKey[key] == nil { order.append(key) }
      byExactKey[key, default: []].append(number)
    }
    var buckets: [[Int]: [Int]] = [:]
    var bucketOrder: [[Int]] = []
    for exact in order {
      let numbers = byExactKey[exact]!
      let owners = Set(numbers.map { arrangement.blockOf[instances[$0].owner]! }).sorted()
      let first = instances[numbers[0]]
      let key =
        owners + [-1] + self.key(of: .group(first.group), exactly: false)
        + [exact.last!, first.change?.rawValue ?? -1]
      if buckets[key] == nil { bucketOrder.append(key) }
      buckets[key, default: []] += numbers
    }
    var groupCounts: [[Int]: Int] = [:]
    for key in bucketOrder { groupCounts[Array(key.prefix { $0 >= 0 }), default: 0] += 1 }
    for key in bucketOrder {
      let bucket = buckets[key]!.map { instances[$0] }
      if let block = blockInside(bucket) {
        isLinkedInside[block] = true
        continue
      }
      if dissolvesGroups, isFolded(bucket), isOfCrowd(bucket) || groupCounts[Array(key.prefix { $0 >= 0 })]! > 2 {
        for instance in bucket { addMembers(of: instance) }
        continue
      }
      addGroup(
        bucket.map(\.group), causes: bucket.map(\.causes), kind: bucket[0].kind, owners: bucket,
        change: bucket[0].change)
    }
  }

  private func isOfCrowd(_ bucket: [Instance]) -> Bool {
    bucket.allSatisfy { arrangement.blocks[arrangement.blockOf[$0.owner]!].crowd != nil }
  }

  private func isFolded(_ bucket: [Instance]) -> Bool {
    bucket.allSatisfy { arrangement.blocks[arrangement.blockOf[$0.owner]!].members.count > 1 }
  }

  /// Edges to all that a group comes down to, in place of its mark.
  private mutating func addMembers(of instance: Instance) {
    let carried: Diagram.Condition = scene.levels[instance.owner] == .down ? .down : .degraded
    var members: [Int] = []
    scene.forEachComponent(of: .group(instance.group)) { members.append($0) }
    for member in members {
      guard let to = arrangement.blockOf[member] else { continue }
      addEdge(
        from: arrangement.blockOf[instance.owner]!, to: to, instance.kind, isOneOfSeveral: true,
        carried: instance.causes.contains(member) ? carried : nil, change: instance.change,
        flow: scene.flow(from: instance.owner, to: member))
    }
  }

  /// The folded block that both owns the groups and has all of their members, if there is one.
  private func blockInside(_ instances: [Instance]) -> Int? {
    guard let block = arrangement.blockOf[instances[0].owner], arrangement.blocks[block].members.count > 1 else {
      return nil
    }
    var isInside = true
    for instance in instances where isInside {
      isInside = arrangement.blockOf[instance.owner] == block
      scene.forEachComponent(of: .group(instance.group)) { if arrangement.blockOf[$0] != block { isInside = false } }
    }
    return isInside ? block : nil
  }

  @discardableResult
  private mutating func addGroup(
    _ groups: [Int], causes: [[Int]], kind: Component.Relation.Kind, owners: [Instance], change: Diagram.Condition?
  ) -> Int {
    let mark = markCount
    let ownerBlocks = Set(owners.map { arrangement.blockOf[$0.owner]! }).sorted()
    let first = scene.groups[groups[0]]
    self.groups.append(
      GroupMark(
        instances: groups, owners: ownerBlocks, kind: kind,
        home: arrangement.commonHome(
          of: (owners.isEmpty ? [arrangement.blockOf[first.owner]!] : ownerBlocks).map { arrangement.blocks[$0].home }),
        hiddenMembers: first.members.count { isHidden($0.target) }))
    for owner in owners {
      let isCause = contains(owner.causes, in: .group(owner.group))
      addEdge(
        from: arrangement.blockOf[owner.owner]!, to: mark, kind,
        carried: isCause ? (scene.levels[owner.owner] == .down ? .down : .degraded) : nil, change: change,
        flow: flow(from: owner.owner, to: .group(owner.group)))
    }
    var nested: [[Int]: (groups: [Int], causes: [[Int]], weight: Amount)] = [:]
    var nestedOrder: [[Int]] = []
    for (group, causes) in zip(groups, causes) {
      let owner = scene.groups[group].owner
      let carried: Diagram.Condition = scene.levels[owner] == .down ? .down : .degraded
      let saysWeights = saysWeights(group)
      for member in scene.groups[group].members {
        switch member.target {
        case .component(let component):
          guard let to = arrangement.blockOf[component] else { continue }
          addEdge(
            from: mark, to: to, kind, weight: saysWeights ? member.weight : nil,
            carried: causes.contains(component) ? carried : nil, change: change,
            flow: scene.flow(from: owner, to: component))
        case .group(let inner):
          let key = [Int(member.weight.millionths)] + key(of: member.target, exactly: groups.count == 1)
          if nested[key] == nil { nestedOrder.append(key) }
          nested[key, default: ([], [], member.weight)].groups.append(inner)
          nested[key]!.causes.append(causes)
        }
      }
    }
    for key in nestedOrder {
      let (inner, causes, weight) = nested[key]!
      let innerMark = addGroup(inner, causes: causes, kind: kind, owners: [], change: change)
      let isCause = zip(inner, causes).contains { contains($1, in: .group($0)) }
      let owner = scene.groups[inner[0]].owner
      addEdge(
        from: mark, to: innerMark, kind, weight: first.isUniform ? nil : weight,
        carried: isCause ? (scene.levels[owner] == .down ? .down : .degraded) : nil, change: change,
        flow: inner.reduce(nil) { sum, group in
          flow(from: scene.groups[group].owner, to: .group(group)).map { (sum ?? 0) + $0 } ?? sum
        })
    }
    return mark
  }

  /// The calls per second from a component to all that a target comes down to; `nil` where loads are not shown.
  private func flow(from owner: Int, to target: Scene.Target) -> Double? {
    guard scene.loads != nil else { return nil }
    var targets: Set<Int> = []
    scene.forEachComponent(of: target) { targets.insert($0) }
    return targets.reduce(0) { $0 + (scene.flow(from: owner, to: $1) ?? 0) }
  }

  /// Whether the edges to a group's members say what each supplies: where they differ, and no two end at one mark.
  private func saysWeights(_ group: Int) -> Bool {
    guard !scene.groups[group].isUniform else { return false }
    var weights: [Int: Amount] = [:]
    for member in scene.groups[group].members {
      guard case .component(let component) = member.target, let block = arrangement.blockOf[component] else { continue }
      if let known = weights.updateValue(member.weight, forKey: block), known != member.weight { return false }
    }
    return true
  }

  /// A group's numbers and members as integers: of components, or only of the blocks that they are in.
  func key(of target: Scene.Target, exactly: Bool) -> [Int] {
    switch target {
    case .component(let component): return [0, exactly ? component : arrangement.blockOf[component] ?? -1]
    case .group(let number):
      let group = scene.groups[number]
      let members = group.members.map { [Int($0.weight.millionths)] + key(of: $0.target, exactly: exactly) }
        .sorted { $0.lexicographicallyPrecedes($1) }
      return [1, Int(group.required.millionths), Int(group.total.millionths), members.count] + members.joined()
    }
  }

  private func isHidden(_ target: Scene.Target) -> Bool {
    if case .component(let component) = target { arrangement.blockOf[component] == nil } else { false }
  }

  private func contains(_ causes: [Int], in target: Scene.Target) -> Bool {
    guard !causes.isEmpty else { return false }
    var found = false
    scene.forEachComponent(of: target) { if causes.contains($0) { found = true } }
    return found
  }

  private func kindNumber(_ kind: Component.Relation.Kind) -> Int {
    Component.Relation.Kind.allCases.firstIndex(of: kind)!
  }
}
