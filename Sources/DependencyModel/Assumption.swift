/// A default: the unavailability of the components that a selector matches and that state none.
///
/// Of several that match a component, the first counts. Domains, and components that are logic only, match only a selector
/// that names them by id or by kind; see ``names(_:)``.
public struct Assumption: Sendable {
  /// The components that it is for.
  public var selector: ComponentSelector
  /// The unavailability of each of them, a probability or a range.
  public var unavailability: Unavailability
  /// Where it is.
  public var place: Place?

  /// An assumption.
  public init(_ selector: ComponentSelector, unavailability: Unavailability, at place: Place? = nil) {
    self.selector = selector
    self.unavailability = unavailability
    self.place = place
  }

  /// Whether it is for a component that its selector matches.
  ///
  /// A domain, and a component that is logic only, seldom fail by themselves: `tier: 0` or `kind: "*"` do not name them,
  /// `kind: zone` or `id: zone-a` do.
  public func names(_ component: Component) -> Bool {
    !(component.isDomain || component.isLogic) || selector.names(component)
  }
}

extension Assumption: Hashable {
  /// Whether two say the same, wherever they are.
  public static func == (left: Assumption, right: Assumption) -> Bool {
    left.selector == right.selector && left.unavailability == right.unavailability
  }

  /// Hashes what they say.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(selector)
    hasher.combine(unavailability)
  }
}

extension ComponentSelector {
  /// Whether a component is named by its id, or by a kind that is more than `*`.
  fileprivate func names(_ component: Component) -> Bool {
    switch self {
    case .name(let text): text == component.id.text
    case .anyOf(let selectors): selectors.contains { $0.names(component) }
    case .matching(let conditions):
      conditions.contains { condition in
        switch condition {
        case .id(let pattern): pattern.text == component.id.text
        case .kind(let pattern):
          pattern.text.contains { $0 != "*" } && component.kind.map(pattern.matches) == true
        case .inDomain, .tag, .tier, .owner, .not: false
        }
      }
    }
  }
}
