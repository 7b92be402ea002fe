internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Nodes and edges of a plain graph, as formats that know nothing of failure hold them.
struct GraphDraft {
  /// The meaning of an edge, in the words that people give it.
  enum Meaning: Equatable {
    case relation(ImportDraft.Kind)
    case group

    static let needs = Meaning.relation(.needs)
    static let uses = Meaning.relation(.uses)
    static let startNeeds = Meaning.relation(.startNeeds)
    static let configuredBy = Meaning.relation(.configuredBy)

    /// The table of words besides the language's own; to add one, append a word.
    private static let words: [(word: String, meaning: Meaning)] =
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

  private struct Alternatives {
    var members: [String] = []
    var threshold: Int?
    var place: Place
  }

  var draft = ImportDraft()
  /// Whether the target of an edge depends on its source.
  let isFlow: Bool
  private let file: String
  private var groups: [String: Int] = [:]
  private var alternatives: [(owner: String, alternatives: Alternatives)] = []
  private(set) var edgeCount = 0
  /// The tags that nodes have already.
  private var tags: Set<Tag> = []

  private struct Tag: Hashable {
    var node: String
    var text: String
  }

  /// A draft of the graph in some files; the first gives it its name.
  init(_ files: [SourceFile], isFlow: Bool) {
    file = ImportDraft.fileName(files[0].name)
    self.isFlow = isFlow
    draft.budget = ExpansionBudget(files)
  }

  /// Adds a node, unless it is there.
  mutating func add(node id: String, name: String? = nil, kind: String? = nil, tag: String? = nil, at place: Place) {
    draft.add(id, kind: kind.map(ImportDraft.cleaned), name: name, source: "\(file):\(place.line)", at: place)
    guard let tag = tag.map(ImportDraft.cleaned), !tag.isEmpty, tag != "?",
      tags.insert(Tag(node: id, text: tag)).inserted
    else { return }
    draft.update(id) { $0.tags.append(tag) }
  }

  /// Where something was read, in a few words.
  func source(at place: Place) -> String { "\(file):\(place.line)" }

  /// Changes what is known of a node.
  mutating func describe(_ id: String, name: String?, kind: String?) {
    draft.update(id) { component in
      if let name, !name.isEmpty, name != id { component.name = ImportDraft.cleaned(name) }
      if let kind, !kind.isEmpty { component.kind = ImportDraft.cleaned(kind) }
    }
  }

  /// Adds an edge: the source depends on the target, or the target on the source where edges follow the flow.
  ///
  /// - Parameters:
  ///   - source: what depends.
  ///   - target: what it depends on.
  ///   - meaning: how.
  ///   - group: edges of one source and group are alternatives.
  ///   - threshold: how many of a group must hold; any where no edge of the group says.
  ///   - place: where the edge is.
  mutating func add(
    from source: String, to target: String, _ meaning: Meaning = .needs, group: String? = nil, threshold: Int? = nil,
    at place: Place
  ) {
    let (owner, other) = isFlow ? (target, source) : (source, target)
    add(node: source, at: place)
    add(node: target, at: place)
    edgeCount += 1
    if meaning == .group || group?.isEmpty == false {
      let key = "\(owner)\u{0}\(group ?? "")"
      if groups[key] == nil {
        groups[key] = alternatives.count
        alternatives.append((owner, Alternatives(place: place)))
      }
      let position = groups[key]!
      alternatives[position].alternatives.members.append(other)
      alternatives[position].alternatives.threshold = threshold ?? alternatives[position].alternatives.threshold
    } else {
      draft.relate(
        owner, meaning.kind, other, confidence: .declared, source: "\(file):\(place.line)", at: place)
    }
  }

  /// The model; a file without a node is an error.
  consuming func model(format: String, start: Place) throws(InvalidInput) -> ImportedModel {
    for (owner, group) in alternatives {
      let members = Set(group.members).count
      let threshold: Group.Threshold =
        group.threshold.map { .atLeast(Amount(Int32(clamping: min(max($0, 1), members)))) } ?? .any
      draft.relate(
        owner, .needs, threshold, of: group.members, confidence: .declared, source: "\(file):\(group.place.line)",
        at: group.place)
    }
    draft.notes.understand(edgeCount)
    let name = file.split(separator: ".").first.map(String.init) ?? file
    var imported = try draft.model(
      name: name, format: format, things: edgeCount == 1 ? "edge" : "edges", start: start)
    imported.idsAreServices = true
    return imported
  }
}
