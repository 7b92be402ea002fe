import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Stores that are in one zone of several, and stores with nodes in several.
@Suite struct SingleZonesTests {
  /// A store in a group of subnets of two zones.
  private static func store(_ type: String, _ attributes: String, group: String) -> [States.Resource] {
    [
      States.subnet("a", id: "subnet-0aaaaaaa", zone: "a"), States.subnet("b", id: "subnet-0bbbbbbb", zone: "b"),
      (
        "\(group).g",
        #""id":"g","name":"g","replication_subnet_group_id":"g","subnet_ids":["subnet-0aaaaaaa","subnet-0bbbbbbb"]"#
      ),
      ("\(type).s", #""id":"s",\#(attributes)"#),
    ]
  }

  @Test(
    "A store of one zone, unknown which, is in each zone of its group as an assumption",
    arguments: [
      ("aws_db_instance", #""multi_az":false,"db_subnet_group_name":"g""#, "aws_db_subnet_group"),
      ("aws_db_instance", #""db_subnet_group_name":"g","availability_zone":"""#, "aws_db_subnet_group"),
      ("aws_rds_cluster_instance", #""db_subnet_group_name":"g""#, "aws_db_subnet_group"),
      ("aws_docdb_cluster_instance", #""db_subnet_group_name":"g""#, "aws_docdb_subnet_group"),
      ("aws_neptune_cluster_instance", #""db_subnet_group_name":"g""#, "aws_neptune_subnet_group"),
      ("aws_elasticache_cluster", #""num_cache_nodes":1,"subnet_group_name":"g""#, "aws_elasticache_subnet_group"),
      (
        "aws_elasticache_cluster", #""num_cache_nodes":3,"az_mode":"single-az","subnet_group_name":"g""#,
        "aws_elasticache_subnet_group"
      ),
      ("aws_redshift_cluster", #""cluster_subnet_group_name":"g","number_of_nodes":2"#, "aws_redshift_subnet_group"),
      (
        "aws_dms_replication_instance", #""multi_az":false,"replication_subnet_group_id":"g""#,
        "aws_dms_replication_subnet_group"
      ),
    ])
  func single(type: String, attributes: String, group: String) throws {
    let answer = try States.answer(Self.store(type, attributes, group: group))
    #expect(try answer.down("eu-west-1a").contains("\(type).s"))
    #expect(try answer.down("eu-west-1b").contains("\(type).s"))
    let requirements = answer.model[ComponentID("\(type).s")]?.requirements(.needs) ?? []
    #expect(requirements.contains { $0.confidence == .assumed })
  }

  @Test("A store whose zone is known is in that zone only")
  func known() throws {
    let attributes = #""db_subnet_group_name":"g","availability_zone":"eu-west-1b""#
    let answer = try States.answer(Self.store("aws_db_instance", attributes, group: "aws_db_subnet_group"))
    #expect(try !answer.down("eu-west-1a").contains("aws_db_instance.s"))
    #expect(try answer.down("eu-west-1b").contains("aws_db_instance.s"))
  }

  @Test("A machine that copies databases, with a standby, holds while one of two zones is left")
  func standby() throws {
    let attributes = #""multi_az":true,"replication_subnet_group_id":"g""#
    let answer = try States.answer(
      Self.store("aws_dms_replication_instance", attributes, group: "aws_dms_replication_subnet_group"))
    #expect(try !answer.down("eu-west-1a").contains("aws_dms_replication_instance.s"))
    #expect(try answer.down(["eu-west-1a", "eu-west-1b"]).contains("aws_dms_replication_instance.s"))
  }

  @Test("An instance of a cluster is in one of the zones of the cluster's group")
  func clusters() throws {
    let answer = try Templates.answer(
      """
      Resources:
        A: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1a}}
        B: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1b}}
        G: {Type: "AWS::RDS::DBSubnetGroup", Properties: {SubnetIds: [!Ref A, !Ref B]}}
        C: {Type: "AWS::RDS::DBCluster", Properties: {Engine: aurora-mysql, DBSubnetGroupName: !Ref G}}
        I: {Type: "AWS::RDS::DBInstance", Properties: {DBClusterIdentifier: !Ref C, Engine: aurora-mysql}}
        Copy:
          Type: AWS::DMS::ReplicationInstance
          Properties: {ReplicationSubnetGroupIdentifier: !Ref CopyGroup}
        CopyGroup: {Type: "AWS::DMS::ReplicationSubnetGroup", Properties: {SubnetIds: [!Ref A, !Ref B]}}
      """)
    for zone in ["eu-west-1a", "eu-west-1b"] {
      #expect(try answer.down(zone).isSuperset(of: ["I", "C", "Copy"]))
    }
  }

  @Test(
    "A cache with nodes in several zones is in the zones of its nodes",
    arguments: [
      #""availability_zone":"Multiple","cache_nodes":[{"availability_zone":"eu-west-1a"},{"availability_zone":"eu-west-1b"}]"#,
      #""preferred_availability_zones":["eu-west-1a","eu-west-1b"]"#,
      #""availability_zone":"Multiple","az_mode":"cross-az","subnet_group_name":"g""#,
    ])
  func nodes(attributes: String) throws {
    let answer = try States.answer(
      Self.store(
        "aws_elasticache_cluster", #""num_cache_nodes":2,\#(attributes)"#, group: "aws_elasticache_subnet_group"))
    #expect(answer.model[ComponentID("Multiple")] == nil)
    #expect(try answer.impact("eu-west-1a")["aws_elasticache_cluster.s"] == .degraded)
    #expect(try answer.down(["eu-west-1a", "eu-west-1b"]).contains("aws_elasticache_cluster.s"))
  }

  @Test("Nodes that an account answers for, and those of a template, are in their zones")
  func nodesElsewhere() throws {
    let live = try Templates.answer(
      """
      {"CacheClusters":[{"CacheClusterId":"m","Engine":"memcached","PreferredAvailabilityZone":"Multiple","NumCacheNodes":2,
         "CacheNodes":[{"CacheNodeId":"1","CustomerAvailabilityZone":"eu-west-1a"},{"CacheNodeId":"2","CustomerAvailabilityZone":"eu-west-1b"}]}]}
      """, file: "elasticache-clusters.json")
    #expect(try live.impact("eu-west-1b")["m"] == .degraded)
    #expect(try live.down(["eu-west-1a", "eu-west-1b"]).contains("m"))
    let template = try Templates.answer(
      """
      Resources:
        M:
          Type: AWS::ElastiCache::CacheCluster
          Properties: {Engine: memcached, NumCacheNodes: 2, PreferredAvailabilityZones: [eu-west-1a, eu-west-1b]}
      """)
    #expect(try template.impact("eu-west-1b")["M"] == .degraded)
  }

  @Test("An endpoint of a cluster needs the instances that it leads to")
  func endpoints() throws {
    func answer(_ members: String) throws -> ImportedAnswer {
      try States.answer([
        ("aws_rds_cluster.c", #""id":"c","cluster_identifier":"c""#),
        ("aws_rds_cluster_instance.w", #""id":"w","identifier":"w","cluster_identifier":"c","writer":true"#),
        ("aws_rds_cluster_instance.r", #""id":"r","identifier":"r","cluster_identifier":"c","writer":false"#),
        ("aws_rds_cluster_endpoint.e", #""id":"c:e","cluster_identifier":"c"\#(members)"#),
      ])
    }
    let endpoint = "aws_rds_cluster_endpoint.e"
    let one = try answer(#","static_members":["w"]"#)
    #expect(try one.down("aws_rds_cluster_instance.w").contains(endpoint))
    #expect(try !one.down("aws_rds_cluster_instance.r").contains(endpoint))
    let others = try answer(#","excluded_members":["w"]"#)
    #expect(try !others.down("aws_rds_cluster_instance.w").contains(endpoint))
    #expect(try others.down("aws_rds_cluster_instance.r").contains(endpoint))
    let both = try answer(#","static_members":["w","r"]"#)
    #expect(try both.impact("aws_rds_cluster_instance.w")[endpoint] == .degraded)
    #expect(try answer("").impact("aws_rds_cluster_instance.w")[endpoint] != .down)
  }
}
