/// The name of an entity in a Backstage catalog: kind, namespace and name, letters small or large alike.
///
/// As text it is `[kind:][namespace/]name`; what is left out is filled in by the field that it is in.
struct EntityReference: Hashable {
  /// In lower case.
  let kind: String
  /// In lower case; `default` if none is stated.
  let namespace: String
  /// In lower case.
  let name: String
  /// The namespace and name as written.
  let writtenName: String

  init(kind: String, namespace: String, name: String) {
    self.kind = kind.lowercased()
    self.namespace = namespace.lowercased()
    self.name = name.lowercased()
    writtenName = self.namespace == "default" ? name : "\(namespace)/\(name)"
  }

  /// A reference from text.
  ///
  /// - Parameters:
  ///   - text: such as `resource:artists-db`, `default/team-a` or `wayback-archive`.
  ///   - kind: the kind that is meant where none is written; `nil` where one must be.
  ///   - namespace: the namespace that is meant where none is written.
  /// - Returns: `nil` if the text is not a reference.
  init?(_ text: String, kind: String?, namespace: String) {
    var rest = text[...]
    var found = kind
    if let colon = rest.firstIndex(of: ":") {
      found = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    var space = namespace
    if let slash = rest.firstIndex(of: "/") {
      space = String(rest[..<slash])
      rest = rest[rest.index(after: slash)...]
    }
    guard let found, !found.isEmpty, !space.isEmpty, !rest.isEmpty, !rest.contains("/"), !rest.contains(":") else {
      return nil
    }
    self.init(kind: found, namespace: space, name: String(rest))
  }

  static func == (left: EntityReference, right: EntityReference) -> Bool {
    (left.kind, left.namespace, left.name) == (right.kind, right.namespace, right.name)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(namespace)
    hasher.combine(name)
  }

  /// The id of the component that it becomes: a component of the catalog by its name alone, others with their kind.
  var id: String { kind == "component" ? writtenName : "\(kind):\(writtenName)" }

  /// The reference in full.
  var text: String { "\(kind):\(namespace)/\(name)" }
}
