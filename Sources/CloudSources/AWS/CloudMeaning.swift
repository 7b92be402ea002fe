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
    addUnits(to: &draft)
    let order = inventory.resources.indices.filter { isComponent[$0] }
    for position in order where !draft.isFull { place(inventory.resources[position], in: &draft) }
    for position in order where !draft.isFull { applyRules(to: inventory.resources[position], in: &draft) }
    guard !draft.isFull else { return }
    addNetwork(to: &draft)
    addLoadBalancing(to: &draft)
    addWorkloads(to: &draft)
    addInterfaces(to: &draft)
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
        case .glue where !resource.isExternal: draft.notes.understand(of: resource.typeInSource)
        case .none: draft.notes.skip(resource.type, because: "does not exist at run time")
        default: draft.notes.skip("data.\(resource.type)", because: "only looks something up")
        }
        continue
      }
      draft.notes.understand(of: resource.typeInSource)
      if !CloudType.isKnown(resource.type) { unknown[resource.type, default: 0] += 1 }
      draft.add(
        resource.id, kind: type.kind, name: resource.name, source: resource.source, at: resource.place)
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
      if let host = interfaceHost(of: resource) { draft.identify(resource.id, as: "host:" + host) }
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

  /// Puts a resource into its zone, or else its region.
  private func place(_ resource: CloudResource, in draft: inout ImportDraft) {
    let type = CloudType.of(resource.type)
    guard !type.isGlobal, type.role != .setting, !isSpread(resource) else { return }
    let confidence: Confidence = resource.isObserved ? .observed : .declared
    if let zone = zones[resource.id], type.kind != "aws/vpc" {
      addZone(zone, of: resource.cloud, to: &draft)
      draft.relate(
        resource.id, .in, zone, confidence: confidence, source: resource.source + ".availability_zone",
        at: resource.place)
    } else if let region = region(of: resource), type.role == .part, !isInSubnet(resource) {
      addRegion(region, of: resource.cloud, to: &draft)
      draft.relate(resource.id, .in, region, confidence: confidence, source: resource.source, at: resource.place)
    }
  }

  /// The region that a resource states of itself, or that its source states for it.
  ///
  /// A resource of Amazon's is also in the region that its ARN names, or in the only region in which the zones of its
  /// file are. No region is handed from one cloud's resources to another's.
  func region(of resource: CloudResource) -> String? {
    if let region = resource.attributes["region"]?.text, !region.isEmpty { return region }
    guard resource.cloud == CloudResource.amazon else { return nil }
    return Self.region(ofARN: resource.attributes["arn"]?.text) ?? resource.region
      ?? regionsOfFiles[resource.place.file]
  }

  /// `eu-west-1` of `arn:aws:rds:eu-west-1:123456789012:db:shop`; `nil` where the ARN names none.
  static func region(ofARN arn: String?) -> String? {
    guard let arn, arn.hasPrefix("arn:") else { return nil }
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[3].contains("-") else { return nil }
    return String(parts[3])
  }

  /// Whether the zone that a resource states is only one of those it serves from.
  private func isSpread(_ resource: CloudResource) -> Bool {
    resource.type == "aws_db_instance" && resource.attributes.bool(at: "multi_az") == true
      || resource.type == "aws_autoscaling_group" || resource.type == "aws_elasticache_replication_group"
  }

  private func isInSubnet(_ resource: CloudResource) -> Bool {
    CloudRule.of(resource.type).contains { rule in
      rule.targets == ["aws_subnet"] && !resource.attributes.values(at: rule.path).isEmpty
    }
  }

  /// By file the region of the zones of Amazon's resources, where they are all of one.
  private lazy var regionsOfFiles: [String: String] = {
    var regions: [String: Set<String>] = [:]
    for resource in inventory.resources where resource.cloud == CloudResource.amazon {
      guard let region = zones[resource.id].flatMap(Self.region(ofZone:)) else { continue }
      regions[resource.place.file, default: []].insert(region)
    }
    return regions.compactMapValues { $0.count == 1 ? $0.first : nil }
  }()

  /// Adds a zone as a domain, within its region if its name includes it.
  func addZone(_ zone: String, of cloud: String = CloudResource.amazon, to draft: inout ImportDraft) {
    guard !draft.contains(zone) else { return }
    draft.add(zone, kind: "\(cloud)/availability-zone", isDomain: true, at: nil)
    if let region = Self.region(ofZone: zone) {
      addRegion(region, of: cloud, to: &draft)
      draft.relate(zone, .in, region, confidence: .declared)
    }
  }

  func addRegion(_ region: String, of cloud: String = CloudResource.amazon, to draft: inout ImportDraft) {
    draft.add(region, kind: "\(cloud)/region", isDomain: true, at: nil)
  }

  /// `eu-west-1` of `eu-west-1b`; `nil` of what is not a zone's name.
  static func region(ofZone zone: String) -> String? {
    let parts = zone.split(separator: "-")
    guard parts.count >= 3, let number = parts.firstIndex(where: { $0.first?.isNumber == true }), number >= 2 else {
      return nil
    }
    let digits = parts[number].prefix { $0.isNumber }
    guard digits.count < parts[number].count || number + 1 < parts.count else { return nil }
    return (parts[..<number] + [digits]).joined(separator: "-")
  }

  /// The zone that something is in: its own, or that of the one subnet it is in.
  func zone(of id: String) -> String? {
    if let zone = zones[id] { return zone }
    guard let resource = inventory[id] else { return nil }
    let subnets = targets(of: resource, "subnet_id", ["aws_subnet"])
    guard subnets.count == 1, subnets[0].ids.count == 1 else { return nil }
    return zones[subnets[0].ids[0]]
  }

  // MARK: Targets

  /// Attributes of others that are read for their value only: nothing is needed because of them.
  static let valuesOnly: Set<String> = [
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

  /// The target of a value, if it names something in the files of one of some types; of no type in particular where none is
  /// given.
  func target(_ leaf: CloudValue, of resource: CloudResource, _ types: [String]) -> Target? {
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

  func isComponent(_ id: String) -> Bool {
    inventory.position(of: id).map { isComponent[$0] } ?? (outside[id] != nil)
  }

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
  lazy var recordSets = findRecordSets()
  lazy var units = findUnits()
  lazy var capacity = findCapacity()
  lazy var outsideAttachments = findOutsideAttachments()
  lazy var routesByTable = findRoutes()
  lazy var tablesBySubnet = findRouteTables()
  lazy var interfaceHolders = findInterfaceHolders()
  lazy var gatewayTable = findInternetGateways()
  var zonesByBalancer: [String: Set<String>] = [:]
  /// What is outside of the files and became a component: by its id its type, which may be empty.
  var outside: [String: String] = [:]
  /// The types of glue whose links were added.
  var linkedTypes: Set<String> = []
  /// By what something was made after; see `addAddressesByOrder`.
  var addressesByOrder: [[String]: [String]] = [:]

  // MARK: Rules

  private func applyRules(to resource: CloudResource, in draft: inout ImportDraft) {
    let rules = CloudRule.of(resource.type)
    for rule in rules {
      if case .address = rule.meaning { continue }
      let targets = allTargets(of: resource, rule.path, rule.targets, as: rule.meaning, to: &draft)
      if rule.meaning.isGroup, addSpread(of: resource, rule.path, targets, to: &draft) { continue }
      relate(resource.id, rule.meaning, targets, of: resource, rule.path, &draft)
    }
    // A value that is read when it is made is needed to make it again, whichever attribute has it.
    let dynamic = CloudResource.dynamicReferences
    relate(resource.id, .restart, targets(of: resource, dynamic, []), of: resource, dynamic, &draft)
    guard !CloudType.isKnown(resource.type) else { return }
    applyGeneralRules(to: resource, in: &draft)
  }

  func isSetting(_ id: String) -> Bool {
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
      let ids = serving(targets.flatMap(\.ids), for: owner, &draft)
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

  /// The members of a group that something of runs.
  func serving(_ ids: [String], for owner: String, _ draft: inout ImportDraft) -> [String] {
    let serving = ids.filter { !isAbsent($0) }
    if serving.isEmpty, !ids.isEmpty { draft.notes.remark("\(owner): nothing of what it leads to runs") }
    return serving
  }

  static func list(_ ids: [String]) -> String {
    ids.prefix(4).joined(separator: ", ") + (ids.count > 4 ? " and \(ids.count - 4) more" : "")
  }
}
