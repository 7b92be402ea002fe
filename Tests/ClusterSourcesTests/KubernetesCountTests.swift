import DependencyModel
import ImportTestSupport
import ModelFormats
import ResilienceAnalysis
import Testing

@testable import ClusterSources

/// How many pods there are, and what that means for redundancy.
@Suite struct KubernetesCountTests {
  private func read(_ parts: String...) throws -> KubernetesReading {
    try KubernetesReading(text: parts.map { "---\n" + $0 }.joined(separator: "\n"))
  }

  private func workload(
    _ name: String, _ spec: String = "", kind: String = "Deployment", pod: String = "containers: []"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: \(kind)
    metadata: { name: \(name) }
    spec: { \(spec)\(spec.isEmpty ? "" : ", ")template: { metadata: { labels: { app: \(name) } }, spec: { \(pod) } } }
    """
  }

  private func service(_ name: String, _ selector: String) -> String {
    "apiVersion: v1\nkind: Service\nmetadata: { name: \(name) }\nspec: { selector: { app: \(selector) }, ports: [{ port: 80 }] }"
  }

  private func scaler(_ name: String, _ spec: String, kind: String = "Deployment") -> String {
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: \(name) }\nspec: { scaleTargetRef: { kind: \(kind), name: \(name) }, \(spec) }"
  }

  // MARK: Units

  @Test(
    "The number of pods is that of the workload, one unless stated",
    arguments: [
      ("Deployment", "replicas: 3", 3), ("Deployment", "", 1), ("ReplicaSet", "replicas: 2", 2),
      ("StatefulSet", "replicas: 3", 3), ("StatefulSet", "", 1), ("Rollout", "replicas: 4", 4),
    ])
  func units(_ kind: String, _ spec: String, _ count: Int) throws {
    let text = workload("web", spec, kind: kind).replacing(
      "apps/v1", with: kind == "Rollout" ? "argoproj.io/v1" : "apps/v1")
    #expect(try read(text).model[ComponentID("default/\(kind.lowercased())/web")]?.units == count)
  }

  @Test("What scales a workload decides how few pods it may have")
  func scaled() throws {
    let read = try read(
      workload("a", "replicas: 5"), scaler("a", "minReplicas: 2, maxReplicas: 9"), workload("b"),
      scaler("b", "maxReplicas: 3"),
      workload("c", "replicas: 3", kind: "StatefulSet"), scaler("c", "minReplicas: 4", kind: "StatefulSet"),
      workload("d", "replicas: 2"),
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: d }\nspec: { scaleTargetRef: { name: d }, maxReplicaCount: 5 }",
      workload("e"),
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: e }\nspec: { scaleTargetRef: { name: e }, minReplicaCount: 3 }"
    )
    func units(_ id: String) -> Int? { read.model[ComponentID(id)]?.units }
    #expect(units("default/deployment/a") == 2)
    #expect(units("default/deployment/b") == 1)
    #expect(units("default/statefulset/c") == 4)
    #expect(read.model["default/pod/c-3"] != nil)
    #expect(units("default/deployment/d") == 2)
    #expect(units("default/deployment/e") == 3)
    #expect(read.model["default/horizontalpodautoscaler/a"]?.tags == ["minReplicas=2", "maxReplicas=9"])
    #expect(read.notes.remarks.contains { $0.hasPrefix("may be scaled to no pods") && $0.contains("deployment/d") })
  }

  @Test("Daemon sets have a pod on each node that they fit")
  func daemonSets() throws {
    let nodes = ["n1", "n2", "n3"].map { KubernetesObjectsTests.node($0, $0 == "n3" ? "z2" : "z1") }
    let tainted =
      "apiVersion: v1\nkind: Node\nmetadata: { name: n4 }\nspec: { taints: [{ key: gpu, effect: NoSchedule }] }"
    let read = try read(
      workload("agent", kind: "DaemonSet"),
      workload("all", kind: "DaemonSet", pod: "tolerations: [{ operator: Exists }]"),
      workload("some", kind: "DaemonSet", pod: "nodeSelector: { topology.kubernetes.io/zone: z1 }"), nodes[0], nodes[1],
      nodes[2], tainted)
    #expect(read.model["default/daemonset/agent"]?.units == 3)
    #expect(read.model["default/daemonset/all"]?.units == 4)
    #expect(read.model["default/daemonset/some"]?.units == 2)
    #expect(try read.lost("z1", of: "daemonset") == ["default/daemonset/some"])
    #expect(try read.lost("node/n1", level: .degraded, of: "daemonset").count == 3)
    let dump = workload("agent", kind: "DaemonSet") + "\nstatus: { desiredNumberScheduled: 7 }"
    #expect(try self.read(dump).model["default/daemonset/agent"]?.units == 7)
  }

  @Test("Every change of a count is a difference", arguments: ["replicas: 1", "replicas: 0", "replicas: 2"])
  func differences(_ spec: String) throws {
    func model(_ spec: String, _ least: Int = 2, _ budget: Int = 1) throws -> CompiledModel {
      let budget =
        "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b }\nspec: { minAvailable: \(budget), selector: { matchLabels: { app: b } } }"
      return CompiledModel(
        try read(
          workload("web", spec), service("web", "web"), workload("b"), scaler("b", "minReplicas: \(least)"), budget
        ).model)
    }
    let before = try model("replicas: 3")
    #expect(!ModelDiff(from: before, to: try model(spec)).changedComponents.isEmpty)
    #expect(!ModelDiff(from: before, to: try model("replicas: 3", 1)).changedComponents.isEmpty)
    #expect(!ModelDiff(from: before, to: try model("replicas: 3", 2, 2)).changedComponents.isEmpty)
    #expect(ModelDiff(from: before, to: try model("replicas: 3")).changedComponents.isEmpty)
  }

  // MARK: None

  @Test("A Service whose workloads have no pods is reported, and is a spare for nothing")
  func absent() throws {
    let path = { (name: String) in "{ backend: { service: { name: \(name) } } }" }
    let backend = { (name: String) in "{ name: \(name), port: 80 }" }
    let read = try read(
      workload("blue", "replicas: 0"), service("blue", "blue"), workload("green"), service("green", "green"),
      workload("app", "replicas: 2", pod: "containers: [{ env: [{ name: STORE_HOSTS, value: 'blue:80,green:80' }] }]"),
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec: { rules: [{ http: { paths: [\(path("blue")), \(path("green"))] } }] }",
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop }\nspec: { rules: [{ backendRefs: [\(backend("blue")), \(backend("green"))] }] }"
    )
    #expect(
      try read.lost("default/deployment/green") == [
        "default/service/green", "default/ingress/shop", "default/httproute/shop", "default/deployment/app",
      ])
    #expect(read.model["default/deployment/blue"]?.units == 0)
    #expect(read.model["default/deployment/blue"]?.unavailability == Unavailability(low: 1, high: 1))
    #expect(
      read.notes.remarks.contains(
        "has no endpoints, because what it selects is scaled to no pods: what needs it fails now: default/service/blue")
    )
  }

  @Test("A job that is suspended is reported")
  func suspended() throws {
    let read = try read(
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec: { suspend: true, jobTemplate: { spec: { template: { spec: { containers: [] } } } } }",
      "apiVersion: batch/v1\nkind: Job\nmetadata: { name: load }\nspec: { parallelism: 4, template: { spec: { containers: [] } } }"
    )
    #expect(read.model["default/job/load"]?.units == 4)
    #expect(read.notes.remarks == ["is suspended: nothing of it runs: default/cronjob/nightly"])
  }

  // MARK: Spread

  @Test("The number of domains that may be lost is that of the worst placement that the rule allows")
  func worstPlacement() {
    // Every placement of some pods in some domains, by counting.
    func placements(_ pods: Int, _ domains: Int) -> [[Int]] {
      if domains == 1 { return [[pods]] }
      return (0...pods).flatMap { first in placements(pods - first, domains - 1).map { [first] + $0 } }
    }
    for domains in 1...4 {
      for pods in 1...6 {
        for skew in [nil, 1, 2, 3] as [Int?] {
          for needed in 1...pods {
            let allowed = placements(pods, domains).filter { placement in
              skew.map { placement.max()! - placement.min()! <= $0 } ?? (placement.max()! <= 1)
            }
            guard !allowed.isEmpty else { continue }
            let expected = (0..<domains).last { lost in
              allowed.allSatisfy { placement in
                pods - placement.sorted(by: >).prefix(lost).reduce(0, +) >= needed
              }
            }
            let found = SpreadRule(skew: skew).tolerated(of: domains, pods: pods, needed: needed)
            #expect(found == expected, "\(pods) pods in \(domains) domains, skew \(skew ?? 0), \(needed) needed")
          }
        }
      }
    }
  }

  private func spread(
    _ replicas: Int, _ rule: String, kind: String = "Deployment", image: String = "shop"
  ) throws -> KubernetesReading {
    let nodes = (1...6).map { KubernetesObjectsTests.node("n\($0)", "z\(($0 - 1) % 3 + 1)") }
    let text = workload(
      "web", "replicas: \(replicas)", kind: kind,
      pod: "\(rule)\(rule.isEmpty ? "" : ", ")containers: [{ image: \(image) }]")
    return try KubernetesReading(
      text: (nodes + [text, service("web", "web")]).map { "---\n" + $0 }.joined(separator: "\n"))
  }

  private func constraint(_ key: String, _ when: String, app: String = "web", skew: Int = 1) -> String {
    "topologySpreadConstraints: [{ maxSkew: \(skew), topologyKey: \(key), whenUnsatisfiable: \(when), labelSelector: { matchLabels: { app: \(app) } } }]"
  }

  private static let zone = "topology.kubernetes.io/zone"

  @Test("Pods that must be spread over zones are redundant over them")
  func spreadOverZones() throws {
    let three = try spread(3, constraint(Self.zone, "DoNotSchedule"))
    #expect(try three.lost("z1").isDisjoint(with: ["default/deployment/web"]))
    #expect(try three.lost("z1", level: .degraded).contains("default/deployment/web"))
    #expect(try !three.lost("z1", "z2").contains("default/deployment/web"))
    #expect(try three.lost("z1", "z2", "z3").contains("default/service/web"))
    // Two pods are in two of three zones, and it is not known which.
    let two = try spread(2, constraint(Self.zone, "DoNotSchedule"))
    #expect(try !two.lost("z1").contains("default/deployment/web"))
    #expect(try two.lost("z1", "z2").contains("default/deployment/web"))
    let apart =
      "affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: \(Self.zone), labelSelector: { matchLabels: { app: web } } }] } }"
    #expect(try !spread(2, apart).lost("z1").contains("default/deployment/web"))
    let voters = try spread(3, constraint(Self.zone, "DoNotSchedule"), kind: "StatefulSet", image: "etcd")
    #expect(try !voters.lost("z1").contains("default/statefulset/web"))
    #expect(try voters.lost("z1", "z2").contains("default/statefulset/web"))
  }

  @Test(
    "Pods that nothing requires to be spread have no spare in another zone",
    arguments: [
      (0, "DoNotSchedule", 1), (3, "", 1), (1, "DoNotSchedule", 1), (3, "ScheduleAnyway", 1), (3, "DoNotSchedule", 3),
      (3, "other", 1),
    ])
  func notSpread(_ replicas: Int, _ when: String, _ skew: Int) throws {
    let rule =
      when.isEmpty
      ? ""
      : constraint(Self.zone, when == "other" ? "DoNotSchedule" : when, app: when == "other" ? "x" : "web", skew: skew)
    let read = try spread(replicas, rule)
    for zone in ["z1", "z2", "z3"] { #expect(try read.lost(zone).contains("default/deployment/web")) }
    let needs = read.model["default/deployment/web"]?.requirements(.needs) ?? []
    // Any of the nodes, any of the zones, and as an assumption each zone.
    #expect(needs.map(\.confidence) == [.inferred, .inferred, .assumed, .assumed, .assumed])
    #expect(needs.prefix(2).allSatisfy { $0.text(limit: 100).contains("any") })
    #expect(read.notes.remarks.contains { $0.hasPrefix("may have all pods in one zone") })
  }

  @Test("Pods that may not share a node survive the loss of any one")
  func spreadOverNodes() throws {
    let read = try spread(2, constraint("kubernetes.io/hostname", "DoNotSchedule"))
    #expect(try !read.lost("node/n1").contains("default/deployment/web"))
    #expect(try read.lost("node/n1", "node/n2").contains("default/deployment/web"))
  }

  @Test("Pods that must be spread over zones which the files don't name are reported")
  func unknownZones() throws {
    let read = try read(workload("web", "replicas: 3", pod: constraint(Self.zone, "DoNotSchedule")))
    #expect(
      read.notes.incomplete == [
        "default/deployment/web: its pods are spread over zones, and no node in the files names one"
      ])
  }

  // MARK: Budgets

  @Test(
    "A budget allows no eviction if it needs all pods",
    arguments: [
      ("minAvailable: 3", 3, true), ("minAvailable: 2", 3, false), ("minAvailable: 100%", 3, true),
      ("minAvailable: 50%", 1, true), ("minAvailable: 50%", 3, false), ("maxUnavailable: 0", 3, true),
      ("maxUnavailable: 0%", 3, true), ("maxUnavailable: 10%", 3, false), ("maxUnavailable: 1", 1, false),
      ("minAvailable: 1", 1, true), ("minAvailable: 4", 3, true), ("minAvailable: 1", 0, false),
      ("minAvailable: x", 2, false),
    ])
  func budgets(_ spec: String, _ replicas: Int, _ isBlocked: Bool) throws {
    let read = try read(
      workload("web", "replicas: \(replicas)"),
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { \(spec), selector: { matchLabels: { app: web } } }"
    )
    let tags = read.model["default/poddisruptionbudget/web"]?.tags ?? []
    #expect(tags.first == spec.replacing(": ", with: "="))
    #expect(tags.contains("no-eviction") == isBlocked)
  }

  @Test("A budget for pods that may be scaled down to as many as it needs allows no eviction")
  func budgetOfScaled() throws {
    let read = try read(
      workload("web", "replicas: 5"), scaler("web", "minReplicas: 2"),
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 2, selector: { matchLabels: { app: web } } }",
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: gone }\nspec: { minAvailable: 2, selector: { matchLabels: { app: gone } } }"
    )
    #expect(read.model["default/poddisruptionbudget/web"]?.tags.contains("no-eviction") == true)
    #expect(read.notes.unresolved == ["default/poddisruptionbudget/gone: its selector matches nothing in the files"])
  }
}
