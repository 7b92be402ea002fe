import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Resources in the form of Azure's own interface.
@Suite struct AzureAPITests {
  private static let start = "/subscriptions/s1/resourceGroups/shop"
  private static let group = AzureMembersTests.group

  /// A resource of the interface: its body as an object, or as a text of JSON.
  private static func resource(
    _ name: String, _ type: String, _ body: String, parent: String? = nil, isText: Bool = false
  ) -> States.Resource {
    let path = type.prefix { $0 != "@" }
    let id = parent.map { "\($0)/\(path.split(separator: "/").last ?? "")/\(name)" } ?? "\(group)/\(path)/\(name)"
    let written = isText ? "\"" + body.replacing("\"", with: "\\\"") + "\"" : body
    return (
      "azapi_resource.\(name)",
      #""id":"\#(id)","type":"\#(type)","name":"\#(name)","parent_id":"\#(parent ?? start)","location":"westeurope","body":\#(written)"#
    )
  }

  private static func files(isText: Bool) -> [States.Resource] {
    [
      resource("net", "Microsoft.Network/virtualNetworks@2023-04-01", "{}", isText: isText),
      resource(
        "app", "Microsoft.Network/virtualNetworks/subnets@2023-04-01",
        #"{"properties":{"addressPrefix":"10.0.1.0/24"}}"#,
        parent: "\(group)/Microsoft.Network/virtualNetworks/net", isText: isText),
      resource(
        "card", "Microsoft.Network/networkInterfaces@2023-04-01",
        #"{"properties":{"ipConfigurations":[{"name":"i","properties":{"subnet":{"id":"\#(group)/Microsoft.Network/virtualNetworks/net/subnets/app"}}}]}}"#,
        isText: isText),
      resource(
        "machine", "Microsoft.Compute/virtualMachines@2023-03-01",
        #"{"zones":["1"],"properties":{"networkProfile":{"networkInterfaces":[{"id":"\#(group)/Microsoft.Network/networkInterfaces/card"}]}}}"#,
        isText: isText),
      resource(
        "set", "Microsoft.Compute/virtualMachineScaleSets@2023-03-01",
        #"{"zones":["1","2"],"sku":{"name":"x","capacity":2},"properties":{"virtualMachineProfile":{"networkProfile":{"networkInterfaceConfigurations":[{"properties":{"ipConfigurations":[{"properties":{"subnet":{"id":"\#(group)/Microsoft.Network/virtualNetworks/net/subnets/app"}}}]}}]}}}}"#,
        isText: isText),
      resource(
        "orders", "Microsoft.DBforPostgreSQL/flexibleServers@2022-12-01",
        #"{"properties":{"availabilityZone":"1","highAvailability":{"mode":"ZoneRedundant","standbyAvailabilityZone":"2"}}}"#,
        isText: isText),
      resource(
        "plan", "Microsoft.Web/serverfarms@2022-09-01", #"{"sku":{"name":"P1v3","capacity":3}}"#, isText: isText),
      resource(
        "site", "Microsoft.Web/sites@2022-09-01",
        #"{"kind":"app,linux","properties":{"serverFarmId":"\#(group)/Microsoft.Web/serverfarms/plan","siteConfig":{"appSettings":[{"name":"DB_HOST","value":"orders.postgres.database.azure.com"}]}}}"#,
        isText: isText),
      resource(
        "unknown", "Microsoft.Fancy/things@2024-01-01",
        #"{"properties":{"subnetResourceId":"\#(group)/Microsoft.Network/virtualNetworks/net/subnets/app","size":3}}"#,
        isText: isText),
    ]
  }

  @Test("A resource of Azure's interface means what the like resource of azurerm means", arguments: [false, true])
  func states(isText: Bool) throws {
    let answer = try States.answer(Self.files(isText: isText))
    #expect(answer.relations("azapi_resource.app", .needs) == ["azapi_resource.net"])
    #expect(answer.relations("azapi_resource.card", .needs) == ["azapi_resource.app"])
    #expect(answer.relations("azapi_resource.machine", .needs) == ["azapi_resource.card"])
    #expect(answer.model["azapi_resource.machine"]?.kind == "azure/virtual-machine")
    #expect(answer.units("azapi_resource.set") == 2)
    #expect(answer.units("azapi_resource.plan") == 3)
    #expect(Set(answer.relations("azapi_resource.site", .needs)) == ["azapi_resource.plan", "azapi_resource.orders"])
    #expect(answer.relations("azapi_resource.unknown", .needs) == ["azapi_resource.app"])
    let levels = try answer.impact("westeurope-1")
    #expect(levels["azapi_resource.machine"] == .down)
    #expect(levels["azapi_resource.set"] == .degraded)
    #expect(levels["azapi_resource.orders"] == .degraded)
    #expect(try answer.down("westeurope").contains("azapi_resource.unknown"))
  }

  @Test("In a plan, the references of a body that is not known yet lead to the attributes of their types")
  func plans() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("azurerm_subnet.app", "\"name\":\"app\"", unknown: ["id"]),
        TerraformFiles.change(
          "azapi_resource.card", "\"name\":\"card\",\"type\":\"Microsoft.Network/networkInterfaces@2023-04-01\"",
          unknown: ["id", "body"]),
        TerraformFiles.change(
          "azapi_resource.machine", "\"name\":\"m\",\"type\":\"Microsoft.Compute/virtualMachines@2023-03-01\"",
          unknown: ["id", "body"]),
        TerraformFiles.change(
          "azapi_resource.odd", "\"name\":\"o\",\"type\":\"Microsoft.Fancy/things@2024-01-01\"",
          unknown: ["id", "body"]),
      ],
      [
        TerraformFiles.declaration("azapi_resource.card", [("body", ["azurerm_subnet.app.id", "azurerm_subnet.app"])]),
        TerraformFiles.declaration(
          "azapi_resource.machine", [("body", ["azapi_resource.card.id", "azapi_resource.card"])]),
        TerraformFiles.declaration("azapi_resource.odd", [("body", ["azurerm_subnet.app.id", "azurerm_subnet.app"])]),
      ])
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(answer.relations("azapi_resource.card", .needs) == ["azurerm_subnet.app"])
    #expect(answer.relations("azapi_resource.machine", .needs) == ["azapi_resource.card"])
    #expect(answer.relations("azapi_resource.odd", .needs) == ["azurerm_subnet.app"])
  }

  @Test("A deployment of a template is counted as not understood, with the reason")
  func templates() throws {
    let answer = try States.answer([
      AzureMembersTests.resource(
        "azurerm_resource_group_template_deployment.t", "Microsoft.Resources/deployments/t",
        #""template_content":"{}","output_content":"{}""#),
      AzureMembersTests.resource("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults/kv"),
    ])
    #expect(answer.notes.understood == 1)
    #expect(answer.notes.total == 2)
    #expect(answer.notes.skipped.map(\.reason) == ["its resources are in a template of Azure's, which is not read"])
  }
}
