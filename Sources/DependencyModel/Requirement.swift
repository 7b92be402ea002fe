/// What a component needs or uses: another component, or a group of requirements of which enough must hold.
public struct Requirement: Hashable, Sendable {
  /// What is required.
  public enum Target: Hashable, Sendable {
    case component(ComponentID)
    indirect case group(Group)
  }

  /// What is required.
  public var target: Target
  /// How long the owner lives without it.
  public var tolerates: Duration
  /// How it is known; `declared` for a hand-written requirement.
  public var confidence: Confidence
  /// Where the fact was read, in a person's or an importer's words.
  public var source: String?
  /// Where it is written.
  public var place: Place?

  /// A requirement; declared, without tolerance, unless stated.
  public init(
    _ target: Target, tolerates: Duration = .zero, confidence: Confidence = .declared, source: String? = nil,
    at place: Place? = nil
  ) {
    self.target = target
    self.tolerates = tolerates
    self.confidence = confidence
    self.source = source
    self.place = place
  }

  /// A plain requirement of a component.
  public init(on id: ComponentID) {
    self.init(.component(id))
  }
}

/// A redundancy group: it holds while members that weigh at least `threshold` together hold.
public struct Group: Hashable, Sendable {
  /// One member, as written.
  public struct Member: Hashable, Sendable {
    /// What the member is.
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
  public var members: [Member]
  /// The glob or selector as written, where the members were given by one.
  public var pattern: String?

  /// A group.
  public init(_ threshold: Threshold, of members: [Member], pattern: String? = nil) {
    self.threshold = threshold
    self.members = members
    self.pattern = pattern
  }

  /// The members' weights together, or `nil` where they overflow.
  public var totalWeight: Amount? {
    var total = Amount.zero
    for member in members {
      guard let sum = total.adding(member.weight) else { return nil }
      total = sum
    }
    return total
  }

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

extension Requirement {
  /// The requirement in a line, as a person would write or say it: `db`, `any of ebs-*`, `60 of router-1 (50), router-2 (50)`.
  ///
  /// Long lists of members are cut after `limit` members, with the count of those left out.
  public func text(limit: Int = 6) -> String {
    switch target {
    case .component(let id): id.text
    case .group(let group): group.text(limit: limit)
    }
  }

  /// Every component that the requirement names, at any depth, in the order written, repeats included.
  public func forEachComponent(_ body: (ComponentID) -> Void) {
    switch target {
    case .component(let id): body(id)
    case .group(let group):
      for member in group.members { member.requirement.forEachComponent(body) }
    }
  }
}

extension Group {
  /// The threshold in words: `all of`, `any of`, `2 of`, `60% of`.
  public var thresholdText: String {
    switch threshold {
    case .all: "all of"
    case .any: "any of"
    case .atLeast(let amount): "\(amount) of"
    case .share(let percent): "\(percent)% of"
    }
  }

  /// The group in a line; see `Requirement.text(limit:)`.
  public func text(limit: Int = 6) -> String {
    if let pattern { return "\(thresholdText) \(pattern)" }
    let isWeighted = members.contains { $0.weight != .one }
    var parts = members.prefix(limit).map { member in
      var text = member.requirement.text(limit: limit)
      if case .group = member.requirement.target { text = "(\(text))" }
      return isWeighted ? "\(text) (\(member.weight))" : text
    }
    if members.count > limit { parts.append("\(members.count - limit) more") }
    return "\(thresholdText) \(parts.joined(separator: ", "))"
  }
}
