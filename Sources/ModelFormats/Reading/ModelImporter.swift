public import DependencyModel

/// A file as it was read, before anybody knows what it says.
public struct SourceFile: Sendable {
  /// How places call it.
  public let name: String
  /// What is in it.
  public let bytes: [UInt8]

  /// A file.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What an importer made of its files.
public struct ImportedModel: Sendable {
  /// The model; every component has its place and its source.
  public var model: Model
  /// What is doubtful, left out or simplified.
  public var warnings: [Diagnostic]
  /// What was understood, in a few words: `1 fault tree, 36 gates, 25 basic events`.
  public var summary: String
  /// How much was understood, and what a person should look at.
  public var notes: ImportNotes
  /// By what other sources may know a component: its ARN, its host name, the name of its service. Each with the sort of
  /// name first, so that a queue and a service of the same name stay two: `arn:…`, `host:…`, `service:…`.
  public var identities: [(key: String, component: ComponentID)]
  /// Whether every component is known by its id as the name of a service.
  public var idsAreServices: Bool

  /// What came out of an import.
  public init(
    _ model: Model, warnings: [Diagnostic] = [], summary: String, notes: ImportNotes = ImportNotes(),
    identities: [(key: String, component: ComponentID)] = [], idsAreServices: Bool = false
  ) {
    self.model = model
    self.warnings = warnings
    self.summary = summary
    self.notes = notes
    self.identities = identities
    self.idsAreServices = idsAreServices
  }
}

/// A foreign source that a model can be read from: a loader is taught it, and reads its files like models.
///
/// All files of one source that are loaded together come to the importer together, for they may refer to each other.
public protocol ModelImporter: Sendable {
  /// What the source is called for people, such as `Open-PSA`.
  var format: String { get }
  /// The endings, in lower case with the dot, of the files that are looked at in a folder.
  var fileEndings: [String] { get }
  /// Whether a file is of this source, by its content; called for every file that is loaded, so it looks at the start.
  func recognizes(_ file: SourceFile) -> Bool
  /// The model that the files together describe.
  ///
  /// - Parameter files: at least one, in the order named.
  /// - Throws: `InvalidInput` with everything that is wrong, by place.
  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel
}

/// What was read from a foreign source.
public struct ImportReport: Sendable {
  /// What the source is called for people.
  public let format: String
  /// The files, in the order named.
  public let files: [String]
  /// What was understood, in a few words.
  public let summary: String
  /// How much was understood, and what a person should look at.
  public let notes: ImportNotes

  /// What was read.
  public init(format: String, files: [String], summary: String, notes: ImportNotes) {
    self.format = format
    self.files = files
    self.summary = summary
    self.notes = notes
  }
}
