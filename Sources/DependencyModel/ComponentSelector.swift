/// A way to name many components: an id, a glob, conditions on their properties, or a combination of those.
public indirect enum ComponentSelector: Hashable, Sendable {
  /// A text that is an id where one equals it, and otherwise a glob.
  case name(String)
  /// All of the conditions.
  case matching([Condition])
  /// Any of the selectors.
  case anyOf([ComponentSelector])

  /// A property that a component must have.
  public enum Condition: Hashable, Sendable {
    case id(GlobPattern)
    case kind(GlobPattern)
    /// In a domain whose id matches, at any depth.
    case inDomain(GlobPattern)
    case tag(GlobPattern)
    case tier(TierCondition)
    case owner(GlobPattern)
    case not(ComponentSelector)
  }

  /// The keys of a selector's mapping form.
  public static let keys = ["id", "kind", "in", "tag", "tier", "owner", "not"]
}

/// A condition on a tier: `1`, `<=1`, `<2`, `>=3`, `>3`.
public struct TierCondition: Hashable, Sendable {
  /// How two tiers are compared.
  public enum Comparison: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case more = ">"
    case equal = ""
  }

  /// How a component's tier is compared with `tier`.
  public let comparison: Comparison
  /// The tier that is compared with, not below 0.
  public let tier: Int

  /// A condition.
  public init(_ comparison: Comparison, _ tier: Int) {
    self.comparison = comparison
    self.tier = tier
  }

  /// Reads `1` or a comparison such as `<=1`; `nil` for anything else.
  public init?(text: some StringProtocol) {
    let compact = String(text.filter { $0 != " " })
    guard let comparison = Comparison.allCases.first(where: { compact.hasPrefix($0.rawValue) }),
      let tier = Int(compact.dropFirst(comparison.rawValue.count)), tier >= 0
    else { return nil }
    self.init(comparison, tier)
  }

  /// Whether a tier meets the condition.
  public func holds(for tier: Int) -> Bool {
    switch comparison {
    case .atMost: tier <= self.tier
    case .atLeast: tier >= self.tier
    case .less: tier < self.tier
    case .more: tier > self.tier
    case .equal: tier == self.tier
    }
  }
}

extension ComponentSelector {
  /// Reads the command line's form: a name, or conditions such as `kind=aws/*,in=us-east-1a`; a value's leading `!` negates.
  ///
  /// - Returns: `nil` for an unknown key or a malformed value; a text without `=` is a name.
  public init?(commandLine text: String) {
    guard text.contains("=") else {
      self = .name(text)
      return
    }
    var conditions: [Condition] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let key = part[..<equals]
      var value = part[part.index(after: equals)...]
      let isNegated = value.hasPrefix("!")
      if isNegated { value.removeFirst() }
      guard let condition = Condition(key: key, value: String(value)) else { return nil }
      conditions.append(isNegated ? .not(.matching([condition])) : condition)
    }
    self = .matching(conditions)
  }
}

extension ComponentSelector.Condition {
  /// A condition from its key and a scalar value; `nil` where the key is unknown or the value is not of its form.
  public init?(key: some StringProtocol, value: String) {
    switch key {
    case "id": self = .id(GlobPattern(value))
    case "kind": self = .kind(GlobPattern(value))
    case "in": self = .inDomain(GlobPattern(value))
    case "tag": self = .tag(GlobPattern(value))
    case "owner": self = .owner(GlobPattern(value))
    case "tier":
      guard let tier = TierCondition(text: value) else { return nil }
      self = .tier(tier)
    default: return nil
    }
  }
}

extension ComponentSelector: CustomStringConvertible {
  /// The selector in the command line's form where it has one.
  public var description: String {
    switch self {
    case .name(let text): text
    case .matching(let conditions): conditions.map(\.description).joined(separator: ",")
    case .anyOf(let selectors): selectors.map(\.description).joined(separator: " or ")
    }
  }
}

extension ComponentSelector.Condition: CustomStringConvertible {
  /// The condition in the command line's form where it has one.
  public var description: String {
    switch self {
    case .id(let pattern): "id=\(pattern.text)"
    case .kind(let pattern): "kind=\(pattern.text)"
    case .inDomain(let pattern): "in=\(pattern.text)"
    case .tag(let pattern): "tag=\(pattern.text)"
    case .tier(let condition): "tier=\(condition.comparison.rawValue)\(condition.tier)"
    case .owner(let pattern): "owner=\(pattern.text)"
    case .not(let selector): "not (\(selector))"
    }
  }
}
