internal import SourceReading

extension CloudService {
  /// What spreads traffic in Google's cloud: from the address to the groups behind it.
  static let googleBalancing = CloudService(
    types: [
      .part(
        "google_compute_forwarding_rule", "gcp/forwarding-rule", by: ["name"], at: ["ip_address"], isExternal: true),
      .part(
        "google_compute_global_forwarding_rule", "gcp/forwarding-rule", by: ["name"], at: ["ip_address"], isGlobal: true
      ),
      .part("google_compute_backend_service", "gcp/backend-service", by: ["name"], isGlobal: true, isExternal: true),
      .part("google_compute_region_backend_service", "gcp/backend-service", by: ["name"], isExternal: true),
      .part("google_compute_backend_bucket", "gcp/backend-service", by: ["name"], isGlobal: true),
      .part("google_compute_url_map", "gcp/url-map", by: ["name"], isGlobal: true),
      .part("google_compute_region_url_map", "gcp/url-map", by: ["name"]),
      .part("google_compute_target_pool", "gcp/target-pool", by: ["name"]),
      .part("google_compute_target_instance", "gcp/target-pool", by: ["name"]),
      .setting("google_compute_health_check", "gcp/health-check", by: ["name"]),
      .setting("google_compute_region_health_check", "gcp/health-check", by: ["name"]),
      .setting("google_compute_http_health_check", "gcp/health-check", by: ["name"]),
      .setting("google_compute_https_health_check", "gcp/health-check", by: ["name"]),
      .setting("google_compute_ssl_policy", "gcp/ssl-policy", by: ["name"]),
      .setting("google_compute_managed_ssl_certificate", "gcp/certificate", by: ["name"]),
      .setting("google_compute_ssl_certificate", "gcp/certificate", by: ["name"]),
      .setting("google_compute_region_ssl_certificate", "gcp/certificate", by: ["name"]),
      .setting("google_certificate_manager_*", "gcp/certificate", by: ["name"]),
      .part("google_compute_network_endpoint_group", "gcp/endpoint-group", by: ["name"], isExternal: true),
      .part("google_compute_region_network_endpoint_group", "gcp/endpoint-group", by: ["name"]),
      .part("google_compute_global_network_endpoint_group", "gcp/endpoint-group", by: ["name"], isGlobal: true),
      .path("google_compute_network_endpoint", "gcp/endpoint"),
      .path("google_compute_network_endpoints", "gcp/endpoint"),
      .path("google_compute_global_network_endpoint", "gcp/endpoint"),
      .path("google_compute_region_network_endpoint", "gcp/endpoint"),
      .part("google_compute_service_attachment", "gcp/endpoint", by: ["name"]),
      .part("google_api_gateway_api_config", "gcp/api-gateway", by: ["name", "api_config_id"], isGlobal: true),
      .part("google_api_gateway_gateway", "gcp/api-gateway", by: ["gateway_id"], at: ["default_hostname"]),
      .part("google_api_gateway_api", "gcp/api-gateway", by: ["api_id"], isGlobal: true),
    ] + proxies.map { .part($0, "gcp/target-proxy", by: ["name"], isGlobal: !$0.includes("_region_")) },
    rules: proxies.flatMap { type -> [CloudRule] in
      [
        .init(type, "url_map", .hard, "google_compute_url_map", "google_compute_region_url_map"),
        .init(
          type, "backend_service", .hard, "google_compute_backend_service", "google_compute_region_backend_service"),
        .init(
          type, "ssl_certificates", .config, "google_compute_managed_ssl_certificate", "google_compute_ssl_certificate",
          "google_compute_region_ssl_certificate"),
        .init(type, "ssl_policy", .config, "google_compute_ssl_policy"),
      ]
    }
      + ["google_compute_forwarding_rule", "google_compute_global_forwarding_rule"].flatMap { type -> [CloudRule] in
        [
          CloudRule(
            type, "target", .hard,
            among: proxies + [
              "google_compute_target_pool", "google_compute_target_instance", "google_compute_vpn_gateway",
              "google_compute_service_attachment", "google_sql_database_instance",
            ]),
          .init(
            type, "backend_service", .hard, "google_compute_region_backend_service", "google_compute_backend_service"),
          .init(type, "ip_address", .hard, "google_compute_address", "google_compute_global_address"),
          .init(type, "subnetwork", .hard, "google_compute_subnetwork"),
        ]
      }
      + ["google_compute_url_map", "google_compute_region_url_map"].flatMap { type -> [CloudRule] in
        [
          CloudRule(type, "default_service", .hard, among: backends),
          CloudRule(type, "default_route_action.weighted_backend_services.backend_service", .any, among: backends),
          CloudRule(type, "path_matcher", .soft, among: backends),
        ]
      }
      + ["google_compute_backend_service", "google_compute_region_backend_service"].flatMap { type -> [CloudRule] in
        [
          CloudRule(type, "backend.group", .any, among: groups),
          .init(
            type, "health_checks", .config, "google_compute_health_check", "google_compute_region_health_check",
            "google_compute_http_health_check", "google_compute_https_health_check"),
          .init(
            type, "security_policy", .config, "google_compute_security_policy", "google_compute_region_security_policy"),
        ]
      } + [
        .init("google_compute_backend_bucket", "bucket_name", .hard, "google_storage_bucket"),
        .init("google_compute_target_pool", "backup_pool", .soft, "google_compute_target_pool"),
        .init("google_compute_target_pool", "health_checks", .config, "google_compute_http_health_check"),
        .init("google_compute_target_instance", "instance", .hard, "google_compute_instance"),
        .init("google_compute_network_endpoint_group", "subnetwork", .hard, "google_compute_subnetwork"),
        .init("google_compute_network_endpoint_group", "network", .hard, "google_compute_network"),
        .init("google_compute_global_network_endpoint", "fqdn", .entry),
        .init("google_compute_global_network_endpoint", "ip_address", .entry),
        .init("google_compute_region_network_endpoint", "fqdn", .entry),
        .init("google_compute_region_network_endpoint", "ip_address", .entry),
        .init(
          "google_compute_region_network_endpoint_group", "psc_target_service", .hard,
          "google_compute_service_attachment"),
        .init(
          "google_compute_service_attachment", "target_service", .hard, "google_compute_forwarding_rule",
          "google_compute_region_backend_service"),
        .init("google_compute_service_attachment", "nat_subnets", .any, "google_compute_subnetwork"),
        .init("google_api_gateway_gateway", "api_config", .hard, "google_api_gateway_api_config"),
        .init("google_api_gateway_api_config", "api", .config, "google_api_gateway_api"),
        .init("google_api_gateway_api_config", "openapi_documents.document.contents", .address),
        .init("google_api_gateway_api_config", "grpc_services.source.contents", .address),
        .init(
          "google_compute_region_network_endpoint_group", "cloud_run.service", .hard, "google_cloud_run_v2_service",
          "google_cloud_run_service"),
        .init(
          "google_compute_region_network_endpoint_group", "cloud_function.function", .hard,
          "google_cloudfunctions2_function", "google_cloudfunctions_function"),
        .init(
          "google_compute_region_network_endpoint_group", "app_engine.service", .hard,
          "google_app_engine_standard_app_version", "google_app_engine_flexible_app_version"),
      ],
    places: [
      .init("google_compute_target_pool", "instances", "google_compute_instance"),
      .init("google_compute_network_endpoint", "instance", "google_compute_instance"),
      .init("google_compute_network_endpoint", "ip_address"),
      .init("google_compute_network_endpoints", "network_endpoints", "google_compute_instance"),
    ],
    limits: ["google_compute_backend_service", "google_compute_region_backend_service"].map { type in
      .init(type, .concurrency, "circuit_breakers.max_requests")
    },
    callTerms: [
      // What is not a protocol of requests has no answer to wait for.
      .init(
        "google_compute_backend_service", ["backend"], timeout: [("timeout_sec", .seconds)],
        where: .except("protocol", ["TCP", "SSL", "UDP", "UNSPECIFIED"])),
      .init(
        "google_compute_region_backend_service", ["backend"], timeout: [("timeout_sec", .seconds)],
        where: .only("protocol", ["HTTP", "HTTPS", "HTTP2", "H2C", "GRPC"])),
    ]
      + ["google_compute_url_map", "google_compute_region_url_map"].map { type in
        .init(
          type, ["default_service", "default_route_action"],
          timeout: [
            ("default_route_action.retry_policy.per_try_timeout.seconds", .seconds),
            ("default_route_action.timeout.seconds", .seconds),
          ], ("default_route_action.retry_policy.num_retries", .retries))
      },
    reversed: [
      .init("google_compute_network_endpoint", "network_endpoint_group", .any, "google_compute_network_endpoint_group"),
      .init(
        "google_compute_network_endpoints", "network_endpoint_group", .any, "google_compute_network_endpoint_group"),
      .init(
        "google_compute_global_network_endpoint", "global_network_endpoint_group", .any,
        "google_compute_global_network_endpoint_group"),
      .init(
        "google_compute_region_network_endpoint", "region_network_endpoint_group", .any,
        "google_compute_region_network_endpoint_group"),
      .init("google_compute_instance_group_manager", "target_pools", .any, "google_compute_target_pool"),
      .init("google_compute_region_instance_group_manager", "target_pools", .any, "google_compute_target_pool"),
    ])

  private static let proxies = [
    "google_compute_target_http_proxy", "google_compute_target_https_proxy", "google_compute_target_tcp_proxy",
    "google_compute_target_ssl_proxy", "google_compute_target_grpc_proxy", "google_compute_region_target_http_proxy",
    "google_compute_region_target_https_proxy", "google_compute_region_target_tcp_proxy",
  ]
  private static let backends = [
    "google_compute_backend_service", "google_compute_region_backend_service", "google_compute_backend_bucket",
  ]
  private static let groups = [
    "google_compute_instance_group_manager", "google_compute_region_instance_group_manager",
    "google_compute_instance_group", "google_compute_network_endpoint_group",
    "google_compute_region_network_endpoint_group", "google_compute_global_network_endpoint_group",
    // Of a cluster the groups of its machines are known by their links.
    "google_container_node_pool", "google_container_cluster",
  ]
}
