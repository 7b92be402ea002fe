internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Workloads: instances, groups of them, tasks and functions, with the addresses that they are given.
extension CloudMeaning {
  func addWorkloads(to draft: inout ImportDraft) {
    addLinks(of: [.ec2], to: &draft)
    addDiscoveryHosts(to: &draft)
    for instance in resources("aws_instance", "aws_spot_instance_request") where isComponent(instance.id) {
      addPassedAddresses(to: instance.id, from: instance, ["user_data", "user_data_base64"], &draft)
      addTemplates(of: instance, ["launch_template"], &draft)
      addAddressesByOrder(of: instance, &draft)
      addEgress(to: instance, ["subnet_id"], &draft)
    }
    for group in resources("aws_autoscaling_group") where isComponent(group.id) {
      addTemplates(of: group, ["launch_template", "mixed_instances_policy", "launch_configuration"], &draft)
      addEgress(to: group, ["vpc_zone_identifier"], &draft)
      addZones(of: group, &draft)
      addInstances(of: group, &draft)
    }
    for service in resources("aws_ecs_service") where isComponent(service.id) {
      for task in ids(of: service, "task_definition", "aws_ecs_task_definition").compactMap({ inventory[$0] }) {
        addTask(task, to: service.id, &draft)
      }
      addEgress(to: service, ["network_configuration.subnets"], &draft)
      addCapacity(to: service, &draft)
    }
    for target in resources("aws_cloudwatch_event_target") where isComponent(target.id) && !isClosed(target) {
      for task in ids(of: target, "ecs_target.task_definition_arn", "aws_ecs_task_definition") {
        if let task = inventory[task] { addTask(task, to: target.id, &draft) }
      }
    }
    for function in resources("aws_lambda_function") where isComponent(function.id) {
      addPassedAddresses(to: function.id, from: function, ["environment"], &draft)
      addEgress(to: function, ["vpc_config.subnet_ids"], &draft)
    }
    for machine in resources("aws_sfn_state_machine") where isComponent(machine.id) {
      addPassedAddresses(to: machine.id, from: machine, ["definition"], &draft)
      addStates(of: machine, to: &draft)
    }
    for cluster in resources("aws_emr_cluster") where isComponent(cluster.id) { addSubnets(of: cluster, to: &draft) }
    for (type, paths) in Self.passing {
      for resource in resources(type) where isComponent(resource.id) {
        addPassedAddresses(to: resource.id, from: resource, paths, named: "endpoint", &draft)
      }
    }
    for delivery in resources("aws_kinesis_firehose_delivery_stream") where isComponent(delivery.id) {
      addProcessors(of: delivery, to: &draft)
    }
    for stack in resources("aws_cloud_formation_stack") where isComponent(stack.id) {
      addPassedAddresses(to: stack.id, from: stack, ["parameters"], &draft)
    }
    for nodes in resources("aws_eks_node_group", "aws_eks_fargate_profile") where isComponent(nodes.id) {
      addEgress(to: nodes, ["subnet_ids"], &draft)
    }
  }

  /// Attributes with the address of what a resource sends to.
  private static let passing: [(type: String, paths: [String])] = [
    ("aws_cloudwatch_event_api_destination", ["invocation_endpoint"]),
    (
      "aws_kinesis_firehose_delivery_stream",
      [
        "redshift_configuration.cluster_jdbcurl", "opensearch_configuration.cluster_endpoint",
        "elasticsearch_configuration.cluster_endpoint", "http_endpoint_configuration.url",
        "http_endpoint_configuration.endpoint_configuration.url", "splunk_configuration.hec_endpoint",
        "opensearchserverless_configuration.collection_endpoint",
      ]
    ),
    (
      "aws_appsync_datasource",
      [
        "http_config.endpoint", "elasticsearch_config.endpoint", "opensearchservice_config.endpoint",
      ]
    ),
    ("aws_apprunner_service", ["source_configuration.image_repository.image_configuration"]),
    ("aws_codebuild_project", ["environment.environment_variable", "environment.environment_variables"]),
    ("aws_glue_connection", ["connection_properties", "connection_input.connection_properties"]),
    ("aws_glue_job", ["default_arguments", "non_overridable_arguments"]),
    ("aws_athena_data_catalog", ["parameters"]),
    ("aws_mskconnect_connector", ["connector_configuration"]),
    ("aws_kinesisanalyticsv2_application", ["application_configuration.environment_properties"]),
  ]

  /// The functions that change what a delivery carries.
  private func addProcessors(of delivery: CloudResource, to draft: inout ImportDraft) {
    for destination in [
      "extended_s3_configuration", "redshift_configuration", "opensearch_configuration", "elasticsearch_configuration",
      "http_endpoint_configuration", "splunk_configuration", "opensearchserverless_configuration",
    ] {
      for list in ["processors.parameters", "processors.parameter"] {
        let path = "\(destination).processing_configuration.\(list).parameter_value"
        var holder = delivery
        // A plain text is another setting of the processor.
        let values = delivery.attributes.values(at: path).filter { $0.text.map { $0.hasPrefix("arn:") } ?? true }
        holder.attributes = .map([("function", .list(values))])
        for function in called(by: holder, "function", &draft) {
          relateAddress(
            delivery.id, to: function.id, confidence: function.confidence, source: "\(delivery.source).\(path)",
            at: delivery.place, &draft)
        }
        readings[delivery.type, default: Readings()].add(path, [])
      }
    }
  }

