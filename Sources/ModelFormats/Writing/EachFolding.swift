internal import DependencyModel

/// Writes entries that differ only in one part of their id once, with `each`.
///
/// Only neighbours are put together, so that the order stays, and only where expanding gives exactly the entries back. The
/// part is the id of a domain that the component is in, a number, or a word; it is never the whole id.
///
/// - Complexity: O(size of the document).
struct EachFolding {
  typealias Entry = (key: SyntaxNode, value: SyntaxNode)

  /// A list of values that nobody reads to its end is long enough.
  private static let longestRun = 1_000
  /// From so many keys on, two entries are worth it; otherwise it takes three.
  private static let longEntry = 4

  /// The kinds of the domains by their ids: what a variable is called.
  private var kinds: [String: String] = [:]

  /// The document with look-alikes folded.
  static func folded(_ document: SyntaxNode) -> SyntaxNode {
    guard case .mapping(let sections) = document.content else { return document }
    var folding = EachFolding()
    for (key, value) in sections where key.text == "domains" { folding.collectKinds(value) }
    var result = document
    result.content = .mapping(
      sections.map { key, value in
        key.text == "domains" || key.text == "components" ? (key, folding.folded(section: value)) : (key, value)
      })
    return result
  }

  private mutating func collectKinds(_ section: SyntaxNode) {
    guard case .mapping(let entries) = section.content else { return }
    for (key, value) in entries {
      guard case .mapping(let pairs) = value.content else { continue }
      for (name, value) in pairs {
        if name.text == "kind" { kinds[key.text ?? ""] = value.text }
        if name.text == "domains" { collectKinds(value) }
      }
    }
  }

  private func folded(section: SyntaxNode) -> SyntaxNode {
    guard case .mapping(let entries) = section.content else { return section }
    var result = section
    var folded: [Entry] = []
    var position = 0
    // Two runs may be made alike, or as an id of its own: a key stands once.
    var taken = Set(entries.lazy.compactMap(\.key.text).filter { $0.contains("{") })
    while position < entries.count {
      if let (entry, count) = run(in: entries, from: position, taken) {
        folded.append(entry)
        taken.insert(entry.key.text ?? "")
        position += count
      } else {
        folded.append(withNestedFolded(entries[position]))
        position += 1
      }
    }
    result.content = .mapping(folded)
    return result
  }

  private func withNestedFolded(_ entry: Entry) -> Entry {
    guard case .mapping(let pairs) = entry.value.content else { return entry }
    var value = entry.value
    value.content = .mapping(pairs.map { ($0.key, $0.key.text == "domains" ? folded(section: $0.value) : $0.value) })
    return (entry.key, value)
  }

  // MARK: Runs

  /// The longest run of look-alikes that starts at a position, as one entry.
  private func run(in entries: [Entry], from start: Int, _ taken: Set<String>) -> (entry: Entry, count: Int)? {
    guard start + 1 < entries.count, case .mapping(let pairs) = entries[start].value.content,
      !pairs.contains(where: { $0.key.text == "domains" }), let first = entries[start].key.text,
      let second = entries[start + 1].key.text
    else { return nil }
    let least = pairs.count >= Self.longEntry ? 2 : 3
    var best: (entry: Entry, count: Int)?
    for var part in parts(of: first, besides: second, entries[start].value) {
      let name = part.variable
      var copies = 1
      while taken.contains("\(part.prefix){\(part.variable)}\(part.suffix)") {
        copies += 1
        part.variable = "\(name)\(copies)"
      }
      guard let values = values(of: part, in: entries, from: start, atMost: least), values.count == least else {
        continue
      }
      guard
        let key = EachTemplate.node([entries[start].key, entries[start + 1].key], values, part.variable),
        let body = EachTemplate.node([entries[start].value, entries[start + 1].value], values, part.variable),
        !taken.contains(key.text ?? "")
      else { continue }
      let (keyTemplate, bodyTemplate) = (EntryTemplate(key, [part.variable]), EntryTemplate(body, [part.variable]))
      func count(of values: [String]) -> Int {
        values.indices.prefix { position in
          let value = [values[position]]
          return EachTemplate.isSame(keyTemplate.node(with: value), entries[start + position].key)
            && EachTemplate.isSame(bodyTemplate.node(with: value), entries[start + position].value)
        }.count
      }
      // Most neighbours are no look-alikes: only those that are get a second look, at all that follow.
      guard count(of: values) == least,
        let all = self.values(of: part, in: entries, from: start, atMost: Self.longestRun)
      else { continue }
      let found = count(of: all)
      guard found > best?.count ?? 0 else { continue }
      best = (entry(key, body, part.variable, Array(all[..<found])), found)
    }
    return best
  }

  private func entry(_ key: SyntaxNode, _ body: SyntaxNode, _ variable: String, _ values: [String]) -> Entry {
    guard case .mapping(let pairs) = body.content else { return (key, body) }
    func node(_ content: SyntaxNode.Content, isQuoted: Bool = false) -> SyntaxNode {
      SyntaxNode(content, at: key.place, isQuoted: isQuoted)
    }
    let list = node(.sequence(values.map { node(.scalar($0), isQuoted: true) }))
    let each = (key: node(.scalar("each")), value: node(.mapping([(node(.scalar(variable)), list)])))
    var result = body
    result.content = .mapping([each] + pairs)
    return (key, result)
  }

  // MARK: Parts of ids

  /// A part of an id: what stands before and behind it.
  private struct Part {
    var prefix: Substring
    var suffix: Substring
    var variable: String
    /// What its values are made of.
    var isPart: (Character) -> Bool
  }

