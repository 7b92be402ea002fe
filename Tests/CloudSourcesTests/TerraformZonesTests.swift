import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Zones of one name in several accounts, and of one id in a state and what an account answers.
@Suite struct TerraformZonesTests {
  private func load(_ files: [(name: String, text: String)]) throws -> ImportedAnswer {
    let folder = try TemporaryFolder()
    return ImportedAnswer(
      try ModelLoader.load(try files.map { try folder.write($0.text, to: $0.name) }, importers: ImportSources.all()))
  }

  private func state(_ account: String?, _ zone: String, id: String?, lineage: String, by data: String = "") -> String {
    let arn = account.map { ",\"arn\":\"arn:aws:ec2:eu-west-1:\($0):subnet/subnet-0\(lineage)\"" } ?? ""
    let zoneID = id.map { ",\"availability_zone_id\":\"\($0)\"" } ?? ""
    return TerraformFiles.state(
      [
        TerraformFiles.resource(
          "aws_subnet", lineage, "\"id\":\"subnet-0\(lineage)\",\"availability_zone\":\"\(zone)\"\(zoneID)\(arn)"),
        TerraformFiles.resource(
          "aws_instance", lineage, "\"id\":\"i-0\(lineage)\",\"subnet_id\":\"subnet-0\(lineage)\""),
      ] + (data.isEmpty ? [] : [data]), lineage: lineage)
  }

