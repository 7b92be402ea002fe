/// How a number is known, where that is more than that a user declared it.
public struct NumberBasis: Hashable, Sendable {
  /// How sure the number is; `declared` for one that is written by hand.
  public let confidence: Confidence
  /// Where the number was read, in the words of a user; `nil` where nothing is stated.
  public let source: String?

  /// A basis; `nil` if it says nothing.
  public init?(confidence: Confidence = .declared, source: String? = nil) {
    guard confidence != .declared || source != nil else { return nil }
    self.confidence = confidence
    self.source = source
  }
}

extension Component {
  /// The numbers of a component that can state how they are known. The raw values are the keys of the language.
  public enum KnownNumber: String, Sendable, CaseIterable {
    case units, demand, capacity, slots, takes
  }

  /// How a number is known; `nil` where nothing is stated of it. A number that is changed has none.
  public subscript(basis number: KnownNumber) -> NumberBasis? {
    get { loadTerms?.terms.bases[number] }
    set { changeLoadTerms { $0.bases[number] = newValue } }
  }
}

extension CallTerms {
  /// The numbers of a requirement that can state how they are known. The raw values are the keys of the language.
  public enum KnownNumber: String, Sendable, CaseIterable {
    case units, atLeast, calls, retries, timeout
  }
}
