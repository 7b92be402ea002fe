internal import ArgumentParser
internal import DependencyModel
internal import Diagrams
internal import Importers
internal import ModelChecks
internal import ModelFormats
internal import ObservedSources
internal import Reports

/// A value of the library that the command line takes by its name. Messages and help list the names.
protocol NamedValue: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension NamedValue {
  /// Shells complete no names unless the type says so.
  static var defaultCompletionKind: CompletionKind { .default }
}

extension CheckReport.Bar: NamedValue {}
extension Confidence: NamedValue {}
extension DocumentSyntax: NamedValue {}
extension EdgeDirection: NamedValue {}
extension OpenPSAExport.Bound: NamedValue {}
extension OpenPSAExport.Faults: NamedValue {}
extension PictureFormat: NamedValue {}
extension DiagramOptions.Direction: NamedValue {}

extension DiffReport.Bar: NamedValue {
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension AnswerFormat: NamedValue {
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
