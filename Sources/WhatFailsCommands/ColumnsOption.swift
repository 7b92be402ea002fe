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
    var columns: [ComponentColumn] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let column = ComponentColumn(rawValue: String(name)) else {
        let names = ComponentColumn.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is not a column; the columns are \(names)")
      }
      if columns.contains(column) { throw ValidationError("the column '\(name)' is given twice") }
      columns.append(column)
    }
    return columns
  }
}
