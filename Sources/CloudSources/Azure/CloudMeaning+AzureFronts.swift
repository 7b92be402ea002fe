internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The front ends of Azure's load balancers, each of which may be in a zone of its own: who calls one is not served by another.
extension CloudMeaning {
  /// By load balancer, then by address, the one zone of a front end, where the front ends are not all in the same.
  func findZonalFronts() -> [Int: [String: String]] {
    var found: [Int: [String: String]] = [:]
    for balancer in resources("azurerm_lb") {
      guard let position = inventory.position(of: balancer.id), let region = region(of: balancer) else { continue }
      let fronts = balancer.attributes.values(at: "frontend_ip_configuration")
      guard fronts.count > 1 else { continue }
      for front in fronts {
        let zones = Set(front.values(at: "zones").compactMap(\.text))
        guard zones.count == 1, let zone = zones.first.flatMap({ CloudProvider.azure.zone($0, in: region) }),
          let address = front.text(at: "private_ip_address"), !address.isEmpty
        else { continue }
        found[position, default: [:]][CloudIdentities.normalized(address)] = zone
      }
      if zonesOfFronts(balancer).count < 2 { found[position] = nil }
    }
    return found
  }

  private func zonesOfFronts(_ balancer: CloudResource) -> Set<String> {
    Set(balancer.attributes.values(at: "frontend_ip_configuration.zones").compactMap(\.text))
  }

  /// The zones of the front ends whose addresses are in a text.
  func zonesOfFronts(in text: String, for resource: CloudResource, _ draft: inout ImportDraft) -> [String] {
    guard !zonalFronts.isEmpty, text.utf8.count < 65_536 else { return [] }
    var found: Set<String> = []
    _ = identities.positions(in: text) { positions, part in
      let near = nearest(positions, to: resource, by: part)
      for position in near {
        if let zone = zonalFronts[position]?[CloudIdentities.normalized(part)] { found.insert(zone) }
      }
      return near
    }
    for zone in found { addZone(zone, of: "azurerm", to: &draft) }
    return found.sorted()
  }

  /// The zones of the front ends whose addresses a reference reads. The address of a load balancer itself is that of its
  /// first front end; which front end another reference means is not known, so it may be any.
  func zonesOfFronts(
    readBy reference: CloudReference, _ draft: inout ImportDraft
  ) -> (zones: [String], confidence: Confidence) {
    let isFirst = reference.attribute == "private_ip_address"
    guard reference.resources.count == 1, isFirst || Self.attributesOfFronts.contains(reference.attribute),
      let balancer = inventory[reference.resources[0]], balancer.type == "azurerm_lb",
      let region = region(of: balancer), zonesOfFronts(balancer).count > 1
    else { return ([], .inferred) }
    let fronts = balancer.attributes.values(at: "frontend_ip_configuration")
    var found: Set<String> = []
    for front in isFirst ? fronts.prefix(1) : fronts[...] {
      let zones = Set(front.values(at: "zones").compactMap(\.text))
      guard zones.count == 1, let zone = zones.first.flatMap({ CloudProvider.azure.zone($0, in: region) }) else {
        continue
      }
      found.insert(zone)
    }
    for zone in found { addZone(zone, of: "azurerm", to: &draft) }
    return (found.sorted(), isFirst ? .inferred : .assumed)
  }

  private static let attributesOfFronts: Set<String> = ["frontend_ip_configuration", "private_ip_addresses"]
}
