internal import ModelFormats

/// The configuration that a plan holds: which expression of which resource refers to what.
///
/// A reference names a declaration, not an instance. Which instances it means follows from keys where it can: an index, or
/// `each.key` and `count.index` where both sides have the same keys. Where it can't, all that are possible are named and
/// marked as ambiguous.
struct TerraformConfiguration {
  /// The context of an expression: the instance whose configuration it is.
  struct Scope {
    var modules: [TerraformAddress.Step]
    var key: TerraformAddress.Key?
    /// The declarations that `for_each` of the resource refers to.
    var forEach: [String] = []
  }

  private struct Declaration {
    var expressions: SyntaxNode
    var forEach: SyntaxNode?
    var dependsOn: [String]
  }

  private struct Module {
    var outputs: [String: SyntaxNode] = [:]
    var calls: [String: SyntaxNode] = [:]
    /// The expressions that the call of this module gives to its variables.
    var arguments: SyntaxNode?
    var forEach: SyntaxNode?
  }

  /// By the path of names, with dots.
  private var modules: [String: Module] = [:]
  private var declarations: [String: Declaration] = [:]
  /// The instances of each declaration, in the order met.
  private var instances: [String: [TerraformAddress]] = [:]
  /// The same by the instance of the module too: by the address without the last key.
  private var siblings: [String: [TerraformAddress]] = [:]
  private var ids: [TerraformAddress: String] = [:]
  /// How many references lead to locals, which plans do not hold.
  private(set) var localCount = 0

  private static let deepest = 24

  init(_ configuration: SyntaxNode?, instances addresses: [(address: TerraformAddress, id: String)]) {
    for (address, id) in addresses {
      instances[address.configuration, default: []].append(address)
      siblings[address.withoutKey, default: []].append(address)
      ids[address] = id
    }
    if let root = configuration?["root_module"] { add(root, path: [], call: nil) }
  }

  private mutating func add(_ node: SyntaxNode, path: [String], call: SyntaxNode?) {
    guard path.count <= Self.deepest else { return }
    var module = Module()
    module.arguments = call?["expressions"]
    module.forEach = call?["for_each_expression"]
    for (key, value) in node["outputs"]?.pairs ?? [] { module.outputs[key.text ?? ""] = value["expression"] }
    let prefix = path.map { "module.\($0)." }.joined()
    for resource in node["resources"]?.items ?? [] {
      guard let address = resource["address"]?.text else { continue }
      declarations[prefix + address] = Declaration(
        expressions: resource["expressions"] ?? SyntaxNode(.null, at: resource.place),
        forEach: resource["for_each_expression"],
        dependsOn: (resource["depends_on"]?.items ?? []).compactMap(\.text))
    }
    modules[path.joined(separator: ".")] = module
    for (name, call) in node["module_calls"]?.pairs ?? [] {
      if let name = name.text, let inner = call["module"] { add(inner, path: path + [name], call: call) }
    }
  }

  /// The attributes of an instance as its configuration writes them, references resolved to instances.
  mutating func attributes(of address: TerraformAddress) -> CloudValue? {
    guard let declaration = declarations[address.configuration] else { return nil }
    var scope = Scope(modules: address.modules, key: address.key)
    scope.forEach = Self.references(declaration.forEach)
    return value(declaration.expressions, in: scope)
  }

  /// What an explicit `depends_on` names, as ids of instances.
  mutating func dependsOn(of address: TerraformAddress) -> [String] {
    (declarations[address.configuration]?.dependsOn ?? []).flatMap { text in
      TerraformAddress(text).map { target in
        instances(of: target, in: Scope(modules: address.modules, key: nil), hints: []).ids
      } ?? []
    }
  }

  /// The ids of a declaration's instances, by its address without keys.
  func instances(ofDeclaration address: String) -> [(address: TerraformAddress, id: String)] {
    (instances[address] ?? []).map { ($0, ids[$0]!) }
  }

  // MARK: Expressions

  private mutating func value(_ node: SyntaxNode, in scope: Scope) -> CloudValue {
    switch node.content {
    case .null, .scalar: return .null
    case .sequence(let items): return .list(items.map { value($0, in: scope) })
    case .mapping(let pairs):
      if let constant = node["constant_value"], pairs.count == 1 { return TerraformValues.value(constant) }
      if let references = node["references"], pairs.count == 1 {
        let found = resolve(references.items.compactMap(\.text), in: scope, depth: 0)
        return found.isEmpty
          ? .unknown : found.count == 1 ? .reference(found[0]) : .joined(found.map { .reference($0) })
      }
      return .map(pairs.map { ($0.key.text ?? "", value($0.value, in: scope)) })
    }
  }

  private static func references(_ node: SyntaxNode?) -> [String] {
    (node?["references"]?.items ?? []).compactMap(\.text)
  }

  /// What the references of one expression mean. Each is followed by its shorter forms, which say nothing more.
  private mutating func resolve(_ references: [String], in scope: Scope, depth: Int) -> [CloudReference] {
    guard depth < Self.deepest else { return [] }
    var found: [CloudReference] = []
    var last = ""
    for text in references {
      if last.hasPrefix(text), last.count > text.count, ".[".contains(last.dropFirst(text.count).first!) { continue }
      last = text
      for reference in resolve(text, hints: references, in: scope, depth: depth) {
        if !found.contains(where: { $0.resources == reference.resources && $0.attribute == reference.attribute }) {
          found.append(reference)
        }
      }
    }
    return found
  }

