internal import DependencyModel

/// Writes entries that differ only in one part of their id once, with `each`.
///
/// Only neighbours are put together, so that the order stays, and only where expanding gives exactly the entries back. The
/// part is the id of a domain that the component is in, a number, or a word; it is never the whole id.
///
/// - Complexity: O(size of the document).
struct EachFolding {
  typealias Entry = (key: SyntaxNode, value: SyntaxNode)

  /// A list of values that is too long to read is long enough.
  private static let longestRun = 1_000
  /// From this many keys on, two entries are worth it; otherwise it takes three.
  private static let longEntry = 4

  /// The kinds of the domains by their ids: what a variable is called.
  private var kinds: [String: String] = [:]

  /// The document with similar components folded.
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
    var taken = TakenKeys(entries)
    while position < entries.count {
      if let (entry, count) = run(in: entries, from: position, &taken) {
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

  /// The longest run of similar components that starts at a position, as one entry.
  private func run(in entries: [Entry], from start: Int, _ taken: inout TakenKeys) -> (entry: Entry, count: Int)? {
    guard start + 1 < entries.count, case .mapping(let pairs) = entries[start].value.content,
      !pairs.contains(where: { $0.key.text == "domains" }), let first = entries[start].key.text,
      let second = entries[start + 1].key.text
    else { return nil }
    let least = pairs.count >= Self.longEntry ? 2 : 3
    var best: (entry: Entry, count: Int)?
    for var part in parts(of: first, besides: second, entries[start].value) {
      let values = entries[start...].prefix(least).compactMap { value(of: part, in: $0) }
      guard values.count == least else { continue }
      part.variable = taken.freeVariable(part.variable, between: part.prefix, and: part.suffix)
      guard
        let key = EachTemplate.node([entries[start].key, entries[start + 1].key], values, part.variable),
        let body = EachTemplate.node([entries[start].value, entries[start + 1].value], values, part.variable),
        !taken.contains(key.text ?? "")
      else { continue }
      let found = self.values(of: part, in: entries[start...], explaining: key, body)
      guard found.count >= least, found.count > best?.count ?? 0 else { continue }
      best = (entry(key, body, part.variable, found), found.count)
    }
    return best
  }

  /// The values of a part in entries, as far as putting them into the templates gives the entries.
  ///
  /// Most neighbours are not similar, so nothing is looked at after the first one that is not.
  private func values(
    of part: Part, in entries: ArraySlice<Entry>, explaining key: SyntaxNode, _ body: SyntaxNode
  ) -> [String] {
    let (keyTemplate, bodyTemplate) = (EntryTemplate(key, [part.variable]), EntryTemplate(body, [part.variable]))
    var values: [String] = []
    for entry in entries.prefix(Self.longestRun) {
      guard let value = value(of: part, in: entry),
        EachTemplate.isSame(keyTemplate.node(with: [value]), entry.key),
        EachTemplate.isSame(bodyTemplate.node(with: [value]), entry.value)
      else { break }
      values.append(value)
    }
    return values
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

  /// A part of an id: what comes before and after it.
  private struct Part {
    var prefix: Substring
    var suffix: Substring
    var variable: String
    /// The characters that its values are made of.
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

  /// The value of a part in an entry; `nil` where its id does not have the part.
  private func value(of part: Part, in entry: Entry) -> String? {
    guard let id = entry.key.text, id.hasPrefix(part.prefix), id.hasSuffix(part.suffix),
      id.count > part.prefix.count + part.suffix.count
    else { return nil }
    let value = id.dropFirst(part.prefix.count).dropLast(part.suffix.count)
    return value.allSatisfy(part.isPart) && !value.contains("{") ? String(value) : nil
  }
}

/// The keys with variables that a section has: two runs may be made alike, or as an id of its own, and a key appears once.
private struct TakenKeys {
  private var keys: Set<String>
  /// How many variables of a name were found taken between the same texts.
  private var copies: [String: Int] = [:]

  init(_ entries: [EachFolding.Entry]) {
    keys = Set(entries.lazy.compactMap(\.key.text).filter { $0.contains("{") })
  }

  func contains(_ key: String) -> Bool { keys.contains(key) }

  mutating func insert(_ key: String) { keys.insert(key) }

  /// The first of `name`, `name2`, `name3` … that makes a key which is not taken.
  ///
  /// What was found taken stays so, so that no number is tried twice.
  mutating func freeVariable(_ name: String, between prefix: Substring, and suffix: Substring) -> String {
    let key = "\(prefix){\(name)}\(suffix)"
    guard keys.contains(key) else { return name }
    var number = copies[key] ?? 2
    while keys.contains("\(prefix){\(name)\(number)}\(suffix)") { number += 1 }
    copies[key] = number
    return "\(name)\(number)"
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

  /// Braces of the text itself would be read as variables: such texts stay apart.
  private static func text(_ first: String, _ second: String, _ values: [String], _ variable: String) -> String? {
    let brace = UInt8(ascii: "{")
    guard !first.utf8.contains(brace), !second.utf8.contains(brace) else { return nil }
    if first.utf8.elementsEqual(second.utf8) { return first }
    // Most texts that differ do not differ by the value.
    guard first.utf8.hasPart(values[0].utf8) else { return nil }
    for isBounded in [false, true] {
      let text = replacing(values[0], in: first, with: "{\(variable)}", isBounded: isBounded)
      if text.replacing("{\(variable)}", with: values[1]).utf8.elementsEqual(second.utf8) { return text }
    }
    return nil
  }

  /// Replaces a value; if it is bounded only where no letter or digit is beside it.
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

extension String.UTF8View {
  /// Whether the bytes of another text stand in a row in these.
  fileprivate func hasPart(_ part: String.UTF8View) -> Bool {
    guard let first = part.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
