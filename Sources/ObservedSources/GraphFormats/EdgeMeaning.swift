internal import DependencyModel
internal import SourceReading

/// The meaning of an edge, in the words that people give it.
enum EdgeMeaning: Equatable {
  case relation(ImportDraft.Kind)
  case group

  static let needs = EdgeMeaning.relation(.needs)
  static let uses = EdgeMeaning.relation(.uses)
  static let startNeeds = EdgeMeaning.relation(.startNeeds)
  static let configuredBy = EdgeMeaning.relation(.configuredBy)

  /// The table of words besides the language's own; to add one, append a word.
  private static let words: [(word: String, meaning: EdgeMeaning)] =
    [
      ("", .needs), ("hard", .needs), ("need", .needs), ("requires", .needs), ("required", .needs),
      ("depends", .needs), ("dependson", .needs), ("sync", .needs), ("calls", .needs), ("call", .needs),
      ("soft", .uses), ("use", .uses), ("optional", .uses), ("async", .uses), ("weak", .uses),
      ("recommends", .uses), ("suggests", .uses), ("dashed", .uses), ("dotted", .uses),
      ("start", .startNeeds), ("restart", .startNeeds), ("build", .startNeeds),
      ("config", .configuredBy), ("setting", .configuredBy),
      ("any", .group), ("or", .group), ("anyof", .group), ("group", .group), ("redundant", .group),
    ]
    + ImportDraft.Kind.allCases.filter { $0.traits.targets != .domains }
    .map { ($0.rawValue.lowercased(), .relation($0)) }

  /// The meaning of a word, in any case; `nil` for one that is not known.
  init?(_ word: some StringProtocol) {
    let word = word.lowercased().filter { $0.isLetter }
    guard let line = Self.words.first(where: { $0.word == word }) else { return nil }
    self = line.meaning
  }

  var kind: ImportDraft.Kind {
    switch self {
    case .relation(let kind): kind
    case .group: .needs
    }
  }
}
