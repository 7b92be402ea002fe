public import DependencyModel
public import ModelChecks

/// Something that a reader can do about what an answer leaves out or could not decide. ``RemedyNames`` has the names.
public enum Remedy: Hashable, Sendable {
  /// Show everything that a shortened list leaves out.
  case showAll
  /// List what a text only counts, as JSON does.
  case listInJSON
  /// Keep this many entries of a ranking.
  case keep(Int)
  /// The limit on the number of sets that an answer lists.
  case listLimit(Int)
  /// Allow more time.
  case allowTime
  /// Allow decision diagrams more memory.
  case allowMemory
  /// Try fewer faults.
  case tryFewerFaults
  /// Try fewer components.
  case tryFewerComponents
  /// Choose the components for which two models are compared.
  case chooseTargets
  /// Trust requirements only down to this confidence, which leaves out weaker ones.
  case trust(Confidence)
  /// Follow a change instead of a failure.
  case followChange
  /// Show the start order while the fault lasts.
  case showStart
  /// Leave out what fails later than a time.
  case leaveOutLate
  /// Explain one of the sets that an answer lists.
  case explainSet
  /// Show the availability of components.
  case showAvailability
  /// Explain the unavailability of a component; `nil` for any.
  case explainUnavailability(of: String?)
  /// Show what became of the sources of a model.
  case showSources
  /// Explain a lint rule.
  case explainRule
  /// Choose what makes a report fail.
  case failOn(CheckReport.Bar)
  /// Choose what makes a difference fail.
  case failOnDifference(DiffReport.Bar)
  /// What a diagnostic advises.
  case diagnostic(Diagnostic.Remedy)
}
