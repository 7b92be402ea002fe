internal import SourceReading

/// Keeps the accounts of several answers apart: whose each item is, and which zone a name means in which account.
///
/// Two accounts call different zones `eu-west-1a`. The id of a zone says which it is; where it is not known, the zone of an account
/// is its own.
struct AWSItemAccounts {
  private(set) var items: [AWSItem]
  /// What the accounts call their zones.
  private(set) var zones = CloudZones(ids: [:], used: [:])

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
    var used: [String: Set<String>] = [:]
    for item in items {
      let isName = item.type == Self.zoneType
      let name = isName ? item.id : item.text("availability_zone")
      let id = isName ? item.text("zone_id") : item.text("availability_zone_id")
      if let name, let id { ids[item.asker ?? "", default: [:]][name] = id }
      guard !isName else { continue }
      for pair in item.attributes {
        CloudZones.forEachZone(pair.value, key: pair.key) { used[$0, default: []].insert(item.asker ?? "") }
      }
    }
    zones = CloudZones(ids: ids, used: used)
    guard !zones.names.isEmpty else { return }
    for index in items.indices {
      guard let account = items[index].asker, zones.names[account] != nil else { continue }
      items[index].attributes = items[index].attributes.map {
        ($0.key, zones.renamed($0.value, key: $0.key, of: account))
      }
    }
  }
}
