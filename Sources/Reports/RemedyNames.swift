/// What a reader calls each ``Remedy``: the option of a command line, or the button of a page.
///
/// A sentence mentions a remedy only if it has a name.
///
///     let names = RemedyNames { $0 == .showAll ? "Show all" : nil }
///     impact.text(TextStyle(naming: names))      // "and 12 more components in later waves; Show all shows them"
public struct RemedyNames: Sendable {
  /// No remedy has a name.
  public static let none = RemedyNames { _ in nil }

  private let name: @Sendable (Remedy) -> String?

  /// Names.
  ///
  /// - Parameter name: the name of a remedy; `nil` if it has none.
  public init(_ name: @escaping @Sendable (Remedy) -> String?) { self.name = name }

  subscript(remedy: Remedy) -> String? { name(remedy) }

  /// The part of a sentence that names a remedy; empty if it has no name.
  func phrase(_ start: String, _ remedy: Remedy, _ end: String = "") -> String {
    self[remedy].map { start + $0 + end } ?? ""
  }

  /// A sentence, after a space, with a clause about each remedy that has a name; empty if none has.
  func sentence(_ clauses: [(remedy: Remedy, end: String)], separator: String = ", ") -> String {
    let named = clauses.compactMap { clause in self[clause.remedy].map { "\($0) \(clause.end)" } }
    return named.isEmpty ? "" : " \(named.joined(separator: separator))."
  }
}
