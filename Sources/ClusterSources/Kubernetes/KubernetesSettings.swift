internal import ModelFormats
internal import SourceReading

/// The values of the ConfigMaps and Secrets that pods read, decoded once and found by key.
struct KubernetesSettings {
  /// An entry with its text.
  typealias Entry = (key: String, text: String)

  private struct Setting {
    var entries: [Entry] = []
    /// The first entry of each key.
    var positions: [String: Int] = [:]
    /// The names of the pools of proxies that the entries state, once they are asked for.
    var poolNames: Set<String>?
    /// The candidates for hosts in an entry, once they are asked for.
    var candidates: [Int: [AddressCandidate]] = [:]
    /// The addresses of resources of clouds in an entry, once they are asked for.
    var cloudAddresses: [Int: CloudAddress.Found] = [:]
  }

  private var known: [String: Setting] = [:]

  /// The values of a ConfigMap or Secret, in the order written; nothing where the id is that of something else.
  mutating func entries(of id: String, in inventory: KubernetesInventory) -> [Entry] {
    read(id, in: inventory)
    return known[id]?.entries ?? []
  }

  /// The text of a key.
  mutating func text(_ id: String, _ key: String, in inventory: KubernetesInventory) -> String? {
    read(id, in: inventory)
    guard let setting = known[id], let position = setting.positions[key] else { return nil }
    return setting.entries[position].text
  }

  /// The candidates for hosts in the text of a key.
  mutating func candidates(_ id: String, _ key: String, in inventory: KubernetesInventory) -> [AddressCandidate] {
    read(id, in: inventory)
    guard let position = known[id]?.positions[key] else { return [] }
    if let found = known[id]?.candidates[position] { return found }
    let text = known[id]?.entries[position].text ?? ""
    let found = cloudAddresses(id, key, in: inventory).others(
      of: AddressText.candidates(in: text, named: key.contains(".") ? nil : key, allowsNumbers: true))
    known[id]?.candidates[position] = found
    return found
  }

  /// The addresses of resources of clouds in the text of a key.
  mutating func cloudAddresses(_ id: String, _ key: String, in inventory: KubernetesInventory) -> CloudAddress.Found {
    read(id, in: inventory)
    guard let position = known[id]?.positions[key] else { return CloudAddress.Found() }
    if let found = known[id]?.cloudAddresses[position] { return found }
    let found = CloudAddress.found(in: known[id]?.entries[position].text ?? "")
    known[id]?.cloudAddresses[position] = found
    return found
  }

  /// The names of the pools of proxies that the texts state.
  mutating func poolNames(of id: String, in inventory: KubernetesInventory) -> Set<String> {
    read(id, in: inventory)
    guard let setting = known[id] else { return [] }
    if let names = setting.poolNames { return names }
    let names = setting.entries.reduce(into: Set<String>()) { $0.formUnion(AddressText.poolNames(in: $1.text)) }
    known[id]?.poolNames = names
    return names
  }

  private mutating func read(_ id: String, in inventory: KubernetesInventory) {
    guard known[id] == nil else { return }
    var setting = Setting()
    setting.entries = Self.entries(of: inventory[id])
    for (position, entry) in setting.entries.enumerated() where setting.positions[entry.key] == nil {
      setting.positions[entry.key] = position
    }
    known[id] = setting
  }

  private static func entries(of object: KubernetesObject?) -> [Entry] {
    guard let object, object.role == .secret || object.role == .configMap else { return [] }
    let isSecret = object.role == .secret
    var found = (object.node[isSecret ? "stringData" : "data"]?.pairs ?? []).compactMap { pair -> Entry? in
      guard let key = pair.key.text, let text = pair.value.text else { return nil }
      return (key, text)
    }
    if isSecret {
      for pair in object.node["data"]?.pairs ?? [] {
        guard let key = pair.key.text, let text = pair.value.text.flatMap(Base64Text.decoded) else { continue }
        found.append((key, text))
      }
    }
    return found
  }
}
