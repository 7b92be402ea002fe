internal import DependencyModel
internal import ModelFormats

/// Puts together what AWS answers in several places: targets and their groups, writers and their clusters, volumes and what
/// they are attached to.
struct AWSLiveJoins {
  private(set) var things: [AWSLiveThing]
  /// The things that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private(set) var remarks: [String] = []

  init(_ things: [AWSLiveThing]) {
    self.things = things
    setRegions()
    chooseTemplateVersions()
    merge()
    joinTargetHealth()
    joinUserData()
    retypeDatabases()
    joinReplicationGroups()
    joinVolumes()
    cleanRoutes()
    joinListeners()
    joinInterfaces()
    joinAccelerators()
    nameGlue()
    dropParts()
  }

  // MARK: Ways to do it

  mutating func forEach(_ types: String..., body: (inout AWSLiveThing) -> Void) {
    for index in things.indices where types.contains(things[index].type) { body(&things[index]) }
  }

  /// Leaves things out; `reason` says why of those that are counted.
  private mutating func drop(_ reason: String?, _ isDropped: (AWSLiveThing) -> Bool) {
    var kept: [AWSLiveThing] = []
    kept.reserveCapacity(things.count)
    for thing in things {
      if !isDropped(thing) { kept.append(thing) } else if let reason { skipped.append((thing.type, reason)) }
    }
    things = kept
  }

  /// Things that do not state their region are in the one region that their folder is about.
  private mutating func setRegions() {
    var regions: [String: Set<String>] = [:]
    for thing in things { if let region = thing.region { regions[thing.folder, default: []].insert(region) } }
    for index in things.indices where things[index].region == nil && !things[index].isGlobal {
      if let known = regions[things[index].folder], known.count == 1 { things[index].region = known.first }
    }
  }

  private struct Identity: Hashable {
    var type: String
    var region: String
    var id: String
  }

  /// Answers about the same thing become one.
  private mutating func merge() {
    var kept: [AWSLiveThing] = []
    var positions: [Identity: Int] = [:]
    for thing in things {
      // A URL and an ARN of one queue have the name in common, and so have a table's name and its ARN.
      let isNamed =
        thing.type == "aws_sqs_queue" || thing.type == "aws_dynamodb_table" || thing.type == "aws_ecs_cluster"
      let separate = thing.type == "target_health" || thing.type == "aws_route53_record"
      let identity = Identity(
        type: thing.type, region: thing.region ?? "", id: isNamed ? thing.names[0] : thing.id)
      if !separate, let position = positions[identity] {
        kept[position].merge(thing)
      } else {
        positions[identity] = kept.count
        kept.append(thing)
      }
    }
    things = kept
  }

  // MARK: Load balancing

  /// The members of a target group, of which the answer about their health does not name the group: the file does.
  private mutating func joinTargetHealth() {
    var instances: [String: String] = [:]
    for thing in things {
      if thing.type == "aws_instance", let address = thing.text("private_ip") { instances[address] = thing.id }
      if thing.type == "aws_network_interface", let instance = thing.text("instance_id") {
        for address in thing["private_ips"]?.items.compactMap(\.text) ?? [] { instances[address] = instance }
      }
    }
    var groups: [String: [Int]] = [:]
    for (index, thing) in things.enumerated() where thing.type == "aws_lb_target_group" {
      for name in Set([thing.names[0], thing.id, AWSCallTable.fileName(of: thing.id)]) {
        groups[name, default: []].append(index)
      }
    }
    var members: [Int: [CloudValue]] = [:]
    for thing in things where thing.type == "target_health" {
      let name = thing.text("target_group") ?? ""
      let found = groups[name] ?? []
      let fitting = found.count > 1 ? found.filter { things[$0].folder == thing.folder } : found
      guard fitting.count == 1 else {
        remarks.append(
          name.isEmpty
            ? "\(thing.file): the file name does not include the target group; name it NAME.GROUP.json"
            : "\(thing.file): there is no target group '\(name)' in the answers")
        continue
      }
      var member: AWSTranslation.Pairs = [("target_id", .text(instances[thing.id] ?? thing.id))]
      for key in ["state", "availability_zone"] { if let value = thing[key] { member.append((key, value)) } }
      members[fitting[0], default: []].append(.map(member))
    }
    for (index, members) in members { things[index]["members"] = .list(members) }
    things.removeAll { $0.type == "target_health" }
  }

