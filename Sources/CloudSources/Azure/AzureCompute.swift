internal import SourceReading

extension CloudService {
  /// Azure's machines, their disks, containers and applications.
  static let azureCompute = CloudService(
    types: [
      .part(
        "azurerm_linux_virtual_machine", "azure/virtual-machine", by: ["name"], at: machineAddresses, isExternal: true),
      .part("azurerm_windows_virtual_machine", "azure/virtual-machine", by: ["name"], at: machineAddresses),
      .part("azurerm_virtual_machine", "azure/virtual-machine", by: ["name"], isExternal: true),
      .part(
        "azurerm_linux_virtual_machine_scale_set", "azure/scale-set", by: ["name", "unique_id"], isExternal: true),
      .part("azurerm_windows_virtual_machine_scale_set", "azure/scale-set", by: ["name", "unique_id"]),
      .part("azurerm_orchestrated_virtual_machine_scale_set", "azure/scale-set", by: ["name", "unique_id"]),
      .part("azurerm_virtual_machine_scale_set", "azure/scale-set", by: ["name"]),
      .part("azurerm_managed_disk", "azure/managed-disk", by: ["name"], isExternal: true),
      .part("azurerm_snapshot", "azure/snapshot", by: ["name"]),
      .part("azurerm_dedicated_host", "azure/dedicated-host", by: ["name"]),
      .setting("azurerm_image", "azure/machine-image", by: ["name"]),
      .setting("azurerm_shared_image*", "azure/machine-image", by: ["name"]),
      .setting("azurerm_availability_set", "azure/availability-set", by: ["name"]),
      .setting("azurerm_proximity_placement_group", "azure/availability-set", by: ["name"]),
      .setting("azurerm_dedicated_host_group", "azure/availability-set", by: ["name"]),
      .setting("azurerm_ssh_public_key", "azure/ssh-key", by: ["name"]),
      .setting("azurerm_disk_encryption_set", "azure/disk-encryption-set", by: ["name"]),
      .glue("azurerm_virtual_machine_data_disk_attachment"), .glue("azurerm_virtual_machine*_extension"),
      .glue("azurerm_monitor_autoscale_setting"), .glue("azurerm_maintenance_*"),
      .part(
        "azurerm_kubernetes_cluster", "azure/kubernetes-cluster",
        by: ["name", "kubelet_identity.object_id", "identity.principal_id"], at: ["fqdn", "private_fqdn"],
        isExternal: true,
        over: ["default_node_pool.zones", "default_node_pool.availability_zones"]),
      .part(
        "azurerm_kubernetes_cluster_node_pool", "azure/node-pool", by: ["name"],
        over: ["zones", "availability_zones"]),
      .part(
        "azurerm_container_registry", "azure/container-registry", by: ["name"], at: ["login_server"], isExternal: true),
      .part("azurerm_container_group", "azure/container-group", by: ["name"], at: ["fqdn", "ip_address"]),
      .part(
        "azurerm_container_app_environment", "azure/container-app-environment", by: ["name"], at: ["default_domain"]),
      .part(
        "azurerm_container_app", "azure/container-app", by: ["name", "identity.principal_id"],
        at: ["latest_revision_fqdn", "ingress.fqdn", "ingress.custom_domain.name"], isExternal: true),
      .part("azurerm_container_app_job", "azure/container-app", by: ["name"]), .glue("azurerm_container_app_*"),
      .glue("azurerm_container_app_environment_*"),
      .part("azurerm_service_plan", "azure/app-service-plan", by: ["name"], isExternal: true),
      .part("azurerm_app_service_plan", "azure/app-service-plan", by: ["name"]),
      .part("azurerm_app_service_environment_v3", "azure/app-service-environment", by: ["name"]),
      .part("azurerm_static_web_app", "azure/web-app", by: ["name"], at: ["default_host_name"]),
      .part("azurerm_static_site", "azure/web-app", by: ["name"], at: ["default_host_name"]),
      .setting("azurerm_app_service_certificate*", "azure/certificate"),
      .glue("azurerm_app_service_*"), .glue("azurerm_role_*"),
      .part("azurerm_logic_app_workflow", "azure/logic-app", by: ["name"]),
      .part("azurerm_batch_account", "azure/batch-account", by: ["name"]),
      .part("azurerm_batch_pool", "azure/batch-pool", by: ["name"]),
    ]
      + apps.map {
        .part(
          $0, $0.includes("function") ? "azure/function-app" : "azure/web-app", by: ["name", "identity.principal_id"],
          at: ["default_hostname", "default_site_hostname"], isExternal: true)
      },
    rules: apps.flatMap(appRules) + machines.flatMap(machineRules) + sets.flatMap(setRules) + [
      .init("azurerm_managed_disk", "disk_encryption_set_id", .restart, "azurerm_disk_encryption_set"),
      .init("azurerm_managed_disk", "source_resource_id", .restart, "azurerm_snapshot", "azurerm_managed_disk"),
      .init("azurerm_snapshot", "source_uri", .soft, "azurerm_managed_disk"),
      .init("azurerm_disk_encryption_set", "key_vault_key_id", .restart, "azurerm_key_vault_key"),
      .init("azurerm_dedicated_host", "dedicated_host_group_id", .config, "azurerm_dedicated_host_group"),
      .init("azurerm_kubernetes_cluster", "default_node_pool.vnet_subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_kubernetes_cluster", "disk_encryption_set_id", .restart, "azurerm_disk_encryption_set"),
      .init("azurerm_kubernetes_cluster", "private_dns_zone_id", .soft, "azurerm_private_dns_zone"),
      .init(
        "azurerm_kubernetes_cluster", "oms_agent.log_analytics_workspace_id", .soft, "azurerm_log_analytics_workspace"),
      .init(
        "azurerm_kubernetes_cluster", "ingress_application_gateway.gateway_id", .soft, "azurerm_application_gateway"),
      .init("azurerm_kubernetes_cluster_node_pool", "kubernetes_cluster_id", .restart, "azurerm_kubernetes_cluster"),
      .init("azurerm_kubernetes_cluster_node_pool", "vnet_subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_container_group", "subnet_ids", .any, "azurerm_subnet"),
      .init("azurerm_container_group", "container.environment_variables", .address),
      .init("azurerm_container_group", "container.secure_environment_variables", .address),
      .init("azurerm_container_group", "container.image", .address),
      .init("azurerm_container_group", "container.volume.storage_account_name", .hard, "azurerm_storage_account"),
      .init("azurerm_container_app_environment", "infrastructure_subnet_id", .hard, "azurerm_subnet"),
      .init(
        "azurerm_container_app_environment", "log_analytics_workspace_id", .soft, "azurerm_log_analytics_workspace"),
      .init(
        "azurerm_container_app", "container_app_environment_id", .hard, "azurerm_container_app_environment"),
      .init(
        "azurerm_container_app_job", "container_app_environment_id", .hard, "azurerm_container_app_environment"),
      .init("azurerm_container_app_job", "template.container.env", .address),
      .init("azurerm_container_app_job", "template.container.image", .address),
      .init("azurerm_container_app_job", "secret", .address),
      .init("azurerm_container_app", "template.container.env", .address),
      .init("azurerm_container_app", "template.container.image", .address),
      .init("azurerm_container_app", "secret", .address),
      .init("azurerm_container_app", "registry.server", .address),
      .init("azurerm_container_registry", "encryption.key_vault_key_id", .hard, "azurerm_key_vault_key"),
      .init("azurerm_service_plan", "app_service_environment_id", .hard, "azurerm_app_service_environment_v3"),
      .init("azurerm_app_service_environment_v3", "subnet_id", .hard, "azurerm_subnet"),
      .init("azurerm_logic_app_workflow", "parameters", .address),
      .init("azurerm_batch_account", "storage_account_id", .hard, "azurerm_storage_account"),
      .init("azurerm_batch_pool", "account_name", .hard, "azurerm_batch_account"),
    ],
    places: sets.flatMap { type in
      ["network_interface.ip_configuration", "network_profile.ip_configuration"].flatMap { start in
        [
          CloudPlace(
            type, "\(start).load_balancer_backend_address_pool_ids", "azurerm_lb_backend_address_pool", "azurerm_lb"),
          CloudPlace(type, "\(start).application_gateway_backend_address_pool_ids", "azurerm_application_gateway"),
        ]
      }
    },
    limits: [
      .init("azurerm_managed_disk", .rate("IOPS"), "disk_iops_read_write"),
      .init("azurerm_managed_disk", .rate("MB/s"), "disk_mbps_read_write"),
      .init(
        "azurerm_function_app_flex_consumption", .concurrency, "http_concurrency", times: "maximum_instance_count"),
    ],
    links: [
      .init(
        "azurerm_virtual_machine_data_disk_attachment", "virtual_machine_id", machines, .hard, "managed_disk_id",
        ["azurerm_managed_disk"]),
      // Who may pull from a registry does when it starts.
      .init(
        "azurerm_role_assignment", "principal_id", ["azurerm_kubernetes_cluster", "azurerm_container_app"] + apps,
        .restart, "scope", ["azurerm_container_registry"]),
    ],
    hosts: apps.filter { !$0.hasSuffix("_slot") }.map {
      CloudHost($0, "{name}.azurewebsites.net", "{name}.scm.azurewebsites.net")
    } + [
      .init("azurerm_container_registry", "{name}.azurecr.io"),
      .init("azurerm_container_group", "{dns_name_label}.{location}.azurecontainer.io"),
      // Apps of one environment call each other by name.
      .init("azurerm_container_app", "http://{name}", "https://{name}"),
    ])

