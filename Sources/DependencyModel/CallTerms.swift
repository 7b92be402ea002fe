/// How a requirement is called: how often, in which order, how long its owner waits.
///
/// Most requirements state none of it, so that all of it takes one reference.
public struct CallTerms: Hashable, Sendable {
  /// How the calls on a group go to its members.
  public enum Spread: String, Sendable, CaseIterable {
    /// Each call begins with any member, in proportion to its weight.
    case even
    /// Each call begins with the first member in the order written.
    case first
    /// Each call goes to all members.
    case each
  }

  /// The pieces of work on it for each piece of its owner's work; `nil` where nothing is stated: 1, and none inside a circle.
  public var calls: Amount?
  /// How the calls on a group go to its members; `nil` where nothing is stated: evenly.
  public var spread: Spread?
  /// How often a failed call is made again.
  public var retries: Int
  /// How long its owner waits for an answer; `nil` for ever.
  public var timeout: Duration?
  /// Whether a slot of what is called is held for as long as its owner's work lasts.
  public var isHeld: Bool
  /// How many different units of it each piece of its owner's work needs, at least 1.
  public var units: Int
  /// How many of these must hold, at least 1; `nil` where nothing is stated: all of them.
  public var atLeast: Int?
  /// How its numbers are known, as far as that is stated.
  public var bases: [KnownNumber: NumberBasis] = [:]

  /// Terms; one call of one unit unless stated.
  public init(
    calls: Amount? = nil, spread: Spread? = nil, retries: Int = 0, timeout: Duration? = nil, isHeld: Bool = false,
    units: Int = 1, atLeast: Int? = nil
  ) {
    self.calls = calls
    self.spread = spread
    self.retries = retries
    self.timeout = timeout
    self.isHeld = isHeld
    self.units = units
    self.atLeast = atLeast
  }

  /// What a requirement states that states nothing.
  public static let none = CallTerms()

  /// Terms that requirements share until one of them changes.
  final class Stored: Hashable, Sendable {
    let terms: CallTerms

    init(_ terms: CallTerms) { self.terms = terms }

    static func == (left: Stored, right: Stored) -> Bool { left === right || left.terms == right.terms }

    func hash(into hasher: inout Hasher) { hasher.combine(terms) }
  }
}

extension Requirement {
  /// How it is called.
  public var terms: CallTerms {
    get { storedTerms?.terms ?? .none }
    set { storedTerms = newValue == .none ? nil : CallTerms.Stored(newValue) }
  }

  /// Whether it states anything of how it is called.
  public var statesTerms: Bool { storedTerms != nil }
}
