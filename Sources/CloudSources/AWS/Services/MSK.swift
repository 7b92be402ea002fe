extension AWSService {
  /// Managed Kafka.
  static let msk = AWSService(
    types: [
      .part(
        "aws_msk_cluster", "aws/msk-cluster", by: ["cluster_name"],
        at: ["bootstrap_brokers", "bootstrap_brokers_tls", "bootstrap_brokers_sasl_iam"]),
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
        ])
    ],
    calls: [
      .init("kafka-clusters", "kafka list-clusters-v2")
    ])
}
