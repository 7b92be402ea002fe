internal import DependencyModel
internal import ModelFormats
internal import SourceReading

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads a graph of JSON lines into a table: plain lines as bytes, others with the JSON reader.
struct JSONLinesReader {
  private let format: String
  private(set) var table: GraphTable
  private var line = GraphLine()
  /// How often each key that has no meaning in a graph was met.
  private var ignoredKeys: [String: Int] = [:]

  init(_ table: GraphTable, format: String) {
    self.format = format
    self.table = table
  }

  /// Adds the lines of a file.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the lines, the first fifty of them: a graph of which lines are
  ///   missing would be another graph.
  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    let utf8 = table.begin(file)
    var problems: [Diagnostic] = []
    utf8.withUnsafeBufferPointer { bytes in
      var start = 0
      var number = 0
      while start < bytes.count, problems.count < 50 {
        if number > 0 { table.nextLine() }
        number += 1
        let found = memchr(bytes.baseAddress! + start, 0x0A, bytes.count - start)
        let end = found.map { bytes.baseAddress!.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? bytes.count
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        var scanner = JSONLineScanner(text)
        if !(scanner.read(into: &line) && addLine()), text.contains(where: { $0 > 0x20 }) {
          problems += addOther(utf8[start..<end], number, file: file.name)
        }
        start = end + 1
      }
    }
    guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(50))) }
  }

  /// The table, with notes about what has no place in it.
  consuming func finished() -> GraphTable {
    if !ignoredKeys.isEmpty {
      let keys = ignoredKeys.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { key, count in
        "\(ForeignName.quoted(key, or: "keys without a plain name")) (\(count))"
      }
      let more = keys.count > 8 ? " and \(keys.count - 8) more" : ""
      table.notes.remark(
        "lines of a graph have no place for these keys, which were left out: \(keys.prefix(8).joined(separator: ", "))\(more)"
      )
    }
    return table
  }

  // MARK: Plain lines

  /// Adds what was scanned; `false` where it is neither an edge nor a component.
  private mutating func addLine() -> Bool {
    if let source = line.source, let target = line.target {
      let meaning = line.kind.map { table.meaning(of: $0) } ?? .needs
      table.addEdge(
        table.component(ascii: source), table.component(ascii: target), meaning,
        group: line.group.map { String(decoding: $0, as: UTF8.self) }, threshold: line.threshold)
      return true
    }
    guard let id = line.id else { return false }
    let owner = table.component(ascii: id)
    table.prepare(line.ids)
    if line.name != nil || line.kind != nil {
      table.describe(
        owner, name: line.name.map { String(decoding: $0, as: UTF8.self) },
        kind: line.kind.map { String(decoding: $0, as: UTF8.self) })
    }
    for (kind, target) in line.relations {
      switch target {
      case .id(let place): table.relate(owner, kind, table.component(ascii: line.ids[place]))
      case .group(let number):
        let group = line.groups[number]
        table.relate(owner, kind, group.threshold, of: line.ids[group.members].map { table.component(ascii: $0) })
      }
    }
    return true
  }

  // MARK: Other lines

  /// Adds a line of any form, and reports what is wrong with it.
  private mutating func addOther(_ bytes: ArraySlice<UInt8>, _ number: Int, file: String) -> [Diagnostic] {
    let reading = JSONReader(quotesText: false).read(line: bytes, number, file: file)
    guard let node = reading.document else { return reading.diagnostics }
    if let source = node["source"]?.text, let target = node["target"]?.text {
      let group = node["group"]?.text
      ignore(node, but: ["source", "target", "kind", "group", "k", "id", "name"], areEdges: true)
      var more = EdgeAttributes()
      for (attribute, text) in Self.attributes(of: node) where attribute.isOfEdge { more.add(attribute, text) }
      let word = node["kind"]?.text ?? ""
      let meaning =
        more.meaning.map { EdgeMeaning(word) == nil || word.isEmpty ? $0 : table.meaning(of: word) }
        ?? table.meaning(of: word)
      let (owner, other) = (table.component(source), table.component(target))
      table.addEdge(
        owner, other, meaning, group: group?.isEmpty == true ? nil : group, threshold: node["k"]?.int)
      if let confidence = more.confidence { table.setConfidence(confidence, owner, other, meaning) }
      return []
    }
    guard let id = node["id"]?.text, !id.isEmpty else {
      return [.graphSyntax("the line has neither an 'id' nor 'source' and 'target'", format: format, at: node.place)]
    }
    let owner = table.component(id)
    ignore(node, but: ["id", "name", "kind"] + Component.Relation.Kind.allCases.map(\.rawValue), areEdges: false)
    table.describe(owner, name: node["name"]?.text, kind: node["kind"]?.text)
    for (attribute, text) in Self.attributes(of: node) where !attribute.isOfEdge {
      table.describe(owner, attribute, text)
    }
    for domain in node["in"]?.itemsOrSelf ?? [] {
      if let domain = domain.text { table.put(owner, in: table.component(domain)) }
    }
    for kind in Component.Relation.Kind.allCases where kind.traits.targets != .domains {
      for item in node[kind.rawValue]?.itemsOrSelf ?? [] {
        guard add(requirement: item, kind, of: owner) else {
          return [
            .graphSyntax(
              "a requirement is an id, or 'any', 'all' or 'atLeast' with 'of', of ids", format: format, at: item.place)
          ]
        }
      }
    }
    return []
  }

  /// Adds a requirement as the model language writes it: an id, or `any`, `all` or `atLeast` with `of`, of ids.
  private mutating func add(requirement node: SyntaxNode, _ kind: Component.Relation.Kind, of owner: Int) -> Bool {
    if let id = node.text {
      table.relate(owner, kind, table.component(id))
      return true
    }
    let (threshold, list): (Group.Threshold, SyntaxNode?) =
      if let list = node["any"] {
        (.any, list)
      } else if let list = node["all"] {
        (.all, list)
      } else if let count = node["atLeast"]?.int {
        (.atLeast(Amount(Int32(clamping: max(count, 1)))), node["of"])
      } else {
        (.all, nil)
      }
    let items = list?.items ?? []
    let members = items.compactMap { $0.text.map { table.component($0) } }
    guard !members.isEmpty, members.count == items.count else { return false }
    ignore(node, but: ["any", "all", "atLeast", "of"])
    table.relate(owner, kind, threshold, of: members)
    return true
  }

  /// The keys of a line that have a meaning by their names.
  private static func attributes(of node: SyntaxNode) -> [(attribute: GraphAttribute, text: String)] {
    node.pairs.compactMap { key, value in
      guard let key = key.text, let text = value.text, let attribute = GraphAttribute.named(key) else { return nil }
      return (attribute, text)
    }
  }

  /// Counts the keys of a mapping that a graph has no place for.
  private mutating func ignore(_ node: SyntaxNode, but known: [String], areEdges: Bool? = nil) {
    for (key, value) in node.pairs {
      guard let key = key.text, !known.contains(key) else { continue }
      if let areEdges, value.text != nil, GraphAttribute.named(key)?.isOfEdge == areEdges { continue }
      if case .null = value.content { continue }
      if ignoredKeys[key] == nil, ignoredKeys.count >= 1_000 { continue }
      ignoredKeys[key, default: 0] += 1
    }
  }
}
