import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// The region of what is in subnets that no file has, and of those subnets.
@Suite struct TerraformOutsidePlacesTests {
  private static let subnets = #"["subnet-0a","subnet-0b"]"#
  private static func arn(_ service: String, _ rest: String) -> String {
    #""arn":"arn:aws:\#(service):eu-central-1:333333333333:\#(rest)""#
  }

  @Test(
    "The loss of the region takes what is in subnets outside of the files, and the subnets",
    arguments: [
      ("aws_lb.x", #""subnets":\#(subnets),\#(arn("elasticloadbalancing", "loadbalancer/app/l/1"))"#),
      (
        "aws_autoscaling_group.x",
        #""name":"x","vpc_zone_identifier":\#(subnets),\#(arn("autoscaling", "autoScalingGroup:x:autoScalingGroupName/x"))"#
      ),
      (
        "aws_ecs_service.x",
        #""name":"x","id":"arn:aws:ecs:eu-central-1:333333333333:service/c/x","network_configuration":[{"subnets":\#(subnets)}]"#
      ),
      ("aws_eks_cluster.x", #""name":"x","vpc_config":[{"subnet_ids":\#(subnets)}],\#(arn("eks", "cluster/x"))"#),
      (
        "aws_lambda_function.x",
        #""function_name":"x","vpc_config":[{"subnet_ids":\#(subnets)}],\#(arn("lambda", "function:x"))"#
      ),
    ])
  func listsOfSubnets(resource: States.Resource) throws {
    let answer = try States.answer([resource])
    #expect(answer.model["subnet-0a"]?.domains == ["eu-central-1"])
    #expect(try answer.down("eu-central-1") == [resource.address, "subnet-0a", "subnet-0b"])
    // One subnet of two that the files have does not hide the other.
    let both = try States.answer([
      resource, ("aws_subnet.a", #""id":"subnet-0a","availability_zone":"eu-central-1a""#),
    ])
    #expect(try both.down("eu-central-1").isSuperset(of: [resource.address, "aws_subnet.a", "subnet-0b"]))
    #expect(try !both.down("eu-central-1a").contains(resource.address))
  }

  @Test(
    "A database whose subnets are not known is in the region of its ARN",
    arguments: [
      ("aws_db_instance.x", #""id":"x","multi_az":true,"db_subnet_group_name":"main",\#(arn("rds", "db:x"))"#),
      ("aws_db_instance.x", #""id":"x","db_subnet_group_name":"main",\#(arn("rds", "db:x"))"#),
      ("aws_rds_cluster.x", #""cluster_identifier":"x",\#(arn("rds", "cluster:x"))"#),
      (
        "aws_elasticache_replication_group.x",
        #""replication_group_id":"x","subnet_group_name":"main",\#(arn("elasticache", "replicationgroup:x"))"#
      ),
      ("aws_mq_broker.x", #""id":"b-1","broker_name":"x",\#(arn("mq", "broker:x:b-1"))"#),
    ])
  func stores(resource: States.Resource) throws {
    let answer = try States.answer([resource])
    #expect(try answer.down("eu-central-1").contains(resource.address))
    #expect(answer.remarks.allSatisfy { !$0.contains("nothing says where") })
  }

  @Test("A network of another region that is a peer is not in the own one")
  func peers() throws {
    let answer = try States.answer([
      ("aws_vpc.own", #""id":"vpc-0aaa",\#(Self.arn("ec2", "vpc/vpc-0aaa"))"#),
      (
        "aws_vpc_peering_connection.p",
        #""id":"pcx-1","vpc_id":"vpc-0aaa","peer_vpc_id":"vpc-0bbb","peer_region":"us-east-1""#
      ),
    ])
    #expect(answer.model["vpc-0bbb"]?.domains ?? [] == [])
  }
}
