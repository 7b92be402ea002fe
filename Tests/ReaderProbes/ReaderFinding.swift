import DependencyModel
import Importers
import ModelFormats

/// What a reader must not do with any input.
public struct ReaderFinding: Error, CustomStringConvertible {
  /// What it did, in a line.
  public let description: String

  /// A finding.
  public init(_ description: String) { self.description = description }
}

/// What became of an input.
public enum ReaderOutcome: Sendable {
  /// It was read, and what came of it has passed every test.
  case accepted
  /// It was refused with errors that are as they should be.
  case refused
  /// It is not a text of the reader's kind, so the reader did not look further.
  case notRecognized
}

/// Tests that hold for all diagnostics.
enum DiagnosticProbe {
  private static let known = Set(DiagnosticCode.ofTheLanguage + DiagnosticCode.ofSources)
  /// What is wrong with a file as a whole has no line.
  private static let placeless: Set<DiagnosticCode> = [.unreadableFile, .emptyFolder]

  /// Finds a diagnostic without a place in one of the files, or of an unknown code, and too many of them.
  static func test(_ diagnostics: [Diagnostic], files: MemoryFiles) throws(ReaderFinding) {
    guard diagnostics.count <= SyntaxLimits().diagnostics + 100 else {
      throw ReaderFinding("\(diagnostics.count) diagnostics")
    }
    for diagnostic in diagnostics {
      let text = "\(diagnostic.code.id): \(diagnostic.message.prefix(200))"
      guard known.contains(diagnostic.code) else { throw ReaderFinding("unknown code, \(text)") }
      guard diagnostic.code != .formatterLostSomething else { throw ReaderFinding(text) }
      guard !diagnostic.message.isEmpty, diagnostic.message.utf8.count < 20_000 else {
        throw ReaderFinding("a message of \(diagnostic.message.utf8.count) bytes, \(text)")
      }
      guard diagnostic.place != nil || placeless.contains(diagnostic.code) else {
        throw ReaderFinding("no place, \(text)")
      }
      for place in [diagnostic.place] + diagnostic.notes.map(\.place) {
        guard let place else { continue }
        guard place.line >= 1, place.column >= 1, files.lineCount(of: place.file).map({ place.line <= $0 + 1 }) ?? true
        else { throw ReaderFinding("a place outside the text, \(place): \(text)") }
      }
    }
  }

  /// Finds an error without an error in it, and what ``test(_:files:)`` finds.
  static func test(_ error: InvalidInput, files: MemoryFiles) throws(ReaderFinding) -> ReaderOutcome {
    guard error.diagnostics.contains(where: { $0.severity == .error }) else {
      throw ReaderFinding("refused without an error")
    }
    try test(error.diagnostics, files: files)
    return .refused
  }
}
