internal import DependencyModel
internal import ResilienceAnalysis

/// Puts a graph of marks into words: titles, kinds, notes, tooltips, the legend.
struct DiagramComposer {
  let graph: MarkGraph
  let options: DiagramOptions
  private(set) var clusters: [Diagram.Cluster] = []
  /// Per domain the position of its cluster.
  private(set) var clusterOf: [Int?]
  /// Per domain whether the one mark in it says so, in place of a cluster.
  private(set) var isNamedOnMark: [Bool]

  var scene: Scene { graph.scene }
  var model: Model { graph.scene.model }

  init(_ graph: MarkGraph, options: DiagramOptions) {
    self.graph = graph
    self.options = options
    clusterOf = [Int?](repeating: nil, count: graph.scene.model.domainCount)
    isNamedOnMark = [Bool](repeating: false, count: graph.scene.model.domainCount)
    addClusters()
  }

  var diagram: Diagram {
    let marks = graph.arrangement.blocks.indices.map(mark(ofBlock:)) + graph.groups.map(mark(of:))
    let mostFlow = graph.edges.lazy.compactMap(\.value.flow).max() ?? 0
    let edges = graph.edges.map { key, value in
      Diagram.Edge(
        from: key.from, to: key.to, kind: key.kind, endsAtGroup: key.to >= graph.arrangement.blocks.count,
        weight: key.weight, isOneOfSeveral: key.isOneOfSeveral, carried: value.carried, count: value.count,
        change: key.change, flow: value.flow.map { mostFlow > 0 ? $0 / mostFlow : 0 })
    }
    let legend = legend(marks: marks, edges: edges)
    let layers = Diagram.Layers(markCount: marks.count, edges: edges.map { ($0.from, $0.to) })
    let direction = Diagram.betterDirection(layers, marks, edges, clusters)
    return Diagram(
      title: LabelText.shortened(LabelText.cleaned(options.title ?? model.name), to: 80), subtitle: subtitle,
      direction: options.direction ?? direction, isDirectionFree: options.direction == nil,
      effort: Diagram.layoutEffort(layers, edges: edges, clusterCount: clusters.count),
      clusters: clusters, marks: marks, edges: edges, legend: legend)
  }

  // MARK: Clusters

  private mutating func addClusters() {
    var isNeeded = [Bool](repeating: false, count: model.domainCount)
    let homes = graph.arrangement.blocks.map(\.home) + graph.groups.map(\.home)
    for home in homes {
      for domain in graph.arrangement.chain(from: home) { isNeeded[domain] = true }
    }
    for domain in singleMarkDomains(among: isNeeded) { isNamedOnMark[domain] = true }
    // Domains are before those within them.
    for domain in 0..<model.domainCount where isNeeded[domain] && !isNamedOnMark[domain] {
      let alike = graph.arrangement.domains(drawnAs: domain)
      let component = scene.component(domain)
      var title = shownName(component.displayName)
      var subtitle = component.kind.map { shownName(KindPhrase.phrase(for: $0)) }
      if alike.count > 1 {
        let components = alike.map { scene.component($0) }
        title = "\(grouped(alike.count)) × \(collectiveName(of: components) ?? "domain")"
        subtitle = members(components)
      }
      clusterOf[domain] = clusters.count
      clusters.append(
        Diagram.Cluster(
          domains: alike.map { ComponentIndex($0) },
          parent: cluster(of: scene.homes[domain]),
          title: title, subtitle: subtitle, status: status(of: alike),
          tooltip: tooltip(of: alike, notes: notes(of: alike))))
    }
  }

  /// The innermost cluster around something in a domain.
  func cluster(of home: Int?) -> Int? {
    graph.arrangement.chain(from: home).lazy.compactMap { clusterOf[$0] }.first
  }

  /// The domains in which one mark is drawn and nothing else, in a picture of many marks where that holds for all of their
  /// kind: a name on the mark says as much as a frame of its own.
  private func singleMarkDomains(among isNeeded: [Bool]) -> [Int] {
    let blocks = graph.arrangement.blocks
    guard blocks.count > options.comfortableMarks * 2 / 5 else { return [] }
    var counts = [Int](repeating: 0, count: model.domainCount)
    for home in blocks.map(\.home) + graph.groups.map(\.home) {
      for domain in graph.arrangement.chain(from: home) { counts[domain] += 1 }
    }
    for domain in isNeeded.indices where isNeeded[domain] {
      for outer in graph.arrangement.chain(from: scene.homes[domain]) { counts[outer] += 1 }
    }
    var isSingle = counts.indices.map { domain in
      isNeeded[domain] && counts[domain] == 1
        && status(of: graph.arrangement.domains(drawnAs: domain)).condition <= .untouched
    }
    for block in blocks where block.role == .domain { if let home = block.home { isSingle[home] = false } }
    let others = Set(isNeeded.indices.filter { isNeeded[$0] && !isSingle[$0] }.map { scene.outline($0).kind })
    return isSingle.indices.filter { isSingle[$0] && !others.contains(scene.outline($0).kind) }
  }

