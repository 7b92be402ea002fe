internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What attributes of Azure's and Google's resources name although no file has it: components outside of the files.
extension CloudMeaning {
  /// Relates a resource to what an attribute names, if some of that is outside of the files; `false` if nothing is.
  ///
  /// Members of a group that are outside stay members, so that the others do not become the only ones.
  func relateOutside(_ resource: CloudResource, _ rule: CloudRule, _ draft: inout ImportDraft) -> Bool {
    switch rule.meaning {
    case .config, .template, .address: return false
    default: break
    }
    var outside: [CloudOutsideName] = []
    for value in resource.attributes.values(at: rule.path) {
      value.forEachLeaf { _, leaf in
        guard case .text(let text) = leaf, target(leaf, of: resource, rule.targets) == nil,
          identities.positions(of: text, among: []).isEmpty, let name = CloudOutsideName(text, types: rule.targets)
        else { return }
        outside.append(name)
      }
    }
    outside.removeAll { !$0.type.isEmpty && CloudType.of($0.type).role != .part }
    guard !outside.isEmpty, !draft.isFull else { return false }
    let source = "\(resource.source).\(rule.path)"
    for name in outside {
      let kind = name.type.isEmpty ? "external" : CloudType.of(name.type).kind
      self.outside[name.id] = name.type
      draft.addExternal(name.id, kind: kind, isUniversal: true, source: source, at: resource.place)
      draft.identify(name.id, as: (CloudName.isARM(name.id) ? "azure:" : "gcp:") + name.id)
      addPlace(of: name, to: &draft)
      if !name.type.isEmpty, !CloudName.isGooglePath(name.id), let region = region(ofType: name.type, near: resource) {
        addRegion(region, of: resource.cloud, to: &draft)
        draft.relate(name.id, .in, region, confidence: .inferred, source: source, at: resource.place)
      }
    }
    let known = targets(of: resource, rule.path, rule.targets)
    let ids = known.flatMap(\.ids).filter { isComponent($0) && $0 != resource.id } + outside.map(\.id)
    switch rule.meaning {
    case .any, .failover:
      draft.relateRedundant(resource.id, of: ids, confidence: .declared, source: source, at: resource.place)
      draft.notes.addIncomplete(
        "\(resource.id) \(rule.path): \(ids.count - outside.count) of \(ids.count) members are in the files")
    default:
      relate(resource.id, rule.meaning, known, of: resource, rule.path, &draft)
      let kind: ImportDraft.Kind =
        switch rule.meaning {
        case .soft: .uses
        case .restart: .startNeeds
        default: .needs
        }
      for name in outside {
        draft.relate(
          resource.id, kind, name.id, confidence: .declared, source: source, at: resource.place)
      }
    }
    return true
  }

  /// Puts what a path of Google's names into its zone or region.
  private func addPlace(of name: CloudOutsideName, to draft: inout ImportDraft) {
    guard CloudName.isGooglePath(name.id) else { return }
    let parts = name.id.split(separator: "/")
    guard let place = parts.firstIndex(where: { $0 == "regions" || $0 == "zones" || $0 == "locations" }),
      place + 1 < parts.count
    else { return }
    let text = String(parts[place + 1])
    if let zone = CloudProvider.google.zone(text, in: nil) {
      addZone(zone, of: "google", to: &draft)
      draft.relate(name.id, .in, zone, confidence: .declared)
    } else if let region = CloudProvider.google.region(text) {
      addRegion(region, of: "google", to: &draft)
      draft.relate(name.id, .in, region, confidence: .declared)
    }
  }
}
