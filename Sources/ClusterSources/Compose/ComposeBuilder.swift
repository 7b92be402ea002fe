internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes components of services and requirements of what they say of each other.
struct ComposeBuilder {
  /// Programs that only watch: in every `depends_on`, and nothing fails with them. To add one, append a line.
  private static let watchers = [
    "jaeger", "zipkin", "otel", "opentelemetry", "prometheus", "grafana", "tempo", "loki", "fluentd", "fluent-bit",
    "logstash", "filebeat", "statsd", "datadog", "collector",
  ]

  let project: ComposeProject
  private let profiles: [String]
  var draft = ImportDraft()
  private(set) var names: Set<String> = []
  /// The services that exist, by name.
  private(set) var services: [String: SyntaxNode] = [:]
  /// The profiles of the services that were not selected, by name.
  private(set) var inactive: [String: String] = [:]
  private(set) var hosts: ComposeHosts
  /// Whether some service names another one.
  var isConnected = false
  /// The name of the project, if there are several.
  let label: String?
  let neighbors: ComposeNeighbors?
  /// The components that are not of this project alone: services of others, and what Docker knows by one name.
  var sharedIDs: Set<ComponentID> = []
  /// What is left of the relations that may be made.
  private(set) var budget: ExpansionBudget

  /// - Parameters:
  ///   - project: the services.
  ///   - profiles: the profiles whose services exist.
  ///   - budget: how many relations may be made.
  ///   - label: the name of the project, if there are several.
  ///   - neighbors: the services of all projects, if there are several.
  init(
    _ project: ComposeProject, profiles: [String], budget: ExpansionBudget, label: String? = nil,
    neighbors: ComposeNeighbors? = nil
  ) {
    self.project = project
    self.profiles = profiles
    self.label = label
    self.neighbors = neighbors
    self.budget = budget
    hosts = ComposeHosts(of: [], project: nil)
    draft.budget = budget
    draft.deploysServices = true
  }

  mutating func model(format: String, start: Place) throws(InvalidInput) -> ImportedModel {
    let active = project.services.filter { Self.isActive($0.node, profiles) }
    names = Set(active.map(\.name))
    services = Dictionary(active.map { ($0.name, $0.node) }) { first, _ in first }
    hosts = ComposeHosts(of: active, project: project.name ?? label)
    for (name, node) in project.services where !names.contains(name) {
      let profiles = (node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text).map {
        ForeignName.quoted($0, or: "a text that is not a name")
      }
      inactive[name] = profiles.joined(separator: ", ")
      draft.notes.skip("service", because: "its profile was not selected: \(profiles.joined(separator: ", "))")
    }
    for (name, node) in active {
      draft.notes.understand(of: "service")
      let file = ImportDraft.fileName(node.place.file)
      draft.add(name, kind: "container", source: "\(file): services.\(name)", at: node.place)
      draft.identify(name, as: "service:\(name)")
      for container in ComposeNeighbors.containers(of: name, node, project: project.name ?? label) {
        draft.identify(name, as: "docker-container:\(container)")
      }
      if let alias = node["container_name"]?.text, alias != name { draft.identify(name, as: "service:\(alias)") }
      count(name, node)
    }
    for (name, node) in active where !draft.isFull { relate(name, node) }
    for path in project.missingFiles { draft.notes.addUnresolved("\(ImportDraft.cleaned(path)): name this file too") }
    noteCircles(of: active)
    if active.count > 1, !isConnected {
      draft.notes.remark(
        "none of the \(active.count) services names another one: the files hold neither dependencies nor addresses, "
          + "so answers will say that nothing else fails")
    }
    budget = draft.budget
    let file = start.file.split(separator: "/").suffix(2).first.map(String.init) ?? start.file
    return try draft.model(
      name: project.name ?? file.split(separator: ".").first.map(String.init) ?? file, format: format,
      things: "services", start: start)
  }

