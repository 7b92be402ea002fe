import DependencyModel
import Importers
import ModelFormats
import ResilienceAnalysis

/// Reading a graph of JSON lines, from bytes in memory to a model, and from there to a graph that answers.
enum LinesBenchmark {
  private static let componentCount = 1_000_000
  private static let degree = 10

  static func run() {
    measure("a line for each component", components())
    measure("a line for each edge", edges())
  }

  private static func measure(_ name: String, _ bytes: [UInt8]) {
    var reading = Rounds()
    var compiling = Rounds()
    var relations = 0
    for _ in 0..<3 {
      var loaded: LoadedModel?
      reading.add(
        milliseconds { loaded = try? ModelLoader.load(bytes, file: "graph.jsonl", importers: ImportSources.all()) })
      guard let model = loaded?.model else {
        print("\(name): could not be read")
        return
      }
      relations = model.components.table?.relationCount ?? 0
      compiling.add(milliseconds { _ = CompiledModel(model) })
    }
    let megabytes = Double(bytes.count) / 1e6
    print(
      """
      \(name): \(fixed(megabytes)) MB, \(componentCount) components, \(relations) relations
        read: \(reading.text("ms")), \(fixed(megabytes / reading.median * 1e3)) MB/s
        compiled: \(compiling.text("ms"))
      """)
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

  private static func edges() -> [UInt8] {
    var random: UInt64 = 7
    var bytes: [UInt8] = []
    for component in 1..<componentCount {
      for number in 0..<degree {
        let kind = number < 7 ? "hard" : "soft"
        bytes +=
          "{\"source\":\"service-\(component)\",\"target\":\"service-\(target(of: component, &random))\",\"kind\":\"\(kind)\"}\n"
          .utf8
      }
    }
    return bytes
  }
}
