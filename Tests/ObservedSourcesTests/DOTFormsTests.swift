import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import Testing

@testable import ObservedSources

/// Starts, ids, clusters and encodings of DOT.
@Suite struct DOTFormsTests {
  private func dot(_ text: String, _ file: String = "g.dot") throws -> ImportedAnswer {
    try ImportedAnswer(text: text, file: file)
  }

  @Test(
    "A graph is recognized however it starts",
    arguments: [
      "digraph \":prog\" {", "digraph{", "strict digraph G {", "STRICT DIGRAPH \"a b\"\n{", "/* a: b */ digraph {",
      "// { x }\ndigraph g{", "# 1 \"x\"\n  # two\ndigraph g{", "\u{FEFF}digraph g {", "digraph \"a\" + \":b\" {",
      "digraph <<b>x</b>> {", "digraph -3.5 {", "graph /* c */ \"{\" /* : */ {", "digraph // x\n g // {\n {",
      "digraph \"quote \\\" and {\" {", "digraph été {",
    ])
  func starts(start: String) throws {
    let answer = try dot(start + " a -- b }", "without-an-ending")
    #expect(answer.relations("a", .needs) == ["b"])
  }

  @Test(
    "A text that only looks like a graph is not one",
    arguments: [
      "graph: {a: 1}", "digraph", "graph g", "graph { ", "strict: {}", "graphs {", "digraph g: {", "{digraph}",
      "# graph {",
      "graph x y {", "flowchart TD", "graph TD\n  a --> b",
    ])
  func otherStarts(text: String) {
    let isGraph = DOTImporter(isFlow: false).recognizes(SourceFile(name: "m", bytes: Array(text.utf8)))
    #expect(isGraph == (text == "graph { "))
  }

