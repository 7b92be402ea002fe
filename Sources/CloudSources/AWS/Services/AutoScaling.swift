extension AWSService {
  /// Groups of machines, and the scaling of other things.
  static let autoScaling = AWSService(
    types: [
      .setting("aws_launch_configuration", "aws/launch-template", by: ["name"]),
      .part("aws_autoscaling_group", "aws/auto-scaling-group", by: ["name"]),
      .glue("aws_autoscaling_attachment"),
      .glue("aws_autoscaling_policy"),
      .glue("aws_autoscaling_schedule"),
      .glue("aws_autoscaling_lifecycle_hook"),
      .glue("aws_autoscaling_notification"),
      .glue("aws_appautoscaling_*"),
    ],
    rules: [
      .init("aws_launch_configuration", "image_id", .template, "aws_ami"),
      .init("aws_launch_configuration", "security_groups", .config, "aws_security_group"),
      .init("aws_launch_configuration", "iam_instance_profile", .config, "aws_iam_instance_profile"),
      .init("aws_autoscaling_group", "vpc_zone_identifier", .any, "aws_subnet"),
      .init("aws_autoscaling_group", "launch_template", .template, "aws_launch_template"),
      .init("aws_autoscaling_group", "mixed_instances_policy", .template, "aws_launch_template"),
      .init("aws_autoscaling_group", "launch_configuration", .template, "aws_launch_configuration"),
      .init("aws_autoscaling_group", "placement_group", .config, "aws_placement_group"),
    ],
    places: [
      .init("aws_autoscaling_group", "target_group_arns", "aws_lb_target_group", "aws_alb_target_group"),
      .init("aws_autoscaling_group", "load_balancers", "aws_elb"),
      .init("aws_autoscaling_attachment", "lb_target_group_arn", "aws_lb_target_group", "aws_alb_target_group"),
      .init("aws_autoscaling_attachment", "autoscaling_group_name", "aws_autoscaling_group"),
      .text("aws_launch_configuration", "user_data"),
    ],
    counts: [
      .init("aws_autoscaling_group", "desired_capacity", "min_size", over: "vpc_zone_identifier")
    ],
    cloudFormation: [
      .init("AWS::AutoScaling::LaunchConfiguration", "aws_launch_configuration", ["LaunchConfigurationName": "name"]),
      .init(
        "AWS::AutoScaling::AutoScalingGroup", "aws_autoscaling_group",
        [
          "TargetGroupARNs": "target_group_arns", "LoadBalancerNames": "load_balancers",
          "LaunchConfigurationName": "launch_configuration", "AutoScalingGroupName": "name",
          "TrafficSources": "traffic_source",
        ]),
      .init("AWS::AutoScaling::ScalingPolicy", "aws_autoscaling_policy"),
      .init("AWS::AutoScaling::ScheduledAction", "aws_autoscaling_schedule"),
      .init("AWS::AutoScaling::LifecycleHook", "aws_autoscaling_lifecycle_hook"),
      .init("AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target"),
      .init("AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy"),
    ],
    answers: [
      .resource(
        "AutoScalingGroups", "aws_autoscaling_group", id: "AutoScalingGroupName", name: .field("AutoScalingGroupName"),
        [
          "AutoScalingGroupARN > arn", "AutoScalingGroupName > name", "MinSize", "MaxSize", "DesiredCapacity",
          .commas("VPCZoneIdentifier", "vpc_zone_identifier"), "AvailabilityZones[]",
          "TargetGroupARNs[] > target_group_arns", "TrafficSources.Identifier[] > traffic_source.identifier",
          "LoadBalancerNames[] > load_balancers",
          "LaunchConfigurationName > launch_configuration", "PlacementGroup",
          .blocks("LaunchTemplate", "launch_template", ["LaunchTemplateId > id", "Version"]),
          .blocks(
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification",
            "mixed_instances_policy.launch_template.launch_template_specification",
            ["LaunchTemplateId", "Version"]),
          .blocks(
            "Instances", "instances", ["InstanceId", "AvailabilityZone", "LifecycleState", "HealthStatus"]),
          "SuspendedProcesses.ProcessName[] > suspended_processes",
        ], gone: ("Status", ["Delete in progress"])),
      .list("AutoScalingInstances"),
      .resource(
        "LaunchConfigurations", "aws_launch_configuration", id: "LaunchConfigurationName",
        name: .field("LaunchConfigurationName"),
        [
          "LaunchConfigurationName > name", "LaunchConfigurationARN > arn", "UserData", "SecurityGroups[]",
          "IamInstanceProfile",
        ],
        isOnlyIfUsed: true),
    ],
    calls: [
      .init("autoscaling-groups", "autoscaling describe-auto-scaling-groups"),
      .init("autoscaling-launch-configurations", "autoscaling describe-launch-configurations"),
    ])
}
