internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Data stores: which copies there are, and what taking over costs.
///
/// A copy that takes over is redundancy: the store holds as long as one is left. While it takes over the store is interrupted,
/// which is modelled as using the one that serves: its loss degrades.
extension CloudMeaning {
  func addStores(to draft: inout ImportDraft) {
    for instance in resources("aws_db_instance", "aws_dms_replication_instance") where isComponent(instance.id) {
      if instance.attributes.bool(at: "multi_az") == true { addStandby(of: instance, to: &draft) }
    }
    for (cluster, member) in [
      ("aws_rds_cluster", "aws_rds_cluster_instance"), ("aws_docdb_cluster", "aws_docdb_cluster_instance"),
      ("aws_neptune_cluster", "aws_neptune_cluster_instance"),
    ] {
      addClusters(cluster, member, to: &draft)
    }
    for group in resources("aws_elasticache_replication_group", "aws_memorydb_cluster") where isComponent(group.id) {
      addReplicas(of: group, to: &draft)
    }
    for cluster in resources("aws_msk_cluster") where isComponent(cluster.id) {
      addQuorum(of: cluster, "broker_node_group_info.client_subnets", to: &draft)
    }
    for broker in resources("aws_mq_broker") where isComponent(broker.id) {
      let mode = broker.attributes.text(at: "deployment_mode") ?? "SINGLE_INSTANCE"
      let subnets = allTargets(of: broker, "subnet_ids", ["aws_subnet"], as: .any, to: &draft)
      let meaning: CloudRule.Meaning =
        mode == "SINGLE_INSTANCE" ? .hard : mode == "CLUSTER_MULTI_AZ" ? .any : .failover
      relate(broker.id, meaning, subnets, of: broker, "subnet_ids", &draft)
    }
    for cluster in resources("aws_redshift_cluster") where isComponent(cluster.id) {
      guard zone(of: cluster.id) == nil else { continue }
      addSpread(
        of: cluster.id, copies: cluster.attributes.bool(at: "multi_az") == true ? 2 : 1,
        over: possibleZones(of: cluster, &draft), source: "\(cluster.source): its subnets", at: cluster.place,
        to: &draft)
    }
    for cluster in resources("aws_dax_cluster") where isComponent(cluster.id) {
      let stated = ["node_zones", "nodes.availability_zone", "availability_zones"]
      guard stated.allSatisfy({ cluster.attributes.values(at: $0).isEmpty }), let copies = units[cluster.id] else {
        continue
      }
      addSpread(
        of: cluster.id, copies: copies, over: possibleZones(of: cluster, &draft),
        source: "\(cluster.source): its subnets", at: cluster.place, to: &draft)
    }
    for table in resources("aws_dynamodb_table") where isComponent(table.id) { addRegions(of: table, to: &draft) }
    for system in inventory.resources where system.type.hasPrefix("aws_fsx_") && isComponent(system.id) {
      let isMulti = system.attributes.text(at: "deployment_type")?.hasPrefix("MULTI_AZ") == true
      relate(
        system.id, isMulti ? .failover : .hard,
        allTargets(of: system, "subnet_ids", ["aws_subnet"], as: isMulti ? .failover : .hard, to: &draft), of: system,
        "subnet_ids", &draft)
      let preferred = targets(of: system, "preferred_subnet_id", ["aws_subnet"])
      if isMulti { relate(system.id, .soft, preferred, of: system, "preferred_subnet_id", &draft) }
    }
    for system in resources("aws_efs_file_system") where isComponent(system.id) {
      if let zone = system.attributes.text(at: "availability_zone_name"), !zone.isEmpty {
        addZone(zone, to: &draft)
        draft.relate(
          system.id, .in, zone, confidence: .declared, source: "\(system.source).availability_zone_name",
          at: system.place)
      }
    }
    addSingleZones(to: &draft)
    addEndpointMembers(to: &draft)
    addLinks(of: [.rds], to: &draft)
  }

