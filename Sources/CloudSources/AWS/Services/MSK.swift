extension AWSService {
  /// Managed Kafka.
  static let msk = AWSService(
    types: [
      .part(
        "aws_msk_cluster", "aws/msk-cluster", by: ["cluster_name"],
        at: [
          "bootstrap_brokers", "bootstrap_brokers_tls", "bootstrap_brokers_sasl_iam", "bootstrap_brokers_sasl_scram",
        ]),
      .setting("aws_msk_configuration", "aws/msk-configuration"),
    ],
    rules: [
      .init("aws_msk_cluster", "configuration_info.arn", .config, "aws_msk_configuration")
    ],
    counts: [
      .init("aws_msk_cluster", "number_of_broker_nodes")
    ],
    cloudFormation: [
      .init("AWS::MSK::Cluster", "aws_msk_cluster")
    ],
    answers: [
      .resource(
        "ClusterInfoList", "aws_msk_cluster", id: "ClusterArn", name: .field("ClusterName"),
        [
          "ClusterArn > arn", "ClusterName", "NumberOfBrokerNodes",
          "Provisioned.NumberOfBrokerNodes > number_of_broker_nodes",
          "BrokerNodeGroupInfo.ClientSubnets[] > broker_node_group_info.client_subnets",
          "Provisioned.BrokerNodeGroupInfo.ClientSubnets[] > broker_node_group_info.client_subnets",
        ], gone: ("State", ["DELETING"]), down: ("State", ["FAILED"])),
      // The addresses of the brokers of the cluster in the file's name; see AWSItemJoins.
      .resource(
        "BootstrapBrokerString", "msk_brokers", id: "BootstrapBrokerString", brokers, argument: "cluster", isAtTop: true
      ),
      .resource(
        "BootstrapBrokerStringTls", "msk_brokers", id: "BootstrapBrokerStringTls", brokers, argument: "cluster",
        isAtTop: true),
      .resource(
        "BootstrapBrokerStringSaslIam", "msk_brokers", id: "BootstrapBrokerStringSaslIam", brokers, argument: "cluster",
        isAtTop: true),
      .resource(
        "BootstrapBrokerStringSaslScram", "msk_brokers", id: "BootstrapBrokerStringSaslScram", brokers,
        argument: "cluster", isAtTop: true),
    ],
    calls: [
      .init("kafka-clusters", "kafka list-clusters-v2"),
      .init(
        "kafka-brokers", "kafka get-bootstrap-brokers", "--cluster-arn", each: "ClusterInfoList.ClusterArn",
        of: "kafka-clusters", parts: [1]),
    ])

  private static let brokers: [AWSField] = [
    "BootstrapBrokerString > bootstrap_brokers", "BootstrapBrokerStringTls > bootstrap_brokers_tls",
    "BootstrapBrokerStringSaslIam > bootstrap_brokers_sasl_iam",
    "BootstrapBrokerStringSaslScram > bootstrap_brokers_sasl_scram",
  ]
}
