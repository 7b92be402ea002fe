public import DependencyModel

/// The JSON of a ``ValidationReport``, `whatfails/validate/1`: the answer of `whatfails validate`.
public struct ValidationAnswer: Codable, Sendable {
  /// An error, warning or note about the input.
  public struct Entry: Codable, Sendable {
    /// The stable name of the diagnostic.
    public let code: String
    /// `error`, `warning` or `note`.
    public let severity: String
    /// What is wrong, and what would be right.
    public let message: String
    /// The file; `null` if the diagnostic has no location.
    @OrNull public private(set) var file: String?
    /// The line, from 1; `null` if the diagnostic has no location.
    @OrNull public private(set) var line: Int?
    /// The column in characters, from 1; `null` if the diagnostic has no location.
    @OrNull public private(set) var column: Int?
  }

  /// The name and version of the format: `whatfails/validate/1`.
  public let schema: String
  /// The name of the model; `null` if it is not valid.
  @OrNull public private(set) var model: String?
  /// Whether the model has no errors. Only then do the counts below exist.
  public let valid: Bool
  /// The number of components, without domains.
  public let components: Int?
  /// The number of domains.
  public let domains: Int?
  /// The number of requirements of components.
  public let requirements: Int?
  /// The number of named faults.
  public let faults: Int?
  /// The number of checks.
  public let checks: Int?
  /// The errors, warnings and notes.
  public let diagnostics: [Entry]

  /// The JSON of a report.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - names: what remedies are called.
  public init(_ report: ValidationReport, naming names: RemedyNames = .none) {
    let valid = report.model
    schema = "whatfails/validate/1"
    self.valid = valid != nil
    components = valid.map { $0.components.count - $0.domainCount }
    domains = valid?.domainCount
    requirements = valid.map(ValidationReport.requirementCount)
    faults = valid?.faults.count
    checks = valid?.checks.count
    diagnostics = report.diagnostics.map { Entry($0, naming: names) }
    model = valid?.name
  }
}

extension ValidationAnswer.Entry {
  /// A diagnostic as JSON contains it.
  ///
  /// - Parameters:
  ///   - diagnostic: the diagnostic.
  ///   - names: what remedies are called.
  public init(_ diagnostic: Diagnostic, naming names: RemedyNames = .none) {
    self.init(
      code: diagnostic.code.id, severity: diagnostic.severity.rawValue, message: diagnostic.message(names),
      file: diagnostic.place?.file, line: diagnostic.place?.line, column: diagnostic.place?.column)
  }
}
