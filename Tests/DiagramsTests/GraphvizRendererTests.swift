import DependencyModel
import Diagrams
import Foundation
import ResilienceAnalysis
import TestSupport
import Testing

@Suite struct GraphvizRendererTests {
  static func small() throws -> Diagram {
    try Diagram(of: DiagramModels.impact(DiagramModels.model(FilteringTests.yaml), "disk-a"))
  }

  @Test(
    "The format of a picture follows from the file's ending",
    arguments: [
      ("dot", PictureFormat.dot), ("gv", .dot), ("SVG", .svg), ("png", .png), ("Pdf", .pdf), ("mmd", .mermaid),
      ("D2", .d2), ("jpeg", nil), ("", nil),
    ])
  func formatsByEnding(ending: String, format: PictureFormat?) {
    #expect(PictureFormat(fileEnding: ending) == format)
    #expect(PictureFormat(fileName: "a.b/picture.\(ending)") == format)
    #expect(PictureFormat(fileName: "picture") == nil)
  }

  @Test("Pictures in every format start with its signature")
  func everyFormatHasItsSignature() throws {
    let diagram = try Self.small()
    #expect(try GraphvizRenderer.render(diagram, as: .dot).bytes.starts(with: Array("digraph diagram {".utf8)))
    #expect(try GraphvizRenderer.render(diagram, as: .svg).bytes.starts(with: Array("<?xml".utf8)))
    #expect(try GraphvizRenderer.render(diagram, as: .png).bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try GraphvizRenderer.render(diagram, as: .mermaid).bytes.starts(with: Array("flowchart ".utf8)))
    #expect(try GraphvizRenderer.render(diagram, as: .d2).bytes.starts(with: Array("# ".utf8)))
    #expect(try GraphvizRenderer.render(diagram, as: .pdf).bytes.starts(with: Array("%PDF".utf8)))
  }

  @Test("The same picture has the same bytes in every format", arguments: PictureFormat.allCases)
  func theSameInputGivesTheSameBytes(format: PictureFormat) throws {
    let diagram = try Self.small()
    let first = try GraphvizRenderer.render(diagram, as: format).bytes
    if format == .pdf {
      // The date of creation has seconds.
      Thread.sleep(forTimeInterval: 1.1)
      #expect(!String(decoding: first, as: UTF8.self).contains("CreationDate"))
    }
    #expect(try GraphvizRenderer.render(diagram, as: format).bytes == first)
  }

  @Test("A higher resolution makes a PNG wider")
  func resolutionCountsForDots() throws {
    let diagram = try Self.small()
    let coarse = try GraphvizRenderer.render(diagram, as: .png, resolution: 50).bytes
    let fine = try GraphvizRenderer.render(diagram, as: .png, resolution: 200).bytes
    func width(_ bytes: [UInt8]) -> Int { bytes[16..<20].reduce(0) { $0 << 8 | Int($1) } }
    #expect(width(fine) > 3 * width(coarse))
  }

  @Test("An SVG has an element with its class for each mark, edge and cluster")
  func theStructureOfAnSVG() throws {
    let diagram = try Self.small()
    let elements = ElementCollector(try GraphvizRenderer.render(diagram, as: .svg).bytes).elements
    func count(_ word: String) -> Int {
      elements.count { $0.attributes["class"]?.split(separator: " ").contains { $0 == word } == true }
    }
    #expect(count("node") == diagram.marks.count)
    #expect(count("edge") == diagram.edges.count)
    #expect(count("cluster") == diagram.clusters.count)
    #expect(count("fault") == 1)
    #expect(count("down") == 1)
    #expect(count("group") == 1)
    #expect(count("carried") == 1)
  }

