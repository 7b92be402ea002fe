internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What attributes of Azure's and Google's resources name although no file has it: components outside of the files.
extension CloudMeaning {
  /// The target that a text names, which the files do not have; `nil` where it names nothing that could fail.
  func outsideTarget(
    named text: String, of resource: CloudResource, _ path: String, _ types: [String], _ meaning: CloudRule.Meaning,
    _ draft: inout ImportDraft
  ) -> Target? {
    guard identities.positions(exactly: text).isEmpty else { return nil }
    let parent = meaning.isOfSettings ? nil : parent(of: text).flatMap { $0.id == resource.id ? nil : $0 }
    if let parent, parent.isWithin {
      return Target(ids: [parent.id], confidence: resource.isObserved ? .observed : .declared)
    }
    guard
      let name = CloudOutsideName(text, types: types, of: resource)
    else { return nil }
    guard name.type.isEmpty || CloudType.of(name.type).role == .part, !meaning.isOfSettings else {
      if name.isUniversal { draft.notes.addUnresolved("\(resource.id) \(path) → \(name.id)") }
      return nil
    }
    let id = addOutside(
      name, near: path.hasPrefix("peer") ? nil : resource, source: "\(resource.source).\(path)", at: resource.place,
      &draft)
    guard let id else { return nil }
    if let parent, outside[id] != nil {
      draft.relate(
        id, .needs, parent.id, confidence: .declared, source: "\(resource.source).\(path)", at: resource.place)
    }
    return Target(ids: [id], confidence: resource.isObserved ? .observed : .declared)
  }

  /// The resource in the files that has a part that no file has as a resource, and whether the resource itself speaks of the
  /// part: a network with its subnets within.
  private func parent(of text: String) -> (id: String, isWithin: Bool)? {
    let key = CloudName.key(text)
    for owner in CloudName.owners(of: key) {
      let found = identities.positions(exactly: owner)
      guard found.count == 1, isComponent[found[0]] else { continue }
      let last = key.split(separator: "/").last.map { $0.lowercased() } ?? ""
      return (inventory.resources[found[0]].id, names(within: found[0]).contains(last))
    }
    return nil
  }

  /// The names of the parts that a resource lists, in small letters.
  private func names(within position: Int) -> Set<String> {
    if let known = partNames[position] { return known }
    var found: Set<String> = []
    inventory.resources[position].attributes.forEachLeaf { path, leaf in
      guard path.hasSuffix(".name"), let text = leaf.text else { return }
      found.insert(text.lowercased())
    }
    partNames[position] = found
    return found
  }

  /// Adds what a whole text names by an id of Azure's, a path of Google's, a bucket or a database's connection name, and gives
  /// its id.
  func addOutside(pathIn text: String, source: String, at place: Place, _ draft: inout ImportDraft) -> String? {
    guard identities.positions(of: text, among: []).isEmpty, identities.positions(in: text).isEmpty else { return nil }
    if CloudName.isARM(text) || CloudName.isGooglePath(CloudName.key(text)) {
      guard let name = CloudOutsideName(text, types: []), !name.type.isEmpty, CloudType.of(name.type).role == .part
      else { return nil }
      return addOutside(name, source: source, at: place, &draft)
    }
    return CloudOutsideName(ofGoogle: text).flatMap { addOutside($0, source: source, at: place, &draft) }
  }

  /// Adds something outside of the files at its place, and gives its id.
  ///
  /// - Parameter near: the resource that names it, which tells a plain name from the same in other homes.
  func addOutside(
    _ name: CloudOutsideName, near: CloudResource? = nil, source: String, at place: Place, _ draft: inout ImportDraft
  ) -> String? {
    let prefix = name.isUniversal ? "" : near.map(homePrefix(of:)) ?? ""
    guard
      let id = addOutside(
        prefix + name.id, type: name.type.isEmpty ? nil : name.type, isUniversal: name.isUniversal,
        near: name.place == nil ? near : nil, source: source, at: place, &draft)
    else { return nil }
    addPlace(of: name, id, to: &draft)
    return id
  }

  /// Puts what a name of Google's tells the place of into its zone or region.
  private func addPlace(of name: CloudOutsideName, _ id: String, to draft: inout ImportDraft) {
    guard let text = name.place else { return }
    if let zone = CloudProvider.google.zone(text, in: nil) {
      addZone(zone, of: "google", to: &draft)
      draft.relate(id, .in, zone, confidence: .declared)
    } else if let region = CloudProvider.google.region(text) {
      addRegion(region, of: "google", to: &draft)
      draft.relate(id, .in, region, confidence: .declared)
    }
  }
}
