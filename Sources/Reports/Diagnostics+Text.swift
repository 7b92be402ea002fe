public import DependencyModel

/// Writes diagnostics for a user: `file:line:column: error: message [code]`, the line, and a caret below the place.
public struct DiagnosticsText {
  /// The most diagnostics that are shown; the rest is counted.
  public static let limit = 50

  private let style: TextStyle
  private let sources: SourceTexts

  /// A writer that can show the lines of these texts.
  public init(sources: SourceTexts, style: TextStyle = TextStyle()) {
    self.sources = sources
    self.style = style
  }

  /// The diagnostics, one after the other; empty for none.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    var lines: [String] = []
    for diagnostic in diagnostics.prefix(Self.limit) {
      let role: TextStyle.Role = diagnostic.severity == .error ? .down : .degraded
      lines += self.lines(
        diagnostic.place, style.paint(diagnostic.severity.rawValue, role),
        "\(shortened(diagnostic.message(style.names))) [\(diagnostic.code.id)]")
      for note in diagnostic.notes { lines += self.lines(note.place, "note", shortened(note.message)) }
    }
    let rest = diagnostics.count - Self.limit
    if rest > 0 { lines.append("and \(rest) more") }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// A message that quotes what a user would write is never this long; one that quotes a broken file may be.
  private func shortened(_ message: String) -> String {
    let limit = 400
    guard message.utf8.count > limit else { return message }
    return "\(message.prefix(limit * 3 / 4)) … \(message.suffix(limit / 4))"
  }

  private func lines(_ place: Place?, _ severity: String, _ message: String) -> [String] {
    let start = place.map { "\($0.description.printable): " } ?? ""
    var lines = ["\(start)\(severity): \(message.printable)"]
    if let place, let source = sources.line(at: place) { lines += excerpt(source, column: place.column) }
    return lines
  }

  /// The part of a line around a column, with a caret below it.
  private func excerpt(_ source: String, column: Int) -> [String] {
    let scalars = Array(source.unicodeScalars)
    guard column >= 1, column <= scalars.count + 1 else { return [] }
    let room = style.width - 8
    let start = column - 1 < room ? 0 : min(column - 1 - room / 2, max(0, scalars.count - room))
    let end = min(scalars.count, start + room)
    func text(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range])).printable
    }
    let before = (start > 0 ? "…" : "") + text(start..<(column - 1 < end ? column - 1 : end))
    let after = column - 1 < end ? text((column - 1)..<end) : ""
    return [
      "  \(before)\(after)\(end < scalars.count ? "…" : "")",
      "  \(String(repeating: " ", count: TextStyle.displayWidth(before)))\(style.paint("^", .held))",
    ]
  }
}
