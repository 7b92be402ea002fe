internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The machines that tasks run on.
///
/// Instances join a cluster by the name of it in their start script: the cluster does not carry them, and they do not need it. A task
/// that is placed on instances needs one of them, by the capacity providers that its service or its cluster names, or else any
/// instance that joined.
extension CloudMeaning {
  /// What tasks of a cluster can be placed on.
  struct Capacity {
    /// The instances and groups of instances that join by themselves.
    var joined: [String] = []
    /// The names of its capacity providers.
    var providers: [CloudValue] = []
    /// The strategy of services that state none.
    var defaultStrategy: [CloudValue] = []
    /// The resource that states the providers.
    var holder: CloudResource?
  }

  /// Per cluster what its tasks can be placed on.
  func findCapacity() -> [String: Capacity] {
    var found: [String: Capacity] = [:]
    func add(_ holder: CloudResource, to cluster: String) {
      let providers = holder.attributes.values(at: "capacity_providers")
      let strategy = holder.attributes.values(at: "default_capacity_provider_strategy")
      guard !providers.isEmpty || !strategy.isEmpty else { return }
      found[cluster, default: Capacity()].providers += providers
      found[cluster, default: Capacity()].defaultStrategy += strategy
      found[cluster, default: Capacity()].holder = holder
    }
    for cluster in resources("aws_ecs_cluster") { add(cluster, to: cluster.id) }
    for association in resources("aws_ecs_cluster_capacity_providers") {
      for path in ["cluster_name", "cluster"] {
        for cluster in ids(of: association, path, "aws_ecs_cluster") { add(association, to: cluster) }
      }
    }
    for owner in resources("aws_instance", "aws_autoscaling_group", "aws_spot_instance_request")
    where isComponent(owner.id) {
      var holders = [owner]
      for path in ["launch_template", "mixed_instances_policy", "launch_configuration"] {
        holders += ids(of: owner, path, "aws_launch_template", "aws_launch_configuration").compactMap { inventory[$0] }
      }
      for cluster in Set(holders.flatMap(clustersJoined)).sorted() {
        found[cluster, default: Capacity()].joined.append(owner.id)
      }
    }
    return found
  }

  /// The clusters that a start script joins.
  private func clustersJoined(by holder: CloudResource) -> [String] {
    var found: [String] = []
    for path in ["user_data", "user_data_base64"] {
      for text in passedTexts(in: holder, path) {
        switch text.value {
        case .reference(let reference):
          found += reference.resources.filter { inventory[$0]?.type == "aws_ecs_cluster" }
        case .text(let script):
          for name in Self.clusterNames(in: script) {
            let positions = nearest(identities.positions(of: name, among: ["aws_ecs_cluster"]), to: holder, by: name)
            found += positions.map { inventory.resources[$0].id }
          }
        default: break
        }
      }
    }
    return found
  }

  /// The names of clusters in a start script: `ECS_CLUSTER=shop`, or `cluster = "shop"` in the settings of Bottlerocket.
  private static func clusterNames(in script: String) -> [String] {
    guard script.includes("ECS_CLUSTER") || script.includes("settings.ecs") else { return [] }
    var found: [String] = []
    for line in script.split(whereSeparator: \.isNewline) {
      var value: Substring?
      if let range = line.firstRange(of: "ECS_CLUSTER") {
        value = line[range.upperBound...]
      } else if line.drop(while: { $0 == " " }).hasPrefix("cluster") {
        value = line.drop(while: { $0 == " " }).dropFirst("cluster".count)
      }
      guard let value, let start = value.firstIndex(of: "="), value[..<start].allSatisfy({ $0 == " " }) else {
        continue
      }
      let name = value[value.index(after: start)...].drop { $0 == " " || $0 == "\"" || $0 == "'" }
        .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      if !name.isEmpty { found.append(String(name)) }
    }
    return found
  }

  // MARK: Tasks

  private static let fargate: Set<String> = ["FARGATE", "FARGATE_SPOT"]

  /// Adds the capacity that the tasks of a service need.
  func addCapacity(to service: CloudResource, _ draft: inout ImportDraft) {
    let launchType = service.attributes.text(at: "launch_type")
    guard launchType != "FARGATE", launchType != "EXTERNAL" else { return }
    let own = service.attributes.values(at: "capacity_provider_strategy")
    guard own.isEmpty else {
      return addProviders(own, of: service, "capacity_provider_strategy", to: service, &draft)
    }
    for cluster in ids(of: service, "cluster", "aws_ecs_cluster") {
      guard let capacity = capacity[cluster] else { continue }
      if launchType == nil, !capacity.defaultStrategy.isEmpty, let holder = capacity.holder {
        addProviders(capacity.defaultStrategy, of: holder, "default_capacity_provider_strategy", to: service, &draft)
        continue
      }
      // Placed on instances: on any that joined, by itself or by the group of a provider.
      var members = capacity.joined
      let holder = capacity.holder ?? service
      for provider in capacity.providers.flatMap({ providers($0, of: holder, &draft) }) {
        guard let resource = inventory[provider] else { continue }
        members += ids(
          of: resource, "auto_scaling_group_provider.auto_scaling_group_arn", "aws_autoscaling_group")
      }
      var seen: Set<String> = []
      members = serving(members.filter { isComponent($0) && seen.insert($0).inserted }, for: service.id, &draft)
      let source = "\(service.source).cluster: the instances that join it"
      draft.relateRedundant(
        service.id, of: members, confidence: .inferred, source: source, at: service.place)
    }
  }

  /// Adds the providers of a strategy: any of them is enough. One of weight 0 and without a base gets no tasks.
  private func addProviders(
    _ strategy: [CloudValue], of holder: CloudResource, _ path: String, to service: CloudResource,
    _ draft: inout ImportDraft
  ) {
    let weights = strategy.map { item in item["weight"]?.int ?? (strategy.count == 1 ? 1 : 0) }
    let hasWeights = weights.contains { $0 > 0 }
    var members: [String] = []
    var usesFargate = false
    for (item, weight) in zip(strategy, weights) {
      guard let name = item["capacity_provider"] else { continue }
      guard !hasWeights || weight > 0 || (item["base"]?.int ?? 0) > 0 else { continue }
      if let text = name.text, Self.fargate.contains(text) {
        usesFargate = true
      } else {
        members += providers(name, of: holder, &draft)
      }
    }
    let source = "\(holder.source).\(path)"
    let confidence: Confidence = service.isObserved ? .observed : .referenced
    if usesFargate {
      // Fargate serves as long as AWS does: the others are only a part.
      draft.relate(
        service.id, .uses, .all, of: members, confidence: confidence, source: source, at: service.place)
    } else {
      draft.relateRedundant(service.id, of: members, confidence: confidence, source: source, at: service.place)
    }
  }

  /// The providers that a value names; one that no file has is outside of them.
  private func providers(
    _ value: CloudValue, of holder: CloudResource, _ draft: inout ImportDraft
  ) -> [String] {
    if let target = target(value, of: holder, ["aws_ecs_capacity_provider"]) { return target.ids }
    guard let name = value.text, !Self.fargate.contains(name), ForeignName.isPlain(name),
      let id = addOutside(
        "\(homePrefix(of: holder))ecs-capacity-provider/\(name)", type: "aws_ecs_capacity_provider",
        isUniversal: false, near: holder,
        source: "\(holder.source).capacity_providers", at: holder.place, &draft)
    else { return [] }
    return [id]
  }
}