  /// The zones of the subnets that a store may be placed in, by its subnet group. A subnet whose zone is not known stands for
  /// it, so that no fewer zones seem to be possible than there are.
  func possibleZones(of resource: CloudResource, _ draft: inout ImportDraft) -> [String] {
    let paths = [
      "db_subnet_group_name", "subnet_group_name", "cluster_subnet_group_name", "replication_subnet_group_id",
      "replication_subnet_group_identifier",
    ]
    let groups = paths.flatMap { path in
      targets(
        of: resource, path,
        [
          "aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_memorydb_subnet_group", "aws_docdb_subnet_group",
          "aws_neptune_subnet_group", "aws_redshift_subnet_group", "aws_dax_subnet_group",
          "aws_dms_replication_subnet_group",
        ])
    }.flatMap(\.ids)
    var found: Set<String> = []
    for group in groups.compactMap({ inventory[$0] }) {
      for target in allTargets(of: group, "subnet_ids", ["aws_subnet"], as: .any, to: &draft) {
        for id in target.ids { found.insert(zone(of: id) ?? id) }
      }
    }
    return found.sorted()
  }

  /// A table with copies in other regions serves from any of them.
  private func addRegions(of table: CloudResource, to draft: inout ImportDraft) {
    let regions = replicaRegions(of: table)
    guard regions.count > 1 else { return }
    for region in regions { addRegion(region, to: &draft) }
    draft.relateRedundant(
      table.id, of: regions, confidence: table.isObserved ? .observed : .declared,
      source: "\(table.source): its replicas", at: table.place)
  }

  /// The regions of a table that has copies in several; none of one that has not.
  func replicaRegions(of table: CloudResource) -> [String] {
    guard table.type == "aws_dynamodb_table" else { return [] }
    let others = ["replica.region_name", "replicas.region"].flatMap { table.attributes.values(at: $0) }
      .compactMap(\.text).filter { !$0.isEmpty && $0.utf8.count < 32 }
    guard !others.isEmpty else { return [] }
    let own = region(of: table).map { [$0] } ?? []
    return Set(own + others).sorted()
  }

  // MARK: Standbys

  /// A database with a standby in another zone.
  ///
  /// Where the standby is may not be known. It is taken to be wherever it would be worst: then a pair of zones may be named
  /// that would do no harm, but none that would is missed.
  private func addStandby(of instance: CloudResource, to draft: inout ImportDraft) {
    let primary = instance.attributes.text(at: "availability_zone").flatMap { $0.isEmpty ? nil : $0 }
    let standby = instance.attributes.text(at: "secondary_availability_zone").flatMap { $0.isEmpty ? nil : $0 }
    let source = "\(instance.source).multi_az"
    let others = possibleZones(of: instance, &draft).filter { $0 != primary }
    for zone in others + [primary, standby].compactMap(\.self) where !isComponent(zone) { addZone(zone, to: &draft) }
    if let primary, let standby {
      draft.relate(
        instance.id, .needs, .any, of: [primary, standby], confidence: instance.isObserved ? .observed : .declared,
        source: source, at: instance.place)
    } else if let primary {
      guard !others.isEmpty else { return }
      let members = others.map { Group.Member(Requirement(.component(ComponentID($0)), confidence: .assumed)) }
      let elsewhere: Requirement.Target =
        members.count == 1 ? members[0].requirement.target : .group(Group(.all, of: members))
      draft.relate(
        instance.id, .needs,
        .group(
          Group(
            .any,
            of: [
              Group.Member(Requirement(.component(ComponentID(primary)), confidence: .declared)),
              Group.Member(Requirement(elsewhere, confidence: .assumed)),
            ])), confidence: .assumed, source: source, at: instance.place)
    } else {
      addSpread(of: instance.id, copies: 2, over: others, source: source, at: instance.place, to: &draft)
      return
    }
    if let primary {
      draft.relate(
        instance.id, .uses, primary, confidence: instance.isObserved ? .observed : .declared,
        source: "\(source): failing over interrupts it", at: instance.place)
    }
  }

