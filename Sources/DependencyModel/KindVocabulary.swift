/// How a kind is drawn, and its meaning: a built-in vocabulary that any text may extend.
public enum KindFamily: String, Sendable, CaseIterable {
  case compute, container, function, storage, database, cache, queue, network, balancer, dns
  case controlPlane = "control plane"
  case identity, observability, configuration, application, external, person
  case domain
  case other
}

/// One word of the vocabulary.
public struct KnownKind: Sendable {
  /// The text under `kind`, for example `aws/ebs-volume`.
  public let name: String
  /// How it is drawn.
  public let family: KindFamily
  /// A short description, for `whatfails kinds`.
  public let summary: String
  /// Whether a component of this kind only says how others belong together, as a gate of a fault tree does: there is
  /// nothing that could fail by itself. A component may state otherwise; see `Component.isLogic`.
  public var isLogic = false
}

/// The kinds that the tool knows by name.
public enum KindVocabulary {
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The word with this name, if the vocabulary has it.
  public static func kind(named name: String) -> KnownKind? { byName[name] }

  /// Whether a component of this kind is logic only; see `KnownKind.isLogic`. Kinds outside the vocabulary are not.
  public static func isLogic(_ kind: String?) -> Bool {
    kind.flatMap { byName[$0] }?.isLogic ?? false
  }

  /// The family of a kind: of the vocabulary's word, else guessed from the words in it, else `other`.
  public static func family(of kind: String?) -> KindFamily {
    guard let kind else { return .other }
    if let known = byName[kind] { return known.family }
    let words = kind.lowercased().split { !$0.isLetter && !$0.isNumber }
    for word in words.reversed() {
      if let family = familyByWord[String(word)] { return family }
    }
    return .other
  }

  /// For an unknown kind the known one that it is probably a misspelling of: same prefix, nearly the same name.
  public static func suggestion(for kind: String) -> String? {
    guard byName[kind] == nil, let slash = kind.firstIndex(of: "/") else { return nil }
    let prefix = kind[...slash]
    let near = spellingSuggestion(for: kind, among: all.lazy.map(\.name).filter { $0.hasPrefix(prefix) })
    // One slip in a word is a misspelling; more is another word.
    guard let near, abs(near.count - kind.count) <= 1, Set(near).symmetricDifference(kind).count <= 1
    else { return nil }
    return near
  }
}
