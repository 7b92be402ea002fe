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
  struct Named: Hashable {
    var modules: [TerraformAddress.Step]
    var name: String
    var isOutput: Bool
  }

  /// The meaning of a variable or output.
  struct Meaning {
    var references: [CloudReference]
    /// How many references to locals were met on the way.
    var localCount: Int
  }

  struct KnownReference: Hashable {
    var resources: [String]
    var attribute: String
    var expression: String?
  }

  /// A declaration's instances within one instance of its module.
  struct Siblings {
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

  struct Declaration {
    var expressions: SyntaxNode
    var forEach: SyntaxNode?
    var dependsOn: [String]
  }

  struct Module {
    var outputs: [String: SyntaxNode] = [:]
    var calls: [String: SyntaxNode] = [:]
    /// The expressions that the call of this module gives to its variables.
    var arguments: [String: SyntaxNode] = [:]
    var forEach: SyntaxNode?
  }

  /// By the path of names, with dots.
  var modules: [String: Module] = [:]
  var declarations: [String: Declaration] = [:]
  /// The instances of each declaration, in the order met.
  var instances: [String: Siblings] = [:]
  /// The same by the instance of the module too: by the address without the last key.
  var siblings: [String: Siblings] = [:]
  /// By the address of a module without its last key the keys that it has.
  var moduleKeys: [String: Set<TerraformAddress.Key?>] = [:]
  /// The meanings of variables and outputs, once they are known: modules may hand on each several times.
  var meanings: [Named: Meaning] = [:]
  /// How often a way was too deep to be followed to its end.
  var cutCount = 0
  /// The budget for references, each followed to all the instances that it means.
  var budget: ExpansionBudget
  /// The resources that refer to themselves, in the order met.
  var selfReferences: [String] = []
  var knownSelfReferences: Set<String> = []
  /// How many references lead to locals, which plans do not hold.
  var localCount = 0

  /// The values of the variables of the root module.
  var variables: [String: SyntaxNode] = [:]
  /// By the declaration of a state that is read the meanings of its outputs, where that state is read too.
  var remotes: [String: [String: [CloudReference]]] = [:]

  static let deepest = 24

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
    scope.isAttachment = address.type.includes("attachment") || address.type.includes("association")
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
}
