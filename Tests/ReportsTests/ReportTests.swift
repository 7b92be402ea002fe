import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// The reports by snapshot, and their small parts by table.
@Suite struct ReportTests {
  static func model(_ name: String) throws -> CompiledModel {
    // Relative paths, so that the places in the reports are the same everywhere.
    let bytes = try ModelLoader.bytes(of: Repository.root.appending(path: "Models/\(name).yaml").path)
    return CompiledModel(try ModelLoader.load(bytes, file: "Models/\(name).yaml").model)
  }

  static func impact(_ name: String, _ fault: String, within: Duration? = nil) throws -> Impact {
    let compiled = try model(name)
    return compiled.impact(of: try FaultSet([fault], in: compiled.model), within: within)
  }

  static func explanation(_ name: String, _ component: String, _ fault: String) throws -> Explanation {
    let compiled = try model(name)
    let position = try #require(compiled.model.index(of: ComponentID(component)))
    return compiled.explanation(of: position, under: try FaultSet([fault], in: compiled.model))
  }

  @Test(
    "Reports of impacts are as recorded",
    arguments: [
      ("aws-2011-04", "network-change-2011-04-21"), ("aws-2011-04", "one-router"),
      ("aws-s3-2017", "command-2017-02-28"),
      ("aws-kinesis-2020", "capacity-added-2020-11-25"), ("facebook-2021", "maintenance-2021-10-04"),
    ])
  func impacts(_ model: String, _ fault: String) throws {
    let impact = try Self.impact(model, fault)
    try expectSnapshot(impact.text(), "\(model)-\(fault).txt")
    try expectSnapshot(impact.json(), "\(model)-\(fault).json")
    try expectSnapshot(impact.markdown(), "\(model)-\(fault).md")
  }

  @Test(
    "Reports of explanations are as recorded",
    arguments: [
      ("aws-2011-04", "ec2-launch-ebs/us-east-1c", "storm-2011-04-21"),
      ("aws-2011-04", "rds-multi", "network-change-2011-04-21"),
      ("aws-2011-04", "twilio-like", "network-change-2011-04-21"),
      ("aws-kinesis-2020", "cognito", "capacity-added-2020-11-25"),
      ("facebook-2021", "whatsapp", "maintenance-2021-10-04"),
    ])
  func explanations(_ model: String, _ component: String, _ fault: String) throws {
    let explanation = try Self.explanation(model, component, fault)
    let name = "why-\(model)-\(component.replacing("/", with: "-"))"
    try expectSnapshot(explanation.text(), "\(name).txt")
    try expectSnapshot(explanation.json(), "\(name).json")
    try expectSnapshot(explanation.markdown(), "\(name).md")
  }

  @Test("Components in the lines of an impact add up to the verdict, whatever is folded or cut")
  func nothingIsCutWithoutItsCount() throws {
    let lines = (0..<400).map { "  n\($0): { kind: k\($0 % 200), needs: root\($0 % 200) }\n" }
    let roots = (0..<200).map { "  root\($0): { in: z }\n" }
    let text = "model: Large\ndomains: { z: {} }\ncomponents:\n" + roots.joined() + lines.joined()
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "large.yaml").model)
    let impact = compiled.impact(of: try FaultSet(["z"], in: compiled.model))
    let short = impact.text(.named)
    #expect(short.contains("600 of 600"))
    #expect(short.contains("200 × components"))
    let shown = short.split(separator: "\n").count { $0.hasPrefix("  down      n") }
    #expect(short.contains("and \(400 - shown) more components in later waves; --all shows them"))
    let long = impact.text(.complete)
    #expect(long.split(separator: "\n").count { $0.hasPrefix("  down      ") } == 601)
    #expect(impact.markdown(.init(rowLimit: 100)).contains("… and 501 more components."))
  }

  @Test("Text without its colours is the same as plain text")
  func coloursSayNothingByThemselves() throws {
    let impact = try Self.impact("aws-2011-04", "network-change-2011-04-21")
    let colored = impact.text(.init(style: TextStyle(width: 80, isColored: true)))
    var plain = ""
    var isCode = false
    for scalar in colored.unicodeScalars {
      if scalar == "\u{1B}" {
        isCode = true
      } else if isCode, scalar == "m" {
        isCode = false
      } else if !isCode {
        plain.unicodeScalars.append(scalar)
      }
    }
    #expect(colored != plain)
    #expect(plain == impact.text(.init(style: TextStyle(width: 80))))
  }

  @Test("Text of a model cannot steer a terminal, break a table or hide in Markdown")
  func hostileTexts() throws {
    let json = #"""
      {"model": "M", "components": {"a|b`*_<x>": {"name": "\u001b[31mred\u202e"}, "c": {"needs": "a|b`*_<x>"}},
       "faults": {"f": {"down": "a|b`*_<x>", "description": "line one\nline <two>\u0007"}}}
      """#
    let compiled = CompiledModel(try ModelLoader.load(Array(json.utf8), file: "m.json").model)
    let impact = compiled.impact(of: try FaultSet(["f"], in: compiled.model))
    for text in [impact.text(), impact.markdown()] {
      #expect(!text.contains("\u{1B}"))
      #expect(!text.contains("\u{202E}"))
      #expect(!text.contains("\u{7}"))
    }
    let rows = impact.markdown().split(separator: "\n").filter { $0.hasPrefix("|") }
    for row in rows {
      var cells = 0
      var isEscaped = false
      for character in row {
        if character == "|", !isEscaped { cells += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      #expect(cells == 7, "\(row)")
    }
  }

  @Test("A diagnostic's caret points at its location in long lines and behind wide characters")
  func carets() {
    var sources = SourceTexts()
    let long = String(repeating: "x", count: 300) + "!" + String(repeating: "y", count: 300)
    sources.add(Array("数据: oops\n\(long)\n".utf8), for: "m.yaml")
    let report = DiagnosticsText(sources: sources)
    let first = report.text([.invalidDuration("oops", at: Place(file: "m.yaml", line: 1, column: 5))])
    #expect(first.hasSuffix("  数据: oops\n        ^\n"))
    let second = report.text([.invalidDuration("!", at: Place(file: "m.yaml", line: 2, column: 301))])
    let lines = second.split(separator: "\n").map(Array.init)
    #expect(lines[1].count <= 80)
    #expect(lines[1][lines[2].firstIndex(of: "^")!] == "!")
    let endless = String(repeating: "z", count: 20_000)
    let place = Place(file: "m.yaml", line: 1, column: 1)
    let cut = report.text([.unknownComponent(endless, suggestion: nil, at: place)])
    #expect(cut.count < 600)
    #expect(cut.contains("declare it under 'components' [unknown-component]"))
    let beyond = report.text([.invalidDuration("", at: Place(file: "m.yaml", line: 99, column: 1))])
    #expect(beyond.split(separator: "\n").count == 1)
  }
}
