/// References of which only the two ends are known, as a graph of resources has them.
///
/// They are put where an attribute has a place for them that nothing fills: then they mean what that attribute means. A
/// reference that some attribute holds already says nothing new, and one without a place is order only.
extension CloudMeaning {
  /// The attribute of references of which only the two ends are known, of types without a row.
  private static let graphPath = "graph"

  /// The resources with the references of a graph in their places.
  func withGraphReferences() -> CloudInventory {
    var result = inventory
    for resource in inventory.resources where !resource.references.isEmpty {
      var held: Set<String> = []
      resource.attributes.forEachLeaf { _, leaf in
        if case .reference(let reference) = leaf { held.formUnion(reference.resources) }
      }
      var places: [String: String?] = [:]
      var found: [String: [CloudReference]] = [:]
      var paths: [String] = []
      for reference in resource.references where held.isDisjoint(with: reference.resources) {
        guard let first = reference.resources.first, let type = inventory[first]?.type else { continue }
        let known = places[type] ?? place(for: type, in: resource)
        places[type] = known
        // A type without a row has no places: what it refers to is needed, as far as can be known from that.
        guard let path = known ?? (resource.line.isKnown ? nil : Self.graphPath) else { continue }
        if found[path] == nil { paths.append(path) }
        found[path, default: []].append(reference)
      }
      for path in paths {
        result.update(resource.id) {
          $0.attributes = $0.attributes.adding(found[path] ?? [], at: path.split(separator: ".")[...])
        }
      }
    }
    return result
  }

  /// The first path of a type that can name another, and does not name any.
  private func place(for type: String, in resource: CloudResource) -> String? {
    let places = CloudPlace.of(resource.type).filter { $0.takes(type) }
    let rules = CloudRule.of(resource.type).filter { $0.targets.contains(type) }
    let all = places.map(\.path) + rules.map(\.path)
    // An attribute that names one of this type does not name it elsewhere too, except in texts that hold many.
    guard let path = all.first else { return nil }
    if places.first?.isText == true { return path }
    return all.allSatisfy { targets(of: resource, $0, [type]).isEmpty } ? path : nil
  }
}

extension CloudValue {
  /// The value with more references at a path, which is made where it is not there.
  fileprivate func adding(_ references: [CloudReference], at path: ArraySlice<Substring>) -> CloudValue {
    guard let key = path.first else {
      let new = references.map { CloudValue.reference($0) }
      switch self {
      case .null, .unknown: return new.count == 1 ? new[0] : .list(new)
      case .list(let items): return .list(items + new)
      default: return .list([self] + new)
      }
    }
    switch self {
    case .map(var pairs):
      if let known = pairs.firstIndex(where: { $0.key == key }) {
        pairs[known].value = pairs[known].value.adding(references, at: path.dropFirst())
      } else {
        pairs.append((String(key), CloudValue.null.adding(references, at: path.dropFirst())))
      }
      return .map(pairs)
    case .list(let items) where !items.isEmpty:
      return .list([items[0].adding(references, at: path)] + items.dropFirst())
    default: return .map([(String(key), CloudValue.null.adding(references, at: path.dropFirst()))])
    }
  }
}
