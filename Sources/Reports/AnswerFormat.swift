/// The formats of every answer.
public enum AnswerFormat: String, CaseIterable, Sendable {
  /// Text for a terminal.
  case text
  /// JSON, for programs.
  case json
  /// Markdown, for a page or a pull request.
  case markdown

  /// The format for a file name's extension; `nil` if no format has it.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
      self = .markdown
    } else if name.hasSuffix(".txt") {
      self = .text
    } else {
      return nil
    }
  }
}
