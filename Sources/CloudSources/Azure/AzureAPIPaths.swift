internal import SourceReading

/// An attribute of `azurerm`, and where Azure's own interface has it in the body of a resource.
struct AzureAPIPath: Sendable {
  let path: String
  let attribute: String
  /// Whether it names other resources.
  var isReference: Bool { attribute.hasSuffix("_id") || attribute.hasSuffix("_ids") || attribute.hasSuffix(".id") }
  /// Whether it is a list of settings, each with a name and a value.
  var isSettings: Bool { attribute == "app_settings" || attribute == "connection_string" }

  init(_ path: String, _ attribute: String) {
    self.path = path
    self.attribute = attribute
  }
}

/// The bodies of the resources that people write most.
enum AzureAPIPaths {
  static func of(_ type: String) -> [AzureAPIPath] {
    if let record = record(type) {
      let zone = AzureAPIPath(AzureAPI.parent, "zone_name")
      let target = AzureAPIPath("properties.targetResource.id", "target_resource_id")
      if record.includes("_cname_") { return [zone, target, .init("properties.CNAMERecord.cname", "record")] }
      return [
        zone, target, .init("properties.ARecords.ipv4Address", "records"),
        .init("properties.aRecords.ipv4Address", "records"), .init("properties.AAAARecords.ipv6Address", "records"),
      ]
    }
    return (table[type] ?? []).map { AzureAPIPath($0.0, $0.1) } + usual
  }

  /// The type of a record of a zone: `microsoft.network/dnszones/a`.
  static func record(_ type: String) -> String? {
    for (start, record) in [
      ("microsoft.network/dnszones/", "azurerm_dns_"), ("microsoft.network/privatednszones/", "azurerm_private_dns_"),
    ]
    where type.hasPrefix(start) {
      let word = type.dropFirst(start.count)
      return ["a", "aaaa", "cname"].contains(word) ? "\(record)\(word)_record" : nil
    }
    return nil
  }

  private static let usual = [AzureAPIPath("zones", "zones"), AzureAPIPath("location", "location")]