  @Test("Zones of one name with other ids are two zones, and are called by their ids")
  func ids() throws {
    for accounts in [["111111111111", "222222222222"], [nil, nil]] {
      let answer = try load([
        ("a.tfstate", state(accounts[0], "eu-west-1a", id: "euw1-az1", lineage: "aaa")),
        ("b.tfstate", state(accounts[1], "eu-west-1a", id: "euw1-az2", lineage: "bbb")),
        ("c.tfstate", state(accounts[1], "eu-west-1b", id: "euw1-az1", lineage: "ccc")),
      ])
      #expect(
        try answer.down("euw1-az1") == ["aws_subnet.aaa", "aws_instance.aaa", "aws_subnet.ccc", "aws_instance.ccc"])
      #expect(try answer.down("euw1-az2") == ["aws_subnet.bbb", "aws_instance.bbb"])
      #expect(try answer.down("eu-west-1").count == 8)
      #expect(answer.loaded.imports[0].notes.unions.contains { $0.contains("mean different zones by eu-west-1a") })
    }
  }

  @Test("A zone that two accounts have different names for is one zone, called by its id")
  func otherNames() throws {
    let answer = try load([
      ("a.tfstate", state("111111111111", "eu-west-1a", id: "euw1-az1", lineage: "aaa")),
      ("b.tfstate", state("222222222222", "eu-west-1b", id: "euw1-az1", lineage: "bbb")),
      ("c.tfstate", state("222222222222", "eu-west-1c", id: "euw1-az2", lineage: "ccc")),
    ])
    #expect(
      try answer.down("euw1-az1") == ["aws_subnet.aaa", "aws_instance.aaa", "aws_subnet.bbb", "aws_instance.bbb"])
    #expect(try answer.down("eu-west-1c") == ["aws_subnet.ccc", "aws_instance.ccc"])
    #expect(try answer.down("eu-west-1").count == 8)
    #expect(answer.model["eu-west-1a"] == nil)
    #expect(answer.loaded.imports[0].notes.unions.contains { $0.hasSuffix("are one zone by its id: euw1-az1") })
  }

  @Test("Without an id a zone of another name stays apart")
  func unknownID() throws {
    let answer = try load([
      ("a.tfstate", state("111111111111", "eu-west-1a", id: "euw1-az1", lineage: "aaa")),
      ("b.tfstate", state("222222222222", "eu-west-1b", id: nil, lineage: "bbb")),
    ])
    #expect(try answer.down("eu-west-1a") == ["aws_subnet.aaa", "aws_instance.aaa"])
    #expect(try answer.down("eu-west-1b") == ["aws_subnet.bbb", "aws_instance.bbb"])
  }

  @Test("Zones of one name and one id are one zone with its name")
  func sameID() throws {
    let answer = try load([
      ("a.tfstate", state("111111111111", "eu-west-1a", id: "euw1-az1", lineage: "aaa")),
      ("b.tfstate", state("222222222222", "eu-west-1a", id: "euw1-az1", lineage: "bbb")),
    ])
    #expect(try answer.down("eu-west-1a").count == 4)
  }

  @Test("Without ids the zones of two accounts are apart, and those of unknown accounts are one")
  func accounts() throws {
    let known = try load([
      ("a.tfstate", state("111111111111", "eu-west-1a", id: nil, lineage: "aaa")),
      ("b.tfstate", state("222222222222", "eu-west-1a", id: nil, lineage: "bbb")),
    ])
    #expect(try known.down("111111111111/eu-west-1a") == ["aws_subnet.aaa", "aws_instance.aaa"])
    #expect(try known.down("222222222222/eu-west-1a") == ["aws_subnet.bbb", "aws_instance.bbb"])
    for account in ["111111111111", nil] {
      let unknown = try load([
        ("a.tfstate", state(account, "eu-west-1a", id: nil, lineage: "aaa")),
        ("b.tfstate", state(nil, "eu-west-1a", id: nil, lineage: "bbb")),
      ])
      #expect(try unknown.down("eu-west-1a").count == 4)
    }
  }

  @Test("Data sources say the ids of zones")
  func dataSources() throws {
    func data(_ first: String, _ second: String) -> String {
      TerraformFiles.resource(
        "aws_availability_zones", "all",
        "\"id\":\"eu-west-1\",\"names\":[\"eu-west-1a\",\"eu-west-1b\"],\"zone_ids\":[\"\(first)\",\"\(second)\"]",
        mode: "data")
    }
    let answer = try load([
      ("a.tfstate", state("111111111111", "eu-west-1a", id: nil, lineage: "aaa", by: data("euw1-az3", "euw1-az1"))),
      ("b.tfstate", state("222222222222", "eu-west-1a", id: nil, lineage: "bbb", by: data("euw1-az1", "euw1-az3"))),
    ])
    #expect(try answer.down("euw1-az3") == ["aws_subnet.aaa", "aws_instance.aaa"])
    #expect(try answer.down("euw1-az1") == ["aws_subnet.bbb", "aws_instance.bbb"])
  }

  @Test("Two providers of one state may be of two accounts")
  func providers() throws {
    func subnet(_ name: String, _ account: String, _ id: String) -> String {
      TerraformFiles.resource(
        "aws_subnet", name,
        "\"id\":\"subnet-0\(name)\",\"availability_zone\":\"eu-west-1a\",\"availability_zone_id\":\"\(id)\",\"arn\":\"arn:aws:ec2:eu-west-1:\(account):subnet/subnet-0\(name)\""
      ).replacing("hashicorp/aws\\\"]", with: "hashicorp/aws\\\"].\(name)")
    }
    let volume = TerraformFiles.resource(
      "aws_ebs_volume", "v", "\"id\":\"vol-0a\",\"availability_zone\":\"eu-west-1a\""
    ).replacing("hashicorp/aws\\\"]", with: "hashicorp/aws\\\"].bbb")
    let answer = try ImportedAnswer(
      text: TerraformFiles.state([
        subnet("aaa", "111111111111", "euw1-az1"), subnet("bbb", "222222222222", "euw1-az2"), volume,
      ]), file: "a.tfstate")
    #expect(try answer.down("euw1-az1") == ["aws_subnet.aaa"])
    #expect(try answer.down("euw1-az2") == ["aws_subnet.bbb", "aws_ebs_volume.v"])
  }

  @Test("A state and the answers of an account have one zone by its id, and two where the ids differ")
  func liveAnswers() throws {
    func answers(_ id: String) -> [(name: String, text: String)] {
      [
        (
          "live/ec2-subnets.json",
          #"{"Subnets":[{"SubnetId":"subnet-0live","VpcId":"vpc-0live","AvailabilityZone":"eu-west-1a","AvailabilityZoneId":"\#(id)","State":"available"}]}"#
        )
      ]
    }
    func answer(_ id: String) throws -> ImportedAnswer {
      try load([("a.tfstate", state(nil, "eu-west-1a", id: "euw1-az1", lineage: "aaa"))] + answers(id))
    }
    #expect(try answer("euw1-az1").down("eu-west-1a").count == 3)
    #expect(try answer("euw1-az2").down("eu-west-1a").count < 3)
  }
}
