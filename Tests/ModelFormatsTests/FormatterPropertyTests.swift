import DependencyModel
import ModelFormats
import TestSupport
import Testing

@Suite struct FormatterPropertyTests {
  /// Formats a text that reads without an error, and expects a fixed point without white space at line ends.
  private func expectStable(_ text: String, file: String) {
    do {
      let once = try ModelFormatter.formatted(text, file: file)
      let twice = try ModelFormatter.formatted(once, file: file)
      if once != twice { Issue.record("not idempotent:\n\(text)\n--- once\n\(once)\n--- twice\n\(twice)") }
    } catch {
      Issue.record("\(error.diagnostics.map(\.message))\n\(text)")
    }
  }

  @Test(
    "Long inputs are formatted, and formatting again changes nothing",
    arguments: [
      String(repeating: " ", count: 200_000) + "[" + String(repeating: "a, ", count: 20_000) + "]",
      String(repeating: "# c\n", count: 20_000) + "a: [\n" + String(repeating: "# c\n", count: 20_000) + "]\n",
      String(repeating: "[", count: 100) + String(repeating: "a, ", count: 2_000) + String(repeating: "]", count: 100),
      "a: \"" + String(repeating: "b\n\n", count: 20_000) + " \"",
      String(repeating: "- ", count: 99) + "|\n" + String(repeating: " ", count: 300) + "x\n",
      "a:\n" + String(repeating: "- # c\n", count: 5_000),
    ])
  func longInputs(text: String) {
    expectStable(text, file: "m.yaml")
  }

  @Test("Random documents are formatted, and formatting again changes nothing", arguments: 0..<UInt64(400))
  func randomDocuments(seed: UInt64) {
    let text = RandomYAML.document(seed: seed)
    let reading = YAMLReader().read(Array(text.utf8), file: "m.yaml")
    if reading.diagnostics.contains(where: { $0.code == .yamlSyntax }) {
      Issue.record("\(reading.diagnostics.map { "\($0.message) \($0.place!)" })\n\(text)")
    }
    if reading.diagnostics.isEmpty { expectStable(text, file: "m.yaml") }
  }

  @Test("Mutated documents are formatted or refused, and formatting again changes nothing", arguments: 0..<UInt64(400))
  func mutatedDocuments(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let signs =
      Array("{}[]:,-?*&!|>'\"%@#\\ \n\t0aé".unicodeScalars)
      + ["\n", " ", "\n  ", "# c\n", " # c\n", "? ", ": ", "\u{2028}"].flatMap { Array($0.unicodeScalars) }
    var scalars = Array(RandomYAML.document(seed: seed % 97).unicodeScalars)
    for _ in 0..<40 {
      var mutated = scalars
      let position = Int.random(in: 0..<mutated.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where mutated.count > 1: mutated.remove(at: position)
      case 1: mutated.insert(signs.randomElement(using: &random)!, at: position)
      case 2: mutated[position] = signs.randomElement(using: &random)!
      default:
        mutated.insert(contentsOf: mutated[position...].prefix(9), at: Int.random(in: 0...position, using: &random))
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: mutated)
      guard YAMLReader().read(Array(String(text).utf8), file: "m.yaml").diagnostics.isEmpty else { continue }
      expectStable(String(text), file: "m.yaml")
      scalars = mutated
    }
  }
}
