import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ObservedSources
import Testing

/// Node-link JSON, Cytoscape, JSON Graph Format, GEXF and GML; what GraphML leaves out.
@Suite struct LinkedGraphTests {
  private func read(_ text: String, _ file: String = "g.json") throws -> ImportedAnswer {
    try ImportedAnswer(text: text, file: file)
  }

  /// One graph in each form: web in zone-a needs db and uses cache.
  static let same: [(file: String, text: String)] = [
    (
      "networkx.json",
      """
      {"directed": true, "multigraph": false, "graph": {"name": "shop"},
       "nodes": [{"id": "zone-a"}, {"id": "web", "kind": "service", "parent": "zone-a"}, {"id": "db"}, {"id": "cache"}],
       "links": [{"source": "web", "target": "db"}, {"source": "web", "target": "cache", "kind": "soft"}]}
      """
    ),
    (
      "networkx-edges.json",
      """
      {"directed": true, "multigraph": true, "graph": {}, "nodes": [{"id": "web", "kind": "service", "parent": "zone-a"},
       {"id": "db"}, {"id": "cache"}, {"id": "zone-a"}], "edges": [{"source": "web", "target": "db", "key": 0},
       {"source": "web", "target": "cache", "kind": "soft", "key": 0}]}
      """
    ),
    (
      "cytoscape.cyjs",
      """
      {"format_version": "1.0", "data": {"name": "shop"}, "elements": {"nodes": [{"data": {"id": "zone-a"}},
       {"data": {"id": "web", "kind": "service", "parent": "zone-a"}, "position": {"x": 1, "y": 2}}, {"data": {"id": "db"}},
       {"data": {"id": "cache"}}], "edges": [{"data": {"id": "e1", "source": "web", "target": "db"}},
       {"data": {"source": "web", "target": "cache", "kind": "soft"}}]}}
      """
    ),
    (
      "cytoscape-list.json",
      """
      [{"group": "nodes", "data": {"id": "zone-a"}}, {"data": {"id": "web", "kind": "service", "parent": "zone-a"}},
       {"data": {"id": "db"}}, {"data": {"id": "cache"}}, {"data": {"id": "e", "source": "web", "target": "db"}},
       {"group": "edges", "data": {"source": "web", "target": "cache", "kind": "soft"}}]
      """
    ),
    (
      "jgf.json",
      """
      {"graph": {"directed": true, "nodes": {"zone-a": {}, "web": {"metadata": {"kind": "service"}, "parent": "zone-a"},
       "db": {"label": "db"}, "cache": {}}, "edges": [{"source": "web", "target": "db"},
       {"source": "web", "target": "cache", "relation": "soft"}]}}
      """
    ),
    (
      "jgf-list.json",
      """
      {"graphs": [{"nodes": [{"id": "zone-a"}, {"id": "web", "kind": "service", "parent": "zone-a"}], "edges": []},
       {"nodes": [{"id": "db"}, {"id": "cache"}], "edges": [{"source": "web", "target": "db"},
       {"source": "web", "target": "cache", "relation": "soft"}]}]}
      """
    ),
    (
      "shop.gexf",
      """
      <?xml version="1.0" encoding="UTF-8"?><gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
      <attributes class="edge"><attribute id="0" title="Kind" type="string"/></attributes>
      <nodes><node id="zone-a"><nodes><node id="web" kind="service"/></nodes></node><node id="db"/><node id="cache"/></nodes>
      <edges><edge id="0" source="web" target="db" weight="2"/>
      <edge id="1" source="web" target="cache"><attvalues><attvalue for="0" value="soft"/></attvalues></edge></edges>
      </graph></gexf>
      """
    ),
    (
      "shop-pid.gexf",
      """
      <gexf><graph defaultedgetype="directed" mode="static"><nodes><node id="web" kind="service" pid="zone-a"/>
      <node id="zone-a"/><node id="db"/><node id="cache"/></nodes><edges><edge source="web" target="db"/>
      <edge source="web" target="cache" kind="soft"/></edges></graph></gexf>
      """
    ),
    (
      "shop.gml",
      """
      Creator "yFiles"
      Version 2.2
      graph
      [ 
        hierarchic 1 directed 1
        node [ id 0 label "zone-a" isGroup 1 graphics [ x 1.5 y -2E3 ] ]
        node [ id 1 label "web" kind "service" gid 0 ] node [ id 2 label "db" ] node [ id 3 label "cache" ]
        edge [ source 1 target 2 ] edge [ source 1 target 3 kind "soft" graphics [ Line [ point [ x 1 ] ] ] ]
      ]
      """
    ),
    (
      "shop.graphml",
      """
      <graphml><key id="k" for="all" attr.name="kind"/><graph edgedefault="directed"><node id="zone-a">
      <graph id="inner" edgedefault="directed"><node id="web"><data key="k">service</data></node></graph></node>
      <node id="db"/><node id="cache"/><edge source="web" target="db"/>
      <edge source="web" target="cache"><data key="k">soft</data></edge></graph></graphml>
      """
    ),
  ]

