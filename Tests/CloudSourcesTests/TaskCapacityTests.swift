import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// The machines that tasks of ECS run on: instances that join a cluster, and capacity providers.
@Suite struct TaskCapacityTests {
  private static let group = """
      Sub: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1a}}
      Cluster: {Type: "AWS::ECS::Cluster"}
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties:
          LaunchTemplateData:
            UserData: {"Fn::Base64": {"Fn::Sub": "#!/bin/bash\\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config"}}
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          MinSize: "2"
          LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
          VPCZoneIdentifier: [!Ref Sub]
    """

  @Test("Instances that join a cluster do not need it, and its tasks need them")
  func joining() throws {
    let answer = try Templates.answer(
      "Resources:\n" + Self.group + """

          Service: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, LaunchType: EC2, DesiredCount: 2}}
          Plain: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, DesiredCount: 2}}
          Light: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, LaunchType: FARGATE, DesiredCount: 2}}
        """)
    #expect(try !answer.down("Cluster").contains("Group"))
    let down = try answer.down("Group")
    #expect(down.contains("Service"))
    #expect(down.contains("Plain"))
    #expect(!down.contains("Light"))
    #expect(try answer.down("eu-west-1a").contains("Service"))
  }

  @Test("The strategy of a service, or else of its cluster, says which providers its tasks need")
  func strategies() throws {
    let answer = try Templates.answer(
      """
      Resources:
        One: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: "1"}}
        Two: {Type: "AWS::AutoScaling::AutoScalingGroup", Properties: {MinSize: "1"}}
        OneProvider: {Type: "AWS::ECS::CapacityProvider", Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref One}}}
        TwoProvider: {Type: "AWS::ECS::CapacityProvider", Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Two}}}
        Cluster:
          Type: AWS::ECS::Cluster
          Properties:
            CapacityProviders: [!Ref OneProvider, !Ref TwoProvider, FARGATE]
            DefaultCapacityProviderStrategy:
            - {CapacityProvider: !Ref OneProvider, Weight: 1}
            - {CapacityProvider: !Ref TwoProvider, Weight: 1}
        Usual: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster}}
        Own: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, CapacityProviderStrategy: [{CapacityProvider: !Ref TwoProvider, Weight: 1}]}}
        Light: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, CapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: 1}]}}
        Placed: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, LaunchType: EC2}}
        Unused: {Type: "AWS::ECS::Service", Properties: {Cluster: !Ref Cluster, CapacityProviderStrategy: [{CapacityProvider: !Ref OneProvider, Weight: 1}, {CapacityProvider: !Ref TwoProvider, Weight: 0}]}}
      """)
    let one = try answer.impact("One")
    #expect(one["Usual"] == .degraded)
    #expect(one["Placed"] == .degraded)
    #expect(one["Unused"] == .down)
    #expect(one["Own"] == nil)
    #expect(one["Light"] == nil)
    #expect(try answer.impact("Two")["Own"] == .down)
    #expect(try answer.down(["One", "Two"]).isSuperset(of: ["Usual", "Placed"]))
  }

  @Test("In states the name of the cluster in a script says what joins it", arguments: ["script", "bottlerocket"])
  func states(form: String) throws {
    let script =
      form == "script"
      ? #"#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\n"# : #"[settings.ecs]\ncluster = \"shop\"\n"#
    let answer = try States.answer([
      ("aws_ecs_cluster.shop", #""id":"arn:aws:ecs:eu-west-1:1:cluster/shop","name":"shop""#),
      ("aws_launch_template.nodes", #""id":"lt-0aaa","name":"nodes","user_data":"\#(script)""#),
      ("aws_autoscaling_group.nodes", #""id":"nodes","name":"nodes","launch_template":[{"id":"lt-0aaa"}]"#),
      ("aws_ecs_service.web", #""id":"web","cluster":"arn:aws:ecs:eu-west-1:1:cluster/shop","desired_count":2"#),
    ])
    #expect(try answer.down("aws_autoscaling_group.nodes").contains("aws_ecs_service.web"))
    #expect(try !answer.down("aws_ecs_cluster.shop").contains("aws_autoscaling_group.nodes"))
  }

  @Test("In answers, cluster, provider and service are related")
  func answers() throws {
    let provider = "arn:aws:ecs:eu-west-1:1:capacity-provider/nodes"
    let found = try AWSLive.load([
      "c.json":
        #"{"clusters":[{"clusterArn":"arn:aws:ecs:eu-west-1:1:cluster/shop","clusterName":"shop","capacityProviders":["nodes"],"defaultCapacityProviderStrategy":[{"capacityProvider":"nodes","weight":1,"base":0}]}],"failures":[]}"#,
      "p.json":
        #"{"capacityProviders":[{"capacityProviderArn":"\#(provider)","name":"nodes","autoScalingGroupProvider":{"autoScalingGroupArn":"arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:1:autoScalingGroupName/g"}}]}"#,
      "g.json":
        #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","AutoScalingGroupARN":"arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:1:autoScalingGroupName/g","DesiredCapacity":2}]}"#,
      "s.json":
        #"{"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:1:service/shop/web","serviceName":"web","clusterArn":"arn:aws:ecs:eu-west-1:1:cluster/shop","desiredCount":2}],"failures":[]}"#,
    ])
    #expect(try AWSLive.outcome(["g"], in: found.model).down.contains("ecs-service web"))
  }
}
