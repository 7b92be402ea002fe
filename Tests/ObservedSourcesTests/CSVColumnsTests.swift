import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Columns of tables that describe edges and components, and tables of components.
@Suite struct CSVColumnsTests {
  private func load(_ text: String, _ file: String = "g.csv") throws -> LoadedModel {
    try Importing.load(text, file: file)
  }

  private func edges(_ text: String) throws -> Set<String> { Tracing.edges(try load(text).model) }

  private func remarks(_ text: String) throws -> [String] { try load(text).imports[0].notes.remarks }

  // MARK: Tables of components

  private static let nodes = "Id,Label\n1,web\n2,db\n3,cache\n"
  private static let links = "Source,Target,Type,Id,Label,Weight\n1,2,Directed,0,,1.0\n1,3,Undirected,1,,1.0\n"

  @Test("The labels of a table of components are their names where a table of edges names their numbers")
  func labels() throws {
    for names in [("nodes.csv", "edges.csv"), ("z.csv", "a.csv")] {
      let folder = try TemporaryFolder([names.0: Self.nodes, names.1: Self.links])
      let paths = [[folder.path], [folder.path(names.1), folder.path(names.0)]]
      for paths in paths {
        let loaded = try ModelLoader.load(paths, importers: ImportSources.all())
        #expect(Set(loaded.model.components.map(\.id.text)) == ["web", "db", "cache"])
        #expect(Tracing.edges(loaded.model) == ["web → db", "web → cache"])
        let remarks = loaded.imports[0].notes.remarks
        #expect(remarks.contains { $0.hasPrefix("undirected edges do not say what depends on what") })
        #expect(remarks.contains("columns that nothing is read of: Id, Label, Weight"))
        #expect(!remarks.contains { $0.contains("unknown edge kind") })
      }
    }
  }

  @Test("Labels that are not unique, and those of ids that are names, are names for people only")
  func plainLabels() throws {
    let named = try load("id;label\nw;Web shop\nd;Database\n").model
    #expect(named["w"]?.name == "Web shop")
    let repeated = try load("Id,Label\n1,web\n2,web\n").model
    #expect(repeated["1"]?.name == "web")
    #expect(repeated.components.count == 2)
  }

  @Test("A table of components alone has no edges")
  func nodesOnly() throws {
    let model = try load("name,kind,zone,region,tier,owner\nweb,service,z1,r1,0,shop\ndb,database,z2,r1,1,data\n").model
    #expect(model["web"]?.kind == "service")
    #expect(model["web"]?.tier == 0)
    #expect(model["db"]?.owner == "data")
    #expect(model["z1"]?.isDomain == true)
    #expect(model["r1"]?.kind == "region")
    #expect(try Importing.impact(of: ["z2"], on: model).down == ["db"])
  }

  // MARK: Columns of edges

  @Test(
    "A column that says whether an edge is optional makes it soft",
    arguments: [
      ("optional", "yes", "no"), ("Optional", "TRUE", "false"), ("is_optional", "1", "0"), ("mandatory", "no", "yes"),
      ("criticality", "low", "high"), ("Criticality", "optional", "critical"), ("importance", "minor", "essential"),
      ("soft", "x", ""),
    ])
  func optional(_ column: String, _ soft: String, _ hard: String) throws {
    #expect(
      try edges("service,depends_on,\(column)\nweb,mail,\(soft)\nweb,db,\(hard)\n") == ["web ⇢ mail", "web → db"])
    #expect(try edges("\(column);source;target\n\(soft);web;mail\n\(hard);web;db\n") == ["web ⇢ mail", "web → db"])
  }

  @Test("Columns of targets mean what they are called")
  func targets() throws {
    #expect(try edges("service,needs,uses\nweb,db,cache\napi,,mail\n") == ["web → db", "web ⇢ cache", "api ⇢ mail"])
    #expect(try edges("service,uses\nweb,cache\n") == ["web ⇢ cache"])
    #expect(try edges("service,requires,uses\nweb,\"db, queue\",\n") == ["web → db", "web → queue"])
  }

  @Test("Zones, regions, tiers, owners and kinds of an edge's ends are read")
  func ends() throws {
    let text =
      "service,depends_on,zone,target_zone,tier,owner,kind,target_kind\nweb,db,z1,z2,0,shop,frontend,database\nweb,mail,z1,,0,shop,frontend,\n"
    let model = try load(text).model
    #expect(Set(Tracing.edges(model).filter { !$0.contains("?") }) == ["web → db", "web → mail"])
    #expect(model["web"]?.kind == "frontend")
    #expect(model["db"]?.kind == "database")
    #expect(model["web"]?.tier == 0)
    #expect(model["web"]?.owner == "shop")
    #expect(try Importing.impact(of: ["z2"], on: model).down == ["db", "web"])
  }

  @Test("The confidence of an edge is read")
  func confidence() throws {
    let model = try load("from,to,confidence\nweb,db,observed\nweb,mail,assumed\nweb,x,perhaps\n").model
    #expect(model["web"]?.relations.map(\.requirement.confidence) == [.observed, .assumed, .declared])
  }

  @Test("Columns that nothing is read of are named, and those without plain names are not quoted")
  func leftColumns() throws {
    #expect(try remarks("source,target,port,note\na,b,1,x\n").contains("columns that nothing is read of: port, note"))
    #expect(try !remarks("source,target,\"password=secret-1\"\na,b,1\n").contains { $0.contains("secret-1") })
  }
}
