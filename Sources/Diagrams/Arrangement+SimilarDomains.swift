internal import DependencyModel

extension Arrangement {
  /// Draws domains that hold much the same as one cluster: three zones with a balancer, two servers and a database node
  /// each, and something else in one of them.
  ///
  /// Domains are compared if they have one kind, one parent and one state. Two are similar if two thirds of what is in them
  /// have a counterpart in the other: of one kind, called alike, with requirements on the same kinds. A mark in a shared
  /// cluster says which of its domains it is in, unless it has members in all of them.
  ///
  /// Time O(requirements + domains²).
  mutating func drawSimilarDomainsTogether() {
    guard hasSiblings else { return }
    let contents = shownContents()
    var result = representatives
    let depths = result.indices.map { scene.domainsAround($0).count }
    for depth in Set(depths).sorted() {
      var leaders: [(key: SimilarityKey, contents: [Int: Int], domain: Int)] = []
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

  private func isComparable(_ domain: Int, _ contents: [Int: Int]) -> Bool {
    selection.isShown[domain] && blockOf[domain] == nil && !contents.isEmpty && !selection.isFocus[domain]
  }

  /// Whether any two domains are in the same one: then they may be similar.
  private var hasSiblings: Bool {
    var seen: Set<Int> = []
    return representatives.indices.contains { !seen.insert(scene.homes[$0] ?? -1).inserted }
  }

  /// What is alike of similar components.
  private struct Sort: Hashable {
    let name: String
    /// Per relation its kind, and the kinds of what it names, as a set.
    let requirements: [[Int]]
  }

  /// Per domain how many components of each sort are drawn in it and in domains within it.
  private func shownContents() -> [[Int: Int]] {
    var contents = [[Int: Int]](repeating: [:], count: representatives.count)
    var kinds: [String?: Int] = [:]
    let kindOf = scene.homes.indices.map { index in
      let kind = scene.outline(index).kind
      let number = kinds[kind] ?? kinds.count
      kinds[kind] = number
      return number
    }
    var sorts: [Sort: Int] = [:]
    for block in blocks where !block.isFixed {
      for member in block.members {
        let domains = scene.domainsAround(member)
        guard !domains.isEmpty else { continue }
        let requirements = self.requirements(of: member, kindOf)
        for domain in domains {
          let sort = Sort(name: name(of: member, in: domain), requirements: requirements)
          let number = sorts[sort] ?? sorts.count
          sorts[sort] = number
          contents[domain][number, default: 0] += 1
        }
      }
    }
    return contents
  }

  private func requirements(of member: Int, _ kindOf: [Int]) -> [[Int]] {
    var requirements: [[Int]] = []
    for relation in scene.relations[member] where scene.isDrawn(relation.kind) && relation.kind != .in {
      let kind = Component.Relation.Kind.allCases.firstIndex(of: relation.kind)!
      for target in relation.targets {
        var targets: Set<Int> = []
        scene.forEachComponent(of: target) { targets.insert(kindOf[$0]) }
        requirements.append([kind] + targets.sorted())
      }
    }
    return requirements.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A component's kind, and its name without that of the domain.
  private func name(of member: Int, in domain: Int) -> String {
    let outline = scene.outline(member)
    return (outline.kind ?? "") + " "
      + NameStem.stem(of: outline.id.text.replacing(scene.outline(domain).id.text, with: "*"))
  }

  private static func areSimilar(_ one: [Int: Int], _ other: [Int: Int]) -> Bool {
    var shared = 0
    for (sort, count) in one { shared += min(count, other[sort] ?? 0) }
    // Of the components in both, each shared one is two.
    return shared * 3 >= one.values.reduce(0, +) + other.values.reduce(0, +)
  }
}
