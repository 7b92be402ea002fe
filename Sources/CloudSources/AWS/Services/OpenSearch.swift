extension AWSService {
  /// Search engines, under both of their names.
  static let openSearch = AWSService(
    types: [
      .part(
        "aws_opensearch_domain", "aws/opensearch-domain", by: ["domain_name"],
        at: ["endpoint", "endpoint_v2", "domain_endpoint_options.custom_endpoint"]),
      .part("aws_elasticsearch_domain", "aws/opensearch-domain", by: ["domain_name"], at: ["endpoint"]),
    ],
    rules: [
      .init("aws_opensearch_domain", "vpc_options.security_group_ids", .config, "aws_security_group"),
      .init("aws_opensearch_domain", "encrypt_at_rest.kms_key_id", .restart, "aws_kms_key"),
      .init("aws_opensearch_domain", "vpc_options.subnet_ids", .any, "aws_subnet"),
      .init("aws_elasticsearch_domain", "vpc_options.subnet_ids", .any, "aws_subnet"),
    ],
    counts: [
      .init(
        "aws_opensearch_domain", "cluster_config.instance_count", plus: "cluster_config.dedicated_master_count",
        over: "vpc_options.subnet_ids"),
      .init(
        "aws_elasticsearch_domain", "cluster_config.instance_count", plus: "cluster_config.dedicated_master_count",
        over: "vpc_options.subnet_ids"),
    ],
    cloudFormation: [
      .init("AWS::OpenSearchService::Domain", "aws_opensearch_domain", ["VPCOptions": "vpc_options"]),
      .init(
        "AWS::Elasticsearch::Domain", "aws_elasticsearch_domain",
        ["VPCOptions": "vpc_options", "ElasticsearchClusterConfig": "cluster_config"]),
    ],
    answers: [
      .list("DomainNames", mark: "DomainName"),
      .resource(
        "DomainStatus", "aws_opensearch_domain", id: "ARN", name: .field("DomainName"), mark: "DomainName",
        [
          "DomainName", "ARN > arn", "ClusterConfig.InstanceCount > cluster_config.instance_count",
          "ClusterConfig.DedicatedMasterCount > cluster_config.dedicated_master_count", "Endpoint",
          "Endpoints.vpc > endpoint", "EndpointV2 > endpoint_v2",
          "DomainEndpointOptions.CustomEndpoint > domain_endpoint_options.custom_endpoint",
          "VPCOptions.SubnetIds[] > vpc_options.subnet_ids",
          "VPCOptions.SecurityGroupIds[] > vpc_options.security_group_ids",
          "EncryptionAtRestOptions.KmsKeyId > encrypt_at_rest.kms_key_id",
        ], gone: ("Deleted", ["true"])),
    ],
    calls: [
      .init("opensearch-domains", "opensearch list-domain-names"),
      .init(
        "opensearch-domain", "opensearch describe-domain", "--domain-name", each: "DomainNames.DomainName",
        of: "opensearch-domains"),
    ])
}
