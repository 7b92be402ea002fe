import ClusterSources
import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// What single objects become.
@Suite struct KubernetesReadingTests {
  /// A deployment whose container has some lines of its own, and a Service before it.
  static func app(
    _ name: String, _ container: String = "", namespace: String = "default", pod: String = "", port: Int = 80
  ) -> String {
    func indented(_ text: String, _ count: Int) -> String {
      text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 + "\n" }.joined()
    }
    return """
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: \(name), namespace: \(namespace) }
      spec: { selector: { app: \(name) }, ports: [{ port: \(port) }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: \(name), namespace: \(namespace) }
      spec:
        template:
          metadata: { labels: { app: \(name) } }
          spec:
      \(indented(pod, 6))      containers:
            - name: main
              image: registry.example/\(name):1
      \(indented(container, 8))
      """
  }

  private func read(_ parts: String...) throws -> KubernetesReading {
    try KubernetesReading(text: parts.joined(separator: "\n"))
  }

  private func web(_ container: String, pod: String = "") throws -> KubernetesReading {
    try read(
      Self.app("web", container, pod: pod), Self.app("db", port: 5432), Self.app("db", namespace: "other", port: 5432),
      Self.app("cache", port: 6379), Self.app("zipkin", port: 9411))
  }

  // MARK: Addresses

  @Test(
    "Addresses in containers lead to the services they name",
    arguments: [
      ("env: [{ name: DB_HOST, value: db }]", ["db"]),
      ("env: [{ name: DB, value: 'db:5432' }]", ["db"]),
      ("env: [{ name: DB_HOST, value: db.other }]", ["other/db"]),
      ("env: [{ name: X, value: db.default.svc.cluster.local }]", ["db"]),
      ("env: [{ name: X, value: 'db.other.svc.my.cluster:5432' }]", ["other/db"]),
      ("env: [{ name: X, value: 'postgres://user:p%40ss@db:5432/shop?sslmode=off' }]", ["db"]),
      ("env: [{ name: X, value: 'postgres://user:p/ss@word@db:5432/shop' }]", []),
      ("env: [{ name: X, value: 'jdbc:postgresql://db/shop' }]", ["db"]),
      ("env: [{ name: X, value: 'user:word@tcp(db:5432)/shop' }]", ["db"]),
      ("env: [{ name: dbHost, value: DB }]", ["db"]),
      ("env: [{ name: N, value: db }, { name: U, value: 'http://$(N):5432' }]", ["db"]),
      ("env: [{ name: U, value: 'http://$(N):5432' }, { name: N, value: db }]", []),
      ("args: [--join, db]", ["db"]),
      ("args: ['--db-host=db', '--cache-addr=cache:6379']", ["db", "cache"]),
      ("command: [sh, -c, 'until nc -z db 5432; do sleep 1; done; exec web']", ["db"]),
      ("command: [sh, -c, 'redis-cli -h cache ping']", ["cache"]),
      ("command: [sh, -c, 'connect $DB_SERVICE_HOST $CACHE_SERVICE_PORT']", ["db"]),
      ("args: ['$(CACHE_SERVICE_HOST):6379']", ["cache"]),
      // None of these is an address.
      ("env: [{ name: DB_TYPE, value: db }]", []),
      ("env: [{ name: IMAGE, value: 'db:5432' }]", []),
      ("env: [{ name: X, value: 'db:7' }]", []),
      ("env: [{ name: X, value: db }]", []),
      ("env: [{ name: X, value: /var/lib/db }]", []),
      ("env: [{ name: DB_HOST, value: db-primary }]", []),
      ("env: [{ name: DB_HOST, value: mydb.default }]", []),
      ("env: [{ name: WEB_HOST, value: web }]", []),
      ("args: [db, --mode, db]", []),
      ("args: [--config, 'db.host=x']", []),
      ("command: [sh, -c, '# wait for db:5432']", []),
    ])
  func addresses(_ container: String, _ names: [String]) throws {
    let read = try web(container)
    let expected = names.map { name in
      let parts = name.split(separator: "/")
      return "\(parts.count == 2 ? parts[0] : "default")/service/\(parts.last!)"
    }
    #expect(read.requirements(.needs, "default/deployment/web") == expected)
  }

  @Test("Telemetry is used, and what only starts a pod is needed to start")
  func softAndLate() throws {
    let read = try web(
      "env: [{ name: ZIPKIN_URL, value: 'http://zipkin:9411' }]",
      pod: "initContainers: [{ name: wait, args: [--host, db] }]\nserviceAccountName: web")
    #expect(read.requirements(.needs, "default/deployment/web").isEmpty)
    #expect(read.requirements(.uses, "default/deployment/web") == ["default/service/zipkin"])
    #expect(read.requirements(.startNeeds, "default/deployment/web") == ["default/service/db"])
    #expect(try read.lost("default/deployment/db", of: "web").isEmpty)
    #expect(read.notes.unresolved == ["default/deployment/web → default/serviceaccount/web"])
  }

  @Test("A variable with several hosts needs any of them, and is reported as ambiguous")
  func severalHostsOfOneVariable() throws {
    let read = try web("env: [{ name: HOSTS, value: 'db:5432,cache:6379' }]")
    #expect(
      read.requirements(.needs, "default/deployment/web") == ["any of default/service/db, default/service/cache"])
    #expect(
      read.notes.ambiguous == ["default/deployment/web: HOSTS names 2 hosts; any one of them is assumed to be enough"])
  }

  @Test("Hosts that no object has are reported, and secrets are not shown")
  func whatIsNotThere() throws {
    let read = try web(
      """
      env:
      - { name: PAYMENT_ADDR, value: 'payments:8080' }
      - { name: MAIL_HOST, value: smtp.example.com }
      - { name: PUBLIC_URL, value: 'https://shop.example.com' }
      - { name: API_PASSWORD, value: 'hunter2:8080' }
      - { name: SEEDS, value: 'http://user:hunter3@ledger.bank.svc:1/x' }
      - { name: BROKEN_URL, value: 'http://user:hunter4/x@ledger/y' }
      - { name: CLASS_URL, value: org.example.Thing }
      - { name: STORE, value: 'redis://:hunter5@redis.data:6379/0' }
      - { name: PAY, value: 'https://api.example.org/v1' }
      """)
    #expect(
      read.notes.unresolved == [
        "default/deployment/web → payments: no Service of this name is in the files (app.yaml: Deployment/web env PAYMENT_ADDR)",
        "default/deployment/web → ledger.bank.svc: no Service of this name is in the files (app.yaml: Deployment/web env SEEDS)",
        "default/deployment/web → redis.data: no Service of this name is in the files (app.yaml: Deployment/web env STORE)",
      ])
    #expect(read.requirements(.needs, "default/deployment/web") == ["host/smtp.example.com", "host/api.example.org"])
    #expect(read.model["host/smtp.example.com"]?.kind == "external")
  }

  // MARK: Settings

  @Test("ConfigMaps and Secrets are settings that are needed to start, and their addresses count")
  func settings() throws {
    let read = try read(
      Self.app(
        "web",
        """
        envFrom: [{ configMapRef: { name: addresses }, prefix: APP_ }]
        env:
        - { name: CACHE_URL, valueFrom: { secretKeyRef: { name: credentials, key: url } } }
        - { name: MAYBE, valueFrom: { configMapKeyRef: { name: absent, key: x, optional: true } } }
        - { name: SURELY, valueFrom: { configMapKeyRef: { name: lost, key: x } } }
        """, pod: "volumes: [{ name: files, configMap: { name: files } }]"),
      Self.app("db", port: 5432), Self.app("cache", port: 6379), Self.app("queue", port: 5672), Self.app("mode"),
      """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: addresses }
      data: { DB_HOST: db, DB_MODE: mode }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: files }
      data:
        app.properties: |
          # cache.host=cache
          queue.host=queue
          run.mode=mode
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: credentials }
      data: { url: cmVkaXM6Ly86aHVudGVyMkBjYWNoZTo2Mzc5 }
      """)
    let web = "default/deployment/web"
    #expect(
      read.requirements(.needs, web) == ["default/service/db", "default/service/cache", "default/service/queue"])
    #expect(
      Set(read.requirements(.startNeeds, web)) == [
        "default/secret/credentials", "default/configmap/addresses", "default/configmap/files",
      ])
    #expect(read.requirements(.configuredBy, web).count == 3)
    #expect(read.notes.unresolved == ["\(web) → default/configmap/lost"])
    let sources = read.model[ComponentID(web)]?.requirements(.needs).compactMap(\.source)
    #expect(
      sources == [
        "app.yaml: Deployment/web ConfigMap/addresses DB_HOST", "app.yaml: Deployment/web env CACHE_URL",
        "app.yaml: Deployment/web ConfigMap/files app.properties",
      ])
  }

  @Test("Values of variables, ConfigMaps and Secrets appear nowhere but as names")
  func nothingSecretGetsOut() throws {
    let planted = ["hunter2", "aHVudGVyMg", "s3cr3t", "tiger", "scott", "swordfish"]
    let text =
      Self.app(
        "web",
        """
        command: [sh, -c, 'curl -u scott:tiger http://db:5432 --password swordfish:80 -H "swordfish"']
        args: ['--dsn=postgres://scott:tiger@db/x', '--token-host', 's3cr3t', 'mysql://scott:ti/ger@hunter2:1/x']
        env:
        - { name: PASSWORD, value: hunter2 }
        - { name: SECRET_KEY_HOST, value: 'hunter2:80' }
        - { name: DB_PASSWORD, value: 'http://hunter2/' }
        - { name: DSN, value: 'mongodb://scott:s3cr3t@tiger,db:5432/x' }
        - { name: NOTE, value: 'hunter2:8080' }
        - { name: CONNECTION, value: 'Server=db;User=scott;Password=s3cr3t;' }
        - { name: API_TOKEN_URL, value: 'https://swordfish.example.com' }
        - { name: REF_HOST, valueFrom: { secretKeyRef: { name: credentials, key: password } } }
        envFrom: [{ secretRef: { name: credentials } }, { configMapRef: { name: settings } }]
        """) + "\n" + Self.app("db", port: 5432) + """

        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: credentials }
        data: { password: aHVudGVyMg== }
        stringData: { DB_HOST: hunter2, other_url: 'http://swordfish:80' }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { password: s3cr3t, 'x.yaml': "password: hunter2\\nhost: swordfish\\n" }
        """
    let loaded = try Importing.load(text, file: "app.yaml")
    let read = try KubernetesReading(loaded)
    // `tiger` is a host where the address says so; a person who hides a password there is not helped.
    let notes = read.notes.unresolved.filter { !$0.contains("env DSN") }
    var all = "\(read.notes.ambiguous) \(read.notes.remarks) \(notes) \(read.notes.skipped)"
    for component in read.model.components {
      all += " \(component.id) \(component.name ?? "") \(component.source ?? "") \(component.tags)"
      for relation in component.relations {
        all += " \(relation.requirement.text(limit: 100)) \(relation.requirement.source ?? "")"
      }
    }
    let imported = try KubernetesImporter().model(of: [SourceFile(name: "app.yaml", bytes: Array(text.utf8))])
    all += " \(imported.summary) \(imported.identities.map(\.key))"
    for word in planted { #expect(!all.contains(word), "\(word) in \(all)") }
    #expect(read.requirements(.needs, "default/deployment/web").contains("default/service/db"))
  }

  // MARK: Services

  @Test("A service over several deployments needs any of those that run")
  func serviceOverSeveral() throws {
    let labelled = { (name: String, replicas: Int) in
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: \(name) }
      spec: { replicas: \(replicas), template: { metadata: { labels: { app: web, version: \(name) } }, spec: { containers: [] } } }

      """
    }
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n"
    let read = try read(service, labelled("blue", 1), labelled("green", 2), labelled("old", 0))
    #expect(
      read.requirements(.needs, "default/service/web") == ["any of default/deployment/blue, default/deployment/green"])
    #expect(try read.lost("default/deployment/blue", level: .degraded) == ["default/service/web"])
    #expect(try read.lost("default/deployment/blue", "default/deployment/green") == ["default/service/web"])
    #expect(read.notes.remarks == ["scaled to no pods: nothing of it runs: default/deployment/old"])
  }

  @Test("Services without a selector need their host or addresses, and one without pods is reported")
  func servicesOfOtherSorts() throws {
    let read = try KubernetesReading(
      text: """
        apiVersion: v1
        kind: List
        items:
        - { apiVersion: v1, kind: Service, metadata: { name: far }, spec: { type: ExternalName, externalName: DB.example.com } }
        - { apiVersion: v1, kind: Service, metadata: { name: alias }, spec: { type: ExternalName, externalName: far.default.svc.cluster.local } }
        - { apiVersion: v1, kind: Service, metadata: { name: legacy }, spec: { ports: [{ port: 1 }] } }
        - apiVersion: discovery.k8s.io/v1
          kind: EndpointSlice
          metadata: { name: legacy-1, labels: { kubernetes.io/service-name: legacy } }
          endpoints:
          - { addresses: [10.0.0.1], zone: eu-1a }
          - { addresses: [10.0.0.2], zone: eu-1b }
          - { addresses: [10.0.0.3], zone: eu-1b, conditions: { ready: false } }
        - { apiVersion: v1, kind: Service, metadata: { name: nothing }, spec: { selector: { app: gone } } }
        """)
    #expect(read.requirements(.needs, "default/service/far") == ["host/db.example.com"])
    #expect(read.requirements(.needs, "default/service/alias") == ["default/service/far"])
    #expect(
      read.requirements(.needs, "default/service/legacy") == [
        "any of default/address/10.0.0.1, default/address/10.0.0.2"
      ])
    #expect(try read.lost("eu-1a", level: .degraded) == ["default/service/legacy"])
    #expect(read.notes.unresolved == ["default/service/nothing: its selector matches nothing in the files"])
  }

  @Test("Endpoints place pods that were not dumped")
  func endpointsWithoutPods() throws {
    let read = try read(
      Self.app("web"),
      """
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
      endpoints:
      - { addresses: [10.0.0.1], nodeName: n1, zone: z1, targetRef: { kind: Pod, name: web-7d-aa } }
      - { addresses: [10.0.0.2], nodeName: n2, zone: z2, targetRef: { kind: Pod, name: web-7d-bb } }
      """)
    #expect(
      read.requirements(.needs, "default/deployment/web") == ["any of default/pod/web-7d-aa, default/pod/web-7d-bb"])
    #expect(read.requirements(.needs, "default/service/web") == ["default/deployment/web"])
    #expect(try read.lost("z1", level: .degraded) == ["default/deployment/web", "default/service/web"])
  }
}
