extension AWSService {
  /// Managed Kubernetes.
  static let eks = AWSService(
    types: [
      .part("aws_eks_cluster", "aws/eks-cluster", by: ["name"], at: ["endpoint"], isExternal: true),
      .part("aws_eks_node_group", "aws/eks-node-group"),
      .part("aws_eks_fargate_profile", "aws/eks-node-group"),
      .part("aws_eks_addon", "aws/eks-addon"),
    ],
    rules: [
      .init("aws_eks_cluster", "vpc_config.subnet_ids", .any, "aws_subnet"),
      .init("aws_eks_cluster", "role_arn", .config, "aws_iam_role"),
      .init("aws_eks_node_group", "cluster_name", .restart, "aws_eks_cluster"),
      .init("aws_eks_node_group", "subnet_ids", .any, "aws_subnet"),
      .init("aws_eks_node_group", "node_role_arn", .config, "aws_iam_role"),
      .init("aws_eks_node_group", "launch_template", .template, "aws_launch_template"),
      .init("aws_eks_fargate_profile", "cluster_name", .restart, "aws_eks_cluster"),
      .init("aws_eks_fargate_profile", "subnet_ids", .any, "aws_subnet"),
      .init("aws_eks_addon", "cluster_name", .hard, "aws_eks_cluster"),
    ],
    counts: [
      .init("aws_eks_node_group", "scaling_config.desired_size", "scaling_config.min_size", over: "subnet_ids")
    ],
    cloudFormation: [
      .init("AWS::EKS::Cluster", "aws_eks_cluster", ["ResourcesVpcConfig": "vpc_config"]),
      .init("AWS::EKS::Nodegroup", "aws_eks_node_group", ["Subnets": "subnet_ids", "NodeRole": "node_role_arn"]),
      .init("AWS::EKS::FargateProfile", "aws_eks_fargate_profile", ["Subnets": "subnet_ids"]),
    ],
    answers: [
      .list("nodegroups"),
      .resource(
        "cluster", "aws_eks_cluster", id: "name", name: .field("name"), mark: "resourcesVpcConfig",
        [
          "arn", "name", "endpoint", "roleArn", "resourcesVpcConfig.subnetIds[] > vpc_config.subnet_ids",
          "resourcesVpcConfig.securityGroupIds[] > vpc_config.security_group_ids",
        ], gone: ("status", ["DELETING"]), down: ("status", ["FAILED"])),
      .list("clusters"),
      .resource(
        "nodegroup", "aws_eks_node_group", id: "nodegroupArn", name: .field("nodegroupName"), mark: "nodegroupArn",
        [
          "nodegroupArn > arn", "clusterName", "scalingConfig.desiredSize > scaling_config.desired_size",
          "nodeRole > node_role_arn", "subnets[] > subnet_ids",
          .blocks("launchTemplate", "launch_template", ["id"]),
          "resources.autoScalingGroups.name[] > autoscaling_groups",
        ], gone: ("status", ["DELETING", "DELETE_FAILED"]), down: ("status", ["CREATE_FAILED"])),
    ],
    calls: [
      .init("eks-clusters", "eks list-clusters"),
      .init("eks-cluster", "eks describe-cluster", "--name", each: "clusters", of: "eks-clusters"),
      .init("eks-nodegroup-list", "eks list-nodegroups", "--cluster-name", each: "clusters", of: "eks-clusters"),
      .init(
        "eks-nodegroup", "eks describe-nodegroup", "--nodegroup-name", each: "nodegroups", of: "eks-nodegroup-list",
        outer: "--cluster-name"),
    ])
}
