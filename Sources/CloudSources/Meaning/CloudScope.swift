/// Where a plain name counts: Azure's names within a resource group, Google's within a project and a region or zone.
struct CloudScope: Equatable, Sendable {
  /// The subscription or project.
  var owner: String?
  /// The resource group.
  var group: String?
  var region: String?
  var zone: String?

  /// The project of a resource of Google's, by itself or by its path.
  static func project(of resource: CloudResource) -> String? {
    if let project = resource.attributes["project"]?.text, !project.isEmpty {
      return project.split(separator: "/").last.map(String.init)
    }
    for attribute in ["self_link", "id"] {
      guard let text = resource.attributes[attribute]?.text, text.utf8.count < 2_048 else { continue }
      let key = CloudName.key(text)
      if CloudName.isGooglePath(key) {
        let parts = key.split(separator: "/", maxSplits: 2)
        if parts.count > 1 { return String(parts[1]) }
      }
    }
    return nil
  }

  /// The scope of a resource, as far as it is known.
  init(of resource: CloudResource) {
    if resource.cloud == "google" {
      owner = Self.project(of: resource)
      let provider = CloudProvider.google
      zone =
        resource.attributes["zone"]?.text.flatMap { provider.zone($0, in: nil) }
        ?? Self.place(in: resource, "zones").flatMap { provider.zone($0, in: nil) }
      region =
        zone.flatMap { provider.region(ofZone: $0) }
        ?? ["region", "location"].lazy.compactMap { resource.attributes[$0]?.text.flatMap { provider.region($0) } }
        .first
        ?? Self.place(in: resource, "regions").flatMap { provider.region($0) }
    } else if resource.cloud == "azurerm" {
      if let id = resource.attributes["id"]?.text, case let key = CloudName.key(id), CloudName.isARM(key) {
        let parts = key.split(separator: "/").map(String.init)
        if parts.count > 1, parts[0] == "subscriptions" { owner = parts[1] }
        if parts.count > 3, parts[2] == "resourcegroups" { group = parts[3] }
      }
      group = resource.attributes["resource_group_name"]?.text?.lowercased() ?? group
    }
  }

  private static func place(in resource: CloudResource, _ word: Substring) -> String? {
    for attribute in ["self_link", "id"] {
      guard let text = resource.attributes[attribute]?.text, text.contains("/"), text.utf8.count < 2_048 else {
        continue
      }
      let parts = text.split(separator: "/")
      if let start = parts.firstIndex(of: word), start + 1 < parts.count { return String(parts[start + 1]) }
    }
    return nil
  }

  /// Whether a plain name that is written in this scope can be that of a resource of another scope.
  func reaches(_ other: CloudScope, type: String) -> Bool {
    func agree(_ one: String?, _ other: String?) -> Bool { one == nil || other == nil || one == other }
    // A name that is unique in the world is the same everywhere.
    if CloudHost.hasHosts(type) || type == "google_storage_bucket" { return true }
    guard agree(owner, other.owner) else { return false }
    if type.hasPrefix("azurerm_") { return agree(group, other.group) }
    guard type.hasPrefix("google_compute_") || type.hasPrefix("google_vpc_access_") else { return true }
    return agree(region, other.region) && agree(zone, other.zone)
  }
}