  /// Whether a service exists if the services of some profiles do.
  static func isActive(_ node: SyntaxNode, _ profiles: [String]) -> Bool {
    let own = (node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text)
    return own.isEmpty || profiles.contains("*") || own.contains(where: profiles.contains)
  }

  /// How many containers a service has.
  private mutating func count(_ name: String, _ node: SyntaxNode) {
    let text = node[path: "deploy", "replicas"]?.text ?? node["scale"]?.text
    guard let count = text.flatMap({ Int(ComposeVariables.filled($0)) }), count >= 0 else { return }
    guard count > 0 else {
      draft.notes.remark("\(name): scaled to no containers, so it serves nobody: what needs it fails now")
      draft.update(name) {
        $0.units = 0
        $0.unavailability = Unavailability(low: 1, high: 1)
      }
      return
    }
    draft.update(name) { $0.units = count }
  }

  // MARK: Relations

  private mutating func relate(_ owner: String, _ node: SyntaxNode) {
    addDependencies(owner, node)
    for link in node["links"]?.itemsOrSelf ?? [] {
      guard let name = link.text?.split(separator: ":").first.map(String.init) else { continue }
      relate(owner, .needs, name, .referenced, "links", link.place)
    }
    for key in ["network_mode", "pid", "ipc"] {
      guard let value = node[key], let text = value.text else { continue }
      if text.hasPrefix("service:") {
        relate(owner, .needs, String(text.dropFirst("service:".count)), .referenced, key, value.place)
      } else if text.hasPrefix("container:") {
        addContainer(String(text.dropFirst("container:".count)), neededBy: owner, key, value.place)
      }
    }
    for volume in node["volumes_from"]?.itemsOrSelf ?? [] {
      guard let text = volume.text else { continue }
      let parts = text.split(separator: ":").map(String.init)
      if parts.first == "container", parts.count > 1 {
        addContainer(parts[1], neededBy: owner, "volumes_from", volume.place)
      } else {
        relate(owner, .needs, parts.first ?? "", .referenced, "volumes_from", volume.place)
      }
    }
    for volume in node["volumes"]?.itemsOrSelf ?? [] { addVolume(owner, volume) }
    for key in ["configs", "secrets"] {
      for item in node[key]?.itemsOrSelf ?? [] {
        guard let name = item["source"]?.text ?? item.text else { continue }
        let id = "\(key.dropLast())/\(name)"
        draft.add(id, kind: "configuration", source: source(owner, key, item.place), at: item.place)
        draft.relate(owner, .startNeeds, id, source: source(owner, key, item.place), at: item.place)
      }
    }
    addOutside(owner, node)
    addAddresses(owner, node)
  }

  private mutating func addDependencies(_ owner: String, _ node: SyntaxNode) {
    guard let dependencies = node["depends_on"] else { return }
    for item in dependencies.itemsOrSelf {
      if let name = item.text { addDependency(owner, on: name, condition: nil, isRequired: true, at: item.place) }
    }
    for (key, value) in dependencies.pairs {
      guard let name = key.text else { continue }
      addDependency(
        owner, on: name, condition: value["condition"]?.text, isRequired: value["required"]?.bool != false,
        at: key.place)
    }
  }

  /// Waiting for another's start is a hint of a need; waiting until it is well is more than a hint. A service that starts
  /// without the other one can do without it.
  private mutating func addDependency(
    _ owner: String, on name: String, condition: String?, isRequired: Bool, at place: Place
  ) {
    guard names.contains(name) || isRequired else { return }
    if !isRequired {
      if condition != "service_completed_successfully" {
        relate(owner, .uses, name, .referenced, "depends_on", place)
      }
      return
    }
    switch condition {
    case "service_completed_successfully"?: relate(owner, .startNeeds, name, .referenced, "depends_on", place)
    case _ where Self.isWatcher(name): relate(owner, .uses, name, .inferred, "depends_on", place)
    case "service_healthy"?: relate(owner, .needs, name, .referenced, "depends_on", place)
    default: relate(owner, .needs, name, .inferred, "depends_on", place)
    }
  }

