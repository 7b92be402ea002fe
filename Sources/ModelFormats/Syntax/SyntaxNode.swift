public import DependencyModel

/// A YAML or JSON document as it was written: values with their places, and nothing yet about what they mean.
///
/// Scalars keep their source text (`014`, `NO` and `1.10` stay as written); the reader of a value decides
/// whether the text is a number. `isQuoted` distinguishes text from null and numbers where that matters.
public struct SyntaxNode: Sendable {
  /// The value at a place.
  public enum Content: Sendable {
    case null
    case scalar(String)
    case sequence([SyntaxNode])
    /// In the order written; keys are unique scalars.
    case mapping([(key: SyntaxNode, value: SyntaxNode)])
  }

  /// The value.
  public var content: Content
  /// Where the value starts.
  public var place: Place
  /// Whether a scalar was written in quotes (or as a YAML block scalar): then it is text, never null or a number.
  public var isQuoted: Bool

  /// A value at a place.
  public init(_ content: Content, at place: Place, isQuoted: Bool = false) {
    self.content = content
    self.place = place
    self.isQuoted = isQuoted
  }
}

extension SyntaxNode {
  /// The text of a scalar.
  public var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  /// The type of the value, as an error message would name it.
  public var kindName: String {
    switch content {
    case .null: "nothing"
    case .scalar(let text): isQuoted || Double(text) == nil ? "text" : "a number"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
