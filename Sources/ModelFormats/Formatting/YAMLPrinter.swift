/// Prints the layout of a YAML document in canonical form: two columns of indentation, lists indented under their key,
/// collections in brackets on one line or else as a block, quotes only where needed.
///
/// Comments are printed in the order of the text, each before, behind or after what it stood at: `nextComment` is the
/// first one that is not printed yet.
struct YAMLPrinter {
  /// The widest line on which a collection in brackets stays in brackets.
  static let width = 110
  /// YAML wants short keys: at most 1,024 characters, with everything around them.
  static let longestKey = 1_000

  let source: YAMLSource
  var output = YAMLLines()
  private(set) var nextComment = 0

  init(_ source: YAMLSource) {
    self.source = source
  }

  /// The document in canonical form; call it once.
  mutating func print() -> String {
    var position = 0
    prologue: while position < source.tokens.count {
      let token = source.tokens[position]
      switch token.kind {
      case .directive, .documentStart:
        printComments(before: token.start.offset, indentation: 0)
        printBlankLine(before: token.start)
        output.add(source.text(from: token.start, to: token.end), indentation: 0)
        attachComment(behind: token.end, before: source.tokens[position + 1].start.offset)
      case .other: break
      default: break prologue
      }
      position += 1
    }
    var parser = LayoutParser(source, position: position)
    printRoot(parser.node())
    printComments(before: Int.max, indentation: 0)
    return output.rendered()
  }

  private mutating func printRoot(_ root: LayoutNode) {
    if let entries = root.entries, inline(root, head: "", indentation: 0) == nil {
      if let start = root.propertiesStart, let first = entries.first {
        printComments(before: start.offset, indentation: 0)
        printBlankLine(before: start)
        output.add(root.properties, indentation: 0)
        attachComment(behind: start, before: first.start.offset)
      }
      printBlock(root, Surroundings(indentation: 0, parentColumn: -1, limit: Int.max))
    } else {
      let start = root.propertiesStart ?? root.start
      let entry = LayoutEntry(start: start, headEnd: start, value: root)
      printEntry(entry, head: "", Surroundings(indentation: 0, parentColumn: -1, limit: Int.max), column: 0)
    }
  }

  // MARK: Comments and blank lines

  var pendingComment: YAMLSource.Comment? {
    nextComment < source.comments.count ? source.comments[nextComment] : nil
  }

  mutating func printBlankLine(before mark: TextMark) {
    if source.isFirstOnLine(mark), source.hasBlankLine(before: mark.line) { output.addBlank() }
  }

  /// Prints one comment on a line of its own.
  mutating func printPendingComment(indentation: Int) {
    guard let comment = pendingComment else { return }
    if comment.isOwnLine, source.hasBlankLine(before: comment.line) { output.addBlank() }
    output.addComment(comment.text, indentation: indentation)
    nextComment += 1
  }

  /// Prints the comments before `offset` on lines of their own.
  mutating func printComments(before offset: Int, indentation: Int) {
    while let comment = pendingComment, comment.offset < offset { printPendingComment(indentation: indentation) }
  }

  /// Puts the next comment behind the last line if it is on the line of `mark`, and before `limit`.
  mutating func attachComment(behind mark: TextMark, before limit: Int) {
    guard let comment = pendingComment, comment.offset < limit, !comment.isOwnLine, comment.line == mark.line else {
      return
    }
    attachPendingComment()
  }

  /// Puts the next comment behind the last line, if that takes one.
  mutating func attachPendingComment() {
    guard let comment = pendingComment, output.takesComment else { return }
    output.attach(comment.text)
    nextComment += 1
  }

  // MARK: Blocks

  /// Where a block is printed, and how far its comments may reach.
  struct Surroundings {
    /// The column at which its entries are printed.
    var indentation: Int
    /// The column, in the author's text, of the block around it; -1 if there is none.
    var parentColumn: Int
    /// Where the next entry of a block around it starts.
    var limit: Int
  }

  /// Prints a list or mapping, one entry per line or more.
  mutating func printBlock(_ node: LayoutNode, _ place: Surroundings) {
    let entries = node.entries ?? []
    // In brackets columns have no meaning: what is before the closing one belongs inside.
    let column = node.isFlow ? Int.max : node.start.column
    for (position, entry) in entries.enumerated() {
      var inside = place
      if position + 1 < entries.count {
        inside.limit = entries[position + 1].start.offset
      } else if node.isFlow {
        inside.limit = node.closing.offset
      }
      let head = entry.key.map { keyText($0) + ":" } ?? "-"
      printEntry(entry, head: head, inside, column: column)
    }
    if node.isFlow {
      printComments(before: node.closing.offset, indentation: place.indentation)
      attachComment(behind: node.end, before: place.limit)
      while let comment = pendingComment, comment.offset < place.limit, !comment.isOwnLine,
        comment.line == node.end.line
      {
        printPendingComment(indentation: place.indentation)
      }
    } else {
      while let comment = pendingComment, comment.offset < place.limit, comment.isOwnLine, comment.column >= column,
        comment.column > place.parentColumn
      { printPendingComment(indentation: place.indentation) }
    }
  }

