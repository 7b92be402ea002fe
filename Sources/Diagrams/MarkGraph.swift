internal import DependencyModel

/// The marks of an arrangement with what runs between them: groups and edges, counted and told apart, but without words.
struct MarkGraph {
  /// A redundancy group that one mark stands for, perhaps for several components that each have one like it.
  struct GroupMark {
    /// Positions in the scene's groups.
    var instances: [Int]
    /// The blocks whose requirement it is; of a group within a group none.
    var owners: [Int]
    var kind: Component.Relation.Kind
    var home: Int?
    var hiddenMembers: Int
  }

  struct EdgeKey: Hashable {
    let from: Int
    let to: Int
    let kind: Component.Relation.Kind
    let weight: Amount?
    var isOneOfSeveral = false
  }

  struct EdgeValue {
    var count = 0
    var carried: Diagram.Condition?
  }

  private(set) var arrangement: Arrangement
  private(set) var groups: [GroupMark] = []
  /// In the order in which they were met; blocks first, then groups.
  private(set) var edges: [(key: EdgeKey, value: EdgeValue)] = []
  /// Per block whether its members depend on each other.
  private(set) var isLinkedInside: [Bool] = []
  private var edgeNumbers: [EdgeKey: Int] = [:]
  private let dissolvesGroups: Bool

  var scene: Scene { arrangement.scene }
  var markCount: Int { arrangement.blocks.count + groups.count }

  /// - Parameter dissolvesGroups: draws no marks for the groups of a folded block that has several different ones, but
  ///   edges that are told apart: of a crowd the picture can't say more.
  init(_ arrangement: Arrangement, dissolvesGroups: Bool = false) {
    self.arrangement = arrangement
    self.dissolvesGroups = dissolvesGroups
    self.arrangement.add(domainsThatNeedMarks())
    isLinkedInside = [Bool](repeating: false, count: self.arrangement.blocks.count)
    addEdges()
  }

  // MARK: Domains

  /// The domains that a cluster is not enough for: something needs one or it needs something, it has failed and so have
  /// components that are drawn elsewhere, or there is nothing in it to draw.
  private func domainsThatNeedMarks() -> [Arrangement.Block] {
    let scene = arrangement.scene
    let isShown = arrangement.selection.isShown
    let domainCount = scene.model.domainCount
    var needsMark = [Bool](repeating: false, count: domainCount)
    var hasContent = needsMark
    for block in arrangement.blocks {
      for domain in arrangement.chain(from: block.home) { hasContent[domain] = true }
    }
    for index in isShown.indices where isShown[index] {
      for relation in scene.relations[index] where scene.isDrawn(relation.kind) {
        for target in relation.targets {
          scene.forEachComponent(of: target) { component in
            guard isShown[component] else { return }
            if relation.kind == .in {
              guard scene.levels[component] > .up else { return }
              needsMark[component] = true
            } else if component < domainCount {
              needsMark[component] = true
            }
            if index < domainCount { needsMark[index] = true }
          }
        }
      }
    }
    var isParent = [Bool](repeating: false, count: domainCount)
    for domain in 0..<domainCount where isShown[domain] {
      if let home = scene.homes[domain] { isParent[home] = true }
    }
    let contents = scene.contents()
    return (0..<domainCount).compactMap { domain in
      guard isShown[domain], arrangement.blockOf[domain] == nil, arrangement.representatives[domain] == domain else {
        return nil
      }
      let alike = arrangement.domains(drawnAs: domain)
      // One that others are in besides is told of on their marks.
      let isEmpty = !hasContent[domain] && !isParent[domain] && (contents[domain].isEmpty || scene.levels[domain] > .up)
      guard isEmpty || alike.contains(where: { needsMark[$0] }) else { return nil }
      return Arrangement.Block(
        role: .domain, members: [], domains: alike, namedAfter: alike,
        home: hasContent[domain] ? domain : arrangement.chain(from: scene.homes[domain]).first)
    }
  }

  // MARK: Edges

  /// A group in a component's requirements, on the way to its mark.
  private struct Instance {
    let group: Int
    let owner: Int
    let kind: Component.Relation.Kind
    let causes: [Int]
    let exactKey: [Int]
  }

