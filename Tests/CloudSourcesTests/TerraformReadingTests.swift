import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ObservedSources
import SourceReading
import TestSupport
import Testing

@testable import CloudSources

/// Files of other people, what is special in them, and what is wrong with files.
@Suite struct TerraformReadingTests {
  static let published = [
    "checkov-deleted-resources-plan.json", "checkov-ecs-plan.json", "checkov-module-connected-plan.json",
    "checkov-nested-modules-plan.json", "infracost-azure-firewall-plan.json", "infracost-plan-with-target.json",
    "infracost-v0.14-plan.json", "infracost-v0.14-state.json", "inframap-aws-count.tfstate", "inframap-aws-sg.tfstate",
    "inframap-google.tfstate", "inframap-multi-module.tfstate", "inframap-version-3.tfstate",
  ]

  @Test("Each published file is read, and its notes count every resource", arguments: published)
  func publishedFiles(file: String) throws {
    let answer = try ImportedAnswer("terraform/published", file)
    #expect(!answer.model.components.isEmpty)
    let notes = answer.loaded.imports[0].notes
    #expect(notes.understood > 0)
    #expect(notes.total == notes.understood + notes.skipped.reduce(0) { $0 + $1.count })
  }

  @Test("A plan of Azure is understood by rows, so no remark says that only names were used")
  func azureByRows() throws {
    let answer = try ImportedAnswer("terraform/published", "infracost-azure-firewall-plan.json")
    #expect(!answer.remarks.contains { $0.contains("no rule for these types") })
  }

