internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What references become: by the row of their attribute, or by its name alone.
extension CloudMeaning {
  func applyRules(to resource: CloudResource, in draft: inout ImportDraft) {
    let rules = CloudRule.of(resource.type)
    for rule in rules {
      if case .address = rule.meaning {
        if resource.cloud != CloudResource.amazon {
          addPassedAddresses(to: resource.id, from: resource, [rule.path], &draft)
        }
        continue
      }
      if case .entry = rule.meaning {
        addEntries(of: resource, rule.path, to: &draft)
        continue
      }
      let holder = rule.meaning.isGroup ? serving(of: resource, rule.path) : resource
      let targets = allTargets(of: holder, rule.path, rule.targets, as: rule.meaning, to: &draft)
      if rule.meaning.isGroup, addSpread(of: resource, rule.path, targets, to: &draft) { continue }
      relate(resource.id, rule.meaning, targets, of: resource, rule.path, &draft)
    }
    // A value that is read when it is made is needed to make it again, whichever attribute has it.
    let dynamic = CloudResource.dynamicReferences
    relate(resource.id, .restart, targets(of: resource, dynamic, []), of: resource, dynamic, &draft)
    applyNames(to: resource, in: &draft)
    if resource.cloud != CloudResource.amazon { reportPlaces(of: resource, in: &draft) }
  }

  /// A resource without the blocks of weight 0 that the end of a path is in: nothing is sent there, as long as another block
  /// has a weight.
  func serving(of resource: CloudResource, _ path: String) -> CloudResource {
    guard let dot = path.lastIndex(of: "."),
      resource.attributes.values(at: "\(path[..<dot]).weight").contains(where: { $0.int == 0 })
    else { return resource }
    var holder = resource
    holder.attributes = Self.withoutIdle(resource.attributes, along: path[..<dot].split(separator: ".")[...])
    return holder
  }

  private static func withoutIdle(_ value: CloudValue, along keys: ArraySlice<Substring>) -> CloudValue {
    guard let key = keys.first else { return value }
    switch value {
    case .list(let items): return .list(items.map { withoutIdle($0, along: keys) })
    case .map(let pairs):
      return .map(
        pairs.map { pair in
          guard pair.key == key else { return pair }
          guard keys.count == 1 else { return (pair.key, withoutIdle(pair.value, along: keys.dropFirst())) }
          return (pair.key, .list(pair.value.items.preferred { $0["weight"]?.int != 0 }))
        })
    default: return value
    }
  }

  /// Reports what an attribute names that means more than a rule can say, if no file has it and it became no component.
  private func reportPlaces(of resource: CloudResource, in draft: inout ImportDraft) {
    for place in CloudPlace.of(resource.type) where !place.targets.isEmpty {
      for value in resource.attributes.values(at: place.path) {
        value.forEachLeaf { _, leaf in
          guard case .text(let text) = leaf, CloudName.isARM(text) || CloudName.isGooglePath(CloudName.key(text)),
            target(leaf, of: resource, place.targets) == nil
          else { return }
          unresolvedPlaces.append((resource.id, place.path, CloudName.key(text)))
        }
      }
    }
  }

  /// Notes the references of `reportPlaces` that became no component in the end.
  func reportUnresolvedPlaces(in draft: inout ImportDraft) {
    for (owner, path, id) in unresolvedPlaces where !isComponent(ImportDraft.cleaned(id)) {
      draft.notes.addUnresolved("\(owner) \(path) → \(ForeignName.quoted(id: id))")
    }
  }

  /// Adds what a meaning makes of targets.
  func relate(
    _ owner: String, _ meaning: CloudRule.Meaning, _ targets: [Target], of resource: CloudResource, _ path: String,
    _ draft: inout ImportDraft
  ) {
    let targets = targets.compactMap { target -> Target? in
      var target = target
      target.ids = target.ids.filter { isComponent($0) && $0 != owner }
      return target.ids.isEmpty ? nil : target
    }
    guard !targets.isEmpty, !draft.isFull else { return }
    let source = "\(resource.source).\(path)"
    let place = resource.place
    func relateEach(_ kind: ImportDraft.Kind) {
      for target in targets {
        // One value that may name any of several names one: none of them is a spare for the others.
        let isOne = target.ids.count > 1 && (target.isAmbiguous || !Self.isPlural(path))
        if isOne, kind != .configuredBy {
          // Whichever it is, the loss of all of them is its loss.
          draft.relate(owner, kind, .any, of: target.ids, confidence: target.confidence, source: source, at: place)
        }
        for id in target.ids {
          draft.relate(
            owner, kind, id, confidence: isOne ? .assumed : target.confidence, source: source, at: place)
        }
        if target.ids.count > 1, target.isAmbiguous {
          draft.notes.addAmbiguous("\(owner) \(path): one of \(Self.list(target.ids))")
        }
      }
    }
    switch meaning {
    case .hard: relateEach(.needs)
    case .soft: relateEach(.uses)
    case .restart: relateEach(.startNeeds)
    case .config, .template:
      if case .template = meaning { relateEach(.startNeeds) }
      for target in targets {
        for id in target.ids {
          draft.relate(owner, .configuredBy, id, confidence: target.confidence, source: source, at: place)
        }
      }
    case .any, .failover:
      let ids = serving(targets.flatMap(\.ids), for: owner, &draft)
      var confidence = targets.map(\.confidence).max() ?? .referenced
      if targets.contains(where: \.isAmbiguous) {
        draft.notes.addAmbiguous("\(owner) \(path): one of \(Self.list(ids))")
        confidence = .assumed
        // A list of values of which none is known names as many as it has items.
        let candidates = Set(ids)
        if targets.count < candidates.count, targets.count > 1 || !Self.isPlural(path) {
          var seen: Set<String> = []
          relateSpread(
            owner, over: ids.filter { seen.insert($0).inserted }, copies: targets.count, confidence: confidence,
            source: source, at: place, &draft)
          return
        }
      }
      if case .any = meaning, Set(ids).count > 1 {
        draft.relateRedundant(owner, of: ids, confidence: confidence, source: source, at: place)
      } else {
        draft.relate(owner, .needs, .any, of: ids, confidence: confidence, source: source, at: place)
      }
    case .address, .entry:
      for target in targets {
        for id in target.ids { relateAddress(owner, to: id, source: source, at: place, &draft) }
      }
    }
  }

  /// The members of a group that something of runs; all of them, if nothing of any runs: then the group is down with them.
  func serving(_ ids: [String], for owner: String, _ draft: inout ImportDraft) -> [String] {
    let serving = ids.filter { !isAbsent($0, in: draft) }
    if serving.isEmpty, !ids.isEmpty { draft.notes.remark("\(owner): nothing of what it leads to runs") }
    return serving.isEmpty ? ids : serving
  }

  /// Whether an attribute with this name holds several values.
  static func isPlural(_ path: String) -> Bool {
    let word = path.split(separator: ".").last ?? ""
    return word.hasSuffix("s") && !word.hasSuffix("address") && !word.hasSuffix("class") || word.hasSuffix("_list")
      || word.includes("identifier") && word.hasPrefix("vpc_zone")
  }
}
