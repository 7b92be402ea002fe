import CloudSources
import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Answers about several accounts, about services asked since, and about what Terraform's state has as well.
@Suite struct AWSLiveAccountsTests {
  private static func account(_ id: String, _ zoneID: String?) -> [String: String] {
    let zone = zoneID.map { #","AvailabilityZoneId":"\#($0)""# } ?? ""
    return [
      "\(id)/sts-caller-identity.json": #"{"UserId":"u","Account":"\#(id)","Arn":"arn:aws:iam::\#(id):user/u"}"#,
      "\(id)/s.json":
        #"{"Subnets":[{"SubnetId":"subnet-\#(id.suffix(1))","VpcId":"vpc-\#(id.suffix(1))","AvailabilityZone":"eu-west-1a"\#(zone)}]}"#,
      "\(id)/q.json": #"{"QueueUrls":["https://sqs.eu-west-1.amazonaws.com/\#(id)/jobs"]}"#,
    ]
  }

  private func load(_ first: String?, _ second: String?) throws -> ImportedModel {
    try AWSLive.load(
      Self.account("111111111111", first).merging(Self.account("222222222222", second)) { first, _ in first })
  }

  @Test("Zones of two accounts with one name and different ids are two zones, in their region")
  func differentZones() throws {
    let found = try load("euw1-az1", "euw1-az2")
    #expect(found.model["subnet-1"]?.domains == ["euw1-az1"])
    #expect(found.model["subnet-2"]?.domains == ["euw1-az2"])
    #expect(found.model["euw1-az1"]?.domains == ["eu-west-1"])
    #expect(found.model["eu-west-1a"] == nil)
    #expect(found.notes.unions.contains { $0.contains("eu-west-1a") })
  }

  @Test("Zones of one id are one zone, and where an id is not known the accounts are kept apart")
  func sameZones() throws {
    let same = try load("euw1-az1", "euw1-az1")
    #expect(same.model["subnet-1"]?.domains == ["eu-west-1a"])
    #expect(same.model["subnet-2"]?.domains == ["eu-west-1a"])
    #expect(same.notes.unions.isEmpty)
    let unknown = try load(nil, nil)
    #expect(unknown.model["subnet-1"]?.domains == ["111111111111/eu-west-1a"])
    #expect(unknown.model["subnet-2"]?.domains == ["222222222222/eu-west-1a"])
    #expect(unknown.model["111111111111/eu-west-1a"]?.domains == ["eu-west-1"])
  }

  @Test("What a state knows by an ARN and answers by a name are the same")
  func answers() throws {
    let account = "111111111111"
    let files: [(name: String, text: String)] = [
      ("identity.json", #"{"UserId":"u","Account":"\#(account)","Arn":"arn:aws:iam::\#(account):user/u"}"#),
      ("s.json", #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"}]}"#),
      ("t.json", #"{"TableNames":["carts"]}"#), ("k.json", #"{"StreamNames":["clicks"]}"#),
      ("q.json", #"{"QueueUrls":["https://sqs.eu-west-1.amazonaws.com/\#(account)/jobs"]}"#),
      (
        "g.json",
        #"{"Accelerators":[{"AcceleratorArn":"arn:aws:globalaccelerator::\#(account):accelerator/1234","Name":"front","Enabled":true,"Status":"DEPLOYED"}]}"#
      ),
      (
        "e.json",
        #"{"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:\#(account):service/cl/svc","serviceName":"svc","clusterArn":"arn:aws:ecs:eu-west-1:\#(account):cluster/cl","status":"ACTIVE","desiredCount":2}]}"#
      ),
    ]
    let state = States.text([
      (
        "aws_globalaccelerator_accelerator.g",
        #""id":"arn:aws:globalaccelerator::\#(account):accelerator/1234","name":"front""#
      ),
      (
        "aws_dynamodb_table.t",
        #""id":"carts","name":"carts","arn":"arn:aws:dynamodb:eu-west-1:\#(account):table/carts""#
      ),
      ("aws_kinesis_stream.k", #""name":"clicks","arn":"arn:aws:kinesis:eu-west-1:\#(account):stream/clicks""#),
      ("aws_sqs_queue.q", #""name":"jobs","arn":"arn:aws:sqs:eu-west-1:\#(account):jobs""#),
      ("aws_ecs_service.s", #""id":"arn:aws:ecs:eu-west-1:\#(account):service/cl/svc","name":"svc","desired_count":2"#),
    ])
    let answer = try ImportedAnswer(files: [("t.tfstate", state)] + files)
    for kind in [
      "aws/dynamodb-table", "aws/kinesis-stream", "aws/sqs-queue", "aws/ecs-service", "aws/global-accelerator",
    ] {
      #expect(answer.model.components.count { $0.kind == kind } == 1, "\(kind)")
    }
  }

  @Test("What two accounts call alike is two things, and what they share is one")
  func names() throws {
    var files = Self.account("111111111111", "euw1-az1").merging(Self.account("222222222222", "euw1-az1")) { $1 }
    for account in ["111111111111", "222222222222"] {
      files["\(account)/t.json"] =
        #"{"TransitGateways":[{"TransitGatewayId":"tgw-0shared","TransitGatewayArn":"arn:aws:ec2:eu-west-1:111111111111:transit-gateway/tgw-0shared"}]}"#
    }
    let model = try AWSLive.load(files).model
    #expect(model["111111111111/jobs"]?.kind == "aws/sqs-queue")
    #expect(model["222222222222/jobs"]?.kind == "aws/sqs-queue")
    #expect(model.components.count { $0.kind == "aws/transit-gateway" } == 1)
    #expect(model["tgw-0shared"] != nil)
  }

  @Test("State and answers of one account have each way out, way in and record once")
  func stateAndAnswers() throws {
    let fixtures = Repository.root.appending(path: "Tests/Fixtures")
    let state = fixtures.appending(path: "terraform/shop-3az/state.json").path
    let model = try ModelLoader.load([state, AWSLive.shop.path], importers: ImportSources.all()).model
    let alone = try ModelLoader.load([state], importers: ImportSources.all()).model
    for kind in ["aws/egress", "aws/ingress", "aws/dns-record", "aws/route53-zone"] {
      #expect(
        model.components.count { $0.kind == kind } == alone.components.count { $0.kind == kind }, "\(kind)")
    }
  }

  @Test("Answers of leased lines, firewalls, brokers, caches, jobs, environments and certificates are read")
  func services() throws {
    let found = try AWSLive.load([
      "dx.json":
        #"{"connections":[{"connectionId":"dxcon-1","connectionName":"line","connectionState":"available","location":"X"}]}"#,
      "dxg.json":
        #"{"directConnectGateways":[{"directConnectGatewayId":"11111111-2222","directConnectGatewayName":"gate","directConnectGatewayState":"available"}]}"#,
      "dxi.json":
        #"{"virtualInterfaces":[{"virtualInterfaceId":"dxvif-1","virtualInterfaceName":"vif","connectionId":"dxcon-1","directConnectGatewayId":"11111111-2222","virtualInterfaceState":"available"}]}"#,
      "fw.json":
        #"{"Firewall":{"FirewallName":"wall","FirewallArn":"arn:aws:network-firewall:eu-west-1:111111111111:firewall/wall","VpcId":"vpc-1","SubnetMappings":[{"SubnetId":"subnet-1"}]},"FirewallStatus":{"Status":"READY","SyncStates":{"eu-west-1a":{"Attachment":{"EndpointId":"vpce-9","SubnetId":"subnet-1"}}}}}"#,
      "mq.json":
        #"{"BrokerArn":"arn:aws:mq:eu-west-1:111111111111:broker:b:b-1","BrokerId":"b-1","BrokerName":"broker","DeploymentMode":"ACTIVE_STANDBY_MULTI_AZ","SubnetIds":["subnet-1","subnet-2"],"BrokerState":"RUNNING"}"#,
      "dax.json":
        #"{"Clusters":[{"ClusterName":"dax","ClusterArn":"arn:aws:dax:eu-west-1:111111111111:cache/dax","TotalNodes":3}]}"#,
      "bc.json":
        #"{"computeEnvironments":[{"computeEnvironmentName":"ce","computeEnvironmentArn":"arn:aws:batch:eu-west-1:111111111111:compute-environment/ce","computeResources":{"subnets":["subnet-1"]}}]}"#,
      "bq.json":
        #"{"jobQueues":[{"jobQueueName":"jq","jobQueueArn":"arn:aws:batch:eu-west-1:111111111111:job-queue/jq","computeEnvironmentOrder":[{"order":1,"computeEnvironment":"arn:aws:batch:eu-west-1:111111111111:compute-environment/ce"}]}]}"#,
      "eb.json":
        #"{"Environments":[{"EnvironmentId":"e-1","EnvironmentName":"env","CNAME":"env.example","Status":"Ready"}]}"#,
      "er.json":
        #"{"EnvironmentResources":{"EnvironmentName":"env","AutoScalingGroups":[{"Name":"g"}],"LoadBalancers":[]}}"#,
      "g.json": #"{"AutoScalingGroups":[{"AutoScalingGroupName":"g","DesiredCapacity":2}]}"#,
      "s.json":
        #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"},{"SubnetId":"subnet-2","VpcId":"vpc-1","AvailabilityZone":"eu-west-1b"}]}"#,
      "v.json": #"{"Vpcs":[{"VpcId":"vpc-1"}]}"#,
    ])
    func down(_ fault: String) throws -> Set<String> { try AWSLive.outcome([fault], in: found.model).down }
    #expect(try down("line").isSuperset(of: ["direct-connect-interface vif", "direct-connect gate"]))
    #expect(try down("subnet-1").isSuperset(of: ["network-firewall wall", "batch-compute ce", "batch-queue jq"]))
    #expect(found.model["dax"]?.units == 3)
    #expect(try down("g").contains("beanstalk-environment env"))
  }

  @Test("Answers that list nothing are read among others")
  func nothingListed() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"Buckets": [], "Owner": {"ID": "x"}}"#, to: "answers/s3-buckets.json")
    try folder.write(#"{"connections": []}"#, to: "answers/directconnect-connections.json")
    try folder.write(#"{"QueueUrls":["https://sqs.eu-west-1.amazonaws.com/1/jobs"]}"#, to: "answers/sqs-queues.json")
    let path = folder.url.appending(path: "answers").path
    let model = try ModelLoader.load([path], importers: ImportSources.all()).model
    #expect(model["jobs"] != nil)
  }
}
