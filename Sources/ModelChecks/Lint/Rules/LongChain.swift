internal import DependencyModel

extension LintRule {
  static let longChain = LintRule(
    "long-chain", .excessiveLatency, .note, lookingAt: .needs,
    title: "a chain of more than twelve hard needs",
    rationale: """
      Every link of a chain adds its latency and its chance to fail. A request that passes through thirteen of them \
      waits for the slowest and fails with the weakest.
      """,
    advice: "cut the chain: a cache, a copy, an asynchronous step",
    example: """
      model: Chain
      components:
        s01: { needs: s02 }
        s02: { needs: s03 }
        s03: { needs: s04 }
        s04: { needs: s05 }
        s05: { needs: s06 }
        s06: { needs: s07 }
        s07: { needs: s08 }
        s08: { needs: s09 }
        s09: { needs: s10 }
        s10: { needs: s11 }
        s11: { needs: s12 }
        s12: { needs: s13 }
        s13: { needs: s14 }
        s14: {}
      """,
    repaired: """
      model: Chain
      components:
        s01: { needs: s02 }
        s02: { needs: s03 }
        s03: { needs: s04 }
        s04: { needs: s05 }
        s05: { needs: s06 }
        s06: { needs: s07 }
        s07: { needs: s08 }
        s08: { uses: s09 }
        s09: { needs: s10 }
        s10: { needs: s11 }
        s11: { needs: s12 }
        s12: { needs: s13 }
        s13: { needs: s14 }
        s14: {}
      """
  ) { context in
    // The longest chain from each component, by depth-first search without recursion; a circle ends a chain.
    let count = context.model.components.count
    var depth = [Int](repeating: 0, count: count)
    var next = [Int?](repeating: nil, count: count)
    var end = Array(0..<count)
    var isReached = [Bool](repeating: false, count: count)
    var isDone = isReached
    func hardNeeds(of position: Int) -> [Int] {
      context.hardNeeds(of: ComponentIndex(position)).map(\.component.position)
    }
    for start in context.model.domainCount..<count where !isReached[start] {
      var path: [(component: Int, needs: [Int], place: Int)] = [(start, hardNeeds(of: start), 0)]
      isReached[start] = true
      while let (component, needs, place) = path.last {
        if place < needs.count {
          path[path.count - 1].place += 1
          let other = needs[place]
          if !isReached[other] {
            isReached[other] = true
            path.append((other, hardNeeds(of: other), 0))
          }
        } else {
          for other in needs where isDone[other] && depth[other] + 1 > depth[component] {
            depth[component] = depth[other] + 1
            next[component] = other
            end[component] = end[other]
          }
          isDone[component] = true
          path.removeLast()
        }
      }
    }
    // Only where a chain begins: its tails are not reported again.
    let isTail = Set(next.compactMap(\.self))
    let starts = depth.indices.filter { depth[$0] > 12 && !isTail.contains($0) }
    return starts.enumerated().map { number, start in
      // The first findings show the chain, as far as anyone reads.
      var chain: [ComponentIndex] = []
      var current = number < LintContext.explainedCount ? next[start] : nil
      while let link = current, chain.count < 200 {
        chain.append(ComponentIndex(link))
        current = next[link]
      }
      let first = ComponentIndex(start)
      return Finding(
        .dependency(.longChain(from: first, to: ComponentIndex(end[start]), length: depth[start])),
        components: [first], at: context.model.outline(first).place,
        related: chain.map { .init(.link($0), component: $0, at: context.model.outline($0).place) })
    }
  }
}
