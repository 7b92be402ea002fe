internal import DependencyModel
internal import ModelFormats

/// The JSON of an `ImportCoverageReport`, `whatfails/import/1`: the report of `whatfails import --report`.
public struct ImportAnswer: Codable, Sendable {
  /// Resources of one type.
  public struct TypeCount: Codable, Sendable {
    /// The type, as the source calls it.
    public let type: String
    /// The number of resources.
    public let count: Int
  }

  /// Resources of one type that are not in the model.
  public struct Skipped: Codable, Sendable {
    /// The type, as the source calls it.
    public let type: String
    /// The number of resources.
    public let count: Int
    /// Why they are left out.
    public let reason: String
  }

  /// The files of one format.
  public struct Source: Codable, Sendable {
    /// The name of the format for people.
    public let format: String
    /// The name that the user gave the source; left out if there is none.
    public let name: String?
    /// The files, in the order named.
    public let files: [String]
    /// The number of resources in the files.
    public let total: Int
    /// The number of resources that the model says something about.
    public let understood: Int
    /// The types of the understood resources, the most frequent first; empty if the format has no types.
    public let types: [TypeCount]
    /// The resources that are left out, the most frequent first.
    public let skipped: [Skipped]
    /// The references that lead to nothing.
    public let unresolved: [String]
    /// The references of which the files do not say which of several is meant.
    public let ambiguous: [String]
    /// The groups with members outside of the files.
    public let incomplete: [String]
    /// For each two files what was united and what was kept apart.
    public let unions: [String]
    /// Further notes.
    public let remarks: [String]
  }

  /// A component that several sources have.
  public struct United: Codable, Sendable {
    /// The id in the model.
    public let id: String
    /// The id in the later source.
    public let other: String
    /// The identity that both have; `null` if the ids are equal.
    @OrNull public private(set) var key: String?
  }

  /// A file that was not read.
  public struct SkippedPath: Codable, Sendable {
    /// The path.
    public let path: String
    /// Why it was not read.
    public let reason: String
  }

  /// The name and version of the format: `whatfails/import/1`.
  public let schema: String
  /// Whether nothing is missing: always `true`.
  public let complete: Bool
  /// The name of the model.
  public let model: String
  /// The number of components, domains left out.
  public let components: Int
  /// The number of domains.
  public let domains: Int
  /// The number of relations.
  public let relations: Int
  /// The number of components that depend on another, or have another depend on them.
  public let related: Int
  /// The number of resources in all files.
  public let total: Int
  /// The number of resources that the model says something about.
  public let understood: Int
  /// The sources, in the order read.
  public let sources: [Source]
  /// The components that several sources have, in the order in which they were found.
  public let united: [United]
  /// The files of folders that were not read.
  public let skippedFiles: [SkippedPath]

  /// The report of a model that was imported.
  init(_ report: ImportCoverageReport) {
    let loaded = report.loaded
    let relatedness = loaded.model.relatedness
    let coverage = loaded.model.importCoverage ?? ImportCoverage()
    schema = "whatfails/import/1"
    complete = true
    model = loaded.model.name
    components = relatedness.components
    domains = loaded.model.domainCount
    relations = relatedness.relations
    related = relatedness.related
    total = coverage.total
    understood = coverage.understood
    sources = loaded.imports.map { source in
      let notes = source.notes
      return Source(
        format: source.format, name: source.sourceName, files: source.files, total: notes.total,
        understood: notes.understood,
        types: mostFirst(notes.types, by: \.count).map { TypeCount(type: $0.type, count: $0.count) },
        skipped: mostFirst(notes.skipped, by: \.count).map {
          Skipped(type: $0.type, count: $0.count, reason: $0.reason)
        },
        unresolved: notes.unresolved, ambiguous: notes.ambiguous, incomplete: notes.incomplete, unions: notes.unions,
        remarks: notes.remarks)
    }
    united = (loaded.join?.parts ?? []).flatMap(\.joined).map {
      United(id: $0.id.text, other: $0.other.text, key: $0.key)
    }
    skippedFiles = loaded.skipped.map { file in
      SkippedPath(
        path: file.path,
        reason: file.advice.map { "it looks like \($0)" } ?? file.reason.text + (file.detail.map { ": \($0)" } ?? ""))
    }
  }
}
