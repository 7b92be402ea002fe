/// What a plan, such as Terraform's, does to a component: importers tag the components that it changes.
public enum PlannedChange: String, CaseIterable, Sendable {
  case create, update, replace, destroy

  /// The tag of a component: `plan:create` and so on.
  public var tag: String { "plan:\(rawValue)" }

  /// The verb of the plan in the third person.
  public var verb: String { self == .destroy ? "destroys" : "\(rawValue)s" }
}
