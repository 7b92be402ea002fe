internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What names and balancers lead to: hosts, addresses and resources, in the files or outside of them.
extension CloudMeaning {
  /// What one value leads to: all of it is needed to answer.
  struct Entry {
    var ids: [String]
    var confidence: Confidence
  }

  /// All that the values of an attribute lead to.
  struct Entries {
    var all: [Entry] = []
    /// How many of them are outside of the files.
    var outsideCount = 0
    /// Whether some values are not known, nor how many there are.
    var hasUnknown = false
  }

  /// How a group shares callers out over its members.
  enum Sharing {
    /// A caller may get each of them, and another one if that fails.
    case checked
    /// A caller goes on being sent to the one that is lost.
    case unchecked
    /// The first serves, and the others take over.
    case failover
  }

  /// Relates a resource to what an attribute leads to: any of several is enough.
  func addEntries(of resource: CloudResource, _ path: String, to draft: inout ImportDraft) {
    let found = entries(of: resource, path, to: &draft)
    relate(resource.id, toAnyOf: found.all, source: "\(resource.source).\(path)", at: resource.place, &draft)
  }

  /// What an attribute leads to. What is outside of the files becomes a component; the group's numbers are reported.
  func entries(of resource: CloudResource, _ path: String, to draft: inout ImportDraft) -> Entries {
    entries(of: resource, path, in: resource.attributes.values(at: path), to: &draft)
  }

  /// What some values of an attribute lead to.
  func entries(
    of resource: CloudResource, _ path: String, in values: [CloudValue], to draft: inout ImportDraft
  ) -> Entries {
    let source = "\(resource.source).\(path)"
    var found = Entries()
    func visit(_ value: CloudValue, isWhole: Bool, _ draft: inout ImportDraft) {
      switch value {
      case .null: break
      case .unknown: if isWhole { found.hasUnknown = true }
      case .list(let items): for item in items { visit(item, isWhole: isWhole, &draft) }
      case .map(let pairs): for pair in pairs { visit(pair.value, isWhole: isWhole, &draft) }
      case .joined(let parts):
        let start = found.all.count
        for part in parts { visit(part, isWhole: false, &draft) }
        // One text, whatever it is made of.
        guard found.all.count > start + 1, !Self.isPlural(path) else { return }
        let ids = found.all[start...].flatMap(\.ids)
        found.all.removeSubrange(start...)
        found.all.append(Entry(ids: ids, confidence: .assumed))
      case .reference(let reference):
        guard !Self.valuesOnly.contains(reference.attribute) else { return }
        let ids = reference.resources.flatMap(standIns(for:)).filter { isComponent($0) && $0 != resource.id }
        if reference.isAmbiguous {
          if !ids.isEmpty { found.all.append(Entry(ids: ids, confidence: ids.count > 1 ? .assumed : .referenced)) }
        } else {
          let (zones, confidence) = zonesOfFronts(readBy: reference, &draft)
          found.all += ids.map { id in
            zones.isEmpty
              ? Entry(ids: [id], confidence: .referenced) : Entry(ids: [id] + zones, confidence: confidence)
          }
        }
      case .text(let text):
        let ids = self.ids(ofEntry: text, for: resource)
        let confidence: Confidence = resource.isObserved ? .observed : .declared
        if !ids.isEmpty {
          let zones = zonesOfFronts(in: text, for: resource, &draft)
          found.all.append(Entry(ids: ids + zones, confidence: confidence))
        } else if isWhole, let id = addOutside(entry: text, of: resource, source: source, &draft) {
          found.outsideCount += 1
          found.all.append(Entry(ids: [id], confidence: confidence))
        }
      }
    }
    for value in values { visit(value, isWhole: true, &draft) }
    report(&found, of: resource, path, &draft)
    return found
  }

  /// The resources in the files that a text leads to: a card and its machine are one.
  private func ids(ofEntry text: String, for resource: CloudResource) -> [String] {
    var positions = identities.positions(ofAddress: text)
    if positions.isEmpty { positions = identities.positions(in: text) }
    var seen: Set<String> = []
    return nearest(positions, to: resource, by: text).map { machine(of: inventory.resources[$0].id) }
      .filter { isComponent($0) && $0 != resource.id && seen.insert($0).inserted }
  }

