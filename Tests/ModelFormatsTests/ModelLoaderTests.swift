import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

/// Models of several files, and files that can't be read.
@Suite struct ModelLoaderTests {
  private func codes(_ paths: [String]) -> [String] {
    do {
      return try ModelLoader.load(paths).warnings.map(\.code.id)
    } catch {
      return error.diagnostics.map(\.code.id)
    }
  }

  @Test("Included files are read once, relative to the file that includes them")
  func includes() throws {
    let folder = try TemporaryFolder([
      "main.yaml": "model: M\ninclude: [parts/net.yaml, data.json]\ncomponents: { app: { needs: [net, db] } }",
      "parts/net.yaml": "include: ../data.json\ncomponents: { net: {} }",
      "data.json": #"{"components": {"db": {}}}"#,
    ])
    let model = try ModelLoader.load([folder.path("main.yaml")]).model
    #expect(model.components.map(\.id) == ["app", "net", "db"])
    #expect(model["db"]?.place?.file == folder.path("data.json"))
  }

  @Test("A circle of includes is an error where it closes")
  func includeCircle() throws {
    let folder = try TemporaryFolder(["a.yaml": "model: M\ninclude: b.yaml", "b.yaml": "include: [a.yaml]"])
    do {
      _ = try ModelLoader.load([folder.path("a.yaml")])
      Issue.record("a circle is an error")
    } catch {
      #expect(error.diagnostics.map(\.code.id) == ["include-circle"])
      #expect(error.diagnostics[0].place == Place(file: folder.path("b.yaml"), line: 1, column: 11))
    }
  }

  @Test("An id declared in two files is an error")
  func repeatedIDsAcrossFiles() throws {
    let folder = try TemporaryFolder([
      "a.yaml": "model: M\ninclude: b.yaml\ncomponents: { db: {} }", "b.yaml": "components: { db: {} }",
    ])
    #expect(codes([folder.path("a.yaml")]) == ["duplicate-id"])
  }

  @Test("A folder is the model of its files, without hidden ones and those of other programs")
  func folder() throws {
    let folder = try TemporaryFolder([
      "shop/b.yml": "components: { b: {} }", "shop/a.yaml": "model: Shop\ncomponents: { a: { needs: b } }",
      "shop/notes.txt": "not a model", "shop/.hidden.yaml": "[", "shop/deeper/c.yaml": "[",
    ])
    let model = try ModelLoader.load([folder.path("shop")]).model
    #expect(model.name == "Shop")
    #expect(model.components.map(\.id) == ["a", "b"])
  }

  @Test("Two models in a folder are an error, and two named files are merged")
  func folderOfTwoModels() throws {
    let folder = try TemporaryFolder([
      "m/a.yaml": "model: A\ncomponents: { a: {} }", "m/b.yaml": "model: B\ncomponents: { b: {} }",
    ])
    #expect(codes([folder.path("m")]) == ["model-names-differ"])
    // Named one by one, they are merged: the asker said so.
    #expect(codes([folder.path("m/a.yaml"), folder.path("m/b.yaml")]).isEmpty)
  }

  @Test("A folder without a model is an error")
  func emptyFolder() throws {
    let folder = try TemporaryFolder(["m/readme.md": ""])
    #expect(codes([folder.path("m")]) == ["empty-folder"])
  }

  @Test("A missing file is an error, and what it would have declared is not")
  func missingFiles() throws {
    let folder = try TemporaryFolder([
      "a.yaml": "model: M\ninclude: [no.yaml, nor.yaml]\ncomponents: { a: { needs: b } }"
    ])
    // What the missing files would have declared is not complained of.
    #expect(codes([folder.path("a.yaml")]) == ["unreadable-file", "unreadable-file"])
    #expect(codes([folder.path("z.yaml")]) == ["unreadable-file"])
    #expect(codes(["/dev/zero"]) == ["unreadable-file"])
  }

  @Test("A huge file is refused without being read")
  func hugeFilesAreRefusedUnread() throws {
    let folder = try TemporaryFolder(["a.yaml": "model: M"])
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.path("a.yaml")))
    try handle.truncate(atOffset: 8 << 30)
    try handle.close()
    #expect(codes([folder.path("a.yaml")]) == ["file-too-large"])
  }

  @Test(
    "The shipped models load without warnings",
    arguments: Repository.models.filter { $0.lastPathComponent != "checkout-network.yaml" })
  func shippedModels(_ file: URL) throws {
    let loaded = try ModelLoader.load([file.path])
    #expect(loaded.warnings.isEmpty, "\(loaded.warnings.map(\.message))")
  }

  @Test("The first model loads without warnings")
  func theFirstModelIsValid() throws {
    let loaded = try ModelLoader.load(Array(FirstModel.text.utf8), file: "whatfails.yaml")
    #expect(loaded.warnings.isEmpty)
    #expect(loaded.model.faults.count == 1)
    #expect(loaded.model.checks.count == 1)
  }
}
