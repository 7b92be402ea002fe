public import DependencyModel

/// A foreign source that a model can be read from: a loader that knows it reads its files like models.
///
/// All files of one source that are loaded together come to the importer together, as they may refer to each other.
public protocol ModelImporter: Sendable {
  /// The name of the source's format for people, such as `Open-PSA`.
  var format: String { get }
  /// The endings, in lower case with the dot, of the files that are looked at in a folder.
  var fileEndings: [String] { get }
  /// The endings of files of this source that can't be read, and for which the importer reports what can be read instead. In a
  /// folder they are looked at only if there is nothing else.
  var explainedEndings: [String] { get }
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
  public var explainedEndings: [String] { [] }

  /// None.
  public func companions(of file: SourceFile) -> [String] { [] }
}
