import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// Names that two regions, accounts, resource groups or projects have: each is that of the own one.
@Suite struct TerraformHomesTests {
  private static let places = [
    ("east", "us-east-1", "111111111111", "[\\\"registry.terraform.io/hashicorp/aws\\\"].east"),
    ("west", "us-west-2", "111111111111", "[\\\"registry.terraform.io/hashicorp/aws\\\"].west"),
  ]

  /// A resource of a state whose provider has an alias.
  private func aliased(_ type: String, _ name: String, _ attributes: String, alias: String) -> String {
    TerraformFiles.resource(type, name, attributes)
      .replacing("hashicorp/aws\\\"]", with: "hashicorp/aws\\\"].\(alias)")
  }

  private func twoRegions() -> [String] {
    Self.places.flatMap { name, region, account, _ in
      let arn = { (service: String, rest: String) in
        "\"arn\":\"arn:aws:\(service):\(region):\(account):\(rest)\""
      }
      return [
        aliased("aws_sqs_queue", name, "\"name\":\"orders\",\(arn("sqs", "orders"))", alias: name),
        aliased(
          "aws_dynamodb_table", name, "\"id\":\"orders\",\"name\":\"orders\",\(arn("dynamodb", "table/orders"))",
          alias: name),
        aliased("aws_ecs_cluster", name, "\"name\":\"main\",\(arn("ecs", "cluster/main"))", alias: name),
        aliased(
          "aws_ecs_service", name,
          "\"name\":\"shop\",\"id\":\"arn:aws:ecs:\(region):\(account):service/main/shop\",\"cluster\":\"main\",\"desired_count\":2",
          alias: name),
        aliased(
          "aws_rds_cluster", name, "\"id\":\"shop\",\"cluster_identifier\":\"shop\",\(arn("rds", "cluster:shop"))",
          alias: name),
        aliased(
          "aws_rds_cluster_instance", name,
          "\"id\":\"shop-1\",\"identifier\":\"shop-1\",\"cluster_identifier\":\"shop\",\(arn("rds", "db:shop-1"))",
          alias: name),
        aliased(
          "aws_db_subnet_group", name,
          "\"id\":\"shop-subnets\",\"name\":\"shop-subnets\",\(arn("rds", "subgrp:shop-subnets"))", alias: name),
        aliased(
          "aws_db_instance", name,
          "\"id\":\"db-\(name.uppercased())ABCDEFGHIJKL\",\"identifier\":\"db\",\"db_subnet_group_name\":\"shop-subnets\",\(arn("rds", "db:db"))",
          alias: name),
        aliased(
          "aws_instance", name,
          "\"id\":\"i-0\(name)\",\"private_ip\":\"10.0.0.5\",\(arn("ec2", "instance/i-0\(name)"))", alias: name),
        aliased(
          "aws_lambda_function", name,
          "\"function_name\":\"f\",\"environment\":[{\"variables\":{\"TABLE_NAME\":\"orders\",\"DB_HOST\":\"10.0.0.5\"}}],\(arn("lambda", "function:f"))",
          alias: name),
        // No ARN of its own: the provider says where it is.
        aliased("aws_cloudwatch_event_rule", name, "\"id\":\"nightly\",\"name\":\"nightly\"", alias: name),
        aliased(
          "aws_cloudwatch_event_target", name,
          "\"id\":\"nightly-t\",\"rule\":\"nightly\",\"arn\":\"arn:aws:lambda:\(region):\(account):function:f\"",
          alias: name),
      ]
    }
  }

