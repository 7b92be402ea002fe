import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Lists of a plan of which only some members are known, and outputs of other states.
@Suite struct TerraformListsTests {
  private static let known = ["aws_subnet.a.id", "aws_subnet.a"]

  private func plan(
    _ address: String, _ path: String, _ names: [String], variables: String = "", calls: String = "", more: String = "",
    moreDeclared: String = ""
  ) -> String {
    let keys = path.split(separator: ".").map(String.init)
    var unknown = "true"
    var expressions = "{\"references\":[\(names.map { "\"\($0)\"" }.joined(separator: ","))]}"
    for key in keys.dropFirst().reversed() {
      unknown = "[{\"\(key)\":\(unknown)}]"
      expressions = "[{\"\(key)\":\(expressions)}]"
    }
    let after = keys.count > 1 ? "\"\(keys[0])\":[{}]" : ""
    let change =
      "{\"address\":\"\(address)\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\(after)},\"after_unknown\":{\"\(keys[0])\":\(unknown)}}}"
    let declared = "{\"address\":\"\(address)\",\"expressions\":{\"\(keys[0])\":\(expressions)}}"
    let subnet = TerraformFiles.change(
      "aws_subnet.a", "\"availability_zone\":\"eu-west-1a\"", unknown: ["id"])
    return TerraformFiles.plan(
      [subnet, change] + (more.isEmpty ? [] : [more]),
      [TerraformFiles.declaration("aws_subnet.a"), declared] + (moreDeclared.isEmpty ? [] : [moreDeclared]),
      variables: variables, calls: calls)
  }

  @Test(
    "A list with a known subnet and something else is not a need of the known one",
    arguments: [
      "var.other_subnet", "var.ids", "data.aws_subnet.b.id", "data.aws_subnets.private.ids",
      "data.terraform_remote_state.network.outputs.subnet_ids", "module.net.subnets", "local.more",
    ])
  func otherMembers(expression: String) throws {
    for (address, path) in [
      ("aws_lb.x", "subnets"), ("aws_elb.x", "subnets"), ("aws_autoscaling_group.x", "vpc_zone_identifier"),
      ("aws_ecs_service.x", "network_configuration.subnets"), ("aws_lambda_function.x", "vpc_config.subnet_ids"),
      ("aws_eks_cluster.x", "vpc_config.subnet_ids"),
      ("aws_datasync_anything.x", "subnet_ids"),
    ] {
      let answer = try ImportedAnswer(text: plan(address, path, Self.known + [expression]), file: "plan.json")
      #expect(try answer.impact("eu-west-1a")[address] == .degraded, "\(address) \(path)")
      #expect(answer.ids.contains(expression), "\(address) \(path)")
      #expect(try answer.down(["eu-west-1a", expression]).contains(address), "\(address) \(path)")
      #expect(answer.notes.incomplete.contains { $0.hasPrefix("\(address) \(path): ") }, "\(address) \(path)")
    }
  }

  @Test(
    "A number, a switch or a name beside a list is not a member of it",
    arguments: [
      ("var.subnet_count", ""), ("var.create_subnets", ""), ("var.multi_az", ""), ("var.n", "\"n\":{\"value\":2}"),
      ("var.flag", "\"flag\":{\"value\":true}"), ("var.mode", "\"mode\":{\"value\":\"prod\"}"),
      ("var.places", "\"places\":{\"value\":[\"eu-west-1a\",\"eu-west-1b\"]}"), ("count.index", ""), ("each.key", ""),
      ("data.aws_vpc.main.cidr_block", ""),
    ])
  func notMembers(expression: String, variables: String) throws {
    let answer = try ImportedAnswer(
      text: plan("aws_lb.x", "subnets", Self.known + [expression], variables: variables), file: "plan.json")
    #expect(answer.relations("aws_lb.x", .needs) == ["aws_subnet.a"])
    #expect(answer.notes.incomplete == [])
  }

  @Test("The value of a variable is the member that it says")
  func values() throws {
    let answer = try ImportedAnswer(
      text: plan(
        "aws_lb.x", "subnets", Self.known + ["var.ids"],
        variables: "\"ids\":{\"value\":[\"subnet-0b\",\"subnet-0c\"]}"), file: "plan.json")
    #expect(answer.ids == ["aws_lb.x", "aws_subnet.a", "subnet-0b", "subnet-0c"])
    #expect(answer.notes.incomplete == ["aws_lb.x subnets: 1 of 3 members is in the files"])
  }

  @Test("An output of a module is followed to the resource, and what it cannot be followed to stays a member")
  func outputsOfModules() throws {
    let change = TerraformFiles.change(
      "module.net.aws_subnet.b", "\"availability_zone\":\"eu-west-1b\"", unknown: ["id"])
    func calls(_ output: String) -> String {
      "\"net\":{\"expressions\":{},\"module\":{\"outputs\":{\"ids\":{\"expression\":{\"references\":[\(output)]}}},\"resources\":[{\"address\":\"aws_subnet.b\",\"expressions\":{}}]}}"
    }
    let followed = try ImportedAnswer(
      text: plan(
        "aws_lb.x", "subnets", Self.known + ["module.net.ids", "module.net"],
        calls: calls("\"aws_subnet.b.id\",\"aws_subnet.b\""), more: change), file: "plan.json")
    #expect(followed.ids == ["aws_lb.x", "aws_subnet.a", "module.net.aws_subnet.b"])
    #expect(try followed.down(["eu-west-1a", "eu-west-1b"]).contains("aws_lb.x"))
    #expect(try !followed.down("eu-west-1a").contains("aws_lb.x"))
    let partly = try ImportedAnswer(
      text: plan(
        "aws_lb.x", "subnets", Self.known + ["module.net.ids", "module.net"],
        calls: calls("\"aws_subnet.b.id\",\"aws_subnet.b\",\"data.aws_subnet.c.id\",\"data.aws_subnet.c\""),
        more: change), file: "plan.json")
    #expect(partly.ids.contains("module.net.data.aws_subnet.c.id"))
    #expect(try !partly.down(["eu-west-1a", "eu-west-1b"]).contains("aws_lb.x"))
  }

  @Test("A known member beside an unknown one in a list is one of two")
  func unknownElement() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("aws_subnet.a", "\"id\":\"subnet-0a\",\"availability_zone\":\"eu-west-1a\""),
        "{\"address\":\"aws_lb.x\",\"change\":{\"actions\":[\"create\"],\"after\":{\"subnets\":[\"subnet-0a\",null]},\"after_unknown\":{\"subnets\":[false,true]}}}",
      ],
      [
        TerraformFiles.declaration("aws_subnet.a"),
        TerraformFiles.declaration("aws_lb.x", [("subnets", Self.known + ["var.other"])]),
      ])
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(try answer.impact("eu-west-1a")["aws_lb.x"] == .degraded)
  }

  @Test("An attachment of a target that only an expression names is a member of its group")
  func attachments() throws {
    func attachment(_ name: String, _ target: [String]) -> (String, String) {
      (
        TerraformFiles.change("aws_lb_target_group_attachment.\(name)", unknown: ["target_id", "target_group_arn"]),
        TerraformFiles.declaration(
          "aws_lb_target_group_attachment.\(name)",
          [("target_id", target), ("target_group_arn", ["aws_lb_target_group.g.arn", "aws_lb_target_group.g"])])
      )
    }
    let all = [
      attachment("known", ["aws_instance.i.id", "aws_instance.i"]), attachment("given", ["var.instance_id"]),
      attachment("found", ["data.aws_instance.other.id", "data.aws_instance.other"]),
    ]
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("aws_instance.i", "\"availability_zone\":\"eu-west-1a\"", unknown: ["id"]),
        TerraformFiles.change("aws_lb_target_group.g", unknown: ["arn"]),
      ] + all.map(\.0),
      [TerraformFiles.declaration("aws_instance.i"), TerraformFiles.declaration("aws_lb_target_group.g")] + all.map(\.1)
    )
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(try answer.impact("eu-west-1a")["aws_lb_target_group.g"] == .degraded)
    #expect(answer.ids.contains("var.instance_id"))
    #expect(answer.ids.contains("data.aws_instance.other.id"))
  }

  // MARK: Other states

  private func load(_ files: [(name: String, text: String)]) throws -> ImportedAnswer {
    let folder = try TemporaryFolder()
    return ImportedAnswer(
      try ModelLoader.load(try files.map { try folder.write($0.text, to: $0.name) }, importers: ImportSources.all()))
  }

  private static let remote = "data.terraform_remote_state.network"

  @Test("An output of another plan leads to the resource there, also through a third one")
  func outputsOfPlans() throws {
    func outputs(_ text: String, _ names: [String]) -> String {
      text.replacing(
        "\"root_module\":{\"variables\"",
        with:
          "\"root_module\":{\"outputs\":{\"ids\":{\"expression\":{\"references\":[\(names.map { "\"\($0)\"" }.joined(separator: ","))]}}},\"variables\""
      )
    }
    let network = outputs(
      TerraformFiles.plan(
        [TerraformFiles.change("aws_subnet.b", "\"availability_zone\":\"eu-west-1b\"", unknown: ["id"])],
        [TerraformFiles.declaration("aws_subnet.b")]), ["aws_subnet.b.id", "aws_subnet.b"])
    let data = TerraformFiles.change(
      "\(Self.remote)", "\"config\":{\"path\":\"../network/terraform.tfstate\"}", unknown: ["outputs"],
      actions: "\"read\"")
    let application = plan(
      "aws_lb.x", "subnets", Self.known + ["\(Self.remote).outputs.ids", "\(Self.remote).outputs", Self.remote],
      more: data, moreDeclared: TerraformFiles.declaration(Self.remote))
    let answer = try load([("network.json", network), ("app.json", application)])
    #expect(answer.ids == ["aws_lb.x", "aws_subnet.a", "aws_subnet.b"])
    #expect(try answer.impact("eu-west-1a")["aws_lb.x"] == .degraded)
    #expect(try answer.down(["eu-west-1a", "eu-west-1b"]).contains("aws_lb.x"))
    // What another hands on is what it has from the first.
    let middle = outputs(
      TerraformFiles.plan([data], [TerraformFiles.declaration(Self.remote)]),
      ["\(Self.remote).outputs.ids", "\(Self.remote).outputs", Self.remote])
    let third = application.replacing("../network/", with: "../middle/").replacing(
      "terraform_remote_state.network", with: "terraform_remote_state.middle")
    let chain = try load([("network.json", network), ("middle.json", middle), ("app.json", third)])
    #expect(try chain.down(["eu-west-1a", "eu-west-1b"]).contains("aws_lb.x"))
  }

  @Test("A name that a state reads from another leads to what that other calls so")
  func namesOfStates() throws {
    let network = TerraformFiles.state(
      [
        TerraformFiles.resource("aws_ecs_cluster", "c", "\"id\":\"main\",\"name\":\"main\""),
        TerraformFiles.resource("aws_db_subnet_group", "g", "\"id\":\"data\",\"name\":\"data\""),
      ], lineage: "n"
    ).replacing(
      "\"resources\":", with: "\"outputs\":{\"cluster\":{\"value\":\"main\",\"type\":\"string\"}},\"resources\":")
    let application = TerraformFiles.state(
      [
        TerraformFiles.resource(
          "terraform_remote_state", "network",
          "\"outputs\":{\"value\":{\"cluster\":\"main\"},\"type\":[\"object\",{\"cluster\":\"string\"}]}", mode: "data"),
        TerraformFiles.resource("aws_ecs_service", "s", "\"id\":\"s\",\"name\":\"s\",\"cluster\":\"main\""),
        TerraformFiles.resource("aws_db_instance", "d", "\"id\":\"d\",\"db_subnet_group_name\":\"data\""),
      ], lineage: "a")
    let answer = try load([("network.tfstate", network), ("app.tfstate", application)])
    #expect(answer.relations("aws_ecs_service.s", .needs) == ["aws_ecs_cluster.c"])
    // A name that was not read from there is not.
    #expect(answer.relations("aws_db_instance.d", .configuredBy) == [])
  }
}
