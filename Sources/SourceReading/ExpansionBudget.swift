internal import DependencyModel
package import ModelFormats

/// How much the files of an import may make of what they write once: edges between sets, members of groups, services that
/// extend others.
///
/// A relation that is written by itself takes at least two bytes (a cell of a matrix), so no file comes near the limit
/// unless something in it multiplies. What multiplies may add `usual` relations: more than the largest real files do, and
/// few enough for a small computer. So memory stays in proportion to the input.
package struct ExpansionBudget {
  /// How many relations may be made of files of any size.
  package static let usual = 500_000

  /// The most relations and members of groups that may be made.
  package let limit: Int
  private var left: Int

  /// The budget of files that have that many bytes in all.
  package init(bytes: Int = 0) {
    limit = Self.usual + bytes / 2
    left = limit
  }

  /// The budget of some files.
  package init(_ files: [SourceFile]) { self.init(bytes: files.reduce(0) { $0 + $1.bytes.count }) }

  /// Whether nothing more may be made.
  package var isSpent: Bool { left < 0 }

  /// Takes that many relations; `false` if they, or those before, are too many.
  @discardableResult package mutating func spend(_ count: Int) -> Bool {
    guard left >= 0 else { return false }
    let (rest, isTooMany) = left.subtractingReportingOverflow(count)
    left = isTooMany ? -1 : max(rest, -1)
    return left >= 0
  }
}
