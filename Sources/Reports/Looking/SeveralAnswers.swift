/// An answer about one component, which can be asked for several at once.
public protocol ComponentAnswering: Answer {
  /// The JSON of several such answers.
  associatedtype SeveralForm: Encodable

  /// The JSON of answers about several components.
  static func several(_ answers: [JSONForm]) -> SeveralForm
}

/// The answers to one question about several components, one after the other.
public struct SeveralAnswers<Each: ComponentAnswering>: Answer {
  /// The answers, at least one, in the order of the components.
  public let answers: [Each]

  /// Answers to one question.
  public init(_ answers: [Each]) { self.answers = answers }

  /// The answers as text, with an empty line between two.
  public func text(_ options: ReportOptions) -> String { answers.map { $0.text(options) }.joined(separator: "\n") }

  /// The answers as Markdown, with an empty line between two.
  public func markdown(_ options: ReportOptions) -> String {
    answers.map { $0.markdown(options) }.joined(separator: "\n")
  }

  /// The answers in one object.
  public func jsonForm(naming names: RemedyNames) -> Each.SeveralForm {
    Each.several(answers.map { $0.jsonForm(naming: names) })
  }
}
