internal import SourceReading

/// Which zone a name means in which account.
///
/// Two accounts call different zones `eu-west-1a`. The id of a zone says which it is; where it is not known, the zone of an account
/// is its own.
struct CloudZones {
  /// By account the zones that the names mean which others use for another zone.
  private(set) var names: [String: [String: String]] = [:]
  /// The region of each zone that has no name of its own.
  private(set) var regions: [String: String] = [:]
  /// By zone the id that means the same in every account.
  private(set) var ids: [String: String] = [:]
  /// By zone without a known id the one account that calls it so.
  private var accounts: [String: String] = [:]
  /// The account that all are of, if there is only one.
  private var onlyAccount: String?
  /// What was kept apart.
  private(set) var unions: [String] = []

  /// What some accounts call their zones.
  ///
  /// - Parameters:
  ///   - stated: by account and name the id.
  ///   - used: the names that accounts use, each with those accounts.
  ///   - unsure: those that may be one account with another; only an id tells their zones from those of others.
  init(ids stated: [String: [String: String]], used: [String: Set<String>], unsure: Set<String> = []) {
    let all = Set(used.values.joined()).union(stated.keys).filter { !$0.isEmpty }.sorted()
    var apart: [String] = []
    for (name, users) in used.sorted(by: { $0.key < $1.key }) {
      let users = users.filter { !unsure.contains($0) || stated[$0]?[name] != nil }
      let found = Set(users.map { stated[$0]?[name] })
      guard users.count > 1, found.count > 1 || found.first == .some(nil) else {
        if let id = found.compactMap(\.self).first { ids[name] = id }
        if found == [nil], let user = users.first, !user.isEmpty { accounts[name] = user }
        continue
      }
      apart.append(name)
      for account in users {
        let zone = stated[account]?[name] ?? "\(account)/\(name)"
        names[account, default: [:]][name] = zone
        regions[zone] = CloudMeaning.region(ofZone: name)
        if let id = stated[account]?[name] { ids[zone] = id } else { accounts[zone] = account }
      }
    }
    // A zone that has its id in one account has it in all.
    let renamed = Set(names.values.flatMap(\.values))
    for account in all {
      for (name, id) in stated[account] ?? [:] where renamed.contains(id) {
        names[account, default: [:]][name] = id
        ids[name] = nil
      }
    }
    uniteZones(stated, used)
    guard !apart.isEmpty else { return }
    unions.append(
      "accounts \(all.joined(separator: ", ")) mean different zones by \(CloudMeaning.list(apart)): each zone has its id, or else its account before its name"
    )
  }

  /// Calls a zone by its id that accounts have different names for.
  private mutating func uniteZones(_ stated: [String: [String: String]], _ used: [String: Set<String>]) {
    var callers: [String: [String: Set<String>]] = [:]
    for (name, users) in used {
      for account in users {
        if let id = stated[account]?[name] { callers[id, default: [:]][name, default: []].insert(account) }
      }
    }
    for (id, byName) in callers.sorted(by: { $0.key < $1.key }) where byName.count > 1 {
      for (name, accounts) in byName {
        // Whose zone of that name has no known id means the same, as far as is known.
        let isClear = names.values.allSatisfy { $0[name] == nil }
        for account in isClear ? used[name] ?? accounts : accounts { names[account, default: [:]][name] = id }
        regions[id] = regions[id] ?? CloudMeaning.region(ofZone: name)
        if isClear { ids[name] = nil }
      }
      ids[id] = id
      let texts = byName.sorted { $0.key < $1.key }.map { name, accounts in
        "\(name) of \(CloudMeaning.list(accounts.sorted().map { $0.isEmpty ? "an account" : $0 }))"
      }
      unions.append("\(CloudMeaning.list(texts)) are one zone by its id: \(id)")
    }
  }

  /// What the only account calls its zones; the account is `nil` if it is not known.
  init(ids: [String: String], of account: String?) {
    self.ids = ids
    onlyAccount = account
  }

  /// The account that calls a zone so, if its id is not known.
  func account(of zone: String) -> String? { accounts[zone] ?? (ids[zone] == nil ? onlyAccount : nil) }

  // MARK: Attributes

  /// Whether an attribute has names of zones.
  private static func isZone(_ key: String) -> Bool {
    // Most keys are none of these, which their ends show.
    switch key.utf8.last {
    case UInt8(ascii: "e")?, UInt8(ascii: "s")?:
      key.hasSuffix("availability_zone") || key.hasSuffix("_azs") || key == "node_zones"
        || key.utf8.count >= 17 && key.includes("availability_zone") && !key.hasSuffix("_id")
    default: false
    }
  }

  /// Calls a function with each name of a zone in the value of an attribute.
  static func forEachZone(_ value: CloudValue, key: String, _ body: (String) -> Void) {
    switch value {
    case .text(let text): if isZone(key), !text.isEmpty, text != CloudProvider.several { body(text) }
    case .list(let items): for item in items { forEachZone(item, key: key, body) }
    case .map(let pairs): for pair in pairs { forEachZone(pair.value, key: pair.key, body) }
    default: break
    }
  }

  /// The value of an attribute with the zones that an account's names mean.
  func renamed(_ value: CloudValue, key: String, of account: String) -> CloudValue {
    names[account].map { Self.renamed(value, key: key, $0) } ?? value
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