  /// The parts in which an id may differ from its neighbour's: a domain that the entry is in, a number, a word.
  private func parts(of first: String, besides second: String, _ body: SyntaxNode) -> [Part] {
    guard first != second else { return [] }
    var parts: [Part] = []
    for domain in Self.domains(of: body) {
      guard let range = first.firstRange(of: domain) else { continue }
      let word = kinds[domain]?.split { !$0.isLetter }.last.map { $0.lowercased() }
      parts.append(
        Part(
          prefix: first[..<range.lowerBound], suffix: first[range.upperBound...], variable: word ?? "domain",
          isPart: { _ in true }))
    }
    let common = zip(first, second).prefix { $0 == $1 }.count
    for (variable, isPart) in [
      ("number", { $0.isASCII && $0.isNumber }), ("name", { $0.isLetter || $0.isNumber }),
    ] as [(String, (Character) -> Bool)] {
      let middle = first.index(first.startIndex, offsetBy: common)
      var start = middle
      while start > first.startIndex, isPart(first[first.index(before: start)]) { start = first.index(before: start) }
      let end = first[start...].firstIndex { !isPart($0) } ?? first.endIndex
      if start < end {
        parts.append(Part(prefix: first[..<start], suffix: first[end...], variable: variable, isPart: isPart))
      }
    }
    return parts.filter { part in (part.prefix + part.suffix).contains { $0.isLetter || $0.isNumber } }
  }

  private static func domains(of body: SyntaxNode) -> [String] {
    guard case .mapping(let pairs) = body.content, let node = pairs.first(where: { $0.key.text == "in" })?.value
    else { return [] }
    switch node.content {
    case .scalar(let text): return text.isEmpty ? [] : [text]
    case .sequence(let items): return items.compactMap(\.text).filter { !$0.isEmpty }
    case .null, .mapping: return []
    }
  }

  /// The values of a part in the entries from a position on, as long as their ids have it; `nil` for fewer than two.
  private func values(of part: Part, in entries: [Entry], from start: Int, atMost limit: Int) -> [String]? {
    var values: [String] = []
    for entry in entries[start...].prefix(limit) {
      guard let id = entry.key.text, id.hasPrefix(part.prefix), id.hasSuffix(part.suffix),
        id.count > part.prefix.count + part.suffix.count
      else { break }
      let value = id.dropFirst(part.prefix.count).dropLast(part.suffix.count)
      guard value.allSatisfy(part.isPart), !value.contains("{") else { break }
      values.append(String(value))
    }
    return values.count >= 2 ? values : nil
  }
}

/// Finds the text that two nodes are made from by putting in their values.
enum EachTemplate {
  /// The node with `{variable}` where the two differ; `nil` where putting in the values does not explain it.
  static func node(_ nodes: [SyntaxNode], _ values: [String], _ variable: String) -> SyntaxNode? {
    guard nodes[0].isQuoted == nodes[1].isQuoted else { return nil }
    var result = nodes[0]
    switch (nodes[0].content, nodes[1].content) {
    case (.null, .null): break
    case (.scalar(let first), .scalar(let second)):
      guard let text = text(first, second, values, variable), nodes[0].isQuoted || first == second else { return nil }
      result.content = .scalar(text)
    case (.sequence(let first), .sequence(let second)):
      guard first.count == second.count else { return nil }
      var items: [SyntaxNode] = []
      for (left, right) in zip(first, second) {
        guard let item = node([left, right], values, variable) else { return nil }
        items.append(item)
      }
      result.content = .sequence(items)
    case (.mapping(let first), .mapping(let second)):
      guard first.count == second.count else { return nil }
      var pairs: [(key: SyntaxNode, value: SyntaxNode)] = []
      for (left, right) in zip(first, second) {
        guard let key = node([left.key, right.key], values, variable),
          let value = node([left.value, right.value], values, variable)
        else { return nil }
        pairs.append((key, value))
      }
      result.content = .mapping(pairs)
    default: return nil
    }
    return result
  }

  /// Braces of the text itself would be taken for variables: such texts stay apart.
  private static func text(_ first: String, _ second: String, _ values: [String], _ variable: String) -> String? {
    guard !first.contains("{"), !second.contains("{") else { return nil }
    if first.utf8.elementsEqual(second.utf8) { return first }
    for isBounded in [false, true] {
      let text = replacing(values[0], in: first, with: "{\(variable)}", isBounded: isBounded)
      if text.replacing("{\(variable)}", with: values[1]).utf8.elementsEqual(second.utf8) { return text }
    }
    return nil
  }

  /// Replaces a value; if it is bounded only where no letter or digit stands beside it.
  private static func replacing(_ value: String, in text: String, with variable: String, isBounded: Bool) -> String {
    guard isBounded else { return text.replacing(value, with: variable) }
    func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: value) {
      let isInside = isWord(rest[..<range.lowerBound].last ?? result.last) || isWord(rest[range.upperBound...].first)
      result += rest[..<range.lowerBound] + (isInside ? value : variable)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  /// Whether two nodes say the same, in the same form.
  static func isSame(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
    guard left.isQuoted == right.isQuoted else { return false }
    switch (left.content, right.content) {
    case (.null, .null): return true
    case (.scalar(let text), .scalar(let other)): return text.utf8.elementsEqual(other.utf8)
    case (.sequence(let items), .sequence(let others)):
      return items.count == others.count && zip(items, others).allSatisfy { isSame($0, $1) }
    case (.mapping(let pairs), .mapping(let others)):
      return pairs.count == others.count
        && zip(pairs, others).allSatisfy { isSame($0.key, $1.key) && isSame($0.value, $1.value) }
    default: return false
    }
  }
}
