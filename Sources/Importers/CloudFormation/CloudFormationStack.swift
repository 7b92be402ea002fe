internal import DependencyModel
internal import ModelFormats

/// A template with the values of its parameters: what its functions give.
///
/// What is only known when the stack exists stays unknown; what names a resource becomes a reference to it.
final class CloudFormationStack {
  /// Names within loops and what they stand for there.
  typealias Bindings = [String: String]

  let file: String
  let document: SyntaxNode
  /// What stands before the logical ids: the logical ids of the stacks that it is nested in.
  let prefix: String
  /// The stacks that other templates of the same import describe.
  private unowned let set: CloudFormationSet
  private let given: [String: CloudValue]
  /// Nested stacks by logical id.
  var nested: [String: CloudFormationStack] = [:]
  /// Resources by logical id, those of loops under the names that they expand to.
  private(set) var resources: [(id: String, node: SyntaxNode, bindings: Bindings)] = []
  private(set) var logicalIDs: Set<String> = []
  private(set) var outputs: [String: (node: SyntaxNode, bindings: Bindings)] = [:]
  private var outputOrder: [String] = []
  private var conditionNodes: [String: SyntaxNode] = [:]
  private var conditionValues: [String: Bool?] = [:]
  private var inProgress: Set<String> = []
  private let parameterNodes: [String: SyntaxNode]
  private let mappings: SyntaxNode?
  private var mappingIndex: [String: [String: [String: SyntaxNode]]] = [:]
  /// Parameters whose value nobody gave and something asked for, in the order met.
  private(set) var missingParameters: [String] = []

  /// How many resources loops may make.
  private static let limit = 20_000

  init(_ document: SyntaxNode, file: String, prefix: String, given: [String: CloudValue], in set: CloudFormationSet) {
    self.document = document
    self.file = file
    self.prefix = prefix
    self.given = given
    self.set = set
    parameterNodes = Self.index(document["Parameters"])
    mappings = document["Mappings"]
    for (name, table) in Self.index(mappings) { mappingIndex[name] = Self.index(table).mapValues { Self.index($0) } }
    expand(document["Conditions"], [:]) { id, node, _ in conditionNodes[id] = conditionNodes[id] ?? node }
    expand(document["Resources"], [:]) { id, node, bindings in
      guard logicalIDs.insert(id).inserted, resources.count < Self.limit else { return }
      resources.append((id, node, bindings))
    }
    expand(document["Outputs"], [:]) { id, node, bindings in
      if outputs[id] == nil { outputOrder.append(id) }
      outputs[id] = (node, bindings)
    }
  }

