internal import DependencyModel

/// Makes text of any sort fit to be shown on a mark: one line, of bounded length, without what would break a picture.
enum LabelText {
  /// The longest label, in characters as people count them.
  static let longest = 40

  /// The text in one line without control characters and what XML forbids: a line break shows as `⏎`.
  static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: scalars.append("⏎")
      case 0x09, 0x20, 0xA0: if let last = scalars.last, last != " " { scalars.append(" ") }
      case ..<0x20, 0x7F..<0xA0: continue
      // Marks that would turn the rest of the line around, and what is not a character.
      case 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: continue
      case let value where value & 0xFFFE == 0xFFFE: continue
      // Other marks that are invisible.
      default: scalars.append(scalar.isInvisible(after: previous) ? "\u{FFFD}" : scalar)
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    return scalars.isEmpty ? "␣" : RunnerCommands.broken(String(scalars))
  }

  /// An address that a browser may be sent to: of `http` or `https`, of ordinary characters, and of bounded length. Others
  /// would run something, or open a file.
  static func webAddress(_ text: String) -> String? {
    let start = text.prefix(8).lowercased()
    guard start.hasPrefix("http://") || start.hasPrefix("https://"), text.utf8.count <= 2_000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"'<>\\^`{|}".utf8.contains($0) })
    else { return nil }
    return text
  }

  /// At most a number of characters; `…` shows what is left out: the end of prose, the middle of an id, since ids often
  /// differ at the end.
  static func shortened(_ text: String, to limit: Int = longest) -> String {
    // A character may have any number of scalars.
    let isLong = text.count > limit
    guard isLong || text.unicodeScalars.count > limit * 4 else { return text }
    let tail = isLong && !text.prefix(limit).contains(" ") ? limit / 3 : 0
    let head = limited(text.prefix(limit - 1 - tail), scalars: limit * 2)
    return head + "…" + limited(text.suffix(tail), scalars: limit)
  }

  private static func limited(_ text: Substring, scalars limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }

  /// Prose in lines of at most a number of characters, if its words are not longer.
  static func wrapped(_ text: String, width: Int) -> [String] {
    guard text.count > width else { return [text] }
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] += " " + word
      } else {
        lines += word.count > width ? self.lines(String(word), width: width) : [String(word)]
      }
    }
    return lines
  }

  /// A text in small letters in lines: between what `·` separates, and then as a title.
  static func minorLines(_ text: String, width: Int) -> [String] {
    guard text.count > width + 2 else { return [text] }
    return text.split(separator: " · ", omittingEmptySubsequences: true).flatMap { lines(String($0), width: width) }
  }

  /// The text in lines of about equal length, broken after separators where it is wider than the width.
  static func lines(_ text: String, width: Int = 14) -> [String] {
    let characters = Array(text)
    guard characters.count > width + 1 else { return [text] }
    let count = characters.contains(" ") && characters.count > width * 5 / 2 ? 3 : 2
    let even = (characters.count + count - 1) / count
    var lines: [String] = []
    var start = 0
    while lines.count < count - 1 {
      let breaks = characters.indices.dropLast(4).filter { index in
        index > start + 2 && " -/_.:·,".contains(characters[index])
      }
      guard let best = breaks.min(by: { abs($0 - start - even) < abs($1 - start - even) }),
        abs(best - start - even) <= even * 2 / 3
      else { break }
      lines.append(String(characters[start...best].drop { $0 == " " }))
      start = best + 1
    }
    lines.append(String(characters[start...]))
    return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }
  }
}
