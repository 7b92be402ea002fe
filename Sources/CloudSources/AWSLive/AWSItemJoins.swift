internal import DependencyModel
internal import ModelFormats

/// Puts together what AWS answers in several places: targets and their groups, writers and their clusters, volumes and what
/// they are attached to.
struct AWSItemJoins {
  private(set) var items: [AWSItem]
  /// The items that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private(set) var remarks: [String] = []

  init(_ items: [AWSItem]) {
    self.items = items
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
    joinFirewalls()
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
  private mutating func drop(_ reason: String?, _ isDropped: (AWSItem) -> Bool) {
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
        item.type == "target_health" || item.type == "aws_route53_record"
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

  // MARK: Load balancing

  /// The members of a target group, of which the answer about their health does not name the group: the file does.
  private mutating func joinTargetHealth() {
    var instances: [String: String] = [:]
    for item in items {
      if item.type == "aws_instance", let address = item.text("private_ip") { instances[address] = item.id }
      // The interface of a task is not that of the instance that it runs on.
      if item.type == "aws_network_interface", let instance = item.text("instance_id"),
        item.text("description")?.hasPrefix("arn:aws:ecs:") != true
      {
        for address in item["private_ips"]?.items.compactMap(\.text) ?? [] { instances[address] = instance }
      }
    }
    var groups: [String: [Int]] = [:]
    for (index, item) in items.enumerated() where item.type == "aws_lb_target_group" {
      for name in Set([item.names[0], item.id, AWSCallTable.fileName(of: item.id)]) {
        groups[name, default: []].append(index)
      }
    }
    var members: [Int: [CloudValue]] = [:]
    for item in items where item.type == "target_health" {
      let name = item.text("target_group") ?? ""
      let found = groups[name] ?? []
      let fitting = found.count > 1 ? found.filter { items[$0].folder == item.folder } : found
      guard fitting.count == 1 else {
        remarks.append(
          name.isEmpty
            ? "\(item.file): the file name does not include the target group; name it NAME.GROUP.json"
            : "\(item.file): there is no target group '\(name)' in the answers")
        continue
      }
      var member: AWSTranslation.Pairs = [("target_id", .text(instances[item.id] ?? item.id))]
      for key in ["state", "availability_zone"] { if let value = item[key] { member.append((key, value)) } }
      members[fitting[0], default: []].append(.map(member))
    }
    for (index, members) in members { items[index]["members"] = .list(members) }
    items.removeAll { $0.type == "target_health" }
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
    for item in items where item.type == "user_data" { scripts[item.id] = item["user_data"] }
    forEach("aws_instance") { if let script = scripts[$0.id] { $0["user_data"] = script } }
    items.removeAll { $0.type == "user_data" }
  }

  /// The version of a launch template that a group starts from.
  private mutating func chooseTemplateVersions() {
    var wanted: [String: String] = [:]
    for group in items where group.type == "aws_autoscaling_group" {
      for path in ["launch_template", "mixed_instances_policy.launch_template.launch_template_specification"] {
        let all = CloudValue.map(group.attributes)
        for template in all.values(at: path) {
          if let id = (template["id"] ?? template["launch_template_id"])?.text, wanted[id] == nil {
            wanted[id] = template["version"]?.text ?? "$Default"
          }
        }
      }
    }
    func rank(_ item: AWSItem) -> Int {
      let number = item["version_number"]?.int ?? -1
      switch wanted[item.id] ?? "$Latest" {
      case "$Default": return item["default_version"]?.bool == true ? Int.max : number
      case let version: return Int(version).map { $0 == number ? Int.max : number } ?? number
      }
    }
    var best: [String: Int] = [:]
    for (index, item) in items.enumerated() where item.type == "aws_launch_template" {
      if best[item.id].map({ rank(items[$0]) < rank(item) }) ?? true { best[item.id] = index }
    }
    // The answer that lists the templates has their tags.
    for item in items where item.type == "aws_launch_template" {
      if let index = best[item.id], items[index].title == nil { items[index].title = item.title }
    }
    let chosen = Set(best.values)
    items = items.enumerated().filter { $1.type != "aws_launch_template" || chosen.contains($0) }.map(\.element)
  }

  private mutating func joinVolumes() {
    let titles = Dictionary(
      items.lazy.filter { $0.type == "aws_instance" }.map { ($0.id, $0.title ?? $0.id) },
      uniquingKeysWith: { first, _ in first })
    var attachments: [AWSItem] = []
    forEach("aws_ebs_volume") { volume in
      let attached =
        volume["attachments"]?.items.filter { $0["state"]?.text.map { $0 == "attached" || $0 == "busy" } ?? true } ?? []
      for listed in attached {
        guard let instance = listed["instance_id"]?.text else { continue }
        let device = listed["device"]?.text ?? ""
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
    items += attachments
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
    func family(_ item: AWSItem) -> String {
      switch item.text("engine") {
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
    var nodes: [String: AWSItem] = [:]
    for item in items where item.type == "aws_elasticache_cluster" {
      if let group = item.text("replication_group_id") { nodes["\(item.region ?? "") \(group)"] = item }
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