  @Test(
    "An id with a hyphen must be in quotes",
    arguments: [
      "digraph { my-node -> b }", "digraph { a -> my-node }", "digraph { a-3 }", "digraph { a -> -b }",
      "digraph { x=my-node }",
    ])
  func hyphens(text: String) throws {
    let errors = Importing.diagnostics(text, file: "g.dot").filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.graphSyntax])
    #expect(errors.first?.message.contains("must be in quotes") == true)
    #expect(try dot("digraph { a->b; a--c; a -> -1; a -> -.5 }").relations("a", .needs) == ["b", "c", "-1", "-.5"])
  }

  // MARK: Clusters

  @Test("Clusters are failure domains, each in the one around it")
  func clusters() throws {
    let answer = try dot(
      """
      digraph {
        label = "the drawing"
        subgraph cluster_a { label="Zone A"; web; subgraph cluster_rack { r1 -> r2 } }
        subgraph "cluster b" { graph [label=<<b>Zone B</b>>]; db }
        subgraph plain { label="no cluster"; x }
        subgraph other { cluster=true; y }
        subgraph cluster_a { late }
        subgraph cluster_empty { label="Nothing" }
        web -> db -> r1
      }
      """)
    let model = answer.model
    #expect(model.components.filter(\.isDomain).map(\.id.text) == ["Zone A", "rack", "Zone B", "other"])
    #expect(model["rack"]?.domains == ["Zone A"])
    #expect(model["r2"]?.domains == ["rack"])
    #expect(model["late"]?.domains == ["Zone A"])
    #expect(model["db"]?.domains == ["Zone B"])
    #expect(model["x"]?.domains == [])
    #expect(model["y"]?.domains == ["other"])
    #expect(try answer.down("Zone A").subtracting(["rack"]) == ["web", "r1", "r2", "late", "db"])
    #expect(try answer.down("rack") == ["r1", "r2", "db", "web"])
  }

  @Test("Clusters with one label, or the name of a node, stay apart")
  func clustersWithOneName() throws {
    let model = try dot(
      """
      digraph { subgraph cluster_1 { label=App; a } subgraph cluster_2 { label=App; b } subgraph cluster_b2 { label=b; c } }
      """
    ).model
    #expect(model["a"]?.domains == ["App"])
    #expect(model["b"]?.domains == ["App (2)"])
    #expect(model["c"]?.domains == ["b (b2)"])
    #expect(model["b"]?.isDomain == false)
  }

  @Test("A node that several clusters name is in the innermost and first of them")
  func nodesOfSeveralClusters() throws {
    let model = try dot(
      "digraph { a; subgraph cluster_o { a -> b; subgraph cluster_i { b } } subgraph cluster_z { a -> c } }"
    ).model
    #expect(model["a"]?.domains == ["o"])
    #expect(model["b"]?.domains == ["i"])
    #expect(model["c"]?.domains == ["z"])
  }

  // MARK: Notes

  @Test("Ports and edges to nothing are counted")
  func notes() throws {
    let answer = try dot("digraph { a:p1 -> b:n; a:p2:ne -> {}; c -> subgraph none; d [kind=odd]; d -> e [kind=odd] }")
    #expect(answer.relations("a", .needs) == ["b"])
    #expect(answer.remarks.contains { $0.contains("ends of edges at a port (2), such as one of a") })
    #expect(answer.loaded.imports[0].notes.skipped.map(\.count) == [2])
    #expect(answer.remarks.contains("unknown edge kind; treated as hard"))
    let loops = try dot("digraph { a -> a; b -> b; a -> b }")
    #expect(
      loops.remarks == ["edges from a component to itself (2), such as one of a, mean nothing and are left out"])
  }

  // MARK: Encodings

  private static func latin(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  @Test("Names in Latin-1 stay different in every form, and the encoding is reported")
  func latinNames() throws {
    let files: [(file: String, text: String)] = [
      ("g.dot", "digraph { caf\u{E9} -> b; \"caf\u{E8}\" -> c }"),
      ("g.csv", "source,target\ncaf\u{E9},b\ncaf\u{E8},c\n"),
      ("g.csv", ",caf\u{E9},caf\u{E8},b,c\ncaf\u{E9},0,0,1,0\ncaf\u{E8},0,0,0,1\nb,0,0,0,0\nc,0,0,0,0"),
      ("g.jsonl", "{\"source\":\"caf\u{E9}\",\"target\":\"b\"}\n{\"source\":\"caf\u{E8}\",\"target\":\"c\"}\n"),
      (
        "g.graphml",
        "<graphml><graph><node id=\"caf\u{E9}\"/><node id=\"caf\u{E8}\"/><node id=\"b\"/><node id=\"c\"/><edge source=\"caf\u{E9}\" target=\"b\"/><edge source=\"caf\u{E8}\" target=\"c\"/></graph></graphml>"
      ),
      (
        "g.gexf",
        "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"caf\u{E9}\"/><node id=\"caf\u{E8}\"/><node id=\"b\"/><node id=\"c\"/></nodes><edges><edge source=\"caf\u{E9}\" target=\"b\"/><edge source=\"caf\u{E8}\" target=\"c\"/></edges></graph></gexf>"
      ),
      (
        "g.gml",
        "graph [ directed 1 node [ id \"caf\u{E9}\" ] node [ id \"caf\u{E8}\" ] node [ id b ] node [ id c ] edge [ source \"caf\u{E9}\" target b ] edge [ source \"caf\u{E8}\" target c ] ]"
      ),
      (
        "g.json",
        "{\"nodes\":[{\"id\":\"caf\u{E9}\"},{\"id\":\"caf\u{E8}\"},{\"id\":\"b\"},{\"id\":\"c\"}],\"links\":[{\"source\":\"caf\u{E9}\",\"target\":\"b\"},{\"source\":\"caf\u{E8}\",\"target\":\"c\"}]}"
      ),
    ]
    for (file, text) in files {
      let loaded = try ModelLoader.load(Self.latin(text), file: file, importers: ImportSources.all())
      let answer = ImportedAnswer(loaded)
      #expect(answer.ids == ["b", "c", "caf\u{E8}", "caf\u{E9}"], "\(file)")
      #expect(answer.relations("caf\u{E9}", .needs) == ["b"], "\(file)")
      #expect(
        answer.remarks == ["\(file) is not UTF-8; it is read as Windows-1252, so letters may be wrong"])
    }
  }

  @Test("XML that states Latin-1 is read as that without a note")
  func statedLatin() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml><graph><node id=\"\u{C3}\u{A9}\"/><node id=\"\u{E9}\"/></graph></graphml>"
    let answer = ImportedAnswer(
      try ModelLoader.load(Self.latin(text), file: "g.graphml", importers: ImportSources.all()))
    #expect(answer.ids == ["\u{C3}\u{A9}", "\u{E9}"].sorted())
    #expect(answer.remarks.isEmpty)
  }
}
