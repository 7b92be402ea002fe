/// A YAML text with what its tree does not show: lines, blank lines and comments.
struct YAMLSource {
  struct Comment {
    /// The position of its `#`, in Unicode scalars of the text.
    let offset: Int
    let line: Int
    let column: Int
    /// From the `#` on, without white space at the end.
    let text: String
    /// Whether only blanks are before it on its line.
    let isOwnLine: Bool
  }

  let scalars: [Unicode.Scalar]
  let tokens: [YAMLToken]
  private(set) var comments: [Comment] = []
  private let lineStarts: [Int]
  /// The position of the first sign of each line; its end, if it has none.
  private var firstSigns: [Int] = []
  /// Whether a line has nothing on it, and is not part of a scalar.
  private var isBlankLine: [Bool] = []

  /// The text as libyaml sees it: LF line ends, no byte order mark. It was read without an error before.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    tokens = YAMLToken.tokens(of: text)
    var starts = [0]
    for (offset, scalar) in scalars.enumerated() where Self.isBreak(scalar) { starts.append(offset + 1) }
    lineStarts = starts
    firstSigns = starts.indices.map { line in
      let slice = slice(ofLine: line)
      return slice.firstIndex { !Self.isBlank($0) } ?? slice.endIndex
    }
    isBlankLine = starts.indices.map { firstSigns[$0] == slice(ofLine: $0).endIndex }
    findComments()
    for token in tokens { markLines(of: token) }
  }

  /// The line breaks of YAML 1.1, which are those of libyaml.
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  func text(from start: TextMark, to end: TextMark) -> String { text(start.offset..<end.offset) }

  /// A line without its line break; empty beyond the last line.
  func slice(ofLine line: Int) -> ArraySlice<Unicode.Scalar> {
    guard line < lineStarts.count else { return [] }
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : scalars.count
    return scalars[lineStarts[line]..<end]
  }

  /// Whether the author left a blank line before what is first on `line`.
  func hasBlankLine(before line: Int) -> Bool { line > 0 && line <= isBlankLine.count && isBlankLine[line - 1] }

  /// Whether only blanks are before `mark` on its line.
  func isFirstOnLine(_ mark: TextMark) -> Bool {
    mark.offset <= firstSigns[mark.line]
  }

  /// The index of the first comment at or after `offset`.
  func indexOfComment(from offset: Int) -> Int {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a comment is between two marks.
  func hasComment(from start: TextMark, to end: TextMark) -> Bool {
    let index = indexOfComment(from: start.offset)
    return index < comments.count && comments[index].offset < end.offset
  }

  /// Between two tokens are only blanks, line breaks and comments; the header of a block scalar may have one, too.
  private mutating func findComments() {
    var position = 0
    var line = 0
    for token in tokens {
      scan(from: &position, to: token.start.offset, line: &line)
      if case .scalar(_, let style) = token.kind, style == .literal || style == .folded {
        let header = slice(ofLine: token.start.line)
        if let sign = header[token.start.offset...].firstIndex(of: "#") { addComment(at: sign, line: token.start.line) }
      }
      if token.end.offset > position {
        position = token.end.offset
        line = token.end.line
      }
    }
    scan(from: &position, to: scalars.count, line: &line)
  }

  private mutating func scan(from position: inout Int, to end: Int, line: inout Int) {
    while position < end {
      if scalars[position] == "#" {
        addComment(at: position, line: line)
        position = slice(ofLine: line).endIndex
      } else {
        if Self.isBreak(scalars[position]) { line += 1 }
        position += 1
      }
    }
  }

  private mutating func addComment(at offset: Int, line: Int) {
    var end = slice(ofLine: line).endIndex
    while Self.isBlank(scalars[end - 1]) { end -= 1 }
    comments.append(
      Comment(
        offset: offset, line: line, column: offset - lineStarts[line], text: text(offset..<end),
        isOwnLine: offset == firstSigns[line]))
  }

  /// Empty lines inside a scalar are not blank lines between entries; nor are those at the end of a `|+`.
  private mutating func markLines(of token: YAMLToken) {
    guard case .scalar(let value, let style) = token.kind, token.end.line > token.start.line else { return }
    var last = token.end.line
    if style == .literal || style == .folded {
      let header = slice(ofLine: token.start.line)[token.start.offset...]
      let end = last - (token.end.column == 0 ? 1 : 0)
      let lines = token.start.line < end ? (token.start.line + 1...end).map { slice(ofLine: $0) } : []
      last = token.start.line + BlockScalar.contentCount(header: header, lines: lines, value: value)
    }
    for line in token.start.line...last where line < isBlankLine.count { isBlankLine[line] = false }
  }
}
