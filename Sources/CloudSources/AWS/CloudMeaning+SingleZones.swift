internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Stores that are in one zone, of which the sources only know among which.
extension CloudMeaning {
  /// The instances of clusters, and the cluster that may know their subnet group.
  private static let membersOfClusters = [
    "aws_rds_cluster_instance": "aws_rds_cluster", "aws_docdb_cluster_instance": "aws_docdb_cluster",
    "aws_neptune_cluster_instance": "aws_neptune_cluster",
  ]

  /// Says of each store whose zone is not known that it is in one of those of its subnet group.
  func addSingleZones(to draft: inout ImportDraft) {
    for instance in resources("aws_db_instance", "aws_dms_replication_instance") where isAnywhere(instance) {
      if instance.attributes.bool(at: "multi_az") != true { addSingleZone(of: instance, to: &draft) }
    }
    for (type, cluster) in Self.membersOfClusters.sorted(by: { $0.key < $1.key }) {
      for instance in resources(type) where isAnywhere(instance) {
        let clusters = ids(of: instance, "cluster_identifier", cluster).compactMap { inventory[$0] }
        addSingleZone(of: instance, or: clusters.first, to: &draft)
      }
    }
    for cache in resources("aws_elasticache_cluster") where isAnywhere(cache) {
      let stated = cache.line.spread.flatMap { cache.attributes.values(at: $0) }.compactMap(\.text)
      guard stated.isEmpty else { continue }
      if cache.attributes.text(at: "az_mode") == "cross-az", let nodes = units[cache.id], nodes > 1 {
        let zones = possibleZones(of: cache, &draft)
        for zone in zones where !isComponent(zone) { addZone(zone, to: &draft) }
        relateSpread(
          cache.id, over: zones, copies: nodes, confidence: .assumed, source: "\(cache.source): its subnets",
          at: cache.place, &draft)
      } else {
        let groups = ids(of: cache, "replication_group_id", "aws_elasticache_replication_group")
        addSingleZone(of: cache, or: groups.first.flatMap { inventory[$0] }, to: &draft)
      }
    }
  }

  private func isAnywhere(_ store: CloudResource) -> Bool { isComponent(store.id) && zone(of: store.id) == nil }

  private func addSingleZone(of store: CloudResource, or owner: CloudResource? = nil, to draft: inout ImportDraft) {
    guard !draft.isFull else { return }
    var zones = possibleZones(of: store, &draft)
    if zones.isEmpty, let owner { zones = possibleZones(of: owner, &draft) }
    for zone in zones where !isComponent(zone) { addZone(zone, to: &draft) }
    draft.relate(store.id, oneOf: zones, source: "\(store.source): its subnets", at: store.place)
    if zones.count > 1 { draft.notes.addAmbiguous("\(store.id): in one of \(Self.list(zones))") }
  }

  // MARK: Endpoints of clusters

  /// An endpoint of a cluster that leads to some of its instances needs any of those.
  func addEndpointMembers(to draft: inout ImportDraft) {
    let memberType = "aws_rds_cluster_instance"
    let members = instances(memberType, of: "aws_rds_cluster")
    for endpoint in resources("aws_rds_cluster_endpoint") where isComponent(endpoint.id) {
      var found = allTargets(
        of: endpoint, "static_members", [memberType, "aws_db_instance"], as: .any, to: &draft)
      var path = "static_members"
      if found.isEmpty {
        path = "excluded_members"
        let excluded = Set(ids(of: endpoint, path, memberType, "aws_db_instance"))
        guard !excluded.isEmpty else { continue }
        found = ids(of: endpoint, "cluster_identifier", "aws_rds_cluster").flatMap { members[$0] ?? [] }
          .filter { !excluded.contains($0.id) }.map { Target(ids: [$0.id], confidence: .referenced) }
      }
      relate(endpoint.id, .any, found, of: endpoint, path, &draft)
    }
  }
}
