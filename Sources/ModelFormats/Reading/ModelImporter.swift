public import DependencyModel

/// A file as it was read, before its content is known.
public struct SourceFile: Sendable {
  /// How places call it.
  public let name: String
  /// The contents of the file.
  public let bytes: [UInt8]
  /// Whether it was read because another file names it, not the user.
  public let isCompanion: Bool

  /// A file; named by the user unless stated.
  public init(name: String, bytes: [UInt8], isCompanion: Bool = false) {
    self.name = name
    self.bytes = bytes
    self.isCompanion = isCompanion
  }

  /// The path of a file that this one names, relative to the folder that this one is in, without needless steps.
  public func path(to relative: String) -> String { FilePaths.join(FilePaths.folder(of: name), relative) }
}

/// The model that an importer made of its files.
public struct ImportedModel: Sendable {
  /// The model; every component has its place and its source.
  public var model: Model
  /// Notes about what is doubtful, left out or simplified.
  public var warnings: [Diagnostic]
  /// A summary of what was understood, in a few words: `1 fault tree, 36 gates, 25 basic events`.
  public var summary: String
  /// How much was understood, and what a user should look at.
  public var notes: ImportNotes
  /// By what other sources may know a component: its ARN, its host name, the name of its service. Each with the sort of
  /// name first, so that a queue and a service of the same name stay two: `arn:…`, `host:…`, `service:…`.
  public var identities: [(key: String, component: ComponentID)]
  /// Whether every component is known by its id as the name of a service.
  public var idsAreServices: Bool

  /// The result of an import.
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
/// All files of one source that are loaded together come to the importer together, as they may refer to each other.
public protocol ModelImporter: Sendable {
  /// The name of the source's format for people, such as `Open-PSA`.
  var format: String { get }
  /// The endings, in lower case with the dot, of the files that are looked at in a folder.
  var fileEndings: [String] { get }
  /// Whether a file is of this source, by its content; called for every file that is loaded, so it looks at the start.
  func recognizes(_ file: SourceFile) -> Bool
  /// The files beside this one without which it is not whole, as paths relative to its folder: they are read too, where they
  /// are there and of the same source.
  func companions(of file: SourceFile) -> [String]
  /// The model that the files together describe.
  ///
  /// - Parameter files: at least one, in the order named; companions last.
  /// - Throws: `InvalidInput` with everything that is wrong, by place.
  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel
}

extension ModelImporter {
  /// None.
  public func companions(of file: SourceFile) -> [String] { [] }
}

/// A summary of what was read from a foreign source.
public struct ImportReport: Sendable {
  /// The name of the source's format for people.
  public let format: String
  /// The files, in the order named.
  public let files: [String]
  /// A summary of what was understood, in a few words.
  public let summary: String
  /// How much was understood, and what a user should look at.
  public let notes: ImportNotes

  /// A summary of what was read.
  public init(format: String, files: [String], summary: String, notes: ImportNotes) {
    self.format = format
    self.files = files
    self.summary = summary
    self.notes = notes
  }
}
