/// A `|` or `>` scalar: its header and its lines, without the author's indentation.
struct BlockScalar {
  let header: String
  /// The lines of the content; empty ones have no white space.
  let lines: [String]

  /// Whether the header (from its `|` or `>` on) says `+`: then empty lines at the end belong to the text.
  static func keepsTrailingLines(header: ArraySlice<Unicode.Scalar>) -> Bool {
    header.dropFirst().prefix { $0 != " " && $0 != "\t" && $0 != "#" }.contains("+")
  }

  /// The scalar `node`, whose value is `value`; `nil` if its lines don't follow from its value (only blanks, or line
  /// breaks that only YAML 1.1 knows).
  init?(_ node: LayoutNode, value: String, in source: YAMLSource) {
    let text = source.scalars[node.start.offset..<node.end.offset]
    let foreign: (Unicode.Scalar) -> Bool = { YAMLSource.isBreak($0) && $0 != "\n" }
    guard !text.contains(where: foreign), !value.unicodeScalars.contains(where: foreign) else { return nil }
    let hasContent = Self.hasContent(value)
    if !hasContent, value.unicodeScalars.contains(" ") { return nil }
    let headerText = source.slice(ofLine: node.start.line)[node.start.offset...]
    let keeps = Self.keepsTrailingLines(header: headerText)
    let last = node.end.line - (node.end.column == 0 ? 1 : 0)
    let slices = node.start.line < last ? (node.start.line + 1...last).map { source.slice(ofLine: $0) } : []
    let indentation = hasContent ? Self.indentation(of: slices, value: value) : Int.max
    var lines = slices.map { slice in
      slice.count > indentation ? source.text(slice.startIndex + indentation..<slice.endIndex) : ""
    }
    if !keeps { while lines.last?.isEmpty == true { lines.removeLast() } }
    self.lines = lines
    var header = String(headerText.first == "|" ? "|" : ">")
    // Our content is two columns deeper than its parent; where the first line starts with blanks that must be stated.
    if let first = lines.first(where: { !$0.isEmpty })?.unicodeScalars.first, YAMLSource.isBlank(first) {
      header += "2"
    }
    let marks = headerText.dropFirst().prefix { $0 != " " && $0 != "\t" && $0 != "#" }
    // A file that ends without a line break ends the text without one, too.
    let endsOpen = !lines.isEmpty && hasContent && value.unicodeScalars.last != "\n"
    if endsOpen || marks.contains("-") { header += "-" } else if keeps { header += "+" }
    self.header = header
  }

  private static func hasContent(_ value: String) -> Bool { value.unicodeScalars.contains { $0 != " " && $0 != "\n" } }

  /// How many of `lines`, which are those below the header, belong to the text: not the empty ones at the end, unless
  /// the header keeps them.
  static func contentCount(header: ArraySlice<Unicode.Scalar>, lines: [ArraySlice<Unicode.Scalar>], value: String)
    -> Int
  {
    if keepsTrailingLines(header: header) { return lines.count }
    let indentation = hasContent(value) ? indentation(of: lines, value: value) : Int.max
    return (lines.lastIndex { line in line.count > indentation || line.contains { !YAMLSource.isBlank($0) } } ?? -1) + 1
  }

  /// How far the author indented the content: the blanks before the first word in the text and in the value differ by it.
  private static func indentation(of lines: [ArraySlice<Unicode.Scalar>], value: String) -> Int {
    let written = lines.first { line in line.contains { $0 != " " } } ?? []
    let read = value.unicodeScalars.split(separator: "\n").first { line in line.contains { $0 != " " } }
    return written.prefix { $0 == " " }.count - (read?.prefix { $0 == " " }.count ?? 0)
  }
}
