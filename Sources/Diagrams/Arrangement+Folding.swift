internal import DependencyModel

extension Arrangement {
  /// How readily similar components become one mark.
  enum Eagerness: Comparable {
    /// Only those called alike (`web-1`, `web-2` …), from some number on, and larger crowds of any name.
    case gentle
    /// All of them.
    case thorough
  }

  /// Draws similar components as one: same kind, domains, tier and state, and the same relations to similar ones.
  ///
  /// - Parameter acrossDomains: also draws domains that look alike, with all that is in them, as one cluster: three zones
  ///   built the same as "3 × zone".
  mutating func foldLookAlikes(_ eagerness: Eagerness, acrossDomains: Bool = false) {
    let components = blocks.filter { $0.role == .component }.map { $0.members[0] }
    // Few components can each be shown; of many even three of a sort are better as one.
    let fewest = eagerness == .thorough ? 2 : components.count > 30 ? 3 : 5
    let fewestUnlike = eagerness == .thorough ? 2 : max(6, fewest)
    let stems = eagerness == .gentle ? commonStems(of: components, fewest: fewest) : [:]
    let classes = lookAlikes(stems: stems, acrossDomains: acrossDomains).classes
    if acrossDomains { drawTogether(representatives(among: classes, fewest: eagerness == .thorough ? 2 : 3)) }
    var isShared = [Bool](repeating: false, count: representatives.count)
    for (domain, representative) in representatives.enumerated() where domain != representative {
      isShared[representative] = true
    }
    let found = candidates { block -> ClassKey? in
      guard block.role == .component, !selection.isFocus[block.members[0]] else { return nil }
      return ClassKey(number: classes[block.members[0]], home: block.home)
    }
    fold(
      found.filter { candidate in
        let first = blocks[candidate[0]]
        if let home = first.home, isShared[home] { return true }
        return candidate.count >= (stems[first.members[0]] == nil ? fewestUnlike : fewest)
      })
  }

  private struct ClassKey: Hashable {
    let number: Int
    let home: Int?
  }

  /// Per domain the first of those in its class that are drawn in the same domain, where there are enough of them.
  private func representatives(among classes: [Int], fewest: Int) -> [Int] {
    // Those that are drawn together already stay so.
    var result = representatives
    // Domains are before those within them, so that the homes of these are settled; those of one depth go together.
    let depths = result.map { scene.domainsAround($0).count }
    for depth in Set(depths).sorted() {
      var alike: [ClassKey: [Int]] = [:]
      for domain in result.indices
      where depths[domain] == depth && selection.isShown[domain] && representatives[domain] == domain {
        let home = scene.homes[domain].map { result[$0] }
        alike[ClassKey(number: classes[domain], home: home), default: []].append(domain)
      }
      for (key, domains) in alike where domains.count >= fewest {
        // The first that is truly in the first of its parents.
        let first = domains.first { scene.homes[$0] == key.home } ?? domains[0]
        for domain in domains { result[domain] = first }
      }
      for domain in result.indices where depths[domain] == depth { result[domain] = result[representatives[domain]] }
    }
    return result
  }

  /// The properties that a component must share with similar ones before their relations are looked at.
  private struct Colour: Hashable {
    var fixedBlock: Int?
    var home: Int?
    var kind: String?
    var tier: Int?
    var stem: String?
    var condition: Diagram.Condition
    var faultLevel: Level?
    var wave: Int?
    var after: Duration?
    /// Told apart from everything else: a domain that is drawn as a cluster, a component in focus.
    var individual: Int?
    var required: Amount?
    var total: Amount?
    var isDomain = false
  }

  private func lookAlikes(stems: [Int: String], acrossDomains: Bool) -> LookAlikes {
    let count = scene.homes.count
    var numbers: [Colour: Int] = [:]
    var colours: [Int] = []
    var frozen: Set<Int> = []
    func add(_ colour: Colour, isFrozen: Bool = false) {
      let number = numbers[colour] ?? numbers.count
      numbers[colour] = number
      colours.append(number)
      if isFrozen { frozen.insert(number) }
    }
    var isCluster = [Bool](repeating: false, count: count)
    for home in scene.homes { if let home { isCluster[home] = true } }
    for index in 0..<count {
      let status = scene.statuses[index]
      let component = scene.component(index)
      var colour = Colour(
        home: acrossDomains ? nil : scene.homes[index].map { representatives[$0] }, kind: component.kind,
        tier: component.tier, stem: stems[index],
        condition: status.condition, faultLevel: status.faultLevel, wave: status.waves?.lowerBound, after: status.after,
        isDomain: component.isDomain)
      if let block = blockOf[index], blocks[block].isFixed {
        colour = Colour(fixedBlock: block, condition: .plain)
        add(colour, isFrozen: true)
        continue
      }
      if (isCluster[index] && !acrossDomains) || selection.isFocus[index] {
        colour.individual = index < representatives.count ? representatives[index] : index
      }
      add(colour)
    }
    for group in scene.groups {
      add(Colour(condition: .plain, required: group.required, total: group.total))
    }
    // A domain is what is in it, in any case.
    return LookAlikes(colours: colours, edges: labelledEdges(withHomes: acrossDomains), frozen: frozen)
  }

  private static let homeLabel = 7

  /// Relations and members of groups between what is shown; a group's vertex comes after those of the components.
  private func labelledEdges(withHomes: Bool) -> [(from: Int, to: Int, label: Int)] {
    let count = scene.homes.count
    var edges: [(from: Int, to: Int, label: Int)] = []
    func vertex(of target: Scene.Target) -> Int? {
      switch target {
      case .component(let component): selection.isShown[component] ? component : nil
      case .group(let group): count + group
      }
    }
    for index in 0..<count where selection.isShown[index] {
      if withHomes, let home = scene.homes[index] { edges.append((index, representatives[home], Self.homeLabel)) }
      for relation in scene.relations[index] {
        let label = Component.Relation.Kind.allCases.firstIndex(of: relation.kind)!
        for target in relation.targets {
          if let to = vertex(of: target) { edges.append((index, to, label)) }
        }
      }
    }
    var weights: [Amount: Int] = [:]
    for (number, group) in scene.groups.enumerated() where selection.isShown[group.owner] {
      for member in group.members {
        let weight = weights[member.weight] ?? weights.count
        weights[member.weight] = weight
        // Labels have 15 bits; weights beyond that many share labels with others, and fold no less for it.
        if let to = vertex(of: member.target) { edges.append((count + number, to, 8 + weight % 30_000)) }
      }
    }
    return edges
  }

  /// The stems of those components that share theirs with enough others of their kind and home.
  private func commonStems(of components: [Int], fewest: Int) -> [Int: String] {
    struct Key: Hashable {
      let home: Int?
      let kind: String?
      let stem: String
    }
    var sharers: [Key: [Int]] = [:]
    for index in components {
      let component = scene.component(index)
      sharers[
        Key(
          home: scene.homes[index].map { representatives[$0] }, kind: component.kind,
          stem: NameStem.stem(of: component.id.text)), default: []
      ].append(index)
    }
    var stems: [Int: String] = [:]
    for (key, indices) in sharers where indices.count >= fewest {
      for index in indices { stems[index] = key.stem }
    }
    return stems
  }
}
