extension AWSService {
  /// File systems of other vendors, one type for each.
  static let fsx = AWSService(
    types: [
      .part("aws_fsx_*", "aws/fsx-file-system", at: ["dns_name"])
    ],
    rules: [
      .init("aws_fsx_windows_file_system", "active_directory_id", .hard, "aws_directory_service_directory")
    ],
    limits: ["windows_", "ontap_", "openzfs_", ""].map { kind in
      .init("aws_fsx_\(kind)file_system", .rate("MB/s"), "throughput_capacity")
    } + [
      .init(
        "aws_fsx_ontap_file_system", .rate("MB/s"), "throughput_capacity_per_ha_pair", times: "ha_pairs")
    ],
    cloudFormation: [
      .init("AWS::FSx::FileSystem", "aws_fsx_file_system", fileSystemProperties)
    ],
    answers: [
      .resource(
        "FileSystems", "aws_fsx_windows_file_system", id: "FileSystemId", mark: "WindowsConfiguration",
        commonFields + [
          "WindowsConfiguration.DeploymentType", "WindowsConfiguration.PreferredSubnetId",
          "WindowsConfiguration.ActiveDirectoryId", "WindowsConfiguration.ThroughputCapacity",
        ], gone: ("Lifecycle", ["DELETING", "FAILED"]), down: ("Lifecycle", ["MISCONFIGURED_UNAVAILABLE"])),
      .resource(
        "FileSystems", "aws_fsx_ontap_file_system", id: "FileSystemId", mark: "OntapConfiguration",
        commonFields + [
          "OntapConfiguration.DeploymentType", "OntapConfiguration.PreferredSubnetId",
          "OntapConfiguration.ThroughputCapacity",
        ],
        gone: ("Lifecycle", ["DELETING", "FAILED"]), down: ("Lifecycle", ["MISCONFIGURED_UNAVAILABLE"])),
      .resource(
        "FileSystems", "aws_fsx_openzfs_file_system", id: "FileSystemId", mark: "OpenZFSConfiguration",
        commonFields + [
          "OpenZFSConfiguration.DeploymentType", "OpenZFSConfiguration.PreferredSubnetId",
          "OpenZFSConfiguration.ThroughputCapacity",
        ],
        gone: ("Lifecycle", ["DELETING", "FAILED"]), down: ("Lifecycle", ["MISCONFIGURED_UNAVAILABLE"])),
      .resource(
        "FileSystems", "aws_fsx_lustre_file_system", id: "FileSystemId", mark: "LustreConfiguration",
        commonFields + ["LustreConfiguration.DeploymentType"], gone: ("Lifecycle", ["DELETING", "FAILED"]),
        down: ("Lifecycle", ["MISCONFIGURED_UNAVAILABLE"])),
    ],
    calls: [
      .init("fsx-file-systems", "fsx describe-file-systems")
    ])

  private static let fileSystemProperties = [
    "WindowsConfiguration": "", "OntapConfiguration": "", "OpenZFSConfiguration": "", "LustreConfiguration": "",
  ]

  /// The fields of the answers about all file systems of FSx.
  private static let commonFields: [AWSField] = [
    "ResourceARN > arn", .host("DNSName", "dns_name"), "SubnetIds[]", "KmsKeyId",
  ]
}
