internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What stacks export, and import from each other.
extension CloudFormationSet {
  /// The exports of all stacks: those of known names by name, and those with parts that are not known.
  struct Exports {
    var byName: [String: [(stack: CloudFormationStack, output: String)]] = [:]
    var patterns: [(name: String, stack: CloudFormationStack, output: String)] = []
    var all: [(name: String, stack: CloudFormationStack, output: String)] = []
  }

  /// The export of another stack of the import by a name; unknown if there is none.
  func imported(_ name: CloudValue, by stack: CloudFormationStack, at place: Place) -> CloudValue {
    if exports == nil {
      exports = Exports()
      var found = Exports()
      for stack in stacks {
        for export in stack.exports {
          let name = Self.pattern(export.name)
          found.all.append((name, stack, export.output))
          if name.contains("*") { found.patterns.append((name, stack, export.output)) }
          found.byName[name, default: []].append((stack, export.output))
        }
      }
      exports = found
    }
    let wanted = Self.pattern(name)
    let key = Import(stack: ObjectIdentifier(stack), name: wanted)
    if let known = imports[key] { return known }
    // A circle of exports that are made of each other leads to nothing.
    imports[key] = .unknown
    let value = found(wanted, by: stack, at: place)
    imports[key] = value ?? .unknown
    if let value { return value }
    let told = ForeignName.quoted(wanted, or: "", signs: ":-*", limit: 255)
    let place = "\(ImportDraft.fileName(place.file)):\(place.line)"
    let text = told.isEmpty ? "\(place): import of a text that is not the name of an export" : "import of \(told)"
    if isNew(text) { missingImports.append(text) }
    return .unknown
  }

  /// An import that a stack makes.
  struct Import: Hashable {
    var stack: ObjectIdentifier
    var name: String
  }

  /// The value of the exports that a name fits: of several, such as those that hand on what they import, all that are known
  /// must be the same, or it is one of them. `nil` where there is none.
  private func found(_ wanted: String, by stack: CloudFormationStack, at place: Place) -> CloudValue? {
    var found = (exports?.byName[wanted] ?? []).filter { $0.stack !== stack && wanted != "*" }
    if found.isEmpty, let exports {
      let candidates = wanted.contains("*") ? exports.all : exports.patterns
      guard spend(candidates.count / 4, at: place) else { return .unknown }
      let fitting = candidates.filter { $0.stack !== stack && Self.matches($0.name, wanted) }
      // A stack is usually called like its file.
      let named = fitting.filter { !wanted.contains("*") && wanted == $0.name.replacing("*", with: $0.stack.fileStem) }
      found = (named.isEmpty ? fitting : named).map { ($0.stack, $0.output) }
    }
    guard spend(found.count, at: place) else { return .unknown }
    var values: [CloudValue] = []
    var seen: Set<String> = []
    for (stack, output) in found {
      guard let value = stack.output(output) else { continue }
      if case .unknown = value { continue }
      if seen.insert(Self.signature(value)).inserted { values.append(value) }
    }
    guard let first = values.first else { return found.isEmpty ? nil : .unknown }
    guard values.count > 1 else { return first }
    let told = ForeignName.quoted(wanted, or: "an export", signs: ":-*", limit: 255)
    remark("\(values.count) exports have a name that \(told) may mean: it is one of them")
    return values.dropFirst().reduce(first) { stack.either($0, $1) ?? $0 }
  }

  /// A text that is the same for the same values.
  private static func signature(_ value: CloudValue) -> String {
    switch value {
    case .null: "null"
    case .unknown: "?"
    case .text(let text): "'\(text)'"
    case .reference(let reference): "\(reference.resources).\(reference.attribute)"
    case .list(let items), .joined(let items): "[\(items.map(signature).joined(separator: ","))]"
    case .map(let pairs): "{\(pairs.map { "\($0.key):\(signature($0.value))" }.joined(separator: ","))}"
    }
  }

  /// A name with `*` for what is not known, such as the name of the stack.
  private static func pattern(_ value: CloudValue) -> String {
    switch value {
    case .text(let text): text
    case .joined(let parts): parts.map { pattern($0) }.joined()
    default: "*"
    }
  }

  /// Whether two names can be the same: their known ends are, and something at the end is known.
  private static func matches(_ left: String, _ right: String) -> Bool {
    if left == right { return left != "*" }
    func ends(_ text: String) -> (head: Substring, tail: Substring)? {
      guard let first = text.firstIndex(of: "*"), let last = text.lastIndex(of: "*") else { return nil }
      return (text[..<first], text[text.index(after: last)...])
    }
    switch (ends(left), ends(right)) {
    case (nil, nil): return false
    case (let known?, nil): return !known.tail.isEmpty && right.hasPrefix(known.head) && right.hasSuffix(known.tail)
    case (nil, let known?): return !known.tail.isEmpty && left.hasPrefix(known.head) && left.hasSuffix(known.tail)
    case (let one?, let other?): return !one.tail.isEmpty && one.tail == other.tail
    }
  }
}
