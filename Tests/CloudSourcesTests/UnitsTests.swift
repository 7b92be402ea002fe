import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Counts in states, templates and answers: how many alike there are, and that a single one is no spare.
@Suite struct UnitsTests {
  private static let subnets = [
    States.subnet("a", id: "subnet-0a", zone: "a"), States.subnet("b", id: "subnet-0b", zone: "b"),
    States.subnet("c", id: "subnet-0c", zone: "c"),
  ]
  private static let three = #"["subnet-0a","subnet-0b","subnet-0c"]"#

  @Test(
    "Attributes of states that count give units",
    arguments: [
      ("aws_ecs_service.x", #""desired_count":3"#, 3), ("aws_autoscaling_group.x", #""min_size":2"#, 2),
      ("aws_autoscaling_group.x", #""min_size":1,"desired_capacity":4"#, 4),
      ("aws_elasticache_cluster.x", #""num_cache_nodes":2"#, 2),
      ("aws_elasticache_replication_group.x", #""num_cache_clusters":3"#, 3),
      ("aws_elasticache_replication_group.x", #""num_node_groups":2,"replicas_per_node_group":1"#, 4),
      ("aws_memorydb_cluster.x", #""num_shards":2,"num_replicas_per_shard":1"#, 4),
      ("aws_msk_cluster.x", #""number_of_broker_nodes":6"#, 6),
      ("aws_opensearch_domain.x", #""cluster_config":[{"instance_count":3}]"#, 3),
      ("aws_opensearch_domain.x", #""cluster_config":[{"instance_count":3,"dedicated_master_count":3}]"#, 6),
      ("aws_kinesis_stream.x", #""shard_count":4"#, 4), ("aws_spot_fleet_request.x", #""target_capacity":5"#, 5),
      ("aws_ec2_fleet.x", #""target_capacity_specification":[{"total_target_capacity":6}]"#, 6),
      ("aws_emr_cluster.x", #""core_instance_group":[{"instance_count":2}]"#, 2),
      ("aws_emr_cluster.x", #""core_instance_fleet":[{"target_on_demand_capacity":1,"target_spot_capacity":2}]"#, 3),
      ("aws_batch_compute_environment.x", #""compute_resources":[{"min_vcpus":8}]"#, 8),
      ("aws_mq_broker.x", #""deployment_mode":"ACTIVE_STANDBY_MULTI_AZ""#, 2),
      ("aws_mq_broker.x", #""deployment_mode":"CLUSTER_MULTI_AZ""#, 3),
      ("aws_appstream_fleet.x", #""compute_capacity":[{"desired_instances":2}]"#, 2),
      ("aws_elasticache_replication_group.x", #""num_node_groups":3"#, 3),
      ("aws_redshift_cluster.x", #""number_of_nodes":2"#, 2), ("aws_dax_cluster.x", #""replication_factor":3"#, 3),
      ("aws_eks_node_group.x", #""scaling_config":[{"desired_size":2,"max_size":4,"min_size":1}]"#, 2),
    ])
  func attributes(address: String, attributes: String, units: Int) throws {
    #expect(try States.answer([(address, #""id":"x",\#(attributes)"#)]).units(address) == units)
  }

  @Test("A fleet of one machine is in one of its subnets, and one of two is spread over both")
  func fleets() throws {
    func answer(_ count: Int) throws -> ImportedAnswer {
      try Templates.answer(
        """
        Resources:
          A: {Type: "AWS::EC2::Subnet", Properties: {AvailabilityZone: eu-west-1a}}
          B: {Type: "AWS::EC2::Subnet", Properties: {AvailabilityZone: eu-west-1b}}
          Fleet:
            Type: AWS::EC2::SpotFleet
            Properties:
              SpotFleetRequestConfigData:
                TargetCapacity: \(count)
                LaunchTemplateConfigs: [{Overrides: [{SubnetId: !Ref A}, {SubnetId: !Ref B}]}]
        """)
    }
    #expect(try answer(1).down("eu-west-1a").contains("Fleet"))
    #expect(try answer(2).impact("eu-west-1a")["Fleet"] == .degraded)
  }

  @Test("Properties of templates that count give units, whether they are numbers or texts")
  func properties() throws {
    let answer = try Templates.answer(
      """
      Parameters:
        Count: {Type: Number, Default: 2}
      Resources:
        Service: {Type: "AWS::ECS::Service", Properties: {DesiredCount: !Ref Count}}
        Plain: {Type: "AWS::ECS::Service", Properties: {}}
        Every: {Type: "AWS::ECS::Service", Properties: {SchedulingStrategy: DAEMON}}
        Group: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: "2", MaxSize: "6"}}
        Desired: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: 1, DesiredCapacity: "3", MaxSize: "6"}}
        Cache: {Type: "AWS::ElastiCache::ReplicationGroup", Properties: {NumCacheClusters: 3}}
        Shards: {Type: "AWS::ElastiCache::ReplicationGroup", Properties: {NumNodeGroups: 2, ReplicasPerNodeGroup: 2}}
        Nodes: {Type: "AWS::ElastiCache::CacheCluster", Properties: {NumCacheNodes: 2}}
        Kafka: {Type: "AWS::MSK::Cluster", Properties: {NumberOfBrokerNodes: 3}}
        Search: {Type: "AWS::OpenSearchService::Domain", Properties: {ClusterConfig: {InstanceCount: 2}}}
        OldSearch: {Type: "AWS::Elasticsearch::Domain", Properties: {ElasticsearchClusterConfig: {InstanceCount: 4}}}
        Workers: {Type: "AWS::EKS::Nodegroup", Properties: {ScalingConfig: {DesiredSize: 3}}}
        Warehouse: {Type: "AWS::Redshift::Cluster", Properties: {NumberOfNodes: 2}}
        Dax: {Type: "AWS::DAX::Cluster", Properties: {ReplicationFactor: 3}}
        Fn: {Type: "AWS::Lambda::Function", Properties: {FunctionName: f}}
        Live: {Type: "AWS::Lambda::Alias", Properties: {FunctionName: !Ref Fn, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}}
      """)
    let expected: [String: Int] = [
      "Service": 2, "Plain": 1, "Group": 2, "Desired": 3, "Cache": 3, "Shards": 6, "Nodes": 2, "Kafka": 3, "Search": 2,
      "OldSearch": 4, "Workers": 3, "Warehouse": 2, "Dax": 3, "Live": 5,
    ]
    for (id, units) in expected { #expect(answer.units(id) == units, "\(id)") }
    #expect(answer.units("Every") == nil)
  }

  @Test("Answers that count give units")
  func answers() throws {
    let found = try AWSLive.load([
      "s.json":
        #"{"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:1:service/c/s","serviceName":"s","desiredCount":2}]}"#,
      "g.json": #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","MinSize":1,"DesiredCapacity":3}]}"#,
      "c.json": #"{"CacheClusters":[{"CacheClusterId":"c","NumCacheNodes":4}]}"#,
      "k.json":
        #"{"ClusterInfoList":[{"ClusterArn":"arn:aws:kafka:eu-west-1:1:cluster/k/1","ClusterName":"k","Provisioned":{"NumberOfBrokerNodes":3}}]}"#,
      "o.json":
        #"{"DomainStatus":{"DomainName":"logs","ARN":"arn:aws:es:eu-west-1:1:domain/logs","ClusterConfig":{"InstanceCount":2}}}"#,
      "r.json": #"{"Clusters":[{"ClusterIdentifier":"w","NumberOfNodes":2}]}"#,
      "n.json":
        #"{"nodegroup":{"nodegroupArn":"arn:aws:eks:eu-west-1:1:nodegroup/k/n/1","nodegroupName":"n","clusterName":"k","scalingConfig":{"desiredSize":2}}}"#,
    ])
    let expected: [ComponentID: Int] = ["s": 2, "g": 3, "c": 4, "k": 3, "logs": 2, "w": 2, "n": 2]
    for (id, units) in expected { #expect(found.model[id]?.units == units, "\(id)") }
  }

  @Test(
    "A single one spread over three subnets is in one zone at a time, so each zone may take it down",
    arguments: [
      ("aws_ecs_service.x", #""desired_count":1,"network_configuration":[{"subnets":\#(three)}]"#),
      ("aws_autoscaling_group.x", #""desired_capacity":1,"vpc_zone_identifier":\#(three)"#),
      ("aws_eks_node_group.x", #""scaling_config":[{"desired_size":1}],"subnet_ids":\#(three)"#),
      ("aws_autoscaling_group.x", #""desired_capacity":1,"availability_zones":["eu-west-1a","eu-west-1b"]"#),
    ])
  func single(resource: States.Resource) throws {
    let answer = try States.answer(Self.subnets + [(resource.address, #""id":"x",\#(resource.attributes)"#)])
    for zone in ["a", "b"] { #expect(try answer.down("eu-west-1\(zone)").contains(resource.address)) }
    let assumed = answer.model[ComponentID(resource.address)]!.requirements(.needs).filter {
      $0.confidence == .assumed
    }
    #expect(assumed.count >= 2)
  }

  @Test("Two in three zones survive each zone, and may not survive two")
  func twoInThreeZones() throws {
    let answer = try States.answer(
      Self.subnets + [
        ("aws_ecs_service.x", #""id":"x","desired_count":2,"network_configuration":[{"subnets":\#(Self.three)}]"#)
      ])
    for zone in ["a", "b", "c"] { #expect(try answer.impact("eu-west-1\(zone)")["aws_ecs_service.x"] == .degraded) }
    #expect(try answer.down(["eu-west-1a", "eu-west-1b"]).contains("aws_ecs_service.x"))
  }

  @Test("A group of which the one instance is known is only where that is")
  func singleKnownInstance() throws {
    let found = try AWSLive.load([
      "s.json":
        #"{"Subnets":[{"SubnetId":"subnet-0a","AvailabilityZone":"eu-west-1a"},{"SubnetId":"subnet-0b","AvailabilityZone":"eu-west-1b"}]}"#,
      "g.json":
        #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","DesiredCapacity":1,"VPCZoneIdentifier":"subnet-0a,subnet-0b","Instances":[{"InstanceId":"i-0aaa","AvailabilityZone":"eu-west-1a"}]}]}"#,
      "i.json":
        #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aaa","SubnetId":"subnet-0a","Placement":{"AvailabilityZone":"eu-west-1a"}}]}]}"#,
    ])
    #expect(try AWSLive.outcome(["eu-west-1a"], in: found.model).down.contains("auto-scaling-group g"))
    #expect(try !AWSLive.outcome(["eu-west-1b"], in: found.model).down.contains("auto-scaling-group g"))
  }

  @Test("A count of 0 is absent: it is no spare for another, and it is said")
  func absent() throws {
    let group = #""target_group_arn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1""#
    let answer = try States.answer([
      ("aws_lb_target_group.web", #""id":"tg","arn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1""#),
      ("aws_ecs_service.blue", #""id":"blue","desired_count":2,"load_balancer":[{\#(group)}]"#),
      ("aws_ecs_service.green", #""id":"green","desired_count":0,"load_balancer":[{\#(group)}]"#),
    ])
    #expect(try answer.down("aws_ecs_service.blue").contains("aws_lb_target_group.web"))
    #expect(answer.units("aws_ecs_service.green") == 0)
    #expect(answer.remarks.contains { $0.contains("count is 0: aws_ecs_service.green") })
  }

  @Test("Tasks that are packed may all be in one zone")
  func placement() throws {
    func levels(_ placement: String) throws -> Level? {
      let service =
        #""id":"x","desired_count":3,\#(placement)"network_configuration":[{"subnets":\#(Self.three)}]"#
      return try States.answer(Self.subnets + [("aws_ecs_service.x", service)]).impact("eu-west-1a")[
        "aws_ecs_service.x"]
    }
    #expect(try levels("") == .degraded)
    #expect(
      try levels(#""ordered_placement_strategy":[{"type":"spread","field":"attribute:ecs.availability-zone"}],"#)
        == .degraded)
    #expect(try levels(#""ordered_placement_strategy":[{"type":"binpack","field":"memory"}],"#) == .down)
    #expect(try levels(#""ordered_placement_strategy":[{"type":"random"}],"#) == .down)
  }
}
