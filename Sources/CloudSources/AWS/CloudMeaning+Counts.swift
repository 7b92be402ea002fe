internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Counts: how many alike a resource stands for, and how far they can be a spare for each other.
///
/// A single one of several possible zones is in one of them at a time: the others are no spare. None at all serves nobody.
extension CloudMeaning {
  /// Per resource how many alike it stands for, where that is known.
  func findUnits() -> [String: Int] {
    var found: [String: Int] = [:]
    for (position, resource) in inventory.resources.enumerated() where isComponent[position] {
      let lines = CloudCount.of(resource.type)
      guard let count = lines.lazy.compactMap({ $0.units(of: resource.attributes) }).first else { continue }
      found[resource.id] = count
    }
    // What is run on every instance that there is has no count of its own.
    for service in resources("aws_ecs_service")
    where found[service.id] == 0 && service.attributes.text(at: "scheduling_strategy") == "DAEMON" {
      found[service.id] = nil
    }
    for (service, least) in leastTasks() where found[service] != 0 { found[service] = least }
    // The region that is asked may be among those that it lists.
    for table in resources("aws_dynamodb_table") where isComponent(table.id) {
      let regions = replicaRegions(of: table)
      if regions.count > 1 { found[table.id] = regions.count }
    }
    for broker in resources("aws_mq_broker") {
      switch broker.attributes.text(at: "deployment_mode") {
      case "SINGLE_INSTANCE"?: found[broker.id] = 1
      case "ACTIVE_STANDBY_MULTI_AZ"?: found[broker.id] = 2
      case "CLUSTER_MULTI_AZ"?: found[broker.id] = 3
      default: break
      }
    }
    // Shards that differ in their replicas state them one by one.
    for group in resources("aws_elasticache_replication_group") {
      let shards = group.attributes.values(at: "node_group_configuration")
      let replicas = shards.compactMap { $0["replica_count"]?.int }.filter { 0...10 ~= $0 }
      if !shards.isEmpty, replicas.count == shards.count { found[group.id] = replicas.reduce(shards.count, +) }
    }
    for service in resources("aws_apprunner_service") {
      let path = "auto_scaling_configuration_arn"
      for setting in ids(of: service, path, "aws_apprunner_auto_scaling_configuration_version") {
        if let least = inventory[setting]?.attributes.int(at: "min_size"), least > 0 { found[service.id] = least }
      }
    }
    // A concurrency that is kept ready is that of an alias or of the function.
    for setting in resources("aws_lambda_provisioned_concurrency_config") {
      guard let count = setting.attributes.int(at: "provisioned_concurrent_executions"), count > 0 else { continue }
      for function in ids(of: setting, "function_name", "aws_lambda_function") where found[function] == nil {
        found[function] = count
      }
    }
    found.merge(azureUnits()) { first, _ in first }
    found.merge(googleUnits()) { first, _ in first }
    // Nothing calls a function that may run no times at once.
    for function in resources("aws_lambda_function")
    where function.attributes.int(at: "reserved_concurrent_executions") == 0 {
      found[function.id] = 0
    }
    // What is stopped, failed or cut off serves nobody now.
    for (position, resource) in inventory.resources.enumerated() where isComponent[position] {
      if isStopped(resource) { found[resource.id] = 0 }
    }
    for setting in resources("aws_ec2_instance_state")
    where setting.attributes.text(at: "state").map(Self.isStopped) == true {
      for instance in ids(of: setting, "instance_id", "aws_instance") { found[instance] = 0 }
    }
    return found
  }

  /// Whether a resource is there and serves nobody, by its state in what was asked or in what a tool kept of it.
  func isStopped(_ resource: CloudResource) -> Bool {
    if switchedOff.contains(resource.id) { return true }
    guard resource.cloud == CloudResource.amazon else { return false }
    if resource.isObserved { return resource.attributes[AWSItem.notServing]?.bool == true }
    guard let states = Self.statesOfStopped[resource.type] else { return false }
    return ["instance_state", "state", "status"].contains { name in
      resource.attributes[name]?.text.map { states.contains($0) } == true
    }
  }

  private static func isStopped(_ state: String) -> Bool { statesOfStopped["aws_instance"]?.contains(state) == true }

  /// By type the states in which one serves nobody.
  private static let statesOfStopped: [String: Set<String>] = {
    var found: [String: Set<String>] = [:]
    for answer in AWSService.all.flatMap(\.answers) {
      guard let type = answer.type, let down = answer.down else { continue }
      found[type, default: []].formUnion(down.states)
      if let gone = answer.gone, gone.field == down.field { found[type]!.formUnion(gone.states) }
    }
    return found
  }()

