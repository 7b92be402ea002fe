internal import DependencyModel
internal import Diagrams
internal import ModelChecks
internal import Reports

extension RemedyNames {
  /// The options and commands that do what answers and diagnostics suggest.
  static let options = RemedyNames { remedy in
    switch remedy {
    case .showAll: "--all"
    case .listInJSON: "--format json"
    case .keep(let count), .listLimit(let count): "--limit \(count)"
    case .allowTime: "--time"
    case .allowMemory: "--memory"
    case .tryFewerFaults: "--faults"
    case .tryFewerComponents: "--among"
    case .chooseTargets: "--for"
    case .followChange: "--change"
    case .showStart: "'whatfails start --if'"
    case .leaveOutLate: "--within TIME"
    case .trust(let confidence): "--trust \(confidence.rawValue)"
    case .explainSet: "--why N"
    case .showAvailability: "'whatfails availability'"
    case .explainUnavailability(let component): "'whatfails availability \(component ?? "COMPONENT")'"
    case .showSources: "'whatfails import'"
    case .explainRule: "'whatfails check --explain RULE'"
    case .failOn(let bar): "--fail-on \(bar.rawValue)"
    case .failOnDifference(let bar): "--fail-on \(bar.rawValue)"
    case .diagnostic(let remedy): option(for: remedy)
    }
  }

  private static func option(for remedy: Diagnostic.Remedy) -> String {
    switch remedy {
    case .listRules: "'whatfails check --explain all'"
    case .writeBaseline: "'whatfails check --write-baseline'"
    case .stateMissionTime: "import --mission-time HOURS"
    case .askSource, .nameSource: "-m"
    case .distinguishSources: "east=FILE west=FILE"
    case .writeOtherwise: "--as json or a file named .json, or ask what it is read from, with -m"
    }
  }
}

extension DiagramError {
  /// The problem, and the options and commands that help.
  var messageWithOptions: String {
    switch self {
    case .tooLarge(let size):
      let narrowed =
        (size.hasFault ? ["--only-affected"] : []) + [
          "--focus ID --depth 2", "--collapse kind", "--collapse DOMAIN", "--hide SELECTOR",
        ]
      return "\(problem); narrow it with \(narrowed.joined(separator: ", ")), write DOT, or insist with --force"
    case .modelTooLarge, .tooManyRequirements: return "\(problem); 'whatfails if' and 'why' answer in words"
    case .tooManyEdges:
      return "\(problem); narrow it with --focus ID --depth 2, or let similar components be drawn as one mark"
    case .unknownName(let role, _, _): return "--\(role.rawValue) \(problem)"
    case .nothingToDraw, .rendering: return description
    }
  }
}
