internal import DependencyModel
public import ModelChecks
internal import ModelFormats

extension CheckReport {
  /// All that was found and is not accepted, as a baseline: the findings of later runs that it knows do not fail.
  public func baselineJSON() -> String {
    var entries: Set<BaselineEntry> = []
    for result in results {
      for finding in result.findings + result.known {
        entries.formUnion(finding.baselineEntries(of: result.id, in: model))
      }
    }
    // One line an entry, sorted by content: a change of a baseline reads well, and moved lines change nothing.
    let lines = entries.map { entry in
      let fields = [
        ("check", entry.check), ("fault", entry.fault), ("component", entry.component), ("subject", entry.subject),
      ]
      let texts = fields.filter { !$0.1.isEmpty }.map { "\(jsonString($0.0)): \(jsonString($0.1))" }
      return "    { \(texts.joined(separator: ", ")) }"
    }.sorted()
    let known = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
    return "{\n  \"schema\": \(jsonString(BaselineReader.schema)),\n  \"known\": \(known)\n}\n"
  }
}

/// A text as JSON has it.
private func jsonString(_ text: String) -> String { String(jsonText(text).dropLast()) }
