/// What has the addresses that target groups name.
extension CloudMeaning {
  /// The targets that an attribute of an attachment or a member names: by ids, or by addresses in the network of the group.
  func attachedTargets(of resource: CloudResource, _ path: String, in groups: [String]) -> [String] {
    let found = ids(of: resource, path, Self.targetTypes)
    guard found.isEmpty else { return found }
    var seen: Set<String> = []
    return resource.attributes.values(at: path).flatMap(\.items).compactMap(\.text).flatMap { text in
      groups.flatMap { holders(ofTarget: text, in: $0) }
    }.filter { seen.insert($0).inserted }
  }

  /// What has an address in the network of a target group.
  private func holders(ofTarget text: String, in id: String) -> [String] {
    guard let group = inventory[id], let positions = holdersByTarget[text] else { return [] }
    let network = networkName(of: group)
    let near = positions.filter { position in
      guard let network, let other = networkName(of: inventory.resources[position]) else { return true }
      return network == other
    }
    let found = nearest(near, to: group, by: text)
    let ids = Set(found.map { holder(inventory.resources[$0]) })
    // Where the networks are not known, an address may be that of several.
    return ids.count == 1 ? Array(ids) : []
  }

  /// The instance that an interface is attached to, or else the interface.
  private func holder(_ resource: CloudResource) -> String {
    guard resource.type == "aws_network_interface" else { return resource.id }
    if let known = resource.attributes.text(at: "id").flatMap({ interfaceHolders[$0]?.first }) { return known }
    return ids(of: resource, "attachment.instance", "aws_instance").first ?? resource.id
  }

  /// By address the instances and interfaces that have it.
  func findHoldersByTarget() -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    let paths = ["private_ip", "secondary_private_ips", "private_ips", "private_ip_list", "ipv6_addresses"]
    for resource in resources("aws_instance", "aws_network_interface") where isComponent(resource.id) {
      guard let position = inventory.position(of: resource.id) else { continue }
      for path in paths {
        for text in resource.attributes.values(at: path).flatMap(\.items).compactMap(\.text)
        where !text.isEmpty && found[text]?.last != position {
          found[text, default: []].append(position)
        }
      }
    }
    return found
  }
}
