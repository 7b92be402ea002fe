internal import DependencyModel
internal import ModelFormats

/// Lines that are cut off, and addresses and counts that are asked for by themselves.
extension AWSItemJoins {
  /// What is cut off: tunnels that are all down, interfaces without a peer, and those of a line that is down.
  mutating func joinLines() {
    var down: Set<String> = []
    for item in items where item.type.hasPrefix("aws_dx_") && item[AWSItem.notServing] != nil { down.insert(item.id) }
    forEach("aws_vpn_connection") { connection in
      let states = connection["tunnel_states"]?.items.compactMap(\.text) ?? []
      if !states.isEmpty, states.allSatisfy({ $0 == "DOWN" }) { connection.set(AWSItem.notServing, "true") }
      connection["tunnel_states"] = nil
    }
    forEach("aws_dx_private_virtual_interface") { interface in
      let states = interface["peer_states"]?.items.compactMap(\.text) ?? []
      let isCutOff = !states.isEmpty && states.allSatisfy { $0 == "down" }
      if isCutOff || down.contains(interface.text("connection_id") ?? "") {
        interface.set(AWSItem.notServing, "true")
      }
      interface["peer_states"] = nil
    }
  }

  /// The addresses of the brokers of a cluster are asked for by themselves; those of file systems follow from their ids.
  mutating func joinAddresses() {
    var brokers: [String: AWSItem] = [:]
    for item in items where item.type == "msk_brokers" {
      let key = "\(item.folder) \(item.text("cluster") ?? "")"
      if brokers[key] == nil { brokers[key] = item } else { brokers[key]?.merge(item) }
    }
    forEach("aws_msk_cluster") { cluster in
      guard let found = brokers["\(cluster.folder) \(cluster.names[0])"] else { return }
      for pair in found.attributes where pair.key.hasPrefix("bootstrap_brokers") { cluster[pair.key] = pair.value }
    }
    removeAll { $0.type == "msk_brokers" }
    var machines: [String: String] = [:]
    for item in items where item.type == "emr_group" && item.text("instance_group_type") == "CORE" {
      machines["\(item.folder) \(item.text("cluster") ?? "")"] = item.text("running_instance_count")
    }
    forEach("aws_emr_cluster") { cluster in
      guard let count = machines["\(cluster.folder) \(cluster.id)"] else { return }
      cluster["core_instance_group"] = .map([("instance_count", .text(count))])
    }
    removeAll { $0.type == "emr_group" }
    forEach("aws_efs_file_system") { system in
      if let region = system.region { system.set("dns_name", "\(system.id).efs.\(region).amazonaws.com") }
    }
    forEach("aws_s3_bucket") { bucket in
      bucket.set("bucket_domain_name", "\(bucket.id).s3.amazonaws.com")
      if let region = bucket.text("region") {
        bucket.set("bucket_regional_domain_name", "\(bucket.id).s3.\(region).amazonaws.com")
      }
    }
  }
}
