internal import SourceReading

/// Resources that state no zone, and are in that of what they belong to.
extension CloudMeaning {
  /// The zone of a host's group, or of the cluster of some machines.
  func zoneOfOwner(of resource: CloudResource) -> String? {
    switch resource.type {
    case "azurerm_dedicated_host":
      return owner(of: resource, "dedicated_host_group_id", "azurerm_dedicated_host_group").flatMap { zones[$0.id] }
    case "google_container_node_pool":
      guard statedRegion(of: resource) == nil, resource.attributes.values(at: "node_locations").isEmpty,
        let cluster = owner(of: resource, "cluster", "google_container_cluster"),
        cluster.attributes.values(at: "node_locations").isEmpty
      else { return nil }
      return zones[cluster.id]
    default: return nil
    }
  }

  /// The one resource of a type that an attribute names. It doesn't ask where resources are.
  func owner(of resource: CloudResource, _ attribute: String, _ type: String) -> CloudResource? {
    switch resource.attributes[attribute] {
    case .text(let text)?:
      let found = identities.positions(of: text, among: [type])
      return found.count == 1 ? inventory.resources[found[0]] : nil
    case .reference(let reference)? where reference.resources.count == 1:
      return inventory[reference.resources[0]].flatMap { $0.type == type ? $0 : nil }
    default: return nil
    }
  }
}
