internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What the files name and do not have: members of groups, resources of other accounts and stacks, hosts.
///
/// Each becomes a component of its own. A group keeps its members that way: a load balancer in three subnets of which the files
/// have one does not come to need that one.
extension CloudMeaning {
  /// The targets of an attribute, those outside of the files included.
  ///
  /// - Parameters:
  ///   - resource: whose attribute it is.
  ///   - path: the attribute; what is below it counts too.
  ///   - types: the types that it can name; empty for any.
  ///   - meaning: what the attribute means; settings that the files do not have are no components.
  func allTargets(
    of resource: CloudResource, _ path: String, _ types: [String], as meaning: CloudRule.Meaning = .hard,
    to draft: inout ImportDraft
  ) -> [Target] {
    readings[resource.type, default: Readings()].add(path, types)
    var found: [Target] = []
    var known = 0
    var outside = 0
    var hasUnknown = false
    func visit(_ value: CloudValue, isWhole: Bool, _ draft: inout ImportDraft) {
      switch value {
      case .null: return
      case .list(let items): for item in items { visit(item, isWhole: isWhole, &draft) }
      case .joined(let parts):
        let start = found.count
        // What a list is put together from are members, or lists of them.
        let areMembers = isWhole && meaning.isGroup && Self.isPlural(path)
        for part in parts { visit(part, isWhole: areMembers, &draft) }
        if let one = Self.one(of: found[start...], types, path) {
          found.removeSubrange(start...)
          found.append(one)
        } else if !areMembers, !types.isEmpty, !Self.isPlural(path) {
          doubt(&found, from: start, parts, of: resource, path, &draft)
        }
      case .map(let pairs): for pair in pairs { visit(pair.value, isWhole: isWhole, &draft) }
      case .unknown: if isWhole { hasUnknown = true }
      case .text, .reference:
        if let target = target(value, of: resource, types) {
          if case .reference(let reference) = value, !target.ids.contains(where: { isComponent($0) }),
            case let values = lookedUp(reference), !values.isEmpty
          {
            for value in values { visit(value, isWhole: isWhole, &draft) }
            return
          }
          let isOutside = target.ids.allSatisfy { inventory[$0]?.isExternal == true }
          if isOutside { outside += 1 } else { known += target.ids.count }
          found.append(target)
        } else if case .reference(let reference) = value, case let values = lookedUp(reference), !values.isEmpty {
          for value in values { visit(value, isWhole: isWhole, &draft) }
        } else if isWhole, let target = outsideTarget(value, of: resource, path, types, meaning, &draft) {
          outside += 1
          found.append(target)
        }
      }
    }
    for value in resource.attributes.values(at: path) { visit(value, isWhole: true, &draft) }
    guard meaning.isGroup else { return found }
    if hasUnknown, !found.isEmpty {
      // How many there are is not known: one component stands for all of them.
      let id = "outside:\(resource.id).\(path)"
      if let target = addOutside(id, type: types.first, isUniversal: false, of: resource, path, &draft) {
        found.append(target)
      }
    }
    if hasUnknown, isComponent(resource.id) {
      draft.notes.addIncomplete(
        "\(resource.id) \(path): \(known == 0 ? "none" : "\(known)") of its members \(known == 1 ? "is" : "are") known, and not how many there are"
      )
    } else if outside > 0 {
      draft.notes.addIncomplete(
        "\(resource.id) \(path): \(known) of \(known + outside) members \(known == 1 ? "is" : "are") in the files")
    }
    return found
  }

  /// Takes what an expression names as an assumption if another part of it is what no file has: it may be that instead.
  private func doubt(
    _ found: inout [Target], from start: Int, _ parts: [CloudValue], of resource: CloudResource, _ path: String,
    _ draft: inout ImportDraft
  ) {
    let others = parts.compactMap { part -> String? in
      guard case .reference(let reference) = part else { return nil }
      return reference.expression.map { ForeignName.quoted(id: $0) }
    }
    guard let other = others.first else { return }
    guard start < found.count else {
      return draft.notes.addUnresolved("\(resource.id) \(path) → \(other)")
    }
    for position in start..<found.count { found[position].confidence = .assumed }
    draft.notes.addAmbiguous(
      "\(resource.id) \(path): one of \(Self.list(found[start...].flatMap(\.ids) + others))")
  }

