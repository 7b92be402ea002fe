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
  /// The component that many depend on, and they do, but on none that fewer depend on.
  case needing(Int)
  /// Little but that much the same others are around them.
  case mixed
}

extension Arrangement {
  /// Draws crowds as marks, until at most a number of marks remain: by owner, tier, kind, beginning of the id, domain or
  /// layer, whichever leaves the fewest arrows per mark. The components that most depend on stay apart, as far as the
  /// number of marks allows, as do those in focus, those at fault, and different states.
  ///
  /// - Parameters:
  ///   - target: the largest number of marks.
  ///   - plan: the ways to draw crowds of this arrangement.
  /// - Returns: how hard the result is to read; `nil` if there was no way.
  mutating func foldCrowds(to target: Int, by plan: inout CrowdPlan) -> Double? {
    guard let (score, crowds) = plan.best(target) else { return nil }
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
    return score
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
  private let conditions: [Diagram.Condition]
  private let layers: Diagram.Layers
  /// The blocks that may stay apart, the most depended-on first.
  private let important: [Int]
  private let isAlwaysApart: [Bool]
  private let componentCount: Int
  /// The ways to distinguish crowds, the more telling first.
  private var ways: [Way] = []

  /// A way to distinguish crowds.
  private struct Way {
    /// Per block the number of its crowd.
    let numberOf: [Int]
    /// Per number the crowd.
    let keys: [Key]
    /// Whether it says little of a model that is not large.
    let isVague: Bool
  }

  init(_ arrangement: Arrangement, edgesOf graph: MarkGraph) {
    self.arrangement = arrangement
    // The graph has marks for domains as well.
    let blockOfMark = graph.arrangement.blocks.map { $0.members.first.flatMap { arrangement.blockOf[$0] } }
    var edges: [(from: Int, to: Int)] = []
    for edge in graph.edges where max(edge.key.from, edge.key.to) < blockOfMark.count {
      guard let from = blockOfMark[edge.key.from], let to = blockOfMark[edge.key.to], from != to else { continue }
      edges.append((from, to))
    }
    self.edges = edges
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
    addWays()
  }

  /// Per block its crowd, `nil` where it stays apart, and how hard the result is to read; `nil` altogether where no way
  /// leaves few enough marks.
  func best(_ target: Int) -> (score: Double, crowds: [Key?])? {
    var best: (score: Double, crowds: [Key?])?
    let shares = edges.count > 100_000 ? [2] : [5, 3, 1]
    for (preference, way) in ways.enumerated() {
      for share in shares {
        guard let (score, crowds) = rated(way, keeping: target * share / 8, to: target) else { continue }
        let isVague = way.isVague && arrangement.blocks.count < target * 4
        let total = score + Double(preference) * 0.02 + (isVague ? 0.6 : 0)
        if best.map({ total < $0.score }) ?? true { best = (total, crowds) }
      }
    }
    return best
  }

  private mutating func addWays() {
    let scene = arrangement.scene
    let blocks = arrangement.blocks
    let outlines = blocks.map { scene.outline($0.first) }
    let depth = layers.depth
    func layered(_ count: Int) -> (Int) -> Crowd {
      { [layers] block in
        let number = layers.ofMark[block] * count / depth
        return .layers((number * depth + count - 1) / count, ((number + 1) * depth - 1) / count, of: depth)
      }
    }
    add { .kindAndDomain(outlines[$0].kind, blocks[$0].home) }
    add { .owner(outlines[$0].owner) }
    add { .tier(outlines[$0].tier) }
    add { .tierAndKind(outlines[$0].tier, outlines[$0].kind) }
    add(isVague: true) { .domain(blocks[$0].home) }
    let prefixes = outlines.map { NameStem.prefix(of: $0.id.text) }
    let bands = layered(min(depth, 8))
    add(isVague: true, others: bands) { .prefix(prefixes[$0]) }
    add(isVague: true, others: bands) { .kind(outlines[$0].kind) }
    let hubs = self.hubs
    add(isVague: true) { block in hubs[block].map { .needing($0) } ?? bands(block) }
    add(isVague: true, layered(min(depth, 15)))
    add(isVague: true, layered(min(depth, 8)))
  }

  /// Per block the least depended-on of the most important components that it needs, or that what it needs leads to.
  private var hubs: [Int?] {
    let hubs = Array(important.prefix(Self.mostCrowds))
    var rank = [Int?](repeating: nil, count: conditions.count)
    for (number, hub) in hubs.enumerated() { rank[hub] = number }
    var targets = [[Int]](repeating: [], count: conditions.count)
    for edge in edges { targets[edge.from].append(edge.to) }
    var best = [Int?](repeating: nil, count: conditions.count)
    // What is needed comes first, but for circles.
    for block in conditions.indices.sorted(by: { (-layers.ofMark[$0], $0) < (-layers.ofMark[$1], $1) }) {
      best[block] = targets[block].compactMap { rank[$0] }.max() ?? targets[block].compactMap { best[$0] }.max()
    }
    return best.map { $0.map { arrangement.blocks[hubs[$0]].first } }
  }

  /// The most crowds of one way; what is in none of the largest is in a layer.
  private static let mostCrowds = 20

  private mutating func add(isVague: Bool = false, others: ((Int) -> Crowd)? = nil, _ crowd: (Int) -> Crowd) {
    var crowds = conditions.indices.map(crowd)
    if let others {
      var sizes: [Crowd: Int] = [:]
      for (block, crowd) in crowds.enumerated() { sizes[crowd, default: 0] += arrangement.blocks[block].members.count }
      if sizes.count > Self.mostCrowds {
        var order: [Crowd] = []
        for crowd in crowds where sizes[crowd]! > 1 {
          order.append(crowd)
          if sizes[crowd]! > 0 { sizes[crowd]! *= -1 }
        }
        order.sort { sizes[$0]! < sizes[$1]! }
        let largest = Set(order.prefix(Self.mostCrowds))
        for block in crowds.indices where !largest.contains(crowds[block]) { crowds[block] = others(block) }
      }
    }
    var numbers: [Key: Int] = [:]
    var keys: [Key] = []
    let numberOf = crowds.indices.map { block in
      let key = Key(crowd: crowds[block], condition: conditions[block])
      if let number = numbers[key] { return number }
      numbers[key] = keys.count
      keys.append(key)
      return keys.count - 1
    }
    ways.append(Way(numberOf: numberOf, keys: keys, isVague: isVague))
  }

  /// About how far a picture of that many layers, of that many marks each, is from being read at a glance.
  private static func strain(depth: Double, width: Double) -> Double {
    min(
      Diagram.Extent(width: width * 150, height: depth * 75).strain,
      Diagram.Extent(width: depth * 160, height: width * 55).strain)
  }

  /// The more arrows per mark, and the fewer marks, the worse; `nil` for too many or too few marks.
  private func rated(_ way: Way, keeping count: Int, to target: Int) -> (score: Double, crowds: [Key?])? {
    guard way.keys.count <= target * 4 else { return nil }
    var isApart = isAlwaysApart
    for block in important.prefix(count) { isApart[block] = true }
    // Per crowd its mark, and its size.
    var markOf = [Int](repeating: -1, count: way.keys.count)
    var sizes = [Int](repeating: 0, count: way.keys.count)
    var numberOf = [Int](repeating: 0, count: isApart.count)
    var marks = 0
    var crowdCount = 0
    for block in isApart.indices {
      if isApart[block] {
        numberOf[block] = marks
        marks += 1
      } else {
        let crowd = way.numberOf[block]
        sizes[crowd] += arrangement.blocks[block].members.count
        if markOf[crowd] < 0 {
          markOf[crowd] = marks
          marks += 1
          crowdCount += 1
        }
        numberOf[block] = markOf[crowd]
      }
      guard marks <= target else { return nil }
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
    let few = Double(max(0, 6 - crowdCount)) * 0.1
    let depth = Double(Diagram.Layers(markCount: marks, edges: pairs).depth)
    let strain = Self.strain(depth: depth, width: Double(marks) / depth)
    // A crowd that is a large part of the model says little of it.
    let largest = Double(sizes.max() ?? 0) / Double(max(1, componentCount))
    let score =
      max(0, load - 1.4) + unused + few + (strain - 1) / 2 + max(0, largest - 0.25) * 2 + max(0, largest - 0.45) * 3
    return (score, isApart.indices.map { isApart[$0] ? nil : way.keys[way.numberOf[$0]] })
  }
}
