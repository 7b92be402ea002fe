/// The parts of Markdown (CommonMark with GitHub's tables) that reports are made of.
enum Markdown {
  /// Text in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable {
      if "\\`*_{}[]<>#|~!&".contains(character) { result.append("\\") }
      result.append(character)
    }
    return withoutReferences(result)
  }

  /// Text for HTML in Markdown.
  static func html(_ text: String) -> String {
    withoutReferences(
      text.printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"))
  }

  /// Markdown in which no name calls people (`@team`) and no number refers to an issue (`#12`, `GH-12`, `!12`).
  ///
  /// A host looks for these in the text that it shows, where escapes are gone, but not across elements.
  private static func withoutReferences(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x40, 0x23, 0x21, 0x2D].contains($0) }) else { return text }
    var result = ""
    var characters = text[...]
    while let character = characters.popFirst() {
      let next = characters.first
      let isNumber = next.map { $0.isASCII && $0.isNumber } ?? false
      switch character {
      case "@" where next.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "\\" } ?? false:
        result += "<span>@</span>"
      case "#" where isNumber, "!" where isNumber:
        // The escape before it is not needed within an element.
        if result.last == "\\" { result.removeLast() }
        result += "<span>\(character)</span>"
      case "-" where isNumber && result.suffix(2).lowercased() == "gh": result += "<span>-</span>"
      default: result.append(character)
      }
    }
    return result
  }

  /// Code within a line; fenced by more backticks than the text has in a row, and safe within a table.
  static func code(_ text: String) -> String {
    let text = text.printable
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + padding + text.replacing("|", with: "\\|") + padding + fence
  }

  /// A table; cells are Markdown already.
  static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    return [line(header), line(header.map { _ in "---" })] + rows.map(line)
  }

  /// A part that a reader unfolds.
  static func details(_ summary: String, _ body: [String]) -> [String] {
    ["<details><summary>\(summary)</summary>", ""] + body + ["", "</details>"]
  }
}
