/// Workloads: instances, groups of them, volumes, functions, containers.
extension AWSAnswer {
  static let compute: [AWSAnswer] = [
    .resource(
      "Reservations.Instances", "aws_instance", id: "InstanceId",
      [
        "Placement.AvailabilityZone", "Placement.GroupName > placement_group", "Placement.HostId", "SubnetId",
        "PrivateIpAddress > private_ip", "PublicIpAddress > public_ip", "PrivateDnsName > private_dns",
        "PublicDnsName > public_dns", "SecurityGroups.GroupId[] > vpc_security_group_ids",
        "IamInstanceProfile.Arn > iam_instance_profile",
      ], gone: ("State.Name", ["terminated", "shutting-down"])),
    // One attribute of an instance; see AWSLiveJoins.
    .resource("UserData", "user_data", id: "InstanceId", ["UserData.Value > user_data"], isAtTop: true),
    .resource(
      "Volumes", "aws_ebs_volume", id: "VolumeId",
      [
        "AvailabilityZone", "KmsKeyId", "SnapshotId",
        .blocks("Attachments", "attachments", ["InstanceId", "Device", "State"]),
      ], gone: ("State", ["deleted", "deleting"])),
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
      "LaunchTemplates", "aws_launch_template", id: "LaunchTemplateId", name: .field("LaunchTemplateName"),
      ["LaunchTemplateName > name"], isOnlyIfUsed: true),
    .resource(
      "LaunchTemplateVersions", "aws_launch_template", id: "LaunchTemplateId", name: .field("LaunchTemplateName"),
      [
        "LaunchTemplateName > name", "VersionNumber", "DefaultVersion", "LaunchTemplateData.UserData",
        "LaunchTemplateData.SecurityGroupIds[] > vpc_security_group_ids",
        "LaunchTemplateData.IamInstanceProfile.Arn > iam_instance_profile",
        "LaunchTemplateData.IamInstanceProfile.Name > iam_instance_profile",
        "LaunchTemplateData.NetworkInterfaces.Groups[] > network_interfaces.security_groups",
      ], isOnlyIfUsed: true),
    .resource(
      "LaunchConfigurations", "aws_launch_configuration", id: "LaunchConfigurationName",
      name: .field("LaunchConfigurationName"),
      [
        "LaunchConfigurationName > name", "LaunchConfigurationARN > arn", "UserData", "SecurityGroups[]",
        "IamInstanceProfile",
      ],
      isOnlyIfUsed: true),
    .resource(
      "Functions", "aws_lambda_function", id: "FunctionName", name: .field("FunctionName"), mark: "FunctionArn",
      [
        "FunctionName", "FunctionArn > arn", "Role", "VpcConfig.SubnetIds[] > vpc_config.subnet_ids",
        "VpcConfig.SecurityGroupIds[] > vpc_config.security_group_ids",
        .whole("Environment.Variables", "environment.variables"),
        "DeadLetterConfig.TargetArn > dead_letter_config.target_arn", "KMSKeyArn > kms_key_arn",
        .blocks("FileSystemConfigs", "file_system_config", ["Arn"]),
      ]),
    .resource(
      "EventSourceMappings", "aws_lambda_event_source_mapping", id: "UUID",
      ["EventSourceArn", "FunctionArn > function_name"], gone: ("State", ["Disabled", "Deleting"])),
    .resource(
      "clusterArns", "aws_ecs_cluster", id: "", name: .end(of: ""), ["> arn"]),
    .resource(
      "clusters", "aws_ecs_cluster", id: "clusterArn", name: .field("clusterName"), mark: "clusterArn",
      ["clusterArn > arn", "clusterName > name"], gone: ("status", ["INACTIVE", "DEPROVISIONING"])),
    .list("serviceArns"), .list("taskDefinitionArns"),
    .resource(
      "services", "aws_ecs_service", id: "serviceArn", name: .field("serviceName"), mark: "serviceArn",
      [
        "serviceArn > arn", "serviceName > name", "clusterArn > cluster", "taskDefinition", "desiredCount",
        "runningCount", "launchType",
        "networkConfiguration.awsvpcConfiguration.subnets[] > network_configuration.subnets",
        "networkConfiguration.awsvpcConfiguration.securityGroups[] > network_configuration.security_groups",
        .blocks("loadBalancers", "load_balancer", ["targetGroupArn", "loadBalancerName > elb_name"]),
        .blocks("capacityProviderStrategy", "capacity_provider_strategy", ["capacityProvider"]),
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
    .list("nodegroups"),
    .resource(
      "cluster", "aws_eks_cluster", id: "name", name: .field("name"), mark: "resourcesVpcConfig",
      [
        "arn", "name", "endpoint", "roleArn", "resourcesVpcConfig.subnetIds[] > vpc_config.subnet_ids",
        "resourcesVpcConfig.securityGroupIds[] > vpc_config.security_group_ids",
      ]),
    .list("clusters"),
    .resource(
      "nodegroup", "aws_eks_node_group", id: "nodegroupArn", name: .field("nodegroupName"), mark: "nodegroupArn",
      [
        "nodegroupArn > arn", "clusterName", "nodeRole > node_role_arn", "subnets[] > subnet_ids",
        .blocks("launchTemplate", "launch_template", ["id"]),
        "resources.autoScalingGroups.name[] > autoscaling_groups",
      ]),
  ]
}
