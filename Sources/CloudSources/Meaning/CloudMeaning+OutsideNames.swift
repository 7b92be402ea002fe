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
    guard identities.positions(exactly: text).isEmpty,
      let name = CloudOutsideName(text, types: types, of: resource)
    else { return nil }
    guard name.type.isEmpty || CloudType.of(name.type).role == .part, !meaning.isOfSettings else {
      if name.isUniversal { draft.notes.addUnresolved("\(resource.id) \(path) → \(name.id)") }
      return nil
    }
    return addOutside(
      name, near: path.hasPrefix("peer") ? nil : resource, source: "\(resource.source).\(path)", at: resource.place,
      &draft
    )
    .map { Target(ids: [$0], confidence: resource.isObserved ? .observed : .declared) }
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
