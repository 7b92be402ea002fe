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

  /// All indices, in model order.
  public typealias Indices = Range<ComponentIndex>

  /// The first index.
  public var startIndex: ComponentIndex { ComponentIndex(0) }

  /// The index after the last.
  public var endIndex: ComponentIndex {
    switch storage {
    case .values(let components): ComponentIndex(components.count)
    case .table(let table): ComponentIndex(table.count)
    }
  }

  /// The component or domain at an index.
  public subscript(index: ComponentIndex) -> Component {
    switch storage {
    case .values(let components): components[index.position]
    case .table(let table): table[index.position]
    }
  }

  /// The component or domain at an index without its relations, which a table would have to make.
  func outline(_ index: ComponentIndex) -> Component {
    switch storage {
    case .values(let components): components[index.position]
    case .table(let table): table.outline(index.position)
    }
  }
}
