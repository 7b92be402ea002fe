import DependencyModel
import ModelFormats
import ResilienceAnalysis

/// Reads models and other tools' files, and tests what came of them.
enum ModelProbe {
  /// What is read at most, so that an input takes less than a second.
  static var limits: SyntaxLimits {
    var limits = SyntaxLimits()
    limits.yamlNodes = 20_000
    return limits
  }

  /// The most components and members of requirements that are written, read back and asked.
  private static let roundTripLimit = 1_500

  /// Reads the first file of an input as a model of our own, with the others to include.
  static func read(_ files: MemoryFiles) throws(ReaderFinding) -> ReaderOutcome {
    let syntax = DocumentSyntax.read(files[files.names[0]] ?? [], file: files.names[0], limits: limits)
    if let document = syntax.reading.document, ModelSize.isLarge(document) { return .notRecognized }
    return try load([files.names[0]], of: files, reader: .model)
  }

  /// Reads the files of an input as another tool's.
  static func importing(_ files: MemoryFiles, reader: Reader) throws(ReaderFinding) -> ReaderOutcome {
    let importers = reader.importers
    var paths: [String] = []
    for name in files.names {
      let file = SourceFile(name: name, bytes: files[name] ?? [])
      if importers.contains(where: { $0.recognizes(file) }) { paths.append(name) }
    }
    guard !paths.isEmpty else { return .notRecognized }
    // What is not recognized may still be a companion.
    return try load(paths, of: files, reader: reader)
  }

  private static func load(
    _ paths: [String], of files: MemoryFiles, reader: Reader
  ) throws(ReaderFinding) -> ReaderOutcome {
    let loaded: LoadedModel
    do throws(InvalidInput) {
      loaded = try ModelLoader.load(paths, limits: limits, importers: reader.importers, files: files)
    } catch {
      return try DiagnosticProbe.test(error, files: files)
    }
    try DiagnosticProbe.test(loaded.warnings, files: files)
    try test(loaded.model)
    return .accepted
  }

  /// Finds a model that is not the same after it was written and read, and one that can't be asked.
  static func test(_ model: Model) throws(ReaderFinding) {
    guard model.components.count + model.requiredCount <= roundTripLimit else { return }
    try testRoundTrip(model)
    guard let component = model.components.indices.last else { return }
    let impact = CompiledModel(model).impact(of: FaultSet([(component, .down)], text: "last"))
    guard impact.effects.contains(where: { $0.component == component && $0.level == .down }) else {
      throw ReaderFinding("a fault without an effect on the component itself")
    }
  }

  private static func testRoundTrip(_ model: Model) throws(ReaderFinding) {
    let plain = PlainModel(model)
    for syntax in DocumentSyntax.allCases {
      let file = "model.\(syntax.rawValue)"
      let text: String
      do throws(InvalidInput) { text = try ModelWriter.text(of: model, as: syntax) } catch {
        throw ReaderFinding("can't be written as \(syntax.rawValue): \(error.diagnostics.map(\.message))")
      }
      let back: Model
      do throws(InvalidInput) { back = try ModelLoader.load(Array(text.utf8), file: file).model } catch {
        let first = error.diagnostics.first { $0.severity == .error }
        throw ReaderFinding("what was written as \(syntax.rawValue) is refused: \(first.map { "\($0)" } ?? "")")
      }
      let copy = PlainModel(back)
      guard copy == plain else {
        throw ReaderFinding("another model as \(syntax.rawValue): \(plain.difference(from: copy))")
      }
      guard (try? ModelFormatter.formatted(text, file: file)) == text else {
        throw ReaderFinding("what was written as \(syntax.rawValue) is not laid out")
      }
    }
  }
}

/// How much a document asks for, so that probes leave out what may rightly take long.
enum ModelSize {
  private static let entryLimit = 1_000
  private static let memberLimit = 100_000

  /// Whether the entries that `each` stands for, or the members that globs and selectors may match in them, are many.
  static func isLarge(_ document: SyntaxNode) -> Bool {
    let entries = entries(of: document)
    guard entries <= entryLimit else { return true }
    return entries * patterns(in: document) > memberLimit
  }

  /// At least the number of entries: every value is one, and an entry with `each` as many as it has combinations.
  private static func entries(of node: SyntaxNode) -> Int {
    switch node.content {
    case .null, .scalar: return 1
    case .sequence(let items): return items.reduce(1) { min($0 + entries(of: $1), entryLimit + 1) }
    case .mapping(let pairs):
      var inner = 1
      var combinations = 1
      for (key, value) in pairs {
        inner = min(inner + entries(of: value), entryLimit + 1)
        guard key.text == "each", case .mapping(let lists) = value.content else { continue }
        for (_, list) in lists {
          combinations = min(combinations * max(1, entries(of: list)), entryLimit + 1)
        }
      }
      return min(inner * combinations, entryLimit + 1)
    }
  }

  /// At least the number of places that a pattern or selector stands in, all combinations of `each` counted.
  private static func patterns(in node: SyntaxNode, times: Int = 1) -> Int {
    switch node.content {
    case .null: return 0
    case .scalar(let text): return text.contains("*") || text.contains("?") ? times : 0
    case .sequence(let items): return items.reduce(0) { min($0 + patterns(in: $1, times: times), memberLimit) }
    case .mapping(let pairs):
      var times = times
      for (key, value) in pairs where key.text == "each" {
        guard case .mapping(let lists) = value.content else { continue }
        for (_, list) in lists { times = min(times * max(1, entries(of: list)), memberLimit) }
      }
      // A mapping may be a selector by itself.
      return pairs.reduce(times) { min($0 + patterns(in: $1.value, times: times), memberLimit) }
    }
  }
}
