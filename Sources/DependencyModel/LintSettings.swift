/// The settings of a model or a policy for built-in lint rules: which count, how much, and what is accepted.
public struct LintSettings: Sendable {
  /// How a rule is taken.
  public enum Setting: String, Sendable, CaseIterable {
    /// The rule is not run.
    case off
    case note, warning, error
  }

  /// How one rule is taken.
  public struct RuleSetting: Sendable {
    /// The rule's id, or a glob.
    public var rule: String
    /// How it is taken.
    public var setting: Setting
    /// Where that is written.
    public var place: Place?

    /// A setting.
    public init(_ rule: String, _ setting: Setting, at place: Place? = nil) {
      self.rule = rule
      self.setting = setting
      self.place = place
    }
  }

  /// Findings that are known and accepted.
  public struct Suppression: Sendable {
    /// The rule's id, or a glob.
    public var rule: String
    /// The components whose findings are accepted; `nil` for any.
    public var component: ComponentSelector?
    /// Why; never empty.
    public var reason: String
    /// The last day on which it counts, as `YYYY-MM-DD`.
    public var until: String?
    /// Where it is.
    public var place: Place?

    /// A suppression.
    public init(
      _ rule: String, component: ComponentSelector?, reason: String, until: String?, at place: Place? = nil
    ) {
      self.rule = rule
      self.component = component
      self.reason = reason
      self.until = until
      self.place = place
    }
  }

  /// In the order written: of several that name a rule the last counts.
  public var rules: [RuleSetting] = []
  /// In the order written.
  public var suppressions: [Suppression] = []

  /// No settings.
  public init() {}

  /// Whether nothing is reported.
  public var isEmpty: Bool { rules.isEmpty && suppressions.isEmpty }
}