  /// Prints an entry of a block whose entries are at `column` in the author's text (`Int.max`: in brackets).
  mutating func printEntry(_ entry: LayoutEntry, head: String, _ place: Surroundings, column: Int) {
    let value = entry.value
    let text = inline(value, head: head, indentation: place.indentation)
    let leading = leadingComments(of: entry, isInline: text != nil || value.entries == nil, before: place.limit)
    for _ in 0..<leading.count { printPendingComment(indentation: place.indentation) }
    printBlankLine(before: entry.start)
    var head = head
    if head.unicodeScalars.count > Self.longestKey {
      // A key that long must say that it is one.
      output.add("? " + head.dropLast(), indentation: place.indentation)
      head = ":"
    }
    if let text {
      let line = text.isEmpty ? head : head.isEmpty ? text : head + " " + text
      output.add(line, indentation: place.indentation)
      printCommentsBehind(entry, isHeld: leading.isHeld, place, column: column)
    } else if let lines = filledLines(of: entry, indentation: place.indentation + 2), !head.isEmpty, head != ":",
      isClear(entry)
    {
      printFilled(lines, entry, head: head, indentation: place.indentation)
      printCommentsBehind(entry, isHeld: false, place, column: column)
    } else if value.entries != nil {
      printBlockEntry(entry, head: head, place, column: column)
    } else {
      printLongScalar(value, head: head, indentation: place.indentation, isHeld: leading.isHeld)
      attachComment(behind: value.end, before: place.limit)
    }
  }

  /// The comments after an entry on one line.
  private mutating func printCommentsBehind(_ entry: LayoutEntry, isHeld: Bool, _ place: Surroundings, column: Int) {
    let value = entry.value
    if isHeld {
      attachPendingComment()
    } else if let comment = pendingComment, comment.offset < value.end.offset, !comment.isOwnLine {
      attachPendingComment()  // The comment inside of `{}`.
    } else {
      attachComment(behind: value.end, before: place.limit)
    }
    guard case .empty = value.content, column != Int.max else { return }
    // Comments in place of a value: entries that are commented out.
    while let comment = pendingComment, comment.offset < place.limit, comment.isOwnLine, comment.column > column {
      printPendingComment(indentation: place.indentation + 2)
    }
  }

  /// Prints a list or mapping under its key or behind its dash.
  private mutating func printBlockEntry(_ entry: LayoutEntry, head: String, _ place: Surroundings, column: Int) {
    let value = entry.value
    let inside = Surroundings(
      indentation: place.indentation + 2, parentColumn: column == Int.max ? -1 : column, limit: place.limit)
    if entry.key == nil, value.properties.isEmpty, startsWithoutComments(value, before: place.limit, inside.indentation)
    {
      output.addPrefix("- ", indentation: place.indentation)
    } else {
      output.add(value.properties.isEmpty ? head : head + " " + value.properties, indentation: place.indentation)
      if let comment = pendingComment, let first = value.entries?.first, !comment.isOwnLine,
        comment.offset < first.start.offset
      {
        attachPendingComment()
      }
    }
    printBlock(value, inside)
  }

  /// Whether the first entry of a list's item can follow its dash.
  private func startsWithoutComments(_ value: LayoutNode, before limit: Int, _ indentation: Int) -> Bool {
    guard let entries = value.entries, let first = entries.first else { return false }
    if let comment = pendingComment, comment.offset < first.start.offset { return false }
    var limit = limit
    if entries.count > 1 { limit = entries[1].start.offset } else if value.isFlow { limit = value.closing.offset }
    let head = first.key.map { keyText($0) + ":" } ?? "-"
    let isInline = first.value.entries == nil || inline(first.value, head: head, indentation: indentation) != nil
    return leadingComments(of: first, isInline: isInline, before: limit).count == 0
  }

  /// How many comments are printed before an entry, and whether the one after them is held back to follow it.
  ///
  /// Comments between a key and a value on the same line as the key would be in the way: they go before the entry, or, if
  /// it is a single one after the key and nothing follows the value, after the entry.
  private func leadingComments(
    of entry: LayoutEntry, isInline: Bool, before limit: Int
  ) -> (count: Int, isHeld: Bool) {
    let end = isInline ? entry.value.start.offset : (entry.key?.end.offset ?? entry.start.offset)
    var index = nextComment
    while index < source.comments.count, source.comments[index].offset < max(end, entry.start.offset) { index += 1 }
    let count = index - nextComment
    guard isInline, count > 0 else { return (count, false) }
    let last = source.comments[index - 1]
    guard !last.isOwnLine, last.offset >= entry.headEnd.offset, last.offset < limit else { return (count, false) }
    if index < source.comments.count {
      let next = source.comments[index]
      let isBlockScalar = entry.value.end.line > entry.value.start.line
      let isBehind = next.line == entry.value.end.line || (isBlockScalar && next.offset < entry.value.end.offset)
      if !next.isOwnLine, isBehind, next.offset < limit { return (count, false) }
    }
    return (count - 1, true)
  }
}
