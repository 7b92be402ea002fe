internal import DependencyModel

extension Diagnostic {
  /// The message, with the name of what helps.
  func message(_ names: RemedyNames) -> String {
    guard let remedy, let name = names[.diagnostic(remedy)] else { return message }
    switch remedy {
    case .listRules: return "\(message); \(name) lists them"
    case .writeBaseline: return "\(message); a baseline is written by \(name)"
    case .stateMissionTime: return "\(message) (\(name))"
    case .writeOtherwise: return "\(message) with \(name)"
    case .askSource: return "\(message), with \(name)"
    case .nameSource: return "\(message) or \(name)"
    case .distinguishSources: return "\(message): \(name)"
    }
  }
}
