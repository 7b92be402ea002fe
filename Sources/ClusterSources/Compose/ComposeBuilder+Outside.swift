internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What is outside of the project: networks, volumes and containers that others make.
extension ComposeBuilder {
  mutating func addOutside(_ owner: String, _ node: SyntaxNode) {
    for item in node["external_links"]?.itemsOrSelf ?? [] {
      guard let name = item.text?.split(separator: ":").first.map(String.init), !name.isEmpty else { continue }
      addContainer(name, neededBy: owner, "external_links", item.place)
    }
    let networks = node["networks"]
    let stated =
      (networks?.items ?? []).compactMap { item in item.text.map { ($0, item.place) } }
      + (networks?.pairs ?? []).compactMap { pair in pair.key.text.map { ($0, pair.key.place) } }
    let isUsual = networks == nil && node["network_mode"] == nil
    for (name, place) in isUsual ? [("default", node.place)] : stated {
      guard let section = project.sections["networks"]?[name], Self.isExternal(section) else { continue }
      let id = sharedID("network", name, section)
      draft.addExternal(id, kind: "network", source: source(owner, "networks", place), at: place)
      identify(id, section, name, as: "docker-network")
      draft.relate(owner, .needs, id, source: source(owner, "networks", place), at: place)
    }
  }

  /// A container of another project.
  mutating func addContainer(_ name: String, neededBy owner: String, _ key: String, _ place: Place) {
    if let service = hosts.find(name.lowercased(), from: owner) {
      relate(owner, .needs, service, .referenced, key, place)
      return
    }
    let name = ForeignName.quoted(ComposeVariables.filled(name), or: "?")
    if let id = neighbors?.service(ofContainer: name) {
      return relate(owner, toNeighbor: id, source(owner, key, place), at: place)
    }
    let id = "container/\(name)"
    draft.identify(id, as: "docker-container:\(name)")
    draft.addExternal(id, source: source(owner, key, place), at: place)
    draft.identify(id, as: "service:\(name)")
    draft.relate(owner, .needs, id, source: source(owner, key, place), at: place)
  }

  /// Relates a service to one of another project.
  mutating func relate(_ owner: String, toNeighbor id: String, _ source: String, at place: Place) {
    addNeighbor(id, at: place)
    isConnected = true
    draft.relate(owner, .needs, id, confidence: .inferred, source: source, at: place)
  }

  /// Adds a service of another project, which that project describes.
  mutating func addNeighbor(_ id: String, at place: Place) {
    draft.add(id, kind: nil, at: place)
    sharedIDs.insert(ComponentID(ImportDraft.cleaned(id)))
  }

  /// The id of a network or volume: among several projects the name that Docker knows it by, if it is not the project's own.
  func sharedName(_ section: SyntaxNode?, _ key: String) -> String? {
    guard let section else { return nil }
    let stated = section["name"]?.text ?? section[path: "external", "name"]?.text
    guard stated != nil || Self.isExternal(section) else { return nil }
    return ComposeVariables.filled(stated ?? key)
  }

  mutating func sharedID(_ kind: String, _ key: String, _ section: SyntaxNode?) -> String {
    guard neighbors != nil, let name = sharedName(section, key) else { return "\(kind)/\(key)" }
    let id = "\(kind)/\(ForeignName.quoted(name, or: key))"
    sharedIDs.insert(ComponentID(ImportDraft.cleaned(id)))
    return id
  }

  /// Whether something is made outside of the project: `external: true`, or the older form with a name.
  static func isExternal(_ section: SyntaxNode) -> Bool {
    guard let external = section["external"] else { return false }
    return external.bool ?? !external.pairs.isEmpty
  }

  /// Gives a network or volume its name on the machine, by which other projects know it.
  mutating func identify(_ id: String, _ section: SyntaxNode?, _ key: String, as kind: String) {
    if let name = sharedName(section, key) { draft.identify(id, as: "\(kind):\(name)") }
  }
}
