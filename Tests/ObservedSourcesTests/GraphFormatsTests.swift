import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ResilienceAnalysis
import SourceReading
import TestSupport
import Testing

@testable import ObservedSources

/// Plain graphs: DOT, GraphML, CSV.
@Suite struct GraphFormatsTests {
  private struct Truths: Decodable {
    struct Query: Decodable {
      var fail: [String]
      var lost: Int
      var first: [String]
      var digest: String

      enum CodingKeys: String, CodingKey {
        case fail, lost
        case first = "first_20"
        case digest = "sha256_of_sorted_names_one_per_line"
      }
    }
    var nodes: Int
    var queries: [Query]
  }

  @Test("Failures in the Debian packages affect what an independent program computed")
  func debian() throws {
    let answer = try ImportedAnswer("graphs", "debian-servers.csv")
    let url = Repository.root.appending(path: "Tests/Fixtures/graphs/debian-servers.truths.json")
    let truths = try JSONDecoder().decode(Truths.self, from: Data(contentsOf: url))
    #expect(answer.model.components.count == truths.nodes)
    #expect(!truths.queries.isEmpty)
    for query in truths.queries {
      let lost = try answer.down(query.fail).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      #expect(lost.count == query.lost, "\(query.fail)")
      #expect(Array(lost.prefix(20)) == query.first)
      let lines = lost.map { $0 + "\n" }.joined()
      #expect(
        [SHA256.hex(of: lines), SHA256.hex(of: String(lines.dropLast()))].contains(
          query.digest))
    }
  }

  /// What is lost and what is degraded with each service, read from the services' code.
  static let boutique: [(fault: String, down: Set<String>, degraded: Set<String>)] = [
    ("redis-cart", ["cartservice", "checkoutservice", "frontend", "loadgenerator"], []),
    ("productcatalogservice", ["recommendationservice", "checkoutservice", "frontend", "loadgenerator"], []),
    ("currencyservice", ["checkoutservice", "frontend", "loadgenerator"], []),
    ("cartservice", ["checkoutservice", "frontend", "loadgenerator"], []),
    ("paymentservice", ["checkoutservice"], ["frontend", "loadgenerator"]),
    ("shippingservice", ["checkoutservice"], ["frontend", "loadgenerator"]),
    ("checkoutservice", [], ["frontend", "loadgenerator"]),
    ("recommendationservice", [], ["frontend", "loadgenerator"]),
    ("adservice", [], ["frontend", "loadgenerator"]), ("emailservice", [], ["checkoutservice"]),
  ]

  @Test(
    "The online boutique gives the same answers in DOT, GraphML and CSV",
    arguments: ["online-boutique.dot", "online-boutique.graphml", "online-boutique.csv"])
  func onlineBoutique(file: String) throws {
    let answer = try ImportedAnswer("graphs", file)
    #expect(answer.model.components.count == 12)
    for (fault, down, degraded) in Self.boutique {
      #expect(try answer.down(fault) == down, "\(fault)")
      #expect(try answer.degraded(fault) == degraded, "\(fault)")
    }
  }

  @Test("Labels and clusters of a DOT file become names and domains")
  func clusters() throws {
    let answer = try ImportedAnswer("graphs", "istio-argo-reference-arch.dot")
    #expect(answer.relations("meta", .needs) == ["app", "istio"])
    #expect(answer.model["istiod18"]?.name == "Istio 1.18.5 Control")
    #expect(answer.model["istiod18"]?.domains == ["NS istio-system"])
  }

  // MARK: DOT

  private func needs(_ text: String, _ id: String) throws -> [String] {
    try ImportedAnswer(text: text, file: "g.dot").relations(id, .needs)
  }

  @Test("The whole grammar of DOT is read")
  func dotGrammar() throws {
    let text = """
      /* a comment */ // another
      # 1 "g.dot"
      strict digraph "the graph" {
        a -> b -> c [weight=2];  a -> {d; e f} -> g
        subgraph s { h; i } -> "j k":port:ne
        "two" + " parts" -> -3.14; <b>x</b> -> é
        "a \\" quote" -> "one\\
      line"
        edge [style=dashed]; a -> soft
        node [kind=database] m
        l -> subgraph s
      }
      """
    #expect(try needs(text, "a") == ["b", "d", "e", "f"])
    #expect(try needs(text, "b") == ["c"])
    #expect(try needs(text, "e") == ["g"])
    #expect(try needs(text, "h") == ["j k"])
    #expect(try needs(text, "two parts") == ["-3.14"])
    #expect(try needs(text, "a \" quote") == ["oneline"])
    let answer = try ImportedAnswer(text: text, file: "g.dot")
    #expect(answer.relations("a", .uses) == ["soft"])
    #expect(answer.relations("l", .uses) == ["h", "i"])
    #expect(answer.model["m"]?.kind == "database")
  }

  @Test("Edges of a flow lead in the other direction")
  func direction() throws {
    var options = ImportSources.Options()
    options.edges = .flow
    let loaded = try ModelLoader.load(
      Array("digraph { a -> b }".utf8), file: "g.dot", importers: ImportSources.all(options: options))
    #expect(ImportedAnswer(loaded).relations("b", .needs) == ["a"])
  }

  @Test("Edges with a group attribute are members of one group")
  func groupsInDOT() throws {
    let text =
      "digraph { a -> b [group=g, k=2]; a -> c [group=g]; a -> d [group=g]; a -> e [kind=any]; a -> f [kind=any] }"
    #expect(try needs(text, "a") == ["2 of b, c, d", "any of e, f"])
  }

  @Test(
    "DOT with a syntax error is refused with a location",
    arguments: [
      "digraph { a -> }", "digraph { a ", "digraph { \"a }", "digraph { a [b= }", "digraph { <a }", "graph x {{{{",
      "digraph { a } }", "digraph { a [", "digraph { \"a\" + b }",
    ])
  func wrongDOT(text: String) {
    let errors = Importing.diagnostics(text, file: "g.dot").filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.graphSyntax])
    #expect(errors.first?.place != nil)
  }

  @Test("Deep DOT is refused, and a chain of 60,000 nodes is read")
  func largeDOT() throws {
    let deep = "digraph {" + String(repeating: "{", count: 100_000)
    #expect(Importing.diagnostics(deep, file: "g.dot").contains { $0.code == .graphSyntax })
    let chain = "digraph { " + (0..<60_000).map { "n\($0)" }.joined(separator: " -> ") + " }"
    let answer = try ImportedAnswer(text: chain, file: "g.dot")
    #expect(try answer.down("n59999").count == 59_999)
  }

  @Test("A model that mentions graphs is not a graph")
  func modelsAreNotGraphs() throws {
    let model = try Importing.model("model: M\ncomponents:\n  graph: {}\n  digraph: {}\n")
    #expect(model.components.count == 2)
    #expect(!DOTImporter(isFlow: false).recognizes(SourceFile(name: "m.yaml", bytes: Array("graph: { a: 1 }".utf8))))
    #expect(
      !CSVImporter(isFlow: false).recognizes(SourceFile(name: "m.yaml", bytes: Array("{ source: 1, target: 2 }".utf8))))
  }

  // MARK: CSV

  private func csv(_ text: String, _ file: String = "g.csv") throws -> ImportedAnswer {
    try ImportedAnswer(text: text, file: file)
  }

  @Test("CSV is read with any separator, with quotes, with groups, and as a matrix")
  func csvForms() throws {
    #expect(try csv("\u{FEFF}from;to;type\r\na;b;hard\r\na;c;soft\r\n").relations("a", .uses) == ["c"])
    #expect(
      try csv("a,b\na,\"the \"\"big\"\" one\"\n").relations("a", .needs) == ["b", "the \"big\" one"])
    #expect(
      try csv("source\ttarget\tgroup\tk\nx\ty\tg\t2\nx\tz\tg\t\nx\tw\tg\t", "g.tsv").relations("x", .needs) == [
        "2 of y, z, w"
      ])
    let matrix = try csv(",a,b,c\na,0,1,0\nb,0,0,soft\nc,0,0,0\n")
    #expect(matrix.relations("a", .needs) == ["b"])
    #expect(matrix.relations("b", .uses) == ["c"])
  }

  @Test("CSV with open quotes, missing names or no edges is refused")
  func wrongCSV() {
    #expect(Importing.diagnostics("a,b\n\"c,d\n", file: "g.csv").map(\.code) == [.graphSyntax])
    #expect(Importing.diagnostics("source,target\n,b\n", file: "g.csv").map(\.code) == [.graphSyntax])
    #expect(Importing.diagnostics("source,target\n", file: "g.csv").map(\.code) == [.emptyImport])
  }

  // MARK: JSON lines

  @Test("JSON lines are read as components, groups and edges")
  func jsonLines() throws {
    let text = """
      {"id": "api", "kind": "service", "in": "zone-a", "needs": ["db", {"any": ["c1", "c2"]}], "uses": "search"}
      {"id": "c1", "needs": [{"atLeast": 2, "of": ["x", "y", "z"]}]}

      {"source": "api", "target": "dns", "kind": "soft"}
      {"source": "db", "target": "d1", "group": "g"}
      {"source": "db", "target": "d2", "group": "g"}
      """
    let answer = try ImportedAnswer(text: text, file: "g.jsonl")
    #expect(answer.relations("api", .needs) == ["db", "any of c1, c2"])
    #expect(answer.relations("api", .uses) == ["search", "dns"])
    #expect(answer.relations("c1", .needs) == ["2 of x, y, z"])
    #expect(answer.relations("db", .needs) == ["any of d1, d2"])
    #expect(try answer.down("zone-a") == ["api"])
    #expect(answer.model["api"]?.place?.line == 1)
    #expect(answer.model["d2"]?.place?.line == 6)
  }

  @Test("JSON lines written in different ways are the same graph", arguments: 0..<40)
  func jsonLinesOfAnyForm(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var plain = ""
    var other = ""
    for _ in 0..<30 {
      func id() -> String { "c\(Int.random(in: 0..<12, using: &random))" }
      func list() -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in "\"\(id())\"" }.joined(separator: ", ")
      }
      let line: String
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        let kind = ["hard", "soft", "any", "start"].randomElement(using: &random)!
        line = "{\"source\": \"\(id())\", \"target\": \"\(id())\", \"kind\": \"\(kind)\"}"
      case 1:
        line =
          "{\"source\":\"\(id())\",\"target\":\"\(id())\",\"group\":\"g\",\"k\":\(Int.random(in: 1...3, using: &random))}"
      case 2: line = "{\"id\": \"\(id())\", \"needs\": [\(list()), {\"any\": [\(list())]}], \"uses\": \"\(id())\"}"
      default:
        line =
          "{\"id\":\"\(id())\",\"kind\":\"x\",\"in\":\"z\(Int.random(in: 0..<3, using: &random))\",\"startNeeds\":{\"atLeast\":2,\"of\":[\(list())]}}"
      }
      plain += line + "\n"
      // An escape, which only the general reader takes.
      other += line.replacing("\"c", with: "\"\\u0063") + "\r\n"
    }
    for isFlow in [false, true] {
      var options = ImportSources.Options()
      options.edges = isFlow ? .flow : .dependency
      let importers = ImportSources.all(options: options)
      let models = try [plain, other].map {
        try ModelLoader.load(Array($0.utf8), file: "g.jsonl", importers: importers).model
      }
      #expect(
        try ModelWriter.text(of: models[0], as: .json) == ModelWriter.text(of: models[1], as: .json), "\(plain)")
      // A table answers as the components that it stands for.
      let values = Model(name: "g", components: Array(models[0].components))
      let table = CompiledModel(models[0])
      let compiled = CompiledModel(values)
      for position in values.components.indices {
        let fault = FaultSet([(position, .down)], text: "it")
        #expect(
          table.impact(of: fault).effects.map { $0.component }
            == compiled.impact(of: fault).effects.map { $0.component })
      }
    }
  }

  @Test("Ids in JSON lines are equal if their text is, whatever their bytes")
  func jsonLinesOfOtherLetters() throws {
    let answer = try ImportedAnswer(
      text:
        "{\"source\": \"caf\u{E9}\", \"target\": \"db\"}\n{\"source\": \"cafe\u{301}\", \"target\": \"\\u0064b2\"}\n",
      file: "g.jsonl")
    #expect(answer.relations("caf\u{E9}", .needs) == ["db", "db2"])
    #expect(answer.model.components.count == 3)
  }

  @Test("JSON lines with mistakes are refused with a location")
  func wrongJSONLines() {
    func codes(_ text: String) -> [DiagnosticCode] {
      Importing.diagnostics(text, file: "g.jsonl").filter { $0.severity == .error }.map(\.code)
    }
    #expect(codes("{\"id\": \"a\", \"needs\": \"b\"}\n{\"id\": \"c\", \"needs\"") == [.jsonSyntax])
    #expect(codes("{\"id\": \"a\", \"needs\": \"b\"}\n{\"x\": 1}\n") == [.graphSyntax])
    #expect(codes("{\"id\": \"a\", \"needs\": [[1]]}\n\n") == [.graphSyntax])
    for group in [
      "{\"any\": [\"b\", 1, [\"c\"]]}", "{\"atLeast\": 2, \"of\": {\"b\": 1}}", "{\"any\": []}", "{\"on\": \"b\"}",
    ] {
      #expect(codes("{\"id\": \"a\", \"needs\": \(group)}\n") == [.graphSyntax], "\(group)")
    }
  }

  @Test("Keys that lines of a graph have no place for are left out and counted")
  func keysWithoutPlace() throws {
    let answer = try ImportedAnswer(
      text: """
        {"id": "a", "tier": 0, "needs": [{"any": ["b", "c"], "coverage": 0.9}, {"all": ["d"], "tolerates": "5m"}]}
        {"id": "d", "tier": 1, "url": null, "p@ss word": 1}
        {"source": "a", "target": "e", "weight": 3}
        {"source": "a", "target": "f", "kind": "soft", "id": "edge-1"}
        """, file: "g.jsonl")
    #expect(answer.relations("a", .needs) == ["any of b, c", "d", "e"])
    #expect(
      answer.loaded.imports[0].notes.remarks == [
        "lines of a graph have no place for these keys, which were left out: coverage (1), "
          + "keys without a plain name (1), tolerates (1), weight (1)"
      ])
  }

  // MARK: GraphML

  @Test("GraphML is read with nested graphs, labels and keys")
  func graphML() throws {
    let text = """
      <graphml xmlns:y="x"><key id="d0" attr.name="kind" for="edge"/>
      <graph edgedefault="undirected"><node id="a"><data key="d1"><y:ShapeNode><y:NodeLabel>The A</y:NodeLabel></y:ShapeNode></data>
      <graph edgedefault="directed"><node id="a::b"/></graph></node><node id="c"/>
      <edge source="a" target="c"><data key="d0">soft</data></edge>
      <hyperedge><endpoint node="c" type="in"/><endpoint node="a::b" type="out"/></hyperedge></graph></graphml>
      """
    let answer = try ImportedAnswer(text: text, file: "g.graphml")
    #expect(answer.model["a"]?.name == "The A")
    #expect(answer.model["a::b"]?.domains == ["a"])
    #expect(answer.relations("a", .uses) == ["c"])
    #expect(answer.relations("c", .needs) == ["a::b"])
    #expect(answer.loaded.imports[0].notes.remarks.count == 2)
  }

  @Test("GraphML with entities is refused")
  func entitiesAreRefused() {
    let bomb = """
      <!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <graphml><graph><node id="&x;"/></graph></graphml>
      """
    #expect(Importing.diagnostics(bomb, file: "g.graphml").contains { $0.severity == .error })
  }

  @Test("A long default label is read once for all nodes")
  func aLongDefaultLabelIsReadOnce() throws {
    let label = String(repeating: "x", count: 500_000)
    let nodes = (0..<50_000).map { "a\($0);" }.joined()
    let text = "digraph { node [label=\"\(label)\"]; \(nodes) a1 -> a2 }"
    let model = try Importing.load(text, file: "d.dot").model
    #expect(model.components.count == 50_000)
  }
}

