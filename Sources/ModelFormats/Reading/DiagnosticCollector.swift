internal import DependencyModel

/// Gathers what is wrong while reading goes on, so that one run reports everything.
struct DiagnosticCollector {
  /// Beyond this, more of the same tells nobody anything, and a hostile file must not fill the memory.
  static let limit = 10_000
  /// "Did you mean" is worth its time only for what will be shown.
  static let suggestionLimit = 60

  private(set) var diagnostics: [Diagnostic] = []

  mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.limit { diagnostics.append(diagnostic) }
  }

  mutating func add(contentsOf more: [Diagnostic]) {
    for diagnostic in more { add(diagnostic) }
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What was probably meant, as long as the answer will be shown.
  func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    diagnostics.count < Self.suggestionLimit ? spellingSuggestion(for: word, among: candidates) : nil
  }
}
