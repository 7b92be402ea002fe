internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes a model of a catalog's entities.
struct CatalogModel {
  private struct Known: Hashable {
    var relation: CatalogEntity.Relation
    var subject: EntityReference
    var object: EntityReference
  }

  private var draft = ImportDraft()
  /// In the order met, each once.
  private var entities: [CatalogEntity] = []
  private var positions: [EntityReference: Int] = [:]
  private var files: [EntityReference: String] = [:]
  private var statements: [(statement: CatalogEntity.Statement, source: String)] = []
  private var known: Set<Known> = []
  /// The statements that entities provide an API, by the API.
  private var providers: [EntityReference: [(statement: CatalogEntity.Statement, source: String)]] = [:]
  /// The entities in a system or domain, by its reference.
  private var parts: [EntityReference: [String]] = [:]
  /// What stands for the parts of a system or domain, once that was asked for; `nil` where it has none.
  private var partsGroups: [EntityReference: String?] = [:]

  /// A model with room for this much.
  init(budget: ExpansionBudget) { draft.budget = budget }

  /// Adds the documents of a file; the name is short, for sources.
  mutating func add(_ documents: [SyntaxNode], of file: String) {
    for document in documents {
      guard let entity = CatalogEntity(document) else {
        draft.notes.skip("document", because: "it is not an entity: it lacks apiVersion, kind or metadata.name")
        continue
      }
      if let reason = CatalogKinds.leftOut.first(where: { $0.kind == entity.reference.kind })?.reason {
        draft.notes.skip(entity.kind, because: reason)
        continue
      }
      guard ["component", "resource", "api", "system", "domain"].contains(entity.reference.kind) else {
        let kind = ForeignName.quoted(entity.kind, or: "entity")
        draft.notes.skip(kind, because: "the meaning of this kind for failures is unknown")
        continue
      }
      draft.notes.understand()
      if let position = positions[entity.reference] {
        draft.notes.remark(
          "\(entity.reference.id) is declared twice, in \(entities[position].place.fileAndLine) and in \(entity.place.fileAndLine); the first counts"
        )
        continue
      }
      positions[entity.reference] = entities.count
      files[entity.reference] = file
      entities.append(entity)
      for bad in entity.notReferences {
        let told = ForeignName.isPlain(bad.text) ? "'\(bad.text)'" : "a text that is not a reference"
        draft.notes.addUnresolved("\(entity.reference.id) → \(told) (\(bad.field))")
      }
      for statement in entity.statements {
        guard
          known.insert(
            Known(relation: statement.relation, subject: statement.subject, object: statement.object)
          ).inserted
        else { continue }
        statements.append((statement, "\(file): \(entity.kind)/\(entity.reference.writtenName) \(statement.field)"))
      }
    }
  }

  /// Notes what a user should know about the files.
  mutating func remark(_ text: String) { draft.notes.remark(text) }

  /// The draft of the model.
  consuming func make() -> ImportDraft {
    for entity in entities { add(entity) }
    for (statement, source) in statements where statement.relation == .providesAPI {
      guard statement.object.kind == "api" else {
        unresolved(statement)
        continue
      }
      providers[statement.object, default: []].append((statement, source))
    }
    for (statement, source) in statements where statement.relation == .partOf { addPart(statement, source) }
    addAPIs()
    for (statement, source) in statements {
      switch statement.relation {
      case .dependsOn, .consumesAPI: addNeed(statement, source)
      case .providesAPI, .partOf: break
      }
    }
    return draft
  }

  // MARK: Entities

  private mutating func add(_ entity: CatalogEntity) {
    let reference = entity.reference
    let isGroup = reference.kind == "system" || reference.kind == "domain"
    let kind: String
    switch reference.kind {
    case "system", "domain": kind = "backstage/\(reference.kind)"
    // An API whose providers are known fails with them, and never by itself.
    case "api": kind = "api"
    default: kind = CatalogKinds.kind(of: entity)
    }
    draft.add(
      reference.id, kind: kind, isDomain: isGroup, name: entity.title,
      source: "\(files[reference] ?? ""): \(entity.kind)/\(reference.writtenName)", at: entity.place)
    draft.update(reference.id) { component in
      component.owner = entity.owner.map(ImportDraft.cleaned)
      component.tags = (entity.tags + (entity.lifecycle.map { ["lifecycle=\($0)"] } ?? [])).map(ImportDraft.cleaned)
    }
    if reference.kind == "component" {
      draft.identify(reference.id, as: "service:\(entity.reference.writtenName.split(separator: "/").last ?? "")")
    }
  }

  /// The id of an entity that is there, or that is known by what others say of it.
  private func id(of reference: EntityReference) -> String? {
    if let position = positions[reference] { return entities[position].reference.id }
    return draft.contains(reference.id) ? reference.id : nil
  }