  /// A rule belongs to the listener in its ARN, and both have no name but that of their load balancer.
  private mutating func joinListeners() {
    drop(nil) { $0.type == "aws_lb_listener_rule" && $0["is_default"]?.bool == true }
    var names: [String: String] = [:]
    forEach("aws_lb_listener") { listener in
      let parts = listener.id.split(separator: "/")
      guard parts.count > 2 else { return }
      let name = "\(parts[parts.count - 3]):\(listener.text("port") ?? String(parts[parts.count - 1]))"
      listener.names = [name]
      names[listener.id] = name
    }
    forEach("aws_lb_listener_rule") { rule in
      let parts = rule.id.split(separator: "/")
      guard parts.count > 3, parts[0].hasSuffix(":listener-rule") else { return }
      let listener = "\(parts[0].dropLast("-rule".count))/" + parts[1..<(parts.count - 1)].joined(separator: "/")
      rule.set("listener_arn", listener)
      rule.names = ["\(names[listener] ?? String(parts[parts.count - 3])) rule \(rule.text("priority") ?? "")"]
      let conditions = ["host_header.values", "path_pattern.values", "values"].flatMap {
        rule["condition"]?.values(at: $0).compactMap(\.text) ?? []
      }
      rule.title = rule.title ?? (conditions.isEmpty ? nil : conditions.prefix(3).joined(separator: " "))
    }
  }

  // MARK: Compute

  /// A start script is asked for one instance at a time.
  private mutating func joinUserData() {
    var scripts: [String: CloudValue] = [:]
    for thing in things where thing.type == "user_data" { scripts[thing.id] = thing["user_data"] }
    forEach("aws_instance") { if let script = scripts[$0.id] { $0["user_data"] = script } }
    things.removeAll { $0.type == "user_data" }
  }

  /// The version of a launch template that a group starts from.
  private mutating func chooseTemplateVersions() {
    var wanted: [String: String] = [:]
    for group in things where group.type == "aws_autoscaling_group" {
      for path in ["launch_template", "mixed_instances_policy.launch_template.launch_template_specification"] {
        let all = CloudValue.map(group.attributes)
        for template in all.values(at: path) {
          if let id = (template["id"] ?? template["launch_template_id"])?.text, wanted[id] == nil {
            wanted[id] = template["version"]?.text ?? "$Default"
          }
        }
      }
    }
    func rank(_ thing: AWSLiveThing) -> Int {
      let number = thing["version_number"]?.int ?? -1
      switch wanted[thing.id] ?? "$Latest" {
      case "$Default": return thing["default_version"]?.bool == true ? Int.max : number
      case let version: return Int(version).map { $0 == number ? Int.max : number } ?? number
      }
    }
    var best: [String: Int] = [:]
    for (index, thing) in things.enumerated() where thing.type == "aws_launch_template" {
      if best[thing.id].map({ rank(things[$0]) < rank(thing) }) ?? true { best[thing.id] = index }
    }
    // The answer that lists the templates has their tags.
    for thing in things where thing.type == "aws_launch_template" {
      if let index = best[thing.id], things[index].title == nil { things[index].title = thing.title }
    }
    let chosen = Set(best.values)
    things = things.enumerated().filter { $1.type != "aws_launch_template" || chosen.contains($0) }.map(\.element)
  }

