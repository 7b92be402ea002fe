import DependencyModel
import ImportTestSupport
import TestSupport
import Testing

@testable import CloudSources

/// Regions from providers, ARNs and host names; what a state says of resources that are not as they should be.
@Suite struct TerraformPlacesTests {
  @Test("The region of a provider is that of a variable, its default, or what a module is given")
  func regionsOfProviders() throws {
    let changes = ["aws_sqs_queue.a", "aws_sqs_queue.b", "module.m.aws_sqs_queue.c", "module.m.aws_sqs_queue.d"].map {
      TerraformFiles.change($0, unknown: ["arn"])
    }
    let text = TerraformFiles.plan(
      changes,
      [
        TerraformFiles.declaration("aws_sqs_queue.a", provider: "aws"),
        TerraformFiles.declaration("aws_sqs_queue.b", provider: "aws.dr"),
      ],
      providers:
        "\"aws\":{\"name\":\"aws\",\"expressions\":{\"region\":{\"references\":[\"var.home\"]}}},\"aws.dr\":{\"name\":\"aws\",\"alias\":\"dr\",\"expressions\":{\"region\":{\"references\":[\"var.dr\"]}}},\"module.m:aws\":{\"name\":\"aws\",\"module_address\":\"module.m\",\"expressions\":{\"region\":{\"references\":[\"var.r\"]}}}",
      variables: "\"home\":{\"value\":\"eu-west-1\"}",
      calls:
        "\"m\":{\"expressions\":{\"r\":{\"references\":[\"var.dr\"]}},\"module\":{\"variables\":{\"r\":{}},\"resources\":[{\"address\":\"aws_sqs_queue.c\",\"expressions\":{},\"provider_config_key\":\"module.m:aws\"},{\"address\":\"aws_sqs_queue.d\",\"expressions\":{},\"provider_config_key\":\"aws\"}]}}",
      rootVariables: "\"home\":{},\"dr\":{\"default\":\"eu-central-1\"}")
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(try answer.down("eu-west-1") == ["aws_sqs_queue.a", "module.m.aws_sqs_queue.d"])
    #expect(try answer.down("eu-central-1") == ["aws_sqs_queue.b", "module.m.aws_sqs_queue.c"])
  }

  @Test("An ARN or a host name places a resource, and what nothing places is reported")
  func regionsOfARNs() throws {
    let answer = try ImportedAnswer(
      text: TerraformFiles.state([
        TerraformFiles.resource(
          "aws_instance", "i", "\"id\":\"i-0aaaaaaaaaaaaaaa1\",\"availability_zone\":\"us-east-1a\""),
        TerraformFiles.resource("aws_sqs_queue", "q", "\"arn\":\"arn:aws:sqs:eu-west-1:123456789012:q\""),
        TerraformFiles.resource("aws_sqs_queue", "u", "\"id\":\"https://sqs.ap-south-1.amazonaws.com/123456789012/u\""),
        TerraformFiles.resource("aws_sqs_queue", "lost", "\"name\":\"lost\""),
        TerraformFiles.resource("github_repository", "g", "\"id\":\"g\"", provider: "github"),
        TerraformFiles.resource("cloudflare_record", "c", "\"id\":\"c\"", provider: "cloudflare"),
        TerraformFiles.resource("aws_route53_zone", "z", "\"zone_id\":\"Z1\""),
      ]), file: "terraform.tfstate")
    func domains(_ id: String) -> [String]? { answer.model[ComponentID(id)]?.domains.map(\.text) }
    #expect(domains("aws_sqs_queue.q") == ["eu-west-1"])
    #expect(domains("aws_sqs_queue.u") == ["ap-south-1"])
    for id in ["aws_sqs_queue.lost", "github_repository.g", "cloudflare_record.c", "aws_route53_zone.z"] {
      #expect(domains(id) == [])
    }
    #expect(
      answer.remarks.contains("nothing says where 1 component is, so it is in no region: aws_sqs_queue (1)"))
  }

  @Test("Tainted and deposed objects, and addresses that are there twice, are reported")
  func doubt() throws {
    let tainted = TerraformFiles.resource(
      "aws_sqs_queue", "t", "\"arn\":\"arn:aws:sqs:eu-west-1:1:t\"", more: "\"status\":\"tainted\",")
    let answer = try ImportedAnswer(
      text: TerraformFiles.state([
        tainted, tainted,
        TerraformFiles.resource(
          "aws_sqs_queue", "t", "\"arn\":\"arn:aws:sqs:eu-west-1:1:old\"", more: "\"deposed\":\"0badcafe\","),
      ]), file: "a.tfstate")
    #expect(answer.remarks.contains("aws_sqs_queue.t is tainted: the next apply replaces it"))
    #expect(answer.remarks.contains("a.tfstate: 1 deposed object is not in the model: the next apply destroys it"))
    #expect(answer.remarks.contains("a.tfstate: 1 address is there twice: the first counts"))
    let shown = try ImportedAnswer(
      text:
        "{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\",\"values\":{\"root_module\":{\"resources\":[{\"address\":\"aws_sqs_queue.t\",\"type\":\"aws_sqs_queue\",\"name\":\"t\",\"values\":{},\"tainted\":true}]}}}",
      file: "state.json")
    #expect(shown.remarks.contains("aws_sqs_queue.t is tainted: the next apply replaces it"))
  }

  @Test("What a plan makes before it destroys the old is a fault of its own")
  func createBeforeDestroy() throws {
    let answer = try ImportedAnswer(
      text: TerraformFiles.plan(
        [
          TerraformFiles.change("aws_instance.first", actions: "\"create\",\"delete\""),
          TerraformFiles.change("aws_instance.gap", actions: "\"delete\",\"create\""),
        ], []), file: "plan.json")
    #expect(answer.model.fault("plan/replace")?.levels.map(\.component.text) == ["aws_instance.gap"])
    #expect(answer.model.fault("plan/create-before-destroy")?.levels.map(\.component.text) == ["aws_instance.first"])
  }

  @Test("A group of machines with fewer machines than zones has no spare for the zones that it may be in")
  func counts() throws {
    func set(_ count: Int) throws -> ImportedAnswer {
      try ImportedAnswer(
        text: TerraformFiles.state([
          TerraformFiles.resource(
            "azurerm_linux_virtual_machine_scale_set", "s",
            "\"id\":\"/subscriptions/s/resourceGroups/r/providers/Microsoft.Compute/virtualMachineScaleSets/s\",\"location\":\"westeurope\",\"zones\":[\"1\",\"2\",\"3\"],\"instances\":\(count)"
          )
        ]), file: "terraform.tfstate")
    }
    let id = "azurerm_linux_virtual_machine_scale_set.s"
    #expect(try set(3).down(["westeurope-1", "westeurope-2"]) == [])
    #expect(try set(2).down("westeurope-1") == [])
    #expect(try set(2).down(["westeurope-1", "westeurope-2"]) == [id])
    #expect(try set(1).down("westeurope-1") == [id])
    #expect(try set(0).remarks.contains("there are none now, because their count is 0: \(id)"))
  }
}