  @Test("Every form says the same of one graph", arguments: same.indices)
  func sameGraph(index: Int) throws {
    let (file, text) = Self.same[index]
    let answer = try read(text, file)
    #expect(answer.ids == ["cache", "db", "web"])
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.relations("web", .uses) == ["cache"])
    #expect(answer.model["web"]?.kind == "service")
    #expect(answer.model["web"]?.domains == ["zone-a"])
    #expect(try answer.down("zone-a") == ["web"])
    #expect(answer.remarks == [])
    #expect(answer.unresolved == [])
    // The ending of the file does not matter, and neither do other layouts of JSON.
    #expect(try read(text, "renamed.txt").ids == answer.ids)
    #expect(try read(text.replacing("\n", with: " "), file).ids == answer.ids)
  }

  @Test("Edges of a flow lead in the other direction in every form", arguments: same.indices)
  func flow(index: Int) throws {
    var options = ImportSources.Options()
    options.edges = .flow
    let (file, text) = Self.same[index]
    let answer = ImportedAnswer(
      try ModelLoader.load(Array(text.utf8), file: file, importers: ImportSources.all(options: options)))
    #expect(answer.relations("db", .needs) == ["web"])
    #expect(answer.model["web"]?.domains == ["zone-a"])
  }

  // MARK: Ids

  @Test("Links of d3 by position are links of the nodes there")
  func positions() throws {
    let text = """
      {"nodes": [{"name": "web", "group": 1}, {"name": "db", "group": 2}], "links": [{"source": 0, "target": 1, "value": 3}]}
      """
    #expect(try read(text).relations("web", .needs) == ["db"])
    let simulated = """
      {"nodes": [{"id": "web", "index": 0}, {"id": "db", "index": 1}],
       "links": [{"source": {"id": "web", "index": 0}, "target": {"id": "db", "index": 1}}]}
      """
    #expect(try read(simulated).relations("web", .needs) == ["db"])
    // NetworkX 1 wrote positions beside ids.
    let old =
      "{\"directed\": true, \"nodes\": [{\"id\": \"web\"}, {\"id\": \"db\"}], \"links\": [{\"source\": 0, \"target\": 1}]}"
    #expect(try read(old).relations("web", .needs) == ["db"])
    // Numbers that are ids are not positions.
    let numbers = "{\"nodes\": [{\"id\": 1}, {\"id\": 0}], \"links\": [{\"source\": 1, \"target\": 0}]}"
    #expect(try read(numbers).relations("1", .needs) == ["0"])
  }

  @Test("Ids that are only numbers give way to labels that differ")
  func numbersAndLabels() throws {
    let text =
      "{\"nodes\": [{\"id\": 7, \"label\": \"web\"}, {\"id\": 8, \"label\": \"db\"}], \"edges\": [{\"from\": 7, \"to\": 8}]}"
    #expect(try read(text).relations("web", .needs) == ["db"])
    let same = text.replacing("\"web\"", with: "\"db\"")
    let answer = try read(same)
    #expect(answer.relations("7", .needs) == ["8"])
    #expect(answer.model["7"]?.name == "db")
    let named = try read(
      "{\"nodes\": [{\"id\": \"w\", \"label\": \"The web\"}, \"db\"], \"links\": [[\"w\", \"db\"]], \"directed\": true}"
    )
    #expect(named.model["w"]?.name == "The web")
    #expect(named.relations("w", .needs) == ["db"])
  }

  @Test("Lists of neighbours are links")
  func adjacency() throws {
    let text = """
      {"directed": true, "multigraph": false, "graph": [], "nodes": [{"id": "web"}, {"id": "db"}],
       "adjacency": [[{"id": "db", "kind": "soft"}], []]}
      """
    #expect(try read(text).relations("web", .uses) == ["db"])
  }

  @Test("A flow editor's nodes have labels and parents")
  func flowEditor() throws {
    let text = """
      {"nodes": [{"id": "z", "type": "group", "data": {"label": "Zone"}, "position": {"x": 0, "y": 0}},
        {"id": "w", "type": "default", "data": {"label": "Web"}, "parentId": "z"}, {"id": "d", "data": {"label": "DB"}}],
       "edges": [{"id": "e", "source": "w", "target": "d", "type": "smoothstep", "animated": true}], "viewport": {"x": 0}}
      """
    let answer = try read(text)
    #expect(answer.model["w"]?.name == "Web")
    #expect(answer.model["w"]?.domains == ["z"])
    #expect(answer.model["w"]?.kind == nil)
    #expect(answer.relations("w", .needs) == ["d"])
    #expect(answer.remarks == [])
  }

  // MARK: Recognition

  @Test(
    "JSON that only has nodes is not a graph",
    arguments: [
      "{\"nodes\": {\"root\": {\"inputs\": {}}}, \"root\": \"root\", \"version\": 7}",
      "{\"nodes\": [{\"type\": \"x\"}], \"edges\": []}", "{\"nodes\": [{\"id\": 1}]}",
      "{\"nodes\": [{\"id\": 1}], \"links\": {\"self\": \"x\"}}",
      "{\"nodes\": [{\"id\": 1}], \"links\": [{\"rel\": \"self\"}]}",
      "{\"elements\": [1, 2]}", "{\"elements\": {\"nodes\": [], \"other\": 1}}", "{\"graph\": \"x\"}",
      "{\"graph\": {\"id\": 1}}",
      "[{\"data\": 1}]", "{\"model\": \"M\", \"nodes\": [{\"id\": 1}], \"links\": []}", "[{\"data\": {\"id\": 1}}]",
    ])
  func otherJSON(text: String) {
    let file = SourceFile(name: "x.json", bytes: Array(text.utf8))
    let found = ImportSources.all().filter { $0.recognizes(file) }.map(\.format)
    #expect(!found.contains("JSON graph"))
  }

  @Test(
    "Text in brackets is GML only if it starts with a graph",
    arguments: [
      "graph [", "graph [ 1 ]", "node [ id 1 ]", "graph: [a]", "graph { a }", "creator \"x\"", "[graph]", "a b c d",
    ])
  func otherBrackets(text: String) {
    let file = SourceFile(name: "x.gml", bytes: Array(text.utf8))
    let found = ImportSources.all().filter { $0.recognizes(file) }.map(\.format)
    #expect(!found.contains("GML"))
  }

  // MARK: What is left out

  @Test("Edges to nodes that are not declared are counted, and their nodes are external")
  func danglingEdges() throws {
    let forms: [(String, String)] = [
      ("g.graphml", "<graphml><graph><edge source=\"a\" target=\"ghost\"/><node id=\"a\"/></graph></graphml>"),
      (
        "g.gexf",
        "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"a\"/></nodes><edges><edge source=\"a\" target=\"ghost\"/></edges></graph></gexf>"
      ),
      ("g.gml", "graph [ directed 1 node [ id a ] edge [ source a target ghost ] ]"),
      ("g.json", "{\"nodes\": [{\"id\": \"a\"}], \"links\": [{\"source\": \"a\", \"target\": \"ghost\"}]}"),
    ]
    for (file, text) in forms {
      let answer = try read(text, file)
      #expect(answer.relations("a", .needs) == ["ghost"], "\(file)")
      #expect(answer.model["ghost"]?.kind == "external", "\(file)")
      #expect(answer.unresolved == ["a → ghost"], "\(file)")
      #expect(
        answer.remarks.contains {
          $0.hasPrefix("edges to or from nodes that the files do not declare (1), such as ghost")
        }, "\(file)")
    }
  }

  @Test("A node that edges begin at and no file declares is the one that is reported")
  func danglingStarts() throws {
    let answer = try read(
      #"{"nodes": [{"id": "a"}], "links": [{"source": "ghost", "target": "a"}]}"#, "g.json")
    #expect(answer.relations("ghost", .needs) == ["a"])
    #expect(answer.unresolved == ["ghost: no file declares this node, from which an edge goes to a"])
  }

  @Test("Edges without an end, nodes without an id, and unknown parents are counted")
  func incompleteThings() throws {
    let forms: [(String, String)] = [
      (
        "g.graphml",
        "<graphml><graph><node id=\"a\"/><node/><edge source=\"a\"/><edge source=\"a\" target=\"a\"/></graph></graphml>"
      ),
      (
        "g.gexf",
        "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"a\"/><node/></nodes><edges><edge source=\"a\"/></edges></graph></gexf>"
      ),
      ("g.gml", "graph [ directed 1 node [ id a ] node [ x 1 ] edge [ source a ] ]"),
      (
        "g.json",
        "{\"nodes\": [{\"id\": \"a\"}, {}], \"links\": [{\"source\": \"a\", \"target\": \"a\"}, {\"source\": \"a\"}]}"
      ),
    ]
    for (file, text) in forms {
      let skipped = try read(text, file).loaded.imports[0].notes.skipped
      #expect(Set(skipped.map(\.type)) == ["node", "edge"], "\(file)")
    }
    let orphan = try read("{\"nodes\": [{\"id\": \"a\", \"parent\": \"p\"}], \"links\": [], \"directed\": true}")
    #expect(orphan.unresolved == ["a in p"])
  }

  @Test("Hyperedges, ports, undirected and mutual edges are reported")
  func reportedThings() throws {
    let graphML = try read(
      """
      <graphml><graph edgedefault="directed"><node id="a"><port name="p"/></node><node id="b"/><node id="c"/>
      <edge source="a" target="b" sourceport="p"/><edge source="b" target="c" directed="false"/>
      <hyperedge><endpoint node="a"/><endpoint node="b"/><endpoint node="c"/></hyperedge>
      <hyperedge><endpoint port="x"/></hyperedge></graph></graphml>
      """, "g.graphml")
    #expect(graphML.relations("a", .needs) == ["b", "c"])
    #expect(graphML.remarks.contains { $0.contains("hyperedges (2)") })
    #expect(graphML.remarks.contains { $0.contains("edges at a port (1)") })
    #expect(graphML.remarks.contains { $0.contains("undirected edges") })
    #expect(graphML.loaded.imports[0].notes.skipped.map(\.type) == ["end of a hyperedge", "hyperedge"])
    let gexf = try read(
      "<gexf><graph mode=\"dynamic\"><nodes><node id=\"a\"/><node id=\"b\"/></nodes><edges><edge source=\"a\" target=\"b\" type=\"mutual\"/><edge source=\"a\" target=\"b\"/></edges></graph></gexf>",
      "g.gexf")
    #expect(gexf.relations("b", .needs) == ["a"])
    #expect(gexf.remarks.contains { $0.contains("changes with time") })
    #expect(gexf.remarks.contains { $0.contains("mutual edges (1)") })
    #expect(gexf.remarks.contains { $0.contains("undirected edges") })
    let jgf = try read(
      "{\"graph\": {\"nodes\": {\"a\": {}, \"b\": {}, \"c\": {}}, \"hyperedges\": [{\"nodes\": [\"a\", \"b\"]}, {\"source\": [\"b\"], \"target\": [\"c\"]}]}}"
    )
    #expect(jgf.relations("a", .needs) == ["b"])
    #expect(jgf.relations("b", .needs) == ["c"])
    #expect(jgf.remarks.contains { $0.contains("hyperedges (2)") })
    #expect(
      try read("# a comment\ngraph [ # another\n node [ id a ] node [ id b ] edge [ source a target b ] ]", "g.gml")
        .remarks.count == 1)
  }

  // MARK: Groups

  @Test("Groups of editors are failure domains in each other")
  func groups() throws {
    let answer = try read(
      """
      <?xml version="1.0"?><!DOCTYPE graphml>
      <graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/>
      <graph id="G" edgedefault="directed"><node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode>
      <y:Realizers active="0"><y:GroupNode><y:NodeLabel>Region &amp; more</y:NodeLabel></y:GroupNode></y:Realizers>
      </y:ProxyAutoBoundsNode></data><graph id="n0:" edgedefault="directed"><node id="n0::n0"><graph id="n0::n0:">
      <node id="n0::n0::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>web<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
      </graph></node></graph></node><node id="n1"/><edge source="n1" target="n0::n0::n0"/></graph></graphml>
      """, "g.graphml")
    #expect(answer.model["n0"]?.isDomain == true)
    #expect(answer.model["n0"]?.name == "Region & more")
    #expect(answer.model["n0::n0"]?.domains == ["n0"])
    #expect(answer.model["n0::n0::n0"]?.domains == ["n0::n0"])
    #expect(answer.model["n0::n0::n0"]?.name == "web")
    #expect(try answer.down("n0").subtracting(["n0::n0"]) == ["n0::n0::n0", "n1"])
    let gml = try read(
      "graph [ directed 1 node [ id 1 label \"zone\" graph [ directed 1 node [ id 2 label \"w&#233;b\" ] ] ] node [ id 3 label \"db\" ] edge [ source 2 target 3 ] ]",
      "g.gml")
    #expect(gml.model["w\u{E9}b"]?.domains == ["zone"])
    #expect(gml.relations("w\u{E9}b", .needs) == ["db"])
  }

  // MARK: Hostile

  @Test(
    "Broken graphs are refused with a location",
    arguments: [
      ("g.gml", "graph [ node [ id 1 ]"), ("g.gml", "graph [ directed ]"), ("g.gml", "graph [ node [ id \"a ] ]"),
      ("g.gml", "graph [ node [ id 1 ] ] ]"), ("g.gexf", "<gexf><graph></gexf>"),
      ("g.gexf", "<gexf><graph><nodes><node id=\"a\""),
      ("g.graphml", "<graphml><graph><node id=\"a\">"), ("g.graphml", "<graphml><graph a=b/></graphml>"),
      ("g.graphml", "<graphml/><graphml/>"), ("g.graphml", "<graphml>&nbsp;</graphml>"),
      ("g.json", "{\"nodes\": [{\"id\": 1}], \"links\": [{\"source\": 1, \"target\": 2}, ]}"),
    ])
  func broken(file: String, text: String) {
    let errors = Importing.diagnostics(text, file: file).filter { $0.severity == .error }
    #expect(errors.count == 1)
    #expect(errors.first?.place != nil)
  }

  @Test("Deep nesting and sets that multiply are refused")
  func hostile() {
    let deep = "graph [ " + String(repeating: "a [ ", count: 10_000)
    #expect(Importing.diagnostics(deep, file: "g.gml").contains { $0.code.id == "graph-syntax" })
    let nodes = "<gexf>" + String(repeating: "<node id=\"a\">", count: 10_000)
    #expect(Importing.diagnostics(nodes, file: "g.gexf").contains { $0.severity == .error })
    let names = (0..<2_000).map { "\"n\($0)\"" }.joined(separator: ",")
    let hyper = "{\"graph\": {\"nodes\": {}, \"hyperedges\": [{\"source\": [\(names)], \"target\": [\(names)]}]}}"
    #expect(Importing.diagnostics(hyper, file: "g.json").contains { $0.code.id == "import-too-large" })
    let cells = (0..<2_000).map { "n\($0)" }.joined(separator: ";")
    let others = (0..<2_000).map { "m\($0)" }.joined(separator: ";")
    #expect(
      Importing.diagnostics("source,target\n\(cells),\(others)\n", file: "g.csv").contains {
        $0.code.id == "import-too-large"
      })
  }

  @Test("Secrets in ids and labels are not shown")
  func secrets() throws {
    for (file, text) in [
      ("g.gml", "graph [ directed 1 node [ id 1 label \"http://u:secret-1@h/\" ] ]"),
      ("g.json", "{\"nodes\": [{\"id\": \"postgres://u:secret-1@h/\", \"label\": \"token=secret-1\"}], \"links\": []}"),
      ("g.graphml", "<graphml><graph><node id=\"http://u:secret-1@h/\"/></graph></graphml>"),
      ("g.dot", "digraph { subgraph cluster_x { label=\"http://u:secret-1@h/\"; \"http://v:secret-1@h/\" -> b } }"),
    ] {
      let model = try read(text, file).model
      #expect(try !ModelWriter.text(of: model, as: .yaml).contains("secret-1"), "\(file)")
    }
  }
}
