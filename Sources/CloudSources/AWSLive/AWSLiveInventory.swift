internal import DependencyModel
internal import ModelFormats

/// Makes the inventory from the answers: without what nothing uses, under ids that people know.
struct AWSLiveInventory {
  private(set) var inventory = CloudInventory()
  /// The things that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private var things: [AWSLiveThing]

  init(_ things: [AWSLiveThing]) {
    self.things = things
    dropUnused()
    dropDefaultNetworks()
    let regions = Set(self.things.compactMap(\.region))
    inventory.region = regions.count == 1 ? regions.first : nil
    for (thing, id) in zip(self.things, ids(hasSeveralRegions: regions.count > 1)) {
      inventory.add(resource(of: thing, id, hasSeveralRegions: regions.count > 1))
    }
  }

  private func resource(of thing: AWSLiveThing, _ id: String, hasSeveralRegions: Bool) -> CloudResource {
    var attributes = thing.attributes
    if !attributes.contains(where: { $0.key == "id" }) { attributes.insert(("id", .text(thing.id)), at: 0) }
    if hasSeveralRegions, let region = thing.region, !attributes.contains(where: { $0.key == "region" }) {
      attributes.append(("region", .text(region)))
    }
    var resource = CloudResource(
      id, type: thing.type, attributes: .map(attributes), source: "\(thing.file): \(thing.names.first ?? id)",
      at: thing.place)
    resource.name = thing.title
    resource.isObserved = true
    // The same names may be used in every region.
    if hasSeveralRegions { resource.scope = thing.region ?? "" }
    return resource
  }

  // MARK: What nothing uses

  /// The texts in all attributes of things but those that name themselves.
  private func mentions(of things: some Sequence<AWSLiveThing>) -> Set<String> {
    var found: Set<String> = []
    for thing in things {
      for (key, value) in thing.attributes where key != "arn" && key != "name" && key != "key_id" {
        value.forEachLeaf { _, leaf in if let text = leaf.text { found.insert(text) } }
      }
    }
    return found
  }

  /// Settings and the like are kept where something that is kept names them.
  private mutating func dropUnused() {
    let kept = things.filter { !$0.isOnlyIfUsed || $0.type == "aws_eip" && $0.text("association_id") != nil }
    let keptIDs = Set(kept.map { "\($0.type) \($0.id)" })
    var waiting = things.filter { $0.isOnlyIfUsed && !keptIDs.contains("\($0.type) \($0.id)") }
    // By each text that names it; what is used may name others.
    var byName: [String: [Int]] = [:]
    for (position, thing) in waiting.enumerated() {
      for name in [thing.id, thing.text("arn"), thing.names.first].compactMap(\.self) {
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
    // The things of one type and id are all used or none is.
    let usedIDs = Set(waiting.indices.lazy.filter { isUsed[$0] }.map { "\(waiting[$0].type) \(waiting[$0].id)" })
    waiting.removeAll { usedIDs.contains("\($0.type) \($0.id)") }
    for thing in waiting { skipped.append((thing.type, "nothing uses it")) }
    let unused = Set(waiting.map { "\($0.type) \($0.id)" })
    things.removeAll { $0.isOnlyIfUsed && unused.contains("\($0.type) \($0.id)") }
  }

  private static let furniture: Set<String> = [
    "aws_vpc", "aws_subnet", "aws_route_table", "aws_internet_gateway", "aws_security_group",
  ]

  /// Every region of an account has a network that AWS made: it is left out where nothing is in it.
  private mutating func dropDefaultNetworks() {
    let defaults = Set(things.filter { $0.type == "aws_vpc" && $0["is_default"]?.bool == true }.map(\.id))
    guard !defaults.isEmpty else { return }
    let named = mentions(of: things.lazy.filter { !Self.furniture.contains($0.type) })
    var used: Set<String> = []
    for thing in things where Self.furniture.contains(thing.type) {
      guard let network = thing.type == "aws_vpc" ? thing.id : thing.text("vpc_id") else { continue }
      if named.contains(thing.id) { used.insert(network) }
    }
    let unused = defaults.subtracting(used)
    var kept: [AWSLiveThing] = []
    for thing in things {
      let network =
        thing.type == "aws_vpc" ? thing.id : Self.furniture.contains(thing.type) ? thing.text("vpc_id") : nil
      if let network, unused.contains(network) {
        skipped.append((thing.type, "in a default network that nothing uses"))
      } else {
        kept.append(thing)
      }
    }
    things = kept
  }

  // MARK: Ids

  /// The id of each thing: the shortest of its names that no other thing has.
  private func ids(hasSeveralRegions: Bool) -> [String] {
    let candidates = things.map { thing -> [String] in
      // An id that AWS made up says enough by itself.
      if !thing.isNamed, thing.names == [thing.id] {
        return [thing.id, "\(AWSLiveThing.shortType(thing.type))/\(thing.id)"]
      }
      let names = thing.names + thing.names.prefix(1).map { "\(AWSLiveThing.shortType(thing.type))/\($0)" }
      let region = hasSeveralRegions ? thing.region.map { "\($0)/" } ?? "" : ""
      return names.map { region + $0 } + [thing.id, "\(AWSLiveThing.shortType(thing.type))/\(thing.id)"]
    }
    // Zones and regions have their own names.
    var taken = Set(things.compactMap(\.region))
    for thing in things { if let zone = thing.text("availability_zone") { taken.insert(zone) } }
    var ids = [String?](repeating: nil, count: things.count)
    var open = Array(things.indices)
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
      var number = numbers[things[index].id] ?? 2
      while taken.contains("\(things[index].id) (\(number))") { number += 1 }
      numbers[things[index].id] = number + 1
      ids[index] = "\(things[index].id) (\(number))"
      taken.insert(ids[index]!)
    }
    return ids.map { $0 ?? "?" }
  }
}
