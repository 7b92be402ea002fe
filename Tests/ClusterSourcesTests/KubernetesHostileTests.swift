import ClusterSources
import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// What files of Kubernetes objects are told by, and what is done with those that are broken or mean harm.
@Suite struct KubernetesHostileTests {
  private let importer = KubernetesImporter()

  private func recognizes(_ text: String) -> Bool {
    importer.recognizes(SourceFile(name: "x", bytes: Array(text.utf8)))
  }

  // MARK: Recognition

  @Test("Manifests are recognized in any layout, and other files are not")
  func recognition() {
    #expect(recognizes("apiVersion: v1\nkind: Service"))
    #expect(recognizes("# Source: a.yaml\n---\n---\n\"apiVersion\": v1\nkind: Service"))
    #expect(recognizes("{\"apiVersion\": \"v1\", \"items\": [], \"kind\": \"List\"}"))
    #expect(recognizes("[{\"kind\": \"Pod\", \"apiVersion\": \"v1\"}]"))
    #expect(recognizes("Warning: old version\n{\"kind\": \"Pod\", \"apiVersion\": \"v1\"}"))
    #expect(
      recognizes("apiVersion: v1\nkind: ConfigMap\ndata:\n  a.json: |\n    {\"model\": 1, \"domains\": []}\n"))
    #expect(!recognizes("model: apiVersion\ncomponents:\n  kind: {}\n"))
    #expect(!recognizes("model: M\napiVersion: v1\nkind: Pod\n"))
    #expect(!recognizes("apiVersion: v2\nname: chart\nversion: 1.0.0\n"))
    #expect(!recognizes("apiVersion: backstage.io/v1alpha1\nkind: Component\n"))
    #expect(!recognizes("{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.4\"}"))
    #expect(!recognizes("services:\n  web: { image: x }\n"))
    #expect(!recognizes(""))
    for model in Repository.models {
      let bytes = (try? Data(contentsOf: model)).map(Array.init) ?? []
      #expect(!importer.recognizes(SourceFile(name: model.lastPathComponent, bytes: bytes)))
    }
    for file in KubernetesFixturesTests.files {
      let bytes = (try? Data(contentsOf: KubernetesReading.folder.appending(path: file))).map(Array.init) ?? []
      #expect(importer.recognizes(SourceFile(name: file, bytes: bytes)), "\(file)")
    }
  }

  // MARK: Forms

  @Test("Streams with empty documents and lists are read")
  func renderedStreams() throws {
    let read = try KubernetesReading(
      text: """
        ---
        # Source: shop/templates/empty.yaml

        ---
        # Source: shop/templates/null.yaml
        null
        ---
        # Source: shop/templates/web.yaml
        apiVersion: apps/v1
        kind: DeploymentList
        items:
          - metadata: { name: web }
            spec: { template: { spec: { containers: [] } } }
          - kind: List
            items: [{ kind: Role, apiVersion: rbac.authorization.k8s.io/v1, metadata: { name: r } }]
        ---
        kind: Cluster
        apiVersion: example.com/v1
        metadata: { name: custom }
        ---
        kind: Runner
        apiVersion: example.com/v1
        metadata: { name: templated }
        spec: { template: { spec: { containers: [{ name: c, env: [{ name: A_HOST, value: web }] }] } } }
        ---
        replicas: 3
        --- text
        ...
        """)
    #expect(read.model.components.map(\.id) == ["default/deployment/web", "default/runner/templated"])
    #expect(
      read.notes.skipped.map { "\($0.type): \($0.reason)" } == [
        "Role: says who may do what; it does not run",
        "Cluster: no rule for this kind: what it does is up to the program that reads it",
        "document: states no kind", "document: is not an object of a cluster",
      ])
    #expect(read.notes.total == 6)
    #expect(read.notes.understood == 2)
  }

  @Test("Manifests in UTF-16 and after other output are read")
  func wideEncodingsAndNoise() throws {
    let json =
      "Warning: deprecated\r\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"pod\"}}\r\n"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in json.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let wide = try ModelLoader.load(bytes, file: "pod.json", importers: ImportSources.all())
    #expect(wide.model.components.map(\.id) == ["default/pod/pod"])
    let yaml = "\u{FEFF}apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: pod\r\n"
    #expect(try Importing.load(yaml, file: "pod.yaml").model.components.map(\.id) == ["default/pod/pod"])
  }

  @Test("An object that appears twice counts as it is last, with a remark")
  func repeated() throws {
    let pod = { (label: String) in
      "---\napiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: \(label) } }\n"
    }
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { app: new } }\n"
    let read = try KubernetesReading(text: pod("old") + service + pod("new"))
    #expect(read.requirements(.needs, "default/service/s") == ["default/pod/p"])
    #expect(read.notes.remarks.count == 1)
  }

  @Test("Manifests without an object are an error")
  func nothingInIt() {
    #expect(
      Importing.diagnostics("apiVersion: v1\nkind: List\nitems: []", file: "a.yaml").map(\.code) == [.emptyImport])
    #expect(
      Importing.diagnostics("{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", file: "a.json").map(\.code) == [.emptyImport]
    )
    let broken = "apiVersion: v1\nkind: Pod\nmetadata: { name: a"
    #expect(Importing.diagnostics(broken, file: "a.yaml").allSatisfy { $0.place != nil && $0.severity == .error })
    #expect(!Importing.diagnostics(broken, file: "a.yaml").isEmpty)
  }

  // MARK: Broken

  @Test("A dump that is cut off anywhere is read or refused, and never crashes")
  func truncated() throws {
    let url = KubernetesReading.folder.appending(path: "cluster-dump/boutique-on-three-zones.json")
    let bytes = Array(try Data(contentsOf: url))
    for length in stride(from: 0, to: bytes.count - 1, by: 997) {
      let loaded = try? ModelLoader.load(Array(bytes[..<length]), file: "dump.json", importers: ImportSources.all())
      #expect(loaded == nil, "\(length) bytes")
    }
  }

  @Test(
    "Values of another type are read, or refused with a location",
    arguments: [
      "examples/cockroachdb-statefulset.yaml", "bookinfo/networking-virtual-service-reviews-90-10.yaml",
      "bookinfo/gateway-api-bookinfo-gateway.yaml", "hotel-reservation/geo-persistent-volume.yaml",
      "online-boutique/network-policies/network-policy-cartservice.yaml", "examples/meteor-mongo-pod.json",
    ])
  func wrongTypes(_ file: String) throws {
    let text = try String(contentsOf: KubernetesReading.folder.appending(path: file), encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices {
      guard let colon = lines[index].firstIndex(of: ":"), !lines[index].hasPrefix("#") else { continue }
      let original = lines[index]
      let isJSON = file.hasSuffix(".json")
      for value in isJSON ? ["[],", "{},", "null,", "7,"] : ["[]", "{}", "null", "7", "[[[]]]", "{ a: [b] }", "\"\""] {
        lines[index] = original[...colon] + " " + value
        do throws(InvalidInput) {
          _ = try Importing.load(lines.joined(separator: "\n"), file: isJSON ? "x.json" : "x.yaml")
        } catch {
          #expect(error.diagnostics.allSatisfy { $0.place != nil })
        }
      }
      lines[index] = original
    }
  }

  @Test("Odd and empty names are read or skipped")
  func oddNames() throws {
    let read = try KubernetesReading(
      text: """
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "v1", "kind": "Node", "metadata": { "name": "n\\u0007", "labels": { "topology.kubernetes.io/zone": "z", "topology.kubernetes.io/region": "z" } } },
          { "apiVersion": "v1", "kind": "Node", "metadata": { "name": "m", "labels": { "topology.kubernetes.io/zone": "node/m" } } },
          { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "p/q", "namespace": "" , "ownerReferences": [{ "kind": "Pod", "name": "p/q" }] }, "spec": { "nodeName": "n\\u0007" } },
          { "apiVersion": "x/v1", "kind": "service", "metadata": { "name": "s" }, "spec": { "template": { "spec": { "containers": [] } } } },
          { "apiVersion": "v1", "kind": "Service", "metadata": { "name": "s" }, "spec": { "type": "ExternalName", "externalName": "s.default.svc" } },
          { "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": { "name": "r", "ownerReferences": [{ "kind": "ReplicaSet", "name": "r" }] }, "spec": {} }
        ] }
        """, file: "odd.json")
    #expect(read.model["node/n\u{FFFD}"]?.isDomain == true)
    #expect(read.model["default/pod/p/q"]?.domains.map(\.text) == ["node/n\u{FFFD}"])
  }

  // MARK: Harm

  @Test("Manifests that are nested too deep are refused")
  func deep() {
    let deep = String(repeating: "[", count: 5_000)
    #expect(
      Importing.diagnostics("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": \(deep)", file: "a.json").map(
        \.code)
        == [.nestingTooDeep])
    let nested =
      String(repeating: "{\"kind\": \"List\", \"items\": [", count: 40) + "null" + String(repeating: "]}", count: 40)
    #expect(
      Importing.diagnostics("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\(nested)]}", file: "a.json").map(
        \.code)
        == [.emptyImport])
  }

  @Test("Variables that double, millions of replicas and long addresses stay small")
  func growth() throws {
    // Variables that each hold the one before twice.
    var container = "env:\n- { name: V0, value: 'http://web0:80/' }\n"
    for index in 1...60 { container += "- { name: V\(index), value: '$(V\(index - 1))$(V\(index - 1))' }\n" }
    let read = try KubernetesReading(text: KubernetesReadingTests.app("web", container))
    #expect(read.notes.unresolved.count >= 1)
    let replicas = """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: s }
      spec: { replicas: 2000000000, volumeClaimTemplates: [{ metadata: { name: d } }], template: { spec: { containers: [] } } }
      """
    let many = try KubernetesReading(text: replicas)
    #expect(many.model.components.count == 1)
    #expect(many.notes.remarks.count == 1)
    let urls = String(repeating: "a://b@", count: 40_000)
    let long = try KubernetesReading(
      text: KubernetesReadingTests.app(
        "web", "env: [{ name: X, value: '\(urls)' }]\nargs: ['\(String(repeating: "a.", count: 40_000))@']"))
    #expect(long.model.components.count == 2)
  }

  @Test("Thousands of selectors that select everything are read in reasonable time")
  func selectingEverything() throws {
    var text = "apiVersion: v1\nkind: List\nitems:\n"
    for index in 0..<1_000 {
      text += "- { apiVersion: v1, kind: Pod, metadata: { name: p\(index), labels: { a: b } } }\n"
      text += "- { apiVersion: v1, kind: Service, metadata: { name: s\(index) }, spec: { selector: { a: b } } }\n"
      text +=
        "- { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: n\(index) }, spec: { podSelector: {} } }\n"
    }
    let imported = try importer.model(of: [SourceFile(name: "all.yaml", bytes: Array(text.utf8))])
    // The group of all pods is one component for all Services.
    #expect(imported.model.components.count == 3_001)
    #expect(imported.notes.remarks.contains { $0.hasPrefix("labels select so many objects") })
  }

  @Test("Five thousand services and their pods are read")
  func large() throws {
    let count = 5_000
    var text = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n"
    for index in 0..<count {
      text += """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s\(index)"}, "spec": {"selector": {"app": "s\(index)"}, "ports": [{"port": 80}]}},
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "s\(index)"}, "spec": {"template": {"metadata": {"labels": {"app": "s\(index)"}}, "spec": {"containers": [{"env": [{"name": "NEXT_ADDR", "value": "s\(index + 1):80"}]}]}}}},

        """
    }
    text += "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"default\"}}]}"
    let read = try KubernetesReading(text: text, file: "large.json")
    #expect(read.model.components.count == 2 * count + 1)
    #expect(try read.lost("default/service/s\(count - 1)").count == 2 * count - 2)
  }

  @Test("The same manifests give the same model every time")
  func sameEveryTime() throws {
    let first = try KubernetesReading("bookinfo", "online-boutique", "hotel-reservation")
    let second = try KubernetesReading("bookinfo", "online-boutique", "hotel-reservation")
    #expect(try ModelWriter.text(of: first.model, as: .yaml) == ModelWriter.text(of: second.model, as: .yaml))
    #expect(first.notes.unresolved == second.notes.unresolved)
    #expect(first.notes.remarks == second.notes.remarks)
  }
}