  /// Writes the counts to the components.
  func addUnits(to draft: inout ImportDraft) {
    for resource in inventory.resources {
      guard let count = units[resource.id] else { continue }
      // A trigger that is switched off is only not asked for; what else there is none of is down for sure.
      let isDown = count == 0 && !isClosed(resource)
      draft.update(resource.id) {
        $0.units = count
        if isDown { $0.unavailability = Unavailability(low: 1, high: 1) }
      }
    }
  }

  /// By service the tasks that its scaling leaves at least: those are what can be counted on.
  private func leastTasks() -> [String: Int] {
    let targets = resources("aws_appautoscaling_target")
    guard !targets.isEmpty else { return [:] }
    let services = resources("aws_ecs_service")
    let byName = Dictionary(grouping: services) { $0.attributes.text(at: "name") ?? "" }
    var found: [String: Int] = [:]
    for target in targets {
      guard let least = target.attributes.int(at: "min_capacity"), 1...1_000_000 ~= least else { continue }
      var scaled = ids(of: target, "resource_id", "aws_ecs_service")
      if scaled.isEmpty, let name = target.attributes.text(at: "resource_id") {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 3, parts[0] == "service" else { continue }
        scaled = (byName[parts[2]] ?? []).filter { service in
          clusterName(of: service).map { $0 == parts[1] } ?? true
        }.map(\.id)
      }
      for service in scaled { found[service] = least }
    }
    return found
  }

  /// The name of the cluster that a service is in, where it is known.
  private func clusterName(of service: CloudResource) -> String? {
    if let text = service.attributes.text(at: "cluster") { return text.split(separator: "/").last.map(String.init) }
    return ids(of: service, "cluster", "aws_ecs_cluster").first.flatMap { inventory[$0]?.attributes.text(at: "name") }
  }

  /// The target groups of which every member in the files has none.
  func findUnserved() -> Set<String> {
    var found: Set<String> = []
    for (group, members) in membersByGroup where !members.isEmpty {
      guard members.allSatisfy({ units[$0.id] == 0 }), outsideAttachments[group] == nil,
        inventory[group]?.attributes.values(at: "members").isEmpty != false
      else { continue }
      found.insert(group)
    }
    return found
  }

  /// Says that what there are several of is spread over subnets, as far as there are enough for that.
  ///
  /// - Returns: `false` where the count is not known, or is no less than there are zones: then it is like any spread.
  func addSpread(
    of resource: CloudResource, _ path: String, _ targets: [Target], to draft: inout ImportDraft
  ) -> Bool {
    let ids = targets.flatMap(\.ids).filter { isComponent($0) }
    let isPacked = isPacked(resource)
    guard CloudCount.spread(of: resource.type) == path, Set(ids).count > 1 else { return false }
    guard isPacked || units[resource.id].map({ $0 > 0 }) == true else { return false }
    let zones = ids.map { self.zone(of: $0) }
    let known = Set(zones.compactMap(\.self))
    let isEachKnown = zones.allSatisfy { $0 != nil }
    let places = isEachKnown ? known.sorted() : ids
    let copies = isPacked ? 1 : units[resource.id] ?? 1
    guard copies < places.count else { return false }
    let source = "\(resource.source).\(path)"
    let confidence = targets.map(\.confidence).max() ?? .referenced
    if copies > 1 {
      draft.relateRedundant(resource.id, of: ids, confidence: confidence, source: source, at: resource.place)
    } else {
      draft.relate(resource.id, .needs, .any, of: ids, confidence: confidence, source: source, at: resource.place)
      // Where it runs can be known by other means.
      guard self.ids(of: resource, "instances.instance_id", "aws_instance").isEmpty else { return true }
    }
    let reason = isPacked ? "its tasks may all be in one" : copies == 1 ? "it is in one at a time" : "\(copies) of them"
    relateSpread(
      resource.id, over: places, copies: copies, confidence: confidence, source: "\(source): \(reason)",
      at: resource.place, &draft)
    return true
  }

  /// Whether the placement of tasks may put all of them into one zone.
  private func isPacked(_ resource: CloudResource) -> Bool {
    guard resource.type == "aws_ecs_service" else { return false }
    let strategies = ["ordered_placement_strategy", "placement_strategies", "placement_strategy"].flatMap {
      resource.attributes.values(at: $0)
    }
    guard !strategies.isEmpty else { return false }
    // Those that spread by zone or by instance do not put all into one place, unless another comes first.
    guard strategies[0]["type"]?.text != "spread" else { return false }
    let isDistinct = ["placement_constraints", "placement_constraint"].contains { path in
      resource.attributes.values(at: path).contains { $0["type"]?.text == "distinctInstance" }
    }
    return !isDistinct || strategies[0]["type"]?.text == "binpack"
  }
}