  // MARK: Marks

  private func mark(ofBlock number: Int) -> Diagram.Mark {
    let block = graph.arrangement.blocks[number]
    let everything = block.domains + block.members
    var notes = notes(of: block.role == .collapsedDomain ? block.namedAfter : everything)
    let status = status(of: everything)
    if block.members.count > 1 || block.role == .collapsedDomain { notes += mixture(of: block.members, in: status) }
    if status.condition != .noSpare, everything.count == 1, scene.hasNoSpare[everything[0]] {
      notes.append("△ redundancy lost")
    }
    notes += homes(of: block)
    if graph.isLinkedInside[number], block.role == .folded {
      notes.append(graph.isCircle(block.members) ? "need each other" : "some need others")
    }
    let (title, subtitle) = names(of: block)
    return Diagram.Mark(
      role: block.role, members: everything.sorted().map { ComponentIndex($0) },
      cluster: cluster(of: block.home),
      family: family(of: block), title: title, subtitle: subtitle, notes: notes.map { shownName($0, limit: 48) },
      status: status, isFocus: everything.contains { graph.arrangement.selection.isFocus[$0] },
      tooltip: tooltip(of: block.members.isEmpty ? block.domains : block.members, notes: notes),
      url: everything.count == 1 ? scene.component(everything[0]).url.flatMap(LabelText.webAddress) : nil,
      frame: graph.isFrame(number) ? cluster(of: block.home) : nil, use: use(of: everything))
  }

  /// How near the fullest of some components is to its limits.
  private func use(of members: [Int]) -> Double? {
    guard let loads = scene.loads else { return nil }
    return members.lazy.compactMap { loads.use[$0] }.max()
  }

  private func names(of block: Arrangement.Block) -> (title: String, subtitle: String?) {
    switch block.role {
    case .domain where block.domains.count > 1:
      let domains = block.domains.map { scene.component($0) }
      return (shownName("\(grouped(domains.count)) × \(collectiveName(of: domains) ?? "domain")"), members(domains))
    case .component, .domain, .group:
      let component = scene.component(block.members.first ?? block.domains[0])
      return (shownName(component.displayName), subtitle(of: component))
    case .folded where block.crowd != nil:
      return names(of: block, block.crowd!)
    case .folded:
      let components = block.members.map { scene.component($0) }
      guard components.count > 1 else { return (shownName(components[0].displayName), subtitle(of: components[0])) }
      guard let name = collectiveName(of: components) else {
        return (count(components.count, "component"), kinds(of: components))
      }
      return (shownName("\(grouped(components.count)) × \(name)"), members(components))
    case .collapsedDomain:
      let domains = block.namedAfter.map { scene.component($0) }
      let size = count(block.members.count, "component")
      guard domains.count > 1 else { return (shownName(domains[0].displayName), size) }
      return (shownName("\(grouped(domains.count)) × \(collectiveName(of: domains) ?? "domain")"), size)
    }
  }

  /// A component's id where its mark shows a name, and its kind.
  private func subtitle(of component: Component) -> String? {
    let kind = component.kind.map { KindPhrase.phrase(for: $0) }
    guard component.name != nil, component.name != component.id.text else { return kind.map { shownName($0) } }
    let id = LabelText.cleaned(component.id.text)
    if let kind, id.count + kind.count <= 32 { return shownName("\(id) · \(kind)") }
    return shownName(id)
  }

  /// The name for all of them: their common name or kind, or that of the family.
  func collectiveName(of components: [Component]) -> String? {
    let first = components[0]
    if let name = first.name, components.allSatisfy({ $0.name == name }) { return name }
    if let kind = first.kind, components.allSatisfy({ $0.kind == kind }) { return KindPhrase.phrase(for: kind) }
    let family = KindVocabulary.family(of: first.kind)
    let isOne = components.allSatisfy { KindVocabulary.family(of: $0.kind) == family }
    return isOne && family != .other ? family.rawValue : nil
  }

