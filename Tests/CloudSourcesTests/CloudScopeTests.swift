import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Plain names count where their cloud says: Azure's in a resource group, Google's in a project and a region or zone.
@Suite struct CloudScopeTests {
  private static func azure(
    _ address: String, _ subscription: String, _ group: String, _ path: String, _ more: String = ""
  ) -> States.Resource {
    let name = path.split(separator: "/").last ?? ""
    return (
      address,
      #""id":"/subscriptions/\#(subscription)/resourceGroups/\#(group)/providers/\#(path)","name":"\#(name)","resource_group_name":"\#(group)""#
        + (more.isEmpty ? "" : "," + more)
    )
  }

  private static let network = "Microsoft.Network/virtualNetworks/main"

  @Test("A name of Azure's is that of a resource of the same group and subscription")
  func groups() throws {
    let answer = try States.answer([
      Self.azure("azurerm_virtual_network.one", "s1", "shop", Self.network),
      Self.azure("azurerm_virtual_network.two", "s1", "hub", Self.network),
      Self.azure("azurerm_virtual_network.three", "s2", "shop", Self.network),
      Self.azure("azurerm_subnet.a", "s1", "shop", Self.network + "/subnets/a", #""virtual_network_name":"main""#),
      Self.azure("azurerm_subnet.b", "s2", "SHOP", Self.network + "/subnets/b", #""virtual_network_name":"main""#),
      Self.azure("azurerm_subnet.c", "s3", "shop", Self.network + "/subnets/c", #""virtual_network_name":"main""#),
    ])
    #expect(answer.relations("azurerm_subnet.a", .needs) == ["azurerm_virtual_network.one"])
    #expect(answer.relations("azurerm_subnet.b", .needs) == ["azurerm_virtual_network.three"])
    #expect(answer.relations("azurerm_subnet.c", .needs) == ["shop/virtual-network/main"])
  }

  @Test("A name that is unique in the world is found in every group")
  func uniqueNames() throws {
    let answer = try States.answer([
      Self.azure("azurerm_storage_account.data", "s1", "data", "Microsoft.Storage/storageAccounts/shopdata"),
      Self.azure(
        "azurerm_linux_function_app.f", "s1", "apps", "Microsoft.Web/sites/f", #""storage_account_name":"shopdata""#),
    ])
    #expect(answer.relations("azurerm_linux_function_app.f", .needs) == ["azurerm_storage_account.data"])
  }

  private static func google(_ address: String, _ path: String, _ more: String) -> States.Resource {
    let name = path.split(separator: "/").last ?? ""
    return (address, #""id":"\#(path)","name":"\#(name)",\#(more)"#)
  }

  @Test("A name of Google's is that of a resource of the same project and region")
  func projectsAndRegions() throws {
    let answer = try States.answer([
      Self.google(
        "google_compute_subnetwork.west", "projects/p/regions/europe-west1/subnetworks/app",
        #""region":"europe-west1","project":"p""#),
      Self.google(
        "google_compute_subnetwork.east", "projects/p/regions/us-east1/subnetworks/app",
        #""region":"us-east1","project":"p""#),
      Self.google(
        "google_compute_subnetwork.other", "projects/q/regions/us-east1/subnetworks/app",
        #""region":"us-east1","project":"q""#),
      Self.google(
        "google_compute_instance.i", "projects/p/zones/us-east1-b/instances/i",
        #""zone":"us-east1-b","project":"p","network_interface":[{"subnetwork":"app"}]"#),
      Self.google(
        "google_compute_instance.j", "projects/q/zones/europe-west1-b/instances/j",
        #""zone":"europe-west1-b","project":"q","network_interface":[{"subnetwork":"app"}]"#),
      Self.google("google_sql_database_instance.p", "orders", #""region":"us-east1","project":"p""#),
      Self.google("google_sql_database_instance.q", "orders", #""region":"us-east1","project":"q""#),
      ("google_sql_database.d", #""id":"d","name":"d","project":"q","instance":"orders""#),
      ("google_sql_database.e", #""id":"e","name":"e","project":"r","instance":"orders""#),
    ])
    #expect(answer.relations("google_compute_instance.i", .needs) == ["google_compute_subnetwork.east"])
    #expect(answer.relations("google_compute_instance.j", .needs) == ["europe-west1/subnetwork/app"])
    #expect(answer.relations("google_sql_database.d", .needs) == ["google_sql_database_instance.q"])
    #expect(answer.relations("google_sql_database.e", .needs) == ["sql-instance/orders"])
  }

  @Test("A machine is that of its own zone, where an endpoint names it plainly")
  func zones() throws {
    let answer = try States.answer([
      Self.google(
        "google_compute_instance.b", "projects/p/zones/europe-west1-b/instances/web",
        #""zone":"europe-west1-b","project":"p""#),
      Self.google(
        "google_compute_instance.c", "projects/p/zones/europe-west1-c/instances/web",
        #""zone":"europe-west1-c","project":"p""#),
      (
        "google_compute_network_endpoint.e",
        #""id":"e","project":"p","zone":"europe-west1-c","network_endpoint_group":"g","instance":"web""#
      ),
    ])
    #expect(answer.relations("google_compute_network_endpoint.e", .needs) == ["google_compute_instance.c"])
  }
}
