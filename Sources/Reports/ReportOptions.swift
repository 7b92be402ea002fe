/// How an answer is written.
public struct ReportOptions: Sendable {
  /// The width of the page of text, whether it may have colours, and what remedies are called.
  public var style: TextStyle
  /// Whether text lists everything. Otherwise similar components share a line, and long lists end with the number of entries
  /// that are omitted.
  public var isComplete: Bool
  /// The most rows of a table in Markdown; the other rows are counted.
  public var rowLimit: Int
  /// What is shown of each component beside its id, in text and Markdown; JSON always has all of it.
  public var columns: [ComponentColumn]

  /// What remedies are called, in every format.
  public var names: RemedyNames { style.names }

  /// Options.
  ///
  /// - Parameters:
  ///   - style: the page of text; 80 columns without colours and names of remedies unless stated.
  ///   - isComplete: whether everything is listed.
  ///   - rowLimit: the most rows of a table in Markdown. Unless stated, 200, or no limit if everything is listed.
  ///   - columns: what is shown of each component beside its id; nothing unless stated.
  public init(
    style: TextStyle = TextStyle(), isComplete: Bool = false, rowLimit: Int? = nil, columns: [ComponentColumn] = []
  ) {
    self.style = style
    self.isComplete = isComplete
    self.rowLimit = rowLimit ?? (isComplete ? .max : 200)
    self.columns = columns
  }

  /// Everything is listed, on a plain page.
  public static let complete = ReportOptions(isComplete: true)
}
