import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// Pools of servers that the configuration of a proxy states.
@Suite struct ProxyPoolTests {
  private static let proxy = "default/deployment/proxy"

  /// A proxy that mounts files of settings, and three applications.
  private func read(_ files: KeyValuePairs<String, String>, setting: String = "ConfigMap") throws -> KubernetesReading {
    let data = files.map { name, text in
      "  \(name): |\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined()
    }.joined()
    let key = setting == "Secret" ? "stringData" : "data"
    let volume = setting == "Secret" ? "secret: { secretName: conf }" : "configMap: { name: conf }"
    return try KubernetesReading(
      text: [
        KubernetesReadingTests.app("proxy", pod: "volumes: [{ name: c, \(volume) }]"),
        "---\napiVersion: v1\nkind: \(setting)\nmetadata: { name: conf }\n\(key):\n\(data)",
        KubernetesReadingTests.app("a"), KubernetesReadingTests.app("b"), KubernetesReadingTests.app("c"),
        KubernetesReadingTests.app("shop"),
      ].joined(separator: "\n"))
  }

  private static let any = "any of default/service/a, default/service/b"
  private static let all = "all of default/service/a, default/service/b"

  @Test(
    "The servers of a pool are one group, in every language of proxies",
    arguments: [
      (
        "nginx.conf",
        """
        http {
          upstream shop {   # server c;
            least_conn;
            server a:80 weight=3;
            server "b" max_fails=2;
          }
          server { listen 80; location / { proxy_pass http://shop; } }
        }
        """
      ),
      ("nginx.conf", "upstream shop { server a; server b:80; } server { location / { proxy_pass http://shop/x; } }"),
      (
        "haproxy.cfg",
        """
        defaults
          mode http
        frontend in
          bind *:80
          default_backend shop
        backend shop
          balance roundrobin
          server c a:80 check
          server shop ipv4@b:80 check inter 2s
        """
      ),
      ("haproxy.cfg", "listen shop\n  bind *:80\n  server c a:80 check\n  server c2 b:80 check"),
      (
        "envoy.yaml",
        """
        static_resources:
          clusters:
          - name: shop
            load_assignment:
              cluster_name: shop
              endpoints:
              - lb_endpoints:
                - endpoint: { address: { socket_address: { address: a, port_value: 80 } } }
                - endpoint: { address: { socket_address: { address: b, port_value: 80 } } }
        """
      ),
    ])
  func pools(_ file: String, _ text: String) throws {
    let read = try read([file: text])
    #expect(read.requirements(.needs, Self.proxy) == [Self.any])
    #expect(read.requirements(.uses, Self.proxy) == [Self.all])
    #expect(read.notes.ambiguous.isEmpty)
    #expect(try read.lost("default/service/a", level: .degraded, of: "deployment/proxy") == [Self.proxy])
  }

  @Test(
    "A backup is a spare whose loss degrades nothing, and a server that is off is no spare",
    arguments: [
      ("nginx.conf", "upstream s { server a; server b backup; server c down; }"),
      ("haproxy.cfg", "backend s\n  server a a:80 check\n  server b b:80 backup\n  server c c:80 disabled"),
      ("haproxy.cfg", "backend s\n  server a a:80 check\n  server b b:80 backup\n  server c c:80 weight 0"),
      (
        "envoy.yaml",
        """
        endpoints:
        - lb_endpoints:
          - endpoint: { address: { socket_address: { address: a, port_value: 80 } } }
          - health_status: DRAINING
            endpoint: { address: { socket_address: { address: c, port_value: 80 } } }
        - priority: 1
          lb_endpoints:
          - endpoint: { address: { socket_address: { address: b, port_value: 80 } } }
        """
      ),
    ])
  func backups(_ file: String, _ text: String) throws {
    let read = try read([file: text])
    #expect(read.requirements(.needs, Self.proxy) == [Self.any])
    #expect(read.requirements(.uses, Self.proxy) == ["default/service/a"])
    #expect(read.notes.remarks.contains { $0.hasPrefix("a proxy's servers that are turned off are no spares") })
  }

  @Test("A server in two pools is a member of both")
  func twoPools() throws {
    let read = try read(["nginx.conf": "upstream x { server a; server b; }\nupstream y { server b; server c; }"])
    #expect(
      read.requirements(.needs, Self.proxy) == [Self.any, "any of default/service/b, default/service/c"])
  }

  @Test("The name of a pool in another file of the proxy is no host")
  func severalFiles() throws {
    let read = try read([
      "site.conf": "server { location / { proxy_pass http://shop; } }",
      "pools.conf": "upstream shop { server a; server b; }",
    ])
    #expect(read.requirements(.needs, Self.proxy) == [Self.any])
    #expect(
      try self.read(["site.conf": "location / { proxy_pass http://shop; }"]).requirements(.needs, Self.proxy) == [
        "default/service/shop"
      ])
  }

  @Test("Servers outside of the cluster are members, and a server in the pod itself serves as well")
  func otherServers() throws {
    let read = try read(["nginx.conf": "upstream s { server one.example.com:80; server two.example.com; server $x; }"])
    #expect(
      read.requirements(.needs, Self.proxy) == ["any of host/one.example.com, host/two.example.com"])
    let own = try self.read(["nginx.conf": "upstream s { server 127.0.0.1:8080; server a; }"])
    #expect(own.requirements(.needs, Self.proxy).isEmpty)
    #expect(own.requirements(.uses, Self.proxy) == ["default/service/a"])
  }

  @Test(
    "Pools that do not end, and words that only look like pools, change nothing",
    arguments: [
      "upstream s { server a; server b;", "upstream: { server: a }", "listen 80;\nserver web a:80;",
      "backend {\n  server x a:80\n}", "lb_endpoints: [{", "upstream s { }", "upstream",
    ])
  func otherTexts(_ text: String) throws {
    let read = try read(["x.conf": text])
    #expect(read.requirements(.needs, Self.proxy).allSatisfy { !$0.hasPrefix("any of") })
  }

  @Test("A large pool without an end is read in linear time")
  func hostile() throws {
    let text = String(repeating: "upstream s { server a; \" ' ", count: 20_000)
    #expect(try read(["x.conf": text]).model.components.count > 3)
  }

  @Test("A pool in a Secret is a group, and hosts of no URL are not shown")
  func secrets() throws {
    let read = try read(["nginx.conf": "upstream s { server a; server b; server c.example.com; }"], setting: "Secret")
    #expect(read.requirements(.needs, Self.proxy) == [Self.any])
  }

  @Test("A pool in a file of Compose is a group, with its backups")
  func compose() throws {
    let text = """
      services:
        proxy: { configs: [conf, site] }
        a: {}
        b: {}
        shop: {}
      configs:
        conf: { content: "upstream shop { server a:80; server b:80 backup; }" }
        site: { content: "server { location / { proxy_pass http://shop; } }" }
      """
    let answer = try ImportedAnswer(text: text, file: "compose.yaml")
    #expect(answer.relations("proxy", .needs) == ["any of a, b"])
    #expect(answer.relations("proxy", .uses) == ["a"])
  }
}
