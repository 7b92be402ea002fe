internal import DependencyModel
internal import ModelFormats

/// Puts together what AWS answers in several places: targets and their groups, writers and their clusters, volumes and what
/// they are attached to.
struct AWSItemJoins {
  var items: [AWSItem]
  /// The items that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  var remarks: [String] = []

  init(_ items: [AWSItem]) {
    self.items = items
    setRegions()
    chooseTemplateVersions()
    merge()
    joinTargetHealth()
    joinUserData()
    joinLimits()
    retypeDatabases()
    joinReplicationGroups()
    joinVolumes()
    cleanRoutes()
    joinListeners()
    joinFirewalls()
    joinLines()
    joinAddresses()
    joinEnvironments()
    joinInterfaces()
    joinAccelerators()
    nameGlue()
    dropParts()
  }

  // MARK: Ways to do it

  mutating func forEach(_ types: String..., body: (inout AWSItem) -> Void) {
    for index in items.indices where types.contains(items[index].type) { body(&items[index]) }
  }

  /// Leaves out what became a part of others.
  mutating func removeAll(_ isRemoved: (AWSItem) -> Bool) { items.removeAll(where: isRemoved) }

  /// Leaves items out; `reason` says why of those that are counted.
  mutating func drop(_ reason: String?, _ isDropped: (AWSItem) -> Bool) {
    var kept: [AWSItem] = []
    kept.reserveCapacity(items.count)
    for item in items {
      if !isDropped(item) { kept.append(item) } else if let reason { skipped.append((item.type, reason)) }
    }
    items = kept
  }

  /// Things that do not state their region are in the one region that their folder is about.
  private mutating func setRegions() {
    var regions: [String: Set<String>] = [:]
    for item in items { if let region = item.region { regions[item.folder, default: []].insert(region) } }
    for index in items.indices where items[index].region == nil && !items[index].isGlobal {
      if let known = regions[items[index].folder], known.count == 1 { items[index].region = known.first }
    }
  }

  private struct Identity: Hashable {
    var type: String
    /// Of what has no id that AWS made up: names are those of an account.
    var account: String
    var region: String
    var id: String
  }

  /// Answers about the same item become one.
  private mutating func merge() {
    var kept: [AWSItem] = []
    var positions: [Identity: Int] = [:]
    for item in items {
      // A URL and an ARN of one queue have the name in common, and so have a table's name and its ARN.
      let isNamed =
        item.type == "aws_sqs_queue" || item.type == "aws_dynamodb_table" || item.type == "aws_ecs_cluster"
      let separate =
        item.type == "target_health" || item.type == "function_concurrency" || item.type == "balancer_attribute"
        || item.type == "aws_route53_record"
        || item.type == "aws_ec2_transit_gateway_route" || item.type == "aws_api_gateway_base_path_mapping"
      let identity = Identity(
        type: item.type, account: CloudOutsider.type(ofID: item.id) == nil ? item.account ?? "" : "",
        region: item.region ?? "", id: isNamed ? item.names[0] : item.id)
      if !separate, let position = positions[identity] {
        kept[position].merge(item)
      } else {
        positions[identity] = kept.count
        kept.append(item)
      }
    }
    items = kept
  }

  // MARK: Network

  private mutating func cleanRoutes() {
    var remarks: [String] = []
    forEach("aws_route_table") { table in
      let routes = table["route"]?.items.filter { $0["gateway_id"]?.text != "local" } ?? []
      for route in routes where route["state"]?.text == "blackhole" {
        let destination = route["cidr_block"]?.text ?? route["ipv6_cidr_block"]?.text ?? "some addresses"
        remarks.append("\(table.id): the route to \(destination) already leads nowhere (blackhole)")
      }
      table["route"] = routes.isEmpty ? nil : .list(routes)
    }
    self.remarks += remarks
  }

  // MARK: Names and parts

  private mutating func nameGlue() {
    forEach("aws_lambda_event_source_mapping", "aws_cloudwatch_event_target") { item in
      let isTarget = item.type == "aws_cloudwatch_event_target"
      let source = isTarget ? item.text("rule") : item.text("event_source_arn").map(AWSItemReader.end)
      let target = item.text(isTarget ? "arn" : "function_name").map(AWSItemReader.end)
      if let source, let target { item.names = ["\(source) to \(target)"] }
    }
    // The alias of a key is what people call it.
    var aliases: [String: String] = [:]
    for alias in items where alias.type == "kms_alias" { aliases[alias.text("key_id") ?? ""] = alias.id }
    forEach("aws_kms_key") { $0.title = $0.title ?? aliases[$0.id] }
    items.removeAll { $0.type == "kms_alias" }
    forEach("aws_route53_zone") { zone in
      zone.id = AWSItemReader.end(of: zone.id)
      zone.set("zone_id", zone.id)
    }
    forEach("aws_route53_record") { record in
      let type = record.text("type") ?? ""
      let set = record.text("set_identifier").map { " \($0)" } ?? ""
      record.set("name", record.names[0])
      record.id = "\(record.names[0]) \(type)\(set) in \(record.text("zone_id") ?? "a zone")"
      record.names += ["\(record.names[0]) \(type)", "\(record.names[0]) \(type)\(set)"]
    }
    forEach("aws_cloudfront_distribution") {
      $0.title = $0["aliases"]?.items.first?.text ?? $0.text("domain_name")
      $0["aliases"] = nil
    }
  }

  private mutating func dropParts() {
    drop("part of what they are attached to") { $0.type == "aws_network_interface" }
    drop("part of its zone") {
      $0.type == "aws_route53_record" && ($0.text("type") == "NS" || $0.text("type") == "SOA")
    }
  }
}
