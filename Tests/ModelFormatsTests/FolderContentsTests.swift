import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Folders with files of other programs beside the model.
@Suite struct FolderContentsTests {
  private static let model = "model: Shop\ncomponents: { web: { needs: db }, db: {} }\n"

  private func load(_ files: [String: String]) throws -> LoadedModel {
    let folder = try TemporaryFolder(files)
    return try ModelLoader.load([folder.path])
  }

  private func diagnostics(_ files: [String: String], path: String = "") throws -> [Diagnostic] {
    let folder = try TemporaryFolder(files)
    do {
      _ = try ModelLoader.load([path.isEmpty ? folder.path : folder.path(path)])
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test(
    "A file of another program in a folder is skipped and named",
    arguments: [
      ("package.json", #"{"name": "shop", "version": "1.0.0", "dependencies": {"a": "1"}}"#),
      ("list.json", "[1, 2, 3]"), ("tsconfig.json", "{ // comment\n  \"compilerOptions\": {} }"),
      ("broken.yaml", "a: [1, 2"),
      ("text.yml", "just a text"), ("chat.json", #"{"model": "m-1", "temperature": 0.7, "messages": [], "top_p": 1}"#),
      ("openapi.yaml", "openapi: 3.1.0\ncomponents: { schemas: {} }\n"),
      ("hidden-secret.json", #"{"password": "hunter2"}"#),
    ])
  func skipped(_ name: String, _ text: String) throws {
    let loaded = try load(["shop.yaml": Self.model, name: text])
    #expect(loaded.model.components.count == 2)
    #expect(loaded.skipped.map { $0.path.split(separator: "/").last.map(String.init) } == [name])
    #expect(loaded.skipped.map(\.reason) == [.unrecognized])
    #expect(loaded.warnings.isEmpty)
  }

  @Test("A policy in a folder is skipped as a policy")
  func policy() throws {
    let policy = "policy: P\nchecks: { c: { require: { for: \"*\", survives: 1 } } }\n"
    #expect(try load(["shop.yaml": Self.model, "policy.yaml": policy]).skipped.map(\.reason) == [.policy])
  }

  @Test(
    "A broken part of the model in a folder is an error, so that no answer is without it",
    arguments: [
      "components:\n  x: {needs: [\n", "faults: { a: [", "domains:\n\tzone: {}\n", #"{"components": {"a": }}"#,
    ])
  func brokenPart(_ text: String) throws {
    let name = text.hasPrefix("{") ? "part.json" : "part.yaml"
    #expect(try diagnostics(["shop.yaml": Self.model, name: text]).contains { $0.severity == .error })
  }

  @Test("A file of another program is an error where the user names it, and where it is all that a folder has")
  func named() throws {
    let files = ["package.json": #"{"name": "shop", "version": "1.0.0", "private": true}"#]
    #expect(try diagnostics(files, path: "package.json").map(\.code.id) == ["unread-form"])
    let found = try diagnostics(files)
    #expect(found.map(\.code.id) == ["empty-folder"])
    #expect(
      found[0].message.hasSuffix(
        "contains no model: 'package.json' looks like a package of npm: it says nothing about what runs; name another file"
      ))
  }

  @Test("A file that a model includes is never skipped")
  func included() throws {
    let found = try diagnostics([
      "a/shop.yaml": Self.model + "include: [../other.json]\n", "other.json": #"{"name": 1}"#,
    ])
    #expect(found.contains { $0.severity == .error })
  }
}
