internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The zones, regions and machines that services were seen in, which are domains.
extension TracedModel {
  /// How many machines or zones of one service are written out.
  private static let shownLimit = 50

  /// A machine, as far as it is known which.
  private struct Machine: Hashable {
    var isNode: Bool
    var name: String
    var id: String
    var environment: String
    var cluster: String
    var zone: Zone

    /// Its name among those of other machines.
    var shortID: String { (isNode ? "node/" : "machine/") + name }
  }

  /// A zone, as far as it is known which.
  private struct Zone: Hashable {
    var name: String
    var region: String
  }

  /// A placement of one service.
  private struct Placed {
    var service: Int
    var place: TracePlacement
    var zone: Zone { Zone(name: place.zone, region: place.region) }
  }

  /// Domains that a service was seen in.
  private struct Seen {
    var ids: [String]
    /// Whether all of its spans state one.
    var isComplete: Bool
  }

  /// Puts services into the places that all of their spans state.
  mutating func addPlaces() {
    let placed = placements()
    guard !placed.isEmpty else { return }
    let zones = addZones(placed)
    // A host that only one service names, without an id, may be a container.
    var users: [String: Set<Int>] = [:]
    for each in placed where !each.place.host.isEmpty { users[each.place.host, default: []].insert(each.service) }
    let machines = placed.map { machine($0, users) }
    let machineIDs = addMachines(machines.compactMap { $0 }, zones)
    var start = 0
    while start < placed.count {
      let service = placed[start].service
      var end = start
      while end < placed.count, placed[end].service == service { end += 1 }
      let range = start..<end
      func seen(_ id: (Int) -> String?) -> Seen {
        let found = range.map(id)
        return Seen(ids: Set(found.compactMap { $0 }).sorted(), isComplete: !found.contains(nil))
      }
      put(
        service, into: seen { machines[$0].flatMap { machineIDs[$0] } },
        seen { placed[$0].place.zone.isEmpty ? nil : zones[placed[$0].zone] },
        seen { placed[$0].place.region.isEmpty ? nil : placed[$0].place.region })
      start = end
    }
  }

  /// What the services state of which any span states a place, by service in the order of their ids.
  private func placements() -> [Placed] {
    var byService: [Int: Set<TracePlacement>] = [:]
    for (position, places) in calls.placements { byService[names.roots[position], default: []].formUnion(places) }
    return byService.filter { $0.value.contains { $0 != TracePlacement() } }
      .sorted { names.ids[$0.key] < names.ids[$1.key] }
      .flatMap { service, places in places.map { Placed(service: service, place: $0) } }
  }

  /// Relates a service to the narrowest of the domains that all of its spans state.
  private mutating func put(_ service: Int, into machines: Seen, _ zones: Seen, _ regions: Seen) {
    let id = names.ids[service]
    let origin = calls.serviceOrigins[service]
    var doubt: String?
    for (seen, one, many) in [
      (machines, "machine", "machines"), (zones, "zone", "zones"), (regions, "region", "regions"),
    ] {
      guard let first = seen.ids.first else { continue }
      guard seen.isComplete else {
        doubt =
          doubt
          ?? "\(id): some of its spans state no \(one), so what the loss of \(ImportDraft.cleaned(first)) means for it is not known"
        continue
      }
      guard seen.ids.count <= Self.shownLimit else {
        draft.notes.remark("\(id): it runs in \(seen.ids.count) \(many), which are too many for the model")
        continue
      }
      let source = "\(fileName(origin.file)): the \(seen.ids.count == 1 ? one : many) that its spans state"
      if seen.ids.count == 1 {
        draft.relate(id, .in, domain(first), confidence: .observed, source: source, at: place(origin))
      } else {
        draft.relateRedundant(
          id, of: seen.ids.map(domain), confidence: .observed, source: source, at: place(origin))
      }
      return
    }
    if let doubt { draft.notes.addIncomplete(doubt) }
  }

  /// The id that a domain has in the draft, where services may be called alike.
  private func domain(_ id: String) -> String { draft[id]?.isDomain == false ? "domain/\(id)" : id }

  // MARK: Zones and regions

