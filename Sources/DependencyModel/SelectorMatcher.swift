/// Answers which components a selector matches; each distinct selector is evaluated once.
///
/// Globs with a literal prefix look only at the ids that start with it, so that a model with many small globs stays
/// fast: O(log n + candidates · pattern) each, after O(n log n) once.
public struct SelectorMatcher {
  private let components: ComponentList
  /// Empty where the list is a table, which finds ids itself.
  private let indices: [ComponentID: Int]
  private lazy var sortedByID: [Int] = components.indices.sorted {
    components[$0].id.text.utf8.lexicographicallyPrecedes(components[$1].id.text.utf8)
  }
  private lazy var contents: [[Int]] = directContents()
  private var cache: [ComponentSelector: [Int]] = [:]
  private var domainCache: [GlobPattern: [Bool]] = [:]

  /// - Parameter components: the components and domains to choose from; ids are unique.
  public init(_ components: [Component]) { self.init(ComponentList(components)) }

  /// - Parameter components: the components and domains to choose from; ids are unique.
  public init(_ components: ComponentList) {
    self.components = components
    guard components.table == nil else {
      indices = [:]
      return
    }
    var indices: [ComponentID: Int] = [:]
    indices.reserveCapacity(components.count)
    for (index, component) in components.enumerated() where indices[component.id] == nil {
      indices[component.id] = index
    }
    self.indices = indices
  }

  /// The position of a component or domain.
  public func index(of id: ComponentID) -> Int? { components.table?.index(of: id) ?? indices[id] }

  /// The positions of the components that the selector matches, ascending.
  ///
  /// A name that is neither an id nor a glob matches nothing; see ``unknownNames(in:)``.
  public mutating func matches(_ selector: ComponentSelector) -> [Int] {
    if let known = cache[selector] { return known }
    let result: [Int]
    switch selector {
    case .name(let text):
      if let index = index(of: ComponentID(text)) {
        result = [index]
      } else {
        result = GlobPattern.isGlob(text) ? matches(id: GlobPattern(text)) : []
      }
    case .anyOf(let selectors):
      var union: Set<Int> = []
      for selector in selectors { union.formUnion(matches(selector)) }
      result = union.sorted()
    case .matching(let conditions):
      var positions = Array(components.indices)
      for condition in conditions {
        positions = restrict(positions, to: condition)
      }
      result = positions
    }
    cache[selector] = result
    return result
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

  private mutating func restrict(_ positions: [Int], to condition: ComponentSelector.Condition) -> [Int] {
    switch condition {
    case .id(let pattern):
      let matching = Set(matches(id: pattern))
      return positions.filter(matching.contains)
    case .kind(let pattern):
      return positions.filter { components[$0].kind.map(pattern.matches) ?? false }
    case .tag(let pattern):
      return positions.filter { components[$0].tags.contains(where: pattern.matches) }
    case .owner(let pattern):
      return positions.filter { components[$0].owner.map(pattern.matches) ?? false }
    case .tier(let condition):
      return positions.filter { components[$0].tier.map(condition.holds) ?? false }
    case .inDomain(let pattern):
      let inside = insideDomains(matching: pattern)
      return positions.filter { inside[$0] }
    case .not(let selector):
      let excluded = Set(matches(selector))
      return positions.filter { !excluded.contains($0) }
    }
  }

  private mutating func matches(id pattern: GlobPattern) -> [Int] {
    let prefix = pattern.literalPrefix.utf8
    guard !prefix.isEmpty else { return components.indices.filter { pattern.matches(components[$0].id.text) } }
    let sorted = sortedByID
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if components[sorted[middle]].id.text.utf8.lexicographicallyPrecedes(prefix) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let candidates = sorted[low...].prefix { components[$0].id.text.utf8.starts(with: prefix) }
    return candidates.filter { pattern.matches(components[$0].id.text) }.sorted()
  }

  /// For each position whether it is in a domain that matches, at any depth.
  private mutating func insideDomains(matching pattern: GlobPattern) -> [Bool] {
    if let known = domainCache[pattern] { return known }
    var inside = [Bool](repeating: false, count: components.count)
    var waiting = components.indices.filter { components[$0].isDomain && pattern.matches(components[$0].id.text) }
    let contents = self.contents
    while let domain = waiting.popLast() {
      for index in contents[domain] where !inside[index] {
        inside[index] = true
        if components[index].isDomain { waiting.append(index) }
      }
    }
    domainCache[pattern] = inside
    return inside
  }

  /// For each domain's position what is directly in it.
  private func directContents() -> [[Int]] {
    var contents = [[Int]](repeating: [], count: components.count)
    for (index, component) in components.enumerated() {
      for domain in component.domains {
        if let position = self.index(of: domain) { contents[position].append(index) }
      }
    }
    return contents
  }
}
