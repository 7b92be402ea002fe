import DependencyModel
import Importers
import ModelFormats
import ResilienceAnalysis

/// Reading large graphs in every form that goes into a table, from bytes in memory to a model, and from there to a graph that
/// answers. The forms of edges are compared with JSON lines.
enum LinesBenchmark {
  private static let componentCount = 1_000_000
  private static let degree = 10

  static func run() {
    _ = measure("a line for each component", "graph.jsonl", components(), comparedWith: nil)
    var lines: Double?
    for form in Form.allCases {
      let time = measure("edges as \(form.rawValue)", "graph.\(form)", edges(form), comparedWith: lines)
      if lines == nil { lines = time }
    }
  }

  /// The forms of edges that go into a table; JSON lines come first.
  private enum Form: String, CaseIterable {
    case jsonl = "JSON lines"
    case csv = "CSV"
    case tsv = "TSV"
    case dot = "DOT"
    case graphml = "GraphML"

    var start: String {
      switch self {
      case .jsonl: ""
      case .csv: "source,target,kind\n"
      case .tsv: "source\ttarget\tkind\n"
      case .dot: "digraph {\n"
      case .graphml:
        "<graphml><key id=\"d0\" for=\"edge\" attr.name=\"kind\"/><graph edgedefault=\"directed\">\n"
          + (0..<componentCount).map { "<node id=\"service-\($0)\"/>\n" }.joined()
      }
    }

    var end: String {
      switch self {
      case .jsonl, .csv, .tsv: ""
      case .dot: "}\n"
      case .graphml: "</graph></graphml>\n"
      }
    }

    func edge(_ source: Int, _ target: Int, isSoft: Bool) -> String {
      let kind = isSoft ? "soft" : "hard"
      return switch self {
      case .jsonl: "{\"source\":\"service-\(source)\",\"target\":\"service-\(target)\",\"kind\":\"\(kind)\"}\n"
      case .csv: "service-\(source),service-\(target),\(kind)\n"
      case .tsv: "service-\(source)\tservice-\(target)\t\(kind)\n"
      case .dot: "\"service-\(source)\" -> \"service-\(target)\"\(isSoft ? " [style=dashed]" : "");\n"
      case .graphml:
        "<edge source=\"service-\(source)\" target=\"service-\(target)\""
          + (isSoft ? "><data key=\"d0\">soft</data></edge>\n" : "/>\n")
      }
    }
  }

  /// The median of the milliseconds that reading takes.
  private static func measure(_ name: String, _ file: String, _ bytes: [UInt8], comparedWith other: Double?) -> Double {
    var reading = Rounds()
    var compiling = Rounds()
    var relations = 0
    for _ in 0..<3 {
      var loaded: LoadedModel?
      reading.add(
        milliseconds { loaded = try? ModelLoader.load(bytes, file: file, importers: ImportSources.all()) })
      guard let model = loaded?.model else {
        print("\(name): could not be read")
        return 0
      }
      relations = model.components.table?.relationCount ?? 0
      compiling.add(milliseconds { _ = CompiledModel(model) })
    }
    let megabytes = Double(bytes.count) / 1e6
    print(
      """
      \(name): \(fixed(megabytes)) MB, \(componentCount) components, \(relations) relations
        read: \(reading.text("ms")), \(fixed(megabytes / reading.median * 1e3)) MB/s
        compiled: \(compiling.text("ms"))\(other.map { "\n  × JSON lines: \(fixed(reading.median / $0))" } ?? "")
      """)
    return reading.median
  }

  /// Half of the needs anywhere among the components before, half among the last fifty.
  private static func target(of component: Int, _ random: inout UInt64) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let drawn = Int(random >> 33)
    return drawn & 1 == 0 ? drawn % component : max(0, component - 1 - drawn % 50)
  }

  private static func components() -> [UInt8] {
    var random: UInt64 = 7
    var bytes: [UInt8] = []
    for component in 0..<componentCount {
      bytes +=
        "{\"id\":\"service-\(component)\",\"kind\":\"service\",\"in\":\"rack-\(component % 1000)\",\"needs\":[".utf8
      for number in 0..<(component == 0 ? 0 : degree) {
        if number == 7 { bytes += "],\"uses\":[".utf8 } else if number > 0 { bytes += ",".utf8 }
        bytes += "\"service-\(target(of: component, &random))\"".utf8
      }
      bytes += "]}\n".utf8
    }
    return bytes
  }

  private static func edges(_ form: Form) -> [UInt8] {
    var random: UInt64 = 7
    var bytes = Array(form.start.utf8)
    for component in 1..<componentCount {
      for number in 0..<degree {
        bytes += form.edge(component, target(of: component, &random), isSoft: number >= 7).utf8
      }
    }
    bytes += form.end.utf8
    return bytes
  }
}
