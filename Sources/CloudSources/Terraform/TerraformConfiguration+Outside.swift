internal import ModelFormats
internal import SourceReading

/// What no file has, and outputs of other states.
extension TerraformConfiguration {
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
  func remote(_ address: TerraformAddress, in scope: Scope) -> [CloudReference]? {
    var declared = address
    declared.modules = scope.modules + address.modules
    guard address.rest.count > 1, let outputs = remotes[declared.configuration] else { return nil }
    return outputs[address.rest[1]]
  }

  /// A reference to what no file has, by the words of its expression.
  func outside(_ text: String, in scope: Scope) -> [CloudReference] {
    let parts = TerraformAddress.parts(of: text)
    let address = TerraformAddress(text)
    guard let last = address?.rest.last ?? parts.last?.name, address == nil || !CloudMeaning.valuesOnly.contains(last),
      // What is looked up may be named by its name.
      last == "name" && address.map({ $0.isData && CloudType.isKnown($0.type) }) == true
        || Self.plainWords.isDisjoint(with: last.lowercased().split(separator: "_").map(String.init))
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
  static func isMember(_ value: SyntaxNode) -> Bool {
    let texts = value.items.compactMap { $0.isQuoted ? $0.text : nil }
    return texts.contains { CloudMeaning.region(ofZone: $0) == nil } || value.items.contains { !$0.pairs.isEmpty }
  }

  /// The ids that clouds made up in the value of a variable, if it holds nothing else.
  static func ids(in value: SyntaxNode) -> [String] {
    let texts = value.itemsOrSelf.map { $0.isQuoted ? $0.text ?? "" : "" }
    return texts.allSatisfy(CloudHome.isID) ? texts : []
  }
}
