public import DependencyModel

/// A model and what was noticed while it was read.
public struct LoadedModel: Sendable {
  /// The model, checked.
  public let model: Model
  /// Notes about what is doubtful but not wrong.
  public let warnings: [Diagnostic]
  /// The files that were read.
  public let sources: SourceTexts
  /// The foreign sources among them, in the order read.
  public let imports: [ImportReport]
  /// The report of what they have in common; `nil` where there are not several.
  public let join: JoinReport?
  /// The files of folders that were named that are neither of a model nor of a source, and so were not read.
  public let skipped: [SkippedFile]

  /// The same with another model, as a user corrects it.
  public func with(_ model: Model) -> LoadedModel {
    LoadedModel(
      model: model, warnings: warnings, sources: sources, imports: imports, join: join, skipped: skipped)
  }
}
