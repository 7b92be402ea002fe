import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Attributes of plans that name one resource, which no file has.
@Suite struct SingleReferencesTests {
  private func answer(
    _ address: String, _ attribute: String, _ names: [String], _ more: [(String, String)] = []
  ) throws -> ImportedAnswer {
    let plan = TerraformFiles.plan(
      [TerraformFiles.change(address, unknown: [attribute])]
        + more.map { TerraformFiles.change($0.0, $0.1, unknown: ["id"]) },
      [TerraformFiles.declaration(address, [(attribute, names)])] + more.map { TerraformFiles.declaration($0.0) })
    return try ImportedAnswer(text: plan, file: "plan.json")
  }

  @Test(
    "What is looked up or given from outside is a component of its own",
    arguments: [
      ("aws_instance.i", "subnet_id", ["data.aws_subnet.x.id", "data.aws_subnet.x"], "data.aws_subnet.x.id"),
      ("aws_instance.i", "subnet_id", ["var.s"], "var.s"),
      (
        "aws_ecs_service.s", "cluster", ["data.aws_ecs_cluster.c.arn", "data.aws_ecs_cluster.c"],
        "data.aws_ecs_cluster.c.arn"
      ),
      ("aws_lb_listener.l", "load_balancer_arn", ["data.aws_lb.l.arn", "data.aws_lb.l"], "data.aws_lb.l.arn"),
    ])
  func outside(address: String, attribute: String, names: [String], id: String) throws {
    let answer = try answer(address, attribute, names)
    #expect(answer.relations(address, .needs) == [id])
    #expect(answer.model[ComponentID(id)]?.kind?.hasPrefix("aws/") == true)
  }

  @Test(
    "What is no component is counted as a reference that leads to nothing",
    arguments: [
      (
        "db_subnet_group_name", ["data.aws_db_subnet_group.g.name", "data.aws_db_subnet_group.g"],
        "data.aws_db_subnet_group.g.name"
      ),
      ("replicate_source_db", ["var.src"], "var.src"),
    ])
  func counted(attribute: String, names: [String], expression: String) throws {
    let answer = try answer("aws_db_instance.d", attribute, names)
    #expect(answer.unresolved == ["aws_db_instance.d \(attribute) → \(expression)"])
  }

  @Test("One of a known resource and of what is not known is an assumption")
  func conditions() throws {
    for names in [["var.ok", "aws_subnet.a.id", "aws_subnet.a"], ["aws_subnet.a.id", "aws_subnet.a", "var.s"]] {
      let answer = try answer(
        "aws_instance.i", "subnet_id", names, [("aws_subnet.a", #""availability_zone":"eu-west-1a""#)])
      #expect(answer.relations("aws_instance.i", .needs) == ["aws_subnet.a"])
      let relation = answer.model["aws_instance.i"]?.relations.first { $0.kind == .needs }
      #expect(relation?.requirement.confidence == .assumed)
      #expect(answer.notes.ambiguous.count == 1)
    }
  }

  @Test("Of one of several the loss of each may be its loss, and the loss of all of them is")
  func allOfThem() throws {
    let answer = try answer(
      "aws_instance.i", "subnet_id", ["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"],
      [
        ("aws_subnet.a", #""availability_zone":"eu-west-1a""#), ("aws_subnet.b", #""availability_zone":"eu-west-1b""#),
      ])
    #expect(try answer.down("eu-west-1a").contains("aws_instance.i"))
    #expect(try !answer.surelyDown("eu-west-1a").contains("aws_instance.i"))
    #expect(try answer.surelyDown("eu-west-1").contains("aws_instance.i"))
  }

  @Test("What a plan moves to another subnet is in the zone of that, not in the old one of the state")
  func moved() throws {
    let state = States.text([
      States.subnet("a", id: "subnet-0a", zone: "a"),
      ("aws_instance.i", #""id":"i-0aaaaaaa","subnet_id":"subnet-0a","availability_zone":"eu-west-1a""#),
    ])
    func plan(_ after: String, _ unknown: [String], _ names: [String]) -> String {
      TerraformFiles.plan(
        [
          TerraformFiles.change(
            "aws_subnet.a", #""id":"subnet-0a","availability_zone":"eu-west-1a""#, actions: "\"no-op\"",
            before: #"{"id":"subnet-0a"}"#),
          TerraformFiles.change("aws_subnet.b", #""availability_zone":"eu-west-1b""#, unknown: ["id"]),
          TerraformFiles.change(
            "aws_instance.i", after, unknown: unknown, actions: #""delete","create""#,
            before: #"{"id":"i-0aaaaaaa","subnet_id":"subnet-0a"}"#),
        ],
        [
          TerraformFiles.declaration("aws_subnet.a"), TerraformFiles.declaration("aws_subnet.b"),
          TerraformFiles.declaration("aws_instance.i", names.isEmpty ? [] : [("subnet_id", names)]),
        ])
    }
    let moved = plan("", ["id", "subnet_id", "availability_zone"], ["aws_subnet.b.id", "aws_subnet.b"])
    let answer = try ImportedAnswer(files: [("plan.json", moved), ("t.tfstate", state)])
    #expect(try answer.down("eu-west-1b").contains("aws_instance.i"))
    #expect(try !answer.down("eu-west-1a").contains("aws_instance.i"))
    let kept = plan(#""subnet_id":"subnet-0a""#, ["id", "availability_zone"], [])
    let same = try ImportedAnswer(files: [("plan.json", kept), ("t.tfstate", state)])
    #expect(try same.down("eu-west-1a").contains("aws_instance.i"))
  }
}
