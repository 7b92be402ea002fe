internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes components and requirements of a cloud's resources: what each reference means, not only that there is one.
///
/// Most references follow a line of `CloudRule`; what needs a view of several resources is in the extensions, by subject. All
/// sources that know such resources share it.
final class CloudMeaning {
  /// The target of a value of an attribute.
  struct Target {
    /// One id; several where all are meant, or, if `isAmbiguous`, one of them.
    var ids: [String]
    var isAmbiguous = false
    var confidence: Confidence
  }

  let inventory: CloudInventory
  let identities: CloudIdentities
  /// Per resource what its type is.
  let types: [CloudType]
  /// Per resource whether it is a component of the model.
  let isComponent: [Bool]
  /// Per subnet the zone it is in, where that is known.
  private(set) var zones: [String: String] = [:]

  init(_ inventory: CloudInventory) {
    self.inventory = inventory
    identities = CloudIdentities(of: inventory)
    let types = inventory.resources.map { CloudType.of($0.type) }
    self.types = types
    isComponent = inventory.resources.indices.map { position in
      let resource = inventory.resources[position]
      if resource.isExternal, !CloudType.of(resource.type).isExternal { return false }
      return types[position].role != .glue && types[position].role != .none
    }
    for resource in inventory.resources {
      if let zone = resource.attributes.text(at: "availability_zone"), !zone.isEmpty { zones[resource.id] = zone }
    }
    // A zone that is read from something else is the zone of that.
    for resource in inventory.resources where zones[resource.id] == nil {
      for case .reference(let reference) in resource.attributes.values(at: "availability_zone")
      where reference.attribute == "availability_zone" && reference.resources.count == 1 {
        zones[resource.id] = zone(of: reference.resources[0])
      }
    }
  }

  /// Adds everything to a draft.
  func add(to draft: inout ImportDraft) {
    addComponents(to: &draft)
    let order = inventory.resources.indices.filter { isComponent[$0] }
    for position in order where !draft.isFull { place(inventory.resources[position], in: &draft) }
    for position in order where !draft.isFull { applyRules(to: inventory.resources[position], in: &draft) }
    guard !draft.isFull else { return }
    addNetwork(to: &draft)
    addLoadBalancing(to: &draft)
    addWorkloads(to: &draft)
    addStores(to: &draft)
    addMessaging(to: &draft)
    addLinks(of: AWSService.all, to: &draft)
  }

  // MARK: Components and places

  private func addComponents(to draft: inout ImportDraft) {
    var unknown: [String: Int] = [:]
    for position in inventory.resources.indices {
      let resource = inventory.resources[position]
      let type = types[position]
      guard isComponent[position] else {
        switch type.role {
        case .glue where !resource.isExternal: draft.notes.understand()
        case .none: draft.notes.skip(resource.type, because: "does not exist at run time")
        default: draft.notes.skip("data.\(resource.type)", because: "only looks something up")
        }
        continue
      }
      draft.notes.understand()
      if !CloudType.isKnown(resource.type) { unknown[resource.type, default: 0] += 1 }
      draft.add(
        resource.id, kind: type.kind, name: resource.name, source: resource.source, at: resource.place)
      if let units = type.units.lazy.compactMap({ resource.attributes.int(at: $0) }).first, units >= 0 {
        draft.update(resource.id) { $0.units = units }
      }
      for arn in resource.attributes.values(at: "arn").compactMap(\.text) where arn.hasPrefix("arn:") {
        draft.identify(resource.id, as: "arn:" + arn)
      }
      if let id = resource.attributes.text(at: "id"), id.contains("-"), id.utf8.count > 8, !id.hasPrefix("arn:") {
        draft.identify(resource.id, as: "aws:" + id)
      }
      for attribute in type.addresses {
        for address in resource.attributes.values(at: attribute).compactMap(\.text) where address.contains(".") {
          draft.identify(resource.id, as: "host:" + CloudIdentities.normalized(address))
        }
      }
      if type.kind == "aws/ecs-service" || type.kind == "aws/lambda-function",
        let name = resource.attributes.text(at: "name") ?? resource.attributes.text(at: "function_name")
      {
        draft.identify(resource.id, as: "service:" + name)
      }
    }
    if !unknown.isEmpty {
      let list = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let shown = list.prefix(5).map { type, count in
        "\(ForeignName.quoted(type, or: "types without a plain name", signs: "._-:/")) (\(count))"
      }.joined(separator: ", ")
      let more = list.count > 5 ? " and \(list.count - 5) more" : ""
      draft.notes.remark("no rule for these types, so only attribute names were used: \(shown)\(more)")
    }
  }

