internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// An entity as a catalog states it, with what it says of others.
struct CatalogEntity {
  /// A statement of one entity about another, one direction of each pair.
  enum Relation: Hashable {
    case dependsOn, providesAPI, consumesAPI, partOf
  }

  /// A statement: the subject depends on, provides, consumes, is a part of the object.
  struct Statement {
    var relation: Relation
    var subject: EntityReference
    var object: EntityReference
    /// The field or relation that says it.
    var field: String
    var place: Place
  }

  /// The fields of a specification that name other entities; to add one, append a line.
  ///
  /// `kind` is the kind that is meant where a reference has none, and `isReversed` says that the object names its subject.
  static let fields: [(field: String, relation: Relation, kind: String?, isReversed: Bool)] = [
    ("dependsOn", .dependsOn, nil, false),
    ("dependencyOf", .dependsOn, nil, true),
    ("providesApis", .providesAPI, "api", false),
    ("consumesApis", .consumesAPI, "api", false),
    ("subcomponentOf", .partOf, "component", false),
    ("subdomainOf", .partOf, "domain", false),
    ("system", .partOf, "system", false),
    ("domain", .partOf, "domain", false),
  ]

  /// The relations that the catalog's own interface adds, both directions of each pair.
  static let relations: [(type: String, relation: Relation, isReversed: Bool)] = [
    ("dependsOn", .dependsOn, false),
    ("dependencyOf", .dependsOn, true),
    ("providesApi", .providesAPI, false),
    ("apiProvidedBy", .providesAPI, true),
    ("consumesApi", .consumesAPI, false),
    ("apiConsumedBy", .consumesAPI, true),
    ("partOf", .partOf, false),
    ("hasPart", .partOf, true),
  ]

  /// Which entity it is.
  let reference: EntityReference
  /// The kind as written.
  let kind: String
  let title: String?
  /// The sort of its kind, such as `service`, `library` or `database`.
  let type: String?
  let lifecycle: String?
  /// The name of who owns it.
  let owner: String?
  let tags: [String]
  /// The files that a location names.
  let targets: [String]
  private(set) var statements: [Statement] = []
  /// Texts in the place of a reference that are none, with their fields.
  private(set) var notReferences: [(text: String, field: String)] = []
  let place: Place

  /// An entity from its document; `nil` where the document is none.
  init?(_ document: SyntaxNode) {
    guard let kind = document["kind"]?.text, !kind.isEmpty, document["apiVersion"]?.text != nil,
      let metadata = document["metadata"], let name = metadata["name"]?.text, !name.isEmpty
    else { return nil }
    let namespace = metadata["namespace"]?.text ?? "default"
    let reference = EntityReference(kind: kind, namespace: namespace.isEmpty ? "default" : namespace, name: name)
    self.reference = reference
    self.kind = kind
    place = document.place
    title = metadata["title"]?.text
    tags = metadata["tags"]?.items.compactMap(\.text) ?? []
    let specification = document["spec"]
    type = specification?["type"]?.text
    lifecycle = specification?["lifecycle"]?.text
    owner = specification?["owner"]?.text.map { text in
      guard let owner = EntityReference(text, kind: "group", namespace: reference.namespace) else { return text }
      return owner.kind == "group" ? owner.writtenName : "\(owner.kind):\(owner.writtenName)"
    }
    targets = ["target", "targets"].flatMap { specification?[$0]?.itemsOrSelf.compactMap(\.text) ?? [] }
    addFields(of: specification)
    addRelations(of: document)
  }

  private mutating func addFields(of specification: SyntaxNode?) {
    for known in Self.fields {
      for node in specification?[known.field]?.itemsOrSelf ?? [] {
        guard let text = node.text else { continue }
        // No name has such signs in it; what has them may be anything, a password too.
        guard !text.contains(where: { $0.isWhitespace || "?=@!\"'[]{}".contains($0) }),
          let other = EntityReference(text, kind: known.kind, namespace: reference.namespace)
        else {
          notReferences.append((text, known.field))
          continue
        }
        add(known.relation, other, isReversed: known.isReversed, field: known.field, at: node.place)
      }
    }
  }

  private mutating func addRelations(of document: SyntaxNode) {
    for node in document["relations"]?.items ?? [] {
      guard let type = node["type"]?.text, let known = Self.relations.first(where: { $0.type == type }) else {
        continue
      }
      var other: EntityReference?
      if let text = node["targetRef"]?.text {
        other = EntityReference(text, kind: nil, namespace: reference.namespace)
      } else if let target = node["target"], let kind = target["kind"]?.text, let name = target["name"]?.text {
        other = EntityReference(kind: kind, namespace: target["namespace"]?.text ?? "default", name: name)
      }
      guard let other else { continue }
      add(known.relation, other, isReversed: known.isReversed, field: type, at: node.place)
    }
  }

  private mutating func add(
    _ relation: Relation, _ other: EntityReference, isReversed: Bool, field: String, at place: Place
  ) {
    statements.append(
      Statement(
        relation: relation, subject: isReversed ? other : reference, object: isReversed ? reference : other,
        field: field, place: place))
  }
}
