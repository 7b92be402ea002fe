/// Answers which components a selector matches; each distinct selector is evaluated once.
///
/// Globs with a literal prefix look only at the ids that start with it, and conditions on kinds, owners and tags look at
/// each distinct value once, so that a model with many small selectors stays fast: O(log n + candidates · pattern) each,
/// after O(n log n) once. The work and the memory of all selectors together are bounded; see ``Limits``.
public struct SelectorMatcher {
  /// How much the selectors may take together.
  public struct Limits: Sendable {
    /// The most texts that are compared with patterns.
    public var comparisons: Int
    /// The most positions that distinct selectors match together: 8 bytes each.
    public var positions: Int

    /// Limits.
    public init(comparisons: Int = .max, positions: Int = .max) {
      self.comparisons = comparisons
      self.positions = positions
    }
  }

  private let components: ComponentList
  /// Empty where the list is a table, which finds ids itself.
  private let indices: [ComponentID: ComponentIndex]
  private let limits: Limits
  private var comparisons = 0
  private var positionCount = 0
  private lazy var ids: [String] = components.indices.map { components.outline($0).id.text }
  private lazy var sortedByID: [ComponentIndex] = { [ids, components] in
    components.indices.sorted { ids[$0.position].utf8.lexicographicallyPrecedes(ids[$1.position].utf8) }
  }()
  private lazy var contents: [[ComponentIndex]] = directContents()
  private lazy var kinds = PropertyIndex(components) { $0.kind.map { [$0] } ?? [] }
  private lazy var owners = PropertyIndex(components) { $0.owner.map { [$0] } ?? [] }
  private lazy var tags = PropertyIndex(components) { $0.tags }
  private var cache: [ComponentSelector: [ComponentIndex]] = [:]
  private var domainCache: [GlobPattern: [Bool]] = [:]

  /// - Parameters:
  ///   - components: the components and domains to choose from; ids are unique.
  ///   - limits: how much the selectors may take together; no limit unless stated.
  public init(_ components: [Component], limits: Limits = Limits()) {
    self.init(ComponentList(components), limits: limits)
  }

  /// - Parameters:
  ///   - components: the components and domains to choose from; ids are unique.
  ///   - limits: how much the selectors may take together; no limit unless stated.
  public init(_ components: ComponentList, limits: Limits = Limits()) {
    self.components = components
    self.limits = limits
    guard components.table == nil else {
      indices = [:]
      return
    }
    var indices: [ComponentID: ComponentIndex] = [:]
    indices.reserveCapacity(components.count)
    for (index, component) in zip(components.indices, components) where indices[component.id] == nil {
      indices[component.id] = index
    }
    self.indices = indices
  }

  /// Whether the limits were reached: from then on, selectors that were not evaluated before match nothing.
  public var isOverLimit: Bool { comparisons > limits.comparisons || positionCount > limits.positions }

  /// The index of a component or domain.
  public func index(of id: ComponentID) -> ComponentIndex? {
    guard let table = components.table else { return indices[id] }
    return table.index(of: id).map { ComponentIndex($0) }
  }

  /// The indices of the components that the selector matches, ascending.
  ///
  /// A name that is neither an id nor a glob matches nothing; see ``unknownNames(in:)``.
  public mutating func matches(_ selector: ComponentSelector) -> [ComponentIndex] {
    if let known = cache[selector] { return known }
    guard !isOverLimit else { return [] }
    let result: [ComponentIndex]
    switch selector {
    case .name(let text):
      if let index = index(of: ComponentID(text)) {
        result = [index]
      } else {
        result = GlobPattern.isGlob(text) ? matches(id: GlobPattern(text)) : []
      }
    case .anyOf(let selectors):
      var union: Set<ComponentIndex> = []
      for selector in selectors where !isOverLimit {
        let matching = matches(selector)
        comparisons += matching.count
        union.formUnion(matching)
      }
      result = union.sorted()
    case .matching(let conditions):
      var positions: [ComponentIndex]?
      for condition in conditions { positions = restrict(positions, to: condition) }
      result = positions ?? Array(components.indices)
    }
    positionCount += result.count
    guard !isOverLimit else { return [] }
    cache[selector] = result
    return result
  }

  /// The indices of the components that a selector chooses as faults, ascending.
  ///
  /// What is only logic cannot fail by itself (``Component/isLogic``): it is chosen by its id, not by a glob or a condition.
  public mutating func faults(_ selector: ComponentSelector) -> [ComponentIndex] {
    switch selector {
    case .name(let text) where index(of: ComponentID(text)) != nil: return matches(selector)
    case .anyOf(let selectors):
      var union: Set<ComponentIndex> = []
      for selector in selectors { union.formUnion(faults(selector)) }
      return union.sorted()
    case .name, .matching: return matches(selector).filter { !components.outline($0).isLogic }
    }
  }

  /// The names in a selector that are neither an id nor a glob.
  public func unknownNames(in selector: ComponentSelector) -> [String] {
    switch selector {
    case .name(let text):
      return index(of: ComponentID(text)) == nil && !GlobPattern.isGlob(text) ? [text] : []
    case .anyOf(let selectors):
      return selectors.flatMap(unknownNames(in:))
    case .matching(let conditions):
      return conditions.flatMap { condition -> [String] in
        if case .not(let selector) = condition { unknownNames(in: selector) } else { [] }
      }
    }
  }

