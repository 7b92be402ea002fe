import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

/// What is true of the shop over three zones, by what AWS answers about it.
///
/// Two statements can't be seen in these answers: that `batch` needs `catalog-replica`, for its start script was not asked
/// for, and what the distribution leads to, for the stand-in that was asked knows no origins.
@Suite struct AWSLiveShopTests {
  let model: Model
  let loaded: LoadedModel

  init() throws {
    loaded = try AWSLive.loaded.get()
    model = loaded.model
  }

  private func outcome(_ faults: String...) throws -> AWSLive.Outcome { try AWSLive.outcome(faults, in: model) }

  /// What is in one of the zones, and goes with it.
  private func zonal(_ zone: String) -> Set<String> {
    [
      "subnet public-\(zone)", "subnet app-\(zone)", "subnet data-\(zone)", "ec2-instance search-\(zone)",
      "ec2-instance web",
      "ebs-volume search-\(zone)", "ebs-volume /dev/sda1 of search-\(zone)", "ebs-volume /dev/sda1 of web",
    ]
  }

  @Test("The loss of zone A affects what it contains and what needs that")
  func zoneA() throws {
    let outcome = try outcome("eu-west-1a")
    let more: Set<String> = [
      "nat-gateway nat-a", "ec2-instance bastion", "ebs-volume /dev/sda1 of bastion", "ec2-instance batch",
      "ebs-volume /dev/sda1 of batch", "ebs-volume batch-scratch", "efs-mount-target fsmt-ed747d9b",
      "elasticache-cluster fragments", "elasticache-cluster sessions-001", "rds-instance reviews-writer",
      "egress the way out of app-a",
    ]
    #expect(outcome.down == zonal("a").union(more))
    #expect(
      outcome.degraded == [
        "rds-instance db-instance/orders", "elasticache-cluster sessions", "load-balancer shop-public",
        "load-balancer shop-search", "target-group search", "auto-scaling-group web",
        "ecs-service ecs-service/checkout",
        "lambda-function fulfil", "target-group lb-target-group/web", "target-group lb-target-group/checkout",
        "listener shop-public:80", "listener shop-search:9200", "listener-rule /checkout/*",
        "event-source-mapping orders to fulfil", "ingress the way in to shop-public", "dns-record www.shop.example",
        "dns-record orders-db.shop.example",
      ])
    #expect(outcome.redundancyLost.isSuperset(of: ["aurora-cluster reviews", "elasticache-cluster sessions"]))
    #expect(outcome.redundancyLost.contains("rds-instance db-instance/orders"))
    #expect(!outcome.down.contains("egress the way out of app-b"))
    #expect(!outcome.down.contains("egress the way out of app-c"))
  }

  @Test("The loss of zone B affects what it contains and what needs that")
  func zoneB() throws {
    let outcome = try outcome("eu-west-1b")
    #expect(outcome.down.isSuperset(of: zonal("b")))
    #expect(
      outcome.down.isSuperset(of: [
        "nat-gateway nat-b", "efs-mount-target fsmt-1b1c3a2a", "rds-instance catalog",
        "elasticache-cluster sessions-002",
        "egress the way out of app-b", "egress the way out of app-c", "auto-scaling-group web",
        "target-group lb-target-group/web", "listener shop-public:80", "ingress the way in to shop-public",
        "dns-record www.shop.example",
      ]))
    #expect(!outcome.down.contains("subnet app-c"))
    #expect(!outcome.down.contains("egress the way out of app-a"))
    // Only by addresses that are handed to it is the web known to need the catalog.
    #expect(outcome.confidences["auto-scaling-group web"] == .inferred)
    #expect(outcome.confidences["egress the way out of app-c"] == .declared)
    #expect(
      outcome.degraded == [
        "ecs-service ecs-service/checkout", "target-group lb-target-group/checkout", "listener-rule /checkout/*",
        "load-balancer shop-public", "load-balancer shop-search", "listener shop-search:9200", "target-group search",
        "lambda-function fulfil", "event-source-mapping orders to fulfil", "rds-instance catalog-replica",
      ])
    #expect(outcome.redundancyLost.isSuperset(of: ["elasticache-cluster sessions", "rds-instance db-instance/orders"]))
    #expect(!outcome.redundancyLost.contains("aurora-cluster reviews"))
  }

  @Test("The loss of zone C affects what it contains and what needs that")
  func zoneC() throws {
    let outcome = try outcome("eu-west-1c")
    #expect(outcome.down.isSuperset(of: zonal("c")))
    #expect(
      outcome.down.isSuperset(of: [
        "efs-mount-target fsmt-6f2774a1", "rds-instance catalog-replica", "rds-instance reviews-reader",
      ]))
    #expect(
      outcome.degraded == [
        "aurora-cluster reviews", "load-balancer shop-public", "auto-scaling-group web",
        "ecs-service ecs-service/checkout", "lambda-function fulfil", "target-group lb-target-group/web",
        "target-group lb-target-group/checkout", "listener shop-public:80", "listener-rule /checkout/*",
        "event-source-mapping orders to fulfil", "ingress the way in to shop-public", "dns-record www.shop.example",
      ])
    // No traffic came to search-c: the load balancer has no subnet there.
    for label in ["target-group search", "load-balancer shop-search", "listener shop-search:9200"] {
      #expect(!outcome.down.contains(label))
      #expect(!outcome.degraded.contains(label))
    }
    #expect(outcome.redundancyLost.contains("aurora-cluster reviews"))
  }

  @Test("Regional services stay up when a zone is lost", arguments: ["a", "b", "c"])
  func regionalServicesStand(_ zone: String) throws {
    let outcome = try outcome("eu-west-1\(zone)")
    for label in [
      "s3-bucket shop-assets-example", "sqs-queue orders-dlq", "sqs-queue sqs-queue/orders", "sns-topic shop-events",
      "dynamodb-table carts", "efs-file-system fs-29296905", "vpc shop", "internet-gateway shop",
    ] {
      #expect(model.components.contains { AWSLive.label($0) == label }, "\(label)")
      #expect(!outcome.down.contains(label), "\(label)")
      #expect(!outcome.degraded.contains(label), "\(label)")
    }
  }

  @Test("The loss of the orders database takes down what needs it")
  func theDatabaseOfOrders() throws {
    let outcome = try outcome("db-instance/orders")
    #expect(
      outcome.down == [
        "auto-scaling-group web", "ecs-service ecs-service/checkout", "lambda-function fulfil",
        "target-group lb-target-group/web", "target-group lb-target-group/checkout", "listener shop-public:80",
        "listener-rule /checkout/*", "ingress the way in to shop-public", "dns-record www.shop.example",
        "dns-record orders-db.shop.example", "event-source-mapping orders to fulfil",
      ])
    #expect(outcome.confidences["lambda-function fulfil"] == .inferred)
    #expect(outcome.confidences["dns-record orders-db.shop.example"] == .observed)
  }

  @Test("The loss of a NAT gateway takes down the egress that leads through it")
  func ways() throws {
    let natB = try outcome("nat-gateway nat-b")
    #expect(natB.down == ["egress the way out of app-b", "egress the way out of app-c"])
    #expect(natB.degraded.isEmpty)
    let natA = try outcome("nat-gateway nat-a")
    #expect(natA.down == ["egress the way out of app-a"])
    #expect(natA.degraded.isEmpty)
    let gateway = try outcome("internet-gateway shop")
    #expect(
      gateway.down.isSuperset(of: [
        "ingress the way in to shop-public", "dns-record www.shop.example", "nat-gateway nat-a", "nat-gateway nat-b",
        "egress the way out of app-a", "egress the way out of app-b", "egress the way out of app-c",
      ]))
    #expect(!gateway.down.contains("ec2-instance batch"))
  }

  @Test("Volumes and settings affect only what uses them")
  func partsAndSettings() throws {
    let volume = try outcome("ebs-volume search-a")
    #expect(volume.down == ["ec2-instance search-a"])
    #expect(volume.degraded.contains("target-group search"))
    #expect(try outcome("ebs-volume batch-scratch").down == ["ec2-instance batch"])
    let search = try outcome("load-balancer shop-search")
    #expect(search.down.isSuperset(of: ["auto-scaling-group web", "listener shop-public:80"]))
    let queue = try outcome("sqs-queue/orders")
    #expect(queue.down.isSuperset(of: ["ecs-service ecs-service/checkout", "event-source-mapping orders to fulfil"]))
    #expect(!queue.down.contains("lambda-function fulfil"))
    #expect(try outcome("orders-dlq").degraded.contains("sqs-queue sqs-queue/orders"))
    #expect(try outcome("orders-dlq").down.isEmpty)
    for quiet in [
      "kms-key d9f46d7f-e647-401d-bf29-18fce47ce152", "security-group sg-e80c24a3641d347f3",
      "efs-mount-target fsmt-ed747d9b",
    ] {
      let outcome = try outcome(quiet)
      #expect(outcome.down.isEmpty, "\(quiet)")
      #expect(outcome.degraded.isEmpty, "\(quiet)")
    }
    let group = try outcome("autoscaling-group/web")
    #expect(
      group.down == [
        "target-group lb-target-group/web", "listener shop-public:80", "ingress the way in to shop-public",
        "dns-record www.shop.example",
      ])
    // At risk with the key: what must be opened anew.
    let key = ComponentID("d9f46d7f-e647-401d-bf29-18fce47ce152")
    let atRisk = model.components.filter { component in
      component.requirements(.startNeeds).contains { $0.target == .component(key) }
    }
    #expect(
      Set(atRisk.map(AWSLive.label)) == [
        "rds-instance db-instance/orders", "ebs-volume search-a", "ebs-volume search-b", "ebs-volume search-c",
        "efs-file-system fs-29296905",
      ])
  }

  @Test("Resources have readable ids, names and sources")
  func idsAndSources() throws {
    #expect(model.name == "AWS eu-west-1")
    #expect(model["eu-west-1b"]?.isDomain == true)
    #expect(model["eu-west-1b"]?.domains == ["eu-west-1"])
    for id in [
      "catalog", "reviews", "reviews-writer", "shop-public", "fulfil", "carts", "sessions", "vol-f5f20ebec31a199b1",
      "www.shop.example",
    ] {
      #expect(model[ComponentID(id)] != nil, "\(id)")
    }
    #expect(model["vol-f5f20ebec31a199b1"]?.source == "ec2-volumes.json: vol-f5f20ebec31a199b1")
    #expect(
      model.components.filter { !$0.isDomain }.allSatisfy { $0.source?.contains(".json: ") == true && $0.place != nil })
    for component in model.components {
      for relation in component.relations where relation.kind != .in && relation.kind != .configuredBy {
        #expect(relation.requirement.source != nil, "\(component.id)")
      }
    }
  }

  @Test("The import report of the shop counts what was understood and skipped")
  func notes() throws {
    let report = try #require(loaded.imports.first)
    #expect(loaded.imports.count == 1)
    #expect(report.format == "AWS command line")
    #expect(report.files.count == 59)
    // Roles and profiles were not asked for: each reference to one is counted.
    #expect(report.notes.unresolved.count == 6)
    #expect(report.notes.unresolved.allSatisfy { $0.contains("arn:aws:iam::") })
    #expect(report.notes.ambiguous.isEmpty)
    #expect(
      report.notes.skipped.contains {
        $0.type == "aws_subnet" && $0.count == 3 && $0.reason.contains("default network")
      })
    #expect(report.notes.skipped.contains { $0.type == "aws_network_interface" && $0.count == 13 })
    #expect(report.notes.remarks.contains { $0.contains("i-dcff36b53b45f59ab") && $0.contains("no traffic") })
    #expect(report.notes.remarks.allSatisfy { !$0.contains("page") })
    // Nothing of the network that AWS made is left.
    #expect(
      !model.components.contains {
        $0.id.description.contains("vpc-8f38fae5017242f72") || $0.id.description == "subnet-56411fdc717da3ccb"
      })
  }

  @Test("The model contains ids and references, and no other text of the answers")
  func nothingButIdsAndReferences() throws {
    let text = try ModelWriter.text(of: model, as: .yaml)
    for value in ["IyEvYmlu", "export ORDERS", "not-a-real-secret", "aaaaaaaaaa.eu-west-1.rds", "testing", "10.40."] {
      #expect(!text.contains(value), "\(value)")
    }
  }
}
