import Graphs
import TestSupport
import Testing

/// Strongly connected parts against plain reachability.
@Suite struct StronglyConnectedPartsTests {
  private struct RandomGraph {
    let nodeCount: Int
    let offsets: [Int]
    let targets: [UInt32]

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      nodeCount = Int.random(in: 1...14, using: &random)
      var offsets = [0]
      var targets: [UInt32] = []
      for _ in 0..<nodeCount {
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          targets.append(UInt32.random(in: 0..<UInt32(nodeCount), using: &random))
        }
        offsets.append(targets.count)
      }
      self.offsets = offsets
      self.targets = targets
    }

    /// For each node the nodes that a walk of one step or more leads to, or the node itself.
    var reach: [Set<UInt32>] {
      (0..<nodeCount).map { start in
        var seen: Set<UInt32> = [UInt32(start)]
        var waiting = [UInt32(start)]
        while let node = waiting.popLast() {
          for target in targets[offsets[Int(node)]..<offsets[Int(node) + 1]] where seen.insert(target).inserted {
            waiting.append(target)
          }
        }
        return seen
      }
    }
  }

  @Test("The nodes of a part reach each other, and no other nodes do", arguments: UInt64(0)..<2_000)
  func nodesOfAPartReachEachOtherAndNoOthersDo(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed)
    let reach = graph.reach
    let parts = StronglyConnectedParts(offsets: graph.offsets, targets: graph.targets)
    #expect(parts.nodes.sorted() == Array(0..<UInt32(graph.nodeCount)))
    var partOf = [Int](repeating: -1, count: graph.nodeCount)
    for part in 0..<parts.count { for node in parts.nodes[parts.range(part)] { partOf[Int(node)] = part } }
    for one in 0..<graph.nodeCount {
      for other in 0..<graph.nodeCount {
        let isMutual = reach[one].contains(UInt32(other)) && reach[other].contains(UInt32(one))
        #expect((partOf[one] == partOf[other]) == isMutual)
        // A part comes after all that it points to.
        if reach[one].contains(UInt32(other)) { #expect(partOf[other] <= partOf[one]) }
      }
    }
  }

  @Test("A second search from forgotten nodes finds their parts again", arguments: UInt64(0)..<500)
  func aSecondSearchOfSomeNodesFindsTheirPartsAgain(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed)
    let reach = graph.reach
    var search = StronglyConnectedSearch(nodeCount: graph.nodeCount)
    func parts(from roots: some Sequence<UInt32>) -> (parts: Set<Set<UInt32>>, crossing: Set<UInt32>) {
      var parts: Set<Set<UInt32>> = []
      var crossing: Set<UInt32> = []
      for root in roots {
        search.search(
          from: root, row: { graph.offsets[Int($0)]..<graph.offsets[Int($0) + 1] }, target: { graph.targets[$1] },
          crossing: { crossing.insert($0) }, part: { parts.insert(Set($0)) })
      }
      return (parts, crossing)
    }
    let all = parts(from: 0..<UInt32(graph.nodeCount))
    // What has an edge to another part crosses.
    for node in 0..<UInt32(graph.nodeCount) {
      let targets = graph.targets[graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1]]
      #expect(all.crossing.contains(node) == targets.contains { !reach[Int($0)].contains(node) })
    }
    let again = reach[0]
    for node in again { search.forget(node) }
    let found = parts(from: again.sorted())
    #expect(found.parts == all.parts.filter { $0.isSubset(of: again) })
    #expect(found.crossing == all.crossing.intersection(again))
  }

  @Test("A circle of 300,000 nodes needs no deep stack")
  func aLongChainNeedsNoDeepStack() {
    let count = 300_000
    let targets = (1..<UInt32(count)).map { $0 } + [0]
    let parts = StronglyConnectedParts(offsets: Array(0...count), targets: targets)
    #expect(parts.count == 1)
    #expect(parts.range(0).count == count)
  }
}
