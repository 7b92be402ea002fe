internal import DependencyModel

/// Something that a model states of a component, and that the lines of an answer can show beside its id.
public enum ComponentColumn: String, Sendable, CaseIterable {
  /// The importance, 0 the highest.
  case tier
  /// The owner, such as a team.
  case owner
  /// The name for people.
  case name
  /// What it is.
  case kind
  /// Where to read more.
  case url

  /// The value that a component states, on one line; `nil` if it states none.
  func value(of component: Component) -> String? {
    switch self {
    case .tier: component.tier.map { "\($0)" }
    case .owner: component.owner?.printable
    case .name: component.name?.printable
    case .kind: component.kind?.printable
    case .url: component.url?.printable
    }
  }

  /// The value in a sentence: a number needs its word.
  func phrase(of component: Component) -> String? {
    value(of: component).map { self == .tier || self == .owner ? "\(rawValue) \($0)" : $0 }
  }
}

/// The chosen columns of the lines of an answer.
struct ComponentCells {
  /// A cell without a value.
  private static let none = "–"
  /// The greatest width to which cells are padded.
  private static let greatestWidth = 30

  let columns: [ComponentColumn]
  let model: Model
  /// The width of each column.
  private var widths: [Int] = []

  /// - Parameters:
  ///   - columns: the columns, in their order.
  ///   - model: the model that states the values.
  ///   - components: the components of all lines, from which the widths follow.
  init(_ columns: [ComponentColumn], in model: Model, for components: some Sequence<ComponentIndex> = []) {
    self.columns = columns
    self.model = model
    guard !columns.isEmpty else { return }
    widths = columns.map { TextStyle.displayWidth($0.rawValue) }
    for component in components {
      for (place, cell) in cells(of: component).enumerated() {
        widths[place] = max(widths[place], min(Self.greatestWidth, TextStyle.displayWidth(cell)))
      }
    }
  }

  var isEmpty: Bool { columns.isEmpty }

  /// The cells of a component.
  func cells(of component: ComponentIndex) -> [String] {
    guard !columns.isEmpty else { return [] }
    let outline = model.outline(component)
    return columns.map { $0.value(of: outline) ?? Self.none }
  }

  /// The cells as Markdown.
  func markdown(of component: ComponentIndex) -> [String] { cells(of: component).map { Markdown.escaped($0) } }

  /// The cells of a component side by side, after two blanks each; without blanks at the end unless more follows.
  func row(of component: ComponentIndex, isLast: Bool = true) -> String { row(cells(of: component), isLast: isLast) }

  /// The names of the columns, as a row.
  func header(isLast: Bool = true) -> String { row(columns.map(\.rawValue), isLast: isLast) }

  private func row(_ cells: [String], isLast: Bool) -> String {
    cells.enumerated().map { place, cell in
      "  " + (isLast && place == cells.count - 1 ? cell : TextStyle.pad(cell, to: widths[place]))
    }.joined()
  }

  /// The width of a row.
  var width: Int { widths.reduce(0) { $0 + $1 + 2 } }

  /// What a component states, as part of a line: `tier 0, owner shop`; empty if it states nothing.
  func phrase(of component: ComponentIndex) -> String {
    guard !columns.isEmpty else { return "" }
    let outline = model.outline(component)
    return columns.compactMap { $0.phrase(of: outline) }.joined(separator: ", ")
  }

  /// The same in parentheses, after a blank; empty if it states nothing.
  func inParentheses(of component: ComponentIndex) -> String {
    let phrase = phrase(of: component)
    return phrase.isEmpty ? "" : " (\(phrase))"
  }
}
