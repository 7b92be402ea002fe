extension AWSService {
  /// Tasks and services in containers.
  static let ecs = AWSService(
    types: [
      .part("aws_ecs_cluster", "aws/ecs-cluster", by: ["name"], isExternal: true),
      .part("aws_ecs_service", "aws/ecs-service", by: ["name"]),
      .setting("aws_ecs_task_definition", "aws/ecs-task-definition", by: ["family", "arn_without_revision"]),
      .part("aws_ecs_capacity_provider", "aws/ecs-capacity-provider", by: ["name"]),
      .glue("aws_ecs_cluster_capacity_providers"),
    ],
    rules: [
      .init("aws_ecs_service", "cluster", .hard, "aws_ecs_cluster"),
      .init("aws_ecs_service", "task_definition", .template, "aws_ecs_task_definition"),
      .init("aws_ecs_service", "network_configuration.subnets", .any, "aws_subnet"),
      .init("aws_ecs_service", "network_configuration.security_groups", .config, "aws_security_group"),
      .init("aws_ecs_service", "service_registries.registry_arn", .restart, "aws_service_discovery_service"),
      .init("aws_ecs_service", "iam_role", .config, "aws_iam_role"),
      .init(
        "aws_ecs_capacity_provider", "auto_scaling_group_provider.auto_scaling_group_arn", .hard,
        "aws_autoscaling_group"),
      .init("aws_ecs_task_definition", "execution_role_arn", .config, "aws_iam_role"),
      .init("aws_ecs_task_definition", "task_role_arn", .config, "aws_iam_role"),
    ],
    places: [
      .init("aws_ecs_cluster", "capacity_providers", "aws_ecs_capacity_provider"),
      .init(
        "aws_ecs_cluster", "default_capacity_provider_strategy.capacity_provider", "aws_ecs_capacity_provider"),
      .init("aws_ecs_service", "capacity_provider_strategy.capacity_provider", "aws_ecs_capacity_provider"),
      .init("aws_ecs_service", "load_balancer.target_group_arn", "aws_lb_target_group", "aws_alb_target_group"),
      .text(
        "aws_ecs_task_definition", "container_definitions", "aws_secretsmanager_secret", "aws_ssm_parameter",
        "aws_cloudwatch_log_group"),
    ],
    counts: [
      .init("aws_ecs_service", "desired_count", over: "network_configuration.subnets"),
      .init("aws_ecs_task_set", "scale.value"),
    ],
    cloudFormation: [
      .init("AWS::ECS::Cluster", "aws_ecs_cluster", ["ClusterName": "name"]),
      .init("AWS::ECS::ClusterCapacityProviderAssociations", "aws_ecs_cluster_capacity_providers"),
      .init(
        "AWS::ECS::Service", "aws_ecs_service",
        [
          "AwsvpcConfiguration": "", "LoadBalancers": "load_balancer", "Role": "iam_role", "ServiceName": "name",
          "ServiceConnectConfiguration.Services": "service", "ClientAliases": "client_alias",
        ]),
      .init(
        "AWS::ECS::TaskDefinition", "aws_ecs_task_definition",
        ["Volumes": "volume", "FilesystemId": "file_system_id"]),
    ],
    answers: [
      .resource(
        "clusterArns", "aws_ecs_cluster", id: "", name: .end(of: ""), ["> arn"]),
      .resource(
        "clusters", "aws_ecs_cluster", id: "clusterArn", name: .field("clusterName"), mark: "clusterArn",
        [
          "clusterArn > arn", "clusterName > name", "capacityProviders[] > capacity_providers",
          .blocks(
            "defaultCapacityProviderStrategy", "default_capacity_provider_strategy",
            ["capacityProvider", "weight", "base"]),
        ], gone: ("status", ["INACTIVE", "DEPROVISIONING"])),
      .resource(
        "capacityProviders", "aws_ecs_capacity_provider", id: "capacityProviderArn", name: .field("name"),
        mark: "capacityProviderArn",
        [
          "capacityProviderArn > arn", "name",
          "autoScalingGroupProvider.autoScalingGroupArn > auto_scaling_group_provider.auto_scaling_group_arn",
        ], isOnlyIfUsed: true),
      .list("serviceArns"),
      .list("taskDefinitionArns"),
      .resource(
        "services", "aws_ecs_service", id: "serviceArn", name: .field("serviceName"), mark: "serviceArn",
        [
          "serviceArn > arn", "serviceName > name", "clusterArn > cluster", "taskDefinition", "desiredCount",
          "runningCount", "launchType",
          "networkConfiguration.awsvpcConfiguration.subnets[] > network_configuration.subnets",
          "networkConfiguration.awsvpcConfiguration.securityGroups[] > network_configuration.security_groups",
          .blocks("loadBalancers", "load_balancer", ["targetGroupArn", "loadBalancerName > elb_name"]),
          .blocks(
            "capacityProviderStrategy", "capacity_provider_strategy", ["capacityProvider", "weight", "base"]),
          .blocks("placementStrategy", "placement_strategy", ["type", "field"]),
          .blocks("placementConstraints", "placement_constraints", ["type"]), "schedulingStrategy",
        ], gone: ("status", ["INACTIVE", "DRAINING"])),
      .resource(
        "taskDefinition", "aws_ecs_task_definition", id: "taskDefinitionArn", name: .end(of: "taskDefinitionArn"),
        mark: "taskDefinitionArn",
        [
          "taskDefinitionArn > arn", "family", "executionRoleArn", "taskRoleArn",
          .json("containerDefinitions", "container_definitions"),
          .blocks(
            "volumes", "volume",
            [
              "efsVolumeConfiguration.fileSystemId > efs_volume_configuration.file_system_id",
              "efsVolumeConfiguration.authorizationConfig.accessPointId > efs_volume_configuration.authorization_config.access_point_id",
            ]),
        ], isOnlyIfUsed: true),
    ],
    calls: [
      .init("ecs-clusters", "ecs list-clusters"),
      .init(
        "ecs-cluster", "ecs describe-clusters", "--clusters", each: "clusterArns", of: "ecs-clusters", batch: 50),
      .init("ecs-capacity-providers", "ecs describe-capacity-providers"),
      .init("ecs-service-list", "ecs list-services", "--cluster", each: "clusterArns", of: "ecs-clusters"),
      .init(
        "ecs-services", "ecs describe-services", "--services", each: "serviceArns", of: "ecs-service-list",
        outer: "--cluster", batch: 10),
      .init(
        "ecs-task-definition", "ecs describe-task-definition", "--task-definition", each: "services.taskDefinition",
        of: "ecs-services"),
    ])
}
