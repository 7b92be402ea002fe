import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// Pods, stateful sets, volumes, routes, and what a cluster leans on.
@Suite struct KubernetesObjectsTests {
  private func list(_ items: String...) throws -> KubernetesReading {
    let text = items.map { "---\n" + $0 }.joined(separator: "\n")
    return try KubernetesReading(text: text)
  }

  static func pod(
    _ name: String, _ namespace: String = "default", labels: String = "{}", owner: String? = nil, node: String? = nil,
    ready: Bool = true, phase: String = "Running", spec: String = ""
  ) -> String {
    let owners = owner.map {
      "[{ controller: true, kind: \($0.split(separator: "/")[0]), name: \($0.split(separator: "/")[1]) }]"
    }
    return """
      apiVersion: v1
      kind: Pod
      metadata: { name: \(name), namespace: \(namespace), labels: \(labels), ownerReferences: \(owners ?? "[]") }
      spec: { \(node.map { "nodeName: \($0), " } ?? "")containers: []\(spec.isEmpty ? "" : ", " + spec) }
      status: { phase: \(phase), conditions: [{ type: Ready, status: "\(ready ? "True" : "False")" }] }
      """
  }

  static func node(_ name: String, _ zone: String) -> String {
    "apiVersion: v1\nkind: Node\nmetadata: { name: \(name), labels: { topology.kubernetes.io/zone: \(zone) } }"
  }

  // MARK: Pods

