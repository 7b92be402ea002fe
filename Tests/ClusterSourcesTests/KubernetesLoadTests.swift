import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import ClusterSources

/// How objects of a cluster call each other, and how much they can do, where they state it.
@Suite struct KubernetesLoadTests {
  private func read(_ parts: String...) throws -> Model {
    try KubernetesReading(text: parts.map { "---\n" + $0 }.joined(separator: "\n")).model
  }

  /// A Service with a deployment behind it.
  private func service(_ name: String, _ annotations: String = "", port: String = "port: 80") -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: \(name) }
    spec: { template: { metadata: { labels: { app: \(name) } }, spec: { containers: [] } } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: \(name), annotations: { \(annotations) } }
    spec: { selector: { app: \(name) }, ports: [{ \(port) }] }
    """
  }

  // MARK: The mesh

  private func virtualService(_ http: String) -> String {
    """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: r }
    spec:
      hosts: [shop.example.org]
      gateways: [front]
      http: [\(http)]
    """
  }

  @Test(
    "A route of the mesh states retries, and the time of one try before that of all",
    arguments: [
      ("retries: { attempts: 3, perTryTimeout: 2s }, timeout: 10s", "needs: 3 retries, 2s"),
      ("retries: { attempts: 3 }, timeout: 1.5s", "needs: 3 retries, 1s500ms"), ("timeout: 1h1m", "needs: 1h1m"),
      ("retries: { attempts: 0 }", "needs: "), ("timeout: 0s", "needs: "), ("timeout: soon", "needs: "),
      ("retries: { attempts: 100000 }", "needs: "), ("retries: { attempts: '{{ n }}' }", "needs: "),
    ])
  func meshRoute(_ terms: String, _ expected: String) throws {
    let model = try read(service("a"), virtualService("{ \(terms), route: [{ destination: { host: a } }] }"))
    #expect(model.calls("default/virtualservice/r", "default/service/a") == [expected])
  }

  @Test("Each entry of a route with a condition states the calls of its own destinations")
  func conditional() throws {
    let model = try read(
      service("a"), service("b"), service("c"),
      virtualService(
        """
        { match: [{ uri: { prefix: /b } }], timeout: 5s, route: [{ destination: { host: b } }] },
        { match: [{ uri: { prefix: /c } }], retries: { attempts: 2 }, route: [{ destination: { host: c } }] },
        { timeout: 1s, route: [{ destination: { host: a } }] }
        """))
    #expect(model.calls("default/virtualservice/r", "default/service/a") == ["needs: 1s"])
    #expect(model.calls("default/virtualservice/r", "default/service/b") == ["uses: 5s"])
    #expect(model.calls("default/virtualservice/r", "default/service/c") == ["uses: 2 retries"])
  }

  @Test("A route to several Services calls each as a part of one group")
  func split() throws {
    let model = try read(
      service("a"), service("b"),
      virtualService(
        "{ timeout: 3s, route: [{ destination: { host: a }, weight: 90 }, { destination: { host: b }, weight: 10 }] }"))
    #expect(model.calls("default/virtualservice/r", "default/service/a") == ["needs: 3s", "uses: 0 calls"])
  }

  private func destinationRule(_ pool: String) -> String {
    """
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: { name: a }
    spec: { host: a, trafficPolicy: { connectionPool: { \(pool) } } }
    """
  }

  @Test("A pool of connections limits what a Service holds at the same time")
  func connectionPool() throws {
    func slots(_ pool: String, port: String = "port: 80") throws -> String? {
      try read(service("a", port: port), destinationRule(pool)).slots("default/service/a")
    }
    #expect(try slots("tcp: { maxConnections: 100 }") == "100")
    #expect(try slots("http: { http2MaxRequests: 40 }") == "40")
    #expect(try slots("tcp: { maxConnections: 100 }, http: { http2MaxRequests: 1000 }") == "100")
    // One connection of HTTP/2 has many requests.
    #expect(
      try slots("tcp: { maxConnections: 1 }, http: { http2MaxRequests: 1000 }", port: "port: 80, name: grpc-web")
        == "1000")
    #expect(try slots("tcp: { connectTimeout: 1s }") == nil)
    #expect(try slots("tcp: { maxConnections: -1 }") == nil)
    #expect(try slots("tcp: { maxConnections: 99999999999 }") == nil)
  }

  // MARK: Other routes

  @Test("A route of the Gateway API states the time of a backend before that of the request")
  func gatewayRoute() throws {
    func calls(_ rules: String) throws -> [String] {
      try read(
        service("a"), service("b"),
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: r }
        spec: { rules: [\(rules)] }
        """
      ).calls("default/httproute/r", "default/service/a")
    }
    let backend = "backendRefs: [{ name: a, port: 80 }]"
    #expect(
      try calls("{ timeouts: { request: 10s, backendRequest: 2s }, retry: { attempts: 2 }, \(backend) }") == [
        "needs: 2 retries, 2s"
      ])
    #expect(try calls("{ timeouts: { request: 500ms }, \(backend) }") == ["needs: 500ms"])
    #expect(try calls("{ timeouts: { request: 0s }, \(backend) }") == ["needs: "])
    // Rules that differ say nothing of all backends.
    #expect(
      try calls("{ timeouts: { request: 1s }, \(backend) }, { backendRefs: [{ name: b, port: 80 }] }")
        == ["needs: ", "uses: 0 calls"])
  }

  @Test(
    "An Ingress states calls by the annotations of its program",
    arguments: [
      (#"nginx.ingress.kubernetes.io/proxy-read-timeout: "30""#, "needs: 30s"),
      (#"nginx.ingress.kubernetes.io/proxy-next-upstream-tries: "3""#, "needs: 2 retries"),
      (#"nginx.ingress.kubernetes.io/proxy-next-upstream-tries: "0""#, "needs: "),
      (
        #"nginx.ingress.kubernetes.io/proxy-next-upstream-tries: "3", nginx.ingress.kubernetes.io/proxy-next-upstream: "off""#,
        "needs: "
      ),
      ("nginx.org/proxy-read-timeout: 1m 30s", "needs: 1m30s"), ("haproxy.org/timeout-server: 50s", "needs: 50s"),
      (
        "projectcontour.io/response-timeout: 15s, projectcontour.io/retry-on: 5xx, projectcontour.io/num-retries: '4'",
        "needs: 4 retries, 15s"
      ),
      ("projectcontour.io/response-timeout: infinity", "needs: "),
      (
        "alb.ingress.kubernetes.io/load-balancer-attributes: 'access_logs.s3.enabled=true, idle_timeout.timeout_seconds=600'",
        "needs: 10m"
      ),
      // The number of requests of one client is no limit of all.
      (#"nginx.ingress.kubernetes.io/limit-rps: "5""#, "needs: "),
    ])
  func ingress(_ annotations: String, _ expected: String) throws {
    let model = try read(
      service("a"),
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: i, annotations: { \(annotations) } }
      spec: { rules: [{ http: { paths: [{ path: /, backend: { service: { name: a, port: { number: 80 } } } }] } }] }
      """)
    #expect(model.calls("default/ingress/i", "default/service/a") == [expected])
    #expect(model.capacity("default/ingress/i") == nil)
  }

  @Test("A route of OpenShift states the time in an annotation")
  func openShift() throws {
    let model = try read(
      service("a"),
      """
      apiVersion: route.openshift.io/v1
      kind: Route
      metadata: { name: r, annotations: { haproxy.router.openshift.io/timeout: 2m } }
      spec: { host: a.example.org, to: { kind: Service, name: a } }
      """)
    #expect(model.calls("default/route/r", "default/service/a") == ["needs: 2m"])
  }

  @Test("A route of Contour states its policies of time and retries")
  func contour() throws {
    func calls(_ policy: String) throws -> [String] {
      try read(
        service("a"),
        """
        apiVersion: projectcontour.io/v1
        kind: HTTPProxy
        metadata: { name: r }
        spec: { virtualhost: { fqdn: a.example.org }, routes: [{ \(policy), services: [{ name: a, port: 80 }] }] }
        """
      ).calls("default/httpproxy/r", "default/service/a")
    }
    #expect(try calls("timeoutPolicy: { response: 9s }") == ["needs: 9s"])
    #expect(
      try calls("timeoutPolicy: { response: 9s }, retryPolicy: { count: 2, perTryTimeout: 300ms }")
        == ["needs: 2 retries, 300ms"])
    #expect(try calls("timeoutPolicy: { response: infinity }, retryPolicy: { count: -1 }") == ["needs: "])
  }

  @Test("A route of Traefik waits as long as the transport of its services says")
  func traefik() throws {
    let model = try read(
      service("a"),
      """
      apiVersion: traefik.io/v1alpha1
      kind: ServersTransport
      metadata: { name: slow }
      spec: { forwardingTimeouts: { responseHeaderTimeout: 42s } }
      """,
      """
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: { name: r }
      spec: { routes: [{ match: "Host(`a.example.org`)", kind: Rule, services: [{ name: a, port: 80, serversTransport: slow }] }] }
      """)
    #expect(model.calls("default/ingressroute/r", "default/service/a") == ["needs: 42s"])
  }

  // MARK: Linkerd

  @Test("A Service calls its pods as its annotations for Linkerd say")
  func linkerdAnnotations() throws {
    let model = try read(
      service("a", "retry.linkerd.io/http: 5xx, retry.linkerd.io/limit: '2', timeout.linkerd.io/request: 800ms"),
      service("b", "retry.linkerd.io/limit: '2'"))
    #expect(model.calls("default/service/a", "default/deployment/a") == ["needs: 2 retries, 800ms"])
    #expect(model.calls("default/service/b", "default/deployment/b") == ["needs: "])
  }

  @Test("A profile of Linkerd states the time that all of its routes have")
  func linkerdProfile() throws {
    func calls(_ routes: String) throws -> [String] {
      try read(
        service("a"),
        """
        apiVersion: linkerd.io/v1alpha2
        kind: ServiceProfile
        metadata: { name: a.default.svc.cluster.local }
        spec: { routes: [\(routes)] }
        """
      ).calls("default/service/a", "default/deployment/a")
    }
    #expect(try calls("{ name: x, timeout: 300ms }, { name: y, timeout: 300ms }") == ["needs: 300ms"])
    #expect(try calls("{ name: x, timeout: 300ms }, { name: y }") == ["needs: "])
  }

  // MARK: Limits

  @Test("A service of Knative holds the requests of each pod times the most pods")
  func knative() throws {
    func slots(_ annotations: String, _ spec: String) throws -> String? {
      try read(
        """
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: { name: k }
        spec: { template: { metadata: { annotations: { \(annotations) } }, spec: { \(spec) } } }
        """
      ).slots("default/service/k")
    }
    #expect(try slots("autoscaling.knative.dev/max-scale: '5'", "containerConcurrency: 10, containers: []") == "50")
    #expect(try slots("", "containerConcurrency: 10, containers: []") == nil)
    #expect(try slots("autoscaling.knative.dev/max-scale: '5'", "containerConcurrency: 0, containers: []") == nil)
  }

  @Test(
    "A claim has the operations that its class of storage provides for each disk",
    arguments: [
      ("ebs.csi.aws.com", "type: gp3, iops: '4000', throughput: '250'", "4000 IOPS"),
      ("ebs.csi.aws.com", "type: gp3, throughput: '250'", "250 MiB/s"),
      ("ebs.csi.aws.com", "type: io1, iopsPerGB: '50'", nil),
      ("pd.csi.storage.gke.io", "provisioned-throughput-on-create: 180Mi", "180 MiB/s"),
      ("disk.csi.azure.com", "DiskIOPSReadWrite: '5000'", "5000 IOPS"), ("nfs.csi.k8s.io", "iops: '1'", nil),
    ])
  func storageClass(_ provisioner: String, _ parameters: String, _ capacity: String?) throws {
    let model = try read(
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: fast }
      provisioner: \(provisioner)
      parameters: { \(parameters) }
      """,
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: data }
      spec: { storageClassName: fast }
      """)
    #expect(model.capacity("default/persistentvolumeclaim/data") == capacity)
  }
}
