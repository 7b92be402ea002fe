/// A place in a file that a user wrote: where a component, a requirement or an error is.
///
/// Lines and columns start at 1; a column counts Unicode scalars, as editors do for most text.
public struct Place: Hashable, Sendable, Comparable {
  /// The file as the user named it, or `<stdin>`.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int

  /// A place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line`, the form in which answers cite the model.
  public var fileAndLine: String { "\(file):\(line)" }

  /// By file, then line, then column.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}