  @Test("Pods alone are grouped by their owners")
  func podsAlone() throws {
    // Nothing but pods was dumped: owners are known by name, deployments by the hash in that of their replica sets.
    let hash = "{ app: web, pod-template-hash: 5f4 }"
    let read = try list(
      Self.pod("web-5f4-a", labels: hash, owner: "ReplicaSet/web-5f4", node: "n1"),
      Self.pod("web-5f4-b", labels: hash, owner: "ReplicaSet/web-5f4", node: "n2"),
      Self.pod("web-5f4-c", labels: hash, owner: "ReplicaSet/web-5f4", node: "n2", ready: false),
      Self.pod("web-5f4-d", labels: hash, owner: "ReplicaSet/web-5f4", node: "n2", phase: "Failed"),
      Self.pod("kube-proxy-n1", "kube-system", owner: "Node/n1", node: "n1"),
      Self.pod("job-1-x", owner: "Job/job-1", node: "n1"), Self.pod("lonely", node: "n2"), Self.node("n1", "z1"))
    #expect(
      read.requirements(.needs, "default/deployment/web") == ["any of default/pod/web-5f4-a, default/pod/web-5f4-b"])
    #expect(try read.lost("node/n2", of: "web") == ["default/pod/web-5f4-b", "default/pod/web-5f4-c"])
    #expect(try read.lost("z1", of: "/pod/") == ["default/pod/web-5f4-a", "kube-system/pod/kube-proxy-n1"])
    #expect(read.model["default/pod/lonely"] != nil)
    #expect(read.model["default/pod/web-5f4-d"] == nil)
    #expect(read.notes.skipped.map(\.reason) == ["has ended", "belongs to a job, which makes others"])
    #expect(
      read.notes.remarks == ["some pods are not ready, and are not counted on: default/deployment/web"])
  }

  @Test("A service of one pod of a set needs that pod, and an unstated quorum is reported")
  func serviceOfSomePods() throws {
    let service = { (name: String, selector: String) in
      "apiVersion: v1\nkind: Service\nmetadata: { name: \(name) }\nspec: { selector: { \(selector) }, ports: [{ port: 1 }] }"
    }
    let set = """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: db }
      spec: { replicas: 2, template: { metadata: { labels: { app: db } }, spec: { containers: [{ env: [{ name: KEY_HOST, value: keys }, { name: SAFE_HOST, value: safe }] }] } } }
      """
    let read = try list(
      set, service("db", "app: db"), service("first", "statefulset.kubernetes.io/pod-name: db-0"),
      service("safe", "app: safe"),
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: safe }\nspec: { template: { metadata: { labels: { app: safe } } } }"
    )
    #expect(read.requirements(.needs, "default/service/db") == ["default/statefulset/db"])
    #expect(read.requirements(.needs, "default/service/first") == ["all of default/pod/db-0, default/statefulset/db"])
    #expect(try read.lost("default/pod/db-0", of: "service") == ["default/service/first"])
    #expect(try read.lost("default/pod/db-1", of: "service").isEmpty)
    #expect(try read.lost("default/deployment/safe", of: "first") == ["default/service/first"])
    try #require(read.notes.ambiguous.count == 1)
    #expect(read.notes.ambiguous[0].hasPrefix("default/statefulset/db: the manifest does not state how many"))
    #expect(read.model["default/statefulset/db"]?.requirements(.needs).first?.confidence == .assumed)
  }

  @Test(
    "An annotation states how many members a set needs",
    arguments: [
      ("majority", "3 of", Confidence.declared), ("any", "any of", .declared), ("all", "all of", .declared),
      ("4", "4 of", .declared), ("6", "any of", .assumed), ("0", "any of", .assumed), ("x", "any of", .assumed),
    ])
  func statedQuorum(_ annotation: String, _ start: String, _ confidence: Confidence) throws {
    let read = try list(
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: s, annotations: { whatfails/needs: "\(annotation)" } }
      spec: { replicas: 5, template: { spec: { containers: [{ image: shop }] } } }
      """)
    let requirement = try #require(read.model["default/statefulset/s"]?.requirements(.needs).first)
    #expect(requirement.text().hasPrefix(start))
    #expect(requirement.confidence == confidence)
    #expect(read.notes.remarks.isEmpty == (confidence == .declared))
  }

  @Test(
    "The image of a set tells whether its members vote",
    arguments: [
      ("quay.io/coreos/etcd:v3.5", "2 of"), ("bitnami/zookeeper@sha256:00", "2 of"),
      ("cockroachdb/cockroach:v1", "2 of"),
      ("redis:7", "any of"), ("example/etcdctl:1", "any of"), ("localhost:5000/consul", "2 of"),
    ])
  func votingImages(_ image: String, _ start: String) throws {
    let read = try list(
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: s }
      spec: { replicas: 3, template: { spec: { containers: [{ image: "\(image)" }] } } }
      """)
    #expect(read.requirements(.needs, "default/statefulset/s")[0].hasPrefix(start))
  }

  // MARK: Volumes

  @Test("Volumes fail with the zones and nodes of their affinity, and claims and pods with them")
  func volumes() throws {
    let volume = { (name: String, rest: String) in
      "apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: \(name) }\nspec: { \(rest) }"
    }
    let affinity = { (key: String, values: String) in
      "nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: \(key), operator: In, values: \(values) }] }] } }"
    }
    let claim = { (name: String, rest: String) in
      "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: \(name) }\nspec: { \(rest) }"
    }
    let read = try list(
      volume("zonal", "claimRef: { name: a }, " + affinity("topology.kubernetes.io/zone", "[z1]")),
      volume("regional", affinity("topology.gke.io/zone", "[z1, z2]")),
      volume("local", "local: {}, " + affinity("kubernetes.io/hostname", "[n1]")),
      volume("shared", "nfs: { server: files.example.com, path: / }"),
      claim("a", "storageClassName: fast"),
      claim("b", "volumeName: regional"),
      "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }", Self.node("n1", "z1"),
      Self.pod("p", node: "n1", spec: "volumes: [{ name: v, persistentVolumeClaim: { claimName: a } }]"))
    #expect(try read.lost("z1", of: "persistentvolume/") == ["persistentvolume/zonal", "persistentvolume/local"])
    #expect(try read.lost("z1", level: .degraded, of: "regional") == ["persistentvolume/regional"])
    #expect(try read.lost("node/n1", of: "persistent") == ["persistentvolume/local"])
    #expect(try read.lost("persistentvolume/zonal") == ["default/persistentvolumeclaim/a", "default/pod/p"])
    #expect(try read.lost("disk/files.example.com") == ["persistentvolume/shared"])
    #expect(read.requirements(.startNeeds, "default/persistentvolumeclaim/a") == ["storageclass/fast"])
    #expect(try read.lost("storageclass/fast").isEmpty)
  }

  // MARK: Ways in

  @Test("An ingress needs its services, its class and its certificate")
  func ingress() throws {
    let backend = { (name: String) in "{ service: { name: \(name), port: { number: 80 } } }" }
    let read = try list(
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop }
      spec:
        ingressClassName: nginx
        tls: [{ hosts: [shop.example.com], secretName: certificate }]
        rules: [{ host: shop.example.com, http: { paths: [{ backend: \(backend("web")) }, { backend: \(backend("api")) }] } }]
      """, "apiVersion: v1\nkind: Secret\nmetadata: { name: certificate }",
      "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: controller, namespace: ingress-nginx }\nspec: { template: { metadata: { labels: { app.kubernetes.io/name: ingress-nginx } } } }",
      KubernetesReadingTests.app("web"), KubernetesReadingTests.app("api"))
    let shop = "default/ingress/shop"
    #expect(
      read.requirements(.needs, shop) == [
        "any of default/service/web, default/service/api", "ingressclass/nginx",
      ])
    // A path that is lost is not the whole Ingress.
    #expect(try read.lost("default/deployment/web", level: .degraded) == [shop])
    #expect(try read.lost("default/deployment/web", "default/deployment/api").contains(shop))
    #expect(try read.lost("ingress-nginx/deployment/controller") == ["ingressclass/nginx", shop])
    #expect(read.requirements(.startNeeds, shop) == ["default/secret/certificate"])
    #expect(try read.lost("default/secret/certificate").isEmpty)
  }

  @Test("A route uses destinations under a condition, needs the first one without, and ignores the rest")
  func conditionsOfMeshRoutes() throws {
    let read = try list(
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web }
      spec:
        hosts: [web.default.svc.cluster.local]
        http:
        - { match: [{ headers: { x: { exact: y } } }], route: [{ destination: { host: api } }] }
        - { route: [{ destination: { host: web } }] }
        - { route: [{ destination: { host: never } }] }
      """, KubernetesReadingTests.app("web"), KubernetesReadingTests.app("api"), KubernetesReadingTests.app("never"))
    let route = "default/virtualservice/web"
    #expect(read.requirements(.needs, route) == ["default/deployment/web"])
    #expect(read.requirements(.uses, route) == ["default/service/api"])
    #expect(try read.lost("default/deployment/web") == ["default/service/web", route])
    #expect(try read.lost("default/deployment/never") == ["default/service/never"])
  }

  // MARK: What everything leans on

  @Test("Pods need cluster DNS and the network agent of their node, and the control plane only to start")
  func clusterServices() throws {
    let server = Self.pod("kube-apiserver-cp", "kube-system", labels: "{ component: kube-apiserver }", owner: "Node/cp")
    let etcd = (1...3).map { Self.pod("etcd-\($0)", "kube-system", labels: "{ component: etcd }", owner: "Node/n") }
    let read = try list(
      KubernetesReadingTests.app("web"),
      "apiVersion: v1\nkind: Service\nmetadata: { name: kube-dns, namespace: kube-system, labels: { k8s-app: kube-dns } }\nspec: { selector: { k8s-app: kube-dns } }",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: coredns, namespace: kube-system }\nspec: { template: { metadata: { labels: { k8s-app: kube-dns } } } }",
      server, etcd[0], etcd[1], etcd[2],
      "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: cilium, namespace: kube-system }\nspec: { template: { metadata: { labels: { k8s-app: cilium } } } }",
      Self.pod("cilium-1", "kube-system", owner: "DaemonSet/cilium", node: "n1"), Self.pod("app", node: "n1"))
    #expect(
      try read.lost("kube-system/deployment/coredns").isSuperset(of: ["default/deployment/web", "default/pod/app"]))
    #expect(!(try read.lost("kube-system/deployment/coredns").contains("kube-system/pod/cilium-1")))
    // The control plane is needed to start, not to run; its store by majority.
    #expect(try read.lost("kube-system/pod/etcd-1", of: "apiserver").isEmpty)
    let two = try read.lost("kube-system/pod/etcd-1", "kube-system/pod/etcd-2")
    #expect(two == ["kube-system/pod/kube-apiserver-cp", "cluster/control-plane"])
    #expect(read.requirements(.startNeeds, "default/deployment/web") == ["cluster/control-plane"])
    // A node whose network agent is gone.
    #expect(
      try read.lost("kube-system/pod/cilium-1").isSuperset(of: ["default/pod/app", "kube-system/daemonset/cilium"]))
  }

  @Test("Pods need a webhook that fails closed to start, but not to run")
  func webhooks() throws {
    let hook = { (name: String, policy: String, selector: String) in
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: { name: \(name) }
      webhooks:
      - name: w
        failurePolicy: \(policy)
        namespaceSelector: { \(selector) }
        clientConfig: { service: { name: guard, namespace: guard } }
        rules: [{ apiGroups: [""], operations: [CREATE], resources: [pods] }]
      """
    }
    let read = try list(
      KubernetesReadingTests.app("web"), KubernetesReadingTests.app("guard", namespace: "guard"),
      hook(
        "strict", "Fail", "matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [guard] }]"),
      hook("lax", "Ignore", ""))
    #expect(read.requirements(.startNeeds, "default/deployment/web") == ["validatingwebhookconfiguration/strict"])
    #expect(read.requirements(.startNeeds, "guard/deployment/guard").isEmpty)
    #expect(try read.lost("guard/deployment/guard", of: "webhook").count == 2)
    #expect(try read.lost("guard/deployment/guard", of: "web/").isEmpty)
  }

  @Test("Network policies are hints about which workload calls which")
  func policiesAreHints() throws {
    let read = try list(
      KubernetesReadingTests.app("web"), KubernetesReadingTests.app("api"), KubernetesReadingTests.app("other"),
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: api }
      spec:
        podSelector: { matchLabels: { app: api } }
        ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }] } }, { podSelector: {} }] }]
      """)
    #expect(read.requirements(.uses, "default/deployment/web") == ["default/service/api"])
    #expect(read.model["default/deployment/web"]?.requirements(.uses).first?.confidence == .inferred)
    #expect(read.requirements(.uses, "default/deployment/other").isEmpty)
    #expect(read.requirements(.configuredBy, "default/deployment/api") == ["default/networkpolicy/api"])
  }

  @Test("Autoscalers and namespaces are settings of their workloads")
  func steering() throws {
    let read = try list(
      KubernetesReadingTests.app("web"), "apiVersion: v1\nkind: Namespace\nmetadata: { name: default }",
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web } }",
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: gone }\nspec: { scaleTargetRef: { kind: Deployment, name: gone } }"
    )
    #expect(
      read.requirements(.configuredBy, "default/deployment/web") == [
        "default/horizontalpodautoscaler/web", "namespace/default",
      ])
    #expect(read.notes.unresolved == ["default/horizontalpodautoscaler/gone → default/deployment/gone"])
    #expect(try read.lost("namespace/default").isEmpty)
  }

  @Test("Workloads that are pinned to zones fail with them")
  func pinnedToZones() throws {
    // Its one pod is in one of the two zones, and no file says in which.
    let deployment = { (name: String, spec: String) in
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: \(name) }\nspec: { template: { spec: { \(spec) } } }"
    }
    let terms = "[{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [z1, z2] }] }]"
    let read = try list(
      deployment("one", "nodeSelector: { topology.kubernetes.io/zone: z1 }"),
      deployment(
        "two",
        "affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: \(terms) } } }"
      ))
    #expect(try read.lost("z1") == ["default/deployment/one", "default/deployment/two"])
    #expect(try read.lost("z2") == ["default/deployment/two"])
    #expect(
      read.model["default/deployment/two"]?.requirements(.needs).map(\.confidence) == [.inferred, .assumed, .assumed])
  }
}
