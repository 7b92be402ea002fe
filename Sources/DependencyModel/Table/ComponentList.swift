/// The components of a model, in model order: values, or a table of which values are made when they are asked for.
public struct ComponentList: RandomAccessCollection, Sendable {
  private enum Storage: Sendable {
    case values([Component])
    case table(ComponentTable)
  }

  private let storage: Storage

  /// The table, where there is one: for what goes through millions of relations.
  public var table: ComponentTable? { if case .table(let table) = storage { table } else { nil } }

  init(_ components: [Component]) { storage = .values(components) }

  init(_ table: ComponentTable) { storage = .table(table) }

  /// 0.
  public var startIndex: Int { 0 }

  /// How many there are.
  public var endIndex: Int {
    switch storage {
    case .values(let components): components.count
    case .table(let table): table.count
    }
  }

  /// The component or domain at a position, below `count`.
  public subscript(position: Int) -> Component {
    switch storage {
    case .values(let components): components[position]
    case .table(let table): table[position]
    }
  }
}