  private mutating func resolve(
    _ text: String, hints: [String], in scope: Scope, depth: Int
  ) -> [CloudReference] {
    let parts = TerraformAddress.parts(of: text)
    guard let first = parts.first else { return [] }
    switch first.name {
    case "var": return parts.count > 1 ? variable(parts[1].name, in: scope, depth: depth) : []
    case "local":
      localCount += 1
      return []
    case "module": return parts.count > 1 ? output(parts, hints: hints, in: scope, depth: depth) : []
    case "each": return each(parts, hints: hints, in: scope, depth: depth)
    case "count", "path", "terraform", "self": return []
    default:
      guard let address = TerraformAddress(text) else { return [] }
      let (ids, isAmbiguous) = instances(of: address, in: scope, hints: hints)
      return ids.isEmpty
        ? [] : [CloudReference(ids, attribute: address.rest.first ?? "", isAmbiguous: isAmbiguous)]
    }
  }

  /// What the call of the module gives to a variable, seen from where it is called.
  private mutating func variable(_ name: String, in scope: Scope, depth: Int) -> [CloudReference] {
    guard let step = scope.modules.last,
      let module = modules[scope.modules.map(\.name).joined(separator: ".")], let argument = module.arguments?[name]
    else { return [] }
    var outer = Scope(modules: scope.modules.dropLast(), key: step.key)
    outer.forEach = Self.references(module.forEach)
    return resolve(allReferences(in: argument), in: outer, depth: depth + 1)
  }

  /// All references in an expression, also in blocks within it.
  private func allReferences(in node: SyntaxNode) -> [String] {
    if let references = node["references"] { return references.items.compactMap(\.text) }
    switch node.content {
    case .null, .scalar: return []
    case .sequence(let items): return items.flatMap { allReferences(in: $0) }
    case .mapping(let pairs): return pairs.flatMap { allReferences(in: $0.value) }
    }
  }

  /// What an output of a module is made of; all outputs where none is named.
  private mutating func output(
    _ parts: [TerraformAddress.Step], hints: [String], in scope: Scope, depth: Int
  ) -> [CloudReference] {
    let path = scope.modules.map(\.name) + [parts[1].name]
    guard let module = modules[path.joined(separator: ".")] else { return [] }
    let names = parts.count > 2 ? [parts[2].name] : module.outputs.keys.sorted()
    let attribute = parts.count > 3 ? parts[3].name : nil
    let key = parts[1].key ?? (hints.contains("each.key") ? scope.key : nil)
    var found: [CloudReference] = []
    for name in names {
      guard let expression = module.outputs[name] else { continue }
      let inner = Scope(modules: scope.modules + [TerraformAddress.Step(name: parts[1].name, key: key)], key: nil)
      found += resolve(allReferences(in: expression), in: inner, depth: depth + 1).map { reference in
        var reference = reference
        if reference.attribute.isEmpty, let attribute { reference.attribute = attribute }
        // One of a list that the module gives out.
        if reference.resources.count > 1, parts.count > 2, parts[2].key != nil || hints.contains("count.index") {
          reference.isAmbiguous = true
        }
        return reference
      }
    }
    return found
  }

  /// `each.value` of a resource whose `for_each` is a resource or module stands for its instance of the same key.
  private mutating func each(
    _ parts: [TerraformAddress.Step], hints: [String], in scope: Scope, depth: Int
  ) -> [CloudReference] {
    guard parts.count > 1, parts[1].name == "value", scope.forEach.count == 1 || scope.forEach.count == 2,
      !hints.contains(where: { TerraformAddress($0) != nil })
    else { return [] }
    return resolve(scope.forEach, in: Scope(modules: scope.modules, key: scope.key), depth: depth + 1).map {
      reference in
      var reference = reference
      let same = reference.resources.filter { TerraformAddress($0)?.key == scope.key }
      if same.count == 1 { reference.resources = same }
      reference.isAmbiguous = reference.resources.count > 1
      if parts.count > 2 { reference.attribute = parts[2].name }
      return reference
    }
  }

  /// The instances that a reference means, seen from a scope.
  private func instances(
    of address: TerraformAddress, in scope: Scope, hints: [String]
  ) -> (ids: [String], isAmbiguous: Bool) {
    var declared = address
    declared.modules = scope.modules + address.modules
    var candidates = siblings[declared.withoutKey] ?? []
    if candidates.isEmpty {
      candidates = (instances[declared.configuration] ?? []).filter { candidate in
        zip(candidate.modules, declared.modules).allSatisfy { $1.key == nil || $0.key == $1.key }
      }
    }
    if let key = address.key, !key.contains("each."), !key.contains("count.") {
      candidates = candidates.filter { $0.key == key }
      return (candidates.map { ids[$0]! }, candidates.count > 1 && hints.isEmpty)
    }
    guard candidates.count > 1 else { return (candidates.map { ids[$0]! }, false) }
    let isPaired = hints.contains("each.key") || hints.contains("count.index")
    let isComputed = hints.contains { $0.hasPrefix("each.value") }
    if isPaired, !isComputed, scope.key != nil {
      let same = candidates.filter { $0.key == scope.key }
      if same.count == 1 { return ([ids[same[0]]!], false) }
    }
    return (candidates.map { ids[$0]! }, isPaired || isComputed)
  }
}
