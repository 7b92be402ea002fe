/// A summary of what was read from a foreign source.
public struct ImportReport: Sendable {
  /// The name of the source's format for people.
  public let format: String
  /// The name that the user gave to the source, if any.
  public let sourceName: String?
  /// The files, in the order named.
  public let files: [String]
  /// A summary of what was understood, in a few words.
  public let summary: String
  /// How much was understood, and what a user should look at.
  public let notes: ImportNotes

  /// A summary of what was read.
  public init(format: String, sourceName: String? = nil, files: [String], summary: String, notes: ImportNotes) {
    self.format = format
    self.sourceName = sourceName
    self.files = files
    self.summary = summary
    self.notes = notes
  }
}
