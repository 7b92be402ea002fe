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

  /// For an unknown kind the known one that is probably meant: one letter away, or what the kind is called elsewhere, such
  /// as `aws/lb`.
  ///
  /// A kind without a prefix is any word that a user likes, so only a long one is compared.
  public static func suggestion(for kind: String) -> String? {
    guard byName[kind] == nil else { return nil }
    if let known = otherNames[kind] { return known }
    let prefix = kind.firstIndex(of: "/").map { kind[...$0] } ?? ""
    guard !prefix.isEmpty || kind.count >= 5 else { return nil }
    // One slip in a word is a misspelling; more is another word.
    let candidates = all.lazy.map(\.name).filter { prefix.isEmpty ? !$0.contains("/") : $0.hasPrefix(prefix) }
    guard let near = spellingSuggestion(for: kind, among: candidates, atMost: 1), !isPlural(kind, of: near)
    else { return nil }
    return near
  }

  /// Whether a word without a prefix is only another number of a known one: that is no slip.
  private static func isPlural(_ kind: String, of known: String) -> Bool {
    !kind.contains("/") && (kind == known + "s" || known == kind + "s")
  }
}
