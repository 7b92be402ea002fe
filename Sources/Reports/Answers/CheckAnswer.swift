public import ModelChecks

/// The JSON of a ``CheckVerdict``, `whatfails/check/1`: the answer of `whatfails check`.
public struct CheckAnswer: Codable, Sendable {
  /// A step of the proof of a finding.
  public struct Step: Codable, Sendable {
    /// The id of the component of this step; left out if there is none.
    public let id: String?
    /// Its level: `degraded` or `down`; left out if there is none.
    public let level: String?
    /// What happens, as a sentence.
    public let text: String
    /// The location: `file:line`; left out if there is none.
    public let at: String?
  }

  /// A finding.
  public struct Violation: Codable, Sendable {
    /// The problem, in one sentence.
    public let message: String
    /// The level, `degraded` or `down`, of each component that fails together, by id; empty if no fault was tried.
    public let fault: [String: String]
    /// The shares of the components of which the fault takes only a share, by id; left out if there is none.
    public let faultShares: [String: EffectAnswer.FaultShare]?
    /// The id of the named fault that was tried; left out if it was none.
    public let faultId: String?
    /// The ids of the components that it is about, in model order.
    public let components: [String]
    /// The location where it is best fixed: `file:line`; `null` if the model was not read from text.
    @OrNull public private(set) var at: String?
    /// Whether the baseline contains it.
    public let known: Bool
    /// A small change after which the finding is gone and the check finds nothing new, as text; left out if none was found.
    public let change: String?
    /// Why there is no such change, as text; left out if there is one, or if none is looked for.
    public let noChange: String?
    /// The steps that show it, in the order in which to read them.
    public let proof: [Step]
    /// What the availability that it is about rests on; left out if it is about none.
    public let coverage: CoverageAnswer?
  }

  /// A finding that an exception or suppression accepts.
  public struct Excepted: Codable, Sendable {
    /// The finding.
    public let violation: Violation
    /// Why it is accepted.
    public let reason: String
    /// The last day, as YYYY-MM-DD, on which it is; left out for no end.
    public let until: String?
    /// The location of the exception: `file:line`; left out if there is none.
    public let at: String?
  }

  /// An exception or suppression that accepts nothing.
  public struct Exception: Codable, Sendable {
    /// Why it accepts nothing: the name of the problem.
    public let problem: String
    /// What it accepts, as text.
    public let subject: String
    /// The reason that it states.
    public let reason: String
    /// The last day, as YYYY-MM-DD, that it states; left out for no end.
    public let until: String?
    /// Its location: `file:line`; left out if there is none.
    public let at: String?
  }

  /// A check or lint rule that was evaluated.
  public struct Result: Codable, Sendable {
    /// The id of the check or rule.
    public let id: String
    /// `check` or `lint`.
    public let kind: String
    /// `error`, `warning` or `note`.
    public let severity: String
    /// Whether there are no findings, except for accepted ones, and there was something to look at.
    public let holds: Bool
    /// What the check is for; left out if that is not stated.
    public let description: String?
    /// Who owns the check; left out if that is not stated.
    public let owner: String?
    /// The location of the check: `file:line`; left out if there is none.
    public let at: String?
    /// How many faults or components were tried; of a lint rule, how many of what it looks at the model has.
    public let tried: Int
    /// Why a lint rule looked at nothing, as text; left out if it looked at something. Such a rule does not hold, and
    /// does not fail the run.
    public let lookedAtNothing: String?
    /// The findings: first the new ones, then those that the baseline contains.
    public let violations: [Violation]
    /// The findings that are accepted.
    public let excepted: [Excepted]
    /// The exceptions that accept nothing.
    public let staleExceptions: [Exception]
  }

  /// Totals.
  public struct Counts: Codable, Sendable {
    /// The number of checks and rules.
    public let checks: Int
    /// The number of them that hold.
    public let holding: Int
    /// The number of lint rules that looked at nothing.
    public let lookedAtNothing: Int
    /// The number of severity error that have new findings.
    public let errors: Int
    /// The number of severity warning that have new findings.
    public let warnings: Int
    /// The number of severity note that have new findings.
    public let notes: Int
    /// The number of new findings.
    public let violations: Int
    /// The number of findings that the baseline contains.
    public let known: Int
    /// The number of findings that are accepted.
    public let excepted: Int
    /// The number of exceptions and suppressions that accept nothing.
    public let staleExceptions: Int
    /// The number of entries of the baseline that match nothing.
    public let staleBaseline: Int
  }

  /// An entry of the baseline that matches nothing.
  public struct Entry: Codable, Sendable {
    /// The id of the check or rule.
    public let check: String
    /// The fault, as text; empty for none.
    public let fault: String
    /// The id of the component; empty for none.
    public let component: String
    /// What else identifies the finding; empty for nothing.
    public let subject: String
  }

  /// The name and version of the format: `whatfails/check/1`.
  public let schema: String
  /// Whether everything was decided and explained.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The day, as YYYY-MM-DD, by which exceptions were judged.
  public let date: String
  /// The checks, then the lint rules, each with its findings.
  public let checks: [Result]
  /// Totals.
  public let counts: Counts
  /// The suppressions of lint rules that accept nothing.
  public let staleSuppressions: [Exception]
  /// The entries of the baseline that match nothing.
  public let staleBaseline: [Entry]
  /// The requirements behind the answer that are only inferred or assumed; left out for none.
  public let weakRequirements: WeakRequirementsAnswer?
  /// The numbers that results may rest on, where loads count, though they are only inferred or assumed; left out for none.
  public let weakNumbers: WeakNumbersAnswer?
  /// How little the components have to do with each other, so that the answer says little; left out otherwise.
  public let relatedness: RelatednessAnswer?
  /// What checks of availability assume of components that state no unavailability; left out for nothing.
  public let assumptions: [AssumptionAnswer]?
  /// The parts that were not decided or not explained, each as a sentence; left out if there are none.
  public let missing: [String]?
  /// The ids of the components that lint rules took for those of tier 0 and 1 because no component has either: nothing else depends
  /// on them. Left out if there are none.
  public let standIns: [String]?
  /// What the model states of the components that findings name, by id. Components that state nothing are left out.
  public let componentsById: [String: ComponentAnswer]
}

extension CheckAnswer {
  /// The JSON of a report.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - names: what remedies are called.
  public init(_ report: CheckReport, naming names: RemedyNames = .none) { self = report.jsonForm(naming: names) }
}