  private static let machineAddresses = [
    "private_ip_address", "private_ip_addresses", "public_ip_address", "public_ip_addresses",
  ]

  /// The types of machines.
  static let machines = [
    "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine",
  ]
  /// The types of scale sets.
  static let sets = [
    "azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set",
    "azurerm_orchestrated_virtual_machine_scale_set", "azurerm_virtual_machine_scale_set",
  ]
  /// The types of applications.
  static let apps = [
    "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app",
    "azurerm_app_service", "azurerm_function_app", "azurerm_logic_app_standard", "azurerm_linux_web_app_slot",
    "azurerm_windows_web_app_slot", "azurerm_function_app_flex_consumption",
  ]

  private static func machineRules(_ type: String) -> [CloudRule] {
    [
      .init(type, "network_interface_ids", .hard, "azurerm_network_interface"),
      .init(type, "availability_set_id", .config, "azurerm_availability_set"),
      .init(type, "proximity_placement_group_id", .config, "azurerm_proximity_placement_group"),
      .init(type, "dedicated_host_id", .hard, "azurerm_dedicated_host"),
      .init(type, "virtual_machine_scale_set_id", .config, "azurerm_orchestrated_virtual_machine_scale_set"),
      .init(type, "os_disk.disk_encryption_set_id", .restart, "azurerm_disk_encryption_set"),
      .init(type, "os_managed_disk_id", .hard, "azurerm_managed_disk"),
      .init(type, "storage_os_disk.managed_disk_id", .hard, "azurerm_managed_disk"),
      .init(type, "storage_data_disk.managed_disk_id", .hard, "azurerm_managed_disk"),
      .init(
        type, "source_image_id", .template, "azurerm_image", "azurerm_shared_image_version", "azurerm_shared_image"),
      .init(type, "boot_diagnostics.storage_account_uri", .soft, "azurerm_storage_account"),
      .init(type, "custom_data", .address), .init(type, "user_data", .address),
      .init(type, "os_profile.custom_data", .address),
    ]
  }

