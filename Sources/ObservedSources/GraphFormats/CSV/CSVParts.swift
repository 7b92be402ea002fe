internal import ModelFormats

/// Which tables of components name the ends of which lists of edges: those of one folder, and where tables of a folder use an
/// id for different components, those with one name (`shop-nodes.csv`, `shop-edges.csv`).
struct CSVParts {
  private let files: [SourceFile]
  private let areNodes: [Bool]
  /// The part of each file: its folder.
  private(set) var byFolder: [Int] = []

  /// The words for what is in a file.
  private static let words = [
    "nodes", "node", "vertices", "vertex", "components", "component", "edges", "edge", "links", "link", "relations",
    "relation", "dependencies", "deps", "connections",
  ]

  init(_ files: [SourceFile], areNodes: [Bool]) {
    self.files = files
    self.areNodes = areNodes
    var folders: [String: Int] = [:]
    for file in files {
      let number = folders[Self.folder(of: file), default: folders.count]
      folders[Self.folder(of: file)] = number
      byFolder.append(number)
    }
    // Of files that were named one by one, a table may be elsewhere.
    let ofTables = Set(zip(byFolder, areNodes).filter(\.1).map(\.0))
    if ofTables.count == 1, let only = ofTables.first {
      for position in files.indices where !files[position].isOfFolder { byFolder[position] = only }
    }
  }

  private static func folder(of file: SourceFile) -> String {
    file.name.lastIndex(of: "/").map { String(file.name[..<$0]) } ?? ""
  }

  /// The name of a file without the word for what is in it.
  private static func stem(of file: SourceFile) -> String {
    var name = GraphParts.stem(file.name).split(separator: "/").last.map { $0.lowercased() } ?? ""
    for word in words {
      guard let range = name.firstRange(of: word) else { continue }
      name.removeSubrange(range)
      break
    }
    return name.filter { $0.isLetter || $0.isNumber }
  }

  /// The parts that keep apart what was mixed when the files of each folder were one.
  func apart(_ found: GraphParts) -> GraphParts {
    struct Key: Hashable {
      var part: Int
      var stem: String?
    }
    var tables: [Int: Int] = [:]
    for (part, isTable) in zip(byFolder, areNodes) where isTable { tables[part, default: 0] += 1 }
    var numbers: [Key: Int] = [:]
    var (parts, names, prefixed): ([Int], [String], Set<Int>) = ([], [], [])
    for (position, file) in files.enumerated() {
      let old = byFolder[position]
      let isSplit = found.mixed.contains(old) && tables[old] != 1
      let key = Key(part: old, stem: isSplit ? Self.stem(of: file) : nil)
      if numbers[key] == nil {
        numbers[key] = names.count
        let folder = Self.folder(of: file)
        let stem = key.stem ?? ""
        names.append(stem.isEmpty ? folder.isEmpty ? GraphParts.stem(file.name) : folder : "\(folder)/\(stem)")
        if found.mixed.contains(old) { prefixed.insert(numbers[key]!) }
      }
      parts.append(numbers[key]!)
    }
    // Components that are known by their labels need no more.
    for position in files.indices where areNodes[position] && !found.visible.contains(byFolder[position]) {
      prefixed.remove(parts[position])
    }
    return found.apart(parts, prefixed: prefixed, names: names)
  }
}