  /// Adds the host, address or resource that a text leads to and no file has, and gives its id.
  private func addOutside(
    entry text: String, of resource: CloudResource, source: String, _ draft: inout ImportDraft
  ) -> String? {
    if CloudName.isARM(text) || CloudName.isGooglePath(CloudName.key(text)) {
      guard let name = CloudOutsideName(text, types: []), name.type.isEmpty || CloudType.of(name.type).role == .part
      else { return nil }
      return addOutside(name, source: source, at: resource.place, &draft)
    }
    guard let host = Self.host(in: text), CloudOutsider.isHost(host) else { return nil }
    return addOutside(host: host, source: source, at: resource.place, &draft)
  }

  /// The host of a URL or of the value of a record, in which numbers come before it.
  static func host(in text: String) -> String? {
    guard text.utf8.count < 2_048 else { return nil }
    var rest = text.split(separator: " ").last ?? ""
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    }
    return rest.isEmpty ? nil : CloudIdentities.normalized(String(rest))
  }

  /// Reports how many members of a group are in the files; those of which nothing is known are one more member.
  private func report(
    _ found: inout Entries, of resource: CloudResource, _ path: String, _ draft: inout ImportDraft
  ) {
    let known = found.all.count - found.outsideCount
    if found.hasUnknown, !found.all.isEmpty {
      let id = addOutside(
        "outside:\(resource.id).\(path)", type: nil, isUniversal: false, source: "\(resource.source).\(path)",
        at: resource.place, &draft)
      if let id { found.all.append(Entry(ids: [id], confidence: .declared)) }
      draft.notes.addIncomplete(
        "\(resource.id) \(path): \(known) of its members \(known == 1 ? "is" : "are") known, and not how many there are"
      )
    } else if found.outsideCount > 0, found.all.count > 1 {
      draft.notes.addIncomplete(
        "\(resource.id) \(path): \(known) of \(found.all.count) members \(known == 1 ? "is" : "are") in the files")
    }
  }

  // MARK: Groups of entries

  /// What must be up for one entry to answer.
  func target(of entry: Entry) -> Requirement.Target {
    var seen: Set<Requirement.Target> = []
    let needs = entry.ids.flatMap { self.entry(to: $0).needs }.filter { seen.insert($0).inserted }
    return needs.count == 1 ? needs[0] : .group(Group(.all, of: needs.map { Group.Member(Requirement($0)) }))
  }

  /// Says that a component needs any of some entries and is degraded by the loss of each; a single one is needed with all
  /// that is behind it.
  func relate(
    _ owner: String, toAnyOf entries: [Entry], source: String, at place: Place, _ draft: inout ImportDraft
  ) {
    guard entries.count > 1 else {
      for entry in entries {
        for id in entry.ids {
          relateEntry(owner, .needs, to: id, confidence: entry.confidence, source: source, at: place, &draft)
        }
      }
      return
    }
    let confidence = entries.map(\.confidence).max() ?? .declared
    relate(
      owner, toShared: entries.map(target(of:)), .checked, confidence: confidence, source: source, at: place, &draft)
  }

  /// Says that a component needs any of some members, and what the loss of each means by the way in which they are shared.
  func relate(
    _ owner: String, toShared members: [Requirement.Target], _ sharing: Sharing, confidence: Confidence = .referenced,
    source: String, at place: Place, _ draft: inout ImportDraft
  ) {
    var seen: Set<Requirement.Target> = []
    let members = members.filter { seen.insert($0).inserted }
    guard members.count > 1 else {
      for member in members {
        draft.relate(owner, .needs, member, confidence: confidence, source: source, at: place)
      }
      return
    }
    func group(_ threshold: Group.Threshold) -> Requirement.Target {
      .group(Group(threshold, of: members.map { Group.Member(Requirement($0, at: place)) }))
    }
    draft.relate(owner, .needs, group(.any), confidence: confidence, source: source, at: place)
    switch sharing {
    case .checked: draft.relate(owner, .uses, group(.all), confidence: confidence, source: source, at: place)
    case .unchecked:
      draft.relate(
        owner, .degradedBy, group(.all), confidence: confidence, source: "\(source): no health check", at: place)
    case .failover:
      draft.relate(
        owner, .uses, members[0], confidence: confidence, source: "\(source): failing over interrupts it", at: place)
    }
  }
}