  /// The positions among those given (`nil`: among all) that meet a condition.
  private mutating func restrict(
    _ given: [ComponentIndex]?, to condition: ComponentSelector.Condition
  ) -> [ComponentIndex] {
    switch condition {
    case .id(let pattern): return common(given, matches(id: pattern))
    case .kind(let pattern): return common(given, kinds.positions(matching: pattern, &comparisons))
    case .tag(let pattern): return common(given, tags.positions(matching: pattern, &comparisons))
    case .owner(let pattern): return common(given, owners.positions(matching: pattern, &comparisons))
    case .tier(let condition):
      return filter(given) { $0.tier.map(condition.holds) ?? false }
    case .inDomain(let pattern):
      let inside = insideDomains(matching: pattern)
      comparisons += given?.count ?? components.count
      return (given ?? Array(components.indices)).filter { inside[$0.position] }
    case .not(let selector):
      return subtracting(matches(selector), from: given ?? Array(components.indices))
    }
  }

  /// The positions among those given (`nil`: all) whose components meet a condition.
  private mutating func filter(_ given: [ComponentIndex]?, _ isMet: (Component) -> Bool) -> [ComponentIndex] {
    comparisons += given?.count ?? components.count
    return (given ?? Array(components.indices)).filter { isMet(components.outline($0)) }
  }

  /// The common elements of two ascending lists; `nil` stands for all positions.
  private mutating func common(_ given: [ComponentIndex]?, _ matching: [ComponentIndex]) -> [ComponentIndex] {
    guard let given else { return matching }
    comparisons += matching.count
    let (fewer, more) = given.count < matching.count ? (given, matching) : (matching, given)
    let isIn = Set(fewer)
    return more.filter(isIn.contains)
  }

  private mutating func subtracting(
    _ excluded: [ComponentIndex], from positions: [ComponentIndex]
  ) -> [ComponentIndex] {
    comparisons += positions.count
    let isExcluded = Set(excluded)
    return positions.filter { !isExcluded.contains($0) }
  }

  private mutating func matches(id pattern: GlobPattern) -> [ComponentIndex] {
    let prefix = pattern.literalPrefix.utf8
    let ids = self.ids
    guard !prefix.isEmpty else {
      comparisons += ids.count
      return components.indices.filter { pattern.matches(ids[$0.position]) }
    }
    let sorted = sortedByID
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if ids[sorted[middle].position].utf8.lexicographicallyPrecedes(prefix) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let candidates = sorted[low...].prefix { ids[$0.position].utf8.starts(with: prefix) }
    comparisons += candidates.count
    return candidates.filter { pattern.matches(ids[$0.position]) }.sorted()
  }

  /// For each position whether it is in a domain that matches, at any depth.
  private mutating func insideDomains(matching pattern: GlobPattern) -> [Bool] {
    if let known = domainCache[pattern] { return known }
    comparisons += components.count
    guard !isOverLimit else { return [Bool](repeating: false, count: components.count) }
    var inside = [Bool](repeating: false, count: components.count)
    var waiting = components.indices.filter { components[$0].isDomain && pattern.matches(components[$0].id.text) }
    let contents = self.contents
    while let domain = waiting.popLast() {
      for index in contents[domain.position] where !inside[index.position] {
        inside[index.position] = true
        if components[index].isDomain { waiting.append(index) }
      }
    }
    domainCache[pattern] = inside
    return inside
  }

  /// For each domain's position what is directly in it.
  private func directContents() -> [[ComponentIndex]] {
    var contents = [[ComponentIndex]](repeating: [], count: components.count)
    for (index, component) in zip(components.indices, components) {
      for domain in component.domains {
        if let outer = self.index(of: domain) { contents[outer.position].append(index) }
      }
    }
    return contents
  }
}

/// The distinct values of a property, each with the components that have it.
private struct PropertyIndex {
  private var values: [(text: String, positions: [ComponentIndex])] = []

  init(_ components: ComponentList, _ property: (Component) -> [String]) {
    var numbers: [String: Int] = [:]
    for position in components.indices {
      for text in property(components.outline(position)) {
        let number = numbers[text] ?? values.count
        if number == values.count {
          numbers[text] = number
          values.append((text, []))
        }
        values[number].positions.append(position)
      }
    }
  }

  /// The positions with a value that matches, ascending, each once; adds what was looked at to the count.
  func positions(matching pattern: GlobPattern, _ comparisons: inout Int) -> [ComponentIndex] {
    comparisons += values.count
    let found = values.filter { pattern.matches($0.text) }
    guard found.count > 1 else { return found.first.map { Self.distinct($0.positions) } ?? [] }
    comparisons += found.reduce(0) { $0 + $1.positions.count }
    return Self.distinct(found.flatMap(\.positions).sorted())
  }

  private static func distinct(_ sorted: [ComponentIndex]) -> [ComponentIndex] {
    var result: [ComponentIndex] = []
    result.reserveCapacity(sorted.count)
    for position in sorted where position != result.last { result.append(position) }
    return result
  }
}