  private static func setRules(_ type: String) -> [CloudRule] {
    [
      .init(type, "network_interface.ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init(type, "network_profile.ip_configuration.subnet_id", .hard, "azurerm_subnet"),
      .init(type, "network_interface.network_security_group_id", .config, "azurerm_network_security_group"),
      .init(type, "os_disk.disk_encryption_set_id", .restart, "azurerm_disk_encryption_set"),
      .init(
        type, "source_image_id", .template, "azurerm_image", "azurerm_shared_image_version", "azurerm_shared_image"),
      .init(type, "proximity_placement_group_id", .config, "azurerm_proximity_placement_group"),
      .init(type, "custom_data", .address), .init(type, "user_data", .address),
      .init(type, "user_data_base64", .address), .init(type, "os_profile.custom_data", .address),
    ]
  }

  private static func appRules(_ type: String) -> [CloudRule] {
    [
      .init(type, "service_plan_id", .hard, "azurerm_service_plan"),
      .init(type, "app_service_plan_id", .hard, "azurerm_app_service_plan", "azurerm_service_plan"),
      .init(type, "app_service_id", .hard, "azurerm_linux_web_app", "azurerm_windows_web_app"),
      .init(type, "virtual_network_subnet_id", .hard, "azurerm_subnet"),
      .init(type, "storage_account_name", .hard, "azurerm_storage_account"),
      .init(type, "storage_account.account_name", .hard, "azurerm_storage_account"),
      .init(type, "app_settings", .address), .init(type, "connection_string", .address),
      .init(type, "site_config.application_stack.docker_registry_url", .address),
      .init(type, "site_config.application_insights_connection_string", .address),
    ]
  }
}
