internal import DependencyModel
internal import ModelFormats

/// What answers about stores say in several places: writers and their clusters, nodes and their groups.
extension AWSItemJoins {
  /// One answer lists Aurora, DocumentDB and Neptune, single databases and instances of clusters.
  mutating func retypeDatabases() {
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

  mutating func joinReplicationGroups() {
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
  }
}
