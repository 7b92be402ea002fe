extension AWSService {
  /// Machines, their disks, and what they are made from.
  static let ec2 = AWSService(
    types: [
      .part(
        "aws_instance", "aws/ec2-instance", at: machineAddresses,
        isExternal: true),
      .part(
        "aws_spot_instance_request", "aws/ec2-instance", at: machineAddresses),
      .part("aws_ec2_host", "aws/dedicated-host"),
      .part("aws_ec2_fleet", "aws/ec2-fleet"),
      .part("aws_spot_fleet_request", "aws/ec2-fleet"),
      .part("aws_ebs_volume", "aws/ebs-volume"),
      .part("aws_ebs_snapshot", "aws/ebs-snapshot"),
      .glue("aws_volume_attachment"),
      .setting("aws_ami", "aws/machine-image"),
      .setting("aws_ami_*", "aws/machine-image"),
      .setting("aws_launch_template", "aws/launch-template", by: ["name"]),
      .setting("aws_placement_group", "aws/placement-group", by: ["name"]),
      .setting("aws_key_pair", "aws/key-pair"),
      .nothing("aws_ami_ids"),
    ],
    rules: [
      .init("aws_instance", "subnet_id", .hard, "aws_subnet"),
      .init("aws_instance", "host_id", .hard, "aws_ec2_host"),
      .init("aws_instance", "network_interface.network_interface_id", .hard, "aws_network_interface"),
      .init("aws_instance", "network_interface_id", .hard, "aws_network_interface"),
      .init("aws_instance", "vpc_security_group_ids", .config, "aws_security_group"),
      .init("aws_instance", "security_groups", .config, "aws_security_group"),
      .init("aws_instance", "iam_instance_profile", .config, "aws_iam_instance_profile"),
      .init("aws_instance", "ami", .template, "aws_ami"),
      .init("aws_instance", "key_name", .config, "aws_key_pair"),
      .init("aws_instance", "placement_group", .config, "aws_placement_group"),
      .init("aws_instance", "launch_template", .template, "aws_launch_template"),
      .init("aws_instance", "user_data", .address),
      .init("aws_instance", "user_data_base64", .address),
      .init("aws_instance", "root_block_device.volume_id", .hard, "aws_ebs_volume"),
      .init("aws_instance", "ebs_block_device.volume_id", .hard, "aws_ebs_volume"),
      .init("aws_ec2_fleet", "launch_template_config.launch_template_specification", .template, "aws_launch_template"),
      .init("aws_ec2_fleet", "launch_template_config.override.subnet_id", .any, "aws_subnet"),
      .init(
        "aws_spot_fleet_request", "launch_template_config.launch_template_specification", .template,
        "aws_launch_template"),
      .init("aws_spot_fleet_request", "launch_template_config.overrides.subnet_id", .any, "aws_subnet"),
      .init("aws_spot_fleet_request", "launch_specification.subnet_id", .any, "aws_subnet"),
      .init("aws_spot_fleet_request", "target_group_arns", .config, "aws_lb_target_group"),
      .init("aws_spot_fleet_request", "load_balancers", .config, "aws_elb"),
      .init("aws_ebs_volume", "kms_key_id", .restart, "aws_kms_key"),
      .init("aws_ebs_volume", "snapshot_id", .restart, "aws_ebs_snapshot"),
      .init("aws_ebs_snapshot", "volume_id", .soft, "aws_ebs_volume"),
      .init("aws_launch_template", "image_id", .template, "aws_ami"),
      .init("aws_launch_template", "vpc_security_group_ids", .config, "aws_security_group"),
      .init("aws_launch_template", "network_interfaces.security_groups", .config, "aws_security_group"),
      .init("aws_launch_template", "iam_instance_profile", .config, "aws_iam_instance_profile"),
    ],
    places: [
      .init("aws_volume_attachment", "volume_id", "aws_ebs_volume"),
      .init("aws_volume_attachment", "instance_id", "aws_instance"),
      .text("aws_launch_template", "user_data"),
      .text("aws_instance", "user_data"),
    ],
    counts: [
      .init(
        "aws_ec2_fleet", "target_capacity_specification.total_target_capacity",
        over: "launch_template_config.override.subnet_id"),
      .init("aws_spot_fleet_request", "target_capacity", over: "launch_template_config.overrides.subnet_id"),
    ],
    limits: [
      .init("aws_ebs_volume", .rate("IOPS"), "iops"),
      .init("aws_ebs_volume", .rate("MiB/s"), "throughput"),
    ],
    links: [
      .init("aws_volume_attachment", "instance_id", ["aws_instance"], .hard, "volume_id", ["aws_ebs_volume"])
    ],
    cloudFormation: [
      .init("AWS::EC2::Instance", "aws_instance", machineProperties),
      .init("AWS::EC2::Volume", "aws_ebs_volume"),
      .init("AWS::EC2::VolumeAttachment", "aws_volume_attachment"),
      .init(
        "AWS::EC2::LaunchTemplate", "aws_launch_template",
        [
          "LaunchTemplateData": "", "SecurityGroupIds": "vpc_security_group_ids", "LaunchTemplateName": "name",
          "NetworkInterfaces.Groups": "security_groups",
        ]),
      .init("AWS::EC2::Host", "aws_ec2_host"),
      .init(
        "AWS::EC2::EC2Fleet", "aws_ec2_fleet",
        ["LaunchTemplateConfigs": "launch_template_config", "Overrides": "override"]),
      .init(
        "AWS::EC2::SpotFleet", "aws_spot_fleet_request",
        [
          "SpotFleetRequestConfigData": "", "LaunchTemplateConfigs": "launch_template_config",
          "LaunchSpecifications": "launch_specification",
        ]),
      .init("AWS::EC2::PlacementGroup", "aws_placement_group"),
      .init("AWS::EC2::KeyPair", "aws_key_pair"),
    ],
    answers: [
      .resource(
        "Reservations.Instances", "aws_instance", id: "InstanceId",
        [
          "Placement.AvailabilityZone", "Placement.GroupName > placement_group", "Placement.HostId", "SubnetId",
          "PrivateIpAddress > private_ip", "PublicIpAddress > public_ip", "PrivateDnsName > private_dns",
          "PublicDnsName > public_dns", "SecurityGroups.GroupId[] > vpc_security_group_ids",
          "IamInstanceProfile.Arn > iam_instance_profile",
        ], gone: ("State.Name", ["terminated", "shutting-down"]),
        down: ("State.Name", ["stopped", "stopping"])),
      .resource(
        "Hosts", "aws_ec2_host", id: "HostId", mark: "HostId", ["AvailabilityZone"],
        gone: ("State", ["released", "released-permanent-failure"]), down: ("State", ["permanent-failure"]),
        isOnlyIfUsed: true),
      .resource(
        "SpotFleetRequestConfigs", "aws_spot_fleet_request", id: "SpotFleetRequestId", mark: "SpotFleetRequestConfig",
        [
          "SpotFleetRequestConfig.TargetCapacity > target_capacity",
          "SpotFleetRequestConfig.LaunchTemplateConfigs.Overrides.SubnetId[] > launch_template_config.overrides.subnet_id",
          "SpotFleetRequestConfig.LaunchTemplateConfigs.LaunchTemplateSpecification.LaunchTemplateId[] > launch_template_config.launch_template_specification.id",
          "SpotFleetRequestConfig.LaunchSpecifications.SubnetId[] > launch_specification.subnet_id",
        ], gone: ("SpotFleetRequestState", ["cancelled", "failed", "cancelled_running", "cancelled_terminating"])),
      .resource(
        "Fleets", "aws_ec2_fleet", id: "FleetId", mark: "FleetId",
        [
          "TargetCapacitySpecification.TotalTargetCapacity > target_capacity_specification.total_target_capacity",
          "LaunchTemplateConfigs.Overrides.SubnetId[] > launch_template_config.override.subnet_id",
          "LaunchTemplateConfigs.LaunchTemplateSpecification.LaunchTemplateId[] > launch_template_config.launch_template_specification.id",
        ], gone: ("FleetState", ["deleted", "failed", "deleted_running", "deleted_terminating"])),
      // One attribute of an instance; see AWSItemJoins.
      .resource("UserData", "user_data", id: "InstanceId", ["UserData.Value > user_data"], isAtTop: true),
      .resource(
        "Volumes", "aws_ebs_volume", id: "VolumeId",
        [
          "AvailabilityZone", "KmsKeyId", "SnapshotId", "Iops", "Throughput",
          .blocks("Attachments", "attachments", ["InstanceId", "Device", "State"]),
        ], gone: ("State", ["deleted", "deleting"]), down: ("State", ["error"])),
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
    ],
    calls: [
      .init("ec2-instances", "ec2 describe-instances"),
      .init("ec2-hosts", "ec2 describe-hosts"),
      .init("ec2-spot-fleets", "ec2 describe-spot-fleet-requests"),
      .init("ec2-fleets", "ec2 describe-fleets"),
      .init("ec2-volumes", "ec2 describe-volumes"),
      // An Auto Scaling group starts its instances from a template.
      .init(
        "ec2-instance-user-data", "ec2 describe-instance-attribute --attribute userData", "--instance-id",
        each: "Reservations.Instances.InstanceId", of: "ec2-instances", exceptTag: "aws:autoscaling:groupName"),
      .init("ec2-launch-templates", "ec2 describe-launch-templates"),
      .init("ec2-launch-template-versions", "ec2 describe-launch-template-versions --versions $Latest $Default"),
    ])

  private static let machineProperties = [
    "ImageId": "ami", "SecurityGroupIds": "vpc_security_group_ids", "NetworkInterfaces": "",
    "NetworkInterfaces.GroupSet": "vpc_security_group_ids", "Volumes": "ebs_block_device",
    "PlacementGroupName": "placement_group", "NetworkInterfaces.NetworkInterfaceId": "network_interface_id",
  ]

  private static let machineAddresses = ["private_dns", "public_dns", "private_ip", "public_ip", "ipv6_addresses"]
}
