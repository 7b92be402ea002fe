public import DependencyModel

/// The report of an importer about its work: how much it understood, and what a user should look at.
///
/// Every list is in the order in which things were met, so that the same files give the same notes.
public struct ImportNotes: Sendable {
  /// Things of one type that are not in the model.
  public struct Skipped: Sendable {
    /// The type, as the source calls it.
    public var type: String
    /// How many there were.
    public var count: Int
    /// Why they are left out.
    public var reason: String
  }

  /// How many things of the source there were: resources, objects, services, spans.
  public private(set) var total = 0
  /// How many of them the model says something about.
  public private(set) var understood = 0
  /// How many things of each type the model says something about, as far as the importer counts by type.
  public private(set) var types: [(type: String, count: Int)] = []
  /// The parts that were left out, by type.
  public private(set) var skipped: [Skipped] = []
  /// Groups of which the source does not say which member is meant.
  public var ambiguous: [String] { lists[.ambiguous, default: []] }
  /// References that lead to nothing in the files.
  public var unresolved: [String] { lists[.unresolved, default: []] }
  /// Groups that have members outside of the files: each with the group, and how many of its members are known.
  public var incomplete: [String] { lists[.incomplete, default: []] }
  /// What was united although it is in several files, and what was kept apart: a line for each pair of files.
  public var unions: [String] { lists[.unions, default: []] }
  /// Further notes for the user.
  public var remarks: [String] { lists[.remarks, default: []] }
  private var lists: [List: [String]] = [:]
  private var known: Set<Note> = []
  private var skippedPositions: [SkippedKey: Int] = [:]
  private var typePositions: [String: Int] = [:]

  /// The lists of notes.
  package enum List: Sendable {
    case ambiguous, unresolved, incomplete, unions, remarks
  }

  private struct Note: Hashable, Sendable {
    var list: List
    var text: String
  }

  private struct SkippedKey: Hashable, Sendable {
    var type: String
    var reason: String
  }

  /// Nothing yet.
  public init() {}

  /// The numbers.
  public var coverage: ImportCoverage {
    ImportCoverage(
      total: total, understood: understood, unresolved: unresolved.count, ambiguous: ambiguous.count,
      incomplete: incomplete.count)
  }

  /// Notes things that are in the model.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - type: their type, as the source calls it.
  public mutating func understand(_ count: Int = 1, of type: String? = nil) {
    total += count
    understood += count
    guard let type = type.map(Self.plainType) else { return }
    if let position = typePositions[type] {
      types[position].count += count
    } else {
      typePositions[type] = types.count
      types.append((type, count))
    }
  }

  /// A type as reports may show it: where a file has a type, there may be any text, even a password.
  private static func plainType(_ text: String) -> String {
    // Most types are small letters, digits and signs of which none can be part of a URL's start.
    let isWord = { (byte: UInt8) in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95 || byte == 45
    }
    if text.utf8.count <= 100, text.utf8.allSatisfy(isWord) { return text }
    let isPlain = text.utf8.count <= 100 && text.allSatisfy { $0.isLetter || $0.isNumber || "._-:/ ".contains($0) }
    return isPlain && !text.contains("://") ? text : "a type without a plain name"
  }

  /// Notes something that is not in the model.
  public mutating func skip(_ type: String, because reason: String) {
    total += 1
    let type = Self.plainType(type)
    let key = SkippedKey(type: type, reason: reason)
    if let position = skippedPositions[key] {
      skipped[position].count += 1
    } else {
      skippedPositions[key] = skipped.count
      skipped.append(Skipped(type: type, count: 1, reason: reason))
    }
  }

  /// Notes a group of which the source does not say which member is meant; the same text counts once.
  public mutating func addAmbiguous(_ text: String) { add(text, to: .ambiguous) }

  /// Notes a reference that leads to nothing; the same text counts once.
  public mutating func addUnresolved(_ text: String) { add(text, to: .unresolved) }

  /// Notes a group that has members outside of the files; the same text counts once.
  public mutating func addIncomplete(_ text: String) { add(text, to: .incomplete) }

  /// Notes what two files have in common and what they don't; the same text counts once.
  public mutating func addUnion(_ text: String) { add(text, to: .unions) }

  /// Notes something else; the same text counts once.
  public mutating func remark(_ text: String) { add(text, to: .remarks) }

  private mutating func add(_ text: String, to list: List) {
    let note = Note(list: list, text: Self.shortened(text))
    if known.insert(note).inserted { lists[list, default: []].append(note.text) }
  }

  /// Adds the notes of a part of the source, each with the name of the part.
  package mutating func add(_ other: ImportNotes, of part: String) {
    total += other.total
    understood += other.understood
    for (type, count) in other.types {
      if let position = typePositions[type] {
        types[position].count += count
      } else {
        typePositions[type] = types.count
        types.append((type, count))
      }
    }
    for entry in other.skipped {
      let key = SkippedKey(type: entry.type, reason: entry.reason)
      if let position = skippedPositions[key] {
        skipped[position].count += entry.count
      } else {
        skippedPositions[key] = skipped.count
        skipped.append(entry)
      }
    }
    for list in [List.ambiguous, .unresolved, .incomplete, .unions, .remarks] {
      for text in other.lists[list] ?? [] { add("\(part): \(text)", to: list) }
    }
  }

  /// What is doubtful, in words: how many references lead to nothing, and so on, as far as these lists have any.
  package func doubts(_ lists: List...) -> [String] {
    lists.compactMap { list in
      let number = self.lists[list, default: []].count
      guard number > 0 else { return nil }
      return switch list {
      case .ambiguous: count(number, "group is ambiguous", "groups are ambiguous")
      case .unresolved: count(number, "reference leads to nothing", "references lead to nothing")
      case .incomplete: count(number, "group has members", "groups have members") + " outside of the files"
      case .unions, .remarks: nil
      }
    }
  }

  /// A text that is not so long that many like it fill the memory, whatever ids it names.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 4_000 ? text : text.prefix(1_000) + "…"
  }
}
