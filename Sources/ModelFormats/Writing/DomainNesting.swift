internal import DependencyModel

/// Which domain each domain of a model is written within: its first one, if that keeps the model's order.
struct DomainNesting {
  /// Domains are written within each other down to this depth, so that any reader takes the text.
  private static let depth = 20

  /// The path from the top to the last domain.
  private(set) var path: [ComponentID] = []

  /// The domain that the next domain, in model order, is within; the path then ends with the next one.
  mutating func parent(of domain: Component) -> ComponentID? {
    var depth = 0
    if let first = domain.relations.first, first.kind == .in, first.requirement.isPlain,
      case .component(let id) = first.requirement.target, let parent = path.lastIndex(of: id), parent < Self.depth
    {
      depth = parent + 1
    }
    path.removeSubrange(depth...)
    defer { path.append(domain.id) }
    return path.last
  }
}
