/// A `|` or `>` scalar: its header and its lines, without the author's indentation.
struct BlockScalar {
  let header: String
  /// The lines of the content; empty ones have no white space.
  let lines: [String]

  /// Whether the header (from its `|` or `>` on) says `+`: then empty lines at the end belong to the text.
  static func keepsTrailingLines(header: ArraySlice<Unicode.Scalar>) -> Bool {
    header.dropFirst().prefix { $0 != " " && $0 != "\t" && $0 != "#" }.contains("+")
  }

  /// The scalar `node`, whose value is `value`; `nil` if its lines can't be told from its value (only blanks, or line
  /// breaks that only YAML 1.1 knows).
  init?(_ node: LayoutNode, value: String, in source: YAMLSource) {
    let text = source.scalars[node.start.offset..<node.end.offset]
    let foreign: (Unicode.Scalar) -> Bool = { YAMLSource.isBreak($0) && $0 != "\n" }
    guard !text.contains(where: foreign), !value.unicodeScalars.contains(where: foreign) else { return nil }
    var last = node.end.line - (node.end.column == 0 ? 1 : 0)
    let headerText = source.slice(ofLine: node.start.line)[node.start.offset...]
    let keeps = Self.keepsTrailingLines(header: headerText)
    let isEmpty: (Int) -> Bool = { line in source.slice(ofLine: line).allSatisfy { $0 == " " } }
    let hasContent = value.unicodeScalars.contains { $0 != " " && $0 != "\n" }
    if !hasContent, value.unicodeScalars.contains(" ") { return nil }
    if !keeps { while last > node.start.line, isEmpty(last) { last -= 1 } }
    var indentation = 0
    if hasContent {
      guard let first = (node.start.line + 1...max(last, node.start.line + 1)).first(where: { !isEmpty($0) }) else {
        return nil
      }
      let valueLine = value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: true)
        .first { line in line.contains { $0 != " " } }
      indentation =
        source.slice(ofLine: first).prefix { $0 == " " }.count
        - (valueLine ?? "".unicodeScalars[...]).prefix { $0 == " " }.count
    }
    var lines: [String] = []
    if last > node.start.line {
      for line in node.start.line + 1...last {
        let slice = source.slice(ofLine: line)
        if hasContent, slice.count > indentation {
          lines.append(source.text(slice.startIndex + indentation..<slice.endIndex))
        } else {
          lines.append("")
        }
      }
    }
    self.lines = lines
    var header = String(headerText.first == "|" ? "|" : ">")
    // Our content stands two columns deeper than its parent; where the first line starts with blanks that must be said.
    if let first = lines.first(where: { !$0.isEmpty })?.unicodeScalars.first, YAMLSource.isBlank(first) {
      header += "2"
    }
    let marks = headerText.dropFirst().prefix { $0 != " " && $0 != "\t" && $0 != "#" }
    // A file that ends without a line break ends the text without one, too.
    let endsOpen = !lines.isEmpty && hasContent && value.unicodeScalars.last != "\n"
    if endsOpen || marks.contains("-") { header += "-" } else if keeps { header += "+" }
    self.header = header
  }
}
