import DependencyModel
import Foundation
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Diagrams

/// Pictures as text for other programs: Mermaid and D2.
@Suite struct TextPictureTests {
  @Test("Mermaid and D2 of a fault are as recorded", arguments: ["mmd", "d2"])
  func snapshots(ending: String) throws {
    let diagram = try Diagram(of: DiagramModels.impact(DiagramModels.shipped("checkout"), "zone-b"))
    let text = ending == "d2" ? D2Writer(diagram).text : MermaidWriter(diagram).text
    try expectSnapshot(text, "checkout-zone-b.\(ending)")
  }

  static let hostile =
    DOTWriterTests.nasty + [
      "%% comment", "%%{init: {}}%%", "end", "subgraph x", "a\"]; click n0 href \"javascript:x\"", "`**bold**`",
      "#quot;",
      "classDef x", "n0 --> n1", "${secret}", "\\${x}", "a; b", "| pipe |", "{ shape: person }", "# note", "...@import",
      "\"\"\"", "'", "null", "](x)", "<script>alert(1)</script>", "A\u{0}B",
    ]

  static func diagram(_ text: String) throws -> Diagram {
    var domain = Component(ComponentID("domain \(text)"), isDomain: true)
    domain.kind = text
    var component = Component(
      ComponentID(text), relations: [.init(.in, Requirement(on: domain.id)), .init(.needs, Requirement(on: "other"))])
    component.name = text
    component.kind = text
    component.url = "https://example.org/\(text)"
    let model = Model(name: text, description: text, components: [domain, component, Component("other")])
    return try Diagram(of: DiagramModels.impact(model, "other"))
  }

  @Test("No text of a model is anything but a label in Mermaid", arguments: hostile.indices)
  func hostileMermaid(number: Int) throws {
    let lines = MermaidWriter(try Self.diagram(Self.hostile[number])).text.split(separator: "\n").map(String.init)
    let shapes: [Regex<Substring>] = [
      #/flowchart (?:LR|TB)/#, #/%% [^{}]*/#, #/ *subgraph c\d+\["[^"`]*"\]/#, #/ *end/#, #/ *class c\d+ [a-zA-Z]+/#,
      #/ *n\d+[\[\(\{>]{1,2}"[^"`\[\]\{\}<>]*(?:<br\/>[^"`\[\]\{\}<>]*)*"[\]\)\}]{1,2}:::[a-zA-Z]+/#,
      #/ *n\d+ [\-=.>]+(?:\|"[^"`|]*"\|)? n\d+/#, #/ *classDef [a-zA-Z]+ [a-z0-9:#,A-F \-]+/#,
    ]
    for line in lines { #expect(shapes.contains { line.wholeMatch(of: $0) != nil }, "\(line)") }
    #expect(lines.count { $0.hasPrefix("  subgraph ") } == 1)
    #expect(lines.count { $0.contains(" ==> ") } == 1)
  }

  @Test(
    "Mermaid takes no label for a list, a rule or emphasis",
    arguments: [
      ("1. lb", "1#46; lb"), ("- db", "#45; db"), ("---", "#45;--"), ("# x", "#35; x"), ("* x", "#42; x"),
      ("+ x", "#43; x"), ("1) x", "1#41; x"), ("_x_", "#95;x#95;"), ("aws_lb.web-1", "aws_lb.web-1"), ("v1.2", "v1.2"),
    ])
  func markdownInMermaid(text: String, escaped: String) {
    #expect(MermaidWriter.escaped(text) == escaped)
  }

  @Test("The text for Mermaid never ends the block of Markdown that it is in")
  func backquotes() throws {
    #expect(!MermaidWriter(try Self.diagram("``` x")).text.contains("```"))
  }

  @Test("The legends of Mermaid and D2 show lines as they are drawn")
  func legends() throws {
    let model = try DiagramModels.model(
      "{model: m, components: {a: {needs: b, uses: c, degradedBy: d}, b: {}, c: {}, d: {}}}")
    let diagram = try Diagram(model)
    let mermaid = MermaidWriter(diagram).text
    #expect(mermaid.contains("%% ──▶ needs"))
    #expect(mermaid.contains("%% -·-▶ is degraded by"))
    #expect(mermaid.contains("-.->|\"is degraded by\"|"))
    #expect(!mermaid.contains("══"))
    let d2 = D2Writer(diagram).text
    #expect(d2.contains("# ──▶ is degraded by"))
    #expect(d2.contains("# ╌ ╌▶ uses"))
  }

  @Test("No text of a model is anything but a string in D2", arguments: hostile.indices)
  func hostileD2(number: Int) throws {
    let lines = D2Writer(try Self.diagram(Self.hostile[number])).text.split(separator: "\n").map(String.init)
    for line in lines where !line.hasPrefix("#") {
      // Without its strings, a line has nothing of the model: and in them nothing is substituted.
      let rest = Self.withoutStrings(line)
      #expect(rest != nil, "\(line)")
      let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzDRSNP0123456789 :{};.->_\"")
      #expect(rest?.unicodeScalars.allSatisfy(allowed.contains) == true, "\(line)")
    }
    #expect(
      lines.count { $0.contains("-> ") && !$0.hasPrefix("#") && Self.withoutStrings($0)?.contains("->") == true } == 1)
  }

  /// The line with `""` for each string; `nil` where one does not end, or has a substitution.
  private static func withoutStrings(_ line: String) -> String? {
    var result = ""
    var isInside = false
    var isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
      } else if isInside, character == "\\" {
        isEscaped = true
      } else if isInside, character == "$" {
        return nil
      } else if character == "\"" {
        isInside.toggle()
        result.append(character)
      } else if !isInside {
        result.append(character)
      }
    }
    return isInside || isEscaped ? nil : result
  }

  @Test("The text for Mermaid says so if Mermaid would not draw it")
  func longMermaid() throws {
    let diagram = try Diagram(DiagramModels.random(400, zones: 0), options: DiagramOptions(fold: false))
    #expect(try GraphvizRenderer.render(diagram, as: .mermaid).warnings == [.tooLongForMermaid])
    #expect(try GraphvizRenderer.render(GraphvizRendererTests.small(), as: .mermaid).warnings == [])
  }

  @Test("The address of a component is a link, if it is of the web")
  func links() throws {
    func svg(_ url: String) throws -> String {
      var component = Component("a")
      component.url = url
      let diagram = try Diagram(Model(name: "m", components: [component]))
      return String(decoding: try GraphvizRenderer.render(diagram, as: .svg).bytes, as: UTF8.self)
    }
    #expect(try svg("https://example.org/a?b=1&c=2").contains("xlink:href=\"https://example.org/a?b=1&amp;c=2\""))
    for refused in [
      "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b", "https://x\"onload=\"y", "//x",
      "",
    ] {
      #expect(try !svg(refused).contains("xlink:href="))
    }
  }
}
