internal import SourceReading

extension CloudService {
  /// What spreads traffic in Azure, and the names before it.
  static let azureBalancing = CloudService(
    types: [
      .part(
        "azurerm_lb", "azure/load-balancer", by: ["name"],
        at: ["private_ip_address", "private_ip_addresses", "frontend_ip_configuration.private_ip_address"],
        isExternal: true, over: ["frontend_ip_configuration.zones"]),
      .part("azurerm_lb_backend_address_pool", "azure/backend-pool", by: ["name"], isExternal: true),
      .path("azurerm_lb_rule", "azure/load-balancer-rule"),
      .path("azurerm_lb_nat_rule", "azure/load-balancer-rule"),
      .path("azurerm_lb_outbound_rule", "azure/load-balancer-rule"),
      .glue("azurerm_lb_probe"), .glue("azurerm_lb_nat_pool"), .glue("azurerm_lb_backend_address_pool_address"),
      .part(
        "azurerm_application_gateway", "azure/application-gateway", by: ["name"],
        at: ["frontend_ip_configuration.private_ip_address"],
        over: ["zones"]),
      .part("azurerm_traffic_manager_profile", "azure/traffic-manager", by: ["name"], at: ["fqdn"], isGlobal: true),
      .path("azurerm_traffic_manager_*_endpoint", "azure/traffic-manager-endpoint"),
      .path("azurerm_traffic_manager_endpoint", "azure/traffic-manager-endpoint"),
      .part("azurerm_cdn_frontdoor_profile", "azure/front-door", by: ["name"], isGlobal: true),
      .part(
        "azurerm_cdn_frontdoor_endpoint", "azure/front-door-endpoint", by: ["name"], at: ["host_name"], isGlobal: true),
      .part("azurerm_cdn_frontdoor_custom_domain", "azure/dns-record", by: ["name"], at: ["host_name"], isGlobal: true),
      .part("azurerm_cdn_frontdoor_origin_group", "azure/backend-pool", by: ["name"], isGlobal: true),
      .path("azurerm_cdn_frontdoor_origin", "azure/front-door-origin"),
      .path("azurerm_cdn_frontdoor_route", "azure/front-door-route"),
      .setting("azurerm_cdn_frontdoor_rule_set", "azure/front-door-setting"),
      .setting("azurerm_cdn_frontdoor_*", "azure/front-door-setting"),
      .part(
        "azurerm_frontdoor", "azure/front-door", by: ["name"], at: ["cname", "frontend_endpoint.host_name"],
        isGlobal: true),
      .part("azurerm_cdn_profile", "azure/front-door", by: ["name"], isGlobal: true),
      .part("azurerm_cdn_endpoint", "azure/front-door-endpoint", by: ["name"], at: ["fqdn"], isGlobal: true),
      .part("azurerm_dns_zone", "azure/dns-zone", by: ["name"], isGlobal: true, isExternal: true),
      .part("azurerm_private_dns_zone", "azure/dns-zone", by: ["name"], isGlobal: true, isExternal: true),
      .glue("azurerm_private_dns_zone_virtual_network_link"),
      .part("azurerm_dns_*_record", "azure/dns-record", at: ["fqdn"], isGlobal: true),
      .part("azurerm_private_dns_*_record", "azure/dns-record", at: ["fqdn"], isGlobal: true),
      .part(
        "azurerm_api_management", "azure/api-management", by: ["name"], at: ["gateway_url", "private_ip_addresses"],
        over: ["zones"]),
      .path("azurerm_api_management_api", "azure/api"),
      .path("azurerm_api_management_backend", "azure/api"),
      .glue("azurerm_api_management_*"),
    ],
    rules: [
      .init("azurerm_lb", "frontend_ip_configuration.public_ip_address_id", .any, "azurerm_public_ip"),
      .init("azurerm_lb", "frontend_ip_configuration.subnet_id", .any, "azurerm_subnet"),
      .init("azurerm_lb_rule", "loadbalancer_id", .hard, "azurerm_lb"),
      .init("azurerm_lb_rule", "backend_address_pool_ids", .any, "azurerm_lb_backend_address_pool"),
      .init("azurerm_lb_rule", "backend_address_pool_id", .hard, "azurerm_lb_backend_address_pool"),
      .init("azurerm_lb_nat_rule", "loadbalancer_id", .hard, "azurerm_lb"),
      .init("azurerm_lb_nat_rule", "backend_address_pool_id", .hard, "azurerm_lb_backend_address_pool"),
      .init("azurerm_lb_outbound_rule", "loadbalancer_id", .hard, "azurerm_lb"),
      .init("azurerm_application_gateway", "gateway_ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init(
        "azurerm_application_gateway", "frontend_ip_configuration.public_ip_address_id", .hard, "azurerm_public_ip"),
      .init("azurerm_application_gateway", "frontend_ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_application_gateway", "firewall_policy_id", .config, "azurerm_web_application_firewall_policy"),
      .init(
        "azurerm_application_gateway", "ssl_certificate.key_vault_secret_id", .restart,
        "azurerm_key_vault_certificate", "azurerm_key_vault_secret"),
      .init("azurerm_traffic_manager_azure_endpoint", "target_resource_id", .entry),
      .init("azurerm_traffic_manager_external_endpoint", "target", .entry),
      .init("azurerm_traffic_manager_nested_endpoint", "target_resource_id", .hard, "azurerm_traffic_manager_profile"),
      .init("azurerm_cdn_frontdoor_endpoint", "cdn_frontdoor_profile_id", .hard, "azurerm_cdn_frontdoor_profile"),
      .init("azurerm_cdn_frontdoor_origin_group", "cdn_frontdoor_profile_id", .hard, "azurerm_cdn_frontdoor_profile"),
      .init("azurerm_cdn_frontdoor_origin", "host_name", .entry),
      .init("azurerm_cdn_frontdoor_origin", "private_link.private_link_target_id", .hard),
      .init("azurerm_cdn_frontdoor_route", "cdn_frontdoor_endpoint_id", .hard, "azurerm_cdn_frontdoor_endpoint"),
      .init(
        "azurerm_cdn_frontdoor_route", "cdn_frontdoor_origin_group_id", .hard, "azurerm_cdn_frontdoor_origin_group"),
      .init("azurerm_cdn_frontdoor_route", "cdn_frontdoor_origin_ids", .config, "azurerm_cdn_frontdoor_origin"),
      .init("azurerm_cdn_frontdoor_custom_domain", "cdn_frontdoor_profile_id", .hard, "azurerm_cdn_frontdoor_profile"),
      .init("azurerm_cdn_frontdoor_custom_domain", "dns_zone_id", .hard, "azurerm_dns_zone"),
      .init("azurerm_traffic_manager_endpoint", "target_resource_id", .entry),
      .init("azurerm_traffic_manager_endpoint", "target", .entry),
      .init("azurerm_cdn_endpoint", "profile_name", .hard, "azurerm_cdn_profile"),
      .init("azurerm_cdn_endpoint", "origin.host_name", .entry),
      .init("azurerm_api_management", "virtual_network_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_api_management", "public_ip_address_id", .hard, "azurerm_public_ip"),
      .init("azurerm_api_management_api", "api_management_name", .hard, "azurerm_api_management"),
      .init("azurerm_api_management_api", "service_url", .entry),
      .init("azurerm_api_management_backend", "api_management_name", .hard, "azurerm_api_management"),
      .init("azurerm_api_management_backend", "url", .entry),
    ] + records,
    places: [
      .init("azurerm_lb_backend_address_pool", "loadbalancer_id", "azurerm_lb"),
      .init("azurerm_lb_backend_address_pool", "backend_ip_configurations"),
      .init("azurerm_application_gateway", "backend_address_pool"),
      .init("azurerm_frontdoor", "backend_pool"),
      .init(
        "azurerm_cdn_frontdoor_origin", "cdn_frontdoor_origin_group_id", "azurerm_cdn_frontdoor_origin_group"),
    ]
      + trafficEndpoints.flatMap { type in
        ["profile_id", "profile_name"].map { CloudPlace(type, $0, "azurerm_traffic_manager_profile") }
      },
    callTerms: [
      .init(
        "azurerm_lb_rule", ["backend_address_pool_id", "backend_address_pool_ids"],
        timeout: [("idle_timeout_in_minutes", .minutes)]),
      .init(
        "azurerm_application_gateway", [": its members"], timeout: [("backend_http_settings.request_timeout", .seconds)]
      ),
      .init(
        "azurerm_frontdoor", ["backend_pool"],
        timeout: [
          ("backend_pool_settings.backend_pools_send_receive_timeout_seconds", .seconds),
          ("backend_pools_send_receive_timeout_seconds", .seconds),
        ]),
    ],
    hosts: [
      .init("azurerm_traffic_manager_profile", "{dns_config.relative_name}.trafficmanager.net"),
      .init("azurerm_frontdoor", "{name}.azurefd.net"), .init("azurerm_cdn_endpoint", "{name}.azureedge.net"),
      .init(
        "azurerm_api_management", "{name}.azure-api.net", "{name}.management.azure-api.net",
        "{name}.developer.azure-api.net"),
      .init("azurerm_public_ip", "{domain_name_label}.{location}.cloudapp.azure.com"),
    ])

  /// The types of what a traffic manager leads to.
  static let trafficEndpoints = [
    "azurerm_traffic_manager_azure_endpoint", "azurerm_traffic_manager_external_endpoint",
    "azurerm_traffic_manager_nested_endpoint", "azurerm_traffic_manager_endpoint",
  ]

  /// The records of zones: the values of those that name hosts lead to them.
  private static let records: [CloudRule] = ["a", "aaaa", "cname", "mx", "srv", "txt", "ns", "ptr", "caa"].flatMap {
    type in
    ["azurerm_dns_\(type)_record", "azurerm_private_dns_\(type)_record"].flatMap { record -> [CloudRule] in
      let zone = record.includes("private") ? "azurerm_private_dns_zone" : "azurerm_dns_zone"
      let paths: [String] =
        switch type {
        case "a", "aaaa", "cname": ["target_resource_id", "records", "record"]
        case "mx": ["record.exchange"]
        case "srv": ["record.target"]
        default: []
        }
      return [CloudRule(record, "zone_name", .hard, zone)] + paths.map { CloudRule(record, $0, .entry) }
    }
  }
}