/// SHA-256 (FIPS 180-4), for fixtures that state digests.
enum SHA256 {
  static func hex(of text: String) -> String {
    let primes = (2...311).filter { number in
      (2..<number).allSatisfy { number % $0 != 0 || $0 * $0 > number && $0 != number }
    }
    func fraction(_ value: Double) -> UInt32 { UInt32((value - value.rounded(.down)) * 4_294_967_296) }
    let constants = primes.prefix(64).map { fraction(cbrt(Double($0))) }
    var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    var bytes = Array(text.utf8)
    let length = UInt64(bytes.count * 8)
    bytes.append(0x80)
    while bytes.count % 64 != 56 { bytes.append(0) }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * $0)) }
    func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
    for start in stride(from: 0, to: bytes.count, by: 64) {
      var words = (0..<16).map { index in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + 4 * index + $1]) }
      }
      for index in 16..<64 {
        let first = words[index - 15]
        let second = words[index - 2]
        words.append(
          words[index - 16] &+ (turned(first, 7) ^ turned(first, 18) ^ first >> 3) &+ words[index - 7]
            &+ (turned(second, 17) ^ turned(second, 19) ^ second >> 10))
      }
      var state = hash
      for index in 0..<64 {
        let sum = turned(state[4], 6) ^ turned(state[4], 11) ^ turned(state[4], 25)
        let choice = state[4] & state[5] ^ ~state[4] & state[6]
        let first = state[7] &+ sum &+ choice &+ constants[index] &+ words[index]
        let other = turned(state[0], 2) ^ turned(state[0], 13) ^ turned(state[0], 22)
        let majority = state[0] & state[1] ^ state[0] & state[2] ^ state[1] & state[2]
        state = [
          first &+ other &+ majority, state[0], state[1], state[2], state[3] &+ first, state[4], state[5], state[6],
        ]
      }
      for index in 0..<8 { hash[index] &+= state[index] }
    }
    return hash.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
