internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// One model of several projects: their services are apart, and what Docker or everyone knows by one name is one.
struct ComposeUnion {
  /// For how many projects each pair has a line of its own.
  private static let pairLimit = 8

  private var components: [Component] = []
  private var positions: [ComponentID: Int] = [:]
  private var identities: [(key: String, component: ComponentID)] = []
  private var universalIDs: Set<ComponentID> = []
  private var warnings: [Diagnostic] = []
  private var labels: [String] = []
  /// The ids within each project, and the shared components that it has.
  private var ownIDs: [[String]] = []
  private var sharedIDs: [Set<ComponentID>] = []
  var notes = ImportNotes()

  /// Adds a project.
  ///
  /// - Parameters:
  ///   - imported: the project.
  ///   - label: its name.
  ///   - shared: the components that are not its own.
  mutating func add(_ imported: ImportedModel, _ label: String, shared: Set<ComponentID>) {
    var part = imported
    part.universalIDs.formUnion(shared)
    let kept = part.universalIDs
    part = part.named(label)
    for component in part.model.components {
      // A service of another project is described there.
      if shared.contains(component.id), component.kind == nil { continue }
      if let position = positions[component.id] {
        components[position].unite(with: component)
        components[position].countCallsOnce()
      } else {
        positions[component.id] = components.count
        components.append(component)
      }
    }
    identities += part.identities
    universalIDs.formUnion(imported.universalIDs)
    warnings += part.warnings
    notes.add(part.notes, of: label)
    labels.append(label)
    ownIDs.append(imported.model.components.map(\.id).filter { !kept.contains($0) }.map(\.text))
    sharedIDs.append(kept.intersection(imported.model.components.map(\.id)))
  }

  /// The model of all projects.
  consuming func model() -> ImportedModel {
    for position in components.indices { components[position].groupRelations() }
    noteUnions()
    let name = labels.count <= Self.pairLimit ? enumeration(of: labels) : "\(labels.count) projects"
    let model = Model(name: name, components: components)
    let relations = components.reduce(0) { $0 + $1.relations.count }
    return ImportedModel(
      model, warnings: warnings,
      summary: ImportDraft.summary(of: model, relations: relations, notes, things: "services"), notes: notes,
      identities: identities, universalIDs: universalIDs, deploysServices: true)
  }

  private mutating func noteUnions() {
    guard labels.count <= Self.pairLimit else {
      notes.addUnion("\(labels.count) projects are kept apart: \(labels.prefix(4).joined(separator: ", ")) …")
      return
    }
    for second in labels.indices {
      for first in 0..<second {
        let common = sharedIDs[first].intersection(sharedIDs[second]).map(\.text).sorted()
        let names = Set(ownIDs[first])
        let apart = ownIDs[second].filter { names.contains($0) }
        notes.addUnion(
          "\(labels[first]) and \(labels[second]): projects of their own; "
            + (common.isEmpty ? "nothing united" : "united: \(Self.list(common))")
            + (apart.isEmpty ? "" : "; kept apart: \(Self.list(apart))"))
      }
    }
  }

  private static func list(_ ids: [String]) -> String {
    let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
    return ids.prefix(3).joined(separator: ", ") + more
  }
}
