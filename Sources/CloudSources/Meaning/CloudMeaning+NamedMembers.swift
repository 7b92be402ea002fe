internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What attributes of types without a row name, and no file has: the other members of a list, the hosts of records.
extension CloudMeaning {
  /// Whether nothing in the files has a name, by which a value of a list is known.
  func isNamedNowhere(_ text: String, at path: String, of resource: CloudResource) -> Bool {
    (2...256).contains(text.utf8.count) && identities.positions(of: text, among: []).isEmpty
      && identities.positions(of: text, namedBy: path, of: resource).isEmpty
      && identities.positions(ofAddress: text).isEmpty
  }

  /// The members of a list that no file has, as components of the type of those that the files have: a list of which nothing
  /// is known may be of anything.
  func outsideMembers(
    _ texts: [String], beside known: [Target], at path: String, of resource: CloudResource, _ draft: inout ImportDraft
  ) -> [Target] {
    guard let first = known.lazy.flatMap(\.ids).first(where: { self.inventory.position(of: $0) != nil }),
      let type = type(of: first), isComponent(resource.id)
    else { return [] }
    let source = "\(resource.source).\(path)"
    let word = CloudType.of(type).kind.split(separator: "/").last.map(String.init) ?? type
    return texts.compactMap { text in
      let id: String?
      if CloudOutsider.isHost(text) {
        id = addOutside(host: text, namedBy: resource, source: source, at: resource.place, &draft)
      } else if ForeignName.isPlain(text, signs: "._-:/") {
        id = addOutside(
          "\(homePrefix(of: resource))\(word)/\(text)", type: type, isUniversal: false, near: resource, source: source,
          at: resource.place, &draft)
      } else {
        id = nil
      }
      return id.map { Target(ids: [$0], confidence: .inferred) }
    }
  }

  /// The attributes of records that hold what a name leads to.
  private static let recordValues: Set<String> = [
    "value", "values", "content", "target", "targets", "record", "records", "data", "rdata", "cname",
  ]

  /// The host that a record of a type without a row is another name of, if no file has it.
  func outsideHost(
    _ leaf: CloudValue, at path: String, of resource: CloudResource, _ draft: inout ImportDraft
  ) -> Target? {
    guard resource.type.includes("record"), let text = leaf.text, Self.recordValues.contains(path),
      ["CNAME", "ALIAS", "ANAME"].contains(resource.attributes["type"]?.text?.uppercased() ?? ""),
      let host = Self.host(in: text), CloudOutsider.isHost(host), identities.positions(ofAddress: host).isEmpty
    else { return nil }
    return addOutside(
      host: host, namedBy: resource, source: "\(resource.source).\(path)", at: resource.place, &draft
    ).map { Target(ids: [$0], confidence: .inferred) }
  }
}
