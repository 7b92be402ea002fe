internal import ModelFormats
internal import SourceReading

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
    /// The resource's own address without its key: it may not refer to itself.
    var own: String?
    /// The address of the module whose call it is, without its last key.
    var modulesBelow: String?
    /// Whether it is `for_each` itself: of each resource that it names, the instance of the same key is meant.
    var isForEach = false
    /// Whether the resource joins two others: what it names is a member of a group, even if it is not known.
    var isAttachment = false
  }

  /// A variable or output of an instance of a module.
  private struct Named: Hashable {
    var modules: [TerraformAddress.Step]
    var name: String
    var isOutput: Bool
  }

  /// The meaning of a variable or output.
  private struct Meaning {
    var references: [CloudReference]
    /// How many references to locals were met on the way.
    var localCount: Int
  }

  private struct KnownReference: Hashable {
    var resources: [String]
    var attribute: String
    var expression: String?
  }

  /// A declaration's instances within one instance of its module.
  private struct Siblings {
    var addresses: [TerraformAddress] = []
    /// In the same order: one array for all who refer to all of them.
    var ids: [String] = []
    var byKey: [TerraformAddress.Key?: [Int]] = [:]

    mutating func add(_ address: TerraformAddress, _ id: String) {
      byKey[address.key, default: []].append(ids.count)
      addresses.append(address)
      ids.append(id)
    }

    /// The ids of the instances with a key.
    func ids(ofKey key: TerraformAddress.Key?) -> [String] { (byKey[key] ?? []).map { ids[$0] } }
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
    var arguments: [String: SyntaxNode] = [:]
    var forEach: SyntaxNode?
  }

  /// By the path of names, with dots.
  private var modules: [String: Module] = [:]
  private var declarations: [String: Declaration] = [:]
  /// The instances of each declaration, in the order met.
  private var instances: [String: Siblings] = [:]
  /// The same by the instance of the module too: by the address without the last key.
  private var siblings: [String: Siblings] = [:]
  /// By the address of a module without its last key the keys that it has.
  private var moduleKeys: [String: Set<TerraformAddress.Key?>] = [:]
  /// The meanings of variables and outputs, once they are known: modules may hand on each several times.
  private var meanings: [Named: Meaning] = [:]
  /// How often a way was too deep to be followed to its end.
  private var cutCount = 0
  /// The budget for references, each followed to all the instances that it means.
  private(set) var budget: ExpansionBudget
  /// The resources that refer to themselves, in the order met.
  private(set) var selfReferences: [String] = []
  private var knownSelfReferences: Set<String> = []
  /// How many references lead to locals, which plans do not hold.
  private(set) var localCount = 0

  /// The values of the variables of the root module.
  private var variables: [String: SyntaxNode] = [:]
  /// By the declaration of a state that is read the meanings of its outputs, where that state is read too.
  var remotes: [String: [String: [CloudReference]]] = [:]

  private static let deepest = 24

  init(
    _ configurations: [SyntaxNode], variables: [SyntaxNode] = [],
    instances addresses: [(address: TerraformAddress, id: String)],
    budget: ExpansionBudget = ExpansionBudget()
  ) {
    self.budget = budget
    for (address, id) in addresses {
      instances[address.configuration, default: Siblings()].add(address, id)
      siblings[address.withoutKey, default: Siblings()].add(address, id)
    }
    for (address, _) in addresses where !address.modules.isEmpty {
      for end in address.modules.indices {
        let key = TerraformAddress.prefix(of: address.modules[..<end]) + address.modules[end].name
        moduleKeys[key, default: []].insert(address.modules[end].key)
      }
    }
    for given in variables {
      for (name, variable) in given.pairs {
        if let name = name.text, let value = variable["value"] { self.variables[name] = value }
      }
    }
    for configuration in configurations {
      if let root = configuration["root_module"] { add(root, path: [], call: nil) }
    }
  }

  /// How many of some declarations have instances.
  func count(of declarations: [String]) -> Int { declarations.count { instances[$0] != nil } }

  private mutating func add(_ node: SyntaxNode, path: [String], call: SyntaxNode?) {
    guard path.count <= Self.deepest else { return }
    var module = Module()
    for (key, value) in call?["expressions"]?.pairs ?? [] { module.arguments[key.text ?? ""] = value }
    module.forEach = call?["for_each_expression"]
    for (key, value) in node["outputs"]?.pairs ?? [] { module.outputs[key.text ?? ""] = value["expression"] }
    let prefix = path.map { "module.\($0)." }.joined()
    for resource in node["resources"]?.items ?? [] {
      guard let address = resource["address"]?.text, declarations[prefix + address] == nil else { continue }
      declarations[prefix + address] = Declaration(
        expressions: resource["expressions"] ?? SyntaxNode(.null, at: resource.place),
        forEach: resource["for_each_expression"],
        dependsOn: (resource["depends_on"]?.items ?? []).compactMap(\.text))
    }
    let known = path.joined(separator: ".")
    if modules[known] == nil { modules[known] = module }
    for (name, call) in node["module_calls"]?.pairs ?? [] {
      if let name = name.text, let inner = call["module"] { add(inner, path: path + [name], call: call) }
    }
  }

  /// The attributes of an instance as its configuration writes them, references resolved to instances.
  mutating func attributes(of address: TerraformAddress) -> CloudValue? {
    guard let declaration = declarations[address.configuration] else { return nil }
    var scope = Scope(modules: address.modules, key: address.key)
    scope.forEach = Self.references(declaration.forEach)
    scope.own = address.withoutKey
    scope.isAttachment = address.type.contains("attachment") || address.type.contains("association")
    return value(declaration.expressions, in: scope)
  }

  /// The instances that an explicit `depends_on` names, by id.
  mutating func dependsOn(of address: TerraformAddress) -> [String] {
    (declarations[address.configuration]?.dependsOn ?? []).flatMap { text in
      TerraformAddress(text).map { target in
        instances(of: target, in: Scope(modules: address.modules, key: nil), hints: []).ids
      } ?? []
    }
  }

  /// The ids of a declaration's instances, by its address without keys.
  func instances(ofDeclaration address: String) -> [(address: TerraformAddress, id: String)] {
    guard let found = instances[address] else { return [] }
    return zip(found.addresses, found.ids).map { (address: $0, id: $1) }
  }

  // MARK: Outside

  /// The meanings of the outputs of the root module.
  mutating func outputs() -> [String: [CloudReference]] {
    guard let root = modules[""] else { return [:] }
    var found: [String: [CloudReference]] = [:]
    for (name, expression) in root.outputs.sorted(by: { $0.key < $1.key }) {
      let references = resolve(allReferences(in: expression), in: Scope(modules: [], key: nil), depth: 1)
        .filter { $0.expression == nil }
      if !references.isEmpty { found[name] = references }
    }
    return found
  }

  /// What an output of another state is; `nil` where that state is not read.
  private func remote(_ address: TerraformAddress, in scope: Scope) -> [CloudReference]? {
    var declared = address
    declared.modules = scope.modules + address.modules
    guard address.rest.count > 1, let outputs = remotes[declared.configuration] else { return nil }
    return outputs[address.rest[1]]
  }

  /// A reference to what no file has, by the words of its expression.
  private func outside(_ text: String, in scope: Scope) -> [CloudReference] {
    let parts = TerraformAddress.parts(of: text)
    let address = TerraformAddress(text)
    guard let last = address?.rest.last ?? parts.last?.name, address == nil || !CloudMeaning.valuesOnly.contains(last),
      Self.plainWords.isDisjoint(with: last.lowercased().split(separator: "_").map(String.init))
    else { return [] }
    return [CloudReference(expression: TerraformAddress.prefix(of: scope.modules) + text)]
  }

  /// Words in the names of numbers, switches and names, which are not members of a list.
  private static let plainWords: Set<String> = [
    "enable", "enabled", "count", "number", "num", "is", "has", "use", "create", "multi", "size", "length", "index",
    "name", "env", "environment", "prefix", "suffix", "region", "tag", "tags", "project", "version", "port", "cidr",
    "az", "azs", "zone", "zones", "stage", "workspace", "account",
  ]

  /// Whether the value of a variable may be a list of members.
  private static func isMember(_ value: SyntaxNode) -> Bool {
    let texts = value.items.compactMap { $0.isQuoted ? $0.text : nil }
    return texts.contains { CloudMeaning.region(ofZone: $0) == nil } || value.items.contains { !$0.pairs.isEmpty }
  }

  /// The ids that clouds made up in the value of a variable, if it holds nothing else.
  private static func ids(in value: SyntaxNode) -> [String] {
    let texts = value.itemsOrSelf.map { $0.isQuoted ? $0.text ?? "" : "" }
    return texts.allSatisfy(CloudHome.isID) ? texts : []
  }

  // MARK: Expressions

  private mutating func value(_ node: SyntaxNode, in scope: Scope, key: String = "") -> CloudValue {
    switch node.content {
    case .null, .scalar: return .null
    case .sequence(let items): return .list(items.map { value($0, in: scope, key: key) })
    case .mapping(let pairs):
      if let constant = node["constant_value"], pairs.count == 1 { return TerraformValues.value(constant) }
      if let references = node["references"], pairs.count == 1 {
        var found = resolve(references.items.compactMap(\.text), in: scope, depth: 0)
        let known = found.filter { $0.expression.map(CloudHome.isID) != false }
        // What is not known counts beside what is: as further members of a list.
        let isMember = scope.isAttachment || !known.isEmpty && CloudMeaning.isPlural(key)
        if !isMember { found = known }
        return found.isEmpty
          ? .unknown : found.count == 1 ? Self.part(found[0]) : .joined(found.map(Self.part))
      }
      return .map(
        pairs.map { pair in
          let name = pair.key.text ?? ""
          return (name, value(pair.value, in: scope, key: name))
        })
    }
  }

  private static func part(_ reference: CloudReference) -> CloudValue {
    if let expression = reference.expression, CloudHome.isID(expression) { return .text(expression) }
    return .reference(reference)
  }

  private static func references(_ node: SyntaxNode?) -> [String] {
    (node?["references"]?.items ?? []).compactMap(\.text)
  }

  /// The targets of the references of one expression. Each is followed by its shorter forms, which add nothing.
  private mutating func resolve(_ references: [String], in scope: Scope, depth: Int) -> [CloudReference] {
    guard depth < Self.deepest else {
      cutCount += 1
      return []
    }
    var found: [CloudReference] = []
    var known: Set<KnownReference> = []
    var last = ""
    for text in references {
      if last.hasPrefix(text), last.count > text.count, ".[".contains(last.dropFirst(text.count).first!) { continue }
      last = text
      for reference in resolve(text, hints: references, in: scope, depth: depth) {
        let key = KnownReference(
          resources: reference.resources, attribute: reference.attribute, expression: reference.expression)
        if known.insert(key).inserted { found.append(reference) }
      }
    }
    return found
  }

  private mutating func resolve(
    _ text: String, hints: [String], in scope: Scope, depth: Int
  ) -> [CloudReference] {
    let parts = TerraformAddress.parts(of: text)
    guard let first = parts.first, budget.spend(1) else { return [] }
    switch first.name {
    case "var": return parts.count > 1 ? variable(parts[1].name, in: scope, depth: depth) : []
    case "local":
      localCount += 1
      return outside(text, in: scope)
    case "module":
      guard parts.count > 1 else { return [] }
      let found = output(parts, hints: hints, in: scope, depth: depth)
      return found.isEmpty && parts.count > 2 ? outside(text, in: scope) : found
    case "each": return each(parts, hints: hints, in: scope, depth: depth)
    case "count", "path", "terraform", "self": return []
    default:
      guard let address = TerraformAddress(text) else { return [] }
      if address.isRemoteState {
        return remote(address, in: scope) ?? outside(text, in: scope)
      }
      let (ids, isAmbiguous) = instances(of: address, in: scope, hints: hints)
      if isItself(address, in: scope), ids.count > 1 {
        if let own = scope.own, knownSelfReferences.insert(own).inserted { selfReferences.append(own) }
        return []
      }
      guard budget.spend(ids.count) else { return [] }
      return ids.isEmpty
        ? address.isData ? outside(text, in: scope) : []
        : [CloudReference(ids, attribute: address.rest.first ?? "", isAmbiguous: isAmbiguous)]
    }
  }

  /// Whether an address is that of the resource whose expression it is in: Terraform refuses that, as none of its
  /// instances is made before the others.
  private func isItself(_ address: TerraformAddress, in scope: Scope) -> Bool {
    guard let own = scope.own, address.modules.isEmpty else { return false }
    var declared = address
    declared.modules = scope.modules
    return declared.withoutKey == own
  }

  /// The value that the call of the module gives to a variable, seen from where it is called.
  private mutating func variable(_ name: String, in scope: Scope, depth: Int) -> [CloudReference] {
    guard let step = scope.modules.last else {
      guard let value = variables[name] else { return outside("var.\(name)", in: scope) }
      let ids = Self.ids(in: value)
      if !ids.isEmpty { return ids.map { CloudReference(expression: $0) } }
      return Self.isMember(value) ? outside("var.\(name)", in: scope) : []
    }
    guard let module = modules[scope.modules.map(\.name).joined(separator: ".")], let argument = module.arguments[name]
    else { return outside("var.\(name)", in: scope) }
    var outer = Scope(modules: scope.modules.dropLast(), key: step.key)
    outer.forEach = Self.references(module.forEach)
    outer.modulesBelow = TerraformAddress.prefix(of: scope.modules.dropLast()) + step.name
    let variable = Named(modules: scope.modules, name: name, isOutput: false)
    return meaning(of: variable, argument, in: outer, depth: depth)
  }

  /// The meaning of the expression behind a variable or output, found once.
  private mutating func meaning(
    of named: Named, _ expression: SyntaxNode, in scope: Scope, depth: Int
  ) -> [CloudReference] {
    if let known = meanings[named] {
      localCount += known.localCount
      return known.references
    }
    let (cuts, locals) = (cutCount, localCount)
    let found = resolve(allReferences(in: expression), in: scope, depth: depth + 1)
    // A path that was cut off may be whole, seen from a place that is less deep.
    if cutCount == cuts { meanings[named] = Meaning(references: found, localCount: localCount - locals) }
    return found
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

  /// The parts of an output of a module; all outputs if none is named.
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
      let output = Named(modules: inner.modules, name: name, isOutput: true)
      let references = meaning(of: output, expression, in: inner, depth: depth)
      guard budget.spend(references.count) else { return [] }
      found += references.map { reference in
        var reference = reference
        if reference.attribute.isEmpty, let attribute { reference.attribute = attribute }
        // One of a list that the module gives out.
        if reference.resources.count > 1,
          parts.count == 2 || parts[2].key != nil || hints.contains("count.index")
        {
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
    var inner = Scope(modules: scope.modules, key: scope.key)
    inner.isForEach = true
    return resolve(scope.forEach, in: inner, depth: depth + 1).map { reference in
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
    let candidates = siblings[declared.withoutKey] ?? matching(declared)
    if let key = address.key, !key.contains("each."), !key.contains("count.") {
      let ids = candidates.ids(ofKey: key)
      return (ids, ids.count > 1 && hints.isEmpty)
    }
    guard candidates.ids.count > 1 else { return (candidates.ids, false) }
    if scope.isForEach, scope.key != nil, case let same = candidates.ids(ofKey: scope.key), same.count == 1 {
      return (same, false)
    }
    let isPaired = hints.contains("each.key") || hints.contains("count.index")
    let isComputed = hints.contains { $0.hasPrefix("each.value") }
    if isPaired, !isComputed, let key = scope.key {
      // A key of `for_each` is what it is; a number may have been computed with, unless both sides have as many.
      let same = candidates.ids(ofKey: hints.contains("each.key") ? key : paired(key, in: scope, candidates, hints))
      if same.count == 1 { return (same, false) }
    }
    return (candidates.ids, isPaired || isComputed)
  }

  /// The key that `count.index` stands for: its own if both sides have as many instances, and the rest of a division if
  /// there are several times as many, as `element` takes it; `nil` where it can't be known.
  private func paired(
    _ key: TerraformAddress.Key, in scope: Scope, _ candidates: Siblings, _ hints: [String]
  ) -> TerraformAddress.Key? {
    guard let number = Int(key) else { return nil }
    let count =
      scope.own.flatMap { siblings[$0]?.ids.count }
      ?? scope.modulesBelow.flatMap { moduleKeys[$0]?.count } ?? candidates.ids.count
    if count == candidates.ids.count { return key }
    guard count > candidates.ids.count, count.isMultiple(of: candidates.ids.count),
      !hints.contains(where: { $0.hasPrefix("var.") || $0.hasPrefix("local.") || $0.hasPrefix("each.") })
    else { return nil }
    return String(number % candidates.ids.count)
  }

  /// The instances of a declaration in all instances of its module that an address may mean.
  private func matching(_ declared: TerraformAddress) -> Siblings {
    guard let all = instances[declared.configuration] else { return Siblings() }
    guard declared.modules.contains(where: { $0.key != nil }) else { return all }
    var found = Siblings()
    for (address, id) in zip(all.addresses, all.ids)
    where zip(address.modules, declared.modules).allSatisfy({ $1.key == nil || $0.key == $1.key }) {
      found.add(address, id)
    }
    return found
  }
}