  /// Copies in zones of their own, of which only the choice is known: it surely holds while fewer zones are lost than
  /// there are copies.
  private func addSpread(
    of owner: String, copies: Int, over zones: [String], source: String, at place: Place, to draft: inout ImportDraft
  ) {
    guard !zones.isEmpty else { return }
    for zone in zones where !isComponent(zone) { addZone(zone, to: &draft) }
    let copies = min(max(copies, 1), zones.count)
    let threshold = zones.count - copies + 1
    draft.relate(
      owner, .needs, threshold == 1 ? .any : .atLeast(Amount(Int32(clamping: threshold))), of: zones,
      confidence: .assumed,
      source: source, at: place)
    if zones.count > 1 {
      draft.relate(
        owner, .uses, .all, of: zones, confidence: .assumed, source: "\(source): failing over interrupts it", at: place)
    }
  }

  // MARK: Clusters

  /// Per cluster the instances that name it.
  func instances(_ memberType: String, of type: String) -> [String: [CloudResource]] {
    var members: [String: [CloudResource]] = [:]
    for member in resources(memberType) where isComponent(member.id) {
      for cluster in ids(of: member, "cluster_identifier", type) { members[cluster, default: []].append(member) }
    }
    return members
  }

  private func addClusters(_ type: String, _ memberType: String, to draft: inout ImportDraft) {
    let members = instances(memberType, of: type)
    for cluster in resources(type) where isComponent(cluster.id) {
      var own = members[cluster.id] ?? []
      var known = Set(own.map(\.id))
      var outside: [String] = []
      for target in allTargets(
        of: cluster, "cluster_members", [memberType, "aws_db_instance"], as: .any, to: &draft)
      {
        for id in target.ids where isComponent(id) && known.insert(id).inserted {
          if let member = inventory[id] { own.append(member) } else { outside.append(id) }
        }
      }
      let source = "\(cluster.source): its instances"
      guard !own.isEmpty || !outside.isEmpty else {
        // A Multi-AZ cluster places its own copies.
        if cluster.attributes.text(at: "db_cluster_instance_class")?.isEmpty == false {
          addSpread(
            of: cluster.id, copies: 3, over: possibleZones(of: cluster, &draft), source: cluster.source,
            at: cluster.place,
            to: &draft)
        }
        continue
      }
      draft.relate(cluster.id, .needs, .any, of: own.map(\.id) + outside, source: source, at: cluster.place)
      draft.update(cluster.id) { $0.units = own.count + outside.count }
      let writers = own.filter { $0.attributes.bool(at: "writer") == true }
      if own.count + outside.count > 1 {
        draft.relate(
          cluster.id, .uses, .all, of: writers.isEmpty ? own.map(\.id) + outside : writers.map(\.id),
          confidence: writers.isEmpty ? .assumed : .declared,
          source: writers.isEmpty
            ? "\(cluster.source): which instance writes is not known" : "\(cluster.source): the instance that writes",
          at: cluster.place)
      }
    }
  }

  // MARK: Caches

