extension YAMLPrinter {
  /// The lines of a list or mapping that stays in brackets although it takes several lines: entries fill each line.
  ///
  /// Only where the author spread it, over lines or below its key, and without comments inside; `nil` otherwise, and
  /// where a single entry is too wide: then it becomes a block.
  func filledLines(of entry: LayoutEntry, indentation: Int) -> [String]? {
    let value = entry.value
    let isSpread = value.end.line > value.start.line || value.start.line > (entry.key?.end.line ?? value.start.line)
    guard value.isFlow, isSpread, value.properties.isEmpty, let entries = value.entries, !entries.isEmpty,
      !source.hasComment(from: value.start, to: value.end), !entries.contains(where: { isBare($0.value) })
    else { return nil }
    var isMapping = false
    if case .mapping = value.content { isMapping = true }
    let margin = isMapping ? "  " : " "
    // Room for the margin, and for the comma or the closing bracket behind.
    let room = Self.width - indentation - margin.count - 2
    var lines: [String] = []
    var line = isMapping ? "{ " : "["
    var isFirst = true
    for entry in entries {
      guard let part = flowText(entry, budget: room), part.unicodeScalars.count <= room else { return nil }
      if isFirst {
        line += part
      } else if line.unicodeScalars.count + 2 + part.unicodeScalars.count <= room + margin.count {
        line += ", " + part
      } else {
        lines.append(line + ",")
        line = margin + part
      }
      isFirst = false
    }
    return lines + [line + (isMapping ? " }" : "]")]
  }

  /// Prints such lines below the key, or behind the dash.
  mutating func printFilled(_ lines: [String], _ entry: LayoutEntry, head: String, indentation: Int) {
    if entry.key == nil {
      output.addPrefix("- ", indentation: indentation)
    } else {
      output.add(head, indentation: indentation)
      if let comment = pendingComment, comment.offset < entry.value.start.offset { attachPendingComment() }
    }
    for line in lines { output.add(line, indentation: indentation + 2) }
  }

  /// Whether nothing but one comment after the key is between a key and its value.
  func isClear(_ entry: LayoutEntry) -> Bool {
    guard let comment = pendingComment, comment.offset < entry.value.start.offset else { return true }
    let next = nextComment + 1
    return entry.key != nil && !comment.isOwnLine
      && (next >= source.comments.count || source.comments[next].offset > entry.value.start.offset)
  }
}