  @Test("A plain name or a private address is that of the own region", arguments: ["east", "west"])
  func regions(name: String) throws {
    let answer = try ImportedAnswer(text: TerraformFiles.state(twoRegions()), file: "terraform.tfstate")
    #expect(answer.relations("aws_ecs_service.\(name)", .needs) == ["aws_ecs_cluster.\(name)"])
    #expect(answer.relations("aws_rds_cluster.\(name)", .needs) == ["aws_rds_cluster_instance.\(name)"])
    #expect(answer.relations("aws_db_instance.\(name)", .configuredBy) == ["aws_db_subnet_group.\(name)"])
    #expect(
      Set(answer.relations("aws_lambda_function.\(name)", .needs)) == [
        "aws_dynamodb_table.\(name)", "aws_instance.\(name)",
      ])
    #expect(
      Set(answer.relations("aws_cloudwatch_event_target.\(name)", .needs)) == [
        "aws_cloudwatch_event_rule.\(name)", "aws_lambda_function.\(name)",
      ])
    let other = name == "east" ? "us-west-2" : "us-east-1"
    #expect(try !answer.down(other).contains { $0.hasSuffix(".\(name)") })
  }

  @Test("What only another region or account has by a name is not meant")
  func otherHomes() throws {
    let state = TerraformFiles.state([
      aliased(
        "aws_ecs_cluster", "main", "\"name\":\"main\",\"arn\":\"arn:aws:ecs:eu-west-1:111111111111:cluster/main\"",
        alias: "home"),
      aliased(
        "aws_dynamodb_table", "t",
        "\"name\":\"orders\",\"arn\":\"arn:aws:dynamodb:eu-west-1:111111111111:table/orders\"", alias: "home"),
      aliased(
        "aws_instance", "db", "\"id\":\"i-0a\",\"private_ip\":\"10.0.0.5\",\"availability_zone\":\"eu-west-1a\"",
        alias: "home"),
      aliased(
        "aws_ecs_service", "far",
        "\"id\":\"arn:aws:ecs:us-east-1:111111111111:service/main/far\",\"name\":\"far\",\"cluster\":\"main\"",
        alias: "far"),
      aliased(
        "aws_lambda_function", "far",
        "\"function_name\":\"far\",\"arn\":\"arn:aws:lambda:us-east-1:111111111111:function:far\",\"environment\":[{\"variables\":{\"TABLE_NAME\":\"orders\",\"DB_HOST\":\"10.0.0.5\"}}]",
        alias: "far"),
      aliased(
        "aws_lambda_function", "other",
        "\"function_name\":\"other\",\"arn\":\"arn:aws:lambda:eu-west-1:222222222222:function:other\",\"environment\":[{\"variables\":{\"TABLE_NAME\":\"orders\"}}]",
        alias: "other"),
      aliased(
        "aws_lambda_function", "arn",
        "\"function_name\":\"arn\",\"arn\":\"arn:aws:lambda:us-east-1:111111111111:function:arn\",\"environment\":[{\"variables\":{\"TABLE\":\"arn:aws:dynamodb:eu-west-1:111111111111:table/orders\"}}]",
        alias: "far"),
    ])
    let answer = try ImportedAnswer(text: state, file: "terraform.tfstate")
    #expect(answer.relations("aws_ecs_service.far", .needs) == ["us-east-1/ecs-cluster/main"])
    #expect(answer.relations("aws_lambda_function.far", .needs) == ["us-east-1/address/10.0.0.5"])
    #expect(answer.relations("aws_lambda_function.other", .needs) == [])
    #expect(answer.relations("aws_lambda_function.arn", .needs) == ["aws_dynamodb_table.t"])
    for setting in ["TABLE_NAME", "DB_HOST"] {
      #expect(answer.unresolved.contains("aws_lambda_function.far \(setting) → a resource of that name elsewhere"))
    }
  }

  @Test("Names do not lead from one state into another, unless they are the only ones in the world")
  func otherEstates() throws {
    let folder = try TemporaryFolder()
    let one = TerraformFiles.state(
      [
        TerraformFiles.resource("aws_dynamodb_table", "t", "\"name\":\"orders\",\"id\":\"orders\""),
        TerraformFiles.resource("aws_ecs_cluster", "c", "\"name\":\"main\",\"id\":\"main\""),
        TerraformFiles.resource("aws_instance", "i", "\"id\":\"i-0aaa\",\"private_ip\":\"10.0.0.5\""),
        TerraformFiles.resource("aws_s3_bucket", "b", "\"id\":\"shop-files\",\"bucket\":\"shop-files\""),
      ], lineage: "1")
    let two = TerraformFiles.state(
      [
        TerraformFiles.resource(
          "aws_lambda_function", "f",
          "\"function_name\":\"f\",\"environment\":[{\"variables\":{\"TABLE_NAME\":\"orders\",\"HOST\":\"10.0.0.5\",\"BUCKET\":\"shop-files\"}}]"
        ),
        TerraformFiles.resource(
          "aws_autoscaling_group", "g", "\"name\":\"g\",\"launch_configuration\":\"lc\",\"vpc_zone_identifier\":[]"),
        TerraformFiles.resource(
          "aws_launch_configuration", "lc", "\"name\":\"lc\",\"user_data\":\"echo ECS_CLUSTER=main\""),
      ], lineage: "2")
    let answer = ImportedAnswer(
      try ModelLoader.load(
        [folder.write(one, to: "one.tfstate"), folder.write(two, to: "two.tfstate")], importers: ImportSources.all()))
    // The address is one in its own network.
    #expect(answer.relations("aws_lambda_function.f", .needs) == ["aws_s3_bucket.b", "two/address/10.0.0.5"])
  }

  @Test("In a plan the expression says which of two resources with one name is meant")
  func expressions() throws {
    func lambda(_ name: String) -> String {
      TerraformFiles.change(
        "aws_lambda_function.\(name)",
        "\"function_name\":\"\(name)\",\"environment\":[{\"variables\":{\"TABLE_NAME\":\"orders\"}}]", unknown: ["arn"])
    }
    func declaration(_ name: String, _ provider: String, _ expressions: String = "") -> String {
      "{\"address\":\"\(name)\",\"expressions\":{\(expressions)},\"provider_config_key\":\"\(provider)\"}"
    }
    func variables(_ table: String) -> String {
      "\"environment\":[{\"variables\":{\"references\":[\"aws_dynamodb_table.\(table).name\",\"aws_dynamodb_table.\(table)\"]}}]"
    }
    let plan = TerraformFiles.plan(
      ["east", "west"].map {
        TerraformFiles.change("aws_dynamodb_table.\($0)", "\"name\":\"orders\"", unknown: ["arn"])
      } + [lambda("near"), lambda("far"), lambda("plain")],
      [
        declaration("aws_dynamodb_table.east", "aws"), declaration("aws_dynamodb_table.west", "aws.west"),
        declaration("aws_lambda_function.near", "aws", variables("east")),
        declaration("aws_lambda_function.far", "aws", variables("west")),
        declaration("aws_lambda_function.plain", "aws.west"),
      ],
      providers:
        "\"aws\":{\"name\":\"aws\",\"expressions\":{\"region\":{\"constant_value\":\"us-east-1\"}}},\"aws.west\":{\"name\":\"aws\",\"alias\":\"west\",\"expressions\":{\"region\":{\"constant_value\":\"us-west-2\"}}}"
    )
    let answer = try ImportedAnswer(text: plan, file: "plan.json")
    #expect(answer.relations("aws_lambda_function.near", .needs) == ["aws_dynamodb_table.east"])
    #expect(answer.relations("aws_lambda_function.far", .needs) == ["aws_dynamodb_table.west"])
    #expect(answer.relations("aws_lambda_function.plain", .needs) == ["aws_dynamodb_table.west"])
  }

  @Test("A name of Azure is that of the own resource group, and one of Google that of the own project")
  func groupsAndProjects() throws {
    func group(_ name: String) -> [String] {
      let start = "/subscriptions/s/resourceGroups/\(name)/providers/Microsoft.Network"
      return [
        TerraformFiles.resource(
          "azurerm_virtual_network", name,
          "\"id\":\"\(start)/virtualNetworks/main\",\"name\":\"main\",\"resource_group_name\":\"\(name)\",\"location\":\"westeurope\"",
          provider: "azurerm"),
        TerraformFiles.resource(
          "azurerm_subnet", name,
          "\"id\":\"\(start)/virtualNetworks/main/subnets/app\",\"name\":\"app\",\"virtual_network_name\":\"main\",\"resource_group_name\":\"\(name)\"",
          provider: "azurerm"),
      ]
    }
    func project(_ name: String) -> [String] {
      [
        TerraformFiles.resource(
          "google_container_cluster", name,
          "\"id\":\"projects/\(name)/locations/europe-west1/clusters/k\",\"name\":\"k\",\"project\":\"\(name)\",\"location\":\"europe-west1\"",
          provider: "google"),
        TerraformFiles.resource(
          "google_container_node_pool", name,
          "\"id\":\"projects/\(name)/locations/europe-west1/clusters/k/nodePools/p\",\"name\":\"p\",\"cluster\":\"k\",\"project\":\"\(name)\",\"location\":\"europe-west1\"",
          provider: "google"),
      ]
    }
    let answer = try ImportedAnswer(
      text: TerraformFiles.state(group("blue") + group("green") + project("one") + project("two")),
      file: "terraform.tfstate")
    for name in ["blue", "green"] {
      #expect(answer.relations("azurerm_subnet.\(name)", .needs) == ["azurerm_virtual_network.\(name)"])
    }
    for name in ["one", "two"] {
      #expect(
        answer.relations("google_container_node_pool.\(name)", .startNeeds) == ["google_container_cluster.\(name)"])
    }
  }
}
