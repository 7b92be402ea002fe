public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads traces, and lists of dependencies made from traces: services become components that need what they were seen to call.
///
/// It reads the answers of Jaeger (traces, dependencies, spans a line each), Zipkin (spans of versions 1 and 2,
/// dependencies), OpenTelemetry's protocol as JSON, in one text or a line each, and Tempo's answers, which hold it. Spans
/// are read one by one and dropped; see `SpanJoin` for how many are remembered.
public struct TracingImporter: ModelImporter {
  /// `traces`.
  public let format = "traces"
  /// The endings of JSON and of JSON lines.
  public let fileEndings = [".json", ".jsonl", ".ndjson"]
  private let capacity: Int

  /// An importer.
  public init() { self.init(capacity: 1 << 18) }

  /// An importer that remembers at least that many spans before and after each.
  init(capacity: Int) { self.capacity = capacity }

  /// Whether the first objects are traces, spans or entries of a list of dependencies.
  public func recognizes(_ file: SourceFile) -> Bool { TracingStart.isTracing(file) }

  /// The services of all the files together, and their calls.
  ///
  /// - Complexity: linear in the files; in memory, beside the files themselves, services, calls by pair of them, and a
  ///   bounded number of spans.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = TraceReader(join: SpanJoin(capacity: capacity))
    var errors: [Diagnostic] = []
    for (number, file) in files.enumerated() {
      do throws(InvalidInput) { try reader.read(file, number: number) } catch { errors += error.diagnostics }
    }
    guard errors.isEmpty else { throw InvalidInput(errors) }
    let calls = reader.finish()
    var model = TracedModel(calls, files: files)
    var draft = model.make()
    for problem in reader.problems { draft.problems.add(problem) }
    note(reader, in: &draft.notes)
    let isLists = reader.join.total == 0 && reader.links > 0
    return try draft.model(
      name: isLists ? "Services by their calls" : "Services by their traces", format: format,
      things: isLists ? "entries" : reader.links > 0 ? "spans and entries" : "spans",
      start: Place(file: files[0].name, line: 1, column: 1))
  }

  private func note(_ reader: TraceReader, in notes: inout ImportNotes) {
    let join = reader.join
    if join.total > 0 { notes.understand(join.total - join.nameless - join.repeated, of: "span") }
    if reader.links > 0 { notes.understand(reader.links - reader.storeLinks.withoutService, of: "entry") }
    for _ in 0..<join.nameless { notes.skip("span", because: "it does not name its service") }
    for _ in 0..<join.repeated { notes.skip("span", because: "it is in the files twice") }
    for _ in 0..<reader.nameless { notes.skip("entry", because: "it does not name both services") }
    for _ in 0..<reader.storeLinks.withoutService {
      notes.skip("entry", because: "it is between two databases or brokers")
    }
    for _ in 0..<reader.badLines { notes.skip("line", because: "it is not complete JSON") }
    if join.orphans > 0 {
      notes.remark(
        "\(join.orphans) \(join.orphans == 1 ? "span follows" : "spans follow") from one that is not in the files, or is too far away in them: sampled away, lost or in another file; who called is not known"
      )
    }
    if reader.links > 0 {
      notes.remark(
        "lists of dependencies do not say which calls nothing waited for: all are treated as needs, except those of brokers"
      )
    }
    if reader.storeLinks.messageLinks > 0 {
      notes.remark(
        "a list of dependencies writes the receivers of messages as called by the broker: senders and receivers use the broker, and neither the other"
      )
    }
  }
}
