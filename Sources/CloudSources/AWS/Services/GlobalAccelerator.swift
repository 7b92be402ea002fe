extension AWSService {
  /// One address for several regions.
  static let globalAccelerator = AWSService(
    types: [
      .part(
        "aws_globalaccelerator_accelerator", "aws/global-accelerator",
        at: ["dns_name", "dual_stack_dns_name", "ip_sets.ip_addresses"], isGlobal: true),
      CloudType(type: "aws_globalaccelerator_*", kind: "aws/global-accelerator-endpoints", role: .path, isGlobal: true),
    ],
    rules: [
      .init("aws_globalaccelerator_endpoint_group", "endpoint_configuration.endpoint_id", .any)
    ],
    answers: [
      .resource(
        "Accelerators", "aws_globalaccelerator_accelerator", id: "AcceleratorArn", name: .field("Name"),
        ["AcceleratorArn > arn", "Name > name", .host("DnsName", "dns_name")], gone: ("Enabled", ["false"]),
        isGlobal: true),
      .list("Listeners", mark: "PortRanges"),
      .resource(
        "EndpointGroups", "aws_globalaccelerator_endpoint_group", id: "EndpointGroupArn",
        [
          "EndpointGroupArn > arn", "EndpointGroupRegion",
          .blocks("EndpointDescriptions", "endpoint_configuration", ["EndpointId", "HealthState"]),
        ], isGlobal: true),
    ],
    calls: [
      // One region answers for the accelerators of all.
      .init(
        "globalaccelerator-accelerators", "globalaccelerator list-accelerators", isGlobal: true, region: "us-west-2"),
      .init(
        "globalaccelerator-listeners", "globalaccelerator list-listeners", "--accelerator-arn",
        each: "Accelerators.AcceleratorArn", of: "globalaccelerator-accelerators", isGlobal: true, region: "us-west-2"),
      .init(
        "globalaccelerator-endpoint-groups", "globalaccelerator list-endpoint-groups", "--listener-arn",
        each: "Listeners.ListenerArn", of: "globalaccelerator-listeners", parts: [1, 3], isGlobal: true,
        region: "us-west-2"),
    ])
}
