internal import SourceReading

/// What belongs to another resource and is no component: a rule with its connection string, the version of a secret, a user
/// of a database. Who is given a value of it needs the other resource.
extension CloudMeaning {
  /// The attributes by which such a resource names what it belongs to, the nearest first.
  private static let ownerPaths = [
    "queue_id", "queue_name", "topic_id", "topic_name", "eventhub_id", "eventhub_name", "namespace_id",
    "namespace_name", "database_id", "server_id", "server_name", "storage_container_name", "storage_share_id",
    "storage_account_id", "storage_account_name", "key_vault_id", "redis_cache_id", "cosmosdb_account_id",
    "account_id", "account_name", "kubernetes_cluster_id", "container_registry_name", "api_management_name",
    "application_insights_id", "app_service_name", "app_service_id", "function_app_id", "virtual_machine_id",
    "virtual_machine_scale_set_id", "loadbalancer_id", "secret", "instance", "bucket", "topic", "subscription",
    "cluster",
    "dataset_id", "crypto_key_id",
  ]

  /// What a resource of glue of Azure or Google belongs to; the resource itself where it is not one.
  func ownersOfGlue(_ id: String) -> [String] {
    guard let position = inventory.position(of: id), !isComponent[position], types[position].role == .glue else {
      return [id]
    }
    let resource = inventory.resources[position]
    guard resource.cloud == "azurerm" || resource.cloud == "google" else { return [id] }
    if let known = glueOwners[id] { return known }
    // What leads back here has no owner.
    glueOwners[id] = [id]
    for path in Self.ownerPaths {
      for value in resource.attributes.values(at: path) {
        let found = owners(value, at: path, of: resource)
        guard found.isEmpty else {
          glueOwners[id] = found
          return found
        }
      }
    }
    return [id]
  }

  private func owners(_ value: CloudValue, at path: String, of resource: CloudResource) -> [String] {
    switch value {
    case .reference(let reference):
      return reference.resources.filter { $0 != resource.id && isComponent($0) && !isSetting($0) }
    case .text(let text):
      var found = identities.positions(of: text, among: [])
      if found.isEmpty { found = identities.positions(of: text, namedBy: path, of: resource) }
      return nearest(found, to: resource, by: text).filter { isComponent[$0] && types[$0].role != .setting }
        .map { inventory.resources[$0].id }
    default: return []
    }
  }
}
