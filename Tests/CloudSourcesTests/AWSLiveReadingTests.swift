import CloudSources
import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// What answers of the AWS command line become, one sort at a time, and what is said of those that are incomplete.
@Suite struct AWSLiveReadingTests {
  private func recognizes(_ text: String, _ name: String = "answer.json") -> Bool {
    AWSLiveImporter().recognizes(SourceFile(name: name, bytes: Array(text.utf8)))
  }

  private func needs(_ id: String, _ kind: Component.Relation.Kind = .needs, in model: Model) -> [String] {
    model[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 200) } ?? ["no such component"]
  }

  @Test("Saved answers are recognized by their content, and other JSON is not")
  func recognition() throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: AWSLive.shop.path) {
      let bytes = try Data(contentsOf: AWSLive.shop.appending(path: file))
      let source = SourceFile(name: file, bytes: Array(bytes))
      #expect(AWSLiveImporter().recognizes(source), "\(file)")
      let first = ImportSources.all().first { $0.recognizes(source) }
      #expect(first is AWSLiveImporter, "\(file) is taken by \(first?.format ?? "nobody")")
    }
    #expect(recognizes(#"{"services": [], "failures": []}"#))
    #expect(recognizes(#"{"clusters": ["a"]}"#))
    #expect(recognizes(#"{"Subnets": [], "SomethingNew": 1}"#))
    #expect(recognizes("Subnets:\n- SubnetId: subnet-1\n  VpcId: vpc-1\n", "subnets.yaml"))
    #expect(recognizes("services:\n- serviceArn: a\nfailures: []\n", "services.yaml"))
    #expect(recognizes("clusterArns:\n- arn:aws:ecs:eu-west-1:1:cluster/shop\n", "clusters.yaml"))
    // What others write.
    #expect(!recognizes(#"{"model": "M", "components": {}, "Subnets": []}"#))
    #expect(!recognizes("services:\n  web:\n    image: nginx\n", "compose.yaml"))
    #expect(!recognizes(#"{"services": {"web": {"image": "nginx"}}}"#))
    #expect(!recognizes("clusters:\n- name: k\n  cluster: {}\ncontexts: []\nkind: Config\n", "config.yaml"))
    #expect(!recognizes(#"{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}, "Rules": {}}"#))
    #expect(!recognizes(#"{"Rules": [{"Condition": {"{": 1}}]}"#))
    #expect(!recognizes("[]"))
    #expect(!recognizes(""))
    #expect(!recognizes("{"))
    #expect(!recognizes(#"{"Volumes": [], "lower": 1}"#))
  }

  @Test("Answers in YAML give the same model as in JSON")
  func yamlIsTheSame() throws {
    let json = try AWSLive.load([
      "s.json":
        #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a","Tags":[{"Key":"Name","Value":"app"}]}]}"#
    ])
    let yaml = try AWSLive.load([
      "s.yaml": """
      Subnets:
      - AvailabilityZone: eu-west-1a
        SubnetId: subnet-1
        Tags:
        - Key: Name
          Value: app
        VpcId: vpc-1
      """
    ])
    for model in [json.model, yaml.model] {
      #expect(model["subnet-1"]?.name == "app")
      #expect(model["subnet-1"]?.domains == ["eu-west-1a"])
      #expect(model["eu-west-1a"]?.domains == ["eu-west-1"])
    }
    #expect(json.model.components.map(\.id) == yaml.model.components.map(\.id))
  }

  @Test("Incomplete pages and unexpected values are reported")
  func pagesAndMisfits() throws {
    let found = try AWSLive.load([
      "v.json":
        #"{"Volumes":[{"VolumeId":"vol-1","AvailabilityZone":"eu-west-1a"},{"Size":8},7,null],"NextToken":"abc"}"#,
      "r.json": #"{"Reservations":"none"}"#, "n.json": #"{"NatGateways":[{"NatGatewayId":"nat-1","State":"deleted"}]}"#,
      "t.json": #"{"Topics":[{"TopicArn":"arn:aws:sns:eu-west-1:1:events"}],"NextToken":null}"#,
    ])
    #expect(found.notes.remarks.contains("v.json is one page of several: the other pages are missing"))
    #expect(!found.notes.remarks.contains { $0.hasPrefix("t.json") })
    #expect(found.notes.remarks.contains("r.json: 'Reservations' is text, not a list: nothing is read from it"))
    #expect(
      found.notes.skipped.contains { $0.type == "aws_ebs_volume" && $0.count == 3 && $0.reason.contains("VolumeId") })
    #expect(
      found.notes.skipped.contains { $0.type == "aws_nat_gateway" && $0.reason == "gone or not in service: deleted" })
    #expect(Set(found.model.components.map(\.id.description)) == ["eu-west-1", "eu-west-1a", "vol-1", "events"])
  }

  @Test("Resources of several regions stay apart")
  func severalRegions() throws {
    func databases(_ region: String) -> String {
      """
      {"DBInstances":[{"DBInstanceIdentifier":"orders","DBInstanceArn":"arn:aws:rds:\(region):1:db:orders",
      "DBSubnetGroup":{"DBSubnetGroupName":"default","Subnets":[{"SubnetIdentifier":"subnet-\(region)"}]}}]}
      """
    }
    func queues(_ region: String) -> String { #"{"QueueUrls":["https://sqs.\#(region).amazonaws.com/1/jobs"]}"# }
    func subnets(_ region: String) -> String {
      #"{"Subnets":[{"SubnetId":"subnet-\#(region)","AvailabilityZone":"\#(region)a"}]}"#
    }
    var files: [String: String] = ["eu-west-1/b.json": #"{"Buckets":[{"Name":"assets","CreationDate":"1"}]}"#]
    for region in ["eu-west-1", "us-east-1"] {
      files["\(region)/d.json"] = databases(region)
      files["\(region)/q.json"] = queues(region)
      files["\(region)/s.json"] = subnets(region)
    }
    let model = try AWSLive.load(files).model
    #expect(model.name == "AWS")
    for region in ["eu-west-1", "us-east-1"] {
      let orders = try #require(model[ComponentID("\(region)/orders")])
      #expect(orders.domains == [ComponentID(region)])
      #expect(needs("\(region)/orders", .configuredBy, in: model) == ["\(region)/default"])
      #expect(model[ComponentID("\(region)/jobs")]?.domains == [ComponentID(region)])
      #expect(model[ComponentID("subnet-\(region)")]?.domains == [ComponentID("\(region)a")])
    }
    // Nobody knows where the bucket is.
    #expect(model["assets"]?.domains == [])
  }

  @Test("Secrets in answers are in neither model nor notes")
  func noSecretIsKept() throws {
    let secrets = (0..<4).map(PlantedSecrets.secret)
    let script = Data("#!/bin/sh\nexport PASSWORD=\(secrets[2])\n".utf8).base64EncodedString()
    let files = [
      (
        "f.json",
        #"{"Functions":[{"FunctionName":"f","FunctionArn":"arn:aws:lambda:eu-west-1:1:function:f","Environment":{"Variables":{"TOKEN":"\#(secrets[0])"}}}]}"#
      ),
      (
        "t.json",
        #"{"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:eu-west-1:1:task-definition/t:1","containerDefinitions":[{"name":"c","environment":[{"name":"KEY","value":"\#(secrets[1])"}]}]}}"#
      ),
      (
        "s.json",
        #"{"services":[{"serviceArn":"arn:aws:ecs:eu-west-1:1:service/c/s","serviceName":"s","taskDefinition":"arn:aws:ecs:eu-west-1:1:task-definition/t:1"}]}"#
      ),
      ("u.json", #"{"InstanceId":"i-1","UserData":{"Value":"\#(script)","Plain":"\#(secrets[2])"}}"#),
      ("i.json", #"{"Reservations":[{"Instances":[{"InstanceId":"i-1","ClientToken":"\#(secrets[3])"}]}]}"#),
      ("x.json", #"{"Volumes":"\#(secrets[3])"}"#),
    ]
    try expectNoSecrets(secrets, inFiles: files.map { (name: $0.0, text: $0.1) })
  }

  @Test("Target health counts for the target group that its file is named for, and is reported without one")
  func targetHealthNeedsTheNameOfItsFile() throws {
    let group =
      #"{"TargetGroups":[{"TargetGroupArn":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/0a1b","TargetGroupName":"web"}]}"#
    let instances =
      #"{"Reservations":[{"Instances":[{"InstanceId":"i-1","PrivateIpAddress":"10.0.0.1"},{"InstanceId":"i-2"},{"InstanceId":"i-3"}]}]}"#
    let health =
      #"{"TargetHealthDescriptions":[{"Target":{"Id":"10.0.0.1"},"TargetHealth":{"State":"healthy"}},{"Target":{"Id":"i-2"},"TargetHealth":{"State":"healthy"}},{"Target":{"Id":"i-3"},"TargetHealth":{"State":"unhealthy"}}]}"#
    for name in ["elbv2-target-health.web.json", "health.0a1b.json"] {
      let found = try AWSLive.load(["g.json": group, "i.json": instances, name: health])
      #expect(needs("web", in: found.model) == ["any of i-1, i-2"], "\(name)")
      #expect(needs("web", .uses, in: found.model) == ["all of i-1, i-2"])
    }
    let lost = try AWSLive.load(["g.json": group, "i.json": instances, "health.json": health])
    #expect(lost.notes.remarks.contains { $0.contains("name it NAME.GROUP.json") })
    #expect(needs("web", in: lost.model).isEmpty)
    let strange = try AWSLive.load(["g.json": group, "i.json": instances, "health.api.json": health])
    #expect(strange.notes.remarks.contains("health.api.json: there is no target group 'api' in the answers"))
  }

  @Test("A cache needs any node of each shard with failover, and the primaries without")
  func shardsOfACache() throws {
    func group(_ failover: String) -> String {
      """
      {"ReplicationGroups":[{"ReplicationGroupId":"s","AutomaticFailover":"\(failover)","NodeGroups":[
        {"NodeGroupId":"0001","NodeGroupMembers":[
          {"CacheClusterId":"s-1","PreferredAvailabilityZone":"eu-west-1a","CurrentRole":"primary"},
          {"CacheClusterId":"s-2","PreferredAvailabilityZone":"eu-west-1b","CurrentRole":"replica"}]},
        {"NodeGroupId":"0002","NodeGroupMembers":[
          {"CacheClusterId":"s-3","PreferredAvailabilityZone":"eu-west-1b","CurrentRole":"primary"},
          {"CacheClusterId":"s-4","PreferredAvailabilityZone":"eu-west-1a","CurrentRole":"replica"}]}]}]}
      """
    }
    let nodes = """
      {"CacheClusters":[{"CacheClusterId":"s-1","PreferredAvailabilityZone":"eu-west-1a"},{"CacheClusterId":"s-2","PreferredAvailabilityZone":"eu-west-1b"},
      {"CacheClusterId":"s-3","PreferredAvailabilityZone":"eu-west-1b"},{"CacheClusterId":"s-4","PreferredAvailabilityZone":"eu-west-1a"}]}
      """
    let whole = try AWSLive.load(["c.json": nodes, "g.json": group("enabled")])
    #expect(needs("s", in: whole.model) == ["any of s-1, s-2", "any of s-3, s-4"])
    #expect(needs("s", .uses, in: whole.model) == ["s-1", "s-3"])
    let byZone = try AWSLive.load(["g.json": group("enabled")])
    #expect(needs("s", in: byZone.model) == ["any of eu-west-1a, eu-west-1b", "any of eu-west-1b, eu-west-1a"])
    let manual = try AWSLive.load(["c.json": nodes, "g.json": group("disabled")])
    #expect(needs("s", in: manual.model) == ["s-1", "s-3"])
  }

  @Test("A database with a standby needs either of its zones")
  func standbyByItsZone() throws {
    let found = try AWSLive.load([
      "d.json": """
      {"DBInstances":[{"DBInstanceIdentifier":"orders","MultiAZ":true,"AvailabilityZone":"eu-west-1a","SecondaryAvailabilityZone":"eu-west-1c"},
      {"DBInstanceIdentifier":"docs-1","Engine":"docdb","DBClusterIdentifier":"docs","AvailabilityZone":"eu-west-1a"}]}
      """,
      "c.json":
        #"{"DBClusters":[{"DBClusterIdentifier":"docs","Engine":"docdb","DBClusterMembers":[{"DBInstanceIdentifier":"docs-1","IsClusterWriter":true}]}]}"#,
    ])
    #expect(needs("orders", in: found.model) == ["any of eu-west-1a, eu-west-1c"])
    #expect(needs("orders", .uses, in: found.model) == ["eu-west-1a"])
    #expect(found.model["docs"]?.kind == "aws/docdb-cluster")
    #expect(needs("docs", in: found.model) == ["docs-1"])
  }

  @Test("A subnet without a route table uses the main one, and black holes are reported")
  func routesAndBlackHoles() throws {
    let network = #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"}]}"#
    let tables = """
      {"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"Main":true}],
      "Routes":[{"DestinationCidrBlock":"10.0.0.0/8","GatewayId":"local"},{"DestinationCidrBlock":"0.0.0.0/0","InstanceId":"i-1"},
      {"DestinationIpv6CidrBlock":"::/0","NatGatewayId":"nat-9","State":"blackhole"}]}]}
      """
    let found = try AWSLive.load([
      "s.json": network, "t.json": tables, "i.json": #"{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}"#,
      "v.json": #"{"Vpcs":[{"VpcId":"vpc-1","IsDefault":false}]}"#,
    ])
    // A subnet without a table of its own uses its network's main one.
    #expect(needs("egress:subnet-1", in: found.model) == ["i-1"])
    #expect(found.notes.remarks.contains("rtb-1: the route to ::/0 already leads nowhere (blackhole)"))
  }

  @Test("Resources with the same name get distinct ids")
  func namesThatSeveralHave() throws {
    let queues = #"{"QueueUrls":["https://sqs.eu-west-1.amazonaws.com/1/orders"]}"#
    let records =
      #"{"ResourceRecordSets":[{"Name":"a.example.","Type":"A","ResourceRecords":[{"Value":"10.0.0.1"}]},{"Name":"a.example.","Type":"AAAA"},{"Name":"\\052.example.","Type":"A","SetIdentifier":"one"},{"Name":"\\052.example.","Type":"A","SetIdentifier":"two"}]}"#
    let found = try AWSLive.load([
      "q.json": queues, "t.json": #"{"TableNames":["orders","eu-west-1a"]}"#, "route53-record-sets.Z1.json": records,
      "v.json": #"{"Volumes":[{"VolumeId":"vol-1","AvailabilityZone":"eu-west-1a"}]}"#,
    ])
    let ids = Set(found.model.components.filter { !$0.isDomain && $0.kind != "aws/dns-name" }.map(\.id.description))
    #expect(
      ids == [
        "sqs-queue/orders", "dynamodb-table/orders", "dynamodb-table/eu-west-1a", "a.example A", "a.example AAAA",
        "*.example A one", "*.example A two", "vol-1", "address/10.0.0.1",
      ])
  }

  @Test("Security groups, keys and addresses that nothing uses are left out and counted")
  func whatIsUsedTellsWhatIsKept() throws {
    let groups =
      #"{"SecurityGroups":[{"GroupId":"sg-1","GroupName":"web","IpPermissions":[{"UserIdGroupPairs":[{"GroupId":"sg-2"}]}]},{"GroupId":"sg-2","GroupName":"lb"},{"GroupId":"sg-3","GroupName":"default"}]}"#
    let found = try AWSLive.load([
      "g.json": groups,
      "i.json": #"{"Reservations":[{"Instances":[{"InstanceId":"i-1","SecurityGroups":[{"GroupId":"sg-1"}]}]}]}"#,
      "k.json": #"{"Keys":[{"KeyId":"k","KeyArn":"arn:aws:kms:eu-west-1:1:key/k"}]}"#,
      "a.json":
        #"{"Addresses":[{"AllocationId":"eipalloc-1"},{"AllocationId":"eipalloc-2","AssociationId":"eipassoc-1","InstanceId":"i-1"}]}"#,
    ])
    #expect(
      Set(found.model.components.filter { !$0.isDomain }.map(\.id.description)) == [
        "i-1", "sg-1", "sg-2", "eipalloc-2",
      ])
    #expect(
      found.notes.skipped.filter { $0.reason == "nothing uses it" }.map(\.type) == [
        "aws_eip", "aws_security_group", "aws_kms_key",
      ])
  }

  @Test("A launch template counts by the version that is started")
  func templatesByTheVersionThatIsStarted() throws {
    func script(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    let versions = """
      {"LaunchTemplateVersions":[
      {"LaunchTemplateId":"lt-1","LaunchTemplateName":"web","VersionNumber":2,"LaunchTemplateData":{"UserData":"\(script("DB=new.example.org"))"}},
      {"LaunchTemplateId":"lt-1","LaunchTemplateName":"web","VersionNumber":1,"DefaultVersion":true,"LaunchTemplateData":{"UserData":"\(script("DB=old.example.org"))"}}]}
      """
    let databases =
      #"{"DBInstances":[{"DBInstanceIdentifier":"new","Endpoint":{"Address":"new.example.org"}},{"DBInstanceIdentifier":"old","Endpoint":{"Address":"old.example.org"}}]}"#
    for (version, database) in [("$Default", "old"), ("$Latest", "new"), ("1", "old"), ("2", "new")] {
      let group =
        #"{"AutoScalingGroups":[{"AutoScalingGroupName":"group","LaunchTemplate":{"LaunchTemplateId":"lt-1","Version":"\#(version)"}}]}"#
      let found = try AWSLive.load(["g.json": group, "v.json": versions, "d.json": databases])
      #expect(needs("group", in: found.model) == [database], "\(version)")
      #expect(needs("group", .startNeeds, in: found.model) == ["web"])
    }
  }

  @Test("The start script of an instance names what it needs, without its secrets")
  func startScriptsOfInstances() throws {
    let script = Data("export DB=orders.example.org PASSWORD=planted-secret".utf8).base64EncodedString()
    let found = try AWSLive.load([
      "a.json": #"{"InstanceId":"i-1","UserData":{"Value":"\#(script)"}}"#,
      "i.json": #"{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}"#,
      "d.json": #"{"DBInstances":[{"DBInstanceIdentifier":"orders","Endpoint":{"Address":"orders.example.org"}}]}"#,
    ])
    #expect(needs("i-1", in: found.model) == ["orders"])
    #expect(found.model["i-1"]?.requirements(.needs).first?.confidence == .inferred)
    #expect(try !ModelWriter.text(of: found.model, as: .json).contains("planted-secret"))
  }
}
