/// How much of the files that a model was imported from is in it.
public struct ImportCoverage: Hashable, Sendable {
  /// How many things the files hold: resources, objects, services, edges.
  public var total: Int
  /// How many of them the model says something about.
  public var understood: Int
  /// How many references lead to nothing in the files.
  public var unresolved: Int
  /// For how many references the files don't say which of several is meant.
  public var ambiguous: Int
  /// How many groups have members outside of the files.
  public var incomplete: Int

  /// How much of some files is in a model.
  public init(total: Int = 0, understood: Int = 0, unresolved: Int = 0, ambiguous: Int = 0, incomplete: Int = 0) {
    self.total = total
    self.understood = understood
    self.unresolved = unresolved
    self.ambiguous = ambiguous
    self.incomplete = incomplete
  }

  /// The share of the things that the model says something about, 0…1; 1 if there is none.
  public var share: Double { total == 0 ? 1 : Double(understood) / Double(total) }

  /// The numbers together with those of further files.
  public func adding(_ other: ImportCoverage) -> ImportCoverage {
    ImportCoverage(
      total: total + other.total, understood: understood + other.understood, unresolved: unresolved + other.unresolved,
      ambiguous: ambiguous + other.ambiguous, incomplete: incomplete + other.incomplete)
  }
}

/// A limit that an import has to keep.
public enum ImportLimit: Hashable, Sendable {
  /// At least this percentage of the things in the files is understood.
  case understood(percent: Amount)
  /// There are at least so many relations.
  case relations(Int)
  /// At least this percentage of the components has a relation to another.
  case related(percent: Amount)
  /// At most so many references lead to nothing.
  case unresolved(Int)
  /// At most so many references may mean one of several.
  case ambiguous(Int)
  /// At most so many groups have members outside of the files.
  case incomplete(Int)

  /// The key in a document.
  public var key: String {
    switch self {
    case .understood: "understood"
    case .relations, .related: "relations"
    case .unresolved: "unresolved"
    case .ambiguous: "ambiguous"
    case .incomplete: "incomplete"
    }
  }

  /// The keys in a document, in the order in which they are written.
  public static let keys = ["understood", "relations", "unresolved", "ambiguous", "incomplete"]
}
