public import DependencyModel

/// The result of `whatfails validate`, as `whatfails/validate/1`.
public struct ValidationReport {
  private let model: Model?
  private let diagnostics: [Diagnostic]

  /// A report on a model that was read, or on one that could not be.
  ///
  /// - Parameters:
  ///   - model: the model, where it is valid.
  ///   - diagnostics: what was said about it.
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
  private static func requirementCount(of model: Model) -> Int {
    model.components.reduce(0) { $0 + $1.relations.count { $0.kind != .in } }
  }

  /// The report as JSON.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    jsonText(
      Answer(
        model: OrNull(model?.name), valid: model != nil,
        components: model.map { $0.components.count - $0.domainCount }, domains: model?.domainCount,
        requirements: model.map(Self.requirementCount),
        faults: model?.faults.count, checks: model?.checks.count,
        diagnostics: diagnostics.map { Answer.Entry($0, names) }))
  }

  private struct Answer: Encodable {
    struct Entry: Encodable {
      let code: String
      let severity: String
      let message: String
      let file: OrNull<String>
      let line: OrNull<Int>
      let column: OrNull<Int>

      init(_ diagnostic: Diagnostic, _ names: RemedyNames) {
        code = diagnostic.code.id
        severity = diagnostic.severity.rawValue
        message = diagnostic.message(names)
        file = OrNull(diagnostic.place?.file)
        line = OrNull(diagnostic.place?.line)
        column = OrNull(diagnostic.place?.column)
      }
    }

    let schema = "whatfails/validate/1"
    let model: OrNull<String>
    let valid: Bool
    let components: Int?
    let domains: Int?
    let requirements: Int?
    let faults: Int?
    let checks: Int?
    let diagnostics: [Entry]
  }
}
