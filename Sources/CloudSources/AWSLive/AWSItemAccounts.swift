internal import SourceReading

/// Keeps the accounts of several answers apart: whose each item is, and which zone a name means in which account.
///
/// Two accounts call different zones `eu-west-1a`. The id of a zone says which it is; where it is not known, the zone of an account
/// is its own.
struct AWSItemAccounts {
  private(set) var items: [AWSItem]
  /// The region of each zone that has no name of its own.
  private(set) var zoneRegions: [String: String] = [:]
  /// By zone the id that means the same in every account.
  private(set) var zoneIDs: [String: String] = [:]
  /// What was kept apart.
  private(set) var unions: [String] = []

  /// The items, each with its account where that is known.
  ///
  /// - Parameters:
  ///   - items: the items of all answers.
  ///   - identities: by folder the account that its credentials belong to.
  init(_ items: [AWSItem], identities: [String: String]) {
    self.items = items
    setAccounts(identities)
    nameZones()
    self.items.removeAll { $0.type == Self.zoneType }
  }

  /// The type of an item that only says which zone a name means.
  static let zoneType = "zone_name"

  private mutating func setAccounts(_ identities: [String: String]) {
    // Where the account was not asked for, it is the one that most ARNs of the folder have.
    var counts: [String: [String: Int]] = [:]
    for item in items {
      if let account = Self.account(of: item) { counts[item.folder, default: [:]][account, default: 0] += 1 }
    }
    func account(ofFolder folder: String) -> String? {
      var folder = folder[...]
      while true {
        if let known = identities[String(folder)] { return known }
        guard let slash = folder.lastIndex(of: "/") else { break }
        folder = folder[..<slash]
      }
      return identities[""]
    }
    var known: [String: String?] = [:]
    for index in items.indices {
      let folder = items[index].folder
      if known[folder] == nil {
        let most = counts[folder]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        known[folder] = .some(account(ofFolder: folder) ?? most)
      }
      items[index].account = items[index].text("owner_id") ?? Self.account(of: items[index]) ?? known[folder] ?? nil
      items[index].asker = known[folder] ?? nil
    }
  }

  /// The account in an item's ARN.
  private static func account(of item: AWSItem) -> String? {
    for text in [item.text("arn"), item.id].compactMap(\.self) where text.hasPrefix("arn:") {
      let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      if parts.count == 6, parts[4].utf8.count == 12, parts[4].allSatisfy(\.isNumber) { return String(parts[4]) }
    }
    return nil
  }

  // MARK: Zones

  private mutating func nameZones() {
    // By account and name the id.
    var ids: [String: [String: String]] = [:]
    for item in items {
      let name = item.type == Self.zoneType ? item.id : item.text("availability_zone")
      let id = item.type == Self.zoneType ? item.text("zone_id") : item.text("availability_zone_id")
      if let name, let id { ids[item.asker ?? "", default: [:]][name] = id }
    }
    let accounts = Set(items.compactMap(\.asker)).sorted()
    guard accounts.count > 1 else {
      for (name, id) in ids.values.flatMap({ $0 }) { zoneIDs[name] = id }
      return
    }
    // The names that accounts use, and whether all of them mean one zone.
    var used: [String: Set<String>] = [:]
    for item in items where item.type != Self.zoneType {
      for pair in item.attributes {
        Self.forEachZone(pair.value, key: pair.key) { used[$0, default: []].insert(item.asker ?? "") }
      }
    }
    var names: [String: [String: String]] = [:]
    var apart: [String] = []
    for (name, users) in used.sorted(by: { $0.key < $1.key }) where users.count > 1 {
      let found = users.map { ids[$0]?[name] }
      if Set(found).count == 1, let id = found[0] {
        zoneIDs[name] = id
        continue
      }
      apart.append(name)
      for account in users {
        let zone = ids[account]?[name] ?? "\(account)/\(name)"
        names[account, default: [:]][name] = zone
        zoneRegions[zone] = CloudMeaning.region(ofZone: name)
        if let id = ids[account]?[name] { zoneIDs[zone] = id }
      }
    }
    // A zone that has its id in one account has it in all.
    let renamed = Set(names.values.flatMap(\.values))
    for account in accounts {
      for (name, id) in ids[account] ?? [:] where renamed.contains(id) { names[account, default: [:]][name] = id }
    }
    for (name, users) in used where users.count == 1 && zoneIDs[name] == nil {
      if let id = users.first.flatMap({ ids[$0]?[name] }), names[users.first!]?[name] == nil { zoneIDs[name] = id }
    }
    guard !names.isEmpty else { return }
    if !apart.isEmpty {
      unions.append(
        "accounts \(accounts.joined(separator: ", ")) mean different zones by \(CloudMeaning.list(apart)): each zone has its id, or else its account before its name"
      )
    }
    for index in items.indices {
      guard let own = names[items[index].asker ?? ""] else { continue }
      items[index].attributes = items[index].attributes.map { ($0.key, Self.renamed($0.value, key: $0.key, own)) }
    }
  }

  private static func isZone(_ key: String) -> Bool {
    key.contains("availability_zone") && !key.hasSuffix("_id") || key.hasSuffix("_azs") || key == "node_zones"
  }

  private static func forEachZone(_ value: CloudValue, key: String, _ body: (String) -> Void) {
    switch value {
    case .text(let text): if isZone(key) { body(text) }
    case .list(let items): for item in items { forEachZone(item, key: key, body) }
    case .map(let pairs): for pair in pairs { forEachZone(pair.value, key: pair.key, body) }
    default: break
    }
  }

  private static func renamed(_ value: CloudValue, key: String, _ names: [String: String]) -> CloudValue {
    switch value {
    case .text(let text): isZone(key) ? .text(names[text] ?? text) : value
    case .list(let items): .list(items.map { renamed($0, key: key, names) })
    case .map(let pairs): .map(pairs.map { ($0.key, renamed($0.value, key: $0.key, names)) })
    default: value
    }
  }
}
