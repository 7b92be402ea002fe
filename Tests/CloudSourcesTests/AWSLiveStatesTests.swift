import DependencyModel
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import CloudSources

/// States in answers: what is there and serves nobody is no spare for others.
@Suite struct AWSLiveStatesTests {
  private func levels(_ faults: [String], _ files: [String: String]) throws -> [String: Level] {
    let model = try AWSLive.load(files).model
    let impact = CompiledModel(model).impact(of: try FaultSet(faults, in: model))
    return Dictionary(
      impact.effects.map { (model.components[$0.component].id.text, $0.level) }, uniquingKeysWith: { $1 })
  }

  private func units(_ id: String, _ files: [String: String]) throws -> Int? {
    try #require(AWSLive.load(files).model[ComponentID(id)], "no \(id)").units
  }

  @Test(
    "What is stopped, failed or cut off is none of it now",
    arguments: [
      ("i-0aa", #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aa","State":{"Name":"stopped"}}]}]}"#),
      ("db", #"{"DBInstances":[{"DBInstanceIdentifier":"db","DBInstanceStatus":"stopped","Engine":"mysql"}]}"#),
      ("db", #"{"DBInstances":[{"DBInstanceIdentifier":"db","DBInstanceStatus":"storage-full","Engine":"mysql"}]}"#),
      ("au", #"{"DBClusters":[{"DBClusterIdentifier":"au","Status":"stopped","Engine":"aurora-mysql"}]}"#),
      ("wh", #"{"Clusters":[{"ClusterIdentifier":"wh","ClusterStatus":"paused","NumberOfNodes":2}]}"#),
      (
        "vpn-1",
        #"{"VpnConnections":[{"VpnConnectionId":"vpn-1","State":"available","VgwTelemetry":[{"Status":"DOWN"},{"Status":"DOWN"}]}]}"#
      ),
      ("line", #"{"connections":[{"connectionId":"dxcon-1","connectionName":"line","connectionState":"down"}]}"#),
      ("bundle", #"{"lags":[{"lagId":"dxlag-1","lagName":"bundle","lagState":"down"}]}"#),
      (
        "web",
        #"{"LoadBalancers":[{"LoadBalancerArn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1","LoadBalancerName":"web","State":{"Code":"failed"}}]}"#
      ),
      (
        "queue",
        #"{"jobQueues":[{"jobQueueArn":"arn:aws:batch:eu-west-1:123456789012:job-queue/queue","jobQueueName":"queue","state":"DISABLED","status":"VALID"}]}"#
      ),
    ])
  func states(id: String, text: String) throws { #expect(try units(id, ["a.json": text]) == 0) }

  @Test("A database that takes connections is not absent", arguments: ["available", "backing-up", "modifying"])
  func serving(state: String) throws {
    let text = #"{"DBInstances":[{"DBInstanceIdentifier":"db","DBInstanceStatus":"\#(state)","Engine":"mysql"}]}"#
    #expect(try units("db", ["a.json": text]) == nil)
  }

  @Test("A tunnel that is up is enough for a connection")
  func tunnels() throws {
    let text =
      #"{"VpnConnections":[{"VpnConnectionId":"vpn-1","State":"available","VgwTelemetry":[{"Status":"UP"},{"Status":"DOWN"}]}]}"#
    #expect(try units("vpn-1", ["a.json": text]) == nil)
  }

  /// Two lines, each with an interface of one gateway.
  private func lines(
    _ state: String, interface: String = "available", peer: String = "up", lag: String = ""
  ) -> [String: String] {
    [
      "directconnect-connections.json": """
      {"connections":[{"connectionId":"dxcon-1","connectionName":"line-1","connectionState":"available"},
       {"connectionId":"dxcon-2","connectionName":"line-2","connectionState":"\(state)"\(lag)}]}
      """,
      "directconnect-interfaces.json": """
      {"virtualInterfaces":[
       {"virtualInterfaceId":"dxvif-1","virtualInterfaceName":"if-1","connectionId":"dxcon-1","virtualInterfaceState":"available","directConnectGatewayId":"11111111-2222-3333-4444-555555555555"},
       {"virtualInterfaceId":"dxvif-2","virtualInterfaceName":"if-2","connectionId":"dxcon-2","virtualInterfaceState":"\(interface)",
        "bgpPeers":[{"bgpStatus":"\(peer)"}],"directConnectGatewayId":"11111111-2222-3333-4444-555555555555"}]}
      """,
      "directconnect-gateways.json":
        #"{"directConnectGateways":[{"directConnectGatewayId":"11111111-2222-3333-4444-555555555555","directConnectGatewayName":"gate","directConnectGatewayState":"available"}]}"#,
    ]
  }

  @Test("An interface that is down, without a peer or on a line that is down is no spare")
  func leasedLines() throws {
    #expect(try levels(["line-1"], lines("available"))["gate"] == .degraded)
    #expect(try levels(["line-1"], lines("down"))["gate"] == .down)
    #expect(try levels(["line-1"], lines("available", interface: "down"))["gate"] == .down)
    #expect(try levels(["line-1"], lines("available", peer: "down"))["gate"] == .down)
  }

  @Test("Lines that are used as one need as many as are set")
  func bundles() throws {
    func files(_ least: Int) -> [String: String] {
      [
        "directconnect-connections.json": """
        {"connections":[{"connectionId":"dxcon-1","connectionName":"a","connectionState":"available","lagId":"dxlag-1"},
         {"connectionId":"dxcon-2","connectionName":"b","connectionState":"available","lagId":"dxlag-1"}]}
        """,
        "directconnect-lags.json":
          #"{"lags":[{"lagId":"dxlag-1","lagName":"bundle","lagState":"available","minimumLinks":\#(least),"connections":[{"connectionId":"dxcon-1"},{"connectionId":"dxcon-2"}]}]}"#,
      ]
    }
    #expect(try levels(["a"], files(1))["bundle"] == .degraded)
    #expect(try levels(["a"], files(2))["bundle"] == .down)
    #expect(try levels(["a", "b"], files(0))["bundle"] == .down)
  }

  @Test("An endpoint that is not healthy is no spare in an accelerator")
  func accelerators() throws {
    let arn = "arn:aws:globalaccelerator::123456789012:accelerator/a"
    func files(_ state: String) -> [String: String] {
      [
        "globalaccelerator-accelerators.json":
          #"{"Accelerators":[{"AcceleratorArn":"\#(arn)","Name":"acc","Enabled":true}]}"#,
        "globalaccelerator-endpoint-groups.json": """
        {"EndpointGroups":[{"EndpointGroupArn":"\(arn)/listener/l/endpoint-group/g","EndpointGroupRegion":"eu-west-1",
         "EndpointDescriptions":[{"EndpointId":"i-0aa","HealthState":"HEALTHY"},{"EndpointId":"i-0bb","HealthState":"\(state)"}]}]}
        """,
        "ec2-instances.json":
          #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aa","State":{"Name":"running"}},{"InstanceId":"i-0bb","State":{"Name":"running"}}]}]}"#,
      ]
    }
    #expect(try levels(["i-0aa"], files("HEALTHY"))["acc"] == .degraded)
    #expect(try levels(["i-0aa"], files("UNHEALTHY"))["acc"] == .down)
  }

  // MARK: Hosts and zones

  private static let subnets = """
    {"Subnets":[{"SubnetId":"subnet-0a","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"},
     {"SubnetId":"subnet-0b","VpcId":"vpc-1","AvailabilityZone":"eu-west-1b"}]}
    """

  private func function(_ setting: String) -> String {
    #"{"Functions":[{"FunctionName":"f","FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:f","Environment":{"Variables":{"TARGET_HOST":"\#(setting)"}}}]}"#
  }

  @Test(
    "A setting with an address of a broker leads to it",
    arguments: [
      "ssl://b-1-1.mq.eu-west-1.amazonaws.com:61617", "amqps://b-1-1.mq.eu-west-1.amazonaws.com:5671",
      "stomp+ssl://b-1-1.mq.eu-west-1.amazonaws.com:61614", "wss://b-1-1.mq.eu-west-1.amazonaws.com:61619",
      "mqtt+ssl://b-1-1.mq.eu-west-1.amazonaws.com:8883", "b-1-1.mq.eu-west-1.amazonaws.com",
      "failover:(ssl://b-1-1.mq.eu-west-1.amazonaws.com:61617,ssl://b-1-2.mq.eu-west-1.amazonaws.com:61617)",
    ])
  func brokers(setting: String) throws {
    let files = [
      "mq-broker.json": """
      {"BrokerArn":"arn:aws:mq:eu-west-1:123456789012:broker:jobs:b-1","BrokerId":"b-1","BrokerName":"jobs","BrokerState":"RUNNING",
       "DeploymentMode":"ACTIVE_STANDBY_MULTI_AZ","SubnetIds":["subnet-0a","subnet-0b"],
       "BrokerInstances":[{"ConsoleURL":"https://b-1-1.mq.eu-west-1.amazonaws.com:8162",
        "Endpoints":["ssl://b-1-1.mq.eu-west-1.amazonaws.com:61617","amqps://b-1-1.mq.eu-west-1.amazonaws.com:5671"]},
        {"Endpoints":["ssl://b-1-2.mq.eu-west-1.amazonaws.com:61617"]}]}
      """,
      "lambda-functions.json": function(setting), "ec2-subnets.json": Self.subnets,
    ]
    #expect(try levels(["jobs"], files)["f"] == .down)
    #expect(try units("jobs", files) == 2)
  }

  @Test("A cache before tables is in the zones of its nodes, and answers at their addresses")
  func caches() throws {
    func files(_ zones: [String], setting: String) -> [String: String] {
      let nodes = zones.enumerated().map {
        #"{"NodeId":"n\#($0)","AvailabilityZone":"eu-west-1\#($1)","Endpoint":{"Address":"c-\#($0).x.dax-clusters.eu-west-1.amazonaws.com","Port":8111}}"#
      }
      return [
        "dax-clusters.json": """
        {"Clusters":[{"ClusterName":"c","ClusterArn":"arn:aws:dax:eu-west-1:123456789012:cache/c","TotalNodes":\(zones.count),"Status":"available",
         "ClusterDiscoveryEndpoint":{"Address":"c.x.dax-clusters.eu-west-1.amazonaws.com","URL":"daxs://c.x.dax-clusters.eu-west-1.amazonaws.com"},
         "Nodes":[\(nodes.joined(separator: ","))]}]}
        """, "lambda-functions.json": function(setting),
      ]
    }
    let two = files(["a", "b"], setting: "daxs://c.x.dax-clusters.eu-west-1.amazonaws.com")
    #expect(try levels(["eu-west-1a"], two)["c"] == .degraded)
    #expect(try levels(["eu-west-1a", "eu-west-1b"], two)["f"] == .down)
    let one = files(["a"], setting: "c-0.x.dax-clusters.eu-west-1.amazonaws.com:8111")
    #expect(try levels(["eu-west-1a"], one)["f"] == .down)
  }

  @Test("A route to the endpoint of a firewall needs that one, in its zone")
  func firewalls() throws {
    func files(_ state: String) -> [String: String] {
      [
        "network-firewall.json": "",
        "networkfirewall-firewall.fw.json": """
        {"Firewall":{"FirewallArn":"arn:aws:network-firewall:eu-west-1:123456789012:firewall/fw","FirewallName":"fw","VpcId":"vpc-1",
          "SubnetMappings":[{"SubnetId":"subnet-0a"},{"SubnetId":"subnet-0b"}]},
         "FirewallStatus":{"Status":"READY","SyncStates":{
          "eu-west-1a":{"Attachment":{"SubnetId":"subnet-0a","EndpointId":"vpce-0aaa","Status":"\(state)"}},
          "eu-west-1b":{"Attachment":{"SubnetId":"subnet-0b","EndpointId":"vpce-0bbb","Status":"READY"}}}}}
        """,
        "ec2-subnets.json": """
        {"Subnets":[{"SubnetId":"subnet-0a","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"},
         {"SubnetId":"subnet-0b","VpcId":"vpc-1","AvailabilityZone":"eu-west-1b"},
         {"SubnetId":"subnet-0c","VpcId":"vpc-1","AvailabilityZone":"eu-west-1b"}]}
        """,
        "ec2-route-tables.json": """
        {"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-0c"}],
         "Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"vpce-0aaa","State":"active"}]}]}
        """,
      ].filter { !$0.value.isEmpty }
    }
    let lost = try levels(["eu-west-1a"], files("READY"))
    #expect(lost["egress:subnet-0c"] == .down)
    #expect(lost["fw"] == .degraded)
    #expect(try levels(["fw"], files("READY"))["egress:subnet-0c"] == .down)
    #expect(try units("vpce-0aaa", files("FAILED")) == 0)
    #expect(try units("vpce-0aaa", files("READY")) == nil)
  }

  @Test("Settings with addresses of brokers, file systems and buckets lead to them")
  func addresses() throws {
    let files = [
      "kafka-clusters.json":
        #"{"ClusterInfoList":[{"ClusterArn":"arn:aws:kafka:eu-west-1:123456789012:cluster/k/1","ClusterName":"k","State":"ACTIVE","NumberOfBrokerNodes":3}]}"#,
      "kafka-brokers.k.json":
        #"{"BootstrapBrokerStringTls":"b-1.k.x.kafka.eu-west-1.amazonaws.com:9094,b-2.k.x.kafka.eu-west-1.amazonaws.com:9094"}"#,
      "lambda-functions.json": function("b-2.k.x.kafka.eu-west-1.amazonaws.com:9094"),
    ]
    #expect(try levels(["k"], files)["f"] == .down)
    let system = [
      "efs.json":
        #"{"FileSystems":[{"FileSystemId":"fs-0aa","NumberOfMountTargets":1,"FileSystemArn":"arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0aa","LifeCycleState":"available"}]}"#,
      "lambda-functions.json": function("fs-0aa.efs.eu-west-1.amazonaws.com"),
    ]
    #expect(try levels(["fs-0aa"], system)["f"] == .down)
  }

  @Test("Answers about authorizers and pools of users relate them")
  func authorizers() throws {
    let function = "arn:aws:lambda:eu-west-1:123456789012:function:f"
    let files = [
      "apigateway-apis.json":
        #"{"items":[{"id":"a1b2c3d4e5","name":"shop","endpointConfiguration":{"types":["REGIONAL"]}}]}"#,
      "apigateway-authorizers.a1b2c3d4e5.json":
        #"{"items":[{"id":"au1","name":"guard","type":"TOKEN","identitySource":"method.request.header.Auth","authorizerUri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\#(function)/invocations"}]}"#,
      "apigateway-resources.a1b2c3d4e5.json":
        #"{"items":[{"id":"r1","path":"/x","resourceMethods":{"GET":{"httpMethod":"GET","authorizerId":"au1","methodIntegration":{"uri":"https://api.example.com/x"}}}}]}"#,
      "cognito-user-pools.json":
        #"{"UserPools":[{"Id":"eu-west-1_abc","Name":"users","LambdaConfig":{"PreTokenGeneration":"\#(function)"}}]}"#,
      "lambda-functions.json": self.function("x"),
    ]
    let lost = try levels(["f"], files)
    #expect(lost["guard"] == .down)
    #expect(lost["shop"] == .down)
    #expect(lost["users"] == .down)
  }

  @Test("Answers about fleets and clusters for data count")
  func counts() throws {
    let files = [
      "ec2-fleets.json":
        #"{"Fleets":[{"FleetId":"fleet-1","FleetState":"active","TargetCapacitySpecification":{"TotalTargetCapacity":4}}]}"#,
      "ec2-spot-fleets.json":
        #"{"SpotFleetRequestConfigs":[{"SpotFleetRequestId":"sfr-1","SpotFleetRequestState":"active","SpotFleetRequestConfig":{"TargetCapacity":3}}]}"#,
      "appstream-fleets.json":
        #"{"Fleets":[{"Arn":"arn:aws:appstream:eu-west-1:123456789012:fleet/desks","Name":"desks","State":"RUNNING","ComputeCapacityStatus":{"Desired":5}}]}"#,
      "emr-clusters.json":
        #"{"Clusters":[{"Id":"j-1","Name":"data","NormalizedInstanceHours":1,"Status":{"State":"WAITING"}}]}"#,
      "emr-instance-groups.j-1.json":
        #"{"InstanceGroups":[{"Id":"ig-1","InstanceGroupType":"CORE","RunningInstanceCount":6},{"Id":"ig-2","InstanceGroupType":"MASTER","RunningInstanceCount":1}]}"#,
      "kinesis-stream.s.json":
        #"{"StreamDescriptionSummary":{"StreamName":"s","StreamARN":"arn:aws:kinesis:eu-west-1:123456789012:stream/s","StreamStatus":"ACTIVE","OpenShardCount":2}}"#,
      "dynamodb-table.t.json":
        #"{"Table":{"TableName":"t","TableArn":"arn:aws:dynamodb:eu-west-1:123456789012:table/t","TableStatus":"ACTIVE","Replicas":[{"RegionName":"eu-west-1"},{"RegionName":"us-east-1"}]}}"#,
    ]
    for (id, count) in [("fleet-1", 4), ("sfr-1", 3), ("desks", 5), ("data", 6), ("s", 2), ("t", 2)] {
      #expect(try units(id, files) == count, "\(id)")
    }
  }

  // MARK: Answers without items

  @Test(
    "An answer without items is an answer, whatever else is at its top",
    arguments: [
      #"{"Buckets": []}"#, #"{"Buckets": [], "Owner": {"ID": "x"}, "Prefix": null}"#, #"{"items": []}"#,
      #"{"clusterArns": [], "nextToken": null}"#, #"{"SomethingNew": []}"#, #"{"Functions": [ ]}"#,
      #"{"services": [], "failures": []}"#,
    ])
  func withoutItems(text: String) throws {
    let folder = try TemporaryFolder()
    let instance = #"{"Reservations":[{"Instances":[{"InstanceId":"i-0aa","State":{"Name":"running"}}]}]}"#
    let paths = [try folder.write(instance, to: "i.json"), try folder.write(text, to: "empty.json")]
    let loaded = try ModelLoader.load(paths, importers: ImportSources.all())
    #expect(loaded.model["i-0aa"] != nil)
    let file = SourceFile(name: "e.json", bytes: Array(text.utf8))
    #expect(ImportSources.all().first { $0.recognizes(file) } is AWSLiveImporter)
  }

  @Test(
    "A model, a list or text without a list is no answer",
    arguments: [#"{"components": []}"#, "[]", #"{"a": []}"#, "{}"])
  func others(text: String) { #expect(!AWSAnswerStart.recognizes(SourceFile(name: "e.json", bytes: Array(text.utf8)))) }
}
