internal import SourceReading

/// What `azapi_update_resource` adds to a resource that something else makes: its attributes are those of that resource.
enum AzureAPIUpdates {
  private static let type = "azapi_update_resource"
  private static let own: Set<String> = [
    "id", "name", "parent_id", "resource_id", "type", "body", "output", "resource_group_name", "locks",
    "ignore_casing", "ignore_missing_property", "response_export_values", "sensitive_body",
  ]

  /// Gives the resources what is added to them.
  static func apply(to resources: inout [CloudResource?]) {
    guard resources.contains(where: { $0?.type == type }) else { return }
    var positions: [String: Int] = [:]
    for (position, resource) in resources.enumerated() {
      guard let resource, resource.type != type else { continue }
      positions[resource.id] = position
      if let id = resource.attributes["id"]?.text, CloudName.isARM(id) { positions[CloudName.key(id)] = position }
    }
    for update in resources {
      guard let update, update.type == type, let name = target(of: update), let position = positions[name] else {
        continue
      }
      var written = update
      written.type = "azapi_resource"
      let added = AzureAPI.translated(written).attributes.pairs.filter { !own.contains($0.key) && !$0.value.isNull }
      guard var changed = resources[position] else { continue }
      var pairs = changed.attributes.pairs
      for (key, value) in added {
        if let place = pairs.firstIndex(where: { $0.key == key }) {
          pairs[place].value = merged(pairs[place].value, value)
        } else {
          pairs.append((key, value))
        }
      }
      changed.attributes = .map(pairs)
      resources[position] = changed
    }
  }

  /// The id of what is changed, in Azure or in the files.
  private static func target(of update: CloudResource) -> String? {
    switch update.attributes["resource_id"] {
    case .text(let text)?: return CloudName.key(text)
    case .reference(let reference)? where reference.resources.count == 1: return reference.resources[0]
    default:
      guard let parent = update.attributes["parent_id"]?.text, let name = update.attributes["name"]?.text,
        let type = update.attributes["type"]?.text, CloudName.isARM(parent)
      else { return nil }
      let words = type.prefix { $0 != "@" }.split(separator: "/")
      guard let last = words.last, words.count > 1 else { return nil }
      // A resource at the top of a group is named with its provider.
      let isTop = words.count == 2
      return CloudName.key(isTop ? "\(parent)/providers/\(words[0])/\(last)/\(name)" : "\(parent)/\(last)/\(name)")
    }
  }

  /// The keys of maps together; of all else what is added.
  private static func merged(_ value: CloudValue, _ added: CloudValue) -> CloudValue {
    let inner: [(key: String, value: CloudValue)]
    switch value {
    case .map(let pairs): inner = pairs
    case .list(let items) where items.count == 1 && !items[0].pairs.isEmpty: inner = items[0].pairs
    default: return added
    }
    guard !added.pairs.isEmpty else { return added }
    let keys = Set(added.pairs.map(\.key))
    return .map(inner.filter { !keys.contains($0.key) } + added.pairs)
  }
}
