internal import DependencyModel

extension ComponentListing {
  /// The table as comma-separated values (RFC 4180), with the names of the columns in the first line: relations are numbers,
  /// several domains or tags are separated by `; `. A text that a spreadsheet would compute begins with `'`;
  /// one that a pipeline's runner would take for a command is quoted.
  public var csv: String {
    let columns = columns ?? Column.usual
    var text = CSVText.line(columns.map(\.name))
    for index in components { text += CSVText.line(columns.map { value($0, of: index) }) }
    return text
  }

  private func value(_ column: Column, of index: ComponentIndex) -> String {
    switch column {
    case .requires(let kind): return String(counts.targets(kind, of: index))
    case .requiredBy(let kind): return String(counts.dependents(kind, of: index))
    case .domain: return model[index].domains.map(\.text).joined(separator: "; ")
    case .tags: return model.outline(index).tags.joined(separator: "; ")
    case .unavailability:
      guard let chance = model.outline(index).unavailability else { return "" }
      return chance.low == chance.high ? "\(chance.high)" : "\(chance.low); \(chance.high)"
    default: return column.text(of: index, model)
    }
  }
}