  /// The ids that a data source has looked up, if they are what is read of it.
  private func lookedUp(_ reference: CloudReference) -> [CloudValue] {
    guard reference.resources.count == 1, !reference.attribute.isEmpty, let data = inventory[reference.resources[0]],
      data.isExternal
    else { return [] }
    let values = data.attributes.values(at: reference.attribute)
    return values.allSatisfy { $0.text.map(CloudHome.isID) == true } ? values : []
  }

  /// The target that a value names, which the files do not have; `nil` where it names nothing that could fail.
  func outsideTarget(
    _ value: CloudValue, of resource: CloudResource, _ path: String, _ types: [String], _ meaning: CloudRule.Meaning,
    _ draft: inout ImportDraft
  ) -> Target? {
    switch value {
    case .reference(let reference):
      if let expression = reference.expression {
        guard meaning.isGroup || meaning.isNeed && types.first.map({ CloudType.of($0).role == .part }) == true else {
          draft.notes.addUnresolved("\(resource.id) \(path) → \(ForeignName.quoted(id: expression))")
          return nil
        }
        let prefix = hasSeveralEstates && !resource.estate.isEmpty ? "\(resource.estate)/" : ""
        return addOutside(prefix + expression, type: types.first, isUniversal: false, of: resource, path, &draft)
      }
      guard meaning.isGroup, !Self.valuesOnly.contains(reference.attribute), let first = reference.resources.first,
        first != resource.id, let data = inventory[first], !isComponent(first)
      else { return nil }
      // What a data source looked up: all who read it mean the same.
      let id = data.isExternal ? first : "outside:\(resource.id).\(path)"
      return addOutside(id, type: types.first, isUniversal: false, of: resource, path, &draft)
    case .text(let text):
      if resource.cloud == "azurerm" || resource.cloud == "google" {
        return outsideTarget(named: text, of: resource, path, types, meaning, &draft)
      }
      guard let outsider = CloudOutsider(text, types: types) else { return nil }
      if meaning.isOfSettings || CloudType.of(outsider.type).role == .setting {
        if outsider.isUniversal { draft.notes.addUnresolved("\(resource.id) \(path) → \(outsider.id)") }
        return nil
      }
      guard !CloudOutsider.isPart(path) else { return nil }
      let prefix = outsider.isUniversal ? "" : homePrefix(of: resource)
      return addOutside(
        prefix + outsider.id, type: outsider.type, isUniversal: outsider.isUniversal, in: outsider.region,
        of: resource, path, &draft)
    default: return nil
    }
  }

  /// Adds something outside of the files.
  private func addOutside(
    _ id: String, type: String?, isUniversal: Bool, in region: String? = nil, of resource: CloudResource,
    _ path: String, _ draft: inout ImportDraft
  ) -> Target? {
    let confidence: Confidence = resource.isObserved ? .observed : .declared
    return addOutside(
      id, type: type, isUniversal: isUniversal, in: region, near: path.hasPrefix("peer") ? nil : resource,
      source: "\(resource.source).\(path)", at: resource.place, &draft
    ).map { Target(ids: [$0], confidence: confidence) }
  }

  /// What tells a plain name of a resource's home from the same in others, if there are others.
  func homePrefix(of resource: CloudResource) -> String {
    guard let position = inventory.position(of: resource.id) else { return "" }
    let area = hasSeveralAreas ? home(of: position).area.map { "\($0)/" } ?? "" : ""
    return (hasSeveralEstates && !resource.estate.isEmpty ? "\(resource.estate)/" : "") + area
  }

