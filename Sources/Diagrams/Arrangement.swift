internal import DependencyModel

/// Which components are drawn together: a partition of what is shown into blocks, each of which becomes a mark.
///
/// It starts with a block for each component, and is made coarser step by step.
struct Arrangement {
  struct Block {
    var role: Diagram.Mark.Role
    /// Components, by position, ascending.
    var members: [Int]
    /// The domains that it stands for, where it stands for whole domains (or is one).
    var domains: [Int] = []
    /// The outermost of those, or those that it is a part of: what it is called by.
    var namedAfter: [Int] = []
    /// The domain that it is drawn in.
    var home: Int?
    /// Whether the options asked for it: folding leaves it alone.
    var isFixed = false
    /// What the members have in common, where that is little: see `Crowd`.
    var crowd: Crowd?

    /// The first thing that it stands for.
    var first: Int { members.first ?? domains.first ?? Int.max }
  }

  let scene: Scene
  let selection: Selection
  private(set) var blocks: [Block] = []
  /// Per component, and per domain that a block stands for, its block.
  private(set) var blockOf: [Int?]
  /// Per domain the one as whose part it is drawn: itself, unless several that look alike share a cluster.
  private(set) var representatives: [Int]

  init(_ scene: Scene, showing selection: Selection) {
    self.scene = scene
    self.selection = selection
    let model = scene.model
    blockOf = [Int?](repeating: nil, count: model.components.count)
    representatives = Array(0..<model.domainCount)
    for index in model.domainCount..<model.components.count where selection.isShown[index] {
      blockOf[index] = blocks.count
      blocks.append(Block(role: .component, members: [index], home: scene.homes[index]))
    }
  }

  /// The condition of a block: the worst of its members' and its domains'.
  func condition(of block: Block) -> Diagram.Condition {
    (block.members + block.domains).lazy.map { scene.statuses[$0].condition }.max() ?? .plain
  }

  /// Replaces blocks by fewer.
  ///
  /// - Parameters:
  ///   - old: positions of blocks, each in one merge at most.
  ///   - new: the blocks in their place, with the same members.
  mutating func replace(_ merges: [(old: [Int], new: [Block])]) {
    guard !merges.isEmpty else { return }
    var isGone = [Bool](repeating: false, count: blocks.count)
    for merge in merges {
      for index in merge.old { isGone[index] = true }
    }
    var kept = blocks.indices.filter { !isGone[$0] }.map { blocks[$0] }
    kept += merges.flatMap(\.new)
    // Model order, by the first thing that each stands for.
    kept.sort { $0.first < $1.first }
    blocks = kept
    renumber()
  }

  /// Draws domains that look alike as one cluster.
  ///
  /// - Parameter representatives: per domain the first of those alike; the domains that an alike pair is in are the same or
  ///   alike too.
  mutating func drawTogether(_ representatives: [Int]) {
    self.representatives = representatives
    for index in blocks.indices { blocks[index].home = blocks[index].home.map { representatives[$0] } }
  }

  /// Adds blocks that stand for domains themselves.
  mutating func add(_ domains: [Block]) {
    blocks = (blocks + domains).sorted { $0.first < $1.first }
    renumber()
  }

  private mutating func renumber() {
    for index in blockOf.indices { blockOf[index] = nil }
    for (number, block) in blocks.enumerated() {
      for member in block.members + block.domains where blockOf[member] == nil { blockOf[member] = number }
    }
  }
}

extension Arrangement {
  /// The domains that something is drawn in, the innermost first; `home` itself counts.
  func chain(from home: Int?) -> [Int] {
    guard let home else { return [] }
    return ([home] + scene.domainsAround(home)).map { representatives[$0] }
  }

  /// The domains that are drawn as this one.
  func domains(drawnAs representative: Int) -> [Int] {
    representatives.indices.filter { representatives[$0] == representative }
  }

  /// The innermost domain that all of these are drawn in.
  func commonHome(of homes: some Sequence<Int?>) -> Int? {
    var common: [Int]?
    for home in homes {
      guard let home else { return nil }
      let chain = chain(from: home)
      common = common.map { $0.filter(chain.contains) } ?? chain
      if common?.isEmpty == true { return nil }
    }
    return common?.first
  }

  /// Merges the blocks of each candidate into one, folded in its home.
  mutating func fold(_ candidates: [[Int]]) {
    replace(candidates.map { (old: $0, new: [folded($0)]) })
  }

  private func folded(_ candidate: [Int]) -> Block {
    let parts = candidate.map { blocks[$0] }
    let isOfDomains = parts.allSatisfy { $0.role == .collapsedDomain }
    return Block(
      role: isOfDomains ? .collapsedDomain : .folded, members: parts.flatMap(\.members).sorted(),
      domains: parts.flatMap(\.domains).sorted(), namedAfter: isOfDomains ? parts.flatMap(\.namedAfter).sorted() : [],
      home: parts[0].home)
  }

  /// The blocks that share a key, two or more of them, in the order of the first.
  func candidates<Key: Hashable>(by key: (Block) -> Key?) -> [[Int]] {
    var numbers: [Key: Int] = [:]
    var candidates: [[Int]] = []
    for (index, block) in blocks.enumerated() where !block.isFixed {
      guard let key = key(block) else { continue }
      if let number = numbers[key] {
        candidates[number].append(index)
      } else {
        numbers[key] = candidates.count
        candidates.append([index])
      }
    }
    return candidates.filter { $0.count > 1 }
  }
}