  private static let table: [String: [(String, String)]] = [
    "microsoft.network/virtualnetworks": [("properties.subnets.properties.natGateway.id", "subnet.nat_gateway_id")],
    "microsoft.network/virtualnetworks/subnets": [(AzureAPI.parent, "virtual_network_id")],
    "microsoft.network/publicipaddresses": [
      ("properties.ipAddress", "ip_address"), ("properties.dnsSettings.fqdn", "fqdn"),
      ("properties.publicIPPrefix.id", "public_ip_prefix_id"),
    ],
    "microsoft.network/networkinterfaces": [
      ("properties.ipConfigurations.properties.subnet.id", "ip_configuration.subnet_id"),
      ("properties.ipConfigurations.properties.publicIPAddress.id", "ip_configuration.public_ip_address_id"),
      ("properties.ipConfigurations.properties.privateIPAddress", "private_ip_address"),
      (
        "properties.ipConfigurations.properties.loadBalancerBackendAddressPools.id",
        "ip_configuration.load_balancer_backend_address_pools_ids"
      ),
    ],
    "microsoft.network/loadbalancers": [
      (
        "properties.frontendIPConfigurations.properties.publicIPAddress.id",
        "frontend_ip_configuration.public_ip_address_id"
      ),
      ("properties.frontendIPConfigurations.properties.subnet.id", "frontend_ip_configuration.subnet_id"),
      ("properties.frontendIPConfigurations.properties.privateIPAddress", "private_ip_address"),
      ("properties.frontendIPConfigurations.zones", "frontend_ip_configuration.zones"),
    ],
    "microsoft.network/loadbalancers/backendaddresspools": [(AzureAPI.parent, "loadbalancer_id")],
    "microsoft.network/applicationgateways": [
      ("properties.gatewayIPConfigurations.properties.subnet.id", "gateway_ip_configuration.subnet_id"),
      (
        "properties.frontendIPConfigurations.properties.publicIPAddress.id",
        "frontend_ip_configuration.public_ip_address_id"
      ),
      ("properties.backendAddressPools.properties.backendAddresses.fqdn", "backend_address_pool.fqdns"),
      ("properties.backendAddressPools.properties.backendAddresses.ipAddress", "backend_address_pool.ip_addresses"),
      ("properties.sku.capacity", "sku.capacity"),
      ("properties.autoscaleConfiguration.minCapacity", "autoscale_configuration.min_capacity"),
      ("properties.firewallPolicy.id", "firewall_policy_id"),
    ],
    "microsoft.network/azurefirewalls": [
      ("properties.ipConfigurations.properties.subnet.id", "ip_configuration.subnet_id"),
      ("properties.ipConfigurations.properties.publicIPAddress.id", "ip_configuration.public_ip_address_id"),
      ("properties.firewallPolicy.id", "firewall_policy_id"),
    ],
    "microsoft.network/privateendpoints": [
      ("properties.subnet.id", "subnet_id"),
      (
        "properties.privateLinkServiceConnections.properties.privateLinkServiceId",
        "private_service_connection.private_connection_resource_id"
      ),
    ],
    "microsoft.compute/disks": [
      ("properties.diskIOPSReadWrite", "disk_iops_read_write"),
      ("properties.diskMBpsReadWrite", "disk_mbps_read_write"),
      ("zones", "zone"), ("properties.encryption.diskEncryptionSetId", "disk_encryption_set_id"),
    ],
    "microsoft.compute/virtualmachines": [
      ("zones", "zone"), ("properties.networkProfile.networkInterfaces.id", "network_interface_ids"),
      ("properties.availabilitySet.id", "availability_set_id"),
      ("properties.storageProfile.osDisk.managedDisk.id", "os_managed_disk_id"),
      ("properties.storageProfile.dataDisks.managedDisk.id", "storage_data_disk.managed_disk_id"),
      ("properties.storageProfile.imageReference.id", "source_image_id"),
      ("properties.proximityPlacementGroup.id", "proximity_placement_group_id"),
      ("properties.osProfile.customData", "custom_data"), ("properties.userData", "user_data"),
    ],
    "microsoft.compute/virtualmachinescalesets": [
      ("sku.capacity", "instances"),
      (network + "subnet.id", "network_interface.ip_configuration.subnet_id"),
      (
        network + "loadBalancerBackendAddressPools.id",
        "network_interface.ip_configuration.load_balancer_backend_address_pool_ids"
      ),
      (
        network + "applicationGatewayBackendAddressPools.id",
        "network_interface.ip_configuration.application_gateway_backend_address_pool_ids"
      ),
      ("properties.virtualMachineProfile.storageProfile.imageReference.id", "source_image_id"),
      ("properties.virtualMachineProfile.osProfile.customData", "custom_data"),
    ],
    "microsoft.containerservice/managedclusters": [
      ("properties.fqdn", "fqdn"), ("properties.agentPoolProfiles.count", "default_node_pool.node_count"),
      ("properties.agentPoolProfiles.minCount", "default_node_pool.min_count"),
      ("properties.agentPoolProfiles.availabilityZones", "default_node_pool.zones"),
      ("properties.agentPoolProfiles.vnetSubnetID", "default_node_pool.vnet_subnet_id"),
    ],
    "microsoft.containerservice/managedclusters/agentpools": [
      (AzureAPI.parent, "kubernetes_cluster_id"), ("properties.count", "node_count"),
      ("properties.minCount", "min_count"), ("properties.availabilityZones", "zones"),
      ("properties.vnetSubnetID", "vnet_subnet_id"),
    ],
    "microsoft.web/sites": [
      ("properties.serverFarmId", "service_plan_id"), ("properties.defaultHostName", "default_hostname"),
      ("properties.virtualNetworkSubnetId", "virtual_network_subnet_id"),
      ("properties.siteConfig.appSettings", "app_settings"),
      ("properties.siteConfig.connectionStrings", "connection_string"),
    ],
    "microsoft.web/serverfarms": [("sku.capacity", "worker_count")],
    "microsoft.app/containerapps": [
      ("properties.managedEnvironmentId", "container_app_environment_id"),
      ("properties.environmentId", "container_app_environment_id"),
      ("properties.template.containers.env", "template.container.env"),
      ("properties.template.containers.image", "template.container.image"),
      ("properties.template.scale.minReplicas", "template.min_replicas"),
      ("properties.configuration.ingress.fqdn", "ingress.fqdn"), ("properties.configuration.secrets", "secret"),
      ("properties.configuration.registries.server", "registry.server"),
    ],
    "microsoft.app/managedenvironments": [
      ("properties.vnetConfiguration.infrastructureSubnetId", "infrastructure_subnet_id"),
      ("properties.defaultDomain", "default_domain"),
    ],
    "microsoft.cache/redis": [
      ("properties.hostName", "hostname"), ("properties.sku.name", "sku_name"),
      ("properties.shardCount", "shard_count"), ("properties.replicasPerPrimary", "replicas_per_primary"),
      ("properties.subnetId", "subnet_id"),
    ],
    "microsoft.dbforpostgresql/flexibleservers": flexible, "microsoft.dbformysql/flexibleservers": flexible,
    "microsoft.sql/servers": [("properties.fullyQualifiedDomainName", "fully_qualified_domain_name")],
    "microsoft.sql/servers/databases": [
      (AzureAPI.parent, "server_id"), ("properties.elasticPoolId", "elastic_pool_id"),
      ("properties.sourceDatabaseId", "creation_source_database_id"),
    ],
    "microsoft.sql/servers/elasticpools": [(AzureAPI.parent, "server_name")],
    "microsoft.sql/servers/failovergroups": [
      (AzureAPI.parent, "server_id"), ("properties.partnerServers.id", "partner_server.id"),
      ("properties.databases", "databases"),
      ("properties.readWriteEndpoint.failoverPolicy", "read_write_endpoint_failover_policy.mode"),
    ],
    "microsoft.documentdb/databaseaccounts": [
      ("properties.documentEndpoint", "endpoint"), ("properties.locations.locationName", "geo_location.location"),
      ("properties.locations.failoverPriority", "geo_location.failover_priority"),
      ("properties.enableAutomaticFailover", "automatic_failover_enabled"),
      ("properties.enableMultipleWriteLocations", "multiple_write_locations_enabled"),
    ],
    "microsoft.storage/storageaccounts": [
      ("properties.primaryEndpoints.blob", "primary_blob_endpoint"),
      ("properties.primaryEndpoints.web", "primary_web_endpoint"),
    ],
    "microsoft.keyvault/vaults": [("properties.vaultUri", "vault_uri")],
    "microsoft.servicebus/namespaces": [("properties.serviceBusEndpoint", "endpoint"), ("sku.capacity", "capacity")],
    "microsoft.servicebus/namespaces/queues": [(AzureAPI.parent, "namespace_id")],
    "microsoft.servicebus/namespaces/topics": [(AzureAPI.parent, "namespace_id")],
    "microsoft.eventhub/namespaces": [
      ("sku.capacity", "capacity"), ("sku.name", "sku"), ("properties.isAutoInflateEnabled", "auto_inflate_enabled"),
      ("properties.maximumThroughputUnits", "maximum_throughput_units"),
    ],
    "microsoft.eventhub/namespaces/eventhubs": [(AzureAPI.parent, "namespace_id")],
    "microsoft.containerregistry/registries": [("properties.loginServer", "login_server")],
    "microsoft.cognitiveservices/accounts": [
      ("properties.customSubDomainName", "custom_subdomain_name"), ("properties.endpoint", "endpoint"),
    ],
    "microsoft.appconfiguration/configurationstores": [("properties.endpoint", "endpoint")],
    "microsoft.insights/components": [("properties.WorkspaceResourceId", "workspace_id")],
  ]

  private static let network =
    "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations.properties.ipConfigurations.properties."

  private static let flexible: [(String, String)] = [
    ("properties.availabilityZone", "zone"), ("properties.highAvailability.mode", "high_availability.mode"),
    ("properties.highAvailability.standbyAvailabilityZone", "high_availability.standby_availability_zone"),
    ("properties.network.delegatedSubnetResourceId", "delegated_subnet_id"),
    ("properties.network.privateDnsZoneArmResourceId", "private_dns_zone_id"),
    ("properties.fullyQualifiedDomainName", "fqdn"), ("properties.sourceServerResourceId", "source_server_id"),
  ]
}