  /// A cluster of machines of several types starts in one of the subnets that it may use.
  private func addSubnets(of cluster: CloudResource, to draft: inout ImportDraft) {
    for path in ["ec2_attributes.subnet_ids", "ec2_subnet_ids"] {
      let found = allTargets(of: cluster, path, ["aws_subnet"], as: .any, to: &draft)
      var seen: Set<String> = []
      let ids = found.flatMap(\.ids).filter { isComponent($0) && seen.insert($0).inserted }
      guard ids.count > 1 else {
        relate(cluster.id, .hard, found, of: cluster, path, &draft)
        continue
      }
      draft.relate(cluster.id, oneOf: ids, source: "\(cluster.source).\(path)", at: cluster.place)
      draft.notes.addAmbiguous("\(cluster.id) \(path): one of \(Self.list(ids))")
    }
    addEgress(to: cluster, ["ec2_attributes.subnet_id", "ec2_subnet_id"], &draft)
  }

  // MARK: Templates

  /// Resources made from a template are given the addresses that are in it.
  private func addTemplates(of resource: CloudResource, _ paths: [String], _ draft: inout ImportDraft) {
    for path in paths {
      for id in ids(of: resource, path, "aws_launch_template", "aws_launch_configuration") {
        guard let template = inventory[id] else { continue }
        addPassedAddresses(to: resource.id, from: template, ["user_data", "user_data_base64"], &draft)
      }
    }
  }

  func addTask(_ task: CloudResource, to owner: String, _ draft: inout ImportDraft) {
    addPassedAddresses(to: owner, from: task, ["container_definitions"], &draft)
    for path in ["volume.efs_volume_configuration", "volume.efs_volume_configuration.authorization_config"] {
      relate(
        owner, .hard, targets(of: task, path, ["aws_efs_file_system", "aws_efs_access_point"]), of: task, path, &draft)
    }
  }

  /// Where a start script is only known by its digest, the addresses in it are lost: what the state says that it
  /// was made after, and has an address, is treated as one.
  private func addAddressesByOrder(of instance: CloudResource, _ draft: inout ImportDraft) {
    guard let digest = instance.attributes.text(at: "user_data"), HiddenText.isDigest(digest) else { return }
    let addresses = addressesByOrder[instance.dependsOn] ?? addresses(before: instance)
    addressesByOrder[instance.dependsOn] = addresses
    for id in addresses where !draft.isFull {
      relateAddress(
        instance.id, to: id, source: "\(instance.source).depends_on (its user_data is only a digest)",
        at: instance.place, &draft)
    }
  }

  /// The instances that something was made after, that have an address and are not known by another of them.
  private func addresses(before instance: CloudResource) -> [String] {
    let before = instance.dependsOn.filter { id in
      guard let position = inventory.position(of: id) else { return false }
      return isComponent[position] && !types[position].addresses.isEmpty
    }
    let implied = Set(before.flatMap { inventory[$0]?.dependsOn ?? [] })
    return before.filter { !implied.contains($0) }
  }

  // MARK: Ways out, zones, instances

  /// New machines, tasks and functions need a way out of one of their subnets to start.
  private func addEgress(to resource: CloudResource, _ paths: [String], _ draft: inout ImportDraft) {
    let subnets = paths.flatMap { ids(of: resource, $0, "aws_subnet", "aws_default_subnet") }
    let ways = subnets.map(Self.egress(of:)).filter { draft.contains($0) }
    guard !ways.isEmpty else { return }
    draft.relate(
      resource.id, .startNeeds, .any, of: ways, confidence: .inferred, source: "\(resource.source): its subnets",
      at: resource.place)
  }

  /// A group that names zones instead of subnets.
  private func addZones(of group: CloudResource, _ draft: inout ImportDraft) {
    guard ids(of: group, "vpc_zone_identifier", "aws_subnet").isEmpty else { return }
    let zones = group.attributes.values(at: "availability_zones").compactMap(\.text)
    for zone in zones { addZone(zone, to: &draft) }
    let source = "\(group.source).availability_zones"
    // A single one is in one of them at a time.
    if units[group.id] == 1, ids(of: group, "instances.instance_id", "aws_instance").isEmpty, zones.count > 1 {
      draft.relate(group.id, oneOf: zones, source: source, at: group.place)
    } else {
      draft.relateRedundant(group.id, of: zones, source: source, at: group.place)
    }
  }

  /// Where a group's instances really are: it can be one zone of the many that it could use.
  private func addInstances(of group: CloudResource, _ draft: inout ImportDraft) {
    let instances = allTargets(of: group, "instances.instance_id", ["aws_instance"], as: .any, to: &draft)
      .flatMap(\.ids).filter { isComponent($0) }
    guard !instances.isEmpty else { return }
    let source = "\(group.source): its instances"
    draft.relateRedundant(group.id, of: instances, confidence: .observed, source: source, at: group.place)
    let zones = Set(instances.compactMap { zone(of: $0) })
    let possible = Set(ids(of: group, "vpc_zone_identifier", "aws_subnet").compactMap { self.zone(of: $0) })
    if zones.count < possible.count {
      draft.notes.remark(
        "\(group.id) is configured over \(possible.sorted().joined(separator: ", ")), and runs in \(zones.sorted().joined(separator: ", ")) only"
      )
    }
  }
}
