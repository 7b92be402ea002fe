internal import SourceReading

/// The resource of Azure or Google that a text names although no file has it, by the form of the text: an id, a path from the
/// project on, the end of such a path, a plain name.
struct CloudOutsideName {
  /// The id of its component.
  let id: String
  /// Terraform's type; empty if it is not known.
  let type: String
  /// Whether the id means the same everywhere.
  let isUniversal: Bool
  /// The zone or region that the name of one of Google's resources has.
  var place: String?

  /// What a text names; `nil` for texts that name nothing of these types.
  ///
  /// - Parameters:
  ///   - text: the whole value of an attribute.
  ///   - types: the types that the attribute can name; empty for any.
  ///   - resource: whose attribute it is; the rest of a path is that of its project.
  init?(_ text: String, types: [String], of resource: CloudResource? = nil) {
    guard (2...1_024).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPlain) else { return nil }
    var key = CloudName.key(text)
    if CloudName.isGoogleEnd(key), let project = resource.flatMap(GoogleProject.name(of:)) {
      key = "projects/\(project)/\(key)"
    }
    if CloudName.isARM(key) {
      self.init(ofARM: key, types: types)
    } else if CloudName.isGooglePath(key) || CloudName.isGoogleEnd(key) {
      self.init(ofGoogle: key, types: types)
    } else {
      // A plain name says enough where the attribute says of what.
      guard let type = types.first(where: { Self.named.contains($0) }), ForeignName.isPlain(text),
        !Self.usual.contains(text.lowercased()), text.contains(where: \.isLetter)
      else { return nil }
      let kind = CloudType.of(type).kind.split(separator: "/").last.map(String.init) ?? type
      self.init(id: "\(kind)/\(text)", type: type, isUniversal: false)
    }
  }

  private init(id: String, type: String, isUniversal: Bool) {
    self.id = id
    self.type = type
    self.isUniversal = isUniversal
  }

  /// Microsoft.Network/virtualNetworks/NAME/subnets/NAME; a part that has no type is part of what is before it.
  private init?(ofARM key: String, types: [String]) {
    var parts = key.split(separator: "/").map(String.init)
    guard parts.count >= 6, parts.count <= 40, let start = parts.lastIndex(of: "providers"), parts.count > start + 3
    else { return nil }
    var found: String?
    var known = parts
    while parts.count > start + 3, found == nil {
      let words = [parts[start + 1]] + stride(from: start + 2, to: parts.count, by: 2).map { parts[$0] }
      found = AzureTypes.type(ofARM: words.joined(separator: "/"))
      if found != nil { known = parts }
      parts.removeLast(min(2, parts.count))
    }
    if !types.isEmpty, let found, !AzureTypes.isLike(found, oneOf: types) { return nil }
    self.init(
      id: "/" + known.joined(separator: "/"), type: found ?? (types.count == 1 ? types[0] : ""), isUniversal: true)
  }

  private init?(ofGoogle key: String, types: [String]) {
    var parts = key.split(separator: "/").map(String.init)
    guard parts.count >= 4 || !CloudName.isGooglePath(key), parts.count >= 2, parts.count <= 40 else { return nil }
    // The version of a secret or key is a part of it.
    while parts.count > 5, ["versions", "cryptoKeyVersions", "revisions"].contains(parts[parts.count - 2]) {
      parts.removeLast(2)
    }
    let found = Self.google[parts[parts.count - 2]]
    if !types.isEmpty, let found, !types.contains(found), !GoogleTypes.isLike(found, oneOf: types) { return nil }
    self.init(
      id: parts.joined(separator: "/"), type: found ?? (types.count == 1 ? types[0] : ""),
      isUniversal: CloudName.isGooglePath(key))
    if let start = parts.firstIndex(where: { $0 == "regions" || $0 == "zones" || $0 == "locations" }),
      start + 1 < parts.count
    {
      place = parts[start + 1]
    }
  }

  /// A bucket or the connection name of a database: `gs://assets/x`, `/cloudsql/project:region:instance`.
  init?(ofGoogle text: String) {
    guard text.utf8.count < 512, text.utf8.allSatisfy(Self.isPlain) else { return nil }
    if text.hasPrefix("gs://") {
      let name = text.dropFirst("gs://".count).prefix { $0 != "/" }
      guard name.utf8.count > 2 else { return nil }
      self.init(id: "gs://\(name)", type: "google_storage_bucket", isUniversal: true)
      return
    }
    guard text.hasPrefix("/cloudsql/") || !text.contains("/") else { return nil }
    let name = text.hasPrefix("/cloudsql/") ? text.dropFirst("/cloudsql/".count).prefix { $0 != "/" } : text[...]
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 3, parts.count <= 4, parts.allSatisfy({ !$0.isEmpty }),
      let region = CloudProvider.google.region(parts[parts.count - 2]), region == parts[parts.count - 2]
    else { return nil }
    self.init(id: String(name), type: "google_sql_database_instance", isUniversal: true)
    place = region
  }

  /// The first part of the key by which other sources may know what is outside of the files.
  static func identityPrefix(of id: String) -> String {
    if id.hasPrefix("arn:") { return "arn:" }
    if CloudName.isARM(id) { return "azure:" }
    return CloudName.isGooglePath(id) || id.contains(":") ? "gcp:" : "aws:"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-_./:()".utf8.contains(byte)
  }

  /// Types that attributes of others name by plain names.
  private static let named: Set<String> = [
    "azurerm_virtual_network", "azurerm_mssql_server", "azurerm_storage_account", "azurerm_servicebus_namespace",
    "azurerm_eventhub_namespace", "azurerm_cosmosdb_account", "azurerm_postgresql_server", "azurerm_sql_server",
    "azurerm_mysql_flexible_server", "azurerm_dns_zone", "azurerm_private_dns_zone", "azurerm_api_management",
    "azurerm_cdn_profile", "azurerm_netapp_account", "azurerm_batch_account",
    "google_compute_instance", "google_compute_network", "google_compute_subnetwork", "google_compute_router",
    "google_sql_database_instance", "google_cloud_run_v2_service", "google_cloudfunctions2_function",
    "google_pubsub_topic", "google_storage_bucket", "google_bigtable_instance", "google_spanner_instance",
    "google_dns_managed_zone", "google_secret_manager_secret", "google_container_cluster",
    "google_compute_backend_service", "google_compute_url_map", "google_vpc_access_connector",
    "google_bigquery_dataset", "google_compute_network_endpoint_group",
  ]
  /// Names that a cloud gives to what every project has, and values that are no names.
  private static let usual: Set<String> = ["default", "true", "false", "none", "null", "latest", "global", "self"]

  private static let google: [String: String] = [
    "networks": "google_compute_network", "subnetworks": "google_compute_subnetwork",
    "addresses": "google_compute_address", "routers": "google_compute_router", "disks": "google_compute_disk",
    "instanceGroups": "google_compute_instance_group", "networkEndpointGroups": "google_compute_network_endpoint_group",
    "instanceGroupManagers": "google_compute_instance_group_manager",
    "backendServices": "google_compute_backend_service", "cryptoKeys": "google_kms_crypto_key",
    "keyRings": "google_kms_key_ring", "topics": "google_pubsub_topic", "secrets": "google_secret_manager_secret",
    "clusters": "google_container_cluster", "connectors": "google_vpc_access_connector",
    "instances": "google_compute_instance", "subscriptions": "google_pubsub_subscription",
    "services": "google_cloud_run_v2_service", "functions": "google_cloudfunctions2_function",
    "datasets": "google_bigquery_dataset", "targetPools": "google_compute_target_pool",
    "urlMaps": "google_compute_url_map", "forwardingRules": "google_compute_forwarding_rule",
    "serviceAttachments": "google_compute_service_attachment", "repositories": "google_artifact_registry_repository",
    "workflows": "google_workflows_workflow", "queues": "google_cloud_tasks_queue",
    "vpnGateways": "google_compute_ha_vpn_gateway", "backendBuckets": "google_compute_backend_bucket",
    "serviceAccounts": "google_service_account", "images": "google_compute_image",
    "instanceTemplates": "google_compute_instance_template", "healthChecks": "google_compute_health_check",
    "snapshots": "google_compute_snapshot", "buckets": "google_storage_bucket",
    "managedZones": "google_dns_managed_zone", "interconnectAttachments": "google_compute_interconnect_attachment",
  ]
}
