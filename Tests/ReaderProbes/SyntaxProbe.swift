import DependencyModel
import ModelFormats

/// Reads documents, and lays them out.
enum SyntaxProbe {
  /// Finds a text that is neither read nor refused.
  static func read(_ files: MemoryFiles, _ bytes: [UInt8], json: Bool) throws(ReaderFinding) -> ReaderOutcome {
    let name = files.names[0]
    let reading =
      json ? JSONReader().read(bytes, file: name) : YAMLReader(limits: ModelProbe.limits).read(bytes, file: name)
    try DiagnosticProbe.test(reading.diagnostics, files: files)
    guard reading.document != nil || reading.diagnostics.contains(where: { $0.severity == .error }) else {
      throw ReaderFinding("neither read nor refused")
    }
    return reading.document == nil ? .refused : .accepted
  }

  /// Finds a text that the formatter changes twice, or gives another meaning.
  static func format(_ files: MemoryFiles, _ bytes: [UInt8]) throws(ReaderFinding) -> ReaderOutcome {
    var outcome = ReaderOutcome.refused
    for name in ["input.yaml", "input.json", "input"] {
      let once: String
      do throws(InvalidInput) { once = try ModelFormatter.formatted(bytes, file: name) } catch {
        outcome = try DiagnosticProbe.test(error, files: files)
        continue
      }
      let twice = (try? ModelFormatter.formatted(once, file: name)) ?? "(refused)"
      guard once == twice else {
        throw ReaderFinding("\(name) changes twice: \(firstDifference(once, twice))")
      }
      let original = DocumentSyntax.read(bytes, file: name).reading.document
      let copy = DocumentSyntax.read(Array(once.utf8), file: name).reading.document
      guard let original, let copy, isSame(original, copy) else { throw ReaderFinding("\(name) says something else") }
      try testModels(bytes, once, name, original)
      outcome = .accepted
    }
    return outcome
  }

  /// What is a model before is the same model after.
  private static func testModels(
    _ bytes: [UInt8], _ formatted: String, _ name: String, _ document: SyntaxNode
  ) throws(ReaderFinding) {
    guard case .mapping(let pairs) = document.content, !pairs.contains(where: { $0.key.text == "include" }),
      !ModelSize.isLarge(document),
      let model = try? ModelLoader.load(bytes, file: name, limits: ModelProbe.limits).model
    else { return }
    guard let copy = try? ModelLoader.load(Array(formatted.utf8), file: name).model else {
      throw ReaderFinding("\(name) is no model after it was laid out")
    }
    let (before, after) = (PlainModel(model), PlainModel(copy))
    guard before == after else {
      throw ReaderFinding("\(name) is another model after it was laid out: \(before.difference(from: after))")
    }
  }

  private static func isSame(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
    switch (left.content, right.content) {
    case (.null, .null): true
    case (.scalar(let text), .scalar(let other)): text.utf8.elementsEqual(other.utf8)
    case (.sequence(let items), .sequence(let others)):
      items.count == others.count && zip(items, others).allSatisfy { isSame($0, $1) }
    case (.mapping(let pairs), .mapping(let others)):
      pairs.count == others.count
        && zip(pairs, others).allSatisfy { isSame($0.key, $1.key) && isSame($0.value, $1.value) }
    default: false
    }
  }

  private static func firstDifference(_ left: String, _ right: String) -> String {
    let lines = [left, right].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let pair = zip(lines[0], lines[1]).first { $0 != $1 }
    return pair.map { "\($0.debugDescription) / \($1.debugDescription)" } ?? "\(lines.map(\.count)) lines"
  }
}
