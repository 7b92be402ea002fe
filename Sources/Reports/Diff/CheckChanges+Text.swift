internal import DependencyModel
internal import ModelChecks

extension CheckChanges.Change {
  /// Why the check is listed, in words.
  func message(_ names: RemedyNames) -> String {
    switch cause {
    case .finding(let finding, let model): FindingWording(model, naming: names).sentence(finding)
    case .removed: "the check was removed"
    case .severity(let now): "its severity is now \(now.rawValue), not \(severity.rawValue)"
    }
  }
}
