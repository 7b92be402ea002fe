public import DependencyModel

/// Reads the baseline of known findings: a JSON file with the schema `whatfails/baseline/1`.
public enum BaselineReader {
  /// The name of the form, as the file states it.
  public static let schema = "whatfails/baseline/1"

  /// The entries, in the order written.
  ///
  /// - Parameter path: the file.
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func entries(of path: String) throws(InvalidInput) -> [BaselineEntry] {
    let start = Place(file: path, line: 1, column: 1)
    var collector = DiagnosticCollector()
    let bytes: [UInt8]
    do throws(InputFile.Problem) {
      bytes = try InputFile.bytes(of: path)
    } catch {
      collector.add(error.diagnostic(of: path, at: nil))
      throw InvalidInput(collector.diagnostics)
    }
    // A baseline is written by the program: its lines mean nothing to a user, and what was named may be another file.
    let reading = DocumentSyntax.read(bytes, file: path, quotesText: false).reading
    collector.add(contentsOf: reading.diagnostics)
    guard let document = reading.document else { throw InvalidInput(collector.diagnostics) }
    let found = entries(document, &collector, start)
    if collector.hasErrors { throw InvalidInput(collector.diagnostics) }
    return found
  }

  private static func entries(
    _ document: SyntaxNode, _ collector: inout DiagnosticCollector, _ start: Place
  ) -> [BaselineEntry] {
    guard case .mapping(let pairs) = document.content,
      pairs.first(where: { $0.key.text == "schema" })?.value.text == schema
    else {
      collector.add(.baselineForm("this is not a baseline: it does not state the schema '\(schema)'", at: start))
      return []
    }
    guard let known = pairs.first(where: { $0.key.text == "known" })?.value, case .sequence(let items) = known.content
    else {
      collector.add(.baselineForm("the baseline lacks the list 'known'", at: start))
      return []
    }
    return items.compactMap { item in
      guard case .mapping(let fields) = item.content else {
        collector.add(.baselineForm("an entry is a mapping", at: item.place))
        return nil
      }
      var entry = BaselineEntry(check: "", fault: "", component: "", subject: "")
      for (key, value) in fields {
        let text: String? = if case .null = value.content { "" } else { value.text }
        guard let text else {
          collector.add(.baselineForm("a field of an entry is a text", at: value.place))
          continue
        }
        switch key.text {
        case "check": entry.check = text
        case "fault": entry.fault = text
        case "component": entry.component = text
        case "subject": entry.subject = text
        default:
          collector.add(.baselineForm("an entry has only 'check', 'fault', 'component' and 'subject'", at: key.place))
        }
      }
      if entry.check.isEmpty { collector.add(.baselineForm("an entry names no 'check'", at: item.place)) }
      return entry
    }
  }
}
