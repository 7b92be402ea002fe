/// The instances of declarations, as states name what comes before a resource: by the declaration, without a key.
struct TerraformDeclared {
  private var all: [String: [(address: TerraformAddress, id: String)]] = [:]
  private var byAddress: [String: String] = [:]
  private var byKey: [String: [TerraformAddress.Key: [Int]]] = [:]

  /// The instances of all declarations, each with its id.
  init(_ instances: [(address: TerraformAddress, id: String)]) {
    for (address, id) in instances {
      let name = address.configuration
      if let key = address.key { byKey[name, default: [:]][key, default: []].append(all[name]?.count ?? 0) }
      all[name, default: []].append((address, id))
      byAddress[address.full] = id
    }
    ids = all.mapValues { $0.map(\.id) }
  }

  /// By declaration the ids of all instances: one array for all who come after all of them.
  private var ids: [String: [String]] = [:]

  /// The id of the one instance that an address names with all its keys.
  func id(ofAddress text: String) -> String? { byAddress[text] }

  /// The ids of a declaration's instances as one that comes after them means them: those in the same instances of
  /// modules, and of those the one with the same key; all if there is none.
  func ids(of declaration: String, like owner: TerraformAddress) -> [String] {
    guard let found = all[declaration], found.count > 1 else { return ids[declaration] ?? [] }
    let isKeyed = owner.modules.contains { $0.key != nil }
    if let key = owner.key, let same = byKey[declaration]?[key] {
      let near = isKeyed ? same.filter { found[$0].address.sharesModules(with: owner) } : same
      if near.count == 1 { return [found[near[0]].id] }
    }
    guard isKeyed, found.count <= 4_096 else { return ids[declaration] ?? [] }
    let near = found.filter { $0.address.sharesModules(with: owner) }
    return near.isEmpty ? ids[declaration] ?? [] : near.map(\.id)
  }
}

/// The instances that a reference in a graph means, for every instance of the resource that holds it.
struct TerraformTargets {
  /// By the keys of the modules that both sides are in.
  private var groups: [[TerraformAddress.Key?]: Group] = [:]
  /// How many modules both sides are in.
  private var depth = 0

  private struct Group {
    var ids: [String] = []
    var byKey: [TerraformAddress.Key?: [String]] = [:]
    /// The keys of those that refer to them.
    var keysOfSources: Set<TerraformAddress.Key?> = []
  }

  /// The instances of a declaration, referred to by those of another.
  init(_ instances: [(address: TerraformAddress, id: String)], of sources: [TerraformAddress]) {
    guard let first = instances.first?.address, let source = sources.first else { return }
    while depth < min(first.modules.count, source.modules.count),
      first.modules[depth].name == source.modules[depth].name
    {
      depth += 1
    }
    for (address, id) in instances {
      let keys = Self.keys(of: address, depth)
      groups[keys, default: Group()].ids.append(id)
      groups[keys]!.byKey[address.key, default: []].append(id)
    }
    for source in sources { groups[Self.keys(of: source, depth)]?.keysOfSources.insert(source.key) }
  }

  private static func keys(of address: TerraformAddress, _ depth: Int) -> [TerraformAddress.Key?] {
    address.modules.prefix(depth).map(\.key)
  }

  /// Whether there is none.
  var isEmpty: Bool { groups.isEmpty }

  /// The instances that an instance means: the same key if both sides have the same keys, else all of the same modules.
  func ids(for address: TerraformAddress) -> [String] {
    guard let group = groups[Self.keys(of: address, depth)] else { return [] }
    guard group.ids.count > 1, group.keysOfSources == Set(group.byKey.keys) else { return group.ids }
    return group.byKey[address.key] ?? []
  }
}
