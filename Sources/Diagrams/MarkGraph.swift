internal import DependencyModel

/// The marks of an arrangement with what runs between them: groups and edges, counted and sorted, but without words.
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
    var change: Diagram.Condition?
  }

  struct EdgeValue {
    var count = 0
    var carried: Diagram.Condition?
    /// Whether all of its dependencies are firm ones.
    var isFirm = true
    /// The calls per second along it; `nil` where loads are not shown.
    var flow: Double?
  }

  private(set) var arrangement: Arrangement
  var groups: [GroupMark] = []
  /// In the order in which they were met; blocks first, then groups.
  var edges: [(key: EdgeKey, value: EdgeValue)] = []
  /// How many edges are left out because a path of others says as much.
  var impliedCount = 0
  /// Per block whether some of its members need others.
  var isLinkedInside: [Bool] = []
  private var edgeNumbers: [EdgeKey: Int] = [:]
  let dissolvesGroups: Bool
  /// Whether marks stand for crowds of components that have little in common: edges say what some of them need.
  var isOfCrowds: Bool { arrangement.blocks.contains { $0.crowd != nil } }

  var scene: Scene { arrangement.scene }
  var markCount: Int { arrangement.blocks.count + groups.count }

  /// - Parameter dissolvesGroups: draws no marks for the groups of a folded block that has several different ones, but
  ///   edges that are distinguished: of a crowd the picture can't say more.
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
    // On any axis.
    var hasMember = [Bool](repeating: false, count: domainCount)
    for index in scene.homes.indices {
      if let home = scene.homes[index] { hasMember[home] = true }
      for relation in scene.relations[index] where relation.kind == .in {
        for case .component(let further) in relation.targets { hasMember[further] = true }
      }
    }
    return (0..<domainCount).compactMap { domain in
      guard isShown[domain], arrangement.blockOf[domain] == nil, arrangement.representatives[domain] == domain else {
        return nil
      }
      let alike = arrangement.domains(drawnAs: domain)
      // Further domains that components are in are named on their marks.
      let isEmpty = !hasContent[domain] && !isParent[domain] && (!hasMember[domain] || scene.levels[domain] > .up)
      guard isEmpty || alike.contains(where: { needsMark[$0] }) else { return nil }
      return Arrangement.Block(
        role: .domain, members: [], domains: alike, namedAfter: alike,
        home: hasContent[domain] ? domain : arrangement.chain(from: scene.homes[domain]).first)
    }
  }

  // MARK: Edges

  /// A group in a component's requirements, on the way to its mark.
  struct Instance {
    let group: Int
    let owner: Int
    let kind: Component.Relation.Kind
    let causes: [Int]
    let change: Diagram.Condition?
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
            addEdge(
              from: from, to: to, relation.kind, carried: relation.causes.contains(other) ? carried : nil,
              isFirm: relation.isFirm, change: relation.change, flow: scene.flow(from: component, to: other))
          case .group(let group):
            instances.append(
              Instance(
                group: group, owner: component, kind: relation.kind, causes: relation.causes, change: relation.change,
                exactKey: key(of: target, exactly: true)))
          }
        }
      }
    }
    addGroups(instances)
  }

  mutating func addEdge(
    from: Int, to: Int, _ kind: Component.Relation.Kind, weight: Amount? = nil,
    isOneOfSeveral: Bool = false, carried: Diagram.Condition?, isFirm: Bool = false, change: Diagram.Condition? = nil,
    flow: Double? = nil
  ) {
    if from == to, from < arrangement.blocks.count, arrangement.blocks[from].members.count > 1 {
      isLinkedInside[from] = true
      return
    }
    let key = EdgeKey(from: from, to: to, kind: kind, weight: weight, isOneOfSeveral: isOneOfSeveral, change: change)
    let number = edgeNumbers[key] ?? edges.count
    if number == edges.count {
      edgeNumbers[key] = number
      edges.append((key, EdgeValue()))
    }
    edges[number].value.count += 1
    if let flow { edges[number].value.flow = (edges[number].value.flow ?? 0) + flow }
    if !isFirm { edges[number].value.isFirm = false }
    if let carried { edges[number].value.carried = max(carried, edges[number].value.carried ?? carried) }
  }
}
