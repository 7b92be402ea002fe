/// What a plan, such as Terraform's, does to a component.
public enum PlannedChange: String, CaseIterable, Sendable {
  case create, update, replace, destroy

  /// The verb of the plan in the third person.
  public var verb: String { self == .destroy ? "destroys" : "\(rawValue)s" }
}