  private func addReplicas(of group: CloudResource, to draft: inout ImportDraft) {
    let source = "\(group.source): its nodes"
    let hasFailover = group.attributes.bool(at: "automatic_failover_enabled") ?? (group.type == "aws_memorydb_cluster")
    let shards = group.attributes.int(at: "num_node_groups") ?? group.attributes.int(at: "num_shards") ?? 1
    if addNodes(of: group, hasFailover: hasFailover, shards: shards, source: source, to: &draft) { return }
    let copies =
      group.attributes.int(at: "num_cache_clusters")
      ?? group.attributes.int(at: "replicas_per_node_group").map { min($0, 1_000) + 1 }
      ?? group.attributes.int(at: "num_replicas_per_shard").map { min($0, 1_000) + 1 } ?? 1
    let stated = group.attributes.values(at: "preferred_cache_cluster_azs").compactMap(\.text)
    if !stated.isEmpty, shards == 1 {
      for zone in stated { addZone(zone, to: &draft) }
      if hasFailover {
        draft.relate(group.id, .needs, .any, of: stated, source: source, at: group.place)
        draft.relate(group.id, .uses, stated[0], source: source, at: group.place)
      } else {
        draft.relate(group.id, .needs, stated[0], source: source, at: group.place)
      }
      return
    }
    let isSpread = hasFailover && group.attributes.bool(at: "multi_az_enabled") != false
    addSpread(
      of: group.id, copies: isSpread ? copies : 1, over: possibleZones(of: group, &draft), source: source,
      at: group.place,
      to: &draft)
  }

  /// The nodes that are known, each by itself where it is a component, else by its zone; `false` where they are not known.
  private func addNodes(
    of group: CloudResource, hasFailover: Bool, shards: Int, source: String, to draft: inout ImportDraft
  ) -> Bool {
    let members = group.attributes.values(at: "members")
    let nodes = members.compactMap { node($0, of: group, to: &draft) }
    guard !members.isEmpty, nodes.count == members.count else { return false }
    var byShard: [(name: String, members: [Int])] = []
    var shardPositions: [String: Int] = [:]
    for (index, member) in members.enumerated() {
      let name = member["node_group"]?.text ?? ""
      if let position = shardPositions[name] {
        byShard[position].members.append(index)
      } else {
        shardPositions[name] = byShard.count
        byShard.append((name, [index]))
      }
    }
    for shard in byShard {
      let own = shard.members.map { nodes[$0] }
      let primaries = shard.members.filter { members[$0]["role"]?.text == "primary" }.map { nodes[$0] }
      // All shards are needed, and any node of each, if another can take over.
      if hasFailover, byShard.count == max(shards, 1) {
        draft.relate(group.id, .needs, .any, of: own, confidence: .observed, source: source, at: group.place)
      } else {
        for node in primaries.isEmpty ? own : primaries {
          draft.relate(group.id, .needs, node, confidence: .observed, source: source, at: group.place)
        }
      }
      if primaries.isEmpty, hasFailover, own.count > 1 {
        draft.relate(
          group.id, .uses, .all, of: own, confidence: .assumed,
          source: "\(group.source): which node is written to is not known", at: group.place)
      }
      for node in primaries where hasFailover {
        draft.relate(
          group.id, .uses, node, confidence: .observed, source: "\(group.source): the node that is written to",
          at: group.place)
      }
    }
    return true
  }

  private func node(_ member: CloudValue, of group: CloudResource, to draft: inout ImportDraft) -> String? {
    var holder = group
    holder.attributes = member
    if let id = ids(of: holder, "cache_cluster_id", "aws_elasticache_cluster").first, isComponent(id) { return id }
    guard let zone = member["availability_zone"]?.text else { return nil }
    addZone(zone, to: &draft)
    return zone
  }

  // MARK: Others

  /// Brokers that agree by majority.
  private func addQuorum(of cluster: CloudResource, _ path: String, to draft: inout ImportDraft) {
    let subnets = allTargets(of: cluster, path, ["aws_subnet"], as: .any, to: &draft).flatMap(\.ids)
    guard !subnets.isEmpty else { return }
    draft.relate(
      cluster.id, .needs, .atLeast(Amount(Int32(clamping: subnets.count / 2 + 1))), of: subnets, confidence: .assumed,
      source: "\(cluster.source).\(path): a majority", at: cluster.place)
    if subnets.count > 1 {
      draft.relate(
        cluster.id, .uses, .all, of: subnets, confidence: .declared, source: "\(cluster.source).\(path)",
        at: cluster.place)
    }
  }
}
