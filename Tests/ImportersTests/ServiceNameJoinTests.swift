import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Services that two sources call the same.
@Suite struct ServiceNameJoinTests {
  private static let compose = "services:\n  web: { environment: { DB_HOST: db } }\n  db: {}\n"
  private static let cluster = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ env: [{ name: DB_HOST, value: db.example.com }] }] } } }
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec: { selector: { app: web } }

    """
  private static let traces = #"{"data":[{"parent":"web","child":"pay","callCount":3}]}"#

  private func load(_ files: KeyValuePairs<String, String>) throws -> LoadedModel {
    let folder = try TemporaryFolder()
    let paths = try files.map { try folder.write($1, to: $0) }
    return try ModelLoader.load(paths, importers: ImportSources.all())
  }

  @Test("A service of Compose and a workload of a cluster are not one because they are called the same")
  func deployedTwice() throws {
    let model = try load(["compose.yaml": Self.compose, "k8s.yaml": Self.cluster]).model
    #expect(model["web"]?.requirements(.needs).map { $0.text(limit: 50) } == ["db"])
    #expect(model["default/deployment/web"]?.requirements(.needs).map { $0.text(limit: 50) } == ["host/db.example.com"])
  }

  @Test(
    "What was observed of a service is united with the only workload of its name",
    arguments: [("compose.yaml", compose, "web"), ("k8s.yaml", cluster, "default/deployment/web")])
  func observed(_ file: String, _ text: String, _ id: ComponentID) throws {
    let loaded = try load([file: text, "jaeger.json": Self.traces])
    #expect(loaded.model[id]?.requirements(.needs).contains { $0.text(limit: 50) == "pay" } == true)
  }
}
