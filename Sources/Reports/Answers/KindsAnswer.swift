internal import DependencyModel

/// The JSON of a ``KindsReport``, `whatfails/kinds/1`: the answer of `whatfails kinds`.
public struct KindsAnswer: Codable, Sendable {
  /// A kind that is known by name.
  public struct Kind: Codable, Sendable {
    /// The name, such as `aws/ec2-instance`.
    public let name: String
    /// The family, which decides how it is drawn.
    public let family: String
    /// What it is, in a few words.
    public let summary: String
  }

  /// The name and version of the format: `whatfails/kinds/1`.
  public let schema: String
  /// The kinds, in the order of the vocabulary.
  public let kinds: [Kind]

  /// The JSON of the vocabulary.
  public init() {
    schema = "whatfails/kinds/1"
    kinds = KindVocabulary.all.map { Kind(name: $0.name, family: $0.family.rawValue, summary: $0.summary) }
  }
}
