public import DependencyModel

/// The answer of `whatfails validate`: whether a model is valid, what it contains, and what was reported about it.
public struct ValidationReport {
  /// The model; `nil` if it is not valid.
  public let model: Model?
  /// The errors, warnings and notes about it.
  public let diagnostics: [Diagnostic]

  /// A report on a model that was read, or on one that could not be.
  ///
  /// - Parameters:
  ///   - model: the model, if it is valid.
  ///   - diagnostics: the errors, warnings and notes about it.
  public init(_ model: Model?, diagnostics: [Diagnostic]) {
    self.model = model
    self.diagnostics = diagnostics
  }

  /// A summary of the model, in a line.
  public static func summary(of model: Model) -> String {
    let parts = [
      count(model.components.count - model.domainCount, "component"), count(model.domainCount, "domain"),
      count(requirementCount(of: model), "requirement"), count(model.faults.count, "fault"),
      count(model.checks.count, "check"),
    ]
    return "\(model.name.printable): \(parts.joined(separator: ", "))"
  }

  /// Everything that components need, use, start with or are configured by.
  static func requirementCount(of model: Model) -> Int {
    model.components.reduce(0) { $0 + $1.relations.count { $0.kind != .in } }
  }

  private var summary: String { model.map(Self.summary) ?? "the model is not valid" }
}

extension ValidationReport: Answer {
  /// The answer as `whatfails/validate/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> ValidationAnswer { ValidationAnswer(self, naming: names) }

  /// The summary in a line. Diagnostics are not part of it; see ``DiagnosticsText``.
  public func text(_ options: ReportOptions = ReportOptions()) -> String { summary + "\n" }

  /// The summary, and a list of the diagnostics.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    var lines = [Markdown.escaped(summary)]
    if !diagnostics.isEmpty { lines.append("") }
    lines += diagnostics.prefix(options.rowLimit).map { diagnostic in
      let place = diagnostic.place.map { " — \(Markdown.code($0.fileAndLine))" } ?? ""
      return "- **\(diagnostic.severity.rawValue)**: \(Markdown.escaped(diagnostic.message(options.names)))\(place)"
    }
    let rest = diagnostics.count - options.rowLimit
    if rest > 0 { lines.append("- … and \(grouped(rest)) more") }
    return lines.joined(separator: "\n") + "\n"
  }
}
