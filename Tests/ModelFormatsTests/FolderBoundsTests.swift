import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

/// A model reads only its own folder, or its repository.
@Suite struct FolderBoundsTests {
  private func codes(_ path: String, allowing folders: [String] = []) -> [String] {
    do throws(InvalidInput) {
      _ = try ModelLoader.load([path], allowing: folders)
      return []
    } catch { return error.diagnostics.map(\.code.id) }
  }

  private func folder(_ include: String) throws -> TemporaryFolder {
    try TemporaryFolder([
      "m/m.yaml": "model: M\ninclude: ['\(include)']\ncomponents: { api: {} }\n",
      "m/part/db.yaml": "components: { db: {} }",
      "other/secret.yaml": "components: { leaked: {} }",
    ])
  }

  private func link(_ folder: TemporaryFolder, _ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path(name), withDestinationPath: target)
  }

  @Test(
    "An included file below the model's folder is read",
    arguments: ["part/db.yaml", "./part/../part/db.yaml", "../m/part/db.yaml"])
  func inside(_ path: String) throws {
    let folder = try folder(path)
    #expect(codes(folder.path("m/m.yaml")) == [])
  }

  @Test(
    "An included file outside the model's folder is refused, whether it exists or not",
    arguments: [
      "../other/secret.yaml", "../other/none.yaml", "../../none", "/etc/passwd", "/etc/none", "/proc/self/environ",
      "/dev/stdin", "part/../../other/secret.yaml", "/", "..",
    ])
  func outside(_ path: String) throws {
    let folder = try folder(path)
    do throws(InvalidInput) {
      _ = try ModelLoader.load([folder.path("m/m.yaml")])
      Issue.record("'\(path)' is read")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.outsideFolder])
      #expect(
        error.diagnostics[0].message
          == "'\(path)' leads outside of the folder of '\(folder.path("m/m.yaml"))', so it is not read")
      #expect(error.diagnostics[0].place?.line == 2)
    }
  }

  @Test("A symbolic link that leads outside is refused")
  func links() throws {
    let folder = try folder("link.yaml")
    try link(folder, "m/link.yaml", to: "../other/secret.yaml")
    #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"])
    for target in ["../other/none.yaml", "/none/at/all", "link2.yaml"] {
      try FileManager.default.removeItem(atPath: folder.path("m/link.yaml"))
      try link(folder, "m/link.yaml", to: target)
      if target == "link2.yaml" { try link(folder, "m/link2.yaml", to: "part/../../other/secret.yaml") }
      #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"], "\(target)")
    }
    try FileManager.default.removeItem(atPath: folder.path("m/link.yaml"))
    try link(folder, "m/link.yaml", to: "link.yaml")
    #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"])
    try FileManager.default.removeItem(atPath: folder.path("m/link.yaml"))
    try link(folder, "m/link.yaml", to: "part/db.yaml")
    #expect(codes(folder.path("m/m.yaml")) == [])
    // A folder on the way may be a link too.
    let second = try self.folder("way/secret.yaml")
    try link(second, "m/way", to: "../other")
    #expect(codes(second.path("m/m.yaml")) == ["outside-folder"])
    #expect(codes(second.path("m/m.yaml"), allowing: [second.path("other")]) == [])
  }

  @Test("A file in an allowed folder is read, but never one of the system")
  func allowed() throws {
    let folder = try folder("../other/secret.yaml")
    #expect(codes(folder.path("m/m.yaml"), allowing: [folder.path("other")]) == [])
    #expect(codes(folder.path("m/m.yaml"), allowing: [folder.path("m")]) == ["outside-folder"])
    let system = try self.folder("/proc/self/environ")
    #expect(codes(system.path("m/m.yaml"), allowing: ["/"]) == ["outside-folder"])
    // What the user names is read wherever it is, and bounds what it includes by itself.
    let second = try self.folder("part/../part/none/../db.yaml")
    try second.write("components: { cache: {} }", to: "m/part/db.yaml")
    let loaded = try ModelLoader.load([folder.path("other/secret.yaml"), second.path("m/m.yaml")])
    #expect(loaded.model.components.contains { $0.id.text == "api" })
  }

  @Test("Files of the repository around the folder are read, but none of git's own")
  func repository() throws {
    let folder = try folder("../other/secret.yaml")
    try folder.write("[remote]\n\turl = https://u:hunter2@host/\n", to: ".git/config")
    // Without a head it is no repository, and opens nothing.
    #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"])
    try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
    #expect(codes(folder.path("m/m.yaml")) == [])
    try folder.write("model: M\ninclude: ['../.git/config']\ncomponents: { api: {} }\n", to: "m/m.yaml")
    #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"])
    try folder.write("model: M\ninclude: ['../../x.yaml']\ncomponents: { api: {} }\n", to: "m/m.yaml")
    #expect(codes(folder.path("m/m.yaml")) == ["outside-folder"])
  }

  @Test("A link in a named folder that leads outside is skipped and listed")
  func folders() throws {
    let folder = try folder("part/db.yaml")
    #expect(codes(folder.path("m")) == [])
    try link(folder, "m/z.yaml", to: "../other/secret.yaml")
    let loaded = try ModelLoader.load([folder.path("m")])
    #expect(loaded.skipped.map(\.reason) == [.outside])
    #expect(loaded.skipped.map(\.path) == [folder.path("m/z.yaml")])
    let allowed = try ModelLoader.load([folder.path("m")], allowing: [folder.path("other")])
    #expect(allowed.skipped.isEmpty)
  }

  @Test("A model from standard input may not include a file outside")
  func text() throws {
    do throws(InvalidInput) {
      _ = try ModelLoader.load(Array("model: M\ninclude: /etc/passwd".utf8), file: ModelLoader.standardInputName)
      Issue.record("it is read")
    } catch { #expect(error.diagnostics.map(\.code) == [.outsideFolder]) }
  }

  @Test("A policy extends a policy outside its folder only if that folder is allowed")
  func policies() throws {
    let model = try ModelLoader.load(Array("model: M\ncomponents: {a: {}}".utf8), file: "m.yaml").model
    let folder = try TemporaryFolder([
      "p/p.yaml": "policy: P\nextend: ['../other/base.yaml']\n", "other/base.yaml": "lint: { rules: { orphan: off } }",
    ])
    #expect(throws: InvalidInput.self) { try PolicyLoader.load([folder.path("p/p.yaml")], for: model) }
    do throws(InvalidInput) {
      _ = try PolicyLoader.load([folder.path("p/p.yaml")], for: model, allowing: [folder.path("other")])
    } catch { Issue.record("\(error.diagnostics)") }
  }
}