  private mutating func addEdges() {
    var instances: [Instance] = []
    for component in scene.relations.indices {
      guard arrangement.selection.isShown[component], let from = arrangement.blockOf[component] else { continue }
      let carried: Diagram.Condition = scene.levels[component] == .down ? .down : .degraded
      for relation in scene.relations[component] where scene.isDrawn(relation.kind) {
        for target in relation.targets {
          switch target {
          case .component(let other):
            if relation.kind == .in && scene.levels[other] == .up { continue }
            guard let to = arrangement.blockOf[other] else { continue }
            addEdge(from: from, to: to, relation.kind, carried: relation.causes.contains(other) ? carried : nil)
          case .group(let group):
            instances.append(
              Instance(
                group: group, owner: component, kind: relation.kind, causes: relation.causes,
                exactKey: key(of: target, exactly: true)))
          }
        }
      }
    }
    addGroups(instances)
  }

  private mutating func addEdge(
    from: Int, to: Int, _ kind: Component.Relation.Kind, weight: Amount? = nil,
    isOneOfSeveral: Bool = false, carried: Diagram.Condition?
  ) {
    if from == to, from < arrangement.blocks.count, arrangement.blocks[from].members.count > 1 {
      isLinkedInside[from] = true
      return
    }
    let key = EdgeKey(from: from, to: to, kind: kind, weight: weight, isOneOfSeveral: isOneOfSeveral)
    let number = edgeNumbers[key] ?? edges.count
    if number == edges.count {
      edgeNumbers[key] = number
      edges.append((key, EdgeValue()))
    }
    edges[number].value.count += 1
    if let carried { edges[number].value.carried = max(carried, edges[number].value.carried ?? carried) }
  }

  // MARK: Groups

  /// Makes marks of groups. One mark serves all whose requirement has the very same members and threshold, and all in one
  /// block whose requirements look the same in this arrangement.
  private mutating func addGroups(_ instances: [Instance]) {
    var byExactKey: [[Int]: [Int]] = [:]
    var order: [[Int]] = []
    for (number, instance) in instances.enumerated() {
      let key = instance.exactKey + [kindNumber(instance.kind)]
      if byExactKey[key] == nil { order.append(key) }
      byExactKey[key, default: []].append(number)
    }
    var buckets: [[Int]: [Int]] = [:]
    var bucketOrder: [[Int]] = []
    for exact in order {
      let numbers = byExactKey[exact]!
      let owners = Set(numbers.map { arrangement.blockOf[instances[$0].owner]! }).sorted()
      let key = owners + [-1] + self.key(of: .group(instances[numbers[0]].group), exactly: false) + [exact.last!]
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
      if dissolvesGroups, groupCounts[Array(key.prefix { $0 >= 0 })]! > 2, isFolded(bucket) {
        for instance in bucket { addMembers(of: instance) }
        continue
      }
      addGroup(bucket.map(\.group), causes: bucket.map(\.causes), kind: bucket[0].kind, owners: bucket)
    }
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
        carried: instance.causes.contains(member) ? carried : nil)
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
    _ groups: [Int], causes: [[Int]], kind: Component.Relation.Kind, owners: [Instance]
  ) -> Int {
    let mark = markCount
    let ownerBlocks = Set(owners.map { arrangement.blockOf[$0.owner]! }).sorted()
    let first = scene.groups[groups[0]]
    self.groups.append(
      GroupMark(
        instances: groups, owners: ownerBlocks, kind: kind,
        home: commonHome(of: owners.isEmpty ? [arrangement.blockOf[first.owner]!] : ownerBlocks),
        hiddenMembers: first.members.count { isHidden($0.target) }))
    for owner in owners {
      let isCause = contains(owner.causes, in: .group(owner.group))
      addEdge(
        from: arrangement.blockOf[owner.owner]!, to: mark, kind,
        carried: isCause ? (scene.levels[owner.owner] == .down ? .down : .degraded) : nil)
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
            carried: causes.contains(component) ? carried : nil)
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
      let innerMark = addGroup(inner, causes: causes, kind: kind, owners: [])
      let isCause = zip(inner, causes).contains { contains($1, in: .group($0)) }
      let owner = scene.groups[inner[0]].owner
      addEdge(
        from: mark, to: innerMark, kind, weight: first.isUniform ? nil : weight,
        carried: isCause ? (scene.levels[owner] == .down ? .down : .degraded) : nil)
    }
    return mark
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
  private func key(of target: Scene.Target, exactly: Bool) -> [Int] {
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

  /// The innermost domain that all the blocks are drawn in.
  private func commonHome(of blocks: [Int]) -> Int? {
    var common: [Int]?
    for block in blocks {
      let chain = arrangement.chain(from: arrangement.blocks[block].home)
      common = common.map { $0.filter(chain.contains) } ?? chain
    }
    return common?.first
  }

  private func kindNumber(_ kind: Component.Relation.Kind) -> Int {
    Component.Relation.Kind.allCases.firstIndex(of: kind)!
  }
}
