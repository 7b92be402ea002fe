extension CloudService {
  /// Azure's networks: what connects, and what leads in and out.
  static let azureNetwork = CloudService(
    types: [
      .part("azurerm_virtual_network", "azure/virtual-network", by: ["name"], isExternal: true),
      .part("azurerm_subnet", "azure/subnet", by: ["name"], isExternal: true),
      .part(
        "azurerm_network_interface", "azure/network-interface", by: ["name"],
        at: ["private_ip_address", "private_ip_addresses", "ip_configuration.private_ip_address"]),
      .part(
        "azurerm_public_ip", "azure/public-ip", by: ["name"], at: ["ip_address", "fqdn"], isExternal: true),
      .part("azurerm_public_ip_prefix", "azure/public-ip", by: ["name"], at: ["ip_prefix"]),
      .part("azurerm_nat_gateway", "azure/nat-gateway", by: ["name"], isExternal: true),
      .part(
        "azurerm_firewall", "azure/firewall", by: ["name"], at: ["ip_configuration.private_ip_address"],
        isExternal: true),
      .part("azurerm_bastion_host", "azure/bastion", by: ["name"], at: ["dns_name"]),
      .part("azurerm_virtual_network_gateway", "azure/vpn-gateway", by: ["name"]),
      .part("azurerm_local_network_gateway", "azure/local-gateway", by: ["name"]),
      .part("azurerm_virtual_network_gateway_connection", "azure/vpn-connection", by: ["name"]),
      .part("azurerm_virtual_network_peering", "azure/peering", by: ["name"]),
      .part("azurerm_express_route_circuit", "azure/express-route", by: ["name"]),
      .part("azurerm_express_route_circuit_peering", "azure/express-route-peering"),
      .part("azurerm_express_route_gateway", "azure/vpn-gateway", by: ["name"]),
      .part("azurerm_express_route_connection", "azure/vpn-connection", by: ["name"]),
      .part("azurerm_virtual_wan", "azure/virtual-wan", by: ["name"]),
      .part("azurerm_virtual_hub", "azure/virtual-hub", by: ["name"]),
      .part("azurerm_virtual_hub_connection", "azure/peering", by: ["name"]),
      .part("azurerm_vpn_gateway", "azure/vpn-gateway", by: ["name"], units: ["scale_unit"]),
      .part("azurerm_vpn_site", "azure/local-gateway", by: ["name"]),
      .part("azurerm_vpn_gateway_connection", "azure/vpn-connection", by: ["name"]),
      .part(
        "azurerm_private_endpoint", "azure/private-endpoint", by: ["name"],
        at: [
          "private_service_connection.private_ip_address", "custom_dns_configs.fqdn",
          "private_dns_zone_configs.record_sets.fqdn",
        ]),
      .part("azurerm_private_link_service", "azure/private-endpoint", by: ["name"]),
      .setting("azurerm_network_security_group", "azure/security-group", by: ["name"]),
      .setting("azurerm_application_security_group", "azure/security-group", by: ["name"]),
      .setting("azurerm_route_table", "azure/route-table", by: ["name"]),
      .setting("azurerm_firewall_policy", "azure/firewall-policy", by: ["name"]),
      .setting("azurerm_web_application_firewall_policy", "azure/firewall-policy", by: ["name"]),
      .setting("azurerm_resource_group", "azure/resource-group", by: ["name"]),
      .setting("azurerm_network_ddos_protection_plan", "azure/ddos-plan", by: ["name"]),
      .glue("azurerm_route"), .glue("azurerm_network_security_rule"), .glue("azurerm_subnet_*_association"),
      .glue("azurerm_network_interface_*_association"), .glue("azurerm_nat_gateway_*_association"),
      .glue("azurerm_firewall_*_rule_collection"), .glue("azurerm_firewall_policy_rule_collection_group"),
      .glue("azurerm_network_watcher*"),
    ],
    rules: [
      .init("azurerm_subnet", "virtual_network_name", .hard, "azurerm_virtual_network"),
      .init("azurerm_subnet", "virtual_network_id", .hard, "azurerm_virtual_network"),
      .init("azurerm_virtual_network", "subnet.nat_gateway_id", .soft, "azurerm_nat_gateway"),
      .init("azurerm_virtual_network", "ddos_protection_plan.id", .config, "azurerm_network_ddos_protection_plan"),
      .init("azurerm_network_interface", "ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_network_interface", "ip_configuration.public_ip_address_id", .soft, "azurerm_public_ip"),
      .init("azurerm_public_ip", "public_ip_prefix_id", .hard, "azurerm_public_ip_prefix"),
      .init("azurerm_firewall", "ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_firewall", "ip_configuration.public_ip_address_id", .any, "azurerm_public_ip"),
      .init("azurerm_firewall", "virtual_hub.virtual_hub_id", .hard, "azurerm_virtual_hub"),
      .init("azurerm_firewall", "firewall_policy_id", .config, "azurerm_firewall_policy"),
      .init("azurerm_bastion_host", "ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_bastion_host", "ip_configuration.public_ip_address_id", .hard, "azurerm_public_ip"),
      .init("azurerm_virtual_network_gateway", "ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_virtual_network_gateway", "ip_configuration.public_ip_address_id", .any, "azurerm_public_ip"),
      .init(
        "azurerm_virtual_network_gateway_connection", "virtual_network_gateway_id", .hard,
        "azurerm_virtual_network_gateway"),
      .init(
        "azurerm_virtual_network_gateway_connection", "local_network_gateway_id", .hard,
        "azurerm_local_network_gateway"),
      .init(
        "azurerm_virtual_network_gateway_connection", "peer_virtual_network_gateway_id", .hard,
        "azurerm_virtual_network_gateway"),
      .init(
        "azurerm_virtual_network_gateway_connection", "express_route_circuit_id", .hard,
        "azurerm_express_route_circuit"),
      .init("azurerm_virtual_network_peering", "virtual_network_name", .hard, "azurerm_virtual_network"),
      .init("azurerm_virtual_network_peering", "remote_virtual_network_id", .hard, "azurerm_virtual_network"),
      .init(
        "azurerm_express_route_circuit_peering", "express_route_circuit_name", .hard, "azurerm_express_route_circuit"),
      .init("azurerm_express_route_gateway", "virtual_hub_id", .hard, "azurerm_virtual_hub"),
      .init(
        "azurerm_express_route_connection", "express_route_gateway_id", .hard, "azurerm_express_route_gateway"),
      .init(
        "azurerm_express_route_connection", "express_route_circuit_peering_id", .hard,
        "azurerm_express_route_circuit_peering"),
      .init("azurerm_virtual_hub", "virtual_wan_id", .hard, "azurerm_virtual_wan"),
      .init("azurerm_virtual_hub_connection", "virtual_hub_id", .hard, "azurerm_virtual_hub"),
      .init("azurerm_virtual_hub_connection", "remote_virtual_network_id", .hard, "azurerm_virtual_network"),
      .init("azurerm_vpn_gateway", "virtual_hub_id", .hard, "azurerm_virtual_hub"),
      .init("azurerm_vpn_gateway_connection", "vpn_gateway_id", .hard, "azurerm_vpn_gateway"),
      .init("azurerm_vpn_gateway_connection", "remote_vpn_site_id", .hard, "azurerm_vpn_site"),
      .init("azurerm_vpn_site", "virtual_wan_id", .hard, "azurerm_virtual_wan"),
      .init("azurerm_private_endpoint", "subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_private_endpoint", "private_service_connection.private_connection_resource_id", .hard),
      .init(
        "azurerm_private_endpoint", "private_dns_zone_group.private_dns_zone_ids", .soft, "azurerm_private_dns_zone"),
      .init("azurerm_private_link_service", "nat_ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_private_link_service", "load_balancer_frontend_ip_configuration_ids", .hard, "azurerm_lb"),
    ],
    places: [
      .init(
        "azurerm_network_interface", "ip_configuration.load_balancer_backend_address_pools_ids",
        "azurerm_lb_backend_address_pool", "azurerm_lb"),
      .init(
        "azurerm_network_interface", "ip_configuration.application_gateway_backend_address_pools_ids",
        "azurerm_application_gateway"),
    ],
    limits: [
      .init("azurerm_express_route_circuit", .rate("Mbit/s"), "bandwidth_in_mbps"),
      .init("azurerm_express_route_circuit", .rate("Gbit/s"), "bandwidth_in_gbps"),
    ],
    links: [
      .init(
        "azurerm_subnet_network_security_group_association", "subnet_id", ["azurerm_subnet"], .config,
        "network_security_group_id", ["azurerm_network_security_group"]),
      .init(
        "azurerm_network_interface_security_group_association", "network_interface_id",
        ["azurerm_network_interface"], .config, "network_security_group_id", ["azurerm_network_security_group"]),
      .init(
        "azurerm_network_interface_application_security_group_association", "network_interface_id",
        ["azurerm_network_interface"], .config, "application_security_group_id",
        ["azurerm_application_security_group"]),
      .init(
        "azurerm_nat_gateway_public_ip_association", "nat_gateway_id", ["azurerm_nat_gateway"], .any,
        "public_ip_address_id", ["azurerm_public_ip"]),
      .init(
        "azurerm_nat_gateway_public_ip_prefix_association", "nat_gateway_id", ["azurerm_nat_gateway"], .any,
        "public_ip_prefix_id", ["azurerm_public_ip_prefix"]),
      .init(
        "azurerm_subnet_route_table_association", "subnet_id", ["azurerm_subnet"], .config, "route_table_id",
        ["azurerm_route_table"]),
    ])
}
