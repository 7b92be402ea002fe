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
    let isKnown = resource.line.isKnown
    // The rows of Amazon's types are complete.
    guard !isKnown || resource.cloud != CloudResource.amazon else { return }
    let covered = isKnown ? Self.covered(resource.type) : []
    var held: [Held] = []
    var positions: [String: Int] = [:]
    // By path what no file has, whatever it is.
    var others: [String: [String]] = [:]
    func visit(_ path: String, _ value: CloudValue, isWhole: Bool, _ draft: inout ImportDraft) {
      switch value {
      case .null, .unknown: return
      case .list(let items): for item in items { visit(path, item, isWhole: isWhole, &draft) }
      case .joined(let parts):
        let isBucket = BucketPath.isStart(parts.first?.text ?? "")
        for (position, part) in parts.enumerated() {
          visit(path, part, isWhole: isBucket && position == 1, &draft)
        }
      case .map(let pairs):
        for pair in pairs {
          visit(path.isEmpty ? pair.key : "\(path).\(pair.key)", pair.value, isWhole: isWhole, &draft)
        }
      case .text, .reference: note(path, value, isWhole: isWhole, &draft)
      }
    }
    func note(_ path: String, _ leaf: CloudValue, isWhole: Bool, _ draft: inout ImportDraft) {
      guard !Self.isName(path), isKnown || !CloudIdentities.isOwnName(path, of: resource.type),
        path != CloudResource.dynamicReferences,
        !covered.contains(where: { path == $0 || path.hasPrefix($0 + ".") }),
        case .means(let meaning) = meaning(ofPath: path),
        // A name that is put together from another's says nothing of a need.
        isWhole || CloudRule.isNamed(path)
      else { return }
      let found = named(by: leaf, at: path, of: resource, meaning, isKnown: isKnown)
      let isUnknown = found == nil && isWhole && !isKnown
      guard
        let target = found
          ?? (isUnknown ? outsideTarget(named: leaf, at: path, of: resource, meaning, &draft) : nil)
          ?? outsideMember(leaf, at: path, of: resource, meaning, &draft)
          ?? (isUnknown ? outsideHost(leaf, at: path, of: resource, &draft) : nil)
      else {
        if isUnknown, meaning.isGroup, let text = leaf.text, isNamedNowhere(text, at: path, of: resource) {
          others[path, default: []].append(text)
        }
        return
      }
      if let position = positions[path] {
        held[position].targets.append(target)
      } else {
        positions[path] = held.count
        held.append(Held(path: path, meaning: meaning, targets: [target]))
      }
    }
    visit("", resource.attributes, isWhole: true, &draft)
    for position in held.indices where !others.isEmpty {
      held[position].targets += outsideMembers(
        others[held[position].path] ?? [], beside: held[position].targets, at: held[position].path, of: resource, &draft
      )
    }
    for held in held {
      let members = held.targets.flatMap(\.ids)
      let outside = members.count { self.outside[$0] != nil }
      if outside > 0, held.meaning.isGroup {
        let known = members.count - outside
        draft.notes.addIncomplete(
          "\(resource.id) \(held.path): \(known) of \(members.count) members \(known == 1 ? "is" : "are") in the files")
      }
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

  /// What a value names by an ARN or an id that AWS made up, and no file has.
  private func outsideTarget(
    named leaf: CloudValue, at path: String, of resource: CloudResource, _ meaning: CloudRule.Meaning,
    _ draft: inout ImportDraft
  ) -> Target? {
    guard resource.cloud == CloudResource.amazon, !meaning.isOfSettings, let text = leaf.text,
      let outsider = CloudOutsider(text, types: []), CloudType.of(outsider.type).role == .part,
      identities.positions(of: text, among: []).isEmpty
    else { return nil }
    return addOutside(
      outsider.id, type: outsider.type, isUniversal: outsider.isUniversal, in: outsider.region,
      near: path.hasPrefix("peer") ? nil : resource, source: "\(resource.source).\(path)", at: resource.place, &draft
    ).map { Target(ids: [$0], confidence: .inferred) }
  }

  /// A member of a list that an expression names, and no file has.
  private func outsideMember(
    _ leaf: CloudValue, at path: String, of resource: CloudResource, _ meaning: CloudRule.Meaning,
    _ draft: inout ImportDraft
  ) -> Target? {
    guard case .reference = leaf, meaning.isGroup, Self.isPlural(path), isComponent(resource.id) else { return nil }
    return outsideTarget(leaf, of: resource, path, [], meaning, &draft)
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
      if found.isEmpty { found = identities.positions(of: text, namedBy: path, of: resource) }
      if found.isEmpty, text.utf8.count > 6, text.contains(".") {
        let isText = if case .address = meaning { true } else { false }
        found = identities.positions(ofAddress: text)
        if found.isEmpty, isText {
          found = identities.positions(in: text) { nearest($0, to: resource, by: $1) }
        }
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
    comes(resource.id, after: inventory.resources[position].id)
  }

  /// Whether a resource was made after another: then the other's value that names it was read back from the cloud.
  private func isAfter(_ position: Int, _ resource: CloudResource) -> Bool {
    comes(inventory.resources[position].id, after: resource.id)
  }

  /// Whether the source lists a resource before another.
  func comes(_ id: String, after other: String) -> Bool {
    guard let position = inventory.position(of: id) else { return false }
    let listed = inventory.resources[position].dependsOn
    guard listed.count > 16 else { return listed.contains(other) }
    if let known = listedBefore[position] { return known.contains(other) }
    let known = Set(listed)
    listedBefore[position] = known
    return known.contains(other)
  }

  func isSetting(_ id: String) -> Bool {
    inventory.position(of: id).map { types[$0].role == .setting } ?? false
  }
}
