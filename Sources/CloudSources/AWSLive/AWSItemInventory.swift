internal import DependencyModel
internal import ModelFormats

/// Makes the inventory from the answers: without what nothing uses, under ids that people know.
struct AWSItemInventory {
  private(set) var inventory = CloudInventory()
  /// The region of all items, if they are all of one.
  private(set) var region: String?
  /// The items that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private var items: [AWSItem]
  private var hasSeveralAccounts = false

  init(_ items: [AWSItem]) {
    self.items = items
    dropUnused()
    dropDefaultNetworks()
    hasSeveralAccounts = Set(self.items.compactMap(\.asker)).count > 1
    let regions = Set(self.items.compactMap(\.region))
    region = regions.count == 1 ? regions.first : nil
    for (item, id) in zip(self.items, ids(hasSeveralRegions: regions.count > 1)) {
      inventory.add(resource(of: item, id, hasSeveralRegions: regions.count > 1))
    }
    inventory.setRegion(region)
  }

  /// Sets the regions of zones that have none in their names, and the ids by which zones are the same in all accounts.
  mutating func setZones(_ zones: CloudZones) { inventory.zones = zones }

  private func resource(of item: AWSItem, _ id: String, hasSeveralRegions: Bool) -> CloudResource {
    var attributes = item.attributes
    if !attributes.contains(where: { $0.key == "id" }) { attributes.insert(("id", .text(item.id)), at: 0) }
    if hasSeveralRegions, let region = item.region, !attributes.contains(where: { $0.key == "region" }) {
      attributes.append(("region", .text(region)))
    }
    var resource = CloudResource(
      id, type: item.type, attributes: .map(attributes), source: "\(item.file): \(item.names.first ?? id)",
      at: item.place)
    resource.name = item.title
    resource.isObserved = true
    // The same names may be used in every region and account.
    if hasSeveralRegions { resource.scope = item.region ?? "" }
    resource.account = item.account
    if hasSeveralAccounts, let account = item.account {
      resource.scope = "\(account)/\(resource.scope)"
      resource.estate = account
    }
    return resource
  }

  // MARK: What nothing uses

  /// The texts in all attributes of items but those that name themselves.
  private func mentions(of items: some Sequence<AWSItem>) -> Set<String> {
    var found: Set<String> = []
    for item in items {
      for (key, value) in item.attributes where key != "arn" && key != "name" && key != "key_id" {
        value.forEachLeaf { _, leaf in if let text = leaf.text { found.insert(text) } }
      }
    }
    return found
  }

  /// Settings and the like are kept where something that is kept names them.
  private mutating func dropUnused() {
    let kept = items.filter { !$0.isOnlyIfUsed || $0.type == "aws_eip" && $0.text("association_id") != nil }
    let keptIDs = Set(kept.map { "\($0.type) \($0.id)" })
    var waiting = items.filter { $0.isOnlyIfUsed && !keptIDs.contains("\($0.type) \($0.id)") }
    // By each text that names it; what is used may name others.
    var byName: [String: [Int]] = [:]
    for (position, item) in waiting.enumerated() {
      for name in [item.id, item.text("arn"), item.names.first].compactMap(\.self) {
        byName[name, default: []].append(position)
      }
    }
    var isUsed = Array(repeating: false, count: waiting.count)
    var open = Array(mentions(of: kept))
    while let name = open.popLast() {
      for position in byName.removeValue(forKey: name) ?? [] where !isUsed[position] {
        isUsed[position] = true
        open += mentions(of: [waiting[position]])
      }
    }
    // The items of one type and id are all used or none is.
    let usedIDs = Set(waiting.indices.lazy.filter { isUsed[$0] }.map { "\(waiting[$0].type) \(waiting[$0].id)" })
    waiting.removeAll { usedIDs.contains("\($0.type) \($0.id)") }
    for item in waiting { skipped.append((item.type, "nothing uses it")) }
    let unused = Set(waiting.map { "\($0.type) \($0.id)" })
    items.removeAll { $0.isOnlyIfUsed && unused.contains("\($0.type) \($0.id)") }
  }

  private static let furniture: Set<String> = [
    "aws_vpc", "aws_subnet", "aws_route_table", "aws_internet_gateway", "aws_security_group",
  ]

  /// Every region of an account has a network that AWS made: it is left out where nothing is in it.
  private mutating func dropDefaultNetworks() {
    let defaults = Set(items.filter { $0.type == "aws_vpc" && $0["is_default"]?.bool == true }.map(\.id))
    guard !defaults.isEmpty else { return }
    let named = mentions(of: items.lazy.filter { !Self.furniture.contains($0.type) })
    var used: Set<String> = []
    for item in items where Self.furniture.contains(item.type) {
      guard let network = item.type == "aws_vpc" ? item.id : item.text("vpc_id") else { continue }
      if named.contains(item.id) { used.insert(network) }
    }
    let unused = defaults.subtracting(used)
    var kept: [AWSItem] = []
    for item in items {
      let network =
        item.type == "aws_vpc" ? item.id : Self.furniture.contains(item.type) ? item.text("vpc_id") : nil
      if let network, unused.contains(network) {
        skipped.append((item.type, "in a default network that nothing uses"))
      } else {
        kept.append(item)
      }
    }
    items = kept
  }

  // MARK: Ids

  /// The id of each item: the shortest of its names that no other item has.
  private func ids(hasSeveralRegions: Bool) -> [String] {
    let candidates = items.map { item -> [String] in
      // An id that AWS made up says enough by itself.
      if !item.isNamed, item.names == [item.id] {
        return [item.id, "\(AWSItem.shortType(item.type))/\(item.id)"]
      }
      let names = item.names + item.names.prefix(1).map { "\(AWSItem.shortType(item.type))/\($0)" }
      let account = hasSeveralAccounts ? item.account.map { "\($0)/" } ?? "" : ""
      let region = account + (hasSeveralRegions ? item.region.map { "\($0)/" } ?? "" : "")
      return names.map { region + $0 } + [item.id, "\(AWSItem.shortType(item.type))/\(item.id)"]
    }
    // Zones and regions have their own names.
    var taken = Set(items.compactMap(\.region))
    for item in items { if let zone = item.text("availability_zone") { taken.insert(zone) } }
    var ids = [String?](repeating: nil, count: items.count)
    var open = Array(items.indices)
    for round in 0..<(candidates.map(\.count).max() ?? 0) {
      var wanting: [String: Int] = [:]
      for index in open where round < candidates[index].count { wanting[candidates[index][round], default: 0] += 1 }
      for index in open where round < candidates[index].count {
        let name = candidates[index][round]
        if wanting[name] == 1, !taken.contains(name) { ids[index] = name }
      }
      for index in open { if let id = ids[index] { taken.insert(id) } }
      open.removeAll { ids[$0] != nil }
    }
    var numbers: [String: Int] = [:]
    for index in open {
      var number = numbers[items[index].id] ?? 2
      while taken.contains("\(items[index].id) (\(number))") { number += 1 }
      numbers[items[index].id] = number + 1
      ids[index] = "\(items[index].id) (\(number))"
      taken.insert(ids[index]!)
    }
    return ids.map { $0 ?? "?" }
  }
}
