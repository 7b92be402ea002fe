/// The parts of Markdown (CommonMark with GitHub's tables) that reports are made of.
enum Markdown {
  /// Text in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.printable {
      if "\\`*_{}[]<>#|~!&".contains(character) { result.append("\\") }
      result.append(character)
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
