internal import DependencyModel

extension Arrangement {
  /// Draws domains that hold much the same as one cluster: three zones with a balancer, two servers and a database node
  /// each, and something else in one of them.
  ///
  /// Domains are compared if they have one kind, one parent and one state. What they hold is compared as multisets of
  /// kinds, of names where there is no kind; two that share at least half of the larger one are similar. A mark in a shared
  /// cluster says which of its domains it is in, unless it has members in all of them.
  mutating func drawSimilarDomainsTogether() {
    let contents = shownContents()
    var result = representatives
    let depths = result.indices.map { scene.domainsAround($0).count }
    for depth in Set(depths).sorted() {
      var leaders: [(key: SimilarityKey, contents: [String: Int], domain: Int)] = []
      for domain in result.indices where depths[domain] == depth && isComparable(domain, contents[domain]) {
        let key = similarityKey(of: domain, parent: scene.homes[domain].map { result[$0] })
        if let leader = leaders.first(where: { $0.key == key && Self.areSimilar($0.contents, contents[domain]) }) {
          result[domain] = leader.domain
        } else {
          leaders.append((key, contents[domain], domain))
        }
      }
    }
    drawTogether(result)
  }

  private struct SimilarityKey: Hashable {
    let parent: Int?
    let kind: String?
    let condition: Diagram.Condition
    let faultLevel: Level?
  }

  private func similarityKey(of domain: Int, parent: Int?) -> SimilarityKey {
    SimilarityKey(
      parent: parent, kind: scene.outline(domain).kind, condition: scene.statuses[domain].condition,
      faultLevel: scene.statuses[domain].faultLevel)
  }

  private func isComparable(_ domain: Int, _ contents: [String: Int]) -> Bool {
    selection.isShown[domain] && blockOf[domain] == nil && !contents.isEmpty && !selection.isFocus[domain]
  }

  /// Per domain how many components of each sort are drawn in it and in domains within it.
  private func shownContents() -> [[String: Int]] {
    var contents = [[String: Int]](repeating: [:], count: representatives.count)
    for block in blocks where !block.isFixed {
      for member in block.members {
        for domain in scene.domainsAround(member) {
          contents[domain][sort(of: member, in: domain), default: 0] += 1
        }
      }
    }
    return contents
  }

  /// A component's kind and state, or its name without that of the domain.
  private func sort(of member: Int, in domain: Int) -> String {
    let outline = scene.outline(member)
    if let kind = outline.kind { return kind }
    return NameStem.stem(of: outline.id.text.replacing(scene.outline(domain).id.text, with: "*"))
  }

  private static func areSimilar(_ one: [String: Int], _ other: [String: Int]) -> Bool {
    var shared = 0
    for (sort, count) in one { shared += min(count, other[sort] ?? 0) }
    let larger = max(one.values.reduce(0, +), other.values.reduce(0, +))
    return shared * 2 >= larger
  }
}
