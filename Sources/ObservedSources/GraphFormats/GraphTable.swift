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

/// A graph of JSON lines as it becomes a table of components.
struct GraphTable {
  private let format: String
  private let isFlow: Bool
  private var builder = ComponentTableBuilder()
  private var notes = ImportNotes()
  private var edgeCount = 0
  private var line = GraphLine()
  /// Whether there may be secrets in the file; few have any.
  private var mayHoldSecrets = false
  /// The meanings of the words that were met.
  private var meanings: [String: GraphDraft.Meaning] = [:]
  private var last: (word: String, meaning: GraphDraft.Meaning) = ("", .needs)
  /// The groups that edges with one source and group make, each with its number and whether its threshold is known.
  private var edgeGroups: [EdgeGroup: Int] = [:]
  /// How often each key that has no meaning in a graph was met.
  private var ignoredKeys: [String: Int] = [:]

  private struct EdgeGroup: Hashable {
    var owner: Int
    var name: String
  }

  init(format: String, isFlow: Bool) {
    self.format = format
    self.isFlow = isFlow
  }

  /// Adds the lines of a file.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the lines, the first fifty of them: a graph of which lines are
  ///   missing would be another graph.
  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    builder.beginFile(file.name)
    let utf8 = ForeignText.utf8(file.bytes)
    var problems: [Diagnostic] = []
    utf8.withUnsafeBufferPointer { bytes in
      mayHoldSecrets = Self.mayHoldSecrets(bytes)
      var start = 0
      var number = 0
      while start < bytes.count, problems.count < 50 {
        if number > 0 { builder.nextLine() }
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

  /// The model; files without a component are an error.
  consuming func model(files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    let table = builder.table()
    guard table.count > table.domainCount else {
      throw InvalidInput([.emptyImport(format: format, at: Place(file: files[0].name, line: 1, column: 1))])
    }
    notes.understand(edgeCount)
    if !ignoredKeys.isEmpty {
      let keys = ignoredKeys.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { key, count in
        "\(ForeignName.quoted(key, or: "keys without a plain name")) (\(count))"
      }
      let more = keys.count > 8 ? " and \(keys.count - 8) more" : ""
      notes.remark(
        "lines of a graph have no place for these keys, which were left out: \(keys.prefix(8).joined(separator: ", "))\(more)"
      )
    }
    let file = ImportDraft.fileName(files[0].name)
    let model = Model(name: file.split(separator: ".").first.map(String.init) ?? file, table: table)
    return ImportedModel(
      model,
      summary: ImportDraft.summary(
        of: model, relations: table.relationCount, notes, things: edgeCount == 1 ? "edge" : "edges"),
      notes: notes, idsAreServices: true)
  }

  // MARK: Plain lines

  /// Adds what was scanned; `false` where it is neither an edge nor a component.
  private mutating func addLine() -> Bool {
    if let source = line.source, let target = line.target {
      let meaning = line.kind.map { self.meaning(of: String(decoding: $0, as: UTF8.self)) } ?? .needs
      addEdge(
        component(source), component(target), meaning,
        group: line.group.map { String(decoding: $0, as: UTF8.self) }, line.threshold)
      return true
    }
    guard let id = line.id else { return false }
    let owner = component(id)
    builder.prepare(line.ids)
    if let name = line.name { builder.name(owner, text(name)) }
    if let kind = line.kind { builder.kind(owner, text(kind)) }
    for (kind, target) in line.relations {
      switch target {
      case .id(let place): add(component(line.ids[place]), kind, of: owner)
      case .group(let number):
        let group = line.groups[number]
        add(group.threshold, line.ids[group.members].map { component($0) }, kind, of: owner)
      }
    }
    return true
  }

  private mutating func addEdge(
    _ source: Int, _ target: Int, _ meaning: GraphDraft.Meaning, group: String?, _ threshold: Int?
  ) {
    edgeCount += 1
    let (owner, other) = isFlow ? (target, source) : (source, target)
    guard meaning == .group || group != nil else { return builder.relate(owner, meaning.kind, other) }
    let key = EdgeGroup(owner: owner, name: group ?? "")
    if let number = edgeGroups[key] {
      builder.add(other, toGroup: number)
    } else {
      edgeGroups[key] = builder.relate(owner, .needs, .any, of: [other])
    }
    if let threshold {
      builder.setThreshold(.atLeast(Amount(Int32(clamping: max(threshold, 1)))), ofGroup: edgeGroups[key]!)
    }
  }

  private mutating func add(_ target: Int, _ kind: Component.Relation.Kind, of owner: Int) {
    if kind == .in { builder.makeDomain(target) } else { edgeCount += 1 }
    builder.relate(owner, kind, target)
  }

  private mutating func add(
    _ threshold: Group.Threshold, _ members: [Int], _ kind: Component.Relation.Kind, of owner: Int
  ) {
    edgeCount += members.count
    _ = builder.relate(owner, kind, threshold, of: members)
  }

  private mutating func meaning(of word: String) -> GraphDraft.Meaning {
    if word == last.word { return last.meaning }
    if meanings[word] == nil {
      let meaning = GraphDraft.Meaning(word)
      if meaning == nil { notes.remark("unknown edge kind; treated as hard") }
      meanings[word] = meaning ?? .needs
    }
    last = (word, meanings[word]!)
    return last.meaning
  }

  /// Whether any text of a file may hold a secret; a quick look at all of it. What has escapes is not scanned.
  private static func mayHoldSecrets(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    if memchr(base, 0x40, text.count) != nil || memchr(base, 0x3D, text.count) != nil { return true }
    var start = 1
    while start + 1 < text.count, let found = memchr(base + start, 0x2F, text.count - start - 1) {
      let slash = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
      if text[slash - 1] == UInt8(ascii: ":"), text[slash + 1] == 0x2F { return true }
      start = slash + 1
    }
    return false
  }

  /// The component that a scanned id names.
  private mutating func component(_ id: GraphLine.Text) -> Int {
    guard mayHoldSecrets, URLText.mayHoldSecrets(id) else { return builder.component(ascii: id) }
    return component(String(decoding: id, as: UTF8.self))
  }

  /// A scanned text without what may be secret in it.
  private func text(_ scanned: GraphLine.Text) -> String {
    let text = String(decoding: scanned, as: UTF8.self)
    return mayHoldSecrets ? ImportDraft.cleaned(text) : text
  }

  // MARK: Other lines

  /// Adds a line of any form, and reports what is wrong with it.
  private mutating func addOther(_ bytes: ArraySlice<UInt8>, _ number: Int, file: String) -> [Diagnostic] {
    let reading = JSONReader(quotesText: false).read(line: bytes, number, file: file)
    guard let node = reading.document else { return reading.diagnostics }
    if let source = node["source"]?.text, let target = node["target"]?.text {
      let group = node["group"]?.text
      ignore(node, but: ["source", "target", "kind", "group", "k", "id", "name"])
      addEdge(
        component(source), component(target), meaning(of: node["kind"]?.text ?? ""),
        group: group?.isEmpty == true ? nil : group, node["k"]?.int)
      return []
    }
    guard let id = node["id"]?.text, !id.isEmpty else {
      return [.graphSyntax("the line has neither an 'id' nor 'source' and 'target'", format: format, at: node.place)]
    }
    let owner = component(id)
    ignore(node, but: ["id", "name", "kind"] + Component.Relation.Kind.allCases.map(\.rawValue))
    if let name = node["name"]?.text { builder.name(owner, ImportDraft.cleaned(name)) }
    if let kind = node["kind"]?.text { builder.kind(owner, kind.isEmpty ? "" : ImportDraft.cleaned(kind)) }
    for domain in node["in"]?.itemsOrSelf ?? [] {
      if let domain = domain.text { add(component(domain), .in, of: owner) }
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
      add(component(id), kind, of: owner)
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
    let members = items.compactMap { $0.text.map { component($0) } }
    guard !members.isEmpty, members.count == items.count else { return false }
    ignore(node, but: ["any", "all", "atLeast", "of"])
    add(threshold, members, kind, of: owner)
    return true
  }

  /// Counts the keys of a mapping that a graph has no place for.
  private mutating func ignore(_ node: SyntaxNode, but known: [String]) {
    for (key, value) in node.pairs {
      guard let key = key.text, !known.contains(key) else { continue }
      if case .null = value.content { continue }
      if ignoredKeys[key] == nil, ignoredKeys.count >= 1_000 { continue }
      ignoredKeys[key, default: 0] += 1
    }
  }

  private mutating func component(_ id: String) -> Int { builder.component(ImportDraft.cleaned(id)) }
}
