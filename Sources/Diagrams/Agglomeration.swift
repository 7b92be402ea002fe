internal import DependencyModel

/// Draws more and more components as one mark, the most alike first: of one kind, called alike, in one domain, and between
/// much the same others.
///
/// It is agglomerative clustering: in each round every pair of marks is rated, and the best pairs that have no mark in
/// common become one. A pair is rated higher the more of its neighbours are the same (Jaccard's index), and lower if many
/// depend on either, if a path leads from one to the other through a third, which would make a circle, and if both together
/// are a large share of the model. Components in different conditions stay apart.
///
/// Time O(rounds · marks² · marks / 64): it is for some dozens of marks.
struct Agglomeration {
  /// More marks are folded by what they have in common instead.
  static let limit = 200

  /// What is compared of a mark; `-1` where it has several, or none.
  private struct Traits {
    var kind: Int
    var family: Int
    var home: Int
    var stem: Int
    var prefix: Int
    var owner: Int
    var tier: Int
    let condition: Int
    var size: Int
    var dependents: Int
  }

  private let arrangement: Arrangement
  private var traits: [Traits] = []
  /// Per mark the blocks of the arrangement that it stands for; empty once it has become part of another.
  private(set) var blocks: [[Int]]
  private var isFree: [Bool]
  /// Per mark a bit for each mark that it needs, and for each that needs it.
  private var next: [UInt64]
  private var previous: [UInt64]
  private let words: Int
  private let total: Int
  private(set) var count: Int

  /// - Parameters:
  ///   - arrangement: the blocks; at most `limit` of them.
  ///   - edges: between blocks, groups dissolved.
  init(_ arrangement: Arrangement, edges: [(from: Int, to: Int)]) {
    self.arrangement = arrangement
    let scene = arrangement.scene
    let size = arrangement.blocks.count
    blocks = (0..<size).map { [$0] }
    count = size
    total = max(1, arrangement.blocks.reduce(0) { $0 + $1.members.count })
    words = (size + 63) / 64
    next = [UInt64](repeating: 0, count: words * size)
    previous = next
    for edge in edges where edge.from != edge.to {
      next[edge.from * words + edge.to / 64] |= 1 << UInt64(edge.to % 64)
      previous[edge.to * words + edge.from / 64] |= 1 << UInt64(edge.from % 64)
    }
    var dependents = [Int](repeating: 0, count: size)
    for edge in edges { dependents[edge.to] += arrangement.blocks[edge.from].members.count }
    var numbers: [String: Int] = [:]
    func number(_ text: String?) -> Int {
      guard let text else { return -1 }
      let number = numbers[text] ?? numbers.count
      numbers[text] = number
      return number
    }
    func common(_ members: [Int], _ value: (Component) -> String?) -> Int {
      let first = value(scene.outline(members[0]))
      return members.allSatisfy { value(scene.outline($0)) == first } ? number(first) : -1
    }
    isFree = arrangement.blocks.map { block in
      !block.isFixed && (block.role == .component || block.role == .folded)
        && !block.members.contains { arrangement.selection.isFocus[$0] }
    }
    for (index, block) in arrangement.blocks.enumerated() {
      guard isFree[index], let first = block.members.first else {
        traits.append(
          Traits(
            kind: -1, family: -1, home: -1, stem: -1, prefix: -1, owner: -1, tier: -1, condition: -1,
            size: block.members.count, dependents: 0))
        continue
      }
      let status = scene.statuses[first]
      traits.append(
        Traits(
          kind: common(block.members) { $0.kind.map { "k" + $0 } },
          family: common(block.members) { "f" + KindVocabulary.family(of: $0.kind).rawValue },
          home: block.home ?? -2,
          stem: common(block.members) { "s" + NameStem.stem(of: $0.id.text) },
          prefix: common(block.members) { "p" + NameStem.prefix(of: $0.id.text) },
          owner: common(block.members) { $0.owner.map { "o" + $0 } },
          tier: common(block.members) { $0.tier.map { "t\($0)" } },
          condition: arrangement.condition(of: block).rawValue * 4 + (status.faultLevel == nil ? 0 : 1),
          size: block.members.count, dependents: dependents[index]))
    }
  }

