import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Addresses in the many forms in which programs take them, and words that are none.
@Suite struct KubernetesAddressTests {
  private func web(_ container: String, pod: String = "", more: String = "") throws -> KubernetesReading {
    let parts = [
      KubernetesReadingTests.app("web", container, pod: pod), KubernetesReadingTests.app("db", port: 1521),
      KubernetesReadingTests.app("cache", port: 6379), KubernetesReadingTests.app("sleep"),
      KubernetesReadingTests.app("exit"), KubernetesReadingTests.app("hosts"), KubernetesReadingTests.app("true"),
      KubernetesReadingTests.app("jdbc"), KubernetesReadingTests.app("mongodb"), KubernetesReadingTests.app("out"),
      more,
    ]
    return try KubernetesReading(text: parts.joined(separator: "\n"))
  }

  @Test(
    "Addresses of drivers and lists lead to their services",
    arguments: [
      ("env: [{ name: X, value: 'jdbc:oracle:thin:@db:1521:SHOP' }]", ["db"]),
      ("env: [{ name: X, value: 'jdbc:oracle:thin:@//db:1521/shop' }]", ["db"]),
      ("env: [{ name: X, value: 'jdbc:oracle:thin:ann/word@db:1521/shop' }]", ["db"]),
      ("env: [{ name: X, value: '(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521)))' }]", ["db"]),
      ("env: [{ name: X, value: 'ann:word@tcp(db:3306)/shop' }]", ["db"]),
      ("env: [{ name: X, value: 'ann:word@db/shop' }]", ["db"]),
      ("env: [{ name: X, value: 'jdbc:sqlserver://db;databaseName=shop;user=a;password=b@c' }]", ["db"]),
      ("env: [{ name: X, value: 'jdbc:sqlserver://db\\sql:1433;databaseName=shop' }]", ["db"]),
      ("env: [{ name: X, value: 'jdbc:sqlserver://;serverName=db;port=1433' }]", ["db"]),
      ("env: [{ name: X, value: 'Data Source=db;User Id=a' }]", ["db"]),
      ("env: [{ name: X, value: 'mongodb+srv://ann:word@db/shop' }]", ["db"]),
      ("env: [{ name: X, value: '_oracle._tcp.db.default.svc.cluster.local' }]", ["db"]),
      ("env: [{ name: X, value: 'dns:///db:50051' }]", ["db"]),
      ("env: [{ name: X, value: 'redis://cache:$(PORT)/0' }]", ["cache"]),
      ("args: ['--peers', 'http://db:80', '--other=cache:6379']", ["db", "cache"]),
      ("command: [sh, -c, 'wait-for-it.sh db:1521 --timeout=30 -- sleep 5']", ["db"]),
      ("command: [sh, -c, 'getent hosts db && nc -w 2 cache 6379']", ["db", "cache"]),
      ("command: [sh, -c, 'curl -o out -X POST http://db/x']", ["db"]),
      ("command: [redis-server, --replicaof, cache, '6379']", ["cache"]),
    ])
  func drivers(_ container: String, _ names: [String]) throws {
    #expect(
      try web(container).requirements(.needs, "default/deployment/web") == names.map { "default/service/\($0)" })
  }

  @Test(
    "Words of a shell and of programs are not addresses",
    arguments: [
      "env: [{ name: NO_PROXY, value: 'localhost,db' }]", "env: [{ name: ALLOWED_HOSTS, value: db }]",
      "env: [{ name: NODE_ENV, value: db }]", "env: [{ name: SERVER_NAME, value: db }]",
      "command: [sh, -c, 'sleep 1; exit 0']", "command: [sh, -c, 'until nslookup none; do sleep 80; done; exit 80']",
      "command: [sh, -c, 'curl http://none:1 || exit 1']", "command: [/bin/sleep, '80']", "args: [sleep, 3650d]",
      "command: [sh, -c, 'service sleep start']", "command: [sh, -c, 'nc -z none 80 && true']",
      "command: [sh, -c, \"getent hosts none | grep exit\"]", "args: [connect, sleep]",
      "command: [sh, -c, 'wget -O out http://none:1']", "env: [{ name: MONGO_URL, value: 'mongodb+srv://none:1/x' }]",
    ])
  func wordsOfShells(_ container: String) throws {
    #expect(try web(container).requirements(.needs, "default/deployment/web").isEmpty)
    let waiting = try web("", pod: "initContainers: [{ name: wait, \(container) }]")
    #expect(waiting.requirements(.startNeeds, "default/deployment/web").isEmpty)
  }

  @Test(
    "Several hosts with commas between them are one list, wherever they are",
    arguments: [
      "env: [{ name: BROKERS, value: 'db:1521,cache:6379' }]", "env: [{ name: BROKERS, value: 'db:1521, cache:6379' }]",
      "args: ['--bootstrap=db:1521,cache:6379', --verbose]", "env: [{ name: X, value: 'mongodb://a:b@db,cache/shop' }]",
      "env: [{ name: X, value: 'http://db:1,http://cache:2' }]",
      "env: [{ name: X, value: 'PLAINTEXT://db:1,SSL://cache:2' }]",
    ])
  func lists(_ container: String) throws {
    #expect(
      try web(container).requirements(.needs, "default/deployment/web") == [
        "any of default/service/db, default/service/cache"
      ])
  }

  @Test("Lists in files of settings are lists, and other entries are needed one by one")
  func listsInFiles() throws {
    func file(_ text: String) throws -> [String] {
      let read = try web(
        "", pod: "volumes: [{ name: f, configMap: { name: f } }]",
        more: "---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: f }\ndata:\n  app.conf: |\n" + text)
      return read.requirements(.needs, "default/deployment/web")
    }
    let any = ["any of default/service/db, default/service/cache"]
    let both = ["default/service/db", "default/service/cache"]
    #expect(try file("    brokers:\n    - db:1521\n    - cache:6379\n") == any)
    #expect(try file("    {\"brokers\": [\"db:1521\", \"cache:6379\"]}\n") == any)
    #expect(try file("    {\"db\": {\"host\": \"db\"}, \"cache\": {\"host\": \"cache\"}}\n") == both)
    #expect(try file("    db.url=tcp://db:1521\n    cache.url=tcp://cache:6379\n") == both)
    #expect(try file("    <url>http://db</url> <host>cache</host>\n") == both)
  }

  @Test("A host that no file has is reported, however it is written")
  func missingHosts() throws {
    for (container, host) in [
      ("env: [{ name: X, value: 'ann:word@tcp(ledger:3306)/x' }]", "ledger"),
      ("env: [{ name: X, value: 'jdbc:oracle:thin:@ledger:1521:X' }]", "ledger"),
      ("env: [{ name: X, value: 'ledger:5432' }]", "ledger"), ("args: ['--db=http://ledger:80']", "ledger"),
      ("args: [--db-host, ledger]", "ledger"), ("command: [sh, -c, 'nslookup ledger']", "ledger"),
    ] {
      let read = try web(container)
      #expect(read.notes.unresolved.contains { $0.contains("→ \(host): no Service of this name") }, "\(container)")
    }
    let file = try web(
      "", pod: "volumes: [{ name: f, configMap: { name: f } }]",
      more: "---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: f }\ndata: { a.yaml: 'url: http://ledger:80' }")
    #expect(file.notes.unresolved.contains { $0.contains("→ ledger: no Service of this name") })
  }

  @Test("An external name is needed by callers that its selector fits")
  func externalNames() throws {
    let read = try web(
      "env: [{ name: FAR_HOST, value: far }]",
      more: """
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: far }
        spec: { type: ExternalName, externalName: db.example.com, selector: { app: web } }
        """)
    #expect(read.requirements(.needs, "default/deployment/web") == ["default/service/far"])
    #expect(try read.lost("host/db.example.com").contains("default/deployment/web"))
  }

  // MARK: Pods by name

  private func store(_ replicas: Int, _ service: String = "") -> String {
    """
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: store }
    spec: { serviceName: store, replicas: \(replicas), template: { metadata: { labels: { app: store } }, spec: { containers: [] } } }
    \(service)
    """
  }

  private static let headless =
    "---\napiVersion: v1\nkind: Service\nmetadata: { name: store }\nspec: { clusterIP: None, selector: { app: store } }"

  @Test(
    "Whoever calls a pod of a stateful set by its name needs the pod and the set",
    arguments: ["store-0.store", "store-0.store.default", "store-0.store.default.svc.cluster.local"], [1, 3])
  func podsByName(_ host: String, _ replicas: Int) throws {
    for service in [Self.headless, ""] {
      let read = try web("env: [{ name: STORE_HOST, value: \(host) }]", more: store(replicas, service))
      #expect(try read.lost("default/statefulset/store").contains("default/deployment/web"))
      if replicas > 1 {
        #expect(try read.lost("default/pod/store-0").contains("default/deployment/web"))
        #expect(try !read.lost("default/pod/store-1").contains("default/deployment/web"))
      }
    }
  }

  @Test("A list of pods of a stateful set needs any of them, and a pod that it lacks is reported")
  func listsOfPods() throws {
    let read = try web(
      "env: [{ name: STORE_HOSTS, value: 'store-0.store:1,store-1.store:1' }]", more: store(3, Self.headless))
    #expect(try read.lost("default/pod/store-0", level: .degraded).contains("default/deployment/web"))
    #expect(try read.lost("default/pod/store-0", "default/pod/store-1").contains("default/deployment/web"))
    #expect(try read.lost("default/statefulset/store").contains("default/deployment/web"))
    let missing = try web("env: [{ name: STORE_HOST, value: store-7.store }]", more: store(3, Self.headless))
    #expect(missing.notes.unresolved.contains { $0.contains("default/pod/store-7: no such pod is in the files") })
  }
}
