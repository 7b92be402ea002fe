internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What a state says only by the order in which resources are made: the last resort.
///
/// A state lists for each resource all that its configuration refers to, and all that those refer to. Where no value of a
/// resource leads to one of them, nor to one that was made after it, something of that resource is needed all the same.
extension CloudMeaning {
  func addOrder(to draft: inout ImportDraft) {
    // What a resource requires, or is required by, in the model.
    for position in inventory.resources.indices where isComponent[position] && !draft.isFull {
      let resource = inventory.resources[position]
      guard !resource.dependsOn.isEmpty else { continue }
      // The rows of Amazon's types are complete: what they leave out is order.
      guard resource.cloud != CloudResource.amazon || !resource.line.isKnown else { continue }
      addOrder(of: resource, to: &draft)
    }
  }

  /// The most that is looked at: what is beyond it has no order.
  private static let mostWork = 4_000_000

  private func addOrder(of resource: CloudResource, to draft: inout ImportDraft) {
    var covered = related(to: resource.id, in: draft)
    let listed = resource.dependsOn.filter { $0 != resource.id }
    orderWork += listed.count
    // One of that many says nothing.
    guard listed.count <= 1_000, orderWork < Self.mostWork else { return }
    for id in listed where covered.contains(id) { covered.formUnion(before(id)) }
    // The nearest first: what others of the list were made after is theirs.
    var implied: Set<String> = []
    if listed.count > 1 { for id in listed { implied.formUnion(before(id)) } }
    var byDeclaration: [(declaration: String, ids: [String])] = []
    for id in listed where !covered.contains(id) && !implied.contains(id) && isComponent(id) {
      // What was made after it in turn, or is related the other way round, does not come before it.
      guard !comes(id, after: resource.id), !related(to: id, in: draft).contains(resource.id) else { continue }
      let declaration = id.prefix { $0 != "[" }
      if byDeclaration.last?.declaration == String(declaration) {
        byDeclaration[byDeclaration.count - 1].ids.append(id)
      } else {
        byDeclaration.append((String(declaration), [id]))
      }
    }
    let source = "\(resource.source): what the state lists before it"
    for (_, ids) in byDeclaration {
      if ids.allSatisfy({ isSetting($0) }) {
        for id in ids {
          draft.relate(
            resource.id, .configuredBy, id, confidence: .inferred, source: source, at: resource.place)
        }
      } else if isSetting(resource.id) {
        continue
      } else if ids.count == 1 {
        relateAddress(resource.id, to: ids[0], source: source, at: resource.place, &draft)
      } else {
        draft.relate(resource.id, oneOf: ids, confidence: .inferred, source: source, at: resource.place)
        draft.notes.addAmbiguous("\(resource.id): one of \(Self.list(ids))")
      }
    }
  }

  /// What the source lists before a resource.
  private func before(_ id: String) -> [String] {
    let found = inventory[id]?.dependsOn ?? []
    orderWork += found.count
    return orderWork < Self.mostWork ? found : []
  }

  /// What a component requires in any way.
  func related(to id: String, in draft: ImportDraft) -> Set<String> {
    var found: Set<String> = []
    orderWork += draft[id]?.relations.count ?? 0
    guard orderWork < Self.mostWork else { return [] }
    func note(_ target: Requirement.Target) {
      switch target {
      case .component(let id): found.insert(id.text)
      case .group(let group): for member in group.members { note(member.requirement.target) }
      }
    }
    for relation in draft[id]?.relations ?? [] { note(relation.requirement.target) }
    orderWork += found.count
    return found
  }
}
