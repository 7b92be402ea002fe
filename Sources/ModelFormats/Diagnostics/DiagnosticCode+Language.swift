public import DependencyModel

extension DiagnosticCode {
  /// The codes for files, their syntax, and what models and policies state, by topic.
  public static let ofTheLanguage: [DiagnosticCode] = [
    ofFiles, ofLimits, ofSyntax, ofDocuments, ofAliases, ofValues, ofEach, ofDeclarations, ofComponents, ofRequirements,
    ofLoads, ofChecks, ofScenarios, ofPolicies,
  ].flatMap { $0 }
}