  private static func index(_ node: SyntaxNode?) -> [String: SyntaxNode] {
    Dictionary((node?.pairs ?? []).map { ($0.key.text ?? "", $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The id that a resource's component has.
  func id(_ logical: String) -> String { prefix + logical }

  // MARK: Loops

  /// The entries of a section, those of `Fn::ForEach` expanded.
  private func expand(
    _ section: SyntaxNode?, _ bindings: Bindings, _ body: (String, SyntaxNode, Bindings) -> Void
  ) {
    for (key, value) in section?.pairs ?? [] {
      guard let key = key.text else { continue }
      if key.hasPrefix("Fn::ForEach::") {
        forEach(value, bindings) { inner, template in expand(template, inner, body) }
      } else {
        body(bound(key, bindings), value, bindings)
      }
    }
  }

  private func forEach(_ node: SyntaxNode, _ bindings: Bindings, _ body: (Bindings, SyntaxNode) -> Void) {
    let parts = node.items
    guard parts.count == 3, let name = parts[0].text, bindings.count < 5 else { return }
    for item in evaluate(parts[1], bindings)?.items.prefix(1_000) ?? [] {
      for text in item.text.map({ $0.split(separator: ",").map { String($0) } }) ?? [] {
        guard resources.count < Self.limit else { return }
        var inner = bindings
        inner[name] = text
        body(inner, parts[2])
      }
    }
  }

  /// A name with the names of loops in it replaced: `Queue${Name}`.
  func bound(_ text: String, _ bindings: Bindings) -> String {
    guard !bindings.isEmpty, text.contains("{") else { return text }
    var text = text
    for (name, value) in bindings.sorted(by: { $0.key < $1.key }) {
      text = text.replacing("${\(name)}", with: value)
      text = text.replacing("&{\(name)}", with: String(value.filter { $0.isLetter || $0.isNumber }))
    }
    return text
  }

  // MARK: Conditions

  /// Whether a condition holds; `nil` where a parameter without a value decides.
  func condition(_ name: String, _ bindings: Bindings = [:]) -> Bool? {
    let name = bound(name, bindings)
    if let known = conditionValues[name] { return known }
    guard let node = conditionNodes[name], inProgress.insert("condition \(name)").inserted else { return nil }
    defer { inProgress.remove("condition \(name)") }
    let value = truth(node, bindings)
    conditionValues[name] = .some(value)
    return value
  }

  private func truth(_ node: SyntaxNode, _ bindings: Bindings) -> Bool? {
    guard case .mapping(let pairs) = node.content, pairs.count == 1, let key = pairs[0].key.text else {
      return node.bool
    }
    let value = pairs[0].value
    switch Self.function(key) {
    case "Condition": return value.text.flatMap { condition($0, bindings) }
    case "Not": return value.itemsOrSelf.first.flatMap { truth($0, bindings) }.map { !$0 }
    case "And":
      let parts = value.items.map { truth($0, bindings) }
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    case "Or":
      let parts = value.items.map { truth($0, bindings) }
      return parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case "Equals":
      guard value.items.count == 2 else { return nil }
      guard let left = evaluate(value.items[0], bindings)?.text, let right = evaluate(value.items[1], bindings)?.text
      else { return nil }
      return left == right
    default: return nil
    }
  }

  // MARK: Functions

  /// The name of a function without the ways to write it: `!Ref`, `Ref`, `Fn::GetAtt`.
  static func function(_ key: String) -> String? {
    if key.hasPrefix("Fn::") { return String(key.dropFirst(4)) }
    if key.hasPrefix("!") { return String(key.dropFirst()) }
    return key == "Ref" || key == "Condition" ? key : nil
  }

  /// What a property holds; `nil` for `AWS::NoValue`.
  func evaluate(_ node: SyntaxNode, _ bindings: Bindings) -> CloudValue? {
    switch node.content {
    case .null: return .null
    case .scalar(let text): return text.hasPrefix("{{resolve:") ? .unknown : .text(bound(text, bindings))
    case .sequence(let items): return .list(items.compactMap { evaluate($0, bindings) })
    case .mapping(let pairs):
      if pairs.count == 1, let key = pairs[0].key.text, !key.hasPrefix("Fn::ForEach::"),
        let function = Self.function(key),
        key != "Condition" || pairs[0].value.text.map({ conditionNodes[$0] != nil }) == true
      {
        return call(function, pairs[0].value, bindings)
      }
      var found: [(key: String, value: CloudValue)] = []
      expand(node, bindings) { key, value, inner in
        if let value = evaluate(value, inner) { found.append((key, value)) }
      }
      return .map(found)
    }
  }

  private func call(_ function: String, _ node: SyntaxNode, _ bindings: Bindings) -> CloudValue? {
    let items = node.items
    func argument(_ index: Int) -> CloudValue? { index < items.count ? evaluate(items[index], bindings) : nil }
    switch function {
    case "Ref": return node.text.map { ref(bound($0, bindings), bindings) } ?? .unknown
    case "GetAtt":
      let written = items.isEmpty ? node.text.map { [$0] } ?? [] : items.compactMap { evaluate($0, bindings)?.text }
      return attribute(bound(written.joined(separator: "."), bindings))
    case "Sub": return substituted(node, bindings)
    case "Join":
      guard items.count == 2 else { return .unknown }
      return joined(argument(1)?.items ?? [], by: argument(0)?.text ?? "")
    case "Select":
      guard items.count == 2, let index = argument(0)?.int, index >= 0 else { return .unknown }
      if case .mapping(let pairs) = items[1].content, pairs.count == 1, let key = pairs[0].key.text,
        Self.function(key) == "GetAZs"
      {
        set.usesZones(upTo: min(index, 25))
        return .text("az[\(min(index, 25))]")
      }
      guard case .list(let values)? = argument(1), index < values.count else { return .unknown }
      return values[index]
    case "Split":
      guard items.count == 2, let separator = argument(0)?.text, !separator.isEmpty else { return .unknown }
      guard let text = argument(1)?.text else { return argument(1) ?? .unknown }
      return .list(text.split(separator: separator, omittingEmptySubsequences: false).map { .text(String($0)) })
    case "GetAZs": return .list(set.zones.map { .text($0) })
    case "FindInMap":
      guard let map = argument(0)?.text, let first = argument(1)?.text, let second = argument(2)?.text else {
        return fallback(items, bindings)
      }
      return mappingIndex[map]?[first]?[second].flatMap { evaluate($0, bindings) } ?? fallback(items, bindings)
    case "If":
      guard items.count == 3, let name = items[0].text else { return .unknown }
      switch condition(name, bindings) {
      case true?: return argument(1)
      case false?: return argument(2)
      case nil: return either(argument(1), argument(2))
      }
    case "Condition", "Equals", "And", "Or", "Not":
      let value = function == "Condition" ? node.text.flatMap { condition($0, bindings) } : nil
      return value.map { .text($0 ? "true" : "false") } ?? .unknown
    case "ImportValue": return set.imported(evaluate(node, bindings) ?? .unknown, by: self)
    case "Base64": return evaluate(node, bindings)
    case "ToJsonString": return evaluate(node, bindings)
    case "Length":
      guard case .list(let values)? = evaluate(node, bindings) else { return .unknown }
      return .text(String(values.count))
    case "Cidr": return .unknown
    case "Transform":
      set.unexpanded(node["Name"]?.text ?? "Fn::Transform")
      return node["Parameters"].flatMap { evaluate($0, bindings) } ?? .unknown
    default: return evaluate(node, bindings)
    }
  }

  private func fallback(_ items: [SyntaxNode], _ bindings: Bindings) -> CloudValue? {
    guard items.count == 4, let value = items[3]["DefaultValue"] else { return .unknown }
    return evaluate(value, bindings)
  }

  /// What one of two branches gives, where nothing tells which.
  private func either(_ first: CloudValue?, _ second: CloudValue?) -> CloudValue? {
    guard let first, let second else { return first ?? second }
    switch (first, second) {
    case (.reference(let left), .reference(let right)):
      var ids = left.resources
      for id in right.resources where !ids.contains(id) { ids.append(id) }
      return .reference(
        CloudReference(
          ids, attribute: left.attribute == right.attribute ? left.attribute : "", isAmbiguous: ids.count > 1))
    case (.list(let left), .list(let right)): return .list(left + right)
    case (.map, .map): return .joined([first, second])
    case (.reference, _), (.list, _), (.map, _), (.joined, _): return first
    case (_, .reference), (_, .list), (_, .map), (_, .joined): return second
    default: return first.text != nil && first.text == second.text ? first : .unknown
    }
  }

  // MARK: Names

  private static let pseudo: [String: CloudValue] = [
    "AWS::Partition": .text("aws"), "AWS::URLSuffix": .text("amazonaws.com"), "AWS::NotificationARNs": .list([]),
  ]

  private func ref(_ name: String, _ bindings: Bindings) -> CloudValue? {
    if let value = bindings[name] { return .text(value) }
    if name == "AWS::NoValue" { return nil }
    if name == "AWS::Region" { return set.region.map { .text($0) } ?? .unknown }
    if name.hasPrefix("AWS::") { return Self.pseudo[name] ?? .unknown }
    if let parameter = parameterNodes[name] { return value(of: name, parameter) }
    return logicalIDs.contains(name) ? .reference(CloudReference([id(name)], attribute: "id")) : .unknown
  }

  private func value(of name: String, _ node: SyntaxNode) -> CloudValue {
    let isList = node["Type"]?.text.map { $0.hasPrefix("List<") || $0 == "CommaDelimitedList" } == true
    var value = given[name]
    // Parameters of the store hold a path there, not the value.
    if value == nil, node["Type"]?.text?.hasPrefix("AWS::SSM::") != true, let text = node["Default"]?.text {
      value = .text(text)
    }
    guard let value, value.text != "" || node["Default"] != nil && !isList else {
      if !missingParameters.contains(name) { missingParameters.append(name) }
      return .unknown
    }
    guard isList, let text = value.text else { return value }
    return .list(text.split(separator: ",").map { .text(String($0.drop { $0 == " " })) })
  }

  private func attribute(_ path: String) -> CloudValue {
    guard let dot = path.firstIndex(of: ".") else { return .unknown }
    let name = String(path[..<dot])
    let attribute = String(path[path.index(after: dot)...])
    if attribute.hasPrefix("Outputs."), let stack = nested[name] {
      return stack.output(String(attribute.dropFirst("Outputs.".count))) ?? .unknown
    }
    guard logicalIDs.contains(name) else { return .unknown }
    let last = attribute.split(separator: ".").last.map(String.init) ?? attribute
    return .reference(CloudReference([id(name)], attribute: CloudFormationType.snake(last)))
  }

  /// What an output gives; the circle of one that is made of itself is cut.
  func output(_ name: String) -> CloudValue? {
    guard let (node, bindings) = outputs[name], let value = node["Value"] else { return nil }
    guard set.depth < 40, set.followed < 20_000, inProgress.insert("output \(name)").inserted else { return nil }
    set.depth += 1
    set.followed += 1
    defer {
      inProgress.remove("output \(name)")
      set.depth -= 1
    }
    return evaluate(value, bindings)
  }

  /// The outputs that other stacks may import, with the names that they are exported by.
  var exports: [(name: CloudValue, output: String)] {
    outputOrder.compactMap { id in
      guard let (node, bindings) = outputs[id], let name = node["Export"]?["Name"] else { return nil }
      return evaluate(name, bindings).map { ($0, id) }
    }
  }

  // MARK: Texts

  private func substituted(_ node: SyntaxNode, _ bindings: Bindings) -> CloudValue {
    let text = node.text ?? node.items.first?.text ?? ""
    let own = Self.index(node.items.count > 1 ? node.items[1] : nil)
    var parts: [CloudValue] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      parts.append(.text(String(rest[..<start.lowerBound])))
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      let name = rest[start.upperBound..<end].filter { $0 != " " }
      rest = rest[rest.index(after: end)...]
      if name.hasPrefix("!") {
        parts.append(.text("${\(name.dropFirst())}"))
      } else if let value = own[name] {
        parts.append(evaluate(value, bindings) ?? .null)
      } else {
        parts.append((name.contains(".") ? attribute(name) : ref(name, bindings)) ?? .null)
      }
    }
    parts.append(.text(String(rest)))
    return joined(parts, by: "")
  }

  private static let plainAttributes: Set<String> = ["port", "availability_zone", "cidr_block"]

  private func joined(_ parts: [CloudValue], by separator: String) -> CloudValue {
    let parts = parts.map { part -> CloudValue in
      if case .reference(let reference) = part, Self.plainAttributes.contains(reference.attribute) { return .unknown }
      return part
    }
    let texts = parts.compactMap(\.text)
    if texts.count == parts.count { return .text(texts.joined(separator: separator)) }
    let shown = parts.filter { $0.text?.isEmpty != true }
    // A text of nothing but one value is that value.
    return shown.count == 1 ? shown[0] : .joined(shown)
  }
}
