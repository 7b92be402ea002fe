internal import DependencyModel

/// What a crowd of components has in common: they are drawn as one mark because there are too many to tell apart.
enum Crowd: Hashable {
  case owner(String?)
  case tier(Int?)
  case tierAndKind(Int?, String?)
  case kind(String?)
  /// The domain that they are drawn in, and their kind.
  case kindAndDomain(String?, Int?)
  /// The beginning of their ids.
  case prefix(String)
  /// The domain that they are in.
  case domain(Int?)
  /// How far they are from what nothing depends on: the first and the last of their layers, and how many layers there are.
  case layers(Int, Int, of: Int)
}

extension Arrangement {
  /// Draws crowds as marks, until at most a number of marks remain: by owner, tier, kind, beginning of the id, domain or
  /// layer, whichever leaves the fewest arrows per mark. The components that most depend on stay apart, as far as the
  /// number of marks allows, as do those in focus, those at fault, and different states.
  ///
  /// - Parameters:
  ///   - target: the largest number of marks.
  ///   - graph: the marks of this arrangement and their edges.
  /// - Returns: whether there was a way.
  mutating func foldCrowds(to target: Int, edgesOf graph: MarkGraph) -> Bool {
    // The graph has marks for domains as well.
    let blockOfMark = graph.arrangement.blocks.map { $0.members.first.flatMap { blockOf[$0] } }
    var edges: [(from: Int, to: Int)] = []
    for edge in graph.edges where max(edge.key.from, edge.key.to) < blockOfMark.count {
      guard let from = blockOfMark[edge.key.from], let to = blockOfMark[edge.key.to], from != to else { continue }
      edges.append((from, to))
    }
    var plan = CrowdPlan(self, edges: edges, target: target)
    guard let crowds = plan.best() else { return false }
    var order: [CrowdPlan.Key] = []
    var members: [CrowdPlan.Key: [Int]] = [:]
    for (block, crowd) in crowds.enumerated() {
      guard let crowd else { continue }
      if members[crowd] == nil { order.append(crowd) }
      members[crowd, default: []].append(block)
    }
    replace(
      order.compactMap { key in
        let old = members[key]!
        guard old.count > 1 else { return nil }
        return (old: old, new: [crowd(of: old, key.crowd)])
      })
    return true
  }

  private func crowd(of old: [Int], _ crowd: Crowd) -> Block {
    Block(
      role: .folded, members: old.flatMap { blocks[$0].members }.sorted(), domains: old.flatMap { blocks[$0].domains },
      home: commonHome(of: old.map { blocks[$0].home }), crowd: crowd)
  }
}

/// Compares the ways to draw crowds: the marks and arrows that each would leave.
struct CrowdPlan {
  /// Components of different states are never in one crowd.
  struct Key: Hashable {
    let crowd: Crowd
    let condition: Diagram.Condition
  }

  /// A picture of fewer marks says nothing about a large model.
  private static let fewestMarks = 12

  private let arrangement: Arrangement
  private let edges: [(from: Int, to: Int)]
  private let target: Int
  private let conditions: [Diagram.Condition]
  private let layers: Diagram.Layers
  /// The blocks that may stay apart, the most depended-on first.
  private let important: [Int]
  private let isAlwaysApart: [Bool]
  private let componentCount: Int

  init(_ arrangement: Arrangement, edges: [(from: Int, to: Int)], target: Int) {
    self.arrangement = arrangement
    self.edges = edges
    self.target = target
    componentCount = arrangement.blocks.reduce(0) { $0 + $1.members.count }
    conditions = arrangement.blocks.map { arrangement.condition(of: $0) }
    layers = Diagram.Layers(markCount: arrangement.blocks.count, edges: edges)
    var dependents = [Int](repeating: 0, count: arrangement.blocks.count)
    for edge in edges { dependents[edge.to] += arrangement.blocks[edge.from].members.count }
    let selection = arrangement.selection
    isAlwaysApart = arrangement.blocks.map { block in
      block.isFixed || block.members.contains { selection.isFocus[$0] }
    }
    let conditions = conditions
    // The fault first; what is affected before what is not.
    func rank(_ block: Int) -> Int { conditions[block] == .fault ? 0 : 1 }
    important = dependents.indices.filter { dependents[$0] > 1 || conditions[$0] == .fault }.sorted {
      (rank($0), -dependents[$0], $0) < (rank($1), -dependents[$1], $1)
    }
  }