  private mutating func joinVolumes() {
    let titles = Dictionary(
      things.lazy.filter { $0.type == "aws_instance" }.map { ($0.id, $0.title ?? $0.id) },
      uniquingKeysWith: { first, _ in first })
    var attachments: [AWSLiveThing] = []
    forEach("aws_ebs_volume") { volume in
      let attached =
        volume["attachments"]?.items.filter { $0["state"]?.text.map { $0 == "attached" || $0 == "busy" } ?? true } ?? []
      for item in attached {
        guard let instance = item["instance_id"]?.text else { continue }
        let device = item["device"]?.text ?? ""
        if volume.title == nil, attached.count == 1 {
          volume.title = "\(device.isEmpty ? "volume" : device) of \(titles[instance] ?? instance)"
        }
        var attachment = volume
        attachment.type = "aws_volume_attachment"
        attachment.id = "\(volume.id) on \(instance)"
        attachment.names = [attachment.id]
        attachment.title = nil
        attachment.attributes = [("volume_id", .text(volume.id)), ("instance_id", .text(instance))]
        attachments.append(attachment)
      }
      volume["attachments"] = nil
    }
    things += attachments
    // Instances on their way out serve no more.
    forEach("aws_autoscaling_group") { group in
      let serving =
        group["instances"]?.items.filter { $0["lifecycle_state"]?.text?.hasPrefix("Terminat") != true } ?? []
      group["instances"] = serving.isEmpty ? nil : .list(serving)
    }
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

  // MARK: Stores

  /// One answer lists Aurora, DocumentDB and Neptune, single databases and instances of clusters.
  private mutating func retypeDatabases() {
    func family(_ thing: AWSLiveThing) -> String {
      switch thing.text("engine") {
      case "docdb"?: "docdb"
      case "neptune"?: "neptune"
      default: "rds"
      }
    }
    var writers: [String: CloudValue] = [:]
    forEach("aws_rds_cluster") { cluster in
      cluster.type = "aws_\(family(cluster))_cluster"
      for member in cluster["members"]?.items ?? [] {
        if let name = member["identifier"]?.text { writers["\(cluster.region ?? "") \(name)"] = member["writer"] }
      }
      cluster["members"] = nil
    }
    forEach("aws_db_instance") { instance in
      guard instance.text("cluster_identifier") != nil else { return }
      instance.type = "aws_\(family(instance))_cluster_instance"
      instance["endpoint"] = instance["address"]
      instance["writer"] = writers["\(instance.region ?? "") \(instance.names[0])"]
    }
  }

  private mutating func joinReplicationGroups() {
    var nodes: [String: AWSLiveThing] = [:]
    for thing in things where thing.type == "aws_elasticache_cluster" {
      if let group = thing.text("replication_group_id") { nodes["\(thing.region ?? "") \(group)"] = thing }
    }
    forEach("aws_elasticache_replication_group", "aws_memorydb_cluster") { group in
      let shards = group["node_groups"]?.items ?? []
      if group.type == "aws_elasticache_replication_group" {
        group.set("num_node_groups", String(max(shards.count, 1)))
      }
      let members = shards.flatMap { shard in
        (shard["members"]?.items ?? []).map { member in
          CloudValue.map(member.pairs + [("node_group", .text(shard["node_group_id"]?.text ?? ""))])
        }
      }
      group["node_groups"] = nil
      if !members.isEmpty {
        group["members"] = .list(members)
        group.set("num_cache_clusters", String(members.count))
      }
      // Where it may be placed and who may reach it is stated with its nodes only.
      if let node = nodes["\(group.region ?? "") \(group.names[0])"] {
        for key in ["subnet_group_name", "security_group_ids"] where group[key] == nil { group[key] = node[key] }
      }
    }
    // The nodes of a cache may be in several zones.
    forEach("aws_elasticache_cluster") { cluster in
      if cluster.text("availability_zone") == "Multiple" {
        cluster["availability_zone"] = nil
        cluster["preferred_availability_zones"] = .list(
          cluster["cache_nodes"]?.values(at: "availability_zone") ?? [])
      }
    }
  }

  // MARK: Names and parts

  private mutating func nameGlue() {
    forEach("aws_lambda_event_source_mapping", "aws_cloudwatch_event_target") { thing in
      let isTarget = thing.type == "aws_cloudwatch_event_target"
      let source = isTarget ? thing.text("rule") : thing.text("event_source_arn").map(AWSLiveReading.end)
      let target = thing.text(isTarget ? "arn" : "function_name").map(AWSLiveReading.end)
      if let source, let target { thing.names = ["\(source) to \(target)"] }
    }
    // The alias of a key is what people call it.
    var aliases: [String: String] = [:]
    for alias in things where alias.type == "kms_alias" { aliases[alias.text("key_id") ?? ""] = alias.id }
    forEach("aws_kms_key") { $0.title = $0.title ?? aliases[$0.id] }
    things.removeAll { $0.type == "kms_alias" }
    forEach("aws_route53_zone") { zone in
      zone.id = AWSLiveReading.end(of: zone.id)
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
