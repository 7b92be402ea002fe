/// The answers to one question about several components, one after the other.
public struct SeveralAnswers<Each: Answer>: Answer {
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

  /// The answers as `whatfails/several/1`.
  public func jsonForm(naming names: RemedyNames) -> SeveralAnswersForm<Each.JSONForm> {
    SeveralAnswersForm(answers: answers.map { $0.jsonForm(naming: names) })
  }
}

/// The JSON of ``SeveralAnswers``, `whatfails/several/1`: the answers to a question about what a selector matches.
public struct SeveralAnswersForm<Each: Encodable>: Encodable {
  /// The name and version of the format: `whatfails/several/1`.
  public let schema: String
  /// The answers, each with a schema of its own, in the order of the components.
  public let answers: [Each]

  init(answers: [Each]) {
    schema = "whatfails/several/1"
    self.answers = answers
  }
}

extension SeveralAnswersForm: Decodable where Each: Decodable {}
extension SeveralAnswersForm: Sendable where Each: Sendable {}
