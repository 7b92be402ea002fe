import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// The hosts, URLs and connection strings by which applications in Azure are given what they need.
@Suite struct AzureHostsTests {
  private static func part(_ address: String, _ id: String, _ more: String = "") -> States.Resource {
    AzureMembersTests.resource(address, id, more)
  }

  static let parts: [States.Resource] = [
    part(
      "azurerm_servicebus_namespace.bus", "Microsoft.ServiceBus/namespaces/shop-bus",
      #""endpoint":"https://shop-bus.servicebus.windows.net:443/""#),
    part("azurerm_eventhub_namespace.hubs", "Microsoft.EventHub/namespaces/shop-hubs"),
    part(
      "azurerm_storage_account.data", "Microsoft.Storage/storageAccounts/shopdata",
      #""primary_blob_endpoint":"https://shopdata.blob.core.windows.net/","primary_web_host":"shopdata.z6.web.core.windows.net""#
    ),
    part(
      "azurerm_mssql_server.a", "Microsoft.Sql/servers/shop-a",
      #""fully_qualified_domain_name":"shop-a.database.windows.net""#),
    part("azurerm_mssql_server.b", "Microsoft.Sql/servers/shop-b"),
    part(
      "azurerm_mssql_failover_group.fg", "Microsoft.Sql/servers/shop-a/failoverGroups/shop-fg",
      #""server_id":"\#(AzureMembersTests.group)/Microsoft.Sql/servers/shop-a","partner_server":[{"id":"\#(AzureMembersTests.group)/Microsoft.Sql/servers/shop-b"}]"#
    ),
    part(
      "azurerm_cosmosdb_account.carts", "Microsoft.DocumentDB/databaseAccounts/shop-carts",
      #""endpoint":"https://shop-carts.documents.azure.com:443/""#),
    part("azurerm_redis_cache.sessions", "Microsoft.Cache/redis/shop-sessions", #""sku_name":"Standard""#),
    part(
      "azurerm_key_vault.kv", "Microsoft.KeyVault/vaults/shop-kv", #""vault_uri":"https://shop-kv.vault.azure.net/""#),
    (
      "azurerm_key_vault_secret.db",
      #""id":"https://shop-kv.vault.azure.net/secrets/db/0123","versionless_id":"https://shop-kv.vault.azure.net/secrets/db","name":"db","key_vault_id":"\#(AzureMembersTests.group)/Microsoft.KeyVault/vaults/shop-kv""#
    ),
    part("azurerm_search_service.search", "Microsoft.Search/searchServices/shop-search"),
    part("azurerm_signalr_service.live", "Microsoft.SignalRService/signalR/shop-live"),
    part("azurerm_web_pubsub.chat", "Microsoft.SignalRService/webPubSub/shop-chat"),
    part("azurerm_app_configuration.config", "Microsoft.AppConfiguration/configurationStores/shop-config"),
    part(
      "azurerm_cognitive_account.ai", "Microsoft.CognitiveServices/accounts/shop-ai",
      #""custom_subdomain_name":"shop-ai","endpoint":"https://shop-ai.openai.azure.com/""#),
    part("azurerm_container_registry.images", "Microsoft.ContainerRegistry/registries/shopimages"),
    part("azurerm_linux_web_app.api", "Microsoft.Web/sites/shop-api"),
    part(
      "azurerm_static_web_app.site", "Microsoft.Web/staticSites/s",
      #""default_host_name":"blue-sea.azurestaticapps.net""#),
    part(
      "azurerm_cdn_frontdoor_endpoint.door", "Microsoft.Cdn/profiles/fd/afdEndpoints/shop",
      #""host_name":"shop-x.z01.azurefd.net""#),
    part(
      "azurerm_container_app.inner", "Microsoft.App/containerApps/inner",
      #""ingress":[{"fqdn":"inner.internal.sea.westeurope.azurecontainerapps.io"}]"#),
    part("azurerm_postgresql_flexible_server.orders", "Microsoft.DBforPostgreSQL/flexibleServers/shop-orders"),
    part("azurerm_mysql_flexible_server.blog", "Microsoft.DBforMySQL/flexibleServers/shop-blog"),
    part(
      "azurerm_iothub.things", "Microsoft.Devices/IotHubs/shop-things", #""hostname":"shop-things.azure-devices.net""#),
  ]

  static let settings: [(value: String, kind: Component.Relation.Kind, needs: String)] = [
    ("https://shop-bus.servicebus.windows.net:443/", .needs, "azurerm_servicebus_namespace.bus"),
    (
      "Endpoint=sb://shop-bus.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=aGVsbG8=", .needs,
      "azurerm_servicebus_namespace.bus"
    ),
    ("shop-bus.servicebus.windows.net", .needs, "azurerm_servicebus_namespace.bus"),
    ("Endpoint=sb://shop-hubs.servicebus.windows.net/;EntityPath=clicks", .needs, "azurerm_eventhub_namespace.hubs"),
    ("shop-hubs.servicebus.windows.net:9093", .needs, "azurerm_eventhub_namespace.hubs"),
    (
      "DefaultEndpointsProtocol=https;AccountName=shopdata;AccountKey=aGVsbG8=;EndpointSuffix=core.windows.net", .needs,
      "azurerm_storage_account.data"
    ),
    ("https://shopdata.queue.core.windows.net/jobs", .needs, "azurerm_storage_account.data"),
    ("https://shopdata.z6.web.core.windows.net", .needs, "azurerm_storage_account.data"),
    (
      "BlobEndpoint=https://shopdata.blob.core.windows.net/;SharedAccessSignature=sv=1", .needs,
      "azurerm_storage_account.data"
    ),
    (
      "Server=tcp:shop-a.database.windows.net,1433;Initial Catalog=shop;User ID=app;Password=aGVsbG8=", .needs,
      "azurerm_mssql_server.a"
    ),
    ("Server=tcp:shop-fg.database.windows.net,1433;Initial Catalog=shop", .needs, "azurerm_mssql_failover_group.fg"),
    ("shop-fg.secondary.database.windows.net", .needs, "azurerm_mssql_failover_group.fg"),
    ("jdbc:sqlserver://shop-b.database.windows.net:1433;database=shop", .needs, "azurerm_mssql_server.b"),
    ("shop-b.privatelink.database.windows.net", .needs, "azurerm_mssql_server.b"),
    (
      "AccountEndpoint=https://shop-carts.documents.azure.com:443/;AccountKey=aGVsbG8=;", .needs,
      "azurerm_cosmosdb_account.carts"
    ),
    (
      "mongodb://u:aGVsbG8=@shop-carts.mongo.cosmos.azure.com:10255/?ssl=true", .needs, "azurerm_cosmosdb_account.carts"
    ),
    (
      "shop-sessions.redis.cache.windows.net:6380,password=aGVsbG8=,ssl=True", .needs, "azurerm_redis_cache.sessions"
    ),
    ("rediss://:aGVsbG8@shop-sessions.redis.cache.windows.net:6380/0", .needs, "azurerm_redis_cache.sessions"),
    (
      "@Microsoft.KeyVault(SecretUri=https://shop-kv.vault.azure.net/secrets/db/)", .startNeeds,
      "azurerm_key_vault_secret.db"
    ),
    (
      "@Microsoft.KeyVault(SecretUri=https://shop-kv.vault.azure.net/secrets/db/0123)", .startNeeds,
      "azurerm_key_vault_secret.db"
    ),
    ("@Microsoft.KeyVault(VaultName=shop-kv;SecretName=db)", .startNeeds, "azurerm_key_vault_secret.db"),
    ("@Microsoft.KeyVault(VaultName=shop-kv;SecretName=other)", .startNeeds, "azurerm_key_vault.kv"),
    ("https://shop-kv.vault.azure.net/", .startNeeds, "azurerm_key_vault.kv"),
    ("https://shop-search.search.windows.net", .needs, "azurerm_search_service.search"),
    (
      "Endpoint=https://shop-live.service.signalr.net;AccessKey=aGVsbG8=;Version=1.0;", .needs,
      "azurerm_signalr_service.live"
    ),
    ("Endpoint=https://shop-chat.webpubsub.azure.com;AccessKey=aGVsbG8=", .needs, "azurerm_web_pubsub.chat"),
    ("Endpoint=https://shop-config.azconfig.io;Id=x;Secret=aGVsbG8=", .needs, "azurerm_app_configuration.config"),
    ("https://shop-ai.openai.azure.com/openai/deployments/gpt", .needs, "azurerm_cognitive_account.ai"),
    ("https://shop-ai.cognitiveservices.azure.com/", .needs, "azurerm_cognitive_account.ai"),
    ("shopimages.azurecr.io/web:1.2", .startNeeds, "azurerm_container_registry.images"),
    ("https://shop-api.azurewebsites.net/v1", .needs, "azurerm_linux_web_app.api"),
    ("https://blue-sea.azurestaticapps.net", .needs, "azurerm_static_web_app.site"),
    ("https://shop-x.z01.azurefd.net/", .needs, "azurerm_cdn_frontdoor_endpoint.door"),
    ("http://inner/v1", .needs, "azurerm_container_app.inner"),
    ("https://inner.internal.sea.westeurope.azurecontainerapps.io", .needs, "azurerm_container_app.inner"),
    (
      "Host=shop-orders.postgres.database.azure.com;Database=o;Password=aGVsbG8=", .needs,
      "azurerm_postgresql_flexible_server.orders"
    ),
    ("mysql://u:aGVsbG8@shop-blog.mysql.database.azure.com/blog", .needs, "azurerm_mysql_flexible_server.blog"),
    (
      "HostName=shop-things.azure-devices.net;SharedAccessKeyName=x;SharedAccessKey=aGVsbG8=", .needs,
      "azurerm_iothub.things"
    ),
  ]

  @Test(
    "A setting of an application names what it needs in each way in which Azure writes it", arguments: settings.indices)
  func settingsOfApplications(index: Int) throws {
    let (value, kind, needs) = Self.settings[index]
    let answer = try States.answer(
      Self.parts + [
        Self.part(
          "azurerm_linux_web_app.shop", "Microsoft.Web/sites/shop-front", #""app_settings":{"SHOP":"\#(value)"}"#)
      ])
    #expect(answer.relations("azurerm_linux_web_app.shop", kind) == [needs], "\(value)")
    #expect(answer.ids.count == Self.parts.count + 1, "\(value)")
  }

  @Test("The listener of a failover group holds while either server does")
  func failoverGroups() throws {
    let answer = try States.answer(
      Self.parts + [
        Self.part(
          "azurerm_linux_web_app.shop", "Microsoft.Web/sites/shop-front",
          #""connection_string":[{"name":"db","type":"SQLAzure","value":"Server=tcp:shop-fg.database.windows.net,1433;Password=aGVsbG8="}]"#
        )
      ])
    #expect(try answer.impact("azurerm_mssql_server.a")["azurerm_linux_web_app.shop"] == .degraded)
    #expect(try answer.impact("azurerm_mssql_server.b")["azurerm_linux_web_app.shop"] == nil)
    #expect(
      try answer.down(["azurerm_mssql_server.a", "azurerm_mssql_server.b"]).contains("azurerm_linux_web_app.shop"))
  }

  static let outside: [(value: String, kind: Component.Relation.Kind, needs: String)] = [
    (
      "Server=tcp:far.database.windows.net,1433;Initial Catalog=x;Password=aGVsbG8=", .needs,
      "host/far.database.windows.net"
    ),
    ("Endpoint=sb://far.servicebus.windows.net/;SharedAccessKey=aGVsbG8=", .needs, "host/far.servicebus.windows.net"),
    (
      "DefaultEndpointsProtocol=https;AccountName=fardata;AccountKey=aGVsbG8=", .needs,
      "host/fardata.blob.core.windows.net"
    ),
    ("@Microsoft.KeyVault(VaultName=far-kv;SecretName=db)", .needs, "host/far-kv.vault.azure.net"),
    (
      "/subscriptions/s2/resourceGroups/hub/providers/Microsoft.ServiceBus/namespaces/far/queues/jobs", .needs,
      "/subscriptions/s2/resourcegroups/hub/providers/microsoft.servicebus/namespaces/far/queues/jobs"
    ),
  ]

  @Test("What a setting names and no file has is a component outside of the files", arguments: outside.indices)
  func settingsThatLeadOutside(index: Int) throws {
    let (value, kind, needs) = Self.outside[index]
    let answer = try States.answer([
      Self.part("azurerm_linux_web_app.shop", "Microsoft.Web/sites/shop-front", #""app_settings":{"SHOP":"\#(value)"}"#)
    ])
    #expect(answer.relations("azurerm_linux_web_app.shop", kind) == [needs])
  }

  @Test("No secret of a connection string is in any output")
  func secrets() throws {
    let secret = PlantedSecrets.secret()
    let values = Self.settings.map { $0.value.replacing("aGVsbG8=", with: secret).replacing("aGVsbG8", with: secret) }
    let list = values.enumerated().map { #""S\#($0)":"\#($1)""# }.joined(separator: ",")
    let text = States.text(
      Self.parts + [
        Self.part(
          "azurerm_cosmosdb_account.c", "Microsoft.DocumentDB/databaseAccounts/c",
          #""connection_strings":["AccountEndpoint=https://c.documents.azure.com:443/;AccountKey=\#(secret);"],"primary_key":"\#(secret)""#
        ),
        Self.part("azurerm_linux_web_app.shop", "Microsoft.Web/sites/shop-front", #""app_settings":{\#(list)}"#),
      ])
    try expectNoSecrets([secret], in: try Importing.load(text, file: "t.tfstate"))
  }

  @Test(
    "In a plan, a host that Azure makes of a name is known, and a rule's connection string is that of its namespace")
  func plans() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("azurerm_key_vault.kv", "\"name\":\"shop-kv\"", unknown: ["id", "vault_uri"]),
        TerraformFiles.change("azurerm_servicebus_namespace.bus", "\"name\":\"shop-bus\"", unknown: ["id"]),
        TerraformFiles.change(
          "azurerm_servicebus_namespace_authorization_rule.r", "\"name\":\"r\"",
          unknown: ["id", "namespace_id", "primary_connection_string"]),
        TerraformFiles.change(
          "azurerm_linux_web_app.app", "\"name\":\"a\",\"app_settings\":{\"KV\":\"https://shop-kv.vault.azure.net/\"}",
          unknown: ["id"]),
        TerraformFiles.change("azurerm_linux_web_app.other", "\"name\":\"o\"", unknown: ["id", "app_settings"]),
      ],
      [
        TerraformFiles.declaration(
          "azurerm_servicebus_namespace_authorization_rule.r",
          [("namespace_id", ["azurerm_servicebus_namespace.bus.id", "azurerm_servicebus_namespace.bus"])]),
        TerraformFiles.declaration(
          "azurerm_linux_web_app.other",
          [
            (
              "app_settings",
              [
                "azurerm_servicebus_namespace_authorization_rule.r.primary_connection_string",
                "azurerm_servicebus_namespace_authorization_rule.r",
              ]
            )
          ]),
      ])
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(answer.relations("azurerm_linux_web_app.app", .startNeeds) == ["azurerm_key_vault.kv"])
    #expect(answer.relations("azurerm_linux_web_app.other", .needs) == ["azurerm_servicebus_namespace.bus"])
  }

  @Test("Who may pull from a registry needs it to start")
  func registries() throws {
    let group = AzureMembersTests.group
    let answer = try States.answer([
      Self.part(
        "azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters/k",
        #""kubelet_identity":[{"object_id":"22222222-2222-2222-2222-222222222222"}]"#),
      Self.part("azurerm_container_registry.images", "Microsoft.ContainerRegistry/registries/shopimages"),
      (
        "azurerm_role_assignment.pull",
        #""id":"x","scope":"\#(group)/Microsoft.ContainerRegistry/registries/shopimages","role_definition_name":"AcrPull","principal_id":"22222222-2222-2222-2222-222222222222""#
      ),
    ])
    #expect(answer.relations("azurerm_kubernetes_cluster.k", .startNeeds) == ["azurerm_container_registry.images"])
  }

  @Test("A connection string of insights is that of its own, and only watches")
  func insights() throws {
    let answer = try States.answer([
      Self.part(
        "azurerm_application_insights.i", "Microsoft.Insights/components/i",
        #""connection_string":"InstrumentationKey=0a0a0a0a-1;IngestionEndpoint=https://westeurope-1.in.applicationinsights.azure.com/""#
      ),
      Self.part(
        "azurerm_linux_web_app.shop", "Microsoft.Web/sites/shop-front",
        #""app_settings":{"APPLICATIONINSIGHTS_CONNECTION_STRING":"InstrumentationKey=0a0a0a0a-1;IngestionEndpoint=https://westeurope-1.in.applicationinsights.azure.com/"}"#
      ),
    ])
    #expect(answer.relations("azurerm_linux_web_app.shop", .uses) == ["azurerm_application_insights.i"])
    #expect(answer.relations("azurerm_linux_web_app.shop", .needs) == [])
  }
}
