import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Ids of graphs that mean different things in different files, differ only in a secret, or are none.
@Suite struct GraphIdentityTests {
  private func load(folder files: [String: String]) throws -> LoadedModel {
    let folder = try TemporaryFolder(files)
    return try ModelLoader.load([folder.path], importers: ImportSources.all())
  }

  // MARK: Several files

  private static let pairs: [[String: String]] = [
    [
      "east.dot": "digraph {n0 [label=shop]; n1 [label=db]; n0 -> n1}",
      "west.dot": "digraph {n0 [label=mail]; n1 [label=smtp]; n0 -> n1}",
    ],
    [
      "east.json":
        #"{"nodes":[{"id":"n0","label":"shop"},{"id":"n1","label":"db"}],"links":[{"source":"n0","target":"n1"}]}"#,
      "west.json":
        #"{"nodes":[{"id":"n0","label":"mail"},{"id":"n1","label":"smtp"}],"links":[{"source":"n0","target":"n1"}]}"#,
    ],
    [
      "east.graphml":
        #"<graphml><key id="l" for="node" attr.name="label"/><graph edgedefault="directed"><node id="n0"><data key="l">shop</data></node><node id="n1"/><edge source="n0" target="n1"/></graph></graphml>"#,
      "west.graphml":
        #"<graphml><key id="l" for="node" attr.name="label"/><graph edgedefault="directed"><node id="n0"><data key="l">mail</data></node><node id="n1"/><edge source="n0" target="n1"/></graph></graphml>"#,
    ],
    [
      "east.gexf":
        #"<gexf><graph defaultedgetype="directed"><nodes><node id="n0" label="shop"/><node id="n1" label="db"/></nodes><edges><edge source="n0" target="n1"/></edges></graph></gexf>"#,
      "west.gexf":
        #"<gexf><graph defaultedgetype="directed"><nodes><node id="n0" label="mail"/><node id="n1" label="smtp"/></nodes><edges><edge source="n0" target="n1"/></edges></graph></gexf>"#,
    ],
    [
      "east.jsonl": "{\"id\":\"n0\",\"name\":\"shop\",\"needs\":[\"n1\"]}\n",
      "west.jsonl": "{\"id\":\"n0\",\"name\":\"mail\",\"needs\":[\"n1\"]}\n",
    ],
  ]

  @Test("Files that use one id for different things are kept apart, and this is said", arguments: pairs)
  func differentLabels(files: [String: String]) throws {
    let loaded = try load(folder: files)
    #expect(Tracing.edges(loaded.model) == ["east/n0 → east/n1", "west/n0 → west/n1"])
    let unions = loaded.imports[0].notes.unions
    #expect(unions.count == 1)
    #expect(unions[0].hasSuffix("the ids of these files are kept apart"))
    #expect(unions[0].contains("is 'shop' in east."))
  }

  @Test("Files that use an id for one thing are one graph")
  func oneLabel() throws {
    let loaded = try load(folder: [
      "a.dot": "digraph {n0 [label=shop]; n0 -> n1}", "b.dot": "digraph {n0 [label=\"Shop\"]; n0 -> n2}",
    ])
    #expect(Tracing.edges(loaded.model) == ["n0 → n1", "n0 → n2"])
    #expect(loaded.imports[0].notes.unions.isEmpty)
  }

  @Test("Files with only positions for ids are kept apart")
  func positions() throws {
    let matrices = try load(folder: ["a.csv": "0,1,0\n0,0,1\n0,0,0\n", "b.csv": "0,0,1\n1,0,0\n0,0,0\n"])
    #expect(Tracing.edges(matrices.model) == ["a/1 → a/2", "a/2 → a/3", "b/1 → b/3", "b/2 → b/1"])
    #expect(matrices.imports[0].notes.unions.count == 1)
    let lists = try load(folder: [
      "a.gml": "graph [ directed 1 node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]",
      "b.gml": "graph [ directed 1 node [ id 0 ] node [ id 1 ] edge [ source 1 target 0 ] ]",
    ])
    #expect(Tracing.edges(lists.model) == ["a/0 → a/1", "b/1 → b/0"])
  }

  @Test("A table of components names the ends of the edges in its own folder")
  func folders() throws {
    let loaded = try load(folder: [
      "a/nodes.csv": "Id,Label\n1,web\n2,db\n", "a/edges.csv": "Source,Target\n1,2\n",
      "b/nodes.csv": "Id,Label\n1,queue\n2,mail\n", "b/edges.csv": "Source,Target\n1,2\n",
    ])
    #expect(Tracing.edges(loaded.model) == ["web → db", "queue → mail"])
  }

