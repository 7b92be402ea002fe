internal import ModelFormats
internal import SourceReading

/// What expressions refer to, through variables and outputs of modules.
extension TerraformConfiguration {
  mutating func value(_ node: SyntaxNode, in scope: Scope, key: String = "") -> CloudValue {
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
        if !isMember {
          // What names one resource may name one that no file has; locals are counted, as a graph may know them.
          let isOne = CloudRule.singleKeys.contains(key)
          found = isOne ? found.filter { $0.expression?.includes("local.") != true } : known
        }
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

  static func part(_ reference: CloudReference) -> CloudValue {
    if let expression = reference.expression, CloudHome.isID(expression) { return .text(expression) }
    return .reference(reference)
  }

  static func references(_ node: SyntaxNode?) -> [String] {
    (node?["references"]?.items ?? []).compactMap(\.text)
  }

  /// The targets of the references of one expression. Each is followed by its shorter forms, which add nothing.
  mutating func resolve(_ references: [String], in scope: Scope, depth: Int) -> [CloudReference] {
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

  mutating func resolve(
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
  func isItself(_ address: TerraformAddress, in scope: Scope) -> Bool {
    guard let own = scope.own, address.modules.isEmpty else { return false }
    var declared = address
    declared.modules = scope.modules
    return declared.withoutKey == own
  }

  /// The value that the call of the module gives to a variable, seen from where it is called.
  mutating func variable(_ name: String, in scope: Scope, depth: Int) -> [CloudReference] {
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
  mutating func meaning(
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
  func allReferences(in node: SyntaxNode) -> [String] {
    if let references = node["references"] { return references.items.compactMap(\.text) }
    switch node.content {
    case .null, .scalar: return []
    case .sequence(let items): return items.flatMap { allReferences(in: $0) }
    case .mapping(let pairs): return pairs.flatMap { allReferences(in: $0.value) }
    }
  }

  /// The parts of an output of a module; all outputs if none is named.
  mutating func output(
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
  mutating func each(
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
}
