internal import ArgumentParser
internal import Reports

/// What the lines of an answer show of each component.
struct ColumnsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Show this of each component beside its id: tier, owner, name, kind, url, or several separated by commas. JSON \
      always has all of it.
      """, valueName: "columns"), completion: .list(ComponentColumn.allCases.map(\.rawValue)),
    transform: ColumnsOption.read)
  var columns: [ComponentColumn]?

  var chosen: [ComponentColumn] { columns ?? [] }

  private static func read(_ text: String) throws -> [ComponentColumn] {
    try columnList(text, name: \.rawValue) { name in
      guard let column = ComponentColumn(rawValue: String(name)) else {
        let names = ComponentColumn.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is not a column; the columns are \(names)")
      }
      return column
    }
  }
}

/// Reads names of columns that are separated by commas, each given once.
func columnList<Column: Equatable>(
  _ text: String, name: (Column) -> String, read: (Substring) throws -> Column
) throws -> [Column] {
  var columns: [Column] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    let column = try read(part)
    if columns.contains(column) { throw ValidationError("the column '\(name(column))' is given twice") }
    columns.append(column)
  }
  return columns
}
