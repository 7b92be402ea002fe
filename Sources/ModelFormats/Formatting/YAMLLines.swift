/// The lines of the result, as they grow.
struct YAMLLines {
  struct Line {
    var text: String
    var comment: String?
    /// Whether a comment can follow it: not after a comment, nor in a block scalar.
    var takesComment = false
  }

  private(set) var lines: [Line] = []
  /// The start of the next line: `- ` of the items whose first entry is on the same line.
  private(set) var prefix: String?

  var isEmpty: Bool { lines.isEmpty }

  mutating func add(_ text: String, indentation: Int) {
    lines.append(Line(text: (prefix ?? spaces(indentation)) + text, takesComment: true))
    prefix = nil
  }

  /// A line that is part of a text, without a prefix.
  mutating func addVerbatim(_ text: String, indentation: Int) {
    lines.append(Line(text: text.isEmpty ? "" : spaces(indentation) + text))
  }

  mutating func addComment(_ text: String, indentation: Int) {
    lines.append(Line(text: spaces(indentation) + text))
  }

  /// A blank line, unless at the start, after another one or in the middle of a line.
  mutating func addBlank() {
    if prefix == nil, let last = lines.last, !last.text.isEmpty { lines.append(Line(text: "")) }
  }

  mutating func addPrefix(_ text: String, indentation: Int) {
    prefix = (prefix ?? spaces(indentation)) + text
  }

  var takesComment: Bool {
    lines.last.map { $0.takesComment && $0.comment == nil } ?? false
  }

  /// Puts a comment behind the last line, which must take one.
  mutating func attach(_ comment: String) {
    lines[lines.count - 1].comment = comment
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The text: comments behind lines that follow each other are aligned, unless that would move one by more than 30 columns.
  func rendered() -> String {
    var result = ""
    var position = 0
    while position < lines.count {
      var end = position
      while end < lines.count, lines[end].comment != nil { end += 1 }
      if end == position {
        result += lines[position].text + "\n"
        position += 1
        continue
      }
      let widths = lines[position..<end].map { $0.text.unicodeScalars.count }
      let widest = widths.max() ?? 0
      let isAligned = widest - (widths.min() ?? 0) <= 30
      for (line, width) in zip(lines[position..<end], widths) {
        result += line.text + spaces((isAligned ? widest : width) - width + 2) + (line.comment ?? "") + "\n"
      }
      position = end
    }
    return result
  }
}
