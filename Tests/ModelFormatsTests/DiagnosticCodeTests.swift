import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Every code of the language: what its explanation calls wrong gets that code, and what it calls right does not.
@Suite struct DiagnosticCodeTests {
  /// Codes whose examples are more than one text, or no model at all; each has a test of its own, named here.
  static let testedElsewhere: Set<String> = [
    "unreadable-file",  // ModelLoaderTests.missingFiles
    "include-circle",  // ModelLoaderTests.includeCircle
    "model-names-differ",  // ModelLoaderTests.folderOfTwoModels
    "empty-folder",  // ModelLoaderTests.emptyFolder
    "unread-form",  // UnreadFormTests
    "outside-folder",  // FolderBoundsTests
    "each-too-many",  // ModelReadingTests.tooManyCombinations
    "each-too-large", "selection-too-large",  // ExpansionLimitTests
    "calls-without-end",  // LoadsTests.endless, LoadCommandTests.endless
    "endless-scenario", "scenario-too-long",  // ReplayTests, ReplayCommandTests
    "invalid-date",  // ModelReadingTests.errors
    // What is wrong with what stands beside a model: PolicyTests, LintSettingsTests, BaselineTests.
    "baseline-form", "empty-policy",
    // What is wrong with a text before it is a model: SyntaxYAMLTests, SyntaxJSONTests, SyntaxHostileTests.
    "alias-cycle", "alias-expansion", "complex-key",
    "control-character", "duplicate-key", "empty-file",
    "file-too-large", "not-a-model",  // FormattableFileTests
    "formatter-lost-something", "invalid-utf8", "json-syntax", "line-too-long", "merge-key", "nesting-too-deep",
    "scalar-too-long", "too-many-requirements",  // ModelSizeTests
    "second-document", "unknown-tag", "yaml-syntax", "unsupported-encoding", "undefined-alias", "too-many-nodes",
  ]

  static var examples: [DiagnosticCode] {
    DiagnosticCode.ofTheLanguage.filter { !testedElsewhere.contains($0.id) }
  }

  /// An example as a model: named, unless the name is what it is about.
  private func model(_ example: String, of code: DiagnosticCode) -> [UInt8] {
    Array((code.id == "missing-model-name" ? example : "model: Example\n" + example).utf8)
  }

  @Test("The wrong example of a code gets a diagnostic with that code", arguments: examples.map(\.id))
  func wrongExample(_ id: String) throws {
    let code = try #require(DiagnosticCode.ofTheLanguage.first { $0.id == id })
    let diagnostics = Reading.diagnostics(model(supplemented(code.wrong, of: code), of: code))
    #expect(diagnostics.contains { $0.code == code }, "\(diagnostics.map(\.message))")
    for diagnostic in diagnostics where diagnostic.code == code { #expect(diagnostic.place != nil) }
  }

  @Test("The right example of a code gets no error and no diagnostic with that code", arguments: examples.map(\.id))
  func rightExample(_ id: String) throws {
    let code = try #require(DiagnosticCode.ofTheLanguage.first { $0.id == id })
    let diagnostics = Reading.diagnostics(model(supplemented(code.right, of: code), of: code))
    #expect(!diagnostics.contains { $0.severity == .error || $0.code == code }, "\(diagnostics.map(\.message))")
  }

  /// Some examples show only the part that matters: these are the components that they speak of.
  private func supplemented(_ example: String, of code: DiagnosticCode) -> String {
    switch code.id {
    case "empty-fault", "unknown-fault", "check-form":
      example.replacing("faults:", with: "domains: { zone-a: {} }\ncomponents: { api: { in: zone-a } }\nfaults:")
        .replacing(
          "checks:\n  zones", with: "components: { api: {} }\nfaults: { storm: { down: api } }\nchecks:\n  zones")
    case "selector-form":
      "domains: { eu-1: {} }\ncomponents: { api: { in: eu-1 } }\n" + example
    default: example
    }
  }
}

/// Reads models for tests.
enum Reading {
  /// What is said about a text, errors and warnings alike.
  static func diagnostics(_ bytes: [UInt8], file: String = "model.yaml") -> [Diagnostic] {
    do {
      return try ModelLoader.load(bytes, file: file).warnings
    } catch {
      return error.diagnostics
    }
  }

  static func diagnostics(_ text: String, file: String = "model.yaml") -> [Diagnostic] {
    diagnostics(Array(text.utf8), file: file)
  }

  /// The model that a text describes.
  static func model(_ text: String, file: String = "model.yaml") throws -> Model {
    try ModelLoader.load(Array(text.utf8), file: file).model
  }
}
