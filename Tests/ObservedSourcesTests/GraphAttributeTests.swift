import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import ObservedSources
import TestSupport
import Testing

/// Attributes of nodes and edges, which mean the same in every form of graphs.
@Suite struct GraphAttributeTests {
  /// One graph in every form: `web` of tier 1 in the zone `z1` needs `db` and uses `mail`, which is as sure as it was seen.
  private static let forms: [(file: String, text: String)] = [
    (
      "g.graphml",
      #"<graphml><key id="t" for="node" attr.name="tier"/><key id="o" for="node" attr.name="owner"/><key id="z" for="node" attr.name="zone"/><key id="s" for="edge" attr.name="optional"/><key id="c" for="edge" attr.name="confidence"/><graph edgedefault="directed"><node id="web"><data key="t">1</data><data key="o">shop</data><data key="z">z1</data></node><node id="db"/><node id="mail"/><edge source="web" target="db"><data key="s">false</data></edge><edge source="web" target="mail"><data key="s">true</data><data key="c">observed</data></edge></graph></graphml>"#
    ),
    (
      "g.gexf",
      #"<gexf><graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="tier"/><attribute id="1" title="owner"/><attribute id="2" title="zone"/></attributes><attributes class="edge"><attribute id="0" title="criticality"/><attribute id="1" title="confidence"/></attributes><nodes><node id="web"><attvalues><attvalue for="0" value="1"/><attvalue for="1" value="shop"/><attvalue for="2" value="z1"/></attvalues></node><node id="db"/><node id="mail"/></nodes><edges><edge source="web" target="db"><attvalues><attvalue for="0" value="high"/></attvalues></edge><edge source="web" target="mail"><attvalues><attvalue for="0" value="low"/><attvalue for="1" value="observed"/></attvalues></edge></edges></graph></gexf>"#
    ),
    (
      "g.gml",
      #"graph [ directed 1 node [ id 0 label "web" tier 1 owner "shop" zone "z1" ] node [ id 1 label "db" ] node [ id 2 label "mail" ] edge [ source 0 target 1 optional "no" ] edge [ source 0 target 2 optional "yes" confidence "observed" ] ]"#
    ),
    (
      "g.json",
      #"{"directed":true,"nodes":[{"id":"web","tier":1,"owner":"shop","zone":"z1"},{"id":"db"},{"id":"mail"}],"links":[{"source":"web","target":"db","mandatory":true},{"source":"web","target":"mail","mandatory":false,"confidence":"observed"}]}"#
    ),
    (
      "g.json",
      #"{"elements":{"nodes":[{"data":{"id":"web","tier":"1","team":"shop","availability_zone":"z1"}},{"data":{"id":"db"}},{"data":{"id":"mail"}}],"edges":[{"data":{"source":"web","target":"db"}},{"data":{"source":"web","target":"mail","relationship":"uses","confidence":"observed"}}]}}"#
    ),
    (
      "g.jsonl",
      """
      {"source":"web","target":"db"}
      {"id":"web","tier":1,"owner":"shop","zone":"z1"}
      {"source":"web","target":"mail","optional":true,"confidence":"observed"}

      """
    ),
    (
      "g.dot",
      #"digraph { edge [criticality=high]; web [tier=1, owner=shop, zone=z1, color=red]; web -> db; web -> mail [optional=true, confidence=observed] }"#
    ),
    (
      "g.csv",
      "source,target,source tier,source owner,source zone,optional,confidence\nweb,db,1,shop,z1,no,\nweb,mail,,,,yes,observed\n"
    ),
  ]

