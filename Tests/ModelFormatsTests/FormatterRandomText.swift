import TestSupport

/// Writes random YAML that is right by construction: all styles, odd indentation, comments and blank lines anywhere.
struct RandomYAML {
  private var random: SplitMix64
  private var lines: [String] = []
  private var comment = 0
  private var key = 0

  /// A document; of 400 seeds in a row from 0, 400, … the later ones give larger ones.
  static func document(seed: UInt64) -> String {
    var writer = RandomYAML(random: SplitMix64(seed: seed))
    writer.block(column: 0, depth: 0, size: 1 + Int(seed % 400 / 60))
    writer.noise(column: 0)
    return writer.lines.joined(separator: writer.chance(10) ? "\r\n" : "\n") + (writer.chance(20) ? "" : "\n")
  }

  private init(random: SplitMix64) { self.random = random }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &random)! }

  private mutating func newComment() -> String {
    comment += 1
    return pick(["# c\(comment)", "#c\(comment)", "# 'c\(comment)\": - x", "#  größe \(comment)  "])
  }

  private mutating func noise(column: Int) {
    while chance(20) {
      lines.append(
        chance(50)
          ? pick(["", "  "]) : String(repeating: " ", count: max(0, column + pick([0, 0, 0, -1, 2, 5]))) + newComment())
    }
  }

  private mutating func endOfLine() -> String {
    chance(15) ? pick([" ", "   "]) + newComment() : pick(["", "", "", " "])
  }

  private mutating func scalar(isFlow: Bool) -> String {
    pick([
      "text", "12", "1.10", "NO", "null", "~", "\"null\"", "'NO'", "\"quoted text\"", "'it''s'", "\"a\\tb\"", "\"*\"",
      "\"{zone}\"", "'a: b'", "\"x # y\"", "two words", "größe", "\"1.0\"", "10m", "'10m'", "\"\"", "''",
      "aws/ebs-volume",
      "https://example.org/a#b", "'say \"hi\"'", "'back\\slash'", "\"- x\"", "\"<=1\"", "!!str 12", "\"🔥\"", "'ebs-*'",
      isFlow ? "x" : "a, b [c]", isFlow ? "x" : "what? {yes}", isFlow ? "x" : "it's - fine",
    ])
  }

  private mutating func newKey() -> String {
    key += 1
    return pick(["k\(key)", "'k\(key)'", "\"k\(key)\"", "k \(key)", "\"{k}\(key)\"", "\"k: \(key)\"", "k\(key)é"])
  }

  private mutating func flow(depth: Int, indentation: Int) -> String {
    let isMapping = chance(50)
    let isBroken = chance(30)
    var text = isMapping ? "{" : "["
    let space = String(repeating: " ", count: indentation)
    func lineBreak(_ writer: inout RandomYAML) -> String {
      guard isBroken else { return writer.pick(["", " "]) }
      var result = writer.chance(25) ? " " + writer.newComment() : ""
      while writer.chance(15) { result += writer.chance(50) ? "\n" : "\n" + space + writer.newComment() }
      return result + "\n" + space
    }
    let count = Int.random(in: 0...4, using: &random)
    for position in 0..<count {
      text += lineBreak(&self)
      let isDeep = depth < 4 && chance(25)
      let value = isDeep ? flow(depth: depth + 1, indentation: indentation + 1) : scalar(isFlow: true)
      if isMapping {
        text += chance(10) ? newKey() : newKey() + ": " + value
      } else {
        text += chance(5) ? newKey() + ": x" : value
      }
      if position < count - 1 || chance(10) { text += (chance(10) ? lineBreak(&self) : "") + "," }
    }
    return text + lineBreak(&self) + (isMapping ? "}" : "]")
  }

  private mutating func block(column: Int, depth: Int, size: Int) {
    let isMapping = depth == 0 || chance(60)
    let space = String(repeating: " ", count: column)
    for _ in 0..<Int.random(in: 1...(size + 1), using: &random) {
      noise(column: column)
      let head = isMapping ? newKey() + ":" : "-"
      entry(space + head, column: column, depth: depth, size: size, isMapping: isMapping)
    }
    noise(column: column)
  }

  private mutating func entry(_ head: String, column: Int, depth: Int, size: Int, isMapping: Bool) {
    let inner = String(repeating: " ", count: column + pick([1, 2, 2, 4]))
    let anchor = chance(5) ? " &a\(lines.count)" : ""
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<30 where depth < 4:
      if !isMapping, chance(60), anchor.isEmpty {
        let start = lines.count
        block(column: column + 2, depth: depth + 1, size: size)
        // The first entry moves behind the dash, if nothing stands before it.
        if lines[start].hasPrefix(inner.prefix(0) + String(repeating: " ", count: column + 2)),
          !lines[start].dropFirst(column + 2).hasPrefix("#"), !lines[start].dropFirst(column + 2).hasPrefix(" "),
          lines[start].count > column + 2
        {
          lines[start] = head + " " + lines[start].dropFirst(column + 2)
        } else {
          lines.insert(head + endOfLine(), at: start)
        }
      } else {
        lines.append(head + anchor + endOfLine())
        block(column: inner.utf8.count, depth: depth + 1, size: size)
      }
    case 30..<50: lines.append(head + anchor + " " + flow(depth: 0, indentation: column + 2) + endOfLine())
    case 50..<55: lines.append(head + anchor + endOfLine())
    case 55..<60:
      let sign = pick(["|", ">", "|-", ">-", "|+", "|2", ">2-"])
      let space = sign.contains("2") ? String(repeating: " ", count: column + 2) : inner
      lines.append(head + anchor + " " + sign + pick(["", " " + newComment()]))
      for _ in 0...Int.random(in: 0...3, using: &random) {
        lines.append(space + pick(["text", "# no comment", "a: b", "  deeper", "- x  ", "é\ttab"]))
        if lines.last!.contains("  deeper"), !sign.contains("2") { lines[lines.count - 1] = space + "text" }
        if chance(20) { lines.append("") }
      }
    case 60..<65:
      lines.append(contentsOf: [head + " plain text", inner + "goes on", "", inner + "and ends" + endOfLine()])
    case 65..<70:
      lines.append(contentsOf: [head + " 'it''s \"so\" ", inner + "  \\ on", "", inner + "end '" + endOfLine()])
    case 70..<74: lines.append(contentsOf: [head + " \"a\\ ", inner + "b\\", inner + "  \\\" c\"" + endOfLine()])
    case 74..<80:
      lines.append(head + endOfLine())
      if chance(30) { lines.append(inner + newComment()) }
      lines.append(inner + scalar(isFlow: false) + endOfLine())
    default: lines.append(head + anchor + " " + scalar(isFlow: false) + endOfLine())
    }
  }
}
