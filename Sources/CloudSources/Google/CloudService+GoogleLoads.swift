/// How much work Google's machines, disks and services can do.
extension CloudService {
  static let computeLimits: [CloudLimit] =
    ["google_compute_disk", "google_compute_region_disk"].flatMap { type -> [CloudLimit] in
      [
        CloudLimit(type, .rate("IOPS"), "provisioned_iops"), CloudLimit(type, .rate("MB/s"), "provisioned_throughput"),
      ]
    } + [
      CloudLimit(
        "google_cloud_run_v2_service", .concurrency, "template.max_instance_request_concurrency",
        times: "template.scaling.max_instance_count"),
      CloudLimit(
        "google_cloudfunctions2_function", .concurrency, "service_config.max_instance_request_concurrency",
        times: "service_config.max_instance_count"),
      // An instance of the first generation has one request at a time.
      CloudLimit("google_cloudfunctions_function", .concurrency, "max_instances"),
      CloudLimit(
        "google_app_engine_standard_app_version", .concurrency, "automatic_scaling.max_concurrent_requests",
        times: "automatic_scaling.standard_scheduler_settings.max_instances"),
      CloudLimit(
        "google_app_engine_flexible_app_version", .concurrency, "automatic_scaling.max_concurrent_requests",
        times: "automatic_scaling.max_total_instances"),
      CloudLimit("google_cloud_tasks_queue", .rate("/s"), "rate_limits.max_dispatches_per_second"),
      CloudLimit("google_cloud_tasks_queue", .concurrency, "rate_limits.max_concurrent_dispatches"),
    ]

  /// The calls of schedules.
  static let schedules: [CloudCalls] = [
    CloudCalls(
      "google_cloud_scheduler_job", ["http_target", "pubsub_target", "app_engine_http_target"],
      timeout: [("attempt_deadline", .text)], ("retry_config.retry_count", .retries))
  ]
}
