public import DependencyModel

/// Gathers what is wrong while reading goes on, so that one run reports everything.
public struct DiagnosticCollector {
  /// Beyond this, more of the same tells nobody anything, and a hostile file must not fill the memory.
  static let limit = 10_000
  /// "Did you mean" is worth its time only for what will be shown.
  static let suggestionLimit = 60

  /// What was gathered, in the order added.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Nothing yet.
  public init() {}

  /// Adds a diagnostic, up to a limit.
  public mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.limit { diagnostics.append(diagnostic) }
  }

  /// Adds several.
  public mutating func add(contentsOf more: [Diagnostic]) {
    for diagnostic in more { add(diagnostic) }
  }

  /// Whether there is something that makes the input unusable.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What was probably meant, as long as the answer will be shown.
  ///
  /// - Parameter candidates: what can be meant; not asked for where no suggestion is made.
  public func suggestion<Candidates: Sequence<String>>(
    for word: String, among candidates: @autoclosure () -> Candidates
  ) -> String? {
    diagnostics.count < Self.suggestionLimit ? spellingSuggestion(for: word, among: candidates()) : nil
  }
}
