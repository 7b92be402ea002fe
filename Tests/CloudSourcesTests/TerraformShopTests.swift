import DependencyModel
import Foundation
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// The shop over three zones, from its state, its raw state, its plan with the graph, and changes of it.
///
/// What is true was found by hand from the configuration. Where a source can't know, what it says instead is stated.
@Suite struct TerraformShopTests {
  static let folder = "terraform/shop-3az"
  static let state = Result { try ImportedAnswer(folder, "state.json") }
  static let raw = Result { try ImportedAnswer(folder, "terraform.tfstate") }
  static let plan = Result { try ImportedAnswer(folder, "plan.json", "graph.dot") }
  static let change = Result { try ImportedAnswer(folder, "change.json") }

  /// What is down in a zone, in every source.
  static let lost: [String: Set<String>] = [
    "a": [
      "aws_subnet.public[\"a\"]", "aws_subnet.app[\"a\"]", "aws_subnet.data[\"a\"]", "aws_nat_gateway.az[\"a\"]",
      "aws_instance.bastion", "aws_instance.batch", "aws_ebs_volume.batch", "aws_instance.search[\"a\"]",
      "aws_ebs_volume.search[\"a\"]", "aws_efs_mount_target.media[\"a\"]", "aws_elasticache_cluster.fragments",
      "aws_rds_cluster_instance.reviews[\"writer\"]",
    ],
    "b": [
      "aws_subnet.public[\"b\"]", "aws_subnet.app[\"b\"]", "aws_subnet.data[\"b\"]", "aws_nat_gateway.az[\"b\"]",
      "aws_instance.search[\"b\"]", "aws_ebs_volume.search[\"b\"]", "aws_efs_mount_target.media[\"b\"]",
      "aws_db_instance.catalog", "aws_autoscaling_group.web", "aws_lb_target_group.web", "aws_lb_listener.http",
      "ingress:aws_lb.public", "aws_route53_record.www", "aws_cloudfront_distribution.cdn",
    ],
    "c": [
      "aws_subnet.public[\"c\"]", "aws_subnet.app[\"c\"]", "aws_subnet.data[\"c\"]", "aws_instance.search[\"c\"]",
      "aws_ebs_volume.search[\"c\"]", "aws_efs_mount_target.media[\"c\"]", "aws_db_instance.catalog_replica",
      "aws_rds_cluster_instance.reviews[\"reader\"]", "aws_instance.batch",
    ],
  ]

  /// The ways out that are lost with a zone: b's gateway serves c too.
  static let egress: [String: Set<String>] = [
    "a": ["egress:aws_subnet.app[\"a\"]"],
    "b": ["egress:aws_subnet.app[\"b\"]", "egress:aws_subnet.app[\"c\"]"], "c": [],
  ]

  @Test("By the state, the loss of a zone takes down the expected resources", arguments: ["a", "b", "c"])
  func zonesFromState(zone: String) throws {
    for source in [Self.state, Self.raw] {
      let answer = try source.get()
      #expect(try answer.down("eu-west-1\(zone)") == Self.lost[zone]!.union(Self.egress[zone]!))
    }
  }

  /// Which gateway a way out leads to is not in the plan: either may take it down, and neither is a spare.
  @Test("By the plan, egress may need either gateway and is reported as ambiguous", arguments: ["a", "b", "c"])
  func zonesFromPlanAndGraph(zone: String) throws {
    let answer = try Self.plan.get()
    let ways = Set(["a", "b", "c"].map { "egress:aws_subnet.app[\"\($0)\"]" })
    #expect(try answer.down("eu-west-1\(zone)") == Self.lost[zone]!.union(zone == "c" ? [] : ways))
    let egress = answer.model[ComponentID("egress:aws_subnet.app[\"\(zone)\"]")]!.requirements(.needs)
    let gateways = ["aws_nat_gateway.az[\"a\"]", "aws_nat_gateway.az[\"b\"]"]
    #expect(egress.map { $0.text() } == ["any of \(gateways.joined(separator: ", "))"] + gateways)
    #expect(egress.map(\.confidence) == [.referenced, .assumed, .assumed])
    #expect(answer.loaded.imports[0].notes.ambiguous.contains { $0.contains("egress:aws_subnet.app[\"\(zone)\"]") })
  }

