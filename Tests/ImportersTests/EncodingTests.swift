import DependencyModel
import Importers
import ModelFormats
import Testing

/// Sources in any encoding: two names of a source are two components.
@Suite struct EncodingTests {
  /// Texts with two names that differ in one letter, and the endings of the names of their files.
  static let sources = [
    ("g.dot", "digraph { app -> \"d-é\"; app -> \"d-è\"; app -> \"d-ü\" }"),
    ("g.dot", "digraph { app -> d_é; app -> d_è; app -> d_ü }"),
    ("g.csv", "from,to\napp,d-é\napp,d-è\napp,d-ü\n"),
    ("g.jsonl", "{\"id\": \"app\", \"needs\": [\"d-é\", \"d-è\", \"d-ü\"]}\n"),
    (
      "compose.yaml",
      "services:\n  app: {image: x, depends_on: [d-é, d-è, d-ü]}\n  d-é: {image: y}\n  d-è: {}\n  d-ü: {}\n"
    ),
    (
      "catalog.yaml",
      ["é", "è", "ü"].map {
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: d-\($0)}\nspec: {type: service}\n"
      }.joined(separator: "---\n")
    ),
    (
      "stack.yaml",
      "Resources:\n" + ["é", "è", "ü"].map { "  Queue\($0): {Type: 'AWS::SQS::Queue'}\n" }.joined()
    ),
    (
      "dump.json",
      "["
        + ["é", "è", "ü"].map {
          "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"d-\($0)\"}}"
        }
        .joined(separator: ", ") + "]"
    ),
  ]

  private static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }
  private static func wide(_ text: String) -> [UInt8] {
    [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }
  private static func widest(_ text: String) -> [UInt8] {
    [0xFF, 0xFE, 0, 0] + text.unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }
  }

  private func load(_ bytes: [UInt8], _ file: String) throws -> LoadedModel {
    try ModelLoader.load(bytes, file: file, importers: ImportSources.all())
  }

  private func ids(_ loaded: LoadedModel) -> [String] { loaded.model.components.map(\.id.text) }

  @Test("A source says the same in every encoding", arguments: sources)
  func everyEncoding(file: String, text: String) throws {
    let plain = try load(Array(text.utf8), file)
    #expect(ids(plain).count { $0.contains("é") || $0.contains("è") || $0.contains("ü") } == 3)
    #expect(!plain.imports[0].notes.remarks.contains { $0.contains("Windows-1252") })
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(text.utf8), Self.wide(text), Self.widest(text)] {
      let loaded = try load(bytes, file)
      #expect(ids(loaded) == ids(plain))
      #expect(!loaded.imports[0].notes.remarks.contains { $0.contains("Windows-1252") })
    }
    let guessed = try load(Self.latin1(text), file)
    #expect(ids(guessed) == ids(plain))
    #expect(
      guessed.imports[0].notes.remarks.contains(
        "\(file) is not UTF-8; it is read as Windows-1252, so letters may be wrong"))
  }

  @Test("Every byte of Windows-1252 is a character of its own")
  func everyByte() throws {
    let lines = (UInt8(0x80)...0xFF).flatMap { Array("app,n-".utf8) + [$0] + Array("-x\n".utf8) }
    let loaded = try load(Array("from,to\n".utf8) + lines, "g.csv")
    // A blank that does not break is still a character.
    #expect(loaded.model.components.count == 129)
    #expect(!ids(loaded).contains { $0.contains("\u{FFFD}") })
    #expect(ids(loaded).contains("n-€-x"))
  }

  @Test("A text that is mostly UTF-8 keeps its names apart")
  func mixedEncodings() throws {
    let bytes =
      Array("from,to\napp,d-é\napp,".utf8) + [0x64, 0x2D, 0xE8] + Array("\napp,".utf8) + [0x64, 0x2D, 0xE9, 0x0A]
    #expect(try load(bytes, "g.csv").model.components.count == 4)
  }

  @Test("A model of our own that is not UTF-8 is an error with its location")
  func ownModels() throws {
    let text = Self.latin1("model: Café\ncomponents: { web: {} }\n")
    let error = try #require(throws: InvalidInput.self) { try load(text, "m.yaml") }
    #expect(error.diagnostics.map(\.code.id) == ["invalid-utf8"])
    #expect(error.diagnostics.first?.place == Place(file: "m.yaml", line: 1, column: 11))
  }
}
