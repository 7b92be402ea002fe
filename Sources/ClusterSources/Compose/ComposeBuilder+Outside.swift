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
      let id = "network/\(name)"
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
    let id = "container/\(name)"
    draft.addExternal(id, source: source(owner, key, place), at: place)
    draft.identify(id, as: "service:\(name)")
    draft.relate(owner, .needs, id, source: source(owner, key, place), at: place)
  }

  /// Whether something is made outside of the project: `external: true`, or the older form with a name.
  private static func isExternal(_ section: SyntaxNode) -> Bool {
    guard let external = section["external"] else { return false }
    return external.bool ?? !external.pairs.isEmpty
  }

  /// Gives a network or volume its name on the machine, by which other projects know it.
  mutating func identify(_ id: String, _ section: SyntaxNode?, _ key: String, as kind: String) {
    guard let section else { return }
    let stated = section["name"]?.text ?? section[path: "external", "name"]?.text
    guard stated != nil || Self.isExternal(section) else { return }
    draft.identify(id, as: "\(kind):\(ComposeVariables.filled(stated ?? key))")
  }
}