  @Test("By the state, the loss of a zone degrades the expected resources")
  func degradedFromState() throws {
    let answer = try Self.state.get()
    let always: Set = [
      "aws_lb.public", "aws_ecs_service.checkout", "aws_lambda_function.fulfil", "aws_lb_target_group.checkout",
      "aws_lb_listener_rule.checkout", "aws_lambda_event_source_mapping.fulfil", "aws_cloudwatch_event_target.nightly",
      // Where its nodes are is not in the state: the loss of any zone may interrupt it.
      "aws_elasticache_replication_group.sessions",
    ]
    let front: Set = [
      "aws_autoscaling_group.web", "aws_lb_target_group.web", "aws_lb_listener.http", "ingress:aws_lb.public",
      "aws_route53_record.www", "aws_cloudfront_distribution.cdn",
    ]
    let search: Set = ["aws_lb.search", "aws_lb_target_group.search", "aws_lb_listener.search"]
    #expect(
      try answer.degraded("eu-west-1a")
        == always.union(front).union(search).union(["aws_db_instance.orders", "aws_route53_record.db"]))
    #expect(
      try answer.degraded("eu-west-1b")
        == always.union(search).union(["aws_db_instance.catalog_replica", "aws_instance.batch"]))
    // Nothing came to search in c: the load balancer has no subnet there.
    #expect(try answer.degraded("eu-west-1c") == always.union(front).union(["aws_rds_cluster.reviews"]))
    #expect(try answer.fragile("eu-west-1a").isSuperset(of: ["aws_rds_cluster.reviews", "aws_db_instance.orders"]))
    #expect(try answer.fragile("eu-west-1b").contains("aws_db_instance.orders"))
    #expect(try !answer.fragile("eu-west-1b").contains("aws_rds_cluster.reviews"))
    for untouched in [
      "aws_s3_bucket.assets", "aws_sqs_queue.orders", "aws_sns_topic.events", "aws_dynamodb_table.carts",
    ] {
      for zone in ["a", "b", "c"] { #expect(try answer.impact("eu-west-1\(zone)")[untouched] == nil) }
    }
  }

  static let single: [(fault: String, down: Set<String>)] = [
    (
      "aws_db_instance.orders",
      [
        "aws_autoscaling_group.web", "aws_ecs_service.checkout", "aws_lambda_function.fulfil", "aws_route53_record.db",
        "aws_cloudwatch_event_target.nightly", "aws_lambda_event_source_mapping.fulfil",
        "aws_lb_target_group.checkout", "aws_lb_target_group.web", "aws_lb_listener.http",
        "aws_lb_listener_rule.checkout", "ingress:aws_lb.public", "aws_cloudfront_distribution.cdn",
        "aws_route53_record.www",
      ]
    ),
    ("aws_nat_gateway.az[\"b\"]", ["egress:aws_subnet.app[\"b\"]", "egress:aws_subnet.app[\"c\"]"]),
    ("aws_nat_gateway.az[\"a\"]", ["egress:aws_subnet.app[\"a\"]"]),
    ("aws_ebs_volume.search[\"a\"]", ["aws_instance.search[\"a\"]"]),
    ("aws_ebs_volume.batch", ["aws_instance.batch"]),
    (
      "aws_lb.search",
      [
        "aws_autoscaling_group.web", "aws_lb_listener.search", "aws_lb_target_group.web", "aws_lb_listener.http",
        "ingress:aws_lb.public", "aws_cloudfront_distribution.cdn", "aws_route53_record.www",
      ]
    ),
    (
      "aws_sqs_queue.orders",
      [
        "aws_ecs_service.checkout", "aws_lambda_event_source_mapping.fulfil", "aws_lb_target_group.checkout",
        "aws_lb_listener_rule.checkout",
      ]
    ),
    ("aws_sqs_queue.orders_dlq", []), ("aws_kms_key.data", []), ("aws_security_group.app", []),
    ("aws_iam_role.app", []),
    ("aws_launch_template.web", []), ("aws_efs_mount_target.media[\"a\"]", []),
    (
      "aws_internet_gateway.main",
      [
        "aws_nat_gateway.az[\"a\"]", "aws_nat_gateway.az[\"b\"]", "ingress:aws_lb.public", "aws_route53_record.www",
        "aws_cloudfront_distribution.cdn", "egress:aws_subnet.app[\"a\"]", "egress:aws_subnet.app[\"b\"]",
        "egress:aws_subnet.app[\"c\"]", "egress:aws_subnet.public[\"a\"]", "egress:aws_subnet.public[\"b\"]",
        "egress:aws_subnet.public[\"c\"]",
      ]
    ),
    (
      "aws_autoscaling_group.web",
      [
        "aws_lb_target_group.web", "aws_lb_listener.http", "ingress:aws_lb.public", "aws_cloudfront_distribution.cdn",
        "aws_route53_record.www",
      ]
    ),
  ]

  @Test("A single fault takes down the expected resources", arguments: single.indices)
  func singleFaults(index: Int) throws {
    let (fault, down) = Self.single[index]
    #expect(try Self.state.get().down(fault) == down, "\(fault)")
    if !fault.contains("nat_gateway") {
      // Both gateways have one way out in the plan too; what one alone takes is not known there.
      #expect(try Self.plan.get().down(fault) == down, "\(fault) from plan and graph")
    }
  }

  @Test("Keys, launch templates and egress are needed to start, and settings only count if they change")
  func whatIsOnlyAtRisk() throws {
    let answer = try Self.state.get()
    #expect(answer.relations("aws_db_instance.orders", .startNeeds) == ["aws_kms_key.data"])
    #expect(answer.relations("aws_ebs_volume.search[\"a\"]", .startNeeds) == ["aws_kms_key.data"])
    #expect(answer.relations("aws_efs_file_system.media", .startNeeds) == ["aws_kms_key.data"])
    #expect(answer.relations("aws_autoscaling_group.web", .startNeeds).contains("aws_launch_template.web"))
    #expect(
      answer.relations("aws_autoscaling_group.web", .startNeeds).contains {
        $0.contains("egress:aws_subnet.app[\"b\"]")
      })
    #expect(try answer.degraded("aws_sqs_queue.orders_dlq").contains("aws_sqs_queue.orders"))
    let changed = try ImportedAnswer(Self.folder, "state.json", followsConfiguration: true)
    #expect(try changed.down("aws_security_group.app").contains("aws_autoscaling_group.web"))
    #expect(try changed.down("aws_launch_template.web").contains("aws_autoscaling_group.web"))
  }

  @Test("Inferred requirements have their confidence and source")
  func confidence() throws {
    let web = try Self.state.get().model["aws_autoscaling_group.web"]!
    let catalog = web.requirements(.needs).first { $0.text() == "aws_db_instance.catalog" }
    #expect(catalog?.confidence == .inferred)
    #expect(catalog?.source == "state.json: aws_launch_template.web.user_data")
    for component in try Self.state.get().model.components where !component.isDomain {
      #expect(component.source != nil)
      for relation in component.relations where relation.kind != .in && relation.kind != .configuredBy {
        #expect(relation.requirement.source != nil, "\(component.id) → \(relation.requirement.text())")
      }
    }
  }

  @Test("Planned changes are faults, and the model is the one after them")
  func changes() throws {
    let answer = try Self.change.get()
    let faults = Dictionary(
      uniqueKeysWithValues: answer.model.faults.map { ($0.id.text, Set($0.levels.map(\.component.text))) })
    #expect(faults["plan/destroy"] == ["aws_eip.nat[\"b\"]", "aws_nat_gateway.az[\"b\"]"])
    #expect(
      faults["plan/replace"] == [
        "aws_ebs_volume.batch", "aws_instance.batch", "aws_ecs_task_definition.checkout", "aws_sqs_queue.orders",
        "aws_lambda_event_source_mapping.fulfil",
      ])
    #expect(faults["plan/update"]?.contains("aws_db_instance.orders") == true)
    // After it, all three ways out lead through zone a, and so does orders.
    let down = try answer.down("eu-west-1a")
    #expect(
      down.isSuperset(of: [
        "egress:aws_subnet.app[\"a\"]", "egress:aws_subnet.app[\"b\"]", "egress:aws_subnet.app[\"c\"]",
        "aws_db_instance.orders",
      ]))
    #expect(try answer.down("plan/replace").contains("aws_ecs_service.checkout"))
  }

  @Test("A plan that destroys everything is a fault of everything")
  func destruction() throws {
    let answer = try ImportedAnswer(Self.folder, "destroy.json")
    let destroyed = try #require(answer.model.fault("plan/destroy"))
    #expect(
      destroyed.levels.count
        == answer.model.components.filter { $0.source?.contains(": aws_") == true && !$0.id.text.contains(":") }.count)
  }

  @Test("A stream of planned changes beside a state makes faults of them")
  func eventStream() throws {
    let answer = try ImportedAnswer(Self.folder, "state.json", "change-stream.ndjson")
    #expect(answer.model.fault("plan/destroy")?.levels.count == 2)
    #expect(try answer.down("plan/replace").contains("aws_ecs_service.checkout"))
  }

  @Test("A graph alone gives the requirements between its resources", arguments: ["graph.dot", "graph-plan.dot"])
  func graphAlone(file: String) throws {
    let answer = try ImportedAnswer(Self.folder, file)
    #expect(answer.relations("aws_lb_listener.http", .needs).contains("aws_lb.public"))
    #expect(try answer.down("aws_vpc.main").contains("aws_subnet.app"))
    #expect(try answer.down("aws_security_group.app").isEmpty)
  }

  @Test("The notes count what was understood and skipped")
  func counts() throws {
    #expect(try Self.plan.get().loaded.imports[0].notes.understood == 105)
    #expect(
      try Self.state.get().loaded.imports[0].notes.skipped.map(\.type) == ["data.aws_ami", "data.aws_caller_identity"])
  }

  @Test("Other plans of the shop are read", arguments: ["replan.json", "destroy.json", "change.json"])
  func otherPlans(file: String) throws {
    #expect(try ImportedAnswer(Self.folder, file).model.components.count > 60)
  }
}