  /// Draws marks together until at most that many are left.
  ///
  /// - Returns: whether that many were reached.
  mutating func merge(to target: Int) -> Bool {
    var scores = [Double](repeating: 0, count: blocks.count * blocks.count)
    var isChanged = [Bool](repeating: true, count: blocks.count)
    while count > target {
      var pairs: [(score: Double, one: Int, other: Int)] = []
      let free = blocks.indices.filter { isFree[$0] && !blocks[$0].isEmpty }
      for (place, one) in free.enumerated() {
        for other in free[(place + 1)...]
        where traits[one].condition == traits[other].condition && canStandTogether(one, other) {
          if isChanged[one] || isChanged[other] { scores[one * blocks.count + other] = score(one, other) }
          pairs.append((scores[one * blocks.count + other], one, other))
        }
      }
      isChanged = [Bool](repeating: false, count: blocks.count)
      guard !pairs.isEmpty else { return false }
      pairs.sort { ($1.score, $0.one, $0.other) < ($0.score, $1.one, $1.other) }
      let detours = Detours(vertexCount: blocks.count, edges: edges())
      var isTaken = [Bool](repeating: false, count: blocks.count)
      var rest = max(1, (count - target) / 4)
      var chosen: [(score: Double, one: Int, other: Int)] = []
      // A circle costs a pair its place, unless there is nothing better.
      for var pair in pairs.prefix(60) {
        if detours.hasDetour(from: pair.one, to: pair.other) || detours.hasDetour(from: pair.other, to: pair.one) {
          pair.score -= 0.8
        }
        chosen.append(pair)
      }
      chosen.sort { ($1.score, $0.one, $0.other) < ($0.score, $1.one, $1.other) }
      let best = chosen[0].score
      for pair in chosen where rest > 0 && pair.score > best - 0.4 && !isTaken[pair.one] && !isTaken[pair.other] {
        isTaken[pair.one] = true
        isTaken[pair.other] = true
        merge(pair.one, pair.other)
        isChanged[pair.one] = true
        for vertex in blocks.indices where isSet(next, pair.one, vertex) || isSet(previous, pair.one, vertex) {
          isChanged[vertex] = true
        }
        rest -= 1
      }
    }
    return true
  }

  /// No mark becomes half of a model that is not tiny.
  private func canStandTogether(_ one: Int, _ other: Int) -> Bool {
    (traits[one].size + traits[other].size) * 5 <= max(total * 2, 20)
  }

  /// How much speaks for drawing both as one mark.
  private func score(_ one: Int, _ other: Int) -> Double {
    let (left, right) = (traits[one], traits[other])
    func same(_ one: Int, _ other: Int) -> Bool { one >= 0 && one == other }
    var score = same(left.kind, right.kind) ? 1 : same(left.family, right.family) ? 0.4 : 0
    // Out of its zone a component says less of what fails with it.
    score += left.home == right.home ? 0.5 : left.home >= 0 && right.home >= 0 ? -1 : -0.2
    let isCalledAlike = same(left.stem, right.stem)
    score += isCalledAlike ? 0.6 : same(left.prefix, right.prefix) ? 0.2 : 0
    if same(left.owner, right.owner) { score += 0.3 }
    score += same(left.tier, right.tier) ? 0.1 : left.tier != right.tier ? -0.2 : 0
    var (shared, all) = (0, 0)
    for word in 0..<words {
      let (a, b) = (next[one * words + word], next[other * words + word])
      let (c, d) = (previous[one * words + word], previous[other * words + word])
      shared += (a & b).nonzeroBitCount + (c & d).nonzeroBitCount
      all += (a | b).nonzeroBitCount + (c | d).nonzeroBitCount
    }
    score += all == 0 ? 0.3 : 1.2 * Double(shared) / Double(all)
    // An arrow between the two is one arrow less.
    if isSet(next, one, other) || isSet(next, other, one) { score += 0.15 }
    if !isCalledAlike { score -= min(0.8, Double(max(left.dependents, right.dependents)) / Double(total) * 4) }
    return score - 2 * Double(left.size + right.size) / Double(total)
  }

