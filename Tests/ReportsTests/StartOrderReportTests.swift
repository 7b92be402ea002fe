import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The start reports by snapshot, and what they promise by count.
@Suite struct StartOrderReportTests {
  static func order(_ text: String, _ faults: String...) throws -> StartOrder {
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    return StartModel(model).startOrder(without: try FaultSet(faults, in: model))
  }

  @Test(
    "Reports of a start are as recorded",
    arguments: [
      ("facebook-2021", nil), ("facebook-2021", "no-way-in"), ("facebook-2021", "maintenance-2021-10-04"),
      ("aws-2011-04", nil), ("aws-kinesis-2020", "capacity-added-2020-11-25"), ("aws-s3-2017", nil), ("checkout", nil),
    ])
  func starts(_ name: String, _ fault: String?) throws {
    // Relative paths, so that the places in the reports are the same everywhere.
    let model =
      name == "checkout"
      ? try ModelLoader.load([Repository.root.appending(path: "Models/checkout.yaml").path]).model
      : try ReportTests.model(name).model
    let faults = try FaultSet(fault.map { [$0] } ?? [], in: model)
    let order = StartModel(model).startOrder(without: faults)
    let snapshot = "start-\(name)\(fault.map { "-\($0)" } ?? "")"
    try expectSnapshot(order.text(), "\(snapshot).txt")
    if fault != nil || name == "facebook-2021" {
      try expectSnapshot(order.json(), "\(snapshot).json")
      try expectSnapshot(order.markdown(), "\(snapshot).md")
    }
  }

  /// One circle in another: the second shows only when the first is open, and a component that needs itself.
  static let circles = """
    model: Circles
    components:
      a: { needs: b }
      b: { needs: { any: [a, c] } }
      c: { needs: b }
      d: { needs: [a, e] }
      e: { startNeeds: d }
      f: { needs: [f, { atLeast: 2, of: { a: 1, e: 1, g: 1 }, confidence: assumed }] }
      g: { uses: f }
      h: { needs: [f, e] }
    faults: { f1: { down: [g] } }
    """

  @Test("Reports of a start with many circles are as recorded")
  func manyCircles() throws {
    let order = try Self.order(Self.circles)
    try expectSnapshot(order.text(), "start-circles.txt")
    try expectSnapshot(order.json(), "start-circles.json")
    try expectSnapshot(order.markdown(), "start-circles.md")
    try expectSnapshot(try Self.order(Self.circles, "f1", "a=degraded").text(), "start-circles-f1.txt")
  }

  @Test("The verdict about a start is one sentence that fits the case")
  func verdicts() throws {
    func verdict(_ components: String, _ faults: String...) throws -> String {
      let model = try ModelLoader.load(Array("model: M\ncomponents: { \(components) }\n".utf8), file: "m.yaml").model
      return StartModel(model).startOrder(
        without: try FaultSet(faults, in: model)
      ).verdict
    }
    #expect(try verdict("a: {}") == "After everything has stopped, the only component starts.")
    #expect(try verdict("a: {}, b: {}") == "After everything has stopped, all 2 components start, at once.")
    #expect(
      try verdict("a: {}, b: { needs: a }") == "After everything has stopped, all 2 components start, in 2 rounds.")
    #expect(
      try verdict("a: {}, b: { needs: a }", "a")
        == "After everything has stopped, none of 2 components starts while a is down. The fault keeps the other 2 down."
    )
    #expect(
      try verdict("a: {}, b: { needs: a }, c: { needs: d }, d: { needs: c }", "a", "b")
        == "After everything has stopped, none of 4 components starts while a + b are down. The fault keeps 2 down. "
        + "2 never start: a circle holds them. Starting c by hand frees them.")
    #expect(
      try verdict("a: {}, c: { needs: c }")
        == "After everything has stopped, 1 of 2 components starts. 1 never starts: a circle holds it. "
        + "Only starting c by hand helps.")
  }

  @Test("Everything folded or cut in a start report is counted, and a complete report cuts nothing")
  func nothingIsCutWithoutItsCount() throws {
    let ring = (0..<40).map { "  ring\($0): { needs: ring\(($0 + 1) % 40) }\n" }
    let selves = (0..<30).map { "  self\($0): { needs: self\($0) }\n" }
    let wide = (0..<200).map { "  wide\($0): {}\n" }
    let chain = (0..<60).map { "  chain\($0): { needs: \($0 == 0 ? "wide0" : "chain\($0 - 1)") }\n" }
    let waiting = (0..<50).map { "  waiting\($0): { needs: ring7 }\n" }
    let text = "model: Large\ncomponents:\n" + (ring + selves + wide + chain + waiting).joined()
    let order = try Self.order(text)
    let short = order.text(.named)
    // Round 0 has the 200 and nothing else.
    let first = try #require(short.split(separator: "(200)").last?.split(separator: "(1)").first)
    let words = first.split(whereSeparator: { " ,\n".contains($0) })
    let shown = words.count { $0.hasPrefix("wide") }
    #expect(shown > 20)
    #expect(words.joined(separator: " ").contains("and \(200 - shown) more"))
    #expect(short.contains("and 21 more rounds with 21 components; --all shows them"))
    #expect(short.contains("→ 30 more → ring0"))
    #expect(short.contains("and 30 more steps; --all shows them"))
    #expect(short.contains("  and 19 more; --all shows them"))  // 31 to start by hand, 12 shown
    #expect(short.contains("  and 30 more; --all shows them"))  // 50 waiting, 20 shown
    let long = order.text(.complete)
    #expect(!long.dropFirst(order.verdict.count).contains(" more"))
    let all = Set(long.split(whereSeparator: { " ,\n".contains($0) }))
    for component in order.model.components { #expect(all.contains(Substring(component.id.text))) }
    for line in (short + long).split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let markdown = order.markdown(.init(rowLimit: 10))
    #expect(markdown.contains("… and 21 more."))
    #expect(markdown.contains("… and 30 more steps"))
    #expect(markdown.contains("and 190 more"))
    #expect(markdown.contains("… and 51 more rounds with 51 components."))
  }

  @Test("Text of a model cannot steer a terminal or break a table in a start report")
  func hostileTexts() throws {
    let order = try Self.order(
      #"{"model": "M", "components": {"a|\u0085b\u202e`*": {"needs": "c\u001b"}, "c\u001b": {"needs": "a|\u0085b\u202e`*"}}}"#
        .replacing("\\u001b", with: "\\u2066").replacing("\\u0085", with: "<x>"))
    for text in [order.text(), order.markdown()] {
      #expect(!text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x2066 })
    }
    #expect(!order.markdown().contains("<x>**"))
  }
}