  /// Adds something outside of the files, and gives its id.
  ///
  /// - Parameters:
  ///   - region: the region that its name had.
  ///   - near: the resource that names it, in whose region it is if nothing says more.
  func addOutside(
    _ id: String, type: String?, isUniversal: Bool, in region: String? = nil, near: CloudResource? = nil,
    source: String, at place: Place, _ draft: inout ImportDraft
  ) -> String? {
    guard !draft.isFull else { return nil }
    let id = ImportDraft.cleaned(id)
    guard inventory.position(of: id) == nil else { return isComponent(id) ? id : nil }
    if outside[id] == nil {
      outside[id] = type ?? ""
      let kind = type.map { CloudType.of($0).kind } ?? "external"
      draft.addExternal(id, kind: kind, isUniversal: isUniversal, source: source, at: place)
      if isUniversal { draft.identify(id, as: CloudOutsideName.identityPrefix(of: id) + id) }
    }
    guard !placedOutside.contains(id) else { return id }
    // Who names it later may say where it is.
    if let region = region ?? Self.region(ofARN: id) {
      placedOutside.insert(id)
      addRegion(region, to: &draft)
      draft.relate(id, .in, region, confidence: .declared, source: source, at: place)
    } else if !id.hasPrefix("arn:"), let type, let near, let region = self.region(ofType: type, near: near) {
      placedOutside.insert(id)
      addRegion(region, of: near.cloud, to: &draft)
      draft.relate(id, .in, region, confidence: .inferred, source: source, at: place)
    }
    return id
  }

  /// The region of something that a resource names without one: its own, unless such things may be anywhere.
  func region(ofType type: String, near resource: CloudResource) -> String? {
    guard let position = inventory.position(of: resource.id), !types[position].isGlobal, !CloudType.of(type).isGlobal,
      !CloudHome.namedWorldwide.contains(type), CloudType.of(type).role == .part
    else { return nil }
    switch CloudProvider.named(resource.cloud).name {
    case CloudResource.amazon: return home(of: position).area
    case "azurerm":
      let isNear = ["azurerm_subnet", "azurerm_virtual_network", "azurerm_network_interface", "azurerm_managed_disk"]
        .contains(type)
      return isNear || type.includes("_lb") || type.includes("_public_ip") || type.includes("_nat_gateway")
        ? region(of: resource) : nil
    default: return nil
    }
  }

  /// Adds a host outside of the files, and gives its id.
  ///
  /// - Parameter resource: the one that names it.
  func addOutside(
    host: String, namedBy resource: CloudResource? = nil, source: String, at place: Place, _ draft: inout ImportDraft
  ) -> String? {
    guard !draft.isFull else { return nil }
    var host = host.lowercased()
    if host.hasSuffix(".") { host.removeLast() }
    // A private address means something else in another network.
    let isPrivate = PrivateAddress.includes(host)
    let prefix = isPrivate ? resource.map(homePrefix(of:)) ?? "" : ""
    let id = ImportDraft.cleaned(prefix + (isPrivate ? "address/" : "host/") + host)
    if outside[id] == nil {
      outside[id] = CloudOutsider.type(ofHost: host) ?? ""
      let kind = CloudOutsider.type(ofHost: host).map { CloudType.of($0).kind } ?? "external"
      draft.addExternal(id, kind: kind, isUniversal: !isPrivate, source: source, at: place)
      if !isPrivate { draft.identify(id, as: "host:" + host) }
      if !isPrivate, let (region, cloud) = Self.place(ofHost: host) {
        addRegion(region, of: cloud, to: &draft)
        draft.relate(id, .in, region, confidence: .declared, source: source, at: place)
      }
    }
    return id
  }

  /// The type of what an id names, in the files or outside of them.
  func type(of id: String) -> String? { inventory[id]?.type ?? outside[id] }

  /// Adds what a text names by an ARN, or as the URL of a queue, and gives its id.
  func addOutside(arnIn text: String, source: String, at place: Place, _ draft: inout ImportDraft) -> String? {
    guard let outsider = CloudOutsider(text, types: []), outsider.id.hasPrefix("arn:") || text.hasPrefix("arn:"),
      CloudType.of(outsider.type).role == .part,
      // What the files have is found in them, whatever is behind its name.
      identities.positions(of: outsider.id, among: []).isEmpty, identities.positions(ofAddress: outsider.id).isEmpty
    else { return nil }
    return addOutside(
      outsider.id, type: outsider.type, isUniversal: true, in: outsider.region, source: source, at: place, &draft)
  }
}

extension CloudRule.Meaning {
  /// Whether any of several is enough.
  var isGroup: Bool {
    switch self {
    case .any, .failover: true
    default: false
    }
  }

  /// Whether what it names is needed.
  var isNeed: Bool { if case .hard = self { true } else { false } }

  /// Whether it names settings only.
  var isOfSettings: Bool {
    switch self {
    case .config, .template: true
    default: false
    }
  }
}