  // MARK: Targets

  /// Attributes of others that are read for their value only: nothing is needed because of them.
  private static let valuesOnly: Set<String> = [
    "availability_zone", "availability_zone_id", "engine", "engine_version", "region", "port", "tags", "tags_all",
    "cidr_block", "vpc_id", "owner_id", "account_id", "instance_class", "zone_id", "hosted_zone_id", "version",
  ]

  /// The targets of an attribute of a resource, by known values or by references, in the order written.
  ///
  /// - Parameters:
  ///   - resource: whose attribute it is.
  ///   - path: the attribute; what is below it counts too.
  ///   - types: the types that it can name; empty for any.
  func targets(of resource: CloudResource, _ path: String, _ types: [String]) -> [Target] {
    var found: [Target] = []
    for value in resource.attributes.values(at: path) {
      value.forEachLeaf { _, leaf in
        if let target = target(leaf, of: resource, types) { found.append(target) }
      }
    }
    return found
  }

  private func target(_ leaf: CloudValue, of resource: CloudResource, _ types: [String]) -> Target? {
    switch leaf {
    case .reference(let reference):
      let isOwnVPC = types == ["aws_vpc"] || types == ["aws_route53_zone"]
      if Self.valuesOnly.contains(reference.attribute), !isOwnVPC || inventory[reference.resources[0]]?.type != types[0]
      {
        return nil
      }
      let ids = reference.resources.filter { id in
        guard id != resource.id, let position = inventory.position(of: id), self.types[position].role != .none else {
          return false
        }
        return types.isEmpty || types.contains(inventory.resources[position].type)
      }
      guard !ids.isEmpty else { return nil }
      return Target(ids: ids, isAmbiguous: reference.isAmbiguous && ids.count > 1, confidence: .referenced)
    case .text(let text):
      var positions = identities.positions(of: text, among: types)
      if positions.isEmpty, text.first == "{" || text.first == "[" {
        positions = identities.positions(in: text).filter {
          types.isEmpty || types.contains(inventory.resources[$0].type)
        }
      }
      // Elastic Beanstalk and Auto Scaling write several ids as one text.
      if positions.isEmpty, text.contains(",") {
        positions = text.split(separator: ",").flatMap {
          identities.positions(of: $0.filter { $0 != " " }, among: types)
        }
      }
      let ids = nearest(positions, to: resource).map { inventory.resources[$0].id }.filter { $0 != resource.id }
      guard !ids.isEmpty else { return nil }
      return Target(
        ids: ids, isAmbiguous: false, confidence: resource.isObserved ? .observed : .declared)
    default: return nil
    }
  }

  /// The resources, among several that a text fits, of the same scope as the one that holds the text, if there are any.
  func nearest(_ positions: [Int], to resource: CloudResource) -> [Int] {
    guard positions.count > 1 else { return positions }
    let near = positions.filter { inventory.resources[$0].scope == resource.scope }
    return near.isEmpty ? positions : near
  }

  /// The ids that an attribute leads to, each once.
  func ids(of resource: CloudResource, _ path: String, _ types: String...) -> [String] {
    ids(of: resource, path, types)
  }

  /// The ids that an attribute leads to, each once.
  func ids(of resource: CloudResource, _ path: String, _ types: [String]) -> [String] {
    var seen: Set<String> = []
    return targets(of: resource, path, types).flatMap(\.ids).filter { seen.insert($0).inserted }
  }

