import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Names that become one, and files of one name, are reported.
@Suite struct NameSpellingTests {
  private func remarks(_ text: String, _ file: String) throws -> [String] {
    try Importing.load(text, file: file).imports[0].notes.remarks
  }

  @Test(
    "Names that differ only in how Unicode composes characters, or in control characters, are reported",
    arguments: [
      ("g.csv", "source,target\nM\u{FC}ller,db\nMu\u{308}ller,db2\n"),
      ("g.dot", "digraph { \"M\u{FC}ller\" -> a; \"Mu\u{308}ller\" -> b }"),
      ("g.gml", "graph [ node [ id \"M\u{FC}ller\" ] node [ id \"Mu\u{308}ller\" ] ]"),
    ])
  func spellings(_ file: String, _ text: String) throws {
    let loaded = try Importing.load(text, file: file)
    let isSaid = loaded.imports[0].notes.remarks.contains { $0.contains("Unicode composes") }
    #expect(
      isSaid || loaded.model.components.count { $0.id.text.hasPrefix("M") } == 2, "\(loaded.imports[0].notes.remarks)")
  }

  @Test("Names that differ in case or in invisible characters stay apart")
  func apart() throws {
    let loaded = try Importing.load("source,target\nWeb,db\nweb,db\nweb\u{200B},db\n", file: "g.csv")
    #expect(loaded.model.components.count == 4)
  }

  @Test("A name that is written in one way is not reported")
  func once() throws {
    #expect(try !remarks("source,target\nM\u{FC}ller,db\nM\u{FC}ller,x\n", "g.csv").contains { $0.contains("Unicode") })
  }

  @Test("Files of one name in different folders are told apart wherever they are named")
  func namesakes() throws {
    func lines(_ service: String) -> String {
      "[{\"parent\":\"\(service)\",\"child\":\"db-\(service)\",\"callCount\":1},{\"parent\":\"x-\(service)\",\"child\":\"\(service)\",\"callCount\":1}]"
    }
    let folder = try TemporaryFolder([
      "a/main.json": lines("web"), "b/main.json": lines("api"), "c/other.json": lines("job"),
    ])
    let loaded = try ModelLoader.load([folder.path], importers: ImportSources.all())
    #expect(loaded.model["web"]?.source == "a/main.json: service web")
    #expect(loaded.model["api"]?.source == "b/main.json: service api")
    #expect(loaded.model["job"]?.source == "other.json: service job")
    #expect(loaded.model["api"]?.relations.first?.requirement.source == "b/main.json: 1 call")
  }

  @Test("The shortest names that tell files apart are found")
  func shortPaths() {
    let paths = ShortPaths(["/w/x/a/m.json", "/w/y/a/m.json", "/w/x/b/m.json", "/w/n.json", "m.json"])
    #expect(paths.name(of: "/w/x/a/m.json") == "x/a/m.json")
    #expect(paths.name(of: "/w/y/a/m.json") == "y/a/m.json")
    #expect(paths.name(of: "/w/x/b/m.json") == "b/m.json")
    #expect(paths.name(of: "/w/n.json") == "n.json")
    #expect(paths.name(of: "m.json") == "m.json")
  }

  @Test("A type of what is skipped is shown only if it is a plain name")
  func skippedTypes() {
    var notes = ImportNotes()
    notes.skip("aws_x.y", because: "no rule")
    notes.skip("https://user:secret-1@host/", because: "no rule")
    #expect(notes.skipped.map(\.type) == ["aws_x.y", "a type without a plain name"])
  }
}
