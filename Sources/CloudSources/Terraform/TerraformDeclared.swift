/// The instances of declarations, as states name what comes before a resource: by the declaration, without a key.
struct TerraformDeclared {
  private var all: [String: [String]] = [:]
  private var byKey: [String: [TerraformAddress.Key: [String]]] = [:]

  /// The instances of all declarations, each with its id.
  init(_ instances: [(address: TerraformAddress, id: String)]) {
    for (address, id) in instances {
      let name = address.configuration
      all[name, default: []].append(id)
      if let key = address.key { byKey[name, default: [:]][key, default: []].append(id) }
    }
  }

  /// The ids of a declaration's instances: the only one that has a key, or all.
  func ids(of declaration: String, likeKey key: TerraformAddress.Key?) -> [String] {
    if let key, let same = byKey[declaration]?[key], same.count == 1 { return same }
    return all[declaration] ?? []
  }
}

/// The instances that a reference in a graph means, for every instance of the resource that holds it.
struct TerraformTargets {
  /// All of them.
  let ids: [String]
  private let byKey: [TerraformAddress.Key?: [String]]?

  /// The instances of a declaration, referred to by instances with some keys.
  init(_ instances: [(address: TerraformAddress, id: String)], keysOfSources keys: Set<TerraformAddress.Key?>) {
    ids = instances.map(\.id)
    guard instances.count > 1, keys == Set(instances.map(\.address.key)) else {
      byKey = nil
      return
    }
    byKey = Dictionary(grouping: instances, by: \.address.key).mapValues { $0.map(\.id) }
  }

  /// The instances that the instance with a key means: the same key if both sides have the same keys, else all.
  func ids(for key: TerraformAddress.Key?) -> [String] { byKey.map { $0[key] ?? [] } ?? ids }
}
