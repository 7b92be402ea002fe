import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Inputs that want to exhaust time, memory or the stack.
@Suite struct SyntaxHostileTests {
  private func codes(_ text: String, file: String = "m.yaml") -> [DiagnosticCode] {
    DocumentSyntax.read(Array(text.utf8), file: file).reading.diagnostics.map(\.code)
  }

  @Test("Aliases of aliases that explode are refused at the first one too many")
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      text += "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    let diagnostics = YAMLReader().read(Array(text.utf8), file: "m.yaml").diagnostics
    #expect(diagnostics.map(\.code) == [.aliasExpansion])
    #expect(diagnostics.first?.place?.line == 5)
  }

  @Test("Two thousand aliases of one small value are accepted")
  func honestAliasesStayWithinTheBudget() {
    let text = "a: &a { kind: x, tier: 1 }\n" + (0..<2000).map { "b\($0): *a\n" }.joined()
    #expect(codes(text) == [])
  }

  @Test("YAML that is nested too deep is refused", arguments: ["[", "- ", "{a: ", "? ", "{", "[{a: "])
  func deepYAML(opening: String) {
    let text = String(repeating: opening, count: 10_000)
    #expect(codes(text).last == .nestingTooDeep)
    #expect(codes(text).dropLast().allSatisfy { $0 == .complexKey })
    #expect(codes(text).count <= 2)
  }

  @Test("JSON that is nested too deep is refused", arguments: ["[", "{\"a\":", "[{\"a\":"])
  func deepJSON(opening: String) {
    #expect(codes(String(repeating: opening, count: 1_000_000), file: "m.json") == [.nestingTooDeep])
  }

  @Test("A hundred levels of nesting are read, and one more is refused")
  func aHundredLevelsAreRead() {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(codes(text) == [])
    #expect(codes(text, file: "m.json") == [])
    expectDiagnostics([.nestingTooDeep], in: String(repeating: "[", count: 100) + "1️⃣[", file: "m.json")
    expectDiagnostics([.nestingTooDeep], in: String(repeating: "[", count: 100) + "1️⃣[", file: "m.yaml")
  }

  @Test("The depth of an alias's value counts")
  func aliasesCanNotHideDepth() {
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let inner = String(repeating: "[", count: 60) + "1️⃣*a" + String(repeating: "]", count: 60)
    expectDiagnostics([.nestingTooDeep], in: "a: &a \(deep)\nb: \(inner)")
  }

  @Test("Files with too many bytes or values are refused")
  func largeFiles() {
    let line = [UInt8](repeating: 0x61, count: 100_000_000)
    #expect(YAMLReader().read(line, file: "m.yaml").diagnostics.map(\.code) == [.fileTooLarge])
    let quoted = [0x22] + line + [0x22]
    #expect(JSONReader().read(quoted, file: "m.json").diagnostics.map(\.code) == [.lineTooLong])
    var limits = SyntaxLimits()
    limits.yamlNodes = 100
    let list = "[" + String(repeating: "a, ", count: 200) + "b]"
    let reading = YAMLReader(limits: limits).read(Array(list.utf8), file: "m.yaml")
    #expect(reading.diagnostics.map(\.code) == [.fileTooLarge])
    #expect(reading.diagnostics.first?.place?.column == 2 + 3 * 99)
  }

  @Test("A line that is too long is refused at its start")
  func longLines() {
    var limits = SyntaxLimits()
    limits.jsonLineBytes = 10
    func diagnostics(_ text: String) -> [Diagnostic] {
      JSONReader(limits: limits).read(Array(text.utf8), file: "m.json").diagnostics
    }
    #expect(diagnostics("[1,\n2,\n3,\n4,\n5]").isEmpty)
    #expect(diagnostics("[\"345678\"\n]").isEmpty)
    let place = Place(file: "m.json", line: 3, column: 1)
    #expect(diagnostics("[\n1,\n\"3456789012\"]") == [.lineTooLong(limit: 10, at: place)])
  }

  @Test("A text of more than a mebibyte is refused in any style")
  func longScalars() {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(codes("a: \(long)") == [])
    #expect(codes("a: \(long)x") == [.scalarTooLong])
    #expect(codes("a: |\n  \(long)x") == [.scalarTooLong])
    #expect(codes("[\"\\n\(long)\"]", file: "m.json") == [.scalarTooLong])
    #expect(codes("[\(String(repeating: "1", count: 1 << 20 + 1))]", file: "m.json") == [.scalarTooLong])
  }

  @Test("Very many directives are refused")
  func manyDirectives() {
    let text = (0..<200_000).map { "%TAG !a\($0)! x\n" }.joined() + "---\na: 1\n"
    #expect(codes(text) == [.yamlSyntax])
    #expect(codes("a: 1\n...\n" + text) == [.yamlSyntax])
  }

  @Test("The number of reported problems is limited")
  func manyProblemsAreCapped() {
    let text = String(repeating: "a: 1\n", count: 50_000)
    #expect(codes(text).count == 1_000)
    let json = "[{" + String(repeating: "\"a\":1,", count: 50_000) + "\"a\":1},"
    #expect(codes(json, file: "m.json").count == 1_001)
    #expect(codes(json, file: "m.json").last == .jsonSyntax)
  }

  @Test("Mutated texts never crash a reader", arguments: 0..<UInt64(300))
  func mutationsNeverCrash(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let samples = [
      "model: A # c\ncomponents:\n  \"b-{z}\": &x { each: { z: [1, 2] }, in: \"{z}\" }\n  c: *x\n  d: |\n    t\n\n  e: 'q'\n",
      "{\"model\": \"A\", \"n\": [1, -2.5e3, true, null, \"\\u00e9\\n\"], \"o\": {\"p\": {}}}",
    ]
    let signs = Array("{}[]:,-?*&!|>'\"%@#\\ \n\t0aé".utf8)
    for sample in samples {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(signs.randomElement(using: &random)!, at: position)
        case 2: bytes[position] = UInt8.random(in: 0...255, using: &random)
        default:
          bytes.insert(contentsOf: bytes[position...].prefix(12), at: Int.random(in: 0...position, using: &random))
        }
      }
      for file in ["m.yaml", "m.json", "m"] {
        let reading = DocumentSyntax.read(bytes, file: file).reading
        #expect(reading.document != nil || !reading.diagnostics.isEmpty)
        for diagnostic in reading.diagnostics { #expect(diagnostic.place != nil) }
      }
    }
  }
}