  /// The kinds among them, the most frequent first.
  func kinds(of components: [Component]) -> String? {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for component in components {
      guard let kind = component.kind else { continue }
      if counts[kind] == nil { order.append(kind) }
      counts[kind, default: 0] += 1
    }
    let sorted = order.enumerated().sorted { (-counts[$0.1]!, $0.0) < (-counts[$1.1]!, $1.0) }
    let words = sorted.map { LabelText.cleaned(KindPhrase.phrase(for: $0.1)) }
    guard !words.isEmpty else { return nil }
    return shownName(words.prefix(3).joined(separator: ", ") + (words.count > 3 ? " …" : ""))
  }

  /// The pattern of their names where there is one, else some of them.
  func members(_ components: [Component]) -> String {
    let names = components.map { LabelText.cleaned($0.id.text) }
    let all = names.prefix(6).joined(separator: ", ")
    if names.count <= 6, all.count <= 30 { return all }
    if let pattern = NameStem.pattern(of: names) { return shownName(pattern) }
    var text = names[0]
    for (count, name) in names.enumerated().dropFirst() {
      guard text.count + name.count < 32 else { return shownName(text) + ", … +\(grouped(names.count - count))" }
      text += ", \(name)"
    }
    return shownName(text)
  }

  private func family(of block: Arrangement.Block) -> KindFamily {
    guard let first = block.members.first, block.role != .collapsedDomain else { return .domain }
    let family = KindVocabulary.family(of: scene.outline(first).kind)
    return block.members.allSatisfy { KindVocabulary.family(of: scene.outline($0).kind) == family } ? family : .other
  }

  // MARK: Status

  private func status(of members: [Int]) -> Diagram.Status {
    var status = Diagram.Status.plain
    for member in members {
      let other = scene.statuses[member]
      if other.condition > status.condition || status.condition == .plain {
        status = other
      } else if other.condition == status.condition {
        if let waves = other.waves, let known = status.waves {
          status.waves = min(waves.lowerBound, known.lowerBound)...max(waves.upperBound, known.upperBound)
        }
        if other.after != status.after { status.after = nil }
        if other.share != status.share { status.share = nil }
      }
    }
    return status
  }

  /// How the members are, where they are not all alike.
  private func mixture(of members: [Int], in status: Diagram.Status) -> [String] {
    var counts: [Diagram.Condition: Int] = [:]
    for member in members { counts[scene.statuses[member].condition, default: 0] += 1 }
    guard counts.count > 1 || (counts[status.condition] == nil && !counts.isEmpty), status.condition > .untouched else {
      return []
    }
    return [
      counts.keys.sorted(by: >).map { "\(grouped(counts[$0]!)) \($0.words)" }.joined(separator: ", ")
    ]
  }

  /// The domains that all of these are in besides the one they are drawn in, where no edge says so.
  private func notes(of members: [Int]) -> [String] {
    var further: [Int] = []
    for member in members {
      for domain in scene.furtherDomains(of: member)
      where !further.contains(domain) && (graph.arrangement.blockOf[domain] == nil || scene.levels[domain] == .up) {
        further.append(domain)
        if further.count > 1_000 { break }
      }
    }
    guard !further.isEmpty else { return [] }
    if further.count <= 2 {
      return ["also in " + further.map { shownName(scene.outline($0).displayName) }.joined(separator: ", ")]
    }
    let kinds = further.map { scene.component($0) }
    return ["also in \(grouped(further.count)) × \(collectiveName(of: kinds) ?? "domain")"]
  }

  private func tooltip(of members: [Int], notes: [String]) -> String {
    var lines = members.prefix(30).map { member in
      var line = LabelText.cleaned(scene.outline(member).id.text)
      if let name = scene.outline(member).name { line += " (\(LabelText.cleaned(name)))" }
      if let kind = scene.outline(member).kind { line += " · \(LabelText.cleaned(kind))" }
      if scene.impact != nil { line += " · \(status(of: [member]).words)" }
      return line
    }
    if members.count > 30 { lines.append("and \(grouped(members.count - 30)) more") }
    if members.count == 1, let description = scene.component(members[0]).description {
      lines.append(LabelText.cleaned(description))
    }
    return (lines + notes.map(LabelText.cleaned)).joined(separator: "\n")
  }

  func shownName(_ text: String, limit: Int = LabelText.longest) -> String {
    LabelText.shortened(LabelText.cleaned(text), to: limit)
  }
}
