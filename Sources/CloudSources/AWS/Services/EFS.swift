extension AWSService {
  /// Shared file systems.
  static let efs = AWSService(
    types: [
      .part("aws_efs_file_system", "aws/efs-file-system", at: ["dns_name"], isExternal: true),
      .part("aws_efs_mount_target", "aws/efs-mount-target", at: ["ip_address", "mount_target_dns_name"]),
      .part("aws_efs_access_point", "aws/efs-access-point"),
      .glue("aws_efs_*"),
    ],
    rules: [
      .init("aws_efs_file_system", "kms_key_id", .restart, "aws_kms_key"),
      .init("aws_efs_mount_target", "file_system_id", .hard, "aws_efs_file_system"),
      .init("aws_efs_mount_target", "subnet_id", .hard, "aws_subnet"),
      .init("aws_efs_mount_target", "security_groups", .config, "aws_security_group"),
      .init("aws_efs_access_point", "file_system_id", .hard, "aws_efs_file_system"),
    ],
    limits: [
      .init("aws_efs_file_system", .rate("MiB/s"), "provisioned_throughput_in_mibps")
    ],
    cloudFormation: [
      .init("AWS::EFS::FileSystem", "aws_efs_file_system"),
      .init("AWS::EFS::MountTarget", "aws_efs_mount_target"),
      .init("AWS::EFS::AccessPoint", "aws_efs_access_point"),
    ],
    answers: [
      .resource(
        "FileSystems", "aws_efs_file_system", id: "FileSystemId", mark: "NumberOfMountTargets",
        ["FileSystemArn > arn", "AvailabilityZoneName", "KmsKeyId", "ProvisionedThroughputInMibps"],
        gone: ("LifeCycleState", ["deleting", "deleted"]),
        down: ("LifeCycleState", ["error"])),
      .resource(
        "MountTargets", "aws_efs_mount_target", id: "MountTargetId", mark: "MountTargetId",
        ["FileSystemId", "SubnetId", "AvailabilityZoneName > availability_zone", "IpAddress"],
        gone: ("LifeCycleState", ["deleting", "deleted"]), down: ("LifeCycleState", ["error"])),
      .resource(
        "AccessPoints", "aws_efs_access_point", id: "AccessPointId", mark: "AccessPointId",
        ["AccessPointArn > arn", "FileSystemId"]),
    ],
    calls: [
      .init("efs-file-systems", "efs describe-file-systems"),
      .init(
        "efs-mount-targets", "efs describe-mount-targets", "--file-system-id", each: "FileSystems.FileSystemId",
        of: "efs-file-systems"),
    ])
}
