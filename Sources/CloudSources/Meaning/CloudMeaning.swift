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
  private(set) var identities: CloudIdentities
  /// Per resource what its type is.
  let types: [CloudType]
  /// Per resource whether it is a component of the model.
  let isComponent: [Bool]
  /// Per subnet the zone it is in, where that is known.
  private(set) var zones: [String: String] = [:]

  init(_ inventory: CloudInventory) {
    self.inventory = inventory
    identities = CloudIdentities(of: inventory)
    homes = Array(repeating: nil, count: inventory.resources.count)
    let types = inventory.resources.map(\.line)
    self.types = types
    isComponent = inventory.resources.indices.map { position in
      let resource = inventory.resources[position]
      if resource.isExternal, !resource.line.isExternal { return false }
      return types[position].role != .glue && types[position].role != .none
    }
    for resource in inventory.resources {
      if let zone = statedZone(of: resource) { zones[resource.id] = zone }
    }
    for resource in inventory.resources where zones[resource.id] == nil {
      if let zone = zoneOfOwner(of: resource) { zones[resource.id] = zone }
    }
    // A zone that is read from something else is the zone of that.
    for resource in inventory.resources where zones[resource.id] == nil {
      for case .reference(let reference) in resource.attributes.values(at: "availability_zone")
      where reference.attribute == "availability_zone" && reference.resources.count == 1 {
        zones[resource.id] = zone(of: reference.resources[0])
      }
    }
    // A name in DNS that is made of those of two resources.
    for (position, host) in discoveryHosts() { identities.add(host, of: position) }
  }

  /// Adds everything to a draft.
  func add(to draft: inout ImportDraft) {
    addComponents(to: &draft)
    addUnits(to: &draft)
    let order = inventory.resources.indices.filter { isComponent[$0] }
    for position in order where !draft.isFull { place(inventory.resources[position], in: &draft) }
    for position in order where !draft.isFull && !isClosed(inventory.resources[position]) {
      applyRules(to: inventory.resources[position], in: &draft)
    }
    guard !draft.isFull else { return }
    addNetwork(to: &draft)
    addLoadBalancing(to: &draft)
    addWorkloads(to: &draft)
    addInterfaces(to: &draft)
    addStores(to: &draft)
    addMessaging(to: &draft)
    addLinks(of: AWSService.all, to: &draft)
    addOtherClouds(to: &draft)
    addUnread(to: &draft)
    addOrder(to: &draft)
    addLimits(to: &draft)
    addCalls(to: &draft)
    guard !draft.isFull else { return }
    reportUnresolvedPlaces(in: &draft)
    reportAbsent(in: &draft)
    placeOthers(in: &draft)
  }

  // MARK: Targets

  /// Attributes of others that are read for their value only: nothing is needed because of them.
  static let valuesOnly: Set<String> = [
    "availability_zone", "availability_zone_id", "engine", "engine_version", "region", "port", "tags", "tags_all",
    "cidr_block", "vpc_id", "owner_id", "account_id", "instance_class", "zone_id", "hosted_zone_id", "version",
    "location", "zone", "zones", "sku", "tenant_id", "project", "address_prefixes", "address_space", "ip_cidr_range",
  ]

  /// The targets of an attribute of a resource, by known values or by references, in the order written.
  ///
  /// - Parameters:
  ///   - resource: whose attribute it is.
  ///   - path: the attribute; what is below it counts too.
  ///   - types: the types that it can name; empty for any.
  func targets(of resource: CloudResource, _ path: String, _ types: [String]) -> [Target] {
    readings[resource.type, default: Readings()].add(path, types)
    var found: [Target] = []
    for value in resource.attributes.values(at: path) {
      let start = found.count
      value.forEachLeaf { _, leaf in
        if let target = target(leaf, of: resource, types) { found.append(target) }
      }
      if case .joined = value, let one = Self.one(of: found[start...], types, path) {
        found.removeSubrange(start...)
        found.append(one)
      }
    }
    return found
  }

  /// One value that is made of several references of one type is one of them: `var.isBlue ? blue.arn : green.arn`.
  static func one(of found: ArraySlice<Target>, _ types: [String], _ path: String) -> Target? {
    guard found.count > 1, !types.isEmpty, !isPlural(path) else { return nil }
    let ids = found.flatMap(\.ids)
    return Target(
      ids: ids, isAmbiguous: Set(ids).count > 1, confidence: found.map(\.confidence).max() ?? .referenced)
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
      let ids = reference.resources.flatMap { ownersOfGlue($0) }.filter { id in
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
        positions = identities.positions(in: text) { nearest($0, to: resource, by: $1) }.filter {
          types.isEmpty || types.contains(inventory.resources[$0].type)
        }
      }
      // Elastic Beanstalk and Auto Scaling write several ids as one text.
      if positions.isEmpty, text.contains(",") {
        positions = text.split(separator: ",").flatMap { part in
          let part = part.filter { $0 != " " }
          return nearest(identities.positions(of: part, among: types), to: resource, by: part)
        }
      } else {
        positions = nearest(positions, to: resource, by: text)
      }
      let ids = positions.map { inventory.resources[$0].id }.filter { $0 != resource.id }
      guard !ids.isEmpty else { return nil }
      return Target(
        ids: ids, isAmbiguous: areOneOf(positions), confidence: resource.isObserved ? .observed : .declared)
    default: return nil
    }
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
  lazy var unserved = findUnserved()
  lazy var capacity = findCapacity()
  lazy var serviceNames = findServiceNames()
  lazy var switchedOff = findSwitchedOff()
  lazy var outsideAttachments = findOutsideAttachments()
  lazy var routesByTable = findRoutes()
  lazy var tablesBySubnet = findRouteTables()
  lazy var holdersByTarget = findHoldersByTarget()
  lazy var interfaceHolders = findInterfaceHolders()
  lazy var gatewayTable = findInternetGateways()
  lazy var holdersByAddress = findHolders()
  lazy var waysByFront = findFrontWays()
  lazy var zonalFronts = findZonalFronts()
  var zonesByBalancer: [String: Set<String>] = [:]
  /// Of resources before which many are listed, what is listed.
  var listedBefore: [Int: Set<String>] = [:]
  /// By type what was looked for in its attributes.
  var readings: [String: Readings] = [:]
  /// Whether the files are of several estates, or name several regions.
  private(set) lazy var hasSeveralEstates = Set(inventory.resources.lazy.map(\.estate)).count > 1
  private(set) lazy var hasSeveralAreas =
    Set(inventory.resources.indices.lazy.compactMap { self.home(of: $0).area })
    .count > 1
  /// Per resource where its names hold, once it is known.
  var homes: [CloudHome?]
  /// By the path of an attribute what its name says.
  var meaningsByPath: [String: CloudRule.Named] = [:]
  /// How much was looked at to find what order says.
  var orderWork = 0
  /// What is outside of the files and became a component: by its id its type, which may be empty.
  var outside: [String: String] = [:]
  /// Of what is outside of the files, what a region is known of.
  var placedOutside: Set<String> = []
  /// What attributes name that no file has, to be reported unless it becomes a component: the owner, the path and the name.
  var unresolvedPlaces: [(owner: String, path: String, id: String)] = []
  /// By resource the names of the parts that it lists, once they are known.
  var partNames: [Int: Set<String>] = [:]
  /// The types of glue whose links were added.
  var linkedTypes: Set<String> = []
  /// By the id of glue what it belongs to; see `ownersOfGlue`.
  var glueOwners: [String: [String]] = [:]
  /// By what something was made after; see `addAddressesByOrder`.
  var addressesByOrder: [[String]: [String]] = [:]

  static func list(_ ids: [String]) -> String {
    ids.prefix(4).joined(separator: ", ") + (ids.count > 4 ? " and \(ids.count - 4) more" : "")
  }
}
