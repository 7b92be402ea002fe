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

  private let project: ComposeProject
  private let profiles: [String]
  private var draft = ImportDraft()
  private var names: Set<String> = []

  init(_ project: ComposeProject, profiles: [String], budget: ExpansionBudget) {
    self.project = project
    self.profiles = profiles
    draft.budget = budget
  }

  mutating func model(format: String, start: Place) throws(InvalidInput) -> ImportedModel {
    let known = Set(project.services.flatMap { ($0.node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text) })
    if let profile = profiles.first(where: { $0 != "*" && !known.contains($0) }) {
      throw InvalidInput([.unknownProfile(profile, at: start)])
    }
    let active = project.services.filter { isActive($0.node) }
    names = Set(active.map(\.name))
    for (name, node) in project.services where !names.contains(name) {
      let profiles = (node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text).map {
        ForeignName.quoted($0, or: "a text that is not a name")
      }
      draft.notes.skip("service", because: "its profile was not selected: \(profiles.joined(separator: ", "))")
    }
    for (name, node) in active {
      draft.notes.understand()
      let file = ImportDraft.fileName(node.place.file)
      draft.add(name, kind: "container", source: "\(file): services.\(name)", at: node.place)
      draft.identify(name, as: "service:\(name)")
      if let alias = node["container_name"]?.text, alias != name { draft.identify(name, as: "service:\(alias)") }
    }
    for (name, node) in active where !draft.isFull { relate(name, node) }
    for path in project.missingFiles { draft.notes.addUnresolved("\(ImportDraft.cleaned(path)): name this file too") }
    let file = start.file.split(separator: "/").suffix(2).first.map(String.init) ?? start.file
    return try draft.model(
      name: project.name ?? file.split(separator: ".").first.map(String.init) ?? file, format: format,
      things: "services", start: start)
  }

  private func isActive(_ node: SyntaxNode) -> Bool {
    let own = (node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text)
    return own.isEmpty || profiles.contains("*") || own.contains(where: profiles.contains)
  }

  // MARK: Relations

  private mutating func relate(_ owner: String, _ node: SyntaxNode) {
    addDependencies(owner, node)
    for link in node["links"]?.itemsOrSelf ?? [] {
      guard let name = link.text?.split(separator: ":").first.map(String.init) else { continue }
      relate(owner, .needs, name, .referenced, "links", link.place)
    }
    for key in ["network_mode", "pid", "ipc"] {
      guard let value = node[key], let text = value.text, text.hasPrefix("service:") else { continue }
      relate(owner, .needs, String(text.dropFirst("service:".count)), .referenced, key, value.place)
    }
    for volume in node["volumes_from"]?.itemsOrSelf ?? [] {
      guard let text = volume.text, !text.hasPrefix("container:") else { continue }
      relate(owner, .needs, String(text.split(separator: ":").first ?? ""), .referenced, "volumes_from", volume.place)
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
    addAddresses(owner, node)
  }

  private mutating func addDependencies(_ owner: String, _ node: SyntaxNode) {
    guard let dependencies = node["depends_on"] else { return }
    for item in dependencies.items {
      if let name = item.text { addDependency(owner, on: name, condition: nil, isRequired: true, at: item.place) }
    }
    for (key, value) in dependencies.pairs {
      guard let name = key.text else { continue }
      addDependency(
        owner, on: name, condition: value["condition"]?.text, isRequired: value["required"]?.bool != false,
        at: key.place)
    }
  }

  /// Waiting for another's start is a hint of a need; waiting until it is well is more than a hint.
  private mutating func addDependency(
    _ owner: String, on name: String, condition: String?, isRequired: Bool, at place: Place
  ) {
    guard names.contains(name) || isRequired else { return }
    switch condition {
    case "service_completed_successfully"?: relate(owner, .startNeeds, name, .referenced, "depends_on", place)
    case _ where Self.watchers.contains(where: { name.lowercased().contains($0) }):
      relate(owner, .uses, name, .inferred, "depends_on", place)
    case "service_healthy"?: relate(owner, .needs, name, .referenced, "depends_on", place)
    default: relate(owner, .needs, name, .inferred, "depends_on", place)
    }
  }

  /// A named volume: what several services keep in it, they lose together.
  private mutating func addVolume(_ owner: String, _ node: SyntaxNode) {
    var name = node["type"]?.text == "volume" ? node["source"]?.text : nil
    if let text = node.text, let first = text.split(separator: ":").first, text.contains(":") { name = String(first) }
    guard let name = name.map({ ComposeVariables.filled($0) }), let sign = name.first, !"./~\\".contains(sign),
      !name.isEmpty
    else {
      return
    }
    let id = "volume/\(name)"
    draft.add(id, kind: "volume", source: source(owner, "volumes", node.place), at: node.place)
    draft.relate(owner, .needs, id, source: source(owner, "volumes", node.place), at: node.place)
  }

  // MARK: Addresses

  private mutating func addAddresses(_ owner: String, _ node: SyntaxNode) {
    for (key, value) in node["environment"]?.pairs ?? [] {
      if let text = value.text { addAddresses(owner, text, "environment \(key.text ?? "")", value.place) }
    }
    for item in node["environment"]?.items ?? [] {
      guard let text = item.text, let sign = text.firstIndex(of: "=") else { continue }
      addAddresses(owner, String(text[text.index(after: sign)...]), "environment \(text[..<sign])", item.place)
    }
    for key in ["command", "entrypoint"] {
      for item in node[key]?.itemsOrSelf ?? [] {
        if let text = item.text { addAddresses(owner, text, key, item.place) }
      }
    }
    if node["env_file"] != nil { draft.notes.remark("\(owner): its env_file is not read") }
  }

  /// A whole value, the host of a URL, and `host:port` name a service; a word in a sentence does not.
  private mutating func addAddresses(_ owner: String, _ text: String, _ what: String, _ place: Place) {
    let text = ComposeVariables.filled(text)
    func isNameSign(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "-" || character == "_" || character == "."
    }
    for value in text.split(whereSeparator: { " ,;\"'".contains($0) || $0.isWhitespace }) {
      var value = value
      if let sign = value.firstIndex(of: "="), value.hasPrefix("-") { value = value[value.index(after: sign)...] }
      var isAddress = false
      if let scheme = value.firstRange(of: "://") {
        value = value[scheme.upperBound...]
        value = value.prefix { $0 != "/" && $0 != "?" }
        if let user = value.lastIndex(of: "@") { value = value[value.index(after: user)...] }
        isAddress = true
      }
      let host = value.prefix(while: isNameSign)
      let rest = value.dropFirst(host.count)
      let hasPort = rest.first == ":" && rest.dropFirst().first?.isNumber == true
      guard isAddress || hasPort || value == text else { continue }
      let name = String(host)
      if name != owner, names.contains(name) {
        let isWatcher = Self.watchers.contains { name.lowercased().contains($0) }
        relate(owner, isWatcher ? .uses : .needs, name, .inferred, what, place)
      }
    }
  }

  private func source(_ owner: String, _ what: String, _ place: Place) -> String {
    "\(ImportDraft.fileName(place.file)): services.\(owner).\(what)"
  }

  private mutating func relate(
    _ owner: String, _ kind: ImportDraft.Kind, _ target: String, _ confidence: Confidence, _ what: String,
    _ place: Place
  ) {
    guard names.contains(target) else {
      draft.notes.addUnresolved("\(owner) \(what) → \(ForeignName.quoted(target, or: "a text that is no name"))")
      return
    }
    draft.relate(
      owner, kind, target, confidence: confidence, source: source(owner, what, place), at: place)
  }
}
