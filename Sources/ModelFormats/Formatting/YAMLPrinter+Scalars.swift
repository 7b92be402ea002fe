extension YAMLPrinter {
  /// A value on one line, or nothing if it is a block or has to become one.
  ///
  /// A list or mapping is on one line if it was written in brackets, has no comment inside and fits.
  func inline(_ node: LayoutNode, head: String, indentation: Int) -> String? {
    guard let entries = node.entries else {
      switch node.content {
      case .scalar(_, .literal), .scalar(_, .folded): return nil
      case .scalar where node.end.line > node.start.line && keepsLines(node): return nil
      default: return flowText(node, budget: Int.max)
      }
    }
    guard node.isFlow else { return nil }
    if entries.isEmpty { return flowText(node, budget: Int.max) }
    return flowText(node, budget: Self.width - indentation - head.unicodeScalars.count - (head.isEmpty ? 0 : 1))
  }

  /// A value in flow style, or nothing if it takes more than `budget` columns or has a comment inside.
  private func flowText(_ node: LayoutNode, budget: Int) -> String? {
    let content: String
    switch node.content {
    case .empty: content = ""
    case .alias(let text): content = text
    case .scalar: content = scalarText(node)
    case .sequence(let entries), .mapping(let entries):
      guard let text = flowText(node, entries, budget: budget) else { return nil }
      content = text
    }
    let text = node.properties.isEmpty || content.isEmpty ? node.properties + content : node.properties + " " + content
    return budget == Int.max || text.unicodeScalars.count <= budget ? text : nil
  }

  private func flowText(_ node: LayoutNode, _ entries: [LayoutEntry], budget: Int) -> String? {
    var isMapping = false
    if case .mapping = node.content { isMapping = true }
    if entries.isEmpty { return isMapping ? "{}" : "[]" }
    if source.hasComment(from: node.start, to: node.end) { return nil }
    var text = isMapping ? "{ " : "["
    var width = text.utf8.count
    for (position, entry) in entries.enumerated() {
      // Every entry takes at least a column, so a long list ends here early.
      guard width < budget, let entryText = flowText(entry, budget: budget - width) else { return nil }
      var part = (position == 0 ? "" : ", ") + entryText
      if isBare(entry.value), !(isMapping && position == entries.count - 1) { part += " " }
      width += part.unicodeScalars.count
      text += part
    }
    return text + (isMapping ? " }" : "]")
  }

  /// An entry in flow style, or nothing if its value takes more than `budget` columns or has a comment inside.
  func flowText(_ entry: LayoutEntry, budget: Int) -> String? {
    guard let value = flowText(entry.value, budget: budget) else { return nil }
    guard let key = entry.key else { return value }
    return value.isEmpty ? keyText(key) : keyText(key) + ": " + value
  }

  /// Whether a value is a tag or an anchor alone, which would treat a comma or bracket after it as a part of it.
  func isBare(_ value: LayoutNode) -> Bool {
    if case .empty = value.content { !value.properties.isEmpty } else { false }
  }

  /// A key, on one line.
  func keyText(_ key: LayoutNode) -> String {
    var text: String
    switch key.content {
    case .scalar: text = scalarText(key)
    default: text = "\"\""
    }
    if !key.properties.isEmpty { text = key.properties + " " + text }
    return text
  }

  /// A scalar on one line, with quotes only where they are needed.
  func scalarText(_ node: LayoutNode) -> String {
    guard case .scalar(let value, let style) = node.content else { return "" }
    let isOneLine = node.start.line == node.end.line
    // Without its quotes, or in some, a text may mean something else: then it stays.
    let isHidden = !PlainText.isSeenAsItIs(value) && (style != .plain || !PlainText.mayReadAsMore(value))
    if isHidden { return PlainText.doubleQuoted(value) }
    switch style {
    case .plain:
      if PlainText.isBareIndicator(value) { return PlainText.doubleQuoted(value) }
      if isOneLine { return value.isEmpty ? "\"\"" : source.text(from: node.start, to: node.end) }
      return PlainText.isPossible(value) ? value : PlainText.doubleQuoted(value)
    case .doubleQuoted where isOneLine:
      return isBetterPlain(value) ? value : source.text(from: node.start, to: node.end)
    default: return isBetterPlain(value) ? value : PlainText.doubleQuoted(value)
    }
  }

  private func isBetterPlain(_ value: String) -> Bool {
    PlainText.isPossible(value) && !PlainText.mayReadAsMore(value)
  }

  /// Whether a scalar of several lines keeps them; not those with line breaks that only YAML 1.1 knows.
  private func keepsLines(_ node: LayoutNode) -> Bool {
    !source.scalars[node.start.offset..<node.end.offset].contains { YAMLSource.isBreak($0) && $0 != "\n" }
  }

  /// Prints a scalar that takes several lines, as the author broke them.
  mutating func printLongScalar(_ node: LayoutNode, head: String, indentation: Int, isHeld: Bool) {
    guard case .scalar(let value, let style) = node.content else { return }
    var start = head
    if !node.properties.isEmpty { start += (start.isEmpty ? "" : " ") + node.properties }
    if !start.isEmpty { start += " " }
    switch style {
    case .literal, .folded:
      guard PlainText.isSeenAsItIs(value), let block = BlockScalar(node, value: value, in: source) else {
        let text = isBetterPlain(value) ? value : PlainText.doubleQuoted(value)
        output.add(start + text, indentation: indentation)
        attachPendingComment(inHeaderOf: node, isHeld: isHeld)
        return
      }
      output.add(start + block.header, indentation: indentation)
      attachPendingComment(inHeaderOf: node, isHeld: isHeld)
      for line in block.lines { output.addVerbatim(line, indentation: indentation + 2) }
    case _ where !PlainText.isSeenAsItIs(value):
      output.add(start + PlainText.doubleQuoted(value), indentation: indentation)
      if isHeld { attachPendingComment() }
    default:
      let lines = brokenLines(of: node, style)
      output.add(start + lines[0], indentation: indentation)
      for line in lines.dropFirst().dropLast() { output.addVerbatim(line, indentation: indentation + 2) }
      output.add(lines[lines.count - 1], indentation: indentation + 2)
      if isHeld { attachPendingComment() }
    }
  }

  private mutating func attachPendingComment(inHeaderOf node: LayoutNode, isHeld: Bool) {
    guard let comment = pendingComment else { return }
    if isHeld || (comment.offset < node.end.offset && comment.line == node.start.line) { attachPendingComment() }
  }

  /// The lines of a plain or quoted scalar without their indentation, in double quotes if it had any.
  private func brokenLines(of node: LayoutNode, _ style: YAMLToken.ScalarStyle) -> [String] {
    var lines: [String] = []
    for line in node.start.line...node.end.line {
      var slice = source.slice(ofLine: line)
      if line == node.end.line { slice = slice[..<node.end.offset] }
      slice = line == node.start.line ? slice[node.start.offset...] : slice.drop { YAMLSource.isBlank($0) }
      lines.append(withoutTrailingBlanks(slice, style))
    }
    guard style == .singleQuoted else { return lines }
    return lines.enumerated().map { position, line in
      var inner = Substring(line)
      if position == 0 { inner = inner.dropFirst() }
      if position == lines.count - 1 { inner = inner.dropLast() }
      let escaped = inner.unicodeScalars.reduce(into: "") { text, scalar in
        if scalar == "\\" || scalar == "\"" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
      let unquoted = escaped.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
      return (position == 0 ? "\"" : "") + unquoted + (position == lines.count - 1 ? "\"" : "")
    }
  }

  private func withoutTrailingBlanks(_ line: ArraySlice<Unicode.Scalar>, _ style: YAMLToken.ScalarStyle) -> String {
    var end = line.endIndex
    while end > line.startIndex, YAMLSource.isBlank(line[end - 1]) { end -= 1 }
    if style == .doubleQuoted, end < line.endIndex {
      // A blank after a backslash is part of the text.
      let backslashes = line[..<end].reversed().prefix { $0 == "\\" }.count
      if backslashes % 2 == 1 { end += 1 }
    }
    return source.text(line.startIndex..<end)
  }
}
