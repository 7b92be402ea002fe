internal import DependencyModel
internal import ModelChecks

extension CheckChanges.Change {
  /// What would decide or repair the check, in words; `nil` if nothing is known.
  func fix(_ names: RemedyNames) -> String? {
    guard case .finding(let finding, let model) = cause else { return nil }
    return FindingWording(model, naming: names).change(finding)
  }

  /// Why the check is listed, in words.
  func message(_ names: RemedyNames) -> String {
    switch cause {
    case .finding(let finding, let model): FindingWording(model, naming: names).sentence(finding)
    case .removed: "the check was removed"
    case .severity(let now): "its severity is now \(now.rawValue), not \(severity.rawValue)"
    }
  }
}
