/// A place in a file that a user wrote: where a component, a requirement or an error is.
///
/// Lines and columns start at 1; a column counts Unicode scalars, as editors do for most text.
public struct Place: Sendable {
  /// The file as the user named it, or `<stdin>`.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  /// The address of what is here, such as that of a resource, if the file has everything on one line.
  package var address: String?

  /// A place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line`.
  public var fileAndLine: String { "\(file):\(line)" }

  /// The form in which answers cite the model: `file:line`, or `file: address` where the line tells nothing.
  public var citation: String { address.map { "\(file): \($0)" } ?? fileAndLine }
}

extension Place: Hashable, Comparable {
  /// Whether two are the same file, line and column.
  public static func == (left: Place, right: Place) -> Bool {
    left.line == right.line && left.column == right.column && left.file == right.file
  }

  /// By file, line and column.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(line)
    hasher.combine(column)
  }

  /// By file, then line, then column.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}
