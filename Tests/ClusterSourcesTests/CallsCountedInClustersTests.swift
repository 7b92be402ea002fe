import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// What comes to the entry of a cluster or a project comes to each of its layers once.
@Suite struct CallsCountedInClustersTests {
  @Test("A service gives the workloads behind it what comes to it")
  func service() throws {
    func app(_ name: String) -> String {
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: \(name) }
      spec:
        replicas: 3
        selector: { matchLabels: { app: web, part: \(name) } }
        template:
          metadata: { labels: { app: web, part: \(name) } }
          spec: { containers: [{ name: c, image: nginx }] }
      """
    }
    let reading = try KubernetesReading(
      text: [
        app("blue"), app("green"),
        "---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }",
        """
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: front }
        spec:
          rules:
            - host: www.example.org
              http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
        """,
      ].joined(separator: "\n"))
    let entry = "default/ingress/front"
    #expect(try reading.model.load(of: "default/service/web", from: entry) == 1_000)
    #expect(
      try reading.model.load(of: "default/deployment/blue", "default/deployment/green", from: entry) == 1_000)
    #expect(reading.model.calls("default/service/web", "default/deployment/blue") == ["needs: ", "uses: 0 calls"])
  }

  @Test("A project whose proxy has two servers gives each of them half")
  func compose() throws {
    let model = try ImportedAnswer(
      text: """
        services:
          lb: { environment: { UPSTREAMS: "http://web1:80,http://web2:80" }, depends_on: [web1] }
          web1: { depends_on: [db] }
          web2: { depends_on: [db] }
          db: {}
        """, file: "compose.yaml"
    ).model
    #expect(try model.load(of: "web1", "web2", from: "lb") == 1_000)
    #expect(try model.load(of: "web1", from: "lb") == 500)
    #expect(try model.load(of: "db", from: "lb") == 1_000)
  }
}
