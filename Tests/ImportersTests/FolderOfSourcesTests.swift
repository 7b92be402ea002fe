import DependencyModel
import Foundation
import Importers
import ModelFormats
import TestSupport
import Testing

/// Files of a folder from which nothing can be read do not spoil those beside them.
@Suite struct FolderOfSourcesTests {
  private static let good = "services:\n  web: {image: a, depends_on: [db]}\n  db: {image: b}\n"

  private func load(_ folder: TemporaryFolder) throws -> LoadedModel {
    try ModelLoader.load([folder.path], importers: ImportSources.all())
  }

  private func names(_ loaded: LoadedModel) -> [String] {
    loaded.skipped.compactMap { $0.path.split(separator: "/").last.map(String.init) }
  }

  @Test(
    "A source that holds nothing is skipped and listed with the reason",
    arguments: [
      ("buckets.json", #"{"Buckets": []}"#, "AWS command line: it has no resources"),
      ("list.yaml", "apiVersion: v1\nkind: List\nitems: []\n", "Kubernetes: it has no objects"),
      ("stack.json", #"{"Resources": {}}"#, "CloudFormation: it has no resources"),
      ("spans.json", #"{"resourceSpans": []}"#, "traces: it has no spans"),
      ("graph.json", #"{"nodes": [], "links": []}"#, "JSON graph: it has no nodes and no edges"),
      ("graph.dot", "digraph {}", "DOT: it has no nodes and no edges"),
      ("edges.csv", "source,target\n", "CSV: it has no nodes and no edges"),
      (
        "s.tfstate", #"{"version":4,"terraform_version":"1.9.0","lineage":"x","outputs":{},"resources":[]}"#,
        "Terraform: it has no resources"
      ),
      (
        "place.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: a}\nspec: {}\n",
        "Backstage: understood 0 of 1; Location: it only says where entities are described"
      ),
    ])
  func nothing(_ name: String, _ text: String, _ detail: String) throws {
    let loaded = try load(TemporaryFolder(["compose.yaml": Self.good, name: text]))
    #expect(loaded.model.components.map(\.id.text) == ["web", "db"])
    #expect(names(loaded) == [name])
    #expect(loaded.skipped.map(\.reason) == [.empty])
    #expect(loaded.skipped.map(\.detail) == [detail])
  }

  @Test("A source that holds nothing is skipped beside a model, too")
  func besideModel() throws {
    let loaded = try load(
      TemporaryFolder(["a.json": #"{"resourceSpans": []}"#, "shop.yaml": "model: Shop\ncomponents: {db: {}}\n"]))
    #expect(loaded.model.name == "Shop")
    #expect(names(loaded) == ["a.json"])
  }

  @Test("A folder in which every source holds nothing is an error for each of them")
  func allEmpty() throws {
    let folder = try TemporaryFolder(["a.json": #"{"resourceSpans": []}"#, "b.dot": "digraph {}"])
    do {
      _ = try load(folder)
      Issue.record("nothing is wrong")
    } catch let error as InvalidInput {
      #expect(error.diagnostics.map(\.code.id) == ["empty-import", "empty-import"])
    }
  }

  @Test("A broken source in a folder is an error, so that no answer is without it")
  func broken() throws {
    let folder = try TemporaryFolder(["compose.yaml": Self.good, "t.json": #"{"resourceSpans":[{"reso"#])
    #expect(throws: InvalidInput.self) { _ = try load(folder) }
  }

  @Test("A source that holds nothing is skipped where the user names it beside others")
  func named() throws {
    let folder = try TemporaryFolder(["compose.yaml": Self.good, "t.json": #"{"resourceSpans":[]}"#])
    let loaded = try ModelLoader.load(
      [folder.path("compose.yaml"), folder.path("t.json")], importers: ImportSources.all())
    #expect(loaded.model.components.count == 2)
    #expect(loaded.skipped.map(\.reason) == [.empty])
  }

  @Test("What can't be read as a file in a folder is skipped with the system's reason")
  func special() throws {
    let folder = try TemporaryFolder(["compose.yaml": Self.good, "x.json/inner.txt": "a"])
    for name in ["pipe.json", "pipe.dot"] { #expect(mkfifo(folder.path(name), 0o600) == 0) }
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path("none.json"), withDestinationPath: "nowhere")
    try manager.createSymbolicLink(atPath: folder.path("one.json"), withDestinationPath: "two.json")
    try manager.createSymbolicLink(atPath: folder.path("two.json"), withDestinationPath: "one.json")
    let loaded = try load(folder)
    #expect(loaded.model.components.count == 2)
    let details = Dictionary(
      uniqueKeysWithValues: zip(names(loaded), loaded.skipped.map { "\($0.reason) \($0.detail ?? "")" }))
    #expect(details["pipe.json"] == "unreadable not a plain file")
    #expect(details["pipe.dot"] == "unreadable not a plain file")
    #expect(details["none.json"] == "unreadable no such file or directory")
    #expect(details["one.json"] == "unreadable its links lead in a circle")
    #expect(details["two.json"] == "unreadable its links lead in a circle")
  }

  @Test("A link out of a folder, or back to a folder above it, is skipped and listed")
  func links() throws {
    let folder = try TemporaryFolder([
      "m/compose.yaml": Self.good, "other/secret.yaml": "model: X\ncomponents: {x: {}}\n",
    ])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path("m/out.yaml"), withDestinationPath: "../other/secret.yaml")
    try manager.createSymbolicLink(atPath: folder.path("m/up"), withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: folder.path("m/self"), withDestinationPath: ".")
    let loaded = try ModelLoader.load([folder.path("m")], importers: ImportSources.all())
    #expect(loaded.model.components.count == 2)
    #expect(names(loaded) == ["out.yaml", "up"])
    #expect(loaded.skipped.allSatisfy { $0.reason == .outside })
  }

  @Test("A link to a folder above is not followed where the repository would allow it")
  func repository() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "ref: refs/heads/main\n", "m/compose.yaml": Self.good, "n/b.yaml": "model: X\ncomponents: {x: {}}\n",
    ])
    try FileManager.default.createSymbolicLink(atPath: folder.path("m/up"), withDestinationPath: "..")
    let loaded = try ModelLoader.load([folder.path("m")], importers: ImportSources.all())
    #expect(loaded.model.components.count == 2)
    #expect(names(loaded) == ["up"])
  }

  @Test("The walk through a folder ends after 20,000 files and says so once")
  func manyFiles() throws {
    var files = ["a.compose.yaml": Self.good]
    for number in 0..<20_500 { files["d\(number % 50)/f\(number).txt"] = "" }
    let loaded = try load(TemporaryFolder(files))
    #expect(loaded.model.components.count == 2)
    #expect(loaded.skipped.count { $0.reason == .tooMuch } == 1)
  }
}
