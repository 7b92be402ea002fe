internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What references mean by the name of their attribute: for types without a row, and for attributes that a row leaves out.
///
/// A value is a reference if exactly one resource has it as its id or link, or if the attribute's name says of which type
/// the resource is that has it. All that follows is inferred.
extension CloudMeaning {
  /// What an attribute holds, with its path.
  private struct Held {
    var path: String
    var meaning: CloudRule.Meaning
    var targets: [Target]
  }

  func applyNames(to resource: CloudResource, in draft: inout ImportDraft) {
    let isKnown = CloudType.isKnown(resource.type)
    // The rows of Amazon's types are complete.
    guard !isKnown || resource.cloud != CloudResource.amazon else { return }
    let covered = isKnown ? Self.covered(resource.type) : []
    var held: [Held] = []
    var positions: [String: Int] = [:]
    resource.attributes.forEachLeaf { path, leaf in
      guard !Self.isName(path), path != CloudResource.dynamicReferences,
        !covered.contains(where: { path == $0 || path.hasPrefix($0 + ".") }),
        case .means(let meaning) = CloudRule.meaning(ofPath: path),
        let target = named(by: leaf, at: path, of: resource, meaning, isKnown: isKnown)
      else { return }
      if let position = positions[path] {
        held[position].targets.append(target)
      } else {
        positions[path] = held.count
        held.append(Held(path: path, meaning: meaning, targets: [target]))
      }
    }
    for held in held {
      // Settings run nothing that could need something.
      let areSettings = isSetting(resource.id) || held.targets.allSatisfy { $0.ids.allSatisfy { isSetting($0) } }
      if case .address = held.meaning, !areSettings {
        for id in Set(held.targets.flatMap(\.ids)).sorted() {
          relateAddress(
            resource.id, to: id, source: "\(resource.source).\(held.path)", at: resource.place, &draft)
        }
      } else {
        relate(resource.id, areSettings ? .config : held.meaning, held.targets, of: resource, held.path, &draft)
      }
    }
  }

  /// The attributes that the rows of a type speak of.
  ///
  /// A secret has a copy of a value of what it is about: it does not need that.
  private static func covered(_ type: String) -> [String] {
    (CloudType.of(type).kind.hasSuffix("/secret") ? ["value", "secret_data"] : []) + CloudRule.of(type).map(\.path)
      + CloudPlace.of(type).map(\.path) + CloudService.reversed(of: type).map(\.path)
  }

  /// Whether an attribute is what a resource itself is called.
  private static func isName(_ path: String) -> Bool {
    path == "id" || path == "arn" || path == "name" || path == "self_link" || path == "urn"
  }

  private func named(
    by leaf: CloudValue, at path: String, of resource: CloudResource, _ meaning: CloudRule.Meaning, isKnown: Bool
  ) -> Target? {
    switch leaf {
    case .reference:
      guard var target = target(leaf, of: resource, []) else { return nil }
      target.ids = target.ids.filter { isComponent($0) }
      target.confidence = .inferred
      return target.ids.isEmpty ? nil : target
    case .text(let text):
      guard text.utf8.count > 1, text.utf8.count < 4_096 else { return nil }
      var found = identities.positions(of: text, among: [])
      if found.isEmpty { found = identities.positions(of: text, namedBy: path, ofCloud: resource.cloud) }
      if found.isEmpty, text.utf8.count > 6, text.contains(".") {
        let isText = if case .address = meaning { true } else { false }
        found = identities.positions(ofAddress: text)
        if found.isEmpty, isText { found = identities.positions(in: text) }
        // An attribute that usually holds an address of its own names another only if the source says so.
        if CloudIdentities.isUsualAddress(path) { found = found.filter { isBefore($0, resource) } }
      }
      let ids = nearest(found, to: resource, by: text).filter { position in
        isComponent[position] && inventory.resources[position].id != resource.id
          && (isKnown ? isBefore(position, resource) : !isAfter(position, resource))
      }.map { inventory.resources[$0].id }
      return ids.isEmpty ? nil : Target(ids: ids, isAmbiguous: ids.count > 1, confidence: .inferred)
    default: return nil
    }
  }

  /// Whether the source says that a resource was made before another, for a reference of the other.
  private func isBefore(_ position: Int, _ resource: CloudResource) -> Bool {
    resource.dependsOn.contains(inventory.resources[position].id)
  }

  /// Whether a resource was made after another: then the other's value that names it was read back from the cloud.
  private func isAfter(_ position: Int, _ resource: CloudResource) -> Bool {
    inventory.resources[position].dependsOn.contains(resource.id)
  }

  func isSetting(_ id: String) -> Bool {
    inventory.position(of: id).map { types[$0].role == .setting } ?? false
  }
}
