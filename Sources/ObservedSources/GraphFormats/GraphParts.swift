internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The files of a graph that was written in several, and which of them use one id for different things.
///
/// Programs number what they write: `n0` is another node in each of their files. Where the labels of an id differ between two
/// files, the ids of each get the name of the file before them.
struct GraphParts {
  /// The labels of the components of one id.
  private struct Label {
    var file: Int
    var text: String
  }

  private let files: [String]
  private var numbers: [String: Int] = [:]
  /// The part that each file is of; the files of a part share their ids.
  private(set) var parts: [Int]
  private var prefixes: [Int: String] = [:]
  /// The file that is read.
  private var current = 0
  /// What comes before each id of the file that is read.
  private(set) var prefix: String?
  private var labels: [Int: Label] = [:]
  /// The parts that must be kept apart, and what is said of each pair of files.
  private(set) var mixed: Set<Int> = []
  /// Those of them where the ids themselves are in the model.
  private(set) var visible: Set<Int> = []
  private var pairs: [[Int]: String] = [:]
  /// The files whose ids are only the positions of the nodes.
  private var positional: Set<Int> = []

  /// How many labels are compared, and how many pairs of files are reported.
  private static let labelLimit = 1_000_000
  private static let pairLimit = 100

  /// The parts of a graph: each file by itself, unless stated.
  init(_ files: [SourceFile], parts: [Int]? = nil) {
    self.files = files.map(\.name)
    self.parts = parts ?? Array(files.indices)
    for (number, file) in files.enumerated() { numbers[file.name] = number }
  }

  /// What is said of each pair of files, by their order.
  var notes: [String] { pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value) }

  mutating func begin(_ file: String) {
    current = numbers[file] ?? 0
    prefix = prefixes[parts[current]]
  }

  /// The part of the file that is read.
  var part: Int { parts[current] }

  // MARK: What is mixed

  /// Takes the label of a component in the file that is read.
  mutating func note(_ component: Int, id: @autoclosure () -> String, label: String) {
    guard files.count > 1 else { return }
    guard let known = labels[component] else {
      if labels.count < Self.labelLimit { labels[component] = Label(file: current, text: label) }
      return
    }
    guard known.file != current, Self.plain(known.text) != Self.plain(label) else { return }
    noteMixed(known.file, id: id(), known.text, label)
  }

  /// Notes that an id means something else in the file that is read than in another.
  mutating func noteMixed(_ file: Int, id: String, _ first: String, _ second: String, isVisible: Bool = true) {
    mixed.formUnion([parts[file], parts[current]])
    if isVisible { visible.formUnion([parts[file], parts[current]]) }
    guard pairs.count < Self.pairLimit, pairs[[file, current]] == nil else { return }
    let names = ShortPaths([files[file], files[current]])
    pairs[[file, current]] =
      "'\(quoted(id))' is '\(quoted(first))' in \(names.name(of: files[file])) and '\(quoted(second))' in \(names.name(of: files[current])): the ids of these files are kept apart"
  }

  /// Notes that the ids of the file that is read are only positions.
  mutating func notePositions() {
    if let first = positional.min(), first != current {
      mixed.formUnion([parts[first], parts[current]])
      visible.formUnion([parts[first], parts[current]])
      if pairs.count < Self.pairLimit, pairs[[first, current]] == nil {
        let names = ShortPaths([files[first], files[current]])
        pairs[[first, current]] =
          "the ids in \(names.name(of: files[first])) and \(names.name(of: files[current])) are only positions: the ids of these files are kept apart"
      }
    }
    positional.insert(current)
  }

  /// The position of the file that is read.
  var file: Int { current }

  private func quoted(_ text: String) -> String {
    ForeignName.quoted(text, or: "a text", signs: "._-/: ")
  }

  /// A label as people compare it.
  private static func plain(_ label: String) -> String { label.lowercased().filter { $0.isLetter || $0.isNumber } }

  // MARK: Keeping apart

  /// The parts of the same files where what is mixed is kept apart.
  func apart(_ parts: [Int]? = nil, prefixed: Set<Int>, names: [String]) -> GraphParts {
    var result = self
    if let parts { result.parts = parts }
    result.labels = [:]
    let short = ShortPaths(names)
    var taken: Set<String> = []
    for part in prefixed.sorted() {
      var name = ImportDraft.cleaned(short.name(of: names[part]))
      while !taken.insert(name).inserted { name += "'" }
      result.prefixes[part] = name
    }
    return result
  }

  /// The parts where each file that is mixed with another is kept apart; `nil` where none is.
  var filesApart: GraphParts? {
    guard !mixed.isEmpty else { return nil }
    let stems = files.map(Self.stem)
    let areNames = Set(stems).count == stems.count
    return apart(prefixed: mixed, names: areNames ? stems : files)
  }

  /// A path without the ending of the file's name.
  static func stem(_ path: String) -> String {
    let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[end...].lastIndex(of: "."), dot > end else { return path }
    return String(path[..<dot])
  }
}

extension GraphTable {
  /// The model of a graph. Files that use one id for different things are read once more, apart from each other.
  ///
  /// - Parameters:
  ///   - table: the empty table.
  ///   - read: reads all files into a table.
  static func model(
    _ table: GraphTable, read: (GraphTable) throws(InvalidInput) -> GraphTable
  ) throws(InvalidInput) -> ImportedModel {
    var result = try read(table)
    if let apart = result.parts.filesApart {
      var again = table
      again.parts = apart
      result = try read(again)
    }
    return try result.model()
  }
}