  @Test(
    "Whatever Graphviz reports is an error, and the next picture is drawn",
    arguments: [
      "digraph { a [label=<<NOTATAG>x</NOTATAG>>] }", "digraph { a [shape=nosuchshape] }", "digraph {", "nonsense",
      "digraph { a [color=nosuchcolor] }",
    ])
  func whatGraphvizSaysIsAnError(dot: String) {
    #expect { try GraphvizRenderer.render(dot: dot, as: .svg) } throws: { error in
      guard case DiagramError.rendering(.message(let message))? = error as? DiagramError else { return false }
      return !message.isEmpty
    }
    // The next one is none the worse for it.
    #expect((try? GraphvizRenderer.render(dot: "digraph { a }", as: .svg)) != nil)
  }

  @Test("A PNG that is too large is scaled down with a warning")
  func aPictureBeyondTheSizeOfAPNGIsScaledDownAndSaysSo() throws {
    let dot = "digraph d { rankdir=LR; " + (0..<400).map { "n\($0) -> n\($0 + 1);" }.joined() + " }"
    #expect(try GraphvizRenderer.render(dot: dot, as: .png, resolution: 150).warnings == [.scaledDown])
    #expect(try GraphvizRenderer.render(dot: dot, as: .svg).warnings == [])
  }

  @Test("A picture has no warning if there is a font")
  func noWarningWhereThereIsAFont() throws {
    #expect(try GraphvizRenderer.render(Self.small(), as: .png).warnings == [])
  }

  @Test("A hundred threads draw the same picture")
  func rendersOfManyThreadsTakeTurns() async throws {
    let diagram = try Self.small()
    let expected = try GraphvizRenderer.render(diagram, as: .svg).bytes
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<100 { group.addTask { (try? GraphvizRenderer.render(diagram, as: .svg).bytes) == expected } }
      for await isSame in group { #expect(isSame) }
    }
  }

  /// In processes of their own, since other tests use memory at the same time. The heap grows in steps of some hundred
  /// kilobytes, so many renders tell a leak of half a kilobyte in each from that.
  @Test(
    "Thousands of pictures leak no memory",
    .disabled(
      if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil, "the address sanitizer keeps what is freed"))
  func thousandsOfRendersLeakNothingOfOurs() async {
    await #expect(processExitsWith: .success) {
      let growth = try GraphvizRendererTests.growth(over: 8_000) {
        try GraphvizRenderer.render(dot: "digraph d { a -> b }", as: .svg)
      }
      precondition(growth < 4_000, "\(growth) kB")
    }
  }

  /// Graphviz 2.42 itself keeps about 3 kB for each HTML-like label and cluster: a loop in plain C over the same text
  /// grows by 35 kB a render, as this does. The bound is to notice if it becomes more.
  @Test(
    "A thousand diagrams leak no more memory than Graphviz does",
    .disabled(
      if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil, "the address sanitizer keeps what is freed"))
  func aThousandDiagramsLeakNoMoreThanGraphvizDoes() async {
    await #expect(processExitsWith: .success) {
      let diagram = try GraphvizRendererTests.small()
      let growth = try GraphvizRendererTests.growth(over: 1_000) { try GraphvizRenderer.render(diagram, as: .svg) }
      precondition(growth < 60_000, "\(growth) kB")
    }
  }

  static func growth(over count: Int, _ render: () throws -> Picture) throws -> Int {
    for _ in 0..<500 { _ = try render() }
    let before = try residentKilobytes()
    for _ in 0..<count { _ = try render() }
    return try residentKilobytes() - before
  }

  static func residentKilobytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(whereSeparator: \.isWhitespace).dropLast().last.flatMap { Int($0) })
  }

  @Test("Graphviz draws random models without a message", arguments: 0..<UInt64(150))
  func randomModelsAreDrawn(seed: UInt64) throws {
    let model = RandomModel.model(seed: seed * 5)
    let fault = FaultSet(RandomModel.fault(of: model, seed: seed).map { ($0.key, $0.value) }, text: "fault")
    for impact in [nil, CompiledModel(model).impact(of: fault)] {
      for fold in [true, false] {
        let diagram = try Diagram(model, impact: impact, options: DiagramOptions(fold: fold))
        let elements = ElementCollector(try GraphvizRenderer.render(diagram, as: .svg).bytes)
        #expect(elements.problem == nil)
        let drawn = elements.elements.count { $0.attributes["class"]?.hasPrefix("node") == true }
        let marks = diagram.marks.count { $0.frame == nil }
        // A layout that cannot be read is tried with fewer marks.
        #expect(fold ? drawn <= marks : drawn == marks)
      }
    }
  }
}
