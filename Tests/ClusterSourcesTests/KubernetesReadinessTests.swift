import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// Endpoints that are not ready, and workloads that may have no pods.
@Suite struct KubernetesReadinessTests {
  private func read(_ objects: String...) throws -> KubernetesReading {
    try KubernetesReading(text: objects.joined(separator: "\n---\n"))
  }

  private static let service =
    "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }"
  private static let deployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2, template: { metadata: { labels: { app: web } }, spec: {} } }"

  private static func pod(_ name: String, owner: Bool = true, ready: Bool = true) -> String {
    let owner = owner ? ", ownerReferences: [{ kind: Deployment, name: web, controller: true }]" : ""
    return
      "apiVersion: v1\nkind: Pod\nmetadata: { name: \(name), labels: { app: web }\(owner) }\nspec: { nodeName: n-\(name) }\nstatus: { conditions: [{ type: Ready, status: '\(ready ? "True" : "False")' }] }"
  }

  private static func slice(_ endpoints: (name: String, conditions: String)...) -> String {
    let items = endpoints.map { name, conditions in
      "{ addresses: [10.0.0.1], conditions: { \(conditions) }, nodeName: n-\(name), targetRef: { kind: Pod, name: \(name) } }"
    }
    return
      "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: web-x, labels: { kubernetes.io/service-name: web } }\nendpoints: [\(items.joined(separator: ", "))]"
  }

  private static let notServing = [
    "ready: false", "ready: false, serving: false, terminating: true", "terminating: true",
    "ready: false, serving: true, terminating: true",
  ]

  @Test("An endpoint that is not ready is no spare, for pods of a workload", arguments: notServing)
  func notReady(_ conditions: String) throws {
    let slice = Self.slice(("web-a", "ready: true"), ("web-b", conditions))
    for pods in [[], [Self.pod("web-a"), Self.pod("web-b")]] {
      let text = ([Self.service, Self.deployment, slice] + pods).joined(separator: "\n---\n")
      let read = try KubernetesReading(text: text)
      #expect(try read.lost("node/n-web-a").contains("default/service/web"))
      #expect(try !read.lost("node/n-web-b").contains("default/service/web"))
    }
  }

  @Test("An endpoint that is not ready is no spare, for bare pods", arguments: notServing)
  func barePods(_ conditions: String) throws {
    let read = try read(
      Self.service, Self.pod("a", owner: false), Self.pod("b", owner: false),
      Self.slice(("a", "ready: true"), ("b", conditions)))
    #expect(try read.lost("node/n-a").contains("default/service/web"))
    #expect(try !read.lost("node/n-b").contains("default/service/web"))
    let dumped = try self.read(Self.service, Self.pod("a", owner: false), Self.pod("b", owner: false, ready: false))
    #expect(try dumped.lost("node/n-a").contains("default/service/web"))
  }

  @Test("An older object of endpoints counts those that are not ready in the same way")
  func olderEndpoints() throws {
    let address = { (name: String) in "{ ip: 10.0.0.1, nodeName: n-\(name), targetRef: { kind: Pod, name: \(name) } }" }
    let read = try read(
      Self.service, Self.deployment,
      "apiVersion: v1\nkind: Endpoints\nmetadata: { name: web }\nsubsets: [{ addresses: [\(address("web-a"))], notReadyAddresses: [\(address("web-b"))] }]"
    )
    #expect(try read.lost("node/n-web-a").contains("default/service/web"))
    #expect(try !read.lost("node/n-web-b").contains("default/service/web"))
  }

  @Test(
    "A Service without any ready pod is down now, and that is reported",
    arguments: [
      [deployment, slice(("web-a", "ready: false"), ("web-b", "ready: false"))], [deployment, slice()],
      [pod("a", owner: false, ready: false)], [deployment, pod("web-a", ready: false), pod("web-b", ready: false)],
    ])
  func noneReady(_ objects: [String]) throws {
    let read = try KubernetesReading(text: ([Self.service] + objects).joined(separator: "\n---\n"))
    #expect(read.model["default/service/web"]?.unavailability == Unavailability(low: 1, high: 1))
    #expect(read.notes.remarks.contains { $0.hasPrefix("has no ready endpoints") })
  }

  @Test("A Service without a selector whose addresses are not ready is down now")
  func withoutSelector() throws {
    let read = try read(
      "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }",
      "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: w, labels: { kubernetes.io/service-name: web } }\nendpoints: [{ addresses: [10.0.0.9], conditions: { ready: false } }]"
    )
    #expect(read.model["default/service/web"]?.unavailability == Unavailability(low: 1, high: 1))
    #expect(read.model["default/address/10.0.0.9"] != nil)
  }

  @Test("A Service that publishes addresses which are not ready counts all")
  func publishesAll() throws {
    let service = Self.service.replacing("ports:", with: "publishNotReadyAddresses: true, ports:")
    let read = try read(
      service, Self.pod("a", owner: false), Self.pod("b", owner: false, ready: false),
      Self.slice(("a", "ready: true"), ("b", "ready: false")))
    #expect(try !read.lost("node/n-a").contains("default/service/web"))
    let none = try self.read(service, Self.deployment, Self.slice(("web-a", "ready: false")))
    #expect(none.model["default/service/web"]?.unavailability == nil)
  }

  // MARK: No pods now

  private static func scaled(_ replicas: String, _ scaler: String) -> String {
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { \(replicas)template: { metadata: { labels: { app: web } }, spec: {} } }\n---\n"
      + "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web\(scaler.hasPrefix("@") ? scaler.dropFirst() : "") }\nspec: { scaleTargetRef: { name: web }\(scaler.hasPrefix("@") ? "" : scaler) }"
  }

  @Test(
    "A workload that is scaled as it is asked for is not absent",
    arguments: [
      ("replicas: 0, ", "", nil), ("replicas: 0, ", ", minReplicaCount: 0", nil),
      ("replicas: 0, ", ", minReplicaCount: 2", 2),
      ("replicas: 4, ", ", minReplicaCount: 0", 4), ("", "", nil), ("replicas: 5, ", ", minReplicaCount: 2", 2),
      ("replicas: 3, ", "@, annotations: { autoscaling.keda.sh/paused-replicas: '0' }", 0),
    ] as [(String, String, Int?)])
  func onDemand(_ replicas: String, _ scaler: String, _ units: Int?) throws {
    let read = try read(Self.service, Self.scaled(replicas, scaler))
    let isAbsent = units == 0
    #expect(read.model["default/deployment/web"]?.units == units)
    #expect((read.model["default/deployment/web"]?.unavailability != nil) == isAbsent)
    #expect(read.notes.remarks.contains { $0.contains("nothing of it runs") } == isAbsent)
    #expect(read.notes.remarks.contains { $0.contains("has no endpoints") } == isAbsent)
  }

  @Test("An autoscaler of the cluster leaves a workload without pods alone")
  func disabledAutoscaler() throws {
    let read = try read(
      Self.deployment.replacing("replicas: 2", with: "replicas: 0"),
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: 2, scaleTargetRef: { kind: Deployment, name: web } }"
    )
    #expect(read.model["default/deployment/web"]?.units == 0)
  }

  private static func rollout(_ reference: String) -> String {
    "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web }\nspec: { replicas: 3, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web\(reference) } }"
  }

  @Test(
    "The Deployment that a Rollout refers to is not absent, and the Rollout has its pods",
    arguments: [("replicas: 0", ""), ("replicas: 2", ", scaleDown: onsuccess")])
  func rollouts(_ replicas: String, _ reference: String) throws {
    let pod = "spec: { containers: [{ env: [{ name: DB_HOST, value: db.example.com }] }] }"
    let read = try read(
      Self.service, Self.rollout(reference),
      Self.deployment.replacing("replicas: 2", with: replicas).replacing("spec: {}", with: pod))
    #expect(read.model["default/rollout/web"]?.units == 3)
    #expect(read.model["default/deployment/web"]?.unavailability == nil)
    #expect(read.requirements(.needs, "default/service/web") == ["default/rollout/web"])
    #expect(try read.lost("host/db.example.com").isSuperset(of: ["default/rollout/web", "default/service/web"]))
    #expect(!read.notes.remarks.contains { $0.contains("no pods") })
  }

  @Test("A Rollout and the Deployment that it leaves running are both behind a Service")
  func bothRun() throws {
    let read = try read(Self.service, Self.rollout(""), Self.deployment)
    #expect(try !read.lost("default/deployment/web").contains("default/service/web"))
  }

  @Test("The pods of a stateful set are numbered from its start")
  func ordinals() throws {
    let read = try read(
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { replicas: 2, ordinals: { start: 5 }, serviceName: db, template: { spec: {} } }"
    )
    #expect(read.model["default/pod/db-5"] != nil)
    #expect(read.model["default/pod/db-6"] != nil)
    #expect(read.model["default/pod/db-0"] == nil)
  }

  // MARK: Relatedness

  private static func app(_ name: String, _ environment: String = "") -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: \(name) }
    spec: { template: { metadata: { labels: { app: \(name) } }, spec: { containers: [{ env: [\(environment)], envFrom: [{ configMapRef: { name: shared } }] }] } } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: \(name) }
    spec: { selector: { app: \(name) } }
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: shared }
    """
  }

  @Test("Services and settings of workloads say nothing of what workloads need of each other")
  func relatedness() throws {
    let silent = try KubernetesReading(text: (0..<12).map { Self.app("s\($0)") }.joined(separator: "\n---\n"))
    #expect(silent.model.relatedness.isLow)
    #expect(silent.model.relatedness.related == 0)
    let apps = (0..<12).map { Self.app("s\($0)", $0 > 0 ? "{ name: U, value: 'http://s\($0 - 1):80' }" : "") }
    let calling = try KubernetesReading(text: apps.joined(separator: "\n---\n"))
    #expect(!calling.model.relatedness.isLow)
    // All but the Service that nothing calls.
    #expect(calling.model.relatedness.related == 23)
  }

  @Test("Workloads that call the Services of operators name another one")
  func operatorsAreNamed() throws {
    let broker =
      "apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: { name: mq }\nspec: { replicas: 3 }"
    let apps = (0..<5).map { Self.app("s\($0)", "{ name: MQ, value: 'amqp://mq:5672' }") }
    let read = try KubernetesReading(text: ([broker] + apps).joined(separator: "\n---\n"))
    #expect(!read.notes.remarks.contains { $0.contains("names another one") })
  }
}
