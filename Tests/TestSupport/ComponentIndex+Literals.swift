public import DependencyModel

/// In tests a component may be named by its position, as a number.
extension ComponentIndex: ExpressibleByIntegerLiteral {
  /// The index of the component or domain at a position.
  public init(integerLiteral position: Int) { self.init(position) }
}

/// In tests a list that has an element for each component may be asked by index.
extension Array {
  public subscript(index: ComponentIndex) -> Element {
    get { self[index.position] }
    set { self[index.position] = newValue }
  }
}
