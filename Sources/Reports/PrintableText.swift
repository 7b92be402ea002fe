internal import DependencyModel

extension StringProtocol {
  /// The text on one line with nothing in it that steers a terminal or a pipeline's runner, or that hides: line breaks
  /// and tabs are spaces, control characters and invisible marks are `U+FFFD`, and `##[` is `#\#[`.
  public var printable: String {
    // Nearly all texts are plain, and there may be millions.
    let isPlain = utf8.allSatisfy { 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "#") }
    if isPlain { return String(self) }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D, 0x09: result.append(" ")
      case 0..<0x20, 0x7F..<0xA0: result.append("\u{FFFD}")
      default: result.append(scalar.isInvisible(after: previous) ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return RunnerCommands.broken(String(result))
  }

  /// A page of text on which no line is a command to a pipeline's runner: a line that begins with `::`, also after
  /// blanks and colours, begins with `\::` instead.
  ///
  /// The runner looks at whole lines, so only the writer of the page can decide; the rest is left to ``printable``.
  public var withoutCommands: String {
    let page = RunnerCommands.broken(String(self))
    guard page.contains("::") else { return page }
    return page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let start = withoutMargin(line)
      guard start.hasPrefix("::") else { return String(line) }
      return line[..<start.startIndex] + "\\" + start
    }.joined(separator: "\n")
  }
}

/// A line from its first sign that is neither blank nor part of a colour.
private func withoutMargin(_ line: Substring) -> Substring {
  var rest = line
  while let first = rest.unicodeScalars.first {
    if first == "\u{1B}" {
      guard let end = rest.unicodeScalars.firstIndex(of: "m") else { return rest }
      rest = rest[rest.unicodeScalars.index(after: end)...]
    } else if first.properties.isWhitespace {
      rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
    } else {
      break
    }
  }
  return rest
}
