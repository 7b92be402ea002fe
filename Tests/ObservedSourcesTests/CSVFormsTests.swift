import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Tables: headers, separators, cells with several names, and matrices.
@Suite struct CSVFormsTests {
  private func csv(_ text: String, _ file: String = "g.csv") throws -> ImportedAnswer {
    try ImportedAnswer(text: text, file: file)
  }

  // MARK: Headers

  @Test(
    "A header is recognized by many names and is never an edge",
    arguments: [
      "source,target", "from,to", "src,dst", "Source Node,Target Node", "caller,callee", "Dependent,Dependency",
      "service,depends_on", "Service;Depends On", "component\tdependencies", "app|requires", "name,needs",
      "from_id,to_id", "Downstream,Upstream", "client,server", "consumer,producer", "node,Dependency Name",
      "sourceId,targetId", "application_name,dependsUpon", "system,relies on", "Quelle;Ziel", "von;nach",
    ])
  func headers(header: String) throws {
    let separator = header.contains(",") ? "," : header.contains(";") ? ";" : header.contains("|") ? "|" : "\t"
    let answer = try csv("\(header)\nweb\(separator)api\napi\(separator)db\n")
    #expect(answer.ids == ["api", "db", "web"])
    #expect(answer.relations("web", .needs) == ["api"])
  }

  @Test("Columns may be in any order, with others between them")
  func columnOrder() throws {
    let answer = try csv("id,To,Port,Kind,From\n1,db,5432,soft,web\n2,cache,6379,hard,web\n")
    #expect(answer.relations("web", .uses) == ["db"])
    #expect(answer.relations("web", .needs) == ["cache"])
    #expect(answer.ids == ["cache", "db", "web"])
    #expect(try csv("depends_on,service\ndb,web\n").relations("web", .needs) == ["db"])
  }

  @Test("A header with unknown names is recognized by the other rows, and this is reported")
  func unknownHeaders() throws {
    let answer = try csv("Alpha,Beta\nweb,api\napi,db\nweb,cache\n")
    #expect(answer.ids == ["api", "cache", "db", "web"])
    #expect(answer.remarks.contains { $0.hasPrefix("the first row (Alpha, Beta) was read as a header") })
    // All other cells in the third column are words for edges.
    #expect(try csv("Alpha,Beta,Gamma\nweb,api,hard\nshop,db,soft\n").ids == ["api", "db", "shop", "web"])
    #expect(try csv("Alpha,Beta,Gamma\nweb,api,0.5\nshop,db,2\n").ids == ["api", "db", "shop", "web"])
  }

  @Test("A first row with components of other rows is an edge")
  func firstRowIsEdge() throws {
    #expect(try csv("web,api\napi,db\n").relations("web", .needs) == ["api"])
    // These words are also the names of components.
    #expect(try csv("client,server\nserver,db\n").relations("client", .needs) == ["server"])
    #expect(try csv("1,2\n3,4\n").relations("1", .needs) == ["2"])
  }

  @Test("A first row that may be either is an edge, and this is reported")
  func doubtfulFirstRow() throws {
    let answer = try csv("web,api\nshop,db\n")
    #expect(answer.relations("web", .needs) == ["api"])
    #expect(answer.remarks.contains { $0.hasPrefix("the first row (web, api) was read as an edge") })
  }

  // MARK: Cells and separators

  @Test("A cell with several names is several components")
  func lists() throws {
    let answer = try csv("service,depends_on\nweb,\"db, cache\"\nmail,queue; db\njob,\"a|b\nc\"\n")
    #expect(answer.relations("web", .needs) == ["db", "cache"])
    #expect(answer.relations("mail", .needs) == ["queue", "db"])
    #expect(answer.relations("job", .needs) == ["a", "b", "c"])
    #expect(answer.remarks.contains { $0.contains("cells with several names (") })
    #expect(try csv("source,target\n\"web, mail\",db\n").relations("mail", .needs) == ["db"])
  }

  @Test("Cells behind the last column are further targets")
  func openRows() throws {
    let answer = try csv("service,depends_on\nweb,db, cache\nmail,queue,,\n")
    #expect(answer.relations("web", .needs) == ["db", "cache"])
    #expect(answer.ids == ["cache", "db", "mail", "queue", "web"])
    #expect(try csv("source,target,kind\nweb,db,soft,note\n").ids == ["db", "web"])
  }

  @Test("A name with a comma that is in both columns is one name")
  func namesWithCommas() throws {
    let answer = try csv("source,target\nweb,\"Berlin, DC 1\"\n\"Berlin, DC 1\",power\n")
    #expect(answer.ids == ["Berlin, DC 1", "power", "web"])
  }