  @Test("Tables of one folder with the same ids name the ends in the file of their name")
  func stems() throws {
    let loaded = try load(folder: [
      "shop-nodes.csv": "Id,Label\n1,web\n2,db\n", "shop-edges.csv": "Source,Target\n1,2\n",
      "mail_nodes.csv": "Id,Label\n1,queue\n2,mail\n", "mail_edges.csv": "Source,Target\n1,2\n",
      "other.csv": "Source,Target\n1,2\n",
    ])
    #expect(Tracing.edges(loaded.model) == ["web → db", "queue → mail", "other/1 → other/2"])
    #expect(loaded.imports[0].notes.unions.contains { $0.hasPrefix("'1' is ") })
  }

  // MARK: Secrets

  @Test(
    "Lists of credentials are no graphs, and none of their cells is printed",
    arguments: [
      "Access key ID,Secret access key\nAKIAX,hunter2\n",
      "User name,Password,Console login URL\nbob,hunter2,https://x\n",
      "name;login;password\nx;bob;hunter2\n", "\"Title\",\"User Name\",\"Password\"\n\"a\",\"b\",\"hunter2\"\n",
      "api_key,value\nstripe,hunter2\n", "service,token\nstripe,hunter2\n", "key,value\nstripe,hunter2\n",
    ])
  func credentials(text: String) throws {
    let error = #expect(throws: InvalidInput.self) { try Importing.load(text, file: "keys.csv") }
    let words = "\(error?.diagnostics.map(\.message) ?? [])"
    #expect(words.contains("called as secrets are"))
    #expect(!words.contains("hunter2"))
    let loaded = try load(folder: ["keys.csv": text, "g.csv": "source,target\nweb,db\n"])
    #expect(Tracing.edges(loaded.model) == ["web → db"])
    #expect(loaded.skipped.count == 1)
  }

  @Test("A column of secrets beside edges is not read, and a component may be called so")
  func secretColumns() throws {
    let beside = try Importing.load("service,depends on,password\nweb,db,hunter2\n", file: "g.csv")
    #expect(Tracing.edges(beside.model) == ["web → db"])
    let named = try Importing.load("vault,secret\nweb,vault\n", file: "g.csv")
    #expect(Tracing.edges(named.model) == ["vault → secret", "web → vault"])
    let tickets = try Importing.load("Key,Depends on\nA-1,A-2\n", file: "g.csv")
    #expect(Tracing.edges(tickets.model) == ["A-1 → A-2"])
  }

  @Test("Tables in a folder that no header and no chain makes a graph are skipped")
  func otherTables() throws {
    let loaded = try load(folder: [
      "fin.csv": "date,amount,who\n2020-01-01,12,ann\n", "prices.csv": "name,price\nfoo,1\nbar,2\n",
      "g.csv": "web,db\ndb,disk\n", "pairs.csv": "0,1\n0,0\n",
    ])
    #expect(Tracing.edges(loaded.model) == ["web → db", "db → disk"])
    #expect(loaded.skipped.count == 3)
    #expect(loaded.skipped.allSatisfy { $0.reason == .unrecognized })
  }

  @Test("Ids that differ in a fragment, a query or a secret are different components")
  func urls() throws {
    let text = """
      source,target
      a,https://x/y#a
      b,https://x/y#b
      c,https://x/y?id=1
      d,https://x/y?id=2
      e,postgres://a:1@db/x
      f,postgres://b:2@db/x
      g,https://x/z?token=1
      h,https://x/z?token=2
      i,postgres://a:1@db/x

      """
    let loaded = try Importing.load(text, file: "g.csv")
    #expect(
      Tracing.edges(loaded.model) == [
        "a → https://x/y#a", "b → https://x/y#b", "c → https://x/y", "d → https://x/y (2)",
        "e → postgres://db/x", "f → postgres://db/x (2)", "g → https://x/z", "h → https://x/z (2)",
        "i → postgres://db/x",
      ])
    #expect(
      loaded.imports[0].notes.remarks.contains {
        $0.hasPrefix("ids that differ only in what may be secret (3)")
      })
    let dot = try Importing.load("digraph { \"http://g#web\" -> \"http://g#db\" }", file: "g.dot").model
    #expect(Tracing.edges(dot) == ["http://g#web → http://g#db"])
  }

  // MARK: Nothing

  @Test("Words for nothing in a dependency or a domain are no component")
  func nothing() throws {
    let plain = try Importing.load("Service,Depends On\nweb,api\napi,none\ndb,N/A\nmail,-\nx,TBD\n", file: "g.csv")
    #expect(Set(plain.model.components.map(\.id.text)) == ["web", "api", "db", "mail", "x"])
    #expect(plain.imports[0].notes.remarks.contains { $0.hasPrefix("cells that say that there is nothing (4)") })
    let wide = try Importing.load(
      "name,needs,uses,zone,tier\nweb,db,-,none,n/a\ndb,none,N/A,-,\nq,\"db, null\",,z1,\n", file: "g.csv")
    #expect(Set(wide.model.components.map(\.id.text)) == ["web", "db", "q", "z1"])
    #expect(Tracing.edges(wide.model) == ["web → db", "q → db", "q ? z1"])
  }
}
