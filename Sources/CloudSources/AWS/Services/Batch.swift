extension AWSService {
  /// Jobs and the machines for them.
  static let batch = AWSService(
    types: [
      .part("aws_batch_compute_environment", "aws/batch-compute"),
      .part("aws_batch_job_queue", "aws/batch-queue"),
      .setting("aws_batch_job_definition", "aws/batch-job-definition"),
    ],
    rules: [
      .init("aws_batch_compute_environment", "compute_resources.subnets", .any, "aws_subnet"),
      .init("aws_batch_job_queue", "compute_environments", .failover, "aws_batch_compute_environment"),
      .init("aws_batch_job_queue", "compute_environment_order", .failover, "aws_batch_compute_environment"),
    ])
}