  @Test("Parts of a connection string are not components")
  func connectionStrings() throws {
    let answer = try csv("source,target\nweb,\"Server=db;Password='a;secret-1'\"\n")
    #expect(!answer.ids.contains { $0.contains("secret-1") })
  }

  @Test("Cells are separated by what all lines have in common")
  func separators() throws {
    #expect(try csv("source;target\nweb;db,cache\nmail;db\n").relations("web", .needs) == ["db", "cache"])
    #expect(try csv("sep=;\r\nfrom;to\r\nweb;db\r\n").relations("web", .needs) == ["db"])
    #expect(try csv("source | target\nweb | db\n").relations("web", .needs) == ["db"])
    #expect(try csv("| source | target |\n|---|:---|\n| web | db |\n").relations("web", .needs) == ["db"])
    #expect(try csv("# FromNodeId\tToNodeId\n0\t11\n11\t5\n", "g.tsv").relations("0", .needs) == ["11"])
  }

  // MARK: Matrices

  @Test("In a matrix of zeros and ones, 0 and empty are no edge")
  func matrices() throws {
    let square = try csv(",web,api,db\nweb,0,1,0\napi,0,0,1\ndb,,,\n")
    #expect(square.relations("web", .needs) == ["api"])
    #expect(square.relations("api", .needs) == ["db"])
    #expect(square.relations("db", .needs).isEmpty)
    #expect(square.ids == ["api", "db", "web"])
    // Rows in another order, and other separators.
    let other = try csv("from/to;db;web;api\nweb;0;0;1\napi;1;0;0\ndb;0;0;0\n")
    #expect(other.relations("web", .needs) == ["api"])
    #expect(other.relations("api", .needs) == ["db"])
    #expect(try csv(",1,2,3\n1,0,1,0\n2,0,0,1\n3,0,0,0\n").relations("1", .needs) == ["2"])
  }

  @Test("In a matrix of weights, every weight but 0 is an edge")
  func weights() throws {
    let answer = try csv("\tweb\tapi\tdb\nweb\t0\t0.5\t0.0\napi\t0\t0\t12\ndb\t0\t-0\t0,0\n", "g.tsv")
    #expect(answer.relations("web", .needs) == ["api"])
    #expect(answer.relations("api", .needs) == ["db"])
    #expect(answer.relations("db", .needs).isEmpty)
    #expect(answer.remarks.contains { $0.contains("cells of the matrix with a weight (") })
  }

  @Test("Rows and columns of a matrix may be different components")
  func rectangles() throws {
    let answer = try csv("service,db,cache\nweb,x,\napi,X,yes\nmail,-,no\n")
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.relations("api", .needs) == ["db", "cache"])
    #expect(answer.relations("mail", .needs).isEmpty)
    #expect(answer.ids == ["api", "cache", "db", "mail", "web"])
    #expect(try csv("x,db,cache\nweb,soft,hard\n").relations("web", .uses) == ["db"])
  }

  @Test("A matrix without names has components by number")
  func matricesWithoutNames() throws {
    let answer = try csv("0,1,0\n0,0,1\n0,0,0\n")
    #expect(answer.relations("1", .needs) == ["2"])
    #expect(answer.relations("2", .needs) == ["3"])
    #expect(answer.remarks.contains { $0.contains("no names") })
  }

  @Test("A list of edges with three columns is not a matrix")
  func listsAreNoMatrices() throws {
    #expect(try csv("a,b,hard\nb,c,soft\n").relations("b", .uses) == ["c"])
    #expect(try csv("1,2,5\n2,3,7\n").relations("1", .needs) == ["2"])
    #expect(try csv("source,target,weight\na,b,0\nb,c,1\n").relations("b", .needs) == ["c"])
  }

  @Test(
    "A matrix whose first row has names only is read, with and without names of rows",
    arguments: [
      "web,api,db\n0,1,0\n0,0,1\n0,0,0\n", ",web,api,db\n,0,1,0\n,0,0,1\n,0,0,0\n",
      "web;api;db\n;x;\n;;x\n-;-;-\n", "web\tapi\tdb\n0\t2.5\t0\n0\t0\t1\n0\t0\t0\n",
      "web,api,db\nweb,0,1,0\napi,0,0,1\ndb,0,0,0\n", "web;api;db\nweb;0;1;0\napi;0;0;1\n",
      ",web,api,db,Total\nweb,0,1,0,1\napi,0,0,1,1\ndb,0,0,0,0\nTotal,0,1,1,2\n",
    ])
  func headerOnly(_ text: String) throws {
    let answer = try csv(text, text.contains("\t") ? "g.tsv" : "g.csv")
    #expect(answer.relations("web", .needs) == ["api"])
    #expect(answer.relations("api", .needs) == ["db"])
    #expect(answer.ids == ["api", "db", "web"])
  }
}
