import ClusterSources
import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// Files of one cluster and of several, and what is said of clusters.
@Suite struct KubernetesClusterTests {
  private func model(_ files: (name: String, text: String)..., source: String? = nil) throws(InvalidInput)
    -> ImportedModel
  {
    let files = files.map { SourceFile(name: $0.name, bytes: Array($0.text.utf8), sourceName: source) }
    return try KubernetesImporter().model(of: files)
  }

  private func problems(_ files: (name: String, text: String)...) -> [Diagnostic] {
    let files = files.map { SourceFile(name: $0.name, bytes: Array($0.text.utf8)) }
    do throws(InvalidInput) {
      _ = try KubernetesImporter().model(of: files)
      return []
    } catch {
      return error.diagnostics
    }
  }

  private func node(_ name: String, provider: String = "") -> String {
    "---\napiVersion: v1\nkind: Node\nmetadata: { name: \(name) }\nspec: { providerID: '\(provider)' }\n"
  }

  private func pod(_ name: String, on node: String = "") -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: { name: \(name) }\nspec: { nodeName: '\(node)' }\n"
  }

  private func system(_ uid: String) -> String {
    "---\napiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, uid: \(uid) }\n"
  }

  @Test("Files whose nodes have nothing in common are refused, with a location")
  func severalClusters() {
    let east = node("e1") + node("e2") + pod("web", on: "e1")
    let west = pod("web", on: "w1") + node("w1")
    let found = problems(("east.yaml", east), ("west.yaml", west))
    #expect(found.map(\.code.id) == ["several-clusters"])
    #expect(found.first?.place?.file == "west.yaml")
    #expect(found.first?.remedy == .distinguishSources)
    #expect(found.first?.message.contains("'east.yaml'") == true)
    // Machines of one name that are not one machine.
    let other = problems(
      ("a.yaml", node("n1", provider: "aws:///eu-west-1a/i-1") + pod("web")),
      ("b.yaml", node("n1", provider: "aws:///us-east-1a/i-2") + pod("web")))
    #expect(other.map(\.code.id) == ["several-clusters"])
    let three = problems(
      ("a.yaml", node("n1") + node("n2")), ("b.yaml", node("n2") + pod("x")), ("c.yaml", node("n3") + pod("y")))
    #expect(three.map(\.place?.file) == ["c.yaml"])
  }

  @Test("Files that may be of one cluster are one cluster")
  func oneCluster() throws {
    // One file for each node; the same node in both; only one with nodes; the same cluster by its id.
    #expect(problems(("a.yaml", node("n1")), ("b.yaml", node("n2")), ("c.yaml", pod("web", on: "n1"))).isEmpty)
    #expect(problems(("a.yaml", node("n1") + node("n2")), ("b.yaml", node("n2") + pod("web"))).isEmpty)
    #expect(problems(("a.yaml", node("n1") + pod("web")), ("b.yaml", pod("api"))).isEmpty)
    #expect(problems(("a.yaml", node("n1") + system("u")), ("b.yaml", node("n2") + system("u"))).isEmpty)
    let named = try model(
      ("a.yaml", node("n1") + pod("web", on: "n1")), ("b.yaml", node("n2") + pod("api", on: "n2")), source: "east")
    #expect(named.model.components.count == 4)
  }

  private func named(_ east: String, _ west: String) throws -> ImportedAnswer {
    let folder = try TemporaryFolder()
    let paths = [try folder.write(east, to: "a.yaml"), try folder.write(west, to: "b.yaml")]
    return ImportedAnswer(
      try ModelLoader.load(["east=\(paths[0])", "west=\(paths[1])"], importers: ImportSources.all()))
  }

  private func placed(_ zone: String, _ region: String, provider: String, zoneID: String = "") -> String {
    let id = zoneID.isEmpty ? "" : ", topology.k8s.aws/zone-id: \(zoneID)"
    let labels = "{ topology.kubernetes.io/zone: \(zone), topology.kubernetes.io/region: \(region)\(id) }"
    return """
      apiVersion: v1
      kind: Node
      metadata: { name: n1, labels: \(labels) }
      spec: { providerID: '\(provider)' }
      \(pod("web", on: "n1"))
      """
  }

  @Test(
    "Two clusters with names share regions of AWS, and zones only if an id says that they are the same",
    arguments: ["aws:///eu-west-1a/i-2", ""])
  func namedClusters(_ provider: String) throws {
    let east = placed("eu-west-1a", "eu-west-1", provider: "aws:///eu-west-1a/i-1")
    let answer = try named(east, placed("eu-west-1a", "eu-west-1", provider: provider))
    #expect(answer.ids.count == 2)
    #expect(try answer.down("eu-west-1").count { $0.hasSuffix("default/pod/web") } == 2)
    #expect(try answer.down("east/eu-west-1a").contains("east/default/pod/web"))
    #expect(try !answer.down("east/eu-west-1a").contains("west/default/pod/web"))
    let same = try named(
      placed("eu-west-1a", "eu-west-1", provider: "aws:///eu-west-1a/i-1", zoneID: "euw1-az1"),
      placed("eu-west-1a", "eu-west-1", provider: "aws:///eu-west-1a/i-2", zoneID: "euw1-az1"))
    #expect(try same.down("eu-west-1a").count { $0.hasSuffix("default/pod/web") } == 2)
  }

  @Test("Two clusters with names share the zones of Google, and what other clouds and machines call zones is apart")
  func namedZones() throws {
    let zone = "europe-west1-b"
    let google = try named(
      placed(zone, "europe-west1", provider: "gce://p/\(zone)/n1"),
      placed(zone, "europe-west1", provider: "gce://p/\(zone)/n2"))
    #expect(try google.down(zone).count { $0.hasSuffix("default/pod/web") } == 2)
    let own = try named(
      placed("eu-west-1a", "eu-west-1", provider: "k3s://n1"), placed("eu-west-1a", "eu-west-1", provider: "k3s://n2"))
    #expect(try own.down("east/eu-west-1").count { $0.hasSuffix("default/pod/web") } == 1)
  }

  @Test("Nodes that do not name their cloud are of the cloud of the others in their region")
  func cloudOfRegion() throws {
    let imported = try model(
      (
        "a.yaml",
        placed("a", "north", provider: "aws:///a/i-1") + "---\n"
          + placed("b", "north", provider: "").replacing("n1", with: "n2").replacing("web", with: "api")
      ))
    #expect(imported.model["a"]?.kind == "aws/availability-zone")
    #expect(imported.model["b"]?.kind == "aws/availability-zone")
    #expect(imported.model["north"]?.kind == "aws/region")
    #expect(imported.universalIDs == ["north"])
  }

  @Test("What two files have in common is reported in one line")
  func unions() throws {
    let imported = try model(("a.yaml", pod("web") + pod("api")), ("b.yaml", pod("web") + pod("api") + pod("db")))
    #expect(
      imported.notes.unions == [
        "a.yaml and b.yaml: 2 objects of one namespace, kind and name united, and b.yaml counts: default/pod/web, default/pod/api"
      ])
    #expect(try model(("a.yaml", pod("web") + pod("web"))).notes.unions.isEmpty)
  }

  @Test("A key that appears twice counts as it is last, with a remark")
  func duplicateKeys() throws {
    let text = "apiVersion: v1\nkind: Service\nkind: Pod\nmetadata: { name: a, name: b }\n"
    let imported = try model(("a.yaml", text))
    #expect(imported.model.components.map(\.id) == ["default/pod/b"])
    #expect(
      imported.notes.remarks == [
        "a.yaml: the key in line 3 appears a second time in its mapping, as do 1 more; the last one counts, as with kubectl"
      ])
    let json = try model(
      ("a.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\", \"name\": \"b\"}}"))
    #expect(json.model.components.map(\.id) == ["default/pod/b"])
  }

  @Test("A pod by itself does not make the pods of workloads missing")
  func barePods() throws {
    let deployment = { (name: String) in
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: \(name) }\nspec: { template: { spec: { containers: [] } } }\n"
    }
    #expect(try model(("a.yaml", pod("debug") + deployment("web"))).notes.remarks.isEmpty)
    let owned = KubernetesObjectsTests.pod("api-1-x", owner: "Deployment/api")
    let read = try model(("a.yaml", deployment("web") + deployment("api") + "---\n" + owned))
    #expect(read.notes.remarks == ["none of its pods were read: default/deployment/web"])
  }

  @Test("Nodes that are cordoned or not ready are reported")
  func cordonedNodes() throws {
    let text =
      "apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\nspec: { unschedulable: true }\nstatus: { conditions: [{ type: Ready, status: 'False' }] }\n"
    let remarks = try model(("a.yaml", text + pod("web", on: "n1"))).notes.remarks
    #expect(remarks.contains { $0.hasPrefix("is cordoned") && $0.hasSuffix("node/n1") })
    #expect(remarks.contains { $0.hasPrefix("is not ready") && $0.hasSuffix("node/n1") })
  }

  @Test("Workloads that name nobody are reported, and objects are counted by kind")
  func silence() throws {
    var text = ""
    for name in ["a", "b", "c", "d"] { text += KubernetesReadingTests.app(name) + "\n" }
    let notes = try model(("a.yaml", text)).notes
    #expect(notes.remarks.count { $0.hasPrefix("none of the 4 workloads names another one") } == 1)
    #expect(notes.types.map { "\($0.type) \($0.count)" }.sorted() == ["Deployment 4", "Service 4"])
    let calling = try model(("a.yaml", text + KubernetesReadingTests.app("e", "args: ['http://a:80']"))).notes
    #expect(calling.remarks.isEmpty)
  }
}
