public import DependencyModel

/// Gathers what is wrong while reading goes on, so that one run reports everything.
public struct DiagnosticCollector {
  /// Beyond this, more of the same is of no use, and a hostile file must not fill the memory.
  static let limit = 10_000
  /// "Did you mean" is worth its time only for what will be shown.
  static let suggestionLimit = 60
  /// The most words that are compared with misspelled ones in all: about a second's work.
  private static let comparisonLimit = 2_000_000

  /// The gathered diagnostics, in the order added.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The same, to add each only once: `each` repeats what is wrong in an entry.
  private var known: Set<Diagnostic> = []
  private var comparisonCount = 0
  private var suggestions: [Question: String?] = [:]

  /// A misspelled word, and how many candidates there are: enough to know again what was asked.
  private struct Question: Hashable {
    let word: String
    let candidateCount: Int
  }

  /// Nothing yet.
  public init() {}

  /// Adds a diagnostic that is not there yet, up to a limit.
  public mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.limit, known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Adds several.
  public mutating func add(contentsOf more: [Diagnostic]) {
    for diagnostic in more { add(diagnostic) }
  }

  /// Whether there is something that makes the input unusable.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Whether suggestions are still made.
  public var hasRoomForSuggestions: Bool {
    diagnostics.count < Self.suggestionLimit && comparisonCount < Self.comparisonLimit
  }

  /// The candidate that was probably meant, as long as it will be shown and the work for all of them stays bounded.
  public mutating func suggestion(
    for word: String, among candidates: @autoclosure () -> some Collection<String>
  ) -> String? {
    guard hasRoomForSuggestions else { return nil }
    let candidates = candidates()
    let question = Question(word: word, candidateCount: candidates.count)
    if let known = suggestions[question] { return known }
    comparisonCount += candidates.count
    let suggestion = spellingSuggestion(for: word, among: candidates)
    suggestions[question] = suggestion
    return suggestion
  }

  /// The known kind that was probably meant by one that is not known.
  mutating func suggestion(forKind kind: String) -> String? {
    let question = Question(word: kind, candidateCount: -1)
    if let known = suggestions[question] { return known }
    guard comparisonCount < Self.comparisonLimit else { return nil }
    comparisonCount += KindVocabulary.all.count
    let suggestion = KindVocabulary.suggestion(for: kind)
    suggestions[question] = suggestion
    return suggestion
  }
}
