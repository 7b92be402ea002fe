public import DependencyModel

/// A built-in rule: a weakness that can be seen in any model.
public struct LintRule: Sendable {
  /// How systems lose their resilience: the failure categories of AWS's Resilience Analysis Framework.
  public enum FailureClass: String, Sendable, CaseIterable {
    case singlePointsOfFailure = "single points of failure"
    case excessiveLoad = "excessive load"
    case excessiveLatency = "excessive latency"
    case misconfiguration = "misconfiguration and bugs"
    case sharedFate = "shared fate"
  }

  /// A question that can be asked about a model.
  public enum Question: Sendable {
    case availability
  }

  /// The name of the rule, in lower case with hyphens.
  public let id: String
  /// The class of failures that it guards against.
  public let failureClass: FailureClass
  /// How bad a finding is unless settings say otherwise.
  public let severity: Check.Severity
  /// The finding, in a few words.
  public let title: String
  /// Why that is a weakness.
  public let rationale: String
  /// The recommended change.
  public let advice: String
  /// The question whose answer shows what the rule is about; `nil` if no single one does.
  public let shownBy: Question?
  /// A model in which it finds something.
  public let example: String
  /// The same model put right, in which it finds nothing.
  public let repaired: String
  /// The parts of a model that it looks at.
  public let subject: Subject
  /// Finds it in a model: in model order.
  let find: @Sendable (LintContext) -> [Finding]

  init(
    _ id: String, _ failureClass: FailureClass, _ severity: Check.Severity, lookingAt subject: Subject, title: String,
    rationale: String, advice: String, shownBy: Question? = nil, example: String, repaired: String,
    find: @escaping @Sendable (LintContext) -> [Finding]
  ) {
    self.id = id
    self.failureClass = failureClass
    self.severity = severity
    self.subject = subject
    self.title = title
    self.rationale = rationale
    self.advice = advice
    self.shownBy = shownBy
    self.example = example
    self.repaired = repaired
    self.find = find
  }

  /// The findings of the rule in a model.
  public func findings(in context: LintContext) -> [Finding] { find(context) }
}