  func isComponent(_ id: String) -> Bool { inventory.position(of: id).map { isComponent[$0] } ?? false }

  /// The resources of some types: type by type, within each in the order met.
  func resources(_ types: String...) -> [CloudResource] { resources(types) }

  /// The resources of some types: type by type, within each in the order met.
  func resources(_ types: [String]) -> [CloudResource] {
    types.flatMap { byType[$0, default: []] }.map { inventory.resources[$0] }
  }

  private lazy var byType = Dictionary(grouping: inventory.resources.indices) { inventory.resources[$0].type }
  // Results that are found once and asked for often; see the extensions that fill them.
  lazy var membersByGroup = findMembers()
  lazy var balancersByGroup = findBalancers()
  lazy var waysByBalancer = findWays()
  lazy var routesByTable = findRoutes()
  lazy var gatewayTable = findInternetGateways()
  lazy var regionsOfFiles = findRegionsOfFiles()
  var zonesByBalancer: [String: Set<String>] = [:]
  /// The types of glue whose links were added.
  var linkedTypes: Set<String> = []
  /// By what something was made after; see `addAddressesByOrder`.
  var addressesByOrder: [[String]: [String]] = [:]

  // MARK: Rules

  private func applyRules(to resource: CloudResource, in draft: inout ImportDraft) {
    let rules = CloudRule.of(resource.type)
    for rule in rules {
      if case .address = rule.meaning { continue }
      relate(resource.id, rule.meaning, targets(of: resource, rule.path, rule.targets), of: resource, rule.path, &draft)
    }
    // A value that is read when it is made is needed to make it again, whichever attribute has it.
    let dynamic = CloudResource.dynamicReferences
    relate(resource.id, .restart, targets(of: resource, dynamic, []), of: resource, dynamic, &draft)
    guard !CloudType.isKnown(resource.type) else { return }
    // Types without rules: what the names of attributes say.
    var leaves: [(path: String, leaf: CloudValue)] = []
    resource.attributes.forEachLeaf { path, leaf in leaves.append((path, leaf)) }
    for (path, leaf) in leaves {
      guard path != "id", path != "arn", path != "name", path != dynamic, let meaning = CloudRule.meaning(ofPath: path),
        var target = target(leaf, of: resource, [])
      else { continue }
      let ids = target.ids.filter { isComponent($0) }
      guard !ids.isEmpty else { continue }
      let usual: CloudRule.Meaning = ids.allSatisfy { isSetting($0) } ? .config : meaning
      target.ids = ids
      target.confidence = max(target.confidence, Confidence.referenced)
      if case .address = usual {
        target.confidence = .inferred
        relate(resource.id, .hard, [target], of: resource, path, &draft)
      } else {
        relate(resource.id, usual, [target], of: resource, path, &draft)
      }
    }
  }

  private func isSetting(_ id: String) -> Bool {
    inventory.position(of: id).map { types[$0].role == .setting } ?? false
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
        if target.ids.count > 1, target.isAmbiguous || kind == .needs {
          draft.relate(owner, kind, .any, of: target.ids, confidence: target.confidence, source: source, at: place)
          if target.isAmbiguous {
            draft.notes.addAmbiguous("\(owner) \(path): one of \(Self.list(target.ids))")
          }
        } else {
          for id in target.ids {
            draft.relate(owner, kind, id, confidence: target.confidence, source: source, at: place)
          }
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
      let ids = targets.flatMap(\.ids)
      let confidence = targets.map(\.confidence).max() ?? .referenced
      if case .any = meaning, Set(ids).count > 1 {
        draft.relateRedundant(owner, of: ids, confidence: confidence, source: source, at: place)
      } else {
        draft.relate(owner, .needs, .any, of: ids, confidence: confidence, source: source, at: place)
      }
    case .address:
      for target in targets {
        for id in target.ids { relateAddress(owner, to: id, source: source, at: place, &draft) }
      }
    }
  }

  static func list(_ ids: [String]) -> String {
    ids.prefix(4).joined(separator: ", ") + (ids.count > 4 ? " and \(ids.count - 4) more" : "")
  }
}
