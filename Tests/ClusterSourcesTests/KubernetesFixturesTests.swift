import ClusterSources
import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Published manifests and a dump: what is true of them.
@Suite struct KubernetesFixturesTests {
  static let files: [String] = {
    let root = KubernetesReading.folder.path
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
  }()

  @Test("Each published manifest is read, and every component has a source", arguments: files)
  func eachFileIsRead(_ file: String) throws {
    let read = try KubernetesReading(file)
    #expect(read.notes.understood == read.notes.total)
    #expect(read.notes.understood > 0)
    for component in read.model.components where !component.isDomain {
      #expect(component.source != nil)
      #expect(component.place != nil)
      #expect(component.kind != nil)
    }
    for component in read.model.components {
      for relation in component.relations where relation.kind != .in && relation.kind != .configuredBy {
        #expect(relation.requirement.source != nil)
        #expect(relation.requirement.confidence != .declared)
      }
    }
  }

  @Test("There are 94 published manifests")
  func theyAreAllThere() { #expect(Self.files.count == 94) }

  // MARK: Online Boutique

  /// What is lost when a deployment is, every declared edge being hard.
  static let boutique: [(fails: String, lost: Set<String>)] = [
    ("redis-cart", ["cartservice", "checkoutservice", "frontend", "loadgenerator"]),
    ("productcatalogservice", ["recommendationservice", "checkoutservice", "frontend", "loadgenerator"]),
    ("currencyservice", ["checkoutservice", "frontend", "loadgenerator"]),
    ("cartservice", ["checkoutservice", "frontend", "loadgenerator"]),
    ("paymentservice", ["checkoutservice", "frontend", "loadgenerator"]),
    ("shippingservice", ["checkoutservice", "frontend", "loadgenerator"]),
    ("emailservice", ["checkoutservice", "frontend", "loadgenerator"]),
    ("checkoutservice", ["frontend", "loadgenerator"]),
    ("recommendationservice", ["frontend", "loadgenerator"]),
    ("adservice", ["frontend", "loadgenerator"]),
    ("frontend", ["loadgenerator"]),
    ("loadgenerator", []),
  ]

  @Test("A failure in the online boutique takes down the expected workloads", arguments: boutique.indices)
  func onlineBoutique(_ index: Int) throws {
    let (fails, lost) = Self.boutique[index]
    let fault = "default/deployment/\(fails)"
    let alone = try KubernetesReading("online-boutique/kubernetes-manifests.yaml")
    #expect(try alone.lostWorkloads(fault) == lost)
    // Policies and routes say nothing else.
    let all = try KubernetesReading("online-boutique", "online-boutique/network-policies")
    #expect(try all.lostWorkloads(fault) == lost)
  }

  @Test("The notes of the online boutique name the service that is missing")
  func onlineBoutiqueNotes() throws {
    let read = try KubernetesReading("online-boutique/kubernetes-manifests.yaml")
    #expect(read.notes.unresolved.count == 1)
    let missing = try #require(read.notes.unresolved.first)
    #expect(missing.hasPrefix("default/deployment/frontend → shoppingassistantservice: no Service"))
    #expect(missing.contains("env SHOPPING_ASSISTANT_SERVICE_ADDR"))
    #expect(!read.model.components.contains { $0.id.text.contains("shoppingassistant") })
    // The init container asks for it before the load starts; the load itself goes there too.
    let generator = "default/deployment/loadgenerator"
    #expect(read.requirements(.startNeeds, generator).contains("default/service/frontend"))
    #expect(read.requirements(.needs, generator) == ["default/service/frontend"])
    let requirement = try #require(read.model[ComponentID(generator)]?.requirements(.needs).first)
    #expect(requirement.confidence == .inferred)
    #expect(requirement.source == "kubernetes-manifests.yaml: Deployment/loadgenerator env FRONTEND_ADDR")
    #expect(requirement.place.map { $0.line > 500 } == true)
    let all = try KubernetesReading("online-boutique")
    #expect(all.requirements(.needs, "default/httproute/frontend-route").contains("default/gateway/istio-gateway"))
    #expect(try all.lost("default/deployment/frontend", of: "httproute") == ["default/httproute/frontend-route"])
  }

  @Test("Network policies are settings of the workloads they select, and leave nothing to guess where calls are known")
  func networkPolicies() throws {
    let read = try KubernetesReading("online-boutique", "online-boutique/network-policies")
    let settings = read.requirements(.configuredBy, "default/deployment/cartservice")
    #expect(settings.contains("default/networkpolicy/cartservice"))
    #expect(settings.contains("default/networkpolicy/deny-all"))
    // Who is let in is who was known to call: nothing is left to guess.
    for component in read.model.components { #expect(component.requirements(.uses).isEmpty, "\(component.id)") }
  }

  // MARK: The same on three zones

  @Test("The loss of zone A takes down the expected workloads")
  func zoneA() throws {
    let read = try KubernetesReading("cluster-dump")
    #expect(
      try read.lostWorkloads("eu-west-1a") == [
        "cartservice", "paymentservice", "emailservice", "checkoutservice", "frontend",
      ])
    #expect(
      try read.lostWorkloads("eu-west-1a", level: .degraded) == [
        "productcatalogservice", "shippingservice", "recommendationservice",
      ])
    #expect(
      try read.redundancyLost("eu-west-1a") == [
        "default/deployment/productcatalogservice", "default/deployment/shippingservice",
      ])
    #expect(try read.lost("eu-west-1a", of: "node/").count == 2)
    #expect(try read.lost("eu-west-1a", of: "/pod/").count == 7)
  }

  @Test("The loss of zone B takes down the expected workloads")
  func zoneB() throws {
    let read = try KubernetesReading("cluster-dump")
    #expect(
      try read.lostWorkloads("eu-west-1b") == ["redis-cart", "cartservice", "checkoutservice", "frontend"])
    #expect(
      try read.lostWorkloads("eu-west-1b", level: .degraded) == [
        "productcatalogservice", "currencyservice", "recommendationservice",
      ])
    let volume = "persistentvolume/pvc-d0f00a4d-a1b5-49c6-6f3b-0594bd74b933"
    #expect(try read.lost("eu-west-1b").contains(volume))
    #expect(try read.lostWorkloads(volume).contains("redis-cart"))
    // The volume is pinned to the zone: the pod can't start in another one.
    #expect(read.model[ComponentID(volume)]?.domains.map(\.text) == ["eu-west-1b"])
  }

  @Test("The loss of zone C takes down the expected workloads")
  func zoneC() throws {
    let read = try KubernetesReading("cluster-dump")
    // The front end is lost by its declared needs; its code would live without either.
    #expect(try read.lostWorkloads("eu-west-1c") == ["recommendationservice", "adservice", "frontend"])
    #expect(
      try read.lostWorkloads("eu-west-1c", level: .degraded) == [
        "currencyservice", "shippingservice", "checkoutservice",
      ])
  }

  @Test("Nodes, volumes and pods are in their zones")
  func places() throws {
    let read = try KubernetesReading("cluster-dump")
    let node = ComponentID("node/ip-10-0-2-10.eu-west-1.compute.internal")
    #expect(read.model[node]?.kind == "k8s/node")
    #expect(read.model[node]?.domains.map(\.text) == ["eu-west-1b"])
    #expect(read.model["eu-west-1b"]?.kind == "aws/availability-zone")
    #expect(read.model["eu-west-1b"]?.domains.map(\.text) == ["eu-west-1"])
    #expect(try read.lostWorkloads("eu-west-1").count == 11)
    let frontend = try #require(read.model["default/deployment/frontend"]?.requirements(.needs).first)
    #expect(frontend.confidence == .observed)
    #expect(frontend.text().hasPrefix("any of default/pod/frontend-"))
    // One replica set of a deployment is no component of its own.
    #expect(!read.model.components.contains { $0.kind == "k8s/replica-set" })
  }

  @Test("Components have the keys that join them with other sources")
  func identities() throws {
    let file = KubernetesReading.folder.appending(path: "cluster-dump/boutique-on-three-zones.json")
    let imported = try KubernetesImporter().model(of: [
      SourceFile(name: "dump.json", bytes: Array(try Data(contentsOf: file)))
    ])
    let keys = Dictionary(grouping: imported.identities, by: \.key).mapValues { $0.map(\.component.text) }
    #expect(keys["service:cartservice"] == ["default/deployment/cartservice"])
    #expect(keys["service:redis-cart"] == ["default/statefulset/redis-cart"])
    #expect(keys["service:frontend-external"] == ["default/service/frontend-external"])
    #expect(keys["host:cartservice.default.svc.cluster.local"] == ["default/service/cartservice"])
    #expect(keys["aws:i-01b00399ef113b132"] == ["node/ip-10-0-0-10.eu-west-1.compute.internal"])
    #expect(keys["aws:vol-0e6367e241d84867c"] == ["persistentvolume/pvc-d0f00a4d-a1b5-49c6-6f3b-0594bd74b933"])
    #expect(keys.values.allSatisfy { $0.count == 1 })
  }

  // MARK: Bookinfo

  static let bookinfo = ["platform-kube-bookinfo", "networking-destination-rule-all"].map { "bookinfo/\($0).yaml" }

  private func bookinfo(_ more: String...) throws -> KubernetesReading {
    let paths = (Self.bookinfo + more.map { "bookinfo/\($0).yaml" }).map {
      KubernetesReading.folder.appending(path: $0).path
    }
    return try KubernetesReading(ModelLoader.load(paths, importers: ImportSources.all()))
  }

  @Test("Without addresses in manifests, deployments need nothing")
  func noAddressesNoEdges() throws {
    let read = try bookinfo()
    for component in read.model.components where component.kind == "k8s/deployment" {
      #expect(component.requirements(.needs).isEmpty)
    }
    // Any version will do, as far as the Service is concerned.
    #expect(try read.lost("default/deployment/reviews-v1", of: "service/").isEmpty)
    #expect(try read.lost("default/deployment/reviews-v1", level: .degraded) == ["default/service/reviews"])
  }

  @Test("A route that sends all traffic to one version needs that version")
  func allTrafficToOneVersion() throws {
    let read = try bookinfo("networking-virtual-service-all-v1")
    #expect(
      try read.lost("default/deployment/reviews-v1") == ["default/virtualservice/reviews", "default/service/reviews"])
    #expect(try read.lost("default/deployment/reviews-v2").isEmpty)
    #expect(try read.lost("default/deployment/reviews-v2", level: .degraded).isEmpty)
    #expect(try read.lost("default/deployment/ratings-v1", of: "reviews").isEmpty)
  }

  @Test("A route that splits traffic needs any of the versions")
  func trafficBySharesIsRedundancy() throws {
    let read = try bookinfo("networking-virtual-service-reviews-90-10")
    #expect(
      read.requirements(.needs, "default/virtualservice/reviews") == [
        "any of default/deployment/reviews-v1 (90), default/deployment/reviews-v2 (10)"
      ])
    #expect(
      try read.lost("default/deployment/reviews-v1", level: .degraded) == [
        "default/virtualservice/reviews", "default/service/reviews",
      ])
    #expect(
      try read.lost("default/deployment/reviews-v1", "default/deployment/reviews-v2").contains(
        "default/service/reviews"))
    #expect(try read.lost("default/deployment/reviews-v3", level: .degraded).isEmpty)
  }

  @Test("The ratings service needs the database that its settings name")
  func ratingsNeedTheirDatabase() throws {
    let read = try bookinfo(
      "platform-kube-bookinfo-ratings-v2-mysql", "platform-kube-bookinfo-mysql",
      "networking-virtual-service-ratings-mysql")
    #expect(read.requirements(.needs, "default/deployment/ratings-v2-mysql") == ["default/service/mysqldb"])
    #expect(
      try read.lost("default/deployment/mysqldb-v1") == [
        "default/service/mysqldb", "default/deployment/ratings-v2-mysql", "default/virtualservice/ratings",
        "default/service/ratings",
      ])
    // A route alone names what is not there.
    let alone = try KubernetesReading("bookinfo/gateway-api-route-reviews-90-10.yaml")
    #expect(alone.notes.unresolved.count == 2)
  }

  @Test("Routes need their gateways, of Istio and of the Gateway API")
  func gatewaysOfTwoSorts() throws {
    let read = try KubernetesReading("bookinfo")
    #expect(
      read.requirements(.needs, "default/httproute/bookinfo") == [
        "default/service/productpage", "default/gateway/bookinfo-gateway",
      ])
    #expect(
      read.requirements(.needs, "default/virtualservice/bookinfo").last
        == "default/gateway.networking.istio.io/bookinfo-gateway")
    #expect(
      read.notes.remarks.contains { $0.contains("more than once") && $0.contains("default/virtualservice/reviews") })
  }

  // MARK: The others

  @Test("Addresses in the code of the voting app are not known")
  func addressesInTheCodeAreNotKnown() throws {
    let voting = try KubernetesReading("voting-app")
    #expect(voting.model.components.count == 9)
    for component in voting.model.components where component.kind == "k8s/deployment" {
      #expect(component.relations.isEmpty)
    }
    #expect(try voting.lost("default/deployment/redis") == ["default/service/redis"])
  }

  @Test("The hotel reservation has its deployments, volumes and claims")
  func hotelReservation() throws {
    let read = try KubernetesReading("hotel-reservation")
    let count: (String) -> Int = { kind in read.model.components.count { $0.kind == kind } }
    #expect(count("k8s/deployment") == 19)
    #expect(count("k8s/volume") == 6)
    #expect(count("k8s/volume-claim") == 6)
    for name in ["geo", "profile", "rate", "recommendation", "reservation", "user"] {
      #expect(
        try read.lost("persistentvolume/\(name)-pv") == [
          "default/persistentvolumeclaim/\(name)-pvc", "default/deployment/mongodb-\(name)",
          "default/service/mongodb-\(name)",
        ])
    }
    #expect(read.notes.remarks.count { $0.contains("is on the disk of a node") } == 1)
  }

  @Test("Voting databases survive the loss of one member of three, but not of two")
  func voters() throws {
    let read = try KubernetesReading("examples")
    for name in ["cockroachdb", "cassandra"] {
      let pod = { (ordinal: Int) in "default/pod/\(name)-\(ordinal)" }
      #expect(try read.lost(pod(0), of: "statefulset").isEmpty)
      #expect(try read.redundancyLost(pod(0)).contains("default/statefulset/\(name)"))
      #expect(try read.lost(pod(0), pod(1), of: "statefulset") == ["default/statefulset/\(name)"])
      // Seeds are the members themselves: nobody needs its own Service.
      #expect(read.requirements(.needs, "default/statefulset/\(name)").count == 1)
    }
    #expect(
      try read.lost("default/persistentvolumeclaim/datadir-cockroachdb-0") == ["default/pod/cockroachdb-0"])
    #expect(
      read.requirements(.configuredBy, "default/statefulset/cockroachdb") == [
        "default/poddisruptionbudget/cockroachdb-budget"
      ])
    #expect(read.notes.remarks.count { $0.contains("copies vote") } == 2)
  }

  @Test("The other published examples fail as expected")
  func otherExamples() throws {
    let read = try KubernetesReading("examples")
    #expect(try read.lost("disk/mongo-disk") == ["default/pod/mongo", "default/service/mongo"])
    #expect(
      try read.lost("default/replicationcontroller/meteor-controller") == ["default/service/meteor"])
    // The guest book finds its stores by DNS: in its code.
    #expect(try read.lost("default/deployment/redis-master") == ["default/service/redis-master"])
    #expect(!read.model.components.contains { $0.kind == "external" })
  }
}