  /// Per block its crowd, `nil` where it stays apart; `nil` altogether where no way leaves few enough marks.
  mutating func best() -> [Key?]? {
    var best: (score: Double, crowds: [Key?])?
    let shares = edges.count > 100_000 ? [2] : [6, 4, 2, 1]
    for (preference, names) in ways().enumerated() {
      for share in shares {
        guard let (score, crowds) = rated(names, keeping: target * share / 8) else { continue }
        // Layers, domains and the like say little of a model that is not large.
        let isVague = preference >= 4 && arrangement.blocks.count < target * 4
        let total = score + Double(preference) * 0.02 + (isVague ? 0.6 : 0)
        if best.map({ total < $0.score }) ?? true { best = (total, crowds) }
      }
    }
    return best?.crowds
  }

  /// The ways to tell crowds apart, the more telling first.
  private func ways() -> [(Int) -> Crowd] {
    let scene = arrangement.scene
    let blocks = arrangement.blocks
    func outline(_ block: Int) -> Component { scene.outline(blocks[block].first) }
    let prefixes = blocks.map { NameStem.prefix(of: scene.outline($0.first).id.text) }
    let depth = layers.depth
    func layered(_ count: Int) -> (Int) -> Crowd {
      { block in
        let number = layers.ofMark[block] * count / depth
        return .layers((number * depth + count - 1) / count, ((number + 1) * depth - 1) / count, of: depth)
      }
    }
    return [
      { .kindAndDomain(outline($0).kind, blocks[$0].home) }, { .owner(outline($0).owner) }, { .tier(outline($0).tier) },
      { .tierAndKind(outline($0).tier, outline($0).kind) }, { .domain(blocks[$0].home) }, { .prefix(prefixes[$0]) },
      { .kind(outline($0).kind) }, layered(min(depth, max(1, target / 4))), layered(min(depth, max(1, target / 8))),
    ]
  }

  /// About how far a picture of that many layers, of that many marks each, is from being read at a glance.
  private static func strain(depth: Double, width: Double) -> Double {
    min(
      Diagram.Extent(width: width * 150, height: depth * 75).strain,
      Diagram.Extent(width: depth * 160, height: width * 55).strain)
  }

  /// The more arrows per mark, and the fewer marks, the worse; `nil` for too many or too few marks.
  private func rated(_ name: (Int) -> Crowd, keeping count: Int) -> (score: Double, crowds: [Key?])? {
    var isApart = isAlwaysApart
    for block in important.prefix(count) { isApart[block] = true }
    var numbers: [Key: Int] = [:]
    var numberOf = [Int](repeating: 0, count: isApart.count)
    var crowds: [Key?] = []
    var marks = 0
    var sizes: [Key: Int] = [:]
    for block in isApart.indices {
      guard !isApart[block] else {
        numberOf[block] = marks
        marks += 1
        crowds.append(nil)
        continue
      }
      let key = Key(crowd: name(block), condition: conditions[block])
      sizes[key, default: 0] += arrangement.blocks[block].members.count
      if let known = numbers[key] {
        numberOf[block] = known
      } else {
        numbers[key] = marks
        numberOf[block] = marks
        marks += 1
      }
      guard marks <= target else { return nil }
      crowds.append(key)
    }
    guard marks >= Self.fewestMarks else { return nil }
    var isLinked = [Bool](repeating: false, count: marks * marks)
    for edge in edges { isLinked[numberOf[edge.from] * marks + numberOf[edge.to]] = true }
    var pairs: [(from: Int, to: Int)] = []
    for from in 0..<marks {
      for to in 0..<marks where from != to && isLinked[from * marks + to] { pairs.append((from, to)) }
    }
    let detours = Detours(vertexCount: marks, edges: pairs)
    let arrows = pairs.count { !detours.hasDetour(from: $0.from, to: $0.to) }
    // Up to some arrows per mark a picture is read with ease; then more marks say more. One crowd of all says nothing.
    let load = Double(arrows) / Double(max(1, marks))
    let unused = 1 - Double(marks) / Double(target)
    let few = Double(max(0, 6 - numbers.count)) * 0.1
    let depth = Double(Diagram.Layers(markCount: marks, edges: pairs).depth)
    let strain = Self.strain(depth: depth, width: Double(marks) / depth)
    // A crowd that is most of the model says little of it.
    let largest = Double(sizes.values.max() ?? 0) / Double(max(1, componentCount))
    return (max(0, load - 1.4) + unused + few + (strain - 1) / 2 + max(0, largest - 0.5) * 3, crowds)
  }
}
