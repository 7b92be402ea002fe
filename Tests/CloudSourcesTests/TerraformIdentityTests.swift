import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Several states and plans: what is one, what is not, and what the resources are called.
@Suite struct TerraformIdentityTests {
  private func load(_ files: [(name: String, text: String)]) throws -> ImportedAnswer {
    let folder = try TemporaryFolder()
    return ImportedAnswer(
      try ModelLoader.load(try files.map { try folder.write($0.text, to: $0.name) }, importers: ImportSources.all()))
  }

  private func estate(_ zone: String, _ id: String, lineage: String) -> String {
    TerraformFiles.state(
      [
        TerraformFiles.resource("aws_vpc", "main", "\"id\":\"vpc-\(id)\""),
        TerraformFiles.resource(
          "aws_subnet", "app", "\"id\":\"subnet-\(id)\",\"vpc_id\":\"vpc-\(id)\",\"availability_zone\":\"\(zone)\""),
        TerraformFiles.resource("aws_instance", "web", "\"id\":\"i-\(id)\",\"subnet_id\":\"subnet-\(id)\""),
      ], lineage: lineage)
  }

  @Test("Two states with equal addresses and other lineages are two estates, with ids that begin with the file's name")
  func twoLineages() throws {
    let answer = try load([
      ("prod.tfstate", estate("eu-west-1a", "0aaaaaaaaaaaaaaa1", lineage: "p")),
      ("dr.tfstate", estate("eu-west-1b", "0bbbbbbbbbbbbbbb2", lineage: "d")),
    ])
    #expect(
      answer.ids == [
        "dr/aws_instance.web", "dr/aws_subnet.app", "dr/aws_vpc.main", "prod/aws_instance.web", "prod/aws_subnet.app",
        "prod/aws_vpc.main",
      ])
    #expect(try answer.down("eu-west-1b") == ["dr/aws_instance.web", "dr/aws_subnet.app"])
    #expect(try answer.down("eu-west-1a") == ["prod/aws_instance.web", "prod/aws_subnet.app"])
    #expect(
      answer.loaded.imports[0].notes.unions == ["prod.tfstate and dr.tfstate are two estates: their lineages differ"])
  }

  @Test("Two files of one lineage are one state, and the later serial counts")
  func oneLineage() throws {
    let answer = try load([
      (
        "terraform.tfstate.backup",
        TerraformFiles.state(
          [
            TerraformFiles.resource(
              "aws_ebs_volume", "v", "\"id\":\"vol-0aaaaaaaaaaaaaaa1\",\"availability_zone\":\"eu-west-1a\"")
          ], serial: 4)
      ),
      (
        "terraform.tfstate",
        TerraformFiles.state(
          [
            TerraformFiles.resource(
              "aws_ebs_volume", "v", "\"id\":\"vol-0aaaaaaaaaaaaaaa1\",\"availability_zone\":\"eu-west-1b\"")
          ], serial: 5)
      ),
    ])
    #expect(answer.ids == ["aws_ebs_volume.v"])
    #expect(try answer.down("eu-west-1b") == ["aws_ebs_volume.v"])
    #expect(answer.loaded.imports[0].notes.unions.first?.contains("their lineage is equal") == true)
  }

  @Test("A network's state and an application's are one estate by the ids that the application names")
  func estateOverStates() throws {
    let network = TerraformFiles.state(
      [
        TerraformFiles.resource("aws_vpc", "main", "\"id\":\"vpc-0aaaaaaaaaaaaaaa1\""),
        TerraformFiles.resource(
          "aws_subnet", "app",
          "\"id\":\"subnet-0aaaaaaaaaaaaaaa1\",\"vpc_id\":\"vpc-0aaaaaaaaaaaaaaa1\",\"availability_zone\":\"eu-west-1a\""
        ),
      ], lineage: "n")
    let application = TerraformFiles.state(
      [
        TerraformFiles.resource("aws_vpc", "main", "\"id\":\"vpc-0aaaaaaaaaaaaaaa1\"", mode: "data"),
        TerraformFiles.resource(
          "aws_instance", "web", "\"id\":\"i-0aaaaaaaaaaaaaaa1\",\"subnet_id\":\"subnet-0aaaaaaaaaaaaaaa1\"",
          before: ["data.aws_vpc.main"]),
      ], lineage: "a")
    let answer = try load([("network.tfstate", network), ("app.tfstate", application)])
    #expect(answer.ids == ["aws_instance.web", "aws_subnet.app", "aws_vpc.main"])
    #expect(try answer.down("eu-west-1a") == ["aws_subnet.app", "aws_instance.web"])
    #expect(
      answer.loaded.imports[0].notes.unions
        == [
          "network.tfstate and app.tfstate are two estates: their lineages differ; 1 of 2 resources are the same by id"
        ])
    #expect(answer.unresolved == [])
  }

  @Test("States of workspaces are called by the workspace, and names are looked for in the own one only")
  func workspaces() throws {
    func workspace(_ account: String) -> String {
      TerraformFiles.state(
        [
          TerraformFiles.resource("aws_db_subnet_group", "db", "\"id\":\"db\",\"name\":\"db\""),
          TerraformFiles.resource(
            "aws_db_instance", "db",
            "\"id\":\"db-\(account)ABCDEFGHIJ\",\"identifier\":\"shop\",\"arn\":\"arn:aws:rds:eu-west-1:\(account):db:shop\",\"db_subnet_group_name\":\"db\""
          ),
        ], lineage: account)
    }
    let answer = try load([
      ("terraform.tfstate.d/blue/terraform.tfstate", workspace("111111111111")),
      ("terraform.tfstate.d/green/terraform.tfstate", workspace("222222222222")),
    ])
    #expect(answer.ids.contains("blue/aws_db_instance.db"))
    #expect(answer.relations("green/aws_db_instance.db", .configuredBy) == ["green/aws_db_subnet_group.db"])
    #expect(answer.relations("blue/aws_db_instance.db", .configuredBy) == ["blue/aws_db_subnet_group.db"])
  }

  @Test("Two plans without any id are two, and each follows its own configuration")
  func twoPlans() throws {
    func plan(_ zone: String) -> String {
      TerraformFiles.plan(
        [
          TerraformFiles.change("aws_subnet.app", "\"availability_zone\":\"\(zone)\"", unknown: ["id"]),
          TerraformFiles.change("aws_instance.web", unknown: ["id", "subnet_id"]),
        ],
        [
          TerraformFiles.declaration("aws_subnet.app"),
          TerraformFiles.declaration("aws_instance.web", [("subnet_id", ["aws_subnet.app.id", "aws_subnet.app"])]),
        ])
    }
    let answer = try load([("east.json", plan("us-east-1a")), ("west.json", plan("us-west-2b"))])
    #expect(try answer.down("us-west-2b") == ["west/aws_subnet.app", "west/aws_instance.web"])
    #expect(try answer.down("us-east-1a") == ["east/aws_subnet.app", "east/aws_instance.web"])
  }

  @Test("A plan beside the state that it was made from uses what the state knows")
  func planAndState() throws {
    let plan = TerraformFiles.plan(
      [
        TerraformFiles.change(
          "aws_instance.web", "\"id\":\"i-0aaaaaaaaaaaaaaa1\"", unknown: ["subnet_id"], actions: "\"update\"",
          before: "{\"id\":\"i-0aaaaaaaaaaaaaaa1\"}"),
        TerraformFiles.change(
          "aws_subnet.app[0]", "\"id\":\"subnet-0aaaaaaaaaaaaaaa1\",\"availability_zone\":\"eu-west-1a\"",
          actions: "\"no-op\""),
        TerraformFiles.change(
          "aws_subnet.app[1]", "\"id\":\"subnet-0bbbbbbbbbbbbbbb2\",\"availability_zone\":\"eu-west-1b\"",
          actions: "\"no-op\""),
      ],
      [
        TerraformFiles.declaration("aws_subnet.app"),
        TerraformFiles.declaration(
          "aws_instance.web", [("subnet_id", ["each.value.subnet", "each.value", "aws_subnet.app"])]),
      ])
    let state = TerraformFiles.state([
      TerraformFiles.resource(
        "aws_instance", "web", "\"id\":\"i-0aaaaaaaaaaaaaaa1\",\"subnet_id\":\"subnet-0bbbbbbbbbbbbbbb2\"")
    ])
    #expect(try load([("plan.json", plan)]).relations("aws_instance.web", .needs).count == 3)
    for files in [[("plan.json", plan), ("a.tfstate", state)], [("a.tfstate", state), ("plan.json", plan)]] {
      let answer = try load(files)
      #expect(answer.relations("aws_instance.web", .needs) == ["aws_subnet.app[1]"])
      #expect(answer.loaded.imports[0].notes.unions.first?.contains("one estate: their ids agree") == true)
    }
  }

  @Test(
    "Files are called by what makes their paths differ",
    arguments: [
      (["a/prod.tfstate", "a/dr.tfstate"], ["prod", "dr"]),
      (["prod/terraform.tfstate", "dr/terraform.tfstate"], ["prod", "dr"]),
      (["eu/net/plan.json", "us/net/plan.json"], ["eu/net", "us/net"]),
      (["x/terraform.tfstate", "y/x.tfstate"], ["x", "y/x"]), (["a.json", "a.json"], ["a", "a-2"]),
    ])
  func names(files: [String], names: [String]) {
    #expect(TerraformEstates.names(files) == names)
  }
}