  /// Whether an entity is built into those that depend on it.
  private func isBuiltIn(_ reference: EntityReference) -> Bool {
    guard let position = positions[reference], reference.kind == "component" else { return false }
    return entities[position].type.map { CatalogKinds.builtIn.contains($0.lowercased()) } ?? false
  }

  private mutating func unresolved(_ statement: CatalogEntity.Statement) {
    // Kind, namespace and name, each of at most 63 signs.
    let object = ForeignName.quoted(statement.object.id, or: "a text that is no name", signs: "._-:/", limit: 200)
    draft.notes.addUnresolved(ImportDraft.cleaned("\(statement.subject.id) → \(object) (\(statement.field))"))
  }

  // MARK: Statements

  private mutating func addPart(_ statement: CatalogEntity.Statement, _ source: String) {
    let whole = statement.object
    guard let part = id(of: statement.subject) else { return unresolved(statement) }
    guard whole.kind == "system" || whole.kind == "domain" else {
      guard let owner = id(of: whole) else { return unresolved(statement) }
      // The whole is more than its parts, and the parts are independent.
      draft.relate(
        owner, isBuiltIn(statement.subject) ? .startNeeds : .uses, part, confidence: .declared, source: source,
        at: statement.place)
      return
    }
    if id(of: whole) == nil {
      unresolved(statement)
      draft.add(whole.id, kind: "backstage/\(whole.kind)", isDomain: true, source: source, at: statement.place)
    }
    let group = id(of: whole) ?? whole.id
    parts[whole, default: []].append(part)
    draft.relate(part, .in, group, confidence: .declared, source: source, at: statement.place)
  }

  /// APIs need any of their providers; one that is described nowhere is known by these.
  private mutating func addAPIs() {
    var described = Set<EntityReference>()
    var order: [EntityReference] = []
    for (statement, _) in statements where statement.relation == .providesAPI && statement.object.kind == "api" {
      if described.insert(statement.object).inserted { order.append(statement.object) }
    }
    for api in order {
      guard let all = providers[api], let first = all.first else { continue }
      let present = all.compactMap { provider in
        id(of: provider.statement.subject).map { (id: $0, statement: provider.statement, source: provider.source) }
      }
      for (statement, _) in all where id(of: statement.subject) == nil { unresolved(statement) }
      guard !present.isEmpty else { continue }
      if id(of: api) == nil {
        draft.notes.addUnresolved(
          "\(ImportDraft.cleaned(api.id)) is not described in any file; it is known only from what provides it")
        draft.add(api.id, kind: nil, source: first.source, at: first.statement.place)
      }
      let name = id(of: api) ?? api.id
      draft.update(name) { $0.kind = "backstage/api" }
      let built = present.filter { isBuiltIn($0.statement.subject) }
      let running = present.filter { !isBuiltIn($0.statement.subject) }
      for provider in built {
        draft.relate(
          name, .startNeeds, provider.id, confidence: .declared, source: provider.source, at: provider.statement.place)
      }
      guard let first = running.first else { continue }
      draft.relateRedundant(
        name, of: running.map(\.id), confidence: .declared, source: first.source, at: first.statement.place)
    }
  }

  private mutating func addNeed(_ statement: CatalogEntity.Statement, _ source: String) {
    guard let subject = id(of: statement.subject), let object = id(of: statement.object) else {
      return unresolved(statement)
    }
    var target = object
    if statement.object.kind == "system" || statement.object.kind == "domain" {
      guard let group = partsGroup(of: statement.object, object, source, at: statement.place) else {
        return unresolved(statement)
      }
      draft.notes.addAmbiguous("\(subject) depends on \(object): it is not stated on which of its parts")
      target = group
    }
    draft.relate(
      subject, isBuiltIn(statement.object) ? .startNeeds : .needs, target, confidence: .declared, source: source,
      at: statement.place)
  }

  /// The group of a system's parts for those that depend on it as a whole: lost when all are, degraded when one is.
  private mutating func partsGroup(
    of reference: EntityReference, _ id: String, _ source: String, at place: Place
  ) -> String? {
    if let known = partsGroups[reference] { return known }
    let group = addPartsGroup(of: reference, id, source, at: place)
    partsGroups[reference] = .some(group)
    return group
  }

  private mutating func addPartsGroup(
    of reference: EntityReference, _ id: String, _ source: String, at place: Place
  ) -> String? {
    let members = parts[reference]?.filter { draft[$0]?.isDomain == false } ?? []
    guard !members.isEmpty else { return nil }
    let group = "\(id) (parts)"
    guard !draft.contains(group) else { return group }
    draft.add(group, kind: "backstage/parts", source: source, at: place)
    draft.relate(group, .needs, .any, of: members, confidence: .assumed, source: source, at: place)
    draft.relate(group, .uses, .all, of: members, confidence: .assumed, source: source, at: place)
    return group
  }
}
