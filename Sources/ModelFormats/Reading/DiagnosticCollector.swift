public import DependencyModel

/// Gathers what is wrong while reading goes on, so that one run reports everything.
public struct DiagnosticCollector {
  /// Beyond this, more of the same is of no use, and a hostile file must not fill the memory.
  static let limit = 10_000
  /// "Did you mean" is worth its time only for what will be shown.
  static let suggestionLimit = 60
  /// The most words that are compared with misspelled ones in all: about a second's work.
  private static let comparisonLimit = 2_000_000

  /// The gathered diagnostics, in the order added. One that is the same for several entries of an `each` is one, and says how
  /// many.
  public var diagnostics: [Diagnostic] {
    guard !repeats.isEmpty else { return gathered }
    return gathered.enumerated().map { number, diagnostic in
      guard let repeated = repeats[number], repeated.count > 1 else { return diagnostic }
      return diagnostic.saying("\(diagnostic.message) (\(count(repeated.count, repeated.noun)))")
    }
  }

  /// The entry of an `each` that is read, by its place among the entries of the model; `nil` outside of these. What is wrong at
  /// one place of several entries is reported once.
  var entry: (number: Int, isDomain: Bool)?

  private var gathered: [Diagnostic] = []
  /// The same, to add each only once: `each` repeats what is wrong in an entry.
  private var known: Set<Diagnostic> = []
  /// By code and place, the number of the first diagnostic that an entry got there.
  private var firsts: [Spot: Int] = [:]
  /// By the number of a diagnostic that belongs to an entry, the entries that it belongs to.
  private var repeats: [Int: (last: Int, first: Int, count: Int, noun: String)] = [:]

  /// Where a diagnostic is, and what sort of one.
  private struct Spot: Hashable {
    let code: String
    let place: Place
  }

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
    if let entry, let place = diagnostic.place {
      let spot = Spot(code: diagnostic.code.id, place: place)
      if let first = firsts[spot], let repeated = repeats[first], repeated.first != entry.number {
        // Another entry of the same 'each': the texts differ only in the values that stand for its variables.
        // Entries are read in order, twice.
        guard entry.number > repeated.last else { return }
        repeats[first] = (entry.number, repeated.first, repeated.count + 1, repeated.noun)
        return
      }
      guard gathered.count < Self.limit, known.insert(diagnostic).inserted else { return }
      if firsts[spot] == nil {
        firsts[spot] = gathered.count
        repeats[gathered.count] = (entry.number, entry.number, 1, entry.isDomain ? "domain" : "component")
      }
      gathered.append(diagnostic)
      return
    }
    if gathered.count < Self.limit, known.insert(diagnostic).inserted { gathered.append(diagnostic) }
  }

  /// Adds several.
  public mutating func add(contentsOf more: [Diagnostic]) {
    for diagnostic in more { add(diagnostic) }
  }

  /// Whether there is something that makes the input unusable.
  public var hasErrors: Bool { gathered.contains { $0.severity == .error } }

  /// Whether suggestions are still made.
  public var hasRoomForSuggestions: Bool {
    gathered.count < Self.suggestionLimit && comparisonCount < Self.comparisonLimit
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
