import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Members of groups, hosts and resources of other accounts that no file has: they are components, and groups keep them.
@Suite struct OutsideMembersTests {
  private static let network = [States.subnet("a", id: "subnet-0a", zone: "a")]
  private static let three = #"["subnet-0a","subnet-0b","subnet-0c"]"#

  @Test(
    "A list of subnets of which the files have one stays a list of three",
    arguments: [
      ("aws_lb.x", #""id":"x","subnets":\#(three)"#),
      ("aws_elb.x", #""id":"x","subnets":\#(three)"#),
      ("aws_autoscaling_group.x", #""id":"x","name":"x","desired_capacity":3,"vpc_zone_identifier":\#(three)"#),
      ("aws_ecs_service.x", #""id":"x","desired_count":3,"network_configuration":[{"subnets":\#(three)}]"#),
      ("aws_lambda_function.x", #""id":"x","function_name":"x","vpc_config":[{"subnet_ids":\#(three)}]"#),
      ("aws_vpc_endpoint.x", #""id":"vpce-1","vpc_id":"vpc-1","subnet_ids":\#(three)"#),
      ("aws_msk_cluster.x", #""id":"x","broker_node_group_info":[{"client_subnets":\#(three)}]"#),
      ("aws_eks_cluster.x", #""id":"x","name":"x","vpc_config":[{"subnet_ids":\#(three)}]"#),
      ("aws_directory_service_directory.x", #""id":"d-1","vpc_settings":[{"subnet_ids":\#(three)}]"#),
      ("aws_datasync_anything.x", #""id":"x","subnet_ids":\#(three)"#),
      ("aws_ec2_transit_gateway_vpc_attachment.x", #""id":"tgw-attach-1","subnet_ids":\#(three)"#),
    ])
  func subnetsOfAnotherStack(resource: States.Resource) throws {
    let answer = try States.answer(Self.network + [resource])
    #expect(try answer.impact("eu-west-1a")["\(resource.address)"] == .degraded)
    #expect(answer.ids.contains("subnet-0b"))
    #expect(answer.ids.contains("subnet-0c"))
    #expect(answer.model["subnet-0b"]?.kind == "aws/subnet")
    #expect(try answer.down(["eu-west-1a", "subnet-0b", "subnet-0c"]).contains(resource.address))
  }

  @Test("Groups with members outside of the files are reported with their numbers")
  func incompleteGroups() throws {
    let answer = try States.answer(Self.network + [("aws_lb.web", #""id":"web","subnets":\#(Self.three)"#)])
    #expect(answer.notes.incomplete == ["aws_lb.web subnets: 1 of 3 members is in the files"])
  }

  @Test("Targets, instances and cluster members that no file has are members")
  func otherMembers() throws {
    let answer = try States.answer([
      ("aws_instance.known", #""id":"i-0aaa","availability_zone":"eu-west-1a""#),
      ("aws_elb.old", #""id":"old","name":"old","instances":["i-0aaa","i-0bbb"]"#),
      ("aws_lb_target_group.web", #""id":"tg","arn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1""#),
      (
        "aws_lb_target_group_attachment.one",
        #""id":"1","target_group_arn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1","target_id":"i-0aaa""#
      ),
      (
        "aws_lb_target_group_attachment.two",
        #""id":"2","target_group_arn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1","target_id":"10.1.2.3""#
      ),
      ("aws_rds_cluster.db", #""id":"db","cluster_identifier":"db","cluster_members":["db-1","db-2"]"#),
      (
        "aws_rds_cluster_instance.one",
        #""id":"db-1","identifier":"db-1","cluster_identifier":"db","availability_zone":"eu-west-1a""#
      ),
    ])
    let levels = try answer.impact("eu-west-1a")
    #expect(levels["aws_elb.old"] == .degraded)
    #expect(levels["aws_lb_target_group.web"] == .degraded)
    #expect(levels["aws_rds_cluster.db"] == .degraded)
    #expect(answer.units("aws_rds_cluster.db") == 2)
    #expect(answer.ids.contains("i-0bbb"))
  }

  @Test("A standby in a subnet whose zone is not known does not pin a database to the zone that is")
  func standbyInUnknownZone() throws {
    let answer = try States.answer(
      Self.network + [
        ("aws_db_subnet_group.g", #""id":"g","name":"g","subnet_ids":["subnet-0a","subnet-0b"]"#),
        ("aws_db_instance.db", #""id":"db-1","identifier":"db","multi_az":true,"db_subnet_group_name":"g""#),
      ])
    #expect(try answer.impact("eu-west-1a")["aws_db_instance.db"] == .degraded)
  }

  @Test("A template's list of a subnet, a parameter and an id keeps all three")
  func listOfATemplate() throws {
    let answer = try Templates.answer(
      """
      Parameters:
        Given: {Type: "AWS::EC2::Subnet::Id"}
        Others: {Type: "List<AWS::EC2::Subnet::Id>"}
        Text: {Type: String}
      Resources:
        Sub: {Type: "AWS::EC2::Subnet", Properties: {VpcId: vpc-1, AvailabilityZone: eu-west-1a}}
        Lb: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {Subnets: [!Ref Sub, !Ref Given, subnet-0b]}}
        Lb2: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: {Subnets: [!Ref Sub, !Ref Text]}}
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: {MinSize: "2", MaxSize: "4", VPCZoneIdentifier: !Ref Others}
        Fn:
          Type: AWS::Lambda::Function
          Properties: {VpcConfig: {SubnetIds: [!Ref Given]}}
      """)
    let levels = try answer.impact("eu-west-1a")
    #expect(levels["Lb"] == .degraded)
    #expect(levels["Lb2"] == .degraded)
    #expect(answer.model["Given"]?.kind == "aws/subnet")
    #expect(try answer.down("Given").contains("Fn"))
    #expect(try answer.impact("Given")["Lb"] == .degraded)
    #expect(answer.ids.contains("subnet-0b"))
    #expect(answer.notes.incomplete.count >= 3)
  }

  @Test("Resources of other accounts and hosts are needed where settings name them")
  func otherAccounts() throws {
    let answer = try States.answer([
      (
        "aws_lambda_function.f",
        """
        "id":"f","function_name":"f","environment":[{"variables":{
          "QUEUE_URL":"https://sqs.eu-west-1.amazonaws.com/222222222222/jobs",
          "TABLE_ARN":"arn:aws:dynamodb:us-east-1:222222222222:table/carts",
          "DB_HOST":"db.partner.example", "API":"https://u:p4ss@api.partner.example:8443/v1",
          "OTEL_EXPORTER_OTLP_ENDPOINT":"https://collector.partner.example:4317",
          "S3":"https://s3.eu-west-1.amazonaws.com","VERSION":"1.2.3","PUBLIC_URL":"https://www.shop.example"}}]
        """
      ),
      (
        "aws_lambda_event_source_mapping.m",
        #""id":"m","event_source_arn":"arn:aws:sqs:eu-west-1:222222222222:other","function_name":"arn:aws:lambda:eu-west-1:222222222222:function:theirs:live""#
      ),
      (
        "aws_cloudwatch_event_target.t",
        #""id":"t","rule":"r","arn":"arn:aws:states:eu-west-1:222222222222:stateMachine:flow""#
      ),
    ])
    let needs = Set(answer.relations("aws_lambda_function.f", .needs))
    #expect(
      needs == [
        "arn:aws:sqs:eu-west-1:222222222222:jobs", "arn:aws:dynamodb:us-east-1:222222222222:table/carts",
        "host/db.partner.example", "host/api.partner.example",
      ])
    #expect(answer.relations("aws_lambda_function.f", .uses) == ["host/collector.partner.example"])
    #expect(answer.model["arn:aws:sqs:eu-west-1:222222222222:jobs"]?.kind == "aws/sqs-queue")
    #expect(answer.model["arn:aws:dynamodb:us-east-1:222222222222:table/carts"]?.domains == ["us-east-1"])
    #expect(
      Set(answer.relations("aws_lambda_event_source_mapping.m", .needs)) == [
        "arn:aws:sqs:eu-west-1:222222222222:other", "arn:aws:lambda:eu-west-1:222222222222:function:theirs",
      ])
    #expect(
      answer.relations("aws_cloudwatch_event_target.t", .needs) == [
        "arn:aws:states:eu-west-1:222222222222:stateMachine:flow"
      ])
  }

  @Test("A start script needs the hosts that it configures, and downloads only when it starts")
  func hostsInScripts() throws {
    let script =
      "#!/bin/sh\\ncurl -O https://downloads.partner.example/agent.tgz\\nexport DB_HOST=db.partner.example\\n"
    let answer = try States.answer([("aws_instance.i", #""id":"i-0aaa","user_data":"\#(script)""#)])
    #expect(answer.relations("aws_instance.i", .needs) == ["host/db.partner.example"])
    #expect(answer.relations("aws_instance.i", .startNeeds) == ["host/downloads.partner.example"])
  }

  @Test(
    "Start scripts of all clouds name hosts by one rule",
    arguments: [
      ("aws_instance.i", "user_data"), ("azurerm_linux_virtual_machine.i", "custom_data"),
      ("google_compute_instance.i", "metadata_startup_script"),
    ])
  func scriptsOfAllClouds(id: String, attribute: String) throws {
    let script =
      #"#!/bin/sh\ncurl -O https://downloads.partner.example/agent.tgz\nip route add 10.0.0.0/8 via 10.1.1.1\n"#
      + #"export DB_HOST=10.0.3.4; export API_PASSWORD=a.b.example.com\nversion=1.2.3\nnode --db-host db.partner.example\n"#
    let answer = try States.answer([(id, #""id":"i-0aaa","name":"i","\#(attribute)":"\#(script)""#)])
    let needs = Set(answer.relations(id, .needs))
    #expect(needs == ["address/10.0.3.4", "host/db.partner.example"])
    #expect(answer.relations(id, .startNeeds) == ["host/downloads.partner.example"])
  }

  @Test("Settings that no file has are counted as references that lead to nothing")
  func settingsAreCounted() throws {
    let answer = try States.answer([
      ("aws_instance.i", #""id":"i-0aaa","vpc_security_group_ids":["sg-0abc"],"ami":"ami-0123""#)
    ])
    #expect(
      Set(answer.notes.unresolved) == [
        "aws_instance.i vpc_security_group_ids → sg-0abc", "aws_instance.i ami → ami-0123",
      ])
    #expect(answer.ids == ["aws_instance.i"])
  }
}