  @Test("Tier, owner, zone and what edges mean are read in every form", arguments: forms.indices)
  func attributes(index: Int) throws {
    let (file, text) = Self.forms[index]
    let answer = try ImportedAnswer(text: text, file: file)
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.relations("web", .uses) == ["mail"])
    #expect(answer.model["web"]?.tier == 1)
    #expect(answer.model["web"]?.owner == "shop")
    #expect(answer.model["web"]?.domains == ["z1"])
    #expect(answer.model["z1"]?.kind == "zone")
    #expect(answer.model["web"]?.requirements(.uses).first?.confidence == .observed)
    #expect(try answer.down("z1") == ["web"])
  }

  @Test("Defaults of a graph are those of the nodes that state nothing themselves")
  func defaults() throws {
    let answer = try ImportedAnswer(
      text: "digraph { node [zone=z1]; web; db [zone=z2]; web -> mail; }", file: "g.dot")
    #expect(answer.model["web"]?.domains == ["z1"])
    #expect(answer.model["db"]?.domains == ["z2"])
    #expect(answer.model["mail"]?.domains == ["z1"])
  }

  @Test("A kind of an edge that is known counts more than other attributes")
  func kinds() throws {
    let answer = try ImportedAnswer(
      text: #"{"nodes":["a","b"],"links":[{"source":"a","target":"b","kind":"startNeeds","optional":true}]}"#,
      file: "g.json")
    #expect(answer.relations("a", .startNeeds) == ["b"])
  }

  // MARK: Tables

  @Test("A rack of one name in two data centres is two domains, each in its rows")
  func racks() throws {
    let answer = try ImportedAnswer(
      text: "name,datacenter,rack\na,dc1,r1\nb,dc2,r1\nc,dc1,r2\nd,dc1,r1\n", file: "g.csv")
    #expect(answer.model["a"]?.domains == ["dc1", "dc1/r1"])
    #expect(answer.model["b"]?.domains == ["dc2", "dc2/r1"])
    #expect(answer.model["c"]?.domains == ["dc1", "r2"])
    #expect(try answer.down("dc1/r1") == ["a", "d"])
    #expect(answer.loaded.imports[0].notes.remarks.contains { $0.hasPrefix("names of domains that several wider") })
  }

  @Test(
    "Columns that state what depends on what are not turned by the direction of the flow",
    arguments: [
      ("source,target\nweb,db\n", ["web"], [String]()), ("service,depends on\nweb,db\n", [], ["db"]),
      ("component,needs,uses\nweb,db,mail\n", [], ["db"]), ("service,dependency\nweb,\"db\"\n", [], ["db"]),
      ("dependent,target\nweb,db\n", [], ["db"]), ("from,to\nweb,db\n", ["web"], []),
    ])
  func flow(text: String, ofDB: [String], ofWeb: [String]) throws {
    var options = ImportSources.Options()
    options.edges = .flow
    let loaded = try ModelLoader.load(
      Array(text.utf8), file: "g.csv", importers: ImportSources.all(options: options))
    #expect(Importing.needs("db", in: loaded.model) == ofDB)
    #expect(Importing.needs("web", in: loaded.model) == ofWeb)
  }

  @Test(
    "A table without names of columns whose cells look like secrets is no graph, and no cell is printed",
    arguments: [
      "admin,S3cret!pass\nbob,hunter2\n", "stripe,sk_live_0123456789abcdef\n",
      "build,ghp_0123456789abcdefghij\n", "bob,x,pa$$w0rd99\nann,y,qwerty?12\n",
    ])
  func credentials(text: String) throws {
    let error = #expect(throws: InvalidInput.self) { try Importing.load(text, file: "keys.csv") }
    let words = "\(error?.diagnostics.map(\.message) ?? [])"
    #expect(words.contains("look like secrets"))
    #expect(!words.contains("admin"))
  }

  @Test(
    "Names with digits, signs and capital letters are no secrets",
    arguments: [
      "web-1,db-2\n", "Web-Server-01,DB_Cluster_02\nX1,Y2\n", "a,react@18.2.0\n",
      "a,arn:aws:sqs:eu-west-1:1:Orders-1\n",
      "a,https://x.example.com/a?b=1&c=2\n", "app,0123456789abcdef0123456789abcdef\n",
      "shop,S3cret!pass\nS3cret!pass,db\n",
    ])
  func names(text: String) throws {
    #expect(try Importing.load(text, file: "g.csv").model.components.count > 1)
  }

  @Test("Where a component was read is said by what distinguishes files of one name")
  func files() throws {
    let folder = try TemporaryFolder([
      "a/main.csv": "source,target\nweb,db\n", "b/main.csv": "source,target\nmail,db\n",
    ])
    let model = try ModelLoader.load([folder.path], importers: ImportSources.all()).model
    #expect(model["web"]?.source?.hasPrefix("a/main.csv") == true)
    #expect(model["mail"]?.source?.hasPrefix("b/main.csv") == true)
  }

  // MARK: Clusters

  @Test("A node that two clusters name is in the first of them, and this is reported")
  func sharedNodes() throws {
    let answer = try ImportedAnswer(
      text: "digraph { subgraph cluster_a { x; subgraph cluster_in { y } } subgraph cluster_b { x; z } }", file: "g.dot"
    )
    #expect(answer.model["x"]?.domains == ["a"])
    #expect(answer.model["y"]?.domains == ["in"])
    #expect(
      answer.loaded.imports[0].notes.remarks.contains(
        "nodes that several clusters name (1), such as x, are in the first of these only"))
  }

  @Test("Clusters of one name and label in two files are one domain, and others are two; both are said")
  func clustersOfFiles() throws {
    let folder = try TemporaryFolder([
      "a.dot": "digraph { subgraph cluster_z { label=East; a } }",
      "b.dot": "digraph { subgraph cluster_z { label=East; b } subgraph cluster_y { label=East; c } }",
      "c.dot": "digraph { subgraph cluster_0 { d } } ", "d.dot": "digraph { subgraph cluster_0 { e } }",
    ])
    let loaded = try ModelLoader.load([folder.path], importers: ImportSources.all())
    #expect(loaded.model["a"]?.domains == ["East"])
    #expect(loaded.model["b"]?.domains == ["East"])
    #expect(loaded.model["c"]?.domains == ["East (y)"])
    #expect(loaded.model["d"]?.domains != loaded.model["e"]?.domains)
    let unions = loaded.imports[0].notes.unions
    #expect(unions.contains("the cluster 'East' of b.dot is that of a.dot: name and label are equal"))
    #expect(unions.contains { $0.hasPrefix("the clusters labelled 'East' of a.dot and b.dot are two domains") })
  }
}
