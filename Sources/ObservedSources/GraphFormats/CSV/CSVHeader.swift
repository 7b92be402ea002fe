/// The columns of a list of edges, by the names in its first row.
struct CSVHeader {
  /// The meaning of a column.
  enum Column: Int {
    case source, target, kind, group, threshold
  }

  /// The columns by the names that people give them, in small letters; to add one, append a word.
  private static let columns: [(column: Column, words: Set<String>)] = [
    (
      .source,
      [
        "source", "src", "from", "origin", "dependent", "dependant", "depender", "caller", "parent", "consumer",
        "subscriber", "downstream", "client", "start", "tail", "user", "quelle", "von", "origen", "de",
      ]
    ),
    (
      .target,
      [
        "target", "tgt", "to", "dst", "dest", "destination", "dependency", "dependencies", "dependson", "dependsupon",
        "dependee", "callee", "called", "calls", "child", "provider", "requires", "required", "requirement",
        "requirements", "needs", "needed", "uses", "used", "upstream", "supplier", "producer", "publisher", "server",
        "end", "sink", "relieson", "connectsto", "ziel", "nach", "destino", "cible", "vers", "abhängigvon", "benötigt",
      ]
    ),
    (.kind, ["kind", "type", "relation", "relationship", "strength", "edgetype", "linktype", "relationtype"]),
    (.group, ["group", "anyof", "alternatives"]),
    (.threshold, ["k", "atleast", "threshold"]),
  ]
  /// Names of the target's column, and of the source's, that say what depends on what, whatever way edges go.
  private static let directions: Set<String> = [
    "dependency", "dependencies", "dependson", "dependsupon", "dependee", "requires", "required", "requirement",
    "requirements", "needs", "needed", "uses", "used", "relieson", "benötigt", "abhängigvon", "dependent", "dependant",
    "depender",
  ]
  /// Names of the source's column only where another column is the target.
  private static let weakSources: Set<String> = [
    "component", "service", "name", "id", "application", "app", "system", "node", "host", "item", "module", "package",
    "task", "resource", "element", "server", "what", "who", "this", "object", "entity",
  ]
  /// Pairs of names that are also those of components, so that only what is in other rows tells.
  private static let doubtful: Set<String> = [
    "client", "server", "user", "origin", "provider", "producer", "consumer", "publisher", "subscriber", "supplier",
    "parent", "child", "start", "end", "sink", "tail", "dependencies",
  ]
  /// Words that say of what something is the source or target.
  private static let affixes = [
    "components", "component", "services", "service", "application", "app", "systems", "system", "nodes", "node",
    "hosts", "host", "items", "item", "modules", "module", "packages", "package", "tasks", "task", "resources",
    "resource", "elements", "element", "vertex", "entity", "object", "names", "name", "labels", "label", "ids", "id",
    "key", "uuid", "ci", "number", "no",
  ]

  /// The column of each meaning.
  private(set) var columns: [Column: Int] = [:]
  /// Whether the row is certainly a header.
  private(set) var isCertain = false
  /// The other columns that say something.
  private(set) var attributes = CSVAttributes()
  /// The columns of targets besides the first, and what the edges to each mean by its name.
  private(set) var targets: [(index: Int, meaning: EdgeMeaning)] = []
  /// What the edges to the target's column mean by its name.
  private(set) var meaning = EdgeMeaning.needs
  /// Whether the names of the columns say that the source depends on the target.
  private(set) var statesDirection = false
  /// Whether each row is a component, and none has an edge.
  private(set) var isNodeTable = false
  /// Whether a kind of edge that is not known is the kind of the source.
  private(set) var isKindOfSource = false
  /// Whether some cell is what columns are called.
  private(set) var isLikely = false

  /// Whether columns are called as secrets are, and none as a target: a list of credentials is no graph.
  private(set) var holdsSecrets = false
  /// The columns that are called as secrets are.
  private var secrets: Set<Int> = []

  /// The header that a row is, if it is one.
  init(_ cells: [String]) {
    // The columns of a list of edges are among the first.
    let words = cells.prefix(1_000).map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    secrets = Set(words.indices.filter { CSVWords.isSecret(words[$0]) })
    for (index, word) in words.enumerated() where !secrets.contains(index) {
      if let column = Self.column(of: word), columns[column] == nil { columns[column] = index }
    }
    let named = columns
    if let kind = columns[.kind] { isKindOfSource = words[kind] == "kind" || words[kind] == "type" }
    isLikely = !named.isEmpty || words.contains { Self.weakSources.contains($0) }
    if columns[.source] == nil {
      let weak = words.indices.first { index in
        Self.weakSources.contains(words[index]) && !secrets.contains(index) && !columns.values.contains(index)
      }
      columns[.source] = weak ?? free(of: words.count)
    }
    readOthers(words, named)
    statesDirection = [named[.source], named[.target]].contains { index in
      index.map { words[$0] }.map { Self.statesDirection($0) } ?? false
    }
    if isNodeTable { return }
    if named[.target] == nil { secrets.formUnion(words.indices.filter { CSVWords.mayBeSecret(words[$0]) }) }
    defer { holdsSecrets = !secrets.isEmpty && !isCertain }
    if columns[.target] == nil { columns[.target] = free(of: words.count) }
    guard let target = named[.target], let source = columns[.source] else { return }
    let isNamed = named[.source] != nil || Self.weakSources.contains(words[source])
    isCertain = isNamed && !(Self.doubtful.contains(words[target]) && Self.doubtful.contains(words[source]))
  }

  /// Reads the columns that are not those of an edge; a table that has some of these and no target is one of components.
  private mutating func readOthers(_ words: [String], _ named: [Column: Int]) {
    if let target = named[.target] {
      meaning = CSVAttributes.edges(toColumn: words[target]) ?? .needs
      for (index, word) in words.enumerated() where index != target && !named.values.contains(index) {
        if let meaning = CSVAttributes.edges(toColumn: word) { targets.append((index, meaning)) }
      }
    }
    attributes = CSVAttributes(words, except: Set(columns.values).union(targets.map(\.index)))
    guard named[.target] == nil, named[.source] == nil, let source = columns[.source],
      Self.weakSources.contains(words[source]),
      attributes.describesComponents || named[.kind] != nil && words.count <= 3
    else {
      // Beside edges, a label is that of the edge.
      attributes.dropLabels()
      return
    }
    isNodeTable = true
    isCertain = true
  }

  private init() {}

  /// The columns of a list without a header.
  static let none: CSVHeader = {
    var header = CSVHeader()
    header.columns = [.source: 0, .target: 1, .kind: 2, .group: 3, .threshold: 4]
    return header
  }()

  private static func statesDirection(_ word: String) -> Bool {
    directions.contains(word) || CSVAttributes.edges(toColumn: word) != nil
      || affixes.contains { word.hasSuffix($0) && directions.contains(String(word.dropLast($0.count))) }
  }

  /// The first column that has no meaning yet.
  private func free(of count: Int) -> Int? {
    (0..<count).first { index in !secrets.contains(index) && !columns.values.contains(index) }
  }

  private static func column(of word: String) -> Column? {
    func exact(_ word: some StringProtocol) -> Column? {
      let word = String(word)
      return columns.first { $0.words.contains(word) }?.column
    }
    if let column = exact(word) { return column }
    for affix in affixes {
      if word.hasSuffix(affix), let column = exact(word.dropLast(affix.count)), column.rawValue < 2 { return column }
      if word.hasPrefix(affix), let column = exact(word.dropFirst(affix.count)), column.rawValue < 2 { return column }
    }
    return nil
  }
}