  private func isSet(_ lists: [UInt64], _ row: Int, _ bit: Int) -> Bool {
    lists[row * words + bit / 64] & (1 << UInt64(bit % 64)) != 0
  }

  private func edges() -> [(from: Int, to: Int)] {
    var edges: [(from: Int, to: Int)] = []
    for from in blocks.indices where !blocks[from].isEmpty {
      for word in 0..<words {
        var bits = next[from * words + word]
        while bits != 0 {
          edges.append((from, word * 64 + bits.trailingZeroBitCount))
          bits &= bits - 1
        }
      }
    }
    return edges
  }

  private mutating func merge(_ one: Int, _ other: Int) {
    let gone = traits[other]
    func common(_ value: inout Int, _ other: Int) { if value != other { value = -1 } }
    common(&traits[one].kind, gone.kind)
    common(&traits[one].family, gone.family)
    common(&traits[one].stem, gone.stem)
    common(&traits[one].prefix, gone.prefix)
    common(&traits[one].owner, gone.owner)
    common(&traits[one].tier, gone.tier)
    if traits[one].home != traits[other].home {
      traits[one].home =
        arrangement.commonHome(
          of: (blocks[one] + blocks[other]).map { arrangement.blocks[$0].home }) ?? -2
    }
    traits[one].size += traits[other].size
    traits[one].dependents = max(traits[one].dependents, traits[other].dependents)
    blocks[one] += blocks[other]
    blocks[other] = []
    count -= 1
    func redirect(_ lists: inout [UInt64]) {
      for word in 0..<words {
        lists[one * words + word] |= lists[other * words + word]
        lists[other * words + word] = 0
      }
      let (old, new) = (UInt64(1) << UInt64(other % 64), UInt64(1) << UInt64(one % 64))
      for number in blocks.indices where lists[number * words + other / 64] & old != 0 {
        lists[number * words + other / 64] &= ~old
        lists[number * words + one / 64] |= new
      }
      lists[one * words + one / 64] &= ~new
    }
    redirect(&next)
    redirect(&previous)
  }
}

extension Arrangement {
  /// Draws blocks together, the most alike first, until at most that many are left.
  ///
  /// - Parameters:
  ///   - target: the largest number of blocks.
  ///   - graph: the marks of this arrangement and their edges.
  /// - Returns: whether fewer blocks are left than before.
  mutating func agglomerate(to target: Int, edgesOf graph: MarkGraph) -> Bool {
    guard blocks.count <= Agglomeration.limit, blocks.count > target else { return false }
    var agglomeration = Agglomeration(self, edges: graph.edgesBetweenBlocks(of: self))
    _ = agglomeration.merge(to: target)
    let merges = agglomeration.blocks.filter { $0.count > 1 }
    guard !merges.isEmpty else { return false }
    replace(
      merges.map { old in
        let old = old.sorted()
        return (
          old: old,
          new: [
            Block(
              role: .folded, members: old.flatMap { blocks[$0].members }.sorted(),
              domains: old.flatMap { blocks[$0].domains }, home: commonHome(of: old.map { blocks[$0].home }),
              crowd: .mixed)
          ]
        )
      })
    return true
  }
}

extension MarkGraph {
  /// The edges between the blocks of an arrangement, which are numbered otherwise here if domains have marks; through groups
  /// to their members.
  func edgesBetweenBlocks(of other: Arrangement) -> [(from: Int, to: Int)] {
    let blockOfMark = arrangement.blocks.map { block in block.members.first.flatMap { other.blockOf[$0] } }
    let count = blockOfMark.count
    var members = [[Int]](repeating: [], count: groups.count)
    for edge in edges where edge.key.from >= count { members[edge.key.from - count].append(edge.key.to) }
    func targets(of mark: Int) -> [Int] {
      guard mark >= count else { return blockOfMark[mark].map { [$0] } ?? [] }
      return members[mark - count].flatMap(targets)
    }
    var result: [(from: Int, to: Int)] = []
    for edge in edges where edge.key.from < count {
      guard let from = blockOfMark[edge.key.from] else { continue }
      for to in targets(of: edge.key.to) where to != from { result.append((from, to)) }
    }
    return result
  }
}
