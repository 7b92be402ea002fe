/// A file as it was read, before its content is known.
public struct SourceFile: Sendable {
  /// How places call it.
  public let name: String
  /// The name of the source that the file is of, where the user gave it one: `east` in `east=a.json`. Files of one name
  /// are one source.
  public let sourceName: String?
  /// The contents of the file.
  public let bytes: [UInt8]
  /// Whether it was read because another file names it, not the user.
  public let isCompanion: Bool
  /// Whether it was read because it is in a folder that the user named.
  public let isOfFolder: Bool

  /// A file; named by the user unless stated.
  public init(
    name: String, bytes: [UInt8], sourceName: String? = nil, isCompanion: Bool = false, isOfFolder: Bool = false
  ) {
    self.name = name
    self.sourceName = sourceName
    self.bytes = bytes
    self.isCompanion = isCompanion
    self.isOfFolder = isOfFolder
  }

  /// The path of a file that this one names, relative to the folder that this one is in, without needless steps.
  public func path(to relative: String) -> String { FilePaths.join(FilePaths.folder(of: name), relative) }
}
