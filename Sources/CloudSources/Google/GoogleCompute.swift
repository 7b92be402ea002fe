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
        isExternal: true),
      .part(
        "google_compute_region_instance_group_manager", "gcp/instance-group", by: ["name", "instance_group"],
        isExternal: true, over: ["distribution_policy_zones"]),
      .part("google_compute_instance_group", "gcp/instance-group", by: ["name"], isExternal: true),
      .setting(
        "google_compute_instance_template", "gcp/instance-template", by: ["name", "self_link_unique"], isExternal: true),
      .setting("google_compute_region_instance_template", "gcp/instance-template", by: ["name", "self_link_unique"]),
      .glue("google_compute_autoscaler"), .glue("google_compute_region_autoscaler"),
      .glue("google_compute_instance_group_membership"), .glue("google_compute_instance_group_named_port"),
      .glue("google_compute_per_instance_config"), .glue("google_compute_region_per_instance_config"),
      .part("google_compute_disk", "gcp/disk", by: ["name"], isExternal: true),
      .part("google_compute_region_disk", "gcp/disk", by: ["name"], over: ["replica_zones"]),
      .glue("google_compute_attached_disk"), .glue("google_compute_disk_resource_policy_attachment"),
      .part("google_compute_snapshot", "gcp/snapshot", by: ["name"], isGlobal: true),
      .setting("google_compute_image", "gcp/machine-image", by: ["name"]),
      .setting("google_compute_resource_policy", "gcp/resource-policy", by: ["name"]),
      .setting("google_compute_project_*", "gcp/project-setting"),
      .part("google_compute_node_group", "gcp/node-group", by: ["name"]),
      .part(
        "google_container_cluster", "gcp/kubernetes-cluster",
        by: ["name", "node_pool.instance_group_urls", "node_pool.managed_instance_group_urls"], at: ["endpoint"],
        isExternal: true, over: ["node_locations"]),
      .part(
        "google_container_node_pool", "gcp/node-pool",
        by: ["name", "instance_group_urls", "managed_instance_group_urls"], over: ["node_locations"]),
      .part(
        "google_artifact_registry_repository", "gcp/artifact-registry", by: ["repository_id", "name"], isExternal: true),
      .part("google_container_registry", "gcp/artifact-registry"),
      .part(
        "google_cloud_run_v2_service", "gcp/cloud-run-service", by: ["name"], at: ["uri", "urls"], isExternal: true),
      .part("google_cloud_run_service", "gcp/cloud-run-service", by: ["name"], at: ["status.url"], isExternal: true),
      .part("google_cloud_run_v2_job", "gcp/cloud-run-job", by: ["name"]),
      .part("google_cloud_run_v2_worker_pool", "gcp/cloud-run-service", by: ["name"]),
      .glue("google_cloud_run_*"),
      .part(
        "google_cloudfunctions_function", "gcp/function", by: ["name"], at: ["https_trigger_url"], isExternal: true),
      .part(
        "google_cloudfunctions2_function", "gcp/function", by: ["name"], at: ["url", "service_config.uri"],
        isExternal: true),
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
        .init("google_cloud_scheduler_job", "http_target.uri", .entry),
        .init(
          "google_cloud_scheduler_job", "app_engine_http_target.app_engine_routing.service", .hard,
          "google_app_engine_standard_app_version", "google_app_engine_flexible_app_version"),
        .init("google_cloud_tasks_queue", "http_target.uri_override.host", .entry),
        .init(
          "google_cloud_tasks_queue", "app_engine_routing_override.service", .hard,
          "google_app_engine_standard_app_version", "google_app_engine_flexible_app_version"),
        .init("google_workflows_workflow", "source_contents", .address),
        .init("google_workflows_workflow", "user_env_vars", .address),
        .init("google_workflows_workflow", "crypto_key_name", .restart, "google_kms_crypto_key"),
        .init("google_cloudfunctions_function", "environment_variables", .address),
        .init(
          "google_cloudfunctions_function", "secret_environment_variables.secret", .restart,
          "google_secret_manager_secret"),
        .init("google_cloudfunctions_function", "secret_volumes.secret", .restart, "google_secret_manager_secret"),
        .init("google_cloudfunctions_function", "docker_repository", .restart, "google_artifact_registry_repository"),
        .init(
          "google_cloudfunctions2_function", "service_config.secret_volumes.secret", .restart,
          "google_secret_manager_secret"),
        .init(
          "google_cloudfunctions2_function", "event_trigger.event_filters.value", .soft, "google_storage_bucket",
          "google_pubsub_topic", "google_firestore_database"),
        .init(
          "google_cloudfunctions2_function", "build_config.docker_repository", .restart,
          "google_artifact_registry_repository"),
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
      + ["google_cloud_run_v2_service", "google_cloud_run_v2_worker_pool"].flatMap { runRules($0, "template.") }
      + runRules("google_cloud_run_v2_job", "template.template.") + [
        .init(
          "google_cloud_run_service", "template.spec.containers.env.value_from.secret_key_ref.name", .restart,
          "google_secret_manager_secret"),
        .init(
          "google_cloud_run_service", "template.spec.volumes.secret.secret_name", .restart,
          "google_secret_manager_secret"),
        .init("google_cloud_run_service", "template.spec.containers.env", .address),
        .init("google_cloud_run_service", "template.spec.containers.args", .address),
        .init("google_cloud_run_service", "template.spec.containers.image", .address),
        .init("google_cloud_run_service", "template.spec.service_account_name", .config, "google_service_account"),
        .init("google_cloud_run_service", "template.metadata.annotations", .address),
      ],
    limits: computeLimits,
    callTerms: schedules,
    links: [
      .init(
        "google_compute_attached_disk", "instance", ["google_compute_instance"], .hard, "disk",
        ["google_compute_disk", "google_compute_region_disk"])
    ],
    hosts: paths
      + ["google_compute_instance", "google_compute_instance_from_template"].map {
        // Google's DNS within the networks of a project.
        CloudHost($0, "{name}.{zone}.c.{project}.internal", "{name}.c.{project}.internal")
      } + [
        .init(
          "google_artifact_registry_repository", "{location}-docker.pkg.dev/{project}/{repository_id}",
          "{location}-npm.pkg.dev/{project}/{repository_id}", "{location}-maven.pkg.dev/{project}/{repository_id}",
          "{location}-python.pkg.dev/{project}/{repository_id}",
          "projects/{project}/locations/{location}/repositories/{repository_id}"),
        .init(
          "google_cloudfunctions_function", "https://{region}-{project}.cloudfunctions.net/{name}",
          "projects/{project}/locations/{region}/functions/{name}"),
        .init(
          "google_cloudfunctions2_function", "https://{location}-{project}.cloudfunctions.net/{name}",
          "projects/{project}/locations/{location}/functions/{name}"),
        .init("google_app_engine_application", "{project}.appspot.com"),
        .init("google_app_engine_standard_app_version", "{service}-dot-{project}.appspot.com"),
        .init("google_app_engine_flexible_app_version", "{service}-dot-{project}.appspot.com"),
        .init("google_cloud_run_v2_service", "projects/{project}/locations/{location}/services/{name}"),
        .init(
          "google_cloud_run_service", "projects/{project}/locations/{location}/services/{name}",
          "locations/{location}/namespaces/{project}/services/{name}"),
        .init("google_cloud_tasks_queue", "projects/{project}/locations/{location}/queues/{name}"),
        .init("google_workflows_workflow", "projects/{project}/locations/{region}/workflows/{name}"),
        .init(
          "google_container_cluster", "projects/{project}/locations/{location}/clusters/{name}",
          "locations/{location}/clusters/{name}"),
        .init("google_vpc_access_connector", "projects/{project}/locations/{region}/connectors/{name}"),
      ])

  /// The full paths and their ends of what is in a zone, a region or a project.
  private static let paths: [CloudHost] =
    [
      ("google_compute_instance", "zones/{zone}/instances"), ("google_compute_disk", "zones/{zone}/disks"),
      ("google_compute_instance_from_template", "zones/{zone}/instances"),
      ("google_compute_instance_group", "zones/{zone}/instanceGroups"),
      ("google_compute_instance_group_manager", "zones/{zone}/instanceGroups"),
      ("google_compute_instance_group_manager", "zones/{zone}/instanceGroupManagers"),
      ("google_compute_region_instance_group_manager", "regions/{region}/instanceGroups"),
      ("google_compute_region_instance_group_manager", "regions/{region}/instanceGroupManagers"),
      ("google_compute_network_endpoint_group", "zones/{zone}/networkEndpointGroups"),
      ("google_compute_region_network_endpoint_group", "regions/{region}/networkEndpointGroups"),
      ("google_compute_global_network_endpoint_group", "global/networkEndpointGroups"),
      ("google_compute_subnetwork", "regions/{region}/subnetworks"),
      ("google_compute_address", "regions/{region}/addresses"),
      ("google_compute_global_address", "global/addresses"), ("google_compute_network", "global/networks"),
      ("google_compute_router", "regions/{region}/routers"),
      ("google_compute_target_pool", "regions/{region}/targetPools"),
      ("google_compute_target_instance", "zones/{zone}/targetInstances"),
      ("google_compute_backend_service", "global/backendServices"),
      ("google_compute_region_backend_service", "regions/{region}/backendServices"),
      ("google_compute_backend_bucket", "global/backendBuckets"), ("google_compute_url_map", "global/urlMaps"),
      ("google_compute_region_url_map", "regions/{region}/urlMaps"),
      ("google_compute_forwarding_rule", "regions/{region}/forwardingRules"),
      ("google_compute_global_forwarding_rule", "global/forwardingRules"),
      ("google_compute_service_attachment", "regions/{region}/serviceAttachments"),
    ].map { type, path in CloudHost(type, "projects/{project}/\(path)/{name}", "\(path)/{name}") }

  /// The rules of what Cloud Run runs, whose containers are below a path.
  private static func runRules(_ type: String, _ start: String) -> [CloudRule] {
    [
      .init(
        type, start + "containers.env.value_source.secret_key_ref.secret", .restart, "google_secret_manager_secret"),
      .init(type, start + "containers.env", .address),
      .init(type, start + "containers.args", .address),
      .init(type, start + "containers.image", .address),
      .init(type, start + "vpc_access.connector", .hard, "google_vpc_access_connector"),
      .init(type, start + "vpc_access.network_interfaces.subnetwork", .hard, "google_compute_subnetwork"),
      .init(type, start + "volumes.cloud_sql_instance.instances", .hard, "google_sql_database_instance"),
      .init(type, start + "volumes.secret.secret", .restart, "google_secret_manager_secret"),
      .init(type, start + "volumes.gcs.bucket", .hard, "google_storage_bucket"),
      .init(type, start + "volumes.nfs.server", .entry),
      .init(type, start + "service_account", .config, "google_service_account"),
      .init(type, start + "encryption_key", .restart, "google_kms_crypto_key"),
    ]
  }

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