  @Test("A region is for the cloud whose provider states it, and for the resources of that provider")
  func regionsOfClouds() throws {
    let clouds = try ImportedAnswer(
      "terraform/published", "infracost-azure-firewall-plan.json", "inframap-google.tfstate", "checkov-ecs-plan.json")
    let amazon = Set(clouds.model.components.filter { $0.kind?.hasPrefix("aws/") == true }.map(\.id))
    for component in clouds.model.components where !component.isDomain && component.kind?.hasPrefix("aws/") != true {
      #expect(amazon.isDisjoint(with: component.domains), "\(component.id)")
    }
    func resource(_ address: String, _ key: String?, _ values: String = "") -> (change: String, declaration: String) {
      let parts = address.split(separator: ".")
      let key = key.map { ",\"provider_config_key\":\"\($0)\"" } ?? ""
      return (
        "{\"address\":\"\(address)\",\"type\":\"\(parts[0])\",\"name\":\"\(parts[1])\",\"change\":{\"actions\":[\"create\"],\"after\":{\(values)}}}",
        "{\"address\":\"\(address)\",\"type\":\"\(parts[0])\",\"name\":\"\(parts[1])\"\(key)}"
      )
    }
    let resources = [
      resource("aws_sqs_queue.home", "aws"), resource("aws_sqs_queue.east", "aws.east"),
      resource("aws_sqs_queue.nowhere", "aws.unstated"), resource("aws_sqs_queue.plain", nil),
      resource("aws_sqs_queue.arn", "aws", "\"arn\":\"arn:aws:sqs:ap-south-1:123456789012:arn\""),
      resource("aws_sqs_queue.own", "aws", "\"region\":\"sa-east-1\""),
      resource("azurerm_servicebus_queue.q", "azurerm"), resource("google_pubsub_topic.t", "google"),
    ]
    let answer = try ImportedAnswer(
      text: """
        {"format_version":"1.2","terraform_version":"1.11.4","variables":{"r":{"value":"us-east-1"}},
         "resource_changes":[\(resources.map(\.change).joined(separator: ","))],
         "configuration":{"provider_config":{
           "aws":{"name":"aws","expressions":{"region":{"constant_value":"eu-west-1"}}},
           "aws.east":{"name":"aws","alias":"east","expressions":{"region":{"references":["var.r"]}}},
           "aws.unstated":{"name":"aws","alias":"unstated"},"azurerm":{"name":"azurerm"},"google":{"name":"google"}},
          "root_module":{"resources":[\(resources.map(\.declaration).joined(separator: ","))]}}}
        """, file: "plan.json")
    let places = Dictionary(
      uniqueKeysWithValues: answer.model.components.filter { !$0.isDomain }.map {
        ($0.id.text.split(separator: ".").last.map(String.init)!, $0.domains.map(\.text))
      })
    #expect(
      places == [
        "home": ["eu-west-1"], "east": ["us-east-1"], "nowhere": [], "plain": ["eu-west-1"], "arn": ["ap-south-1"],
        "own": ["sa-east-1"], "q": [], "t": [],
      ])
  }

  @Test("A state of version 3 is read")
  func versionThree() throws {
    let answer = try ImportedAnswer("terraform/published", "inframap-version-3.tfstate")
    #expect(answer.model.components.contains { $0.isDomain && $0.kind == "aws/availability-zone" })
  }

  /// A plan with modules in modules, keys with signs of every sort, each.value, and locals.
  static let plan = #"""
    Terraform will perform the following actions:
    {"format_version":"1.2","terraform_version":"1.11.4",
     "resource_changes":[
      {"address":"module.net[\"a.b[0]\"].aws_subnet.s[0]","mode":"managed","type":"aws_subnet","name":"s","index":0,
       "module_address":"module.net[\"a.b[0]\"]","change":{"actions":["create"],"before":null,
       "after":{"availability_zone":"eu-west-1a"},"after_unknown":{"id":true,"vpc_id":true}}},
      {"address":"module.net[\"a.b[0]\"].aws_subnet.s[1]","mode":"managed","type":"aws_subnet","name":"s","index":1,
       "module_address":"module.net[\"a.b[0]\"]","change":{"actions":["create"],"before":null,
       "after":{"availability_zone":"eu-west-1b"},"after_unknown":{"id":true,"vpc_id":true}}},
      {"address":"aws_vpc.main","mode":"managed","type":"aws_vpc","name":"main","change":{"actions":["create"],
       "before":null,"after":{"tags":{"Name":"hush-hush-name"}},"after_unknown":{"id":true}}},
      {"address":"aws_instance.i[\"x\"]","mode":"managed","type":"aws_instance","name":"i","index":"x","change":{
       "actions":["create"],"before":null,"after":{"user_data":"PASSWORD=planted-secret-1"},
       "after_unknown":{"id":true,"subnet_id":true}}},
      {"address":"aws_db_instance.db","mode":"managed","type":"aws_db_instance","name":"db","change":{
       "actions":["create"],"before":null,"after":{"password":"planted-secret-2","availability_zone":"eu-west-1b"},
       "after_unknown":{"address":true}}},
      {"address":"aws_lambda_function.f","mode":"managed","type":"aws_lambda_function","name":"f","change":{
       "actions":["create"],"before":null,"after":{"environment":[{"variables":{"TOKEN":"planted-secret-3"}}]},
       "after_unknown":{"environment":[{"variables":{}}],"vpc_config":true}}},
      {"address":"random_id.r","mode":"managed","type":"random_id","name":"r","change":{"actions":["create"],
       "before":null,"after":{},"after_unknown":{}}}],
     "configuration":{"root_module":{
      "resources":[
       {"address":"aws_vpc.main","mode":"managed","type":"aws_vpc","name":"main","expressions":{}},
       {"address":"aws_instance.i","mode":"managed","type":"aws_instance","name":"i","expressions":{
        "subnet_id":{"references":["module.net[\"a.b[0]\"].subnets[0]","module.net[\"a.b[0]\"].subnets","module.net"]}},
        "for_each_expression":{"constant_value":["x"]}},
       {"address":"aws_db_instance.db","mode":"managed","type":"aws_db_instance","name":"db","expressions":{
        "vpc_security_group_ids":{"references":["local.groups"]}}},
       {"address":"aws_lambda_function.f","mode":"managed","type":"aws_lambda_function","name":"f","expressions":{
        "vpc_config":[{"subnet_ids":{"references":["module.net"]}}]}}],
      "module_calls":{"net":{"source":"./net","expressions":{"vpc":{"references":["aws_vpc.main.id","aws_vpc.main"]}},
       "for_each_expression":{"constant_value":["a.b[0]"]},"module":{
        "outputs":{"subnets":{"expression":{"references":["aws_subnet.s"]}}},
        "resources":[{"address":"aws_subnet.s","mode":"managed","type":"aws_subnet","name":"s",
         "expressions":{"vpc_id":{"references":["var.vpc"]}},"count_expression":{"constant_value":2}}]}}}}}}
    """#

  @Test("References are resolved through modules, counts and keys")
  func modulesAndKeys() throws {
    let answer = try ImportedAnswer(text: Self.plan, file: "plan.json")
    let first = "module.net[\"a.b[0]\"].aws_subnet.s[0]"
    let second = "module.net[\"a.b[0]\"].aws_subnet.s[1]"
    #expect(answer.relations(first, .needs) == ["aws_vpc.main"])
    // Which of the two is not known: either may take it down, and that is said.
    #expect(answer.relations("aws_instance.i[\"x\"]", .needs) == ["any of \(first), \(second)", first, second])
    #expect(
      answer.model["aws_instance.i[\"x\"]"]!.requirements(.needs).map(\.confidence)
        == [.referenced, .assumed, .assumed])
    // The same is said of the function: a module as a whole may be any of its outputs.
    #expect(answer.loaded.imports[0].notes.ambiguous.count == 2)
    #expect(answer.relations("aws_lambda_function.f", .needs) == ["any of \(first), \(second)"])
    #expect(try answer.down("eu-west-1a") == [first, "aws_instance.i[\"x\"]"])
    #expect(try answer.down("aws_vpc.main").contains("aws_instance.i[\"x\"]"))
    #expect(answer.loaded.imports[0].notes.remarks.contains { $0.contains("locals") })
    #expect(answer.loaded.imports[0].notes.skipped.map(\.type) == ["random_id"])
  }

  @Test("UTF-16 with CRLF is read, as a shell on Windows writes it")
  func utf16() throws {
    let expected = try Importing.model(Self.plan)
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in Self.plan.replacing("\n", with: "\r\n").utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let model = try ModelLoader.load(bytes, file: "plan.json", importers: ImportSources.all()).model
    #expect(model.components.map(\.id) == expected.components.map(\.id))
  }

  @Test("Secrets of plans and states are in neither model nor notes")
  func secretsStayInside() throws {
    let loaded = try Importing.load(Self.plan, file: "plan.json")
    let text = try ModelWriter.text(of: loaded.model, as: .yaml) + String(describing: loaded.imports)
    #expect(!text.contains("planted-secret"))
    for file in ["state.json", "plan.json", "terraform.tfstate"] {
      let shop = try ImportedAnswer(TerraformShopTests.folder, file)
      let text = try ModelWriter.text(of: shop.model, as: .json) + String(describing: shop.loaded.imports)
      #expect(!text.contains("not-a-real-secret"))
    }
  }

  @Test("Files of unknown versions, saved plans and broken JSON are refused")
  func wrongFiles() {
    func codes(_ text: String, _ file: String) -> [DiagnosticCode] {
      Importing.diagnostics(text, file: file).filter { $0.severity == .error }.map(\.code)
    }
    #expect(codes("{\"format_version\":\"1.0\"}", "state.json") == [.emptyImport])
    #expect(codes("{\"format_version\":\"2.0\",\"terraform_version\":\"3\"}", "plan.json") == [.terraformVersion])
    #expect(codes("{\"version\":9,\"serial\":1,\"lineage\":\"x\"}", "terraform.tfstate") == [.terraformVersion])
    #expect(codes("PK\u{3}\u{4}\u{0}\u{0}tfplan", "out.tfplan") == [.terraformSavedPlan])
    #expect(codes(String(Self.plan.prefix(900)), "plan.json") == [.jsonSyntax])
    #expect(codes("{\"format_version\":\"1.2\",\"resource_changes\":[]}", "plan.json") == [.emptyImport])
  }

  @Test(
    "The wrong example of a code gets only that code, and the right one no error",
    arguments: [
      (DiagnosticCode.terraformSavedPlan, "plan.json"), (.terraformVersion, "terraform.tfstate"),
      (.graphSyntax, "g.dot"),
    ])
  func examplesOfCodes(code: DiagnosticCode, file: String) {
    #expect(Importing.diagnostics(code.wrong, file: file).map(\.code) == [code])
    #expect(Importing.diagnostics(code.right, file: file).filter { $0.severity == .error }.isEmpty)
  }

  @Test("Damaged files are read or refused, and never crash", arguments: 0..<UInt64(60))
  func damagedFiles(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = Array(Self.plan.utf8)
    let words = ["null", "[]", "{}", "\"\"", "7", "true", "[[[]]]", "{\"references\":[\"module.net\"]}"]
    // Values are replaced, so that it stays JSON most of the time.
    for _ in 0..<6 {
      let colons = text.indices.filter { text[$0] == UInt8(ascii: ":") }
      let colon = colons[Int.random(in: 0..<colons.count, using: &random)]
      guard let end = text[colon...].firstIndex(where: { ",}".utf8.contains($0) }) else { continue }
      text.replaceSubrange(colon + 1..<end, with: Array(words.randomElement(using: &random)!.utf8))
    }
    _ = try? ModelLoader.load(text, file: "plan.json", importers: ImportSources.all())
  }

  @Test("Dependencies in circles, to missing resources and in long chains are read")
  func circlesAndChains() throws {
    func state(_ resources: [String]) -> String {
      "{\"version\":4,\"terraform_version\":\"1.5.0\",\"serial\":1,\"lineage\":\"x\",\"resources\":[\(resources.joined(separator: ","))]}"
    }
    func resource(_ type: String, _ name: String, _ attributes: String, _ before: [String] = []) -> String {
      "{\"mode\":\"managed\",\"type\":\"\(type)\",\"name\":\"\(name)\",\"instances\":[{\"attributes\":{\(attributes)},\"dependencies\":[\(before.map { "\"\($0)\"" }.joined(separator: ","))]}]}"
    }
    let circle = try ImportedAnswer(
      text: state([
        resource("aws_security_group", "a", "\"id\":\"sg-11111111\"", ["aws_security_group.b", "aws_nowhere.x"]),
        resource("aws_security_group", "b", "\"id\":\"sg-22222222\"", ["aws_security_group.a"]),
      ]), file: "terraform.tfstate")
    #expect(circle.model.components.count == 2)
    let count = 60_000
    let chain = (0..<count).map {
      resource(
        "aws_sqs_queue", "q\($0)",
        "\"id\":\"https://sqs/q\($0)\",\"arn\":\"arn:aws:sqs:eu-west-1:1:q\($0)\",\"redrive_policy\":\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:eu-west-1:1:q\($0 + 1)\\\"}\""
      )
    }
    let long = try ImportedAnswer(text: state(chain), file: "terraform.tfstate")
    #expect(long.model.components.count >= count)
    #expect(long.relations("aws_sqs_queue.q7", .uses) == ["aws_sqs_queue.q8"])
  }
}
