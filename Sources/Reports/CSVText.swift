internal import DependencyModel

/// Comma-separated values (RFC 4180).
enum CSVText {
  /// A line with its end.
  static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

  /// A field. A text that a spreadsheet would compute begins with `'`; one that a pipeline's runner would take for a command
  /// is quoted.
  static func field(_ text: String) -> String {
    let plain = text.printable
    let isFormula = plain.first.map { "=+-@".contains($0) } ?? false
    let value = isFormula && Double(plain) == nil ? "'" + plain : plain
    let isQuoted =
      value.contains { ",\"\n\r;".contains($0) } || value.hasPrefix(" ") || value.hasSuffix(" ")
      || RunnerCommands.begin(value)
    guard isQuoted else { return value }
    return "\"\(value.replacing("\"", with: "\"\""))\""
  }
}
