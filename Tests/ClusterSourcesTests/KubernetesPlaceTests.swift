import DependencyModel
import ImportTestSupport
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// What fails with all places where pods may be, if the files don't say where they are.
@Suite struct KubernetesPlaceTests {
  private static func node(_ name: String, _ labels: String = "", _ spec: String = "{}") -> String {
    "apiVersion: v1\nkind: Node\nmetadata: { name: \(name), labels: { \(labels) } }\nspec: \(spec)"
  }

  private static func zone(_ zone: String, _ region: String = "r1") -> String {
    "topology.kubernetes.io/zone: \(zone), topology.kubernetes.io/region: \(region)"
  }

  private static let zones = [node("n1", zone("z1")), node("n2", zone("z2")), node("n3", zone("z3", "r2"))]

  private static func workload(_ kind: String, _ pod: String = "", name: String = "web") -> String {
    let template = "template: { metadata: { labels: { app: \(name) } }, spec: { \(pod) } }"
    return switch kind {
    case "Pod":
      "apiVersion: v1\nkind: Pod\nmetadata: { name: \(name) }\nspec: { \(pod.isEmpty ? "containers: []" : pod) }"
    case "Job": "apiVersion: batch/v1\nkind: Job\nmetadata: { name: \(name) }\nspec: { \(template) }"
    case "CronJob":
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: \(name) }\nspec: { jobTemplate: { spec: { \(template) } } }"
    default:
      "apiVersion: apps/v1\nkind: \(kind)\nmetadata: { name: \(name) }\nspec: { replicas: 2, \(template) }"
    }
  }

  private func read(_ objects: [String]) throws -> KubernetesReading {
    try KubernetesReading(text: objects.joined(separator: "\n---\n"))
  }

  /// What is surely down, without assumptions.
  private func surelyDown(_ read: KubernetesReading, _ faults: [String]) throws -> Set<String> {
    let impact = CompiledModel(read.model, options: .init(trust: .inferred)).impact(
      of: try FaultSet(faults, in: read.model))
    return Set(impact.effects.filter { $0.level == .down }.map { read.model.components[$0.component].id.text })
  }

  @Test(
    "The loss of all zones, or of a region with all of them, takes down each workload, whatever its kind",
    arguments: ["Deployment", "StatefulSet", "DaemonSet", "Pod", "Job", "CronJob"])
  func allZones(_ kind: String) throws {
    let read = try read(Self.zones + [Self.workload(kind)])
    let id = "default/\(kind.lowercased())/web"
    #expect(try surelyDown(read, ["z1", "z2", "z3"]).contains(id))
    #expect(try surelyDown(read, ["r1", "r2"]).contains(id))
    #expect(try surelyDown(read, ["node/n1", "node/n2", "node/n3"]).contains(id))
    #expect(try !surelyDown(read, ["node/n1", "node/n3"]).contains(id))
    #expect(try !surelyDown(read, ["z1", "z2"]).contains(id))
    #expect(try !surelyDown(read, ["r1"]).contains(id))
  }

  @Test("The loss of all nodes that fit takes a workload down, though their zones go on")
  func allNodes() throws {
    let oneZone = [Self.node("n1", Self.zone("z1")), Self.node("n2", Self.zone("z1"))]
    #expect(
      try surelyDown(try read(oneZone + [Self.workload("Deployment")]), ["node/n1", "node/n2"])
        .contains("default/deployment/web"))
    let pinned = try read(
      Self.zones + [Self.workload("Deployment", "nodeSelector: { topology.kubernetes.io/zone: z1 }")])
    #expect(try surelyDown(pinned, ["node/n1"]).contains("default/deployment/web"))
    #expect(try !surelyDown(pinned, ["node/n2"]).contains("default/deployment/web"))
    let many = (0..<60).map { Self.node("m\($0)", Self.zone("z\($0 % 2)")) }
    let large = try read(many + [Self.workload("Deployment")])
    #expect(try surelyDown(large, (0..<60).map { "node/m\($0)" }).contains("default/deployment/web"))
    #expect(try surelyDown(large, ["z0", "z1"]).contains("default/deployment/web"))
    #expect(try !surelyDown(large, ["z0"]).contains("default/deployment/web"))
  }

  @Test("Pods of a stateful set that were not seen are lost with all zones")
  func ordinals() throws {
    let read = try read(Self.zones + [Self.workload("StatefulSet")])
    #expect(try surelyDown(read, ["r1", "r2"]).isSuperset(of: ["default/pod/web-0", "default/pod/web-1"]))
  }

  @Test(
    "Only the places that pods may be in count",
    arguments: [
      ("nodeSelector: { disk: ssd }", ["z1", "z2"]),
      ("nodeSelector: { topology.kubernetes.io/region: r1 }", ["r1"]),
      ("nodeSelector: { kubernetes.io/hostname: n2 }", ["node/n2"]),
      ("nodeSelector: { topology.kubernetes.io/zone: z3 }", ["z3"]),
      ("nodeName: n1", ["node/n1"]),
      (
        "affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }] } } }",
        ["z1", "z2"]
      ),
      (
        "topologySpreadConstraints: [{ topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, maxSkew: 1, labelSelector: { matchLabels: { app: web } } }]",
        ["z1", "z2", "z3"]
      ),
    ])
  func restricted(_ pod: String, _ lost: [String]) throws {
    func labels(_ zone: String, _ region: String, _ more: String) -> String {
      "\(Self.zone(zone, region)), \(more)"
    }
    let read = try read([
      Self.node("n1", labels("z1", "r1", "disk: ssd, kubernetes.io/hostname: n1")),
      Self.node("n2", labels("z2", "r1", "disk: ssd, kubernetes.io/hostname: n2")),
      Self.node("n3", labels("z3", "r2", "disk: hdd, kubernetes.io/hostname: n3")), Self.workload("Deployment", pod),
      Self.workload("CronJob", pod, name: "job"),
    ])
    #expect(try surelyDown(read, lost).contains("default/deployment/web"))
    if !pod.hasPrefix("nodeName") { #expect(try surelyDown(read, lost).contains("default/cronjob/job")) }
  }

  @Test("The loss of all nodes counts where they state no zone, few or many", arguments: [2, 60])
  func nodesWithoutZones(_ count: Int) throws {
    let names = (0..<count).map { "n\($0)" }
    let read = try read(names.map { Self.node($0) } + [Self.workload("Deployment")])
    let nodes = names.map { "node/\($0)" }
    #expect(try surelyDown(read, nodes).contains("default/deployment/web"))
    #expect(try !surelyDown(read, Array(nodes.dropLast())).contains("default/deployment/web"))
  }

  @Test("A workload without pods in the files is lost with all zones, even where other pods are there")
  func besidePods() throws {
    let pod =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: api-1, ownerReferences: [{ kind: Deployment, name: api, controller: true }] }\nspec: { nodeName: n1 }"
    let read = try read(Self.zones + [Self.workload("Deployment", name: "api"), pod, Self.workload("Deployment")])
    #expect(
      try surelyDown(read, ["z1", "z2", "z3"]).isSuperset(of: ["default/deployment/web", "default/deployment/api"]))
    #expect(try !surelyDown(read, ["z1"]).contains("default/deployment/web"))
    #expect(try surelyDown(read, ["z1"]).contains("default/deployment/api"))
  }

  @Test("A daemon set that fits no node has no pods, and any other workload is reported")
  func fitsNothing() throws {
    let read = try read(
      Self.zones + [
        Self.workload("DaemonSet", "nodeSelector: { gpu: 'yes' }"),
        Self.workload("Deployment", "nodeSelector: { gpu: 'yes' }", name: "api"),
      ])
    #expect(read.model["default/daemonset/web"]?.units == 0)
    #expect(read.notes.remarks.contains { $0.hasPrefix("fits no node") && $0.contains("deployment/api") })
  }
}
