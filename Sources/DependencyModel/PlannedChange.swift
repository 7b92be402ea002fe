/// What a plan, such as Terraform's, does to a component.
public enum PlannedChange: String, CaseIterable, Sendable {
  case create, update, replace
  /// Replaced by a new one that is there before the old one is destroyed.
  case replaceCreatingFirst
  case destroy

  /// What the plan does to a number of components: `creates 10`.
  public func words(for number: String) -> String {
    switch self {
    case .create: "creates \(number)"
    case .update: "updates \(number)"
    case .replace: "replaces \(number)"
    case .replaceCreatingFirst: "replaces \(number) (new first)"
    case .destroy: "destroys \(number)"
    }
  }
}
