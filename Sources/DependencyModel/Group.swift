/// A redundancy group: it holds while members that weigh at least `threshold` together hold.
public struct Group: Hashable, Sendable {
  /// One member, as written.
  public struct Member: Hashable, Sendable {
    /// The requirement on the member.
    public var requirement: Requirement
    /// The capacity that the member supplies, above 0; 1 unless stated.
    public var weight: Amount

    /// A member; of weight 1 unless stated.
    public init(_ requirement: Requirement, weight: Amount = .one) {
      self.requirement = requirement
      self.weight = weight
    }
  }

  /// How much must hold.
  public enum Threshold: Hashable, Sendable {
    case all
    case any
    case atLeast(Amount)
    /// A share of the members' total weight, in percent.
    case share(percent: Amount)
  }

  /// How much must hold.
  public var threshold: Threshold
  /// As written; never empty in a valid model.
  public var members: Members
  /// The glob or selector as written, where the members were given by one.
  public var pattern: String?
  /// The probability that switching to what is left of the members works; certain unless stated. Otherwise the group
  /// behaves as one of which all members must hold. Levels do not depend on it, probabilities do.
  public var coverage: Probability
  /// The share of its members' failures that takes all of them down at once, the beta factor of a common cause; none unless
  /// stated. Levels do not depend on it, probabilities and cut sets do.
  public var commonCause: Probability

  /// A group.
  public init(
    _ threshold: Threshold, of members: Members, pattern: String? = nil, coverage: Probability = .certain,
    commonCause: Probability = .impossible
  ) {
    self.threshold = threshold
    self.members = members
    self.pattern = pattern
    self.coverage = coverage
    self.commonCause = commonCause
  }

  /// A group of members that are written one by one.
  public init(
    _ threshold: Threshold, of members: [Member], pattern: String? = nil, coverage: Probability = .certain,
    commonCause: Probability = .impossible
  ) {
    self.init(threshold, of: Members(members), pattern: pattern, coverage: coverage, commonCause: commonCause)
  }

  /// The members' weights together, or `nil` where they overflow.
  public var totalWeight: Amount? { members.totalWeight }

  /// The least weight that must hold, given the total: the total for `all`, the smallest positive amount for `any`,
  /// and for a percentage the smallest amount that reaches it exactly.
  ///
  /// It may exceed the total: such a group can never hold, and a model that states one is refused.
  public func requiredWeight(ofTotal total: Amount) -> Amount {
    switch threshold {
    case .all: return total
    case .any: return Amount(millionths: 1)
    case .atLeast(let amount): return amount
    case .share(let percent):
      // ceil(percent · total / 100), both in millionths: the product has 128 bits.
      let divisor: Int64 = 100_000_000
      let product = percent.millionths.multipliedFullWidth(by: total.millionths)
      guard product.high < divisor else { return Amount(millionths: .max) }
      let (quotient, remainder) = divisor.dividingFullWidth(product)
      return Amount(millionths: max(1, quotient + (remainder > 0 ? 1 : 0)))
    }
  }
}

extension Group {
  /// The threshold in the notation of `text(limit:)`: `all of`, `any of`, `2 of`, `60% of`.
  public var thresholdText: String {
    switch threshold {
    case .all: "all of"
    case .any: "any of"
    case .atLeast(let amount): "\(amount) of"
    case .share(let percent): "\(percent)% of"
    }
  }

  /// The group in the notation of requirements; see `Requirement.text(limit:)`.
  public func text(limit: Int = 6) -> String {
    if let pattern { return "\(thresholdText) \(pattern)" }
    let isWeighted = !members.areAllOfWeightOne
    var parts = members.prefix(limit).map { member in
      var text = member.requirement.text(limit: limit)
      if case .group = member.requirement.target { text = "(\(text))" }
      return isWeighted ? "\(text) (\(member.weight))" : text
    }
    if members.count > limit { parts.append("\(members.count - limit) more") }
    return "\(thresholdText) \(parts.joined(separator: ", "))"
  }
}
