extension AWSService {
  /// Logs and alarms.
  static let cloudWatch = AWSService(
    types: [
      .part("aws_cloudwatch_log_group", "aws/log-group", by: ["name"]),
      .glue("aws_cloudwatch_log_*"),
      .part("aws_cloudwatch_metric_alarm", "aws/cloudwatch-alarm", by: ["alarm_name"]),
      .glue("aws_cloudwatch_*"),
    ],
    rules: [
      .init("aws_cloudwatch_log_group", "kms_key_id", .restart, "aws_kms_key"),
      .init("aws_cloudwatch_metric_alarm", "alarm_actions", .soft),
    ],
    cloudFormation: [
      .init("AWS::Logs::LogGroup", "aws_cloudwatch_log_group", ["LogGroupName": "name"]),
      .init("AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"),
      .init("AWS::CloudWatch::Dashboard", "aws_cloudwatch_dashboard"),
      .init("AWS::CloudWatch::CompositeAlarm", "aws_cloudwatch_composite_alarm"),
      .init("AWS::Logs::LogStream", "aws_cloudwatch_log_stream"),
      .init("AWS::Logs::MetricFilter", "aws_cloudwatch_log_metric_filter"),
      .init("AWS::Logs::SubscriptionFilter", "aws_cloudwatch_log_subscription_filter"),
    ],
    answers: [
      .resource(
        "MetricAlarms", "aws_cloudwatch_metric_alarm", id: "AlarmName", name: .field("AlarmName"),
        ["AlarmName", "AlarmArn > arn", "AlarmActions[]"])
    ],
    calls: [
      .init("cloudwatch-alarms", "cloudwatch describe-alarms")
    ])
}
