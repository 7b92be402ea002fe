import DependencyModel
import ModelChecks
import Reports

extension RemedyNames {
  /// Names like those of a command line.
  static let tests = RemedyNames { remedy in
    switch remedy {
    case .showAll: "--all"
    case .listInJSON: "--format json"
    case .keep(let count), .listLimit(let count): "--limit \(count)"
    case .allowTime: "--time"
    case .allowMemory: "--memory"
    case .tryFewerFaults: "--faults"
    case .tryFewerComponents: "--among"
    case .chooseTargets: "--for"
    case .followChange: "CHANGE"
    case .showStart: "START"
    case .leaveOutLate: "--within TIME"
    case .trust(let confidence): "--trust \(confidence.rawValue)"
    case .explainSet: "--why N"
    case .showAvailability: "'availability'"
    case .explainUnavailability(let component): "'availability \(component ?? "COMPONENT")'"
    case .showSources: "'import'"
    case .explainRule: "'explain RULE'"
    case .failOn(let bar): "--fail-on \(bar.rawValue)"
    case .failOnDifference(let bar): "--fail-on \(bar.rawValue)"
    case .diagnostic(let remedy): "'\(remedy)'"
    }
  }
}

extension TextStyle {
  /// A plain page that names remedies.
  static let named = TextStyle(naming: .tests)
}

extension ReportOptions {
  /// A plain page that names remedies.
  static let named = ReportOptions(style: .named)
}
