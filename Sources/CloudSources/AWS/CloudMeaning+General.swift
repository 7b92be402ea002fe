internal import DependencyModel
internal import SourceReading

/// Types that have no rule: the names of their attributes say what they mean, with less confidence.
extension CloudMeaning {
  /// What an attribute of a type without a rule names.
  private struct Named {
    var targets: [Target] = []
    var meaning: CloudRule.Meaning
  }

  /// Relates a resource to what its attributes name. All that one attribute names is one list: of several subnets any is enough.
  func applyGeneralRules(to resource: CloudResource, in draft: inout ImportDraft) {
    var paths: [String] = []
    var found: [String: Named] = [:]
    func visit(_ path: String, _ value: CloudValue, isWhole: Bool, _ draft: inout ImportDraft) {
      switch value {
      case .null, .unknown: return
      case .list(let items): for item in items { visit(path, item, isWhole: isWhole, &draft) }
      case .joined(let parts): for part in parts { visit(path, part, isWhole: false, &draft) }
      case .map(let pairs):
        for pair in pairs {
          visit(path.isEmpty ? pair.key : "\(path).\(pair.key)", pair.value, isWhole: isWhole, &draft)
        }
      case .text, .reference:
        guard path != "id", path != "arn", path != "name", path != CloudResource.dynamicReferences else { return }
        let (meaning, isByName) = CloudRule.meaning(ofPath: path)
        // A name that is put together from another's says nothing of a need.
        guard let meaning, isByName || isWhole else { return }
        guard let target = generalTarget(value, of: resource, path, meaning, isWhole, &draft) else { return }
        let isOfSettings = target.ids.allSatisfy { isSetting($0) }
        let key = isOfSettings ? "settings \(path)" : path
        if found[key] == nil {
          paths.append(key)
          found[key] = Named(meaning: isOfSettings ? .config : meaning)
        }
        found[key]?.targets.append(target)
      }
    }
    visit("", resource.attributes, isWhole: true, &draft)
    for key in paths {
      guard let named = found[key] else { continue }
      let path = key.hasPrefix("settings ") ? String(key.dropFirst("settings ".count)) : key
      if case .address = named.meaning {
        relate(resource.id, .hard, named.targets, of: resource, path, &draft)
      } else {
        relate(resource.id, named.meaning, named.targets, of: resource, path, &draft)
      }
    }
  }

  private func generalTarget(
    _ value: CloudValue, of resource: CloudResource, _ path: String, _ meaning: CloudRule.Meaning, _ isWhole: Bool,
    _ draft: inout ImportDraft
  ) -> Target? {
    if var target = target(value, of: resource, []) {
      target.ids = target.ids.filter { isComponent($0) }
      target.confidence = .inferred
      return target.ids.isEmpty ? nil : target
    }
    guard isWhole, resource.cloud == CloudResource.amazon, !meaning.isOfSettings, let text = value.text,
      let outsider = CloudOutsider(text, types: []), CloudType.of(outsider.type).role == .part
    else { return nil }
    let source = "\(resource.source).\(path)"
    return addOutside(
      outsider.id, type: outsider.type, isUniversal: outsider.isUniversal, source: source, at: resource.place, &draft
    ).map { Target(ids: [$0], confidence: .inferred) }
  }
}