  static func isWatcher(_ name: String) -> Bool {
    let name = name.lowercased()
    return watchers.contains { name.includes($0) }
  }

  /// A named volume: what several services keep in it, they lose together.
  private mutating func addVolume(_ owner: String, _ node: SyntaxNode) {
    let isNamed = node["type"]?.text.map { $0 == "volume" } ?? true
    let stated = isNamed ? node["source"]?.text.map { ComposeVariables.filled($0) } : nil
    guard let name = stated ?? node.text.flatMap({ ComposeVolume($0).source }), let sign = name.first,
      !"./~\\".contains(sign), !name.contains(where: { "/\\:".contains($0) })
    else { return }
    let section = project.sections["volumes"]?[name]
    let id = sharedID("volume", name, section)
    draft.add(id, kind: "volume", source: source(owner, "volumes", node.place), at: node.place)
    identify(id, section, name, as: "docker-volume")
    draft.relate(owner, .needs, id, source: source(owner, "volumes", node.place), at: node.place)
  }

  func source(_ owner: String, _ what: String, _ place: Place) -> String {
    "\(ImportDraft.fileName(place.file)): services.\(owner).\(what)"
  }

  mutating func relate(
    _ owner: String, _ kind: ImportDraft.Kind, _ target: String, _ confidence: Confidence, _ what: String,
    _ place: Place
  ) {
    guard names.contains(target) else {
      let reason = inactive[target].map { " (its profile was not selected: \($0))" } ?? ""
      draft.notes.addUnresolved(
        "\(owner) \(what) → \(ForeignName.quoted(target, or: "a text that is no name"))\(reason)")
      return
    }
    isConnected = isConnected || target != owner
    draft.relate(
      owner, kind, target, confidence: confidence, source: source(owner, what, place), at: place)
  }

  // MARK: Circles

  /// Reports services that wait for each other to start: Compose refuses to start them.
  private mutating func noteCircles(of services: [(name: String, node: SyntaxNode)]) {
    let positions = Dictionary(services.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let next = services.map { service in
      let dependencies = service.node["depends_on"]
      let names =
        (dependencies?.itemsOrSelf ?? []).compactMap(\.text) + (dependencies?.pairs ?? []).compactMap(\.key.text)
      return names.compactMap { positions[$0] }
    }
    for circle in ComposeCircles.found(next).prefix(10) {
      let names = (circle + circle.prefix(1)).map { services[$0].name }
      let text = names.count > 12 ? names.prefix(12).joined(separator: " → ") + " → …" : names.joined(separator: " → ")
      draft.notes.remark("depends_on goes in a circle, which Compose refuses to start: \(text)")
    }
  }
}

/// Finds circles in a graph.
enum ComposeCircles {
  /// One circle for each edge that leads back, in the order met.
  ///
  /// - Complexity: O(nodes + edges + length of the circles), of which there are at most ten.
  static func found(_ next: [[Int]]) -> [[Int]] {
    var circles: [[Int]] = []
    // 0: not met, 1: on the path, 2: done.
    var state = [Int](repeating: 0, count: next.count)
    for root in next.indices where state[root] == 0 {
      var path = [root]
      var places = [0]
      state[root] = 1
      while let node = path.last {
        guard places[places.count - 1] < next[node].count else {
          state[node] = 2
          path.removeLast()
          places.removeLast()
          continue
        }
        let target = next[node][places[places.count - 1]]
        places[places.count - 1] += 1
        if state[target] == 0 {
          state[target] = 1
          path.append(target)
          places.append(0)
        } else if state[target] == 1, circles.count < 10, let start = path.lastIndex(of: target) {
          circles.append(Array(path[start...]))
        }
      }
    }
    return circles
  }
}
