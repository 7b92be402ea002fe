extension CloudService {
  /// Google's machines, their disks, containers and applications.
  static let googleCompute = CloudService(
    types: [
      .part(
        "google_compute_instance", "gcp/instance", by: ["name"],
        at: ["network_interface.network_ip", "network_interface.access_config.nat_ip", "hostname"], isExternal: true),
      .part(
        "google_compute_instance_from_template", "gcp/instance", by: ["name"], at: ["network_interface.network_ip"]),
      .part(
        "google_compute_instance_group_manager", "gcp/instance-group", by: ["name", "instance_group"],
        isExternal: true, units: ["target_size"]),
      .part(
        "google_compute_region_instance_group_manager", "gcp/instance-group", by: ["name", "instance_group"],
        isExternal: true, units: ["target_size"], over: ["distribution_policy_zones"]),
      .part("google_compute_instance_group", "gcp/instance-group", by: ["name"], isExternal: true),
      .setting(
        "google_compute_instance_template", "gcp/instance-template", by: ["name", "self_link_unique"], isExternal: true),
      .setting("google_compute_region_instance_template", "gcp/instance-template", by: ["name", "self_link_unique"]),
      .glue("google_compute_autoscaler"), .glue("google_compute_region_autoscaler"),
      .glue("google_compute_per_instance_config"), .glue("google_compute_region_per_instance_config"),
      .part("google_compute_disk", "gcp/disk", by: ["name"], isExternal: true),
      .part("google_compute_region_disk", "gcp/disk", by: ["name"], over: ["replica_zones"]),
      .glue("google_compute_attached_disk"), .glue("google_compute_disk_resource_policy_attachment"),
      .part("google_compute_snapshot", "gcp/snapshot", by: ["name"], isGlobal: true),
      .setting("google_compute_image", "gcp/machine-image", by: ["name"]),
      .setting("google_compute_resource_policy", "gcp/resource-policy", by: ["name"]),
      .setting("google_compute_project_*", "gcp/project-setting"),
      .part("google_compute_node_group", "gcp/node-group", by: ["name"], units: ["initial_size"]),
      .part(
        "google_container_cluster", "gcp/kubernetes-cluster",
        by: ["name", "node_pool.instance_group_urls", "node_pool.managed_instance_group_urls"], at: ["endpoint"],
        isExternal: true, over: ["node_locations"]),
      .part(
        "google_container_node_pool", "gcp/node-pool",
        by: ["name", "instance_group_urls", "managed_instance_group_urls"],
        units: ["autoscaling.min_node_count", "autoscaling.total_min_node_count", "node_count", "initial_node_count"],
        over: ["node_locations"]),
      .part(
        "google_artifact_registry_repository", "gcp/artifact-registry", by: ["repository_id", "name"], isExternal: true),
      .part("google_container_registry", "gcp/artifact-registry"),
      .part(
        "google_cloud_run_v2_service", "gcp/cloud-run-service", by: ["name"], at: ["uri", "urls"], isExternal: true),
      .part("google_cloud_run_service", "gcp/cloud-run-service", by: ["name"], at: ["status.url"], isExternal: true),
      .part("google_cloud_run_v2_job", "gcp/cloud-run-job", by: ["name"]),
      .glue("google_cloud_run_*"),
      .part("google_cloudfunctions_function", "gcp/function", by: ["name"], at: ["https_trigger_url"]),
      .part("google_cloudfunctions2_function", "gcp/function", by: ["name"], at: ["url", "service_config.uri"]),
      .glue("google_cloudfunctions_*"), .glue("google_cloudfunctions2_*"),
      .part("google_app_engine_application", "gcp/app-engine", at: ["default_hostname"]),
      .part("google_app_engine_standard_app_version", "gcp/app-engine", by: ["service"]),
      .part("google_app_engine_flexible_app_version", "gcp/app-engine", by: ["service"]),
      .part("google_cloud_scheduler_job", "gcp/scheduler-job", by: ["name"]),
      .part("google_cloud_tasks_queue", "gcp/task-queue", by: ["name"]),
      .part("google_workflows_workflow", "gcp/workflow", by: ["name"]),
      .part("google_cloudbuild_trigger", "gcp/build-trigger", by: ["name"]),
      .part("google_dataflow_job", "gcp/dataflow-job", by: ["name"]),
      .part("google_dataproc_cluster", "gcp/dataproc-cluster", by: ["name"]),
      .part("google_composer_environment", "gcp/composer", by: ["name"]),
      .part("google_notebooks_instance", "gcp/instance", by: ["name"]),
    ],
    rules: machineRules("google_compute_instance") + machineRules("google_compute_instance_from_template")
      + ["google_compute_instance_template", "google_compute_region_instance_template"].flatMap(templateRules)
      + ["google_compute_instance_group_manager", "google_compute_region_instance_group_manager"].flatMap(groupRules)
      + [
        .init("google_compute_instance_group", "instances", .any, "google_compute_instance"),
        .init("google_compute_instance_group", "network", .hard, "google_compute_network"),
        .init("google_compute_disk", "snapshot", .restart, "google_compute_snapshot"),
        .init("google_compute_disk", "image", .restart, "google_compute_image"),
        .init("google_compute_disk", "disk_encryption_key.kms_key_self_link", .restart, "google_kms_crypto_key"),
        .init("google_compute_region_disk", "snapshot", .restart, "google_compute_snapshot"),
        .init("google_compute_region_disk", "disk_encryption_key.kms_key_name", .restart, "google_kms_crypto_key"),
        .init("google_compute_region_disk", "disk_encryption_key.kms_key_self_link", .restart, "google_kms_crypto_key"),
        .init("google_compute_snapshot", "source_disk", .soft, "google_compute_disk", "google_compute_region_disk"),
        .init("google_container_cluster", "network", .hard, "google_compute_network"),
        .init("google_container_cluster", "subnetwork", .hard, "google_compute_subnetwork"),
        .init("google_container_cluster", "database_encryption.key_name", .restart, "google_kms_crypto_key"),
        .init("google_container_node_pool", "cluster", .restart, "google_container_cluster"),
        .init("google_container_node_pool", "node_config.boot_disk_kms_key", .restart, "google_kms_crypto_key"),
        .init("google_container_node_pool", "node_config.service_account", .config, "google_service_account"),
        .init("google_artifact_registry_repository", "kms_key_name", .hard, "google_kms_crypto_key"),
        .init("google_app_engine_standard_app_version", "env_variables", .address),
        .init("google_app_engine_flexible_app_version", "env_variables", .address),
        .init("google_cloud_scheduler_job", "pubsub_target.topic_name", .hard, "google_pubsub_topic"),
        .init("google_cloud_scheduler_job", "http_target.uri", .address),
        .init("google_workflows_workflow", "source_contents", .address),
        .init("google_cloudfunctions_function", "environment_variables", .address),
        .init("google_cloudfunctions_function", "vpc_connector", .hard, "google_vpc_access_connector"),
        .init(
          "google_cloudfunctions_function", "event_trigger.resource", .soft, "google_pubsub_topic",
          "google_storage_bucket"),
        .init("google_cloudfunctions_function", "source_archive_bucket", .restart, "google_storage_bucket"),
        .init("google_cloudfunctions_function", "service_account_email", .config, "google_service_account"),
        .init("google_cloudfunctions2_function", "service_config.environment_variables", .address),
        .init("google_cloudfunctions2_function", "service_config.vpc_connector", .hard, "google_vpc_access_connector"),
        .init(
          "google_cloudfunctions2_function", "service_config.service_account_email", .config, "google_service_account"),
        .init(
          "google_cloudfunctions2_function", "service_config.secret_environment_variables.secret", .restart,
          "google_secret_manager_secret"),
        .init("google_cloudfunctions2_function", "event_trigger.pubsub_topic", .soft, "google_pubsub_topic"),
        .init(
          "google_cloudfunctions2_function", "build_config.source.storage_source.bucket", .restart,
          "google_storage_bucket"),
        .init(
          "google_dataproc_cluster", "cluster_config.gce_cluster_config.subnetwork", .hard, "google_compute_subnetwork"),
        .init("google_dataproc_cluster", "cluster_config.staging_bucket", .hard, "google_storage_bucket"),
      ]
      + ["google_cloud_run_v2_service", "google_cloud_run_v2_job"].flatMap { type -> [CloudRule] in
        [
          .init(type, "template.containers.env", .address),
          .init(type, "template.template.containers.env", .address),
          .init(type, "template.containers.image", .address),
          .init(type, "template.vpc_access.connector", .hard, "google_vpc_access_connector"),
          .init(type, "template.vpc_access.network_interfaces.subnetwork", .hard, "google_compute_subnetwork"),
          .init(type, "template.volumes.cloud_sql_instance.instances", .hard, "google_sql_database_instance"),
          .init(type, "template.volumes.secret.secret", .restart, "google_secret_manager_secret"),
          .init(type, "template.service_account", .config, "google_service_account"),
          .init(type, "template.encryption_key", .restart, "google_kms_crypto_key"),
        ]
      } + [
        .init("google_cloud_run_service", "template.spec.containers.env", .address),
        .init("google_cloud_run_service", "template.spec.service_account_name", .config, "google_service_account"),
        .init("google_cloud_run_service", "template.metadata.annotations", .address),
      ],
    links: [
      .init(
        "google_compute_attached_disk", "instance", ["google_compute_instance"], .hard, "disk",
        ["google_compute_disk", "google_compute_region_disk"])
    ])

  private static func machineRules(_ type: String) -> [CloudRule] {
    [
      .init(type, "boot_disk.source", .hard, "google_compute_disk", "google_compute_region_disk"),
      .init(type, "attached_disk.source", .hard, "google_compute_disk", "google_compute_region_disk"),
      .init(type, "boot_disk.kms_key_self_link", .restart, "google_kms_crypto_key"),
      .init(type, "boot_disk.initialize_params.image", .template, "google_compute_image"),
      .init(type, "network_interface.subnetwork", .hard, "google_compute_subnetwork"),
      .init(type, "network_interface.network", .hard, "google_compute_network"),
      .init(type, "network_interface.access_config.nat_ip", .soft, "google_compute_address"),
      .init(type, "source_instance_template", .template, "google_compute_instance_template"),
      .init(type, "service_account.email", .config, "google_service_account"),
      .init(type, "resource_policies", .config, "google_compute_resource_policy"),
      .init(type, "metadata_startup_script", .address), .init(type, "metadata", .address),
    ]
  }

  private static func templateRules(_ type: String) -> [CloudRule] {
    [
      .init(type, "disk.source_image", .template, "google_compute_image"),
      .init(type, "disk.disk_encryption_key.kms_key_self_link", .restart, "google_kms_crypto_key"),
      .init(type, "service_account.email", .config, "google_service_account"),
      .init(type, "network_interface.subnetwork", .config, "google_compute_subnetwork"),
      .init(type, "network_interface.network", .config, "google_compute_network"),
    ]
  }

  private static func groupRules(_ type: String) -> [CloudRule] {
    [
      .init(
        type, "version.instance_template", .template, "google_compute_instance_template",
        "google_compute_region_instance_template"),
      .init(
        type, "auto_healing_policies.health_check", .config, "google_compute_health_check",
        "google_compute_region_health_check"),
    ]
  }
}
