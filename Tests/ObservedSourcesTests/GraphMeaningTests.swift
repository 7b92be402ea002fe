import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Arrows, clusters and defaults of graphs.
@Suite struct GraphMeaningTests {
  private func load(_ text: String, _ file: String) throws -> LoadedModel { try Importing.load(text, file: file) }
  private func edges(_ text: String, _ file: String = "g.dot") throws -> Set<String> {
    Tracing.edges(try load(text, file).model)
  }
  private func remarks(_ text: String, _ file: String = "g.dot") throws -> [String] {
    try load(text, file).imports[0].notes.remarks
  }

  // MARK: DOT

  @Test("The arrows of an edge say what depends on what, and this is counted")
  func directions() throws {
    let text = "digraph { a -> b [dir=back]; c -> d [dir=both]; e -> f [dir=none]; g -> h [dir=forward] }"
    #expect(try edges(text) == ["b → a", "c → d", "d → c", "e → f", "g → h"])
    let remarks = try remarks(text)
    #expect(remarks.contains { $0.hasPrefix("edges with the arrow at their start (1)") })
    #expect(remarks.contains { $0.hasPrefix("edges with two arrows (1)") })
    #expect(remarks.contains { $0.hasPrefix("edges without an arrow (1)") })
    #expect(try edges("digraph { edge [dir=back]; a -> {b c} }") == ["b → a", "c → a"])
    #expect(try edges("digraph { a -> b [style=invis]; b -> c; edge [style=\"invis,bold\"]; c -> d }") == ["b → c"])
    #expect(try edges("digraph { edge [dir=back]; a -> b -> c [dir=forward, style=dashed] }") == ["a ⇢ b", "b ⇢ c"])
  }

  private static let zones = "subgraph cluster_one { label=\"zone 1\"; a; b } subgraph cluster_two { c }"

  @Test("An edge to or from a cluster is one of its domain")
  func clusterEdges() throws {
    let text =
      "digraph { compound=true; x -> a [lhead=cluster_one]; c -> y [ltail=cluster_two, style=dotted]; \(Self.zones) }"
    let loaded = try load(text, "g.dot")
    #expect(Tracing.edges(loaded.model).filter { !$0.contains("?") }.sorted() == ["two ⇢ y", "x → zone 1"])
    #expect(try Importing.impact(of: ["zone 1"], on: loaded.model).down == ["a", "b", "x"])
    #expect(loaded.imports[0].notes.remarks.contains { $0.hasPrefix("edges that end at a cluster (2)") })
    // A cluster that is not there: the edge is that of the nodes.
    #expect(try edges("digraph { x -> a [lhead=cluster_none] }") == ["x → a"])
  }

  @Test("An edge that names a cluster as if it were a node is one of the cluster")
  func clusterNames() throws {
    let loaded = try load("digraph { \(Self.zones) x -> cluster_one }", "g.dot")
    #expect(loaded.model["cluster_one"]?.isDomain == true)
    #expect(loaded.model["cluster_one"]?.name == "zone 1")
    #expect(try Importing.impact(of: ["cluster_one"], on: loaded.model).down == ["a", "b", "x"])
  }

  @Test("Ports, ranks, HTML labels and strict graphs are read as Graphviz means them")
  func drawing() throws {
    let text =
      "strict digraph { {rank=same; a; b} a:p:n -> b:s; a -> b; a -> b; c [label=<<b>The</b> c<br/>node>]; c -> a [weight=2, constraint=false] }"
    let model = try load(text, "g.dot").model
    #expect(Tracing.edges(model) == ["a → b", "c → a"])
    #expect(model["c"]?.name == "The cnode" || model["c"]?.name == "The c node")
  }

  // MARK: GraphML

  @Test("What a key of GraphML has as its default is that of nodes and edges that state nothing")
  func defaults() throws {
    let text = """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="k0" for="node" attr.name="kind" attr.type="string"><default>service</default></key>
      <key id="k1" for="edge" attr.name="kind" attr.type="string"><default>uses</default></key>
      <key id="k2" for="edge" attr.name="weight" attr.type="double"><default>1</default></key>
      <graph edgedefault="directed"><node id="db"><data key="k0">database</data></node><node id="api"/><node id="web"/>
      <edge source="api" target="db"/><edge source="web" target="api"><data key="k1">needs</data></edge></graph></graphml>
      """
    let model = try load(text, "g.graphml").model
    #expect(Tracing.edges(model) == ["api ⇢ db", "web → api"])
    #expect(model["db"]?.kind == "database")
    #expect(model["web"]?.kind == "service")
  }

  @Test("A default of all elements is one of nodes and of edges")
  func sharedDefaults() throws {
    let text = """
      <graphml><key id="type" for="all" attr.name="type"><default>soft</default></key>
      <graph edgedefault="undirected"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>
      """
    #expect(try edges(text, "g.graphml") == ["a ⇢ b"])
    #expect(try remarks(text, "g.graphml").contains { $0.hasPrefix("undirected edges") })
  }

  // MARK: JSON

  @Test("Elements of Cytoscape are read without the key around them")
  func elements() throws {
    let text =
      #"{"nodes":[{"data":{"id":"a","parent":"z"}},{"data":{"id":"b"}},{"data":{"id":"z"}}],"edges":[{"data":{"source":"a","target":"b"}}]}"#
    let model = try load(text, "g.json").model
    #expect(Tracing.edges(model).filter { !$0.contains("?") } == ["a → b"])
    #expect(model["z"]?.isDomain == true)
  }

  @Test("Nodes of an editor, with data beside their ids, keep their edges")
  func editorNodes() throws {
    let text =
      #"{"nodes":[{"id":"1","data":{"label":"web"}},{"id":"2","data":{"label":"db"}}],"edges":[{"id":"e","source":"1","target":"2"}]}"#
    #expect(try edges(text, "g.json") == ["web → db"])
  }
}