  /// Adds regions and zones, and gives the ids of the zones: with their regions before them where a name is that of several.
  private mutating func addZones(_ placed: [Placed]) -> [Zone: String] {
    var regionsOfZone: [String: Set<String>] = [:]
    var providers: [String: Set<String>] = [:]
    for place in placed.map(\.place) {
      for name in [place.zone, place.region] where !name.isEmpty { providers[name, default: []].insert(place.provider) }
      if !place.zone.isEmpty { regionsOfZone[place.zone, default: []].insert(place.region) }
    }
    for name in Set(placed.map(\.place.region)).sorted() where !name.isEmpty { add(name, "region", providers[name]) }
    var ids: [Zone: String] = [:]
    for (name, regions) in regionsOfZone.sorted(by: { $0.key < $1.key }) {
      let known = regions.filter { !$0.isEmpty }
      for region in regions.sorted() {
        // A zone whose region some do not state is the only one of its name.
        let own = region.isEmpty && known.count == 1 ? known.first! : region
        let id = Self.zoneID(name, in: own, isOnly: known.count < 2)
        ids[Zone(name: name, region: region)] = id
        add(id, "zone", providers[name])
        if !own.isEmpty { draft.relate(domain(id), .in, domain(own), confidence: .observed) }
      }
    }
    return ids
  }

  private static func zoneID(_ name: String, in region: String, isOnly: Bool) -> String {
    if region.isEmpty { return name }
    // Azure's zones have numbers, and clusters call them so.
    if name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return "\(region)-\(name)" }
    return isOnly ? name : "\(region)/\(name)"
  }

  private mutating func add(_ id: String, _ what: String, _ providers: Set<String>?) {
    let id = domain(id)
    let cloud = providers?.count == 1 ? providers!.first! : ""
    let isCloud = ["aws", "azure", "gcp"].contains(cloud)
    draft.add(
      id, kind: !isCloud ? what : cloud == "aws" && what == "zone" ? "aws/availability-zone" : "\(cloud)/\(what)",
      isDomain: true, at: nil)
    // Regions of a cloud are called the same everywhere; zones are not, but for Google's.
    if isCloud, what == "region" || cloud == "gcp" { draft.makeUniversal(id) }
  }

  // MARK: Machines

  private func machine(_ placed: Placed, _ users: [String: Set<Int>]) -> Machine? {
    let place = placed.place
    let scope = names.scopes[placed.service]
    if !place.node.isEmpty {
      return Machine(
        isNode: true, name: place.node, id: "", environment: scope[.environment], cluster: scope[.cluster],
        zone: placed.zone)
    }
    guard !place.host.isEmpty, !place.hostID.isEmpty || (users[place.host]?.count ?? 0) > 1 else { return nil }
    return Machine(
      isNode: false, name: place.host, id: place.hostID, environment: scope[.environment], cluster: "",
      zone: placed.zone)
  }

  /// Adds machines in their zones, and gives their ids: with what distinguishes them before them where a name is that of
  /// several.
  private mutating func addMachines(_ all: [Machine], _ zones: [Zone: String]) -> [Machine: String] {
    let parts: [(Machine) -> String] = [\.environment, \.cluster, \.zone.region, \.zone.name, \.id]
    var ids: [Machine: String] = [:]
    for (name, machines) in Dictionary(grouping: Set(all), by: \.shortID).sorted(by: { $0.key < $1.key }) {
      // Of one that lacks a part it is not known that it differs.
      let differing = parts.filter { part in Set(machines.map(part).filter { !$0.isEmpty }).count > 1 }
      let named = machines.map { machine in
        ((differing.map { $0(machine) }.filter { !$0.isEmpty } + [name]).joined(separator: "/"), machine)
      }
      for (id, machine) in named.sorted(by: { ($0.0, $0.1.zone.name, $0.1.id) < ($1.0, $1.1.zone.name, $1.1.id) }) {
        ids[machine] = id
        draft.add(
          domain(id), kind: machine.isNode ? "k8s/node" : "host", isDomain: true, name: machine.name, at: nil)
        draft.identify(domain(id), as: "host:" + machine.name.lowercased())
        if machine.id.hasPrefix("i-") { draft.identify(domain(id), as: "aws:" + machine.id) }
        if let zone = zones[machine.zone] {
          draft.relate(domain(id), .in, domain(zone), confidence: .observed)
        } else if !machine.zone.region.isEmpty {
          draft.relate(domain(id), .in, domain(machine.zone.region), confidence: .observed)
        }
      }
    }
    return ids
  }
}
