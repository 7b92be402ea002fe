internal import ModelFormats
internal import SourceReading

/// Which of several resources a name means: the one of the same account and region as the resource that has the name.
extension CloudMeaning {
  /// Where the names of a resource hold.
  func home(of position: Int) -> CloudHome {
    if let known = homes[position] { return known }
    let found = findHome(of: inventory.resources[position], types[position])
    homes[position] = found
    return found
  }

  private func findHome(of resource: CloudResource, _ type: CloudType) -> CloudHome {
    var home = CloudHome()
    switch CloudProvider.named(resource.cloud).name {
    case CloudResource.amazon:
      home.account = Self.account(of: resource)
      guard !type.isGlobal else { break }
      home.area =
        zones[resource.id].flatMap { inventory.zones.regions[$0] ?? Self.region(ofZone: $0) }
        ?? statedRegion(of: resource) ?? regionOfARNs(in: resource)
    case "azurerm":
      let id = CloudName.key(resource.attributes.text(at: "id") ?? "")
      let parts = CloudName.isARM(id) ? id.split(separator: "/") : []
      if parts.count > 1 { home.account = String(parts[1]) }
      let name =
        resource.attributes.text(at: resource.type == "azurerm_resource_group" ? "name" : "resource_group_name")
      home.area =
        parts.count > 3 && parts[2] == "resourcegroups" ? String(parts[3]) : name?.lowercased()
    case "google":
      let paths = ["self_link", "id"].compactMap { resource.attributes[$0]?.text.map(CloudName.key) }
      home.account =
        resource.attributes["project"]?.text
        ?? paths.lazy.filter(CloudName.isGooglePath).map { String($0.split(separator: "/")[1]) }.first
        ?? resource.hints?.account
      guard !type.isGlobal else { break }
      home.zone = zones[resource.id]
      home.area = home.zone.flatMap(CloudProvider.google.region(ofZone:)) ?? statedRegion(of: resource)
    default: break
    }
    return home
  }

  /// The account that a resource of Amazon is in: that of its ARN, or what its source states.
  static func account(of resource: CloudResource) -> String? {
    account(ofARN: CloudIdentities.ownARN(of: resource)) ?? account(ofARN: resource.attributes["id"]?.text)
      ?? resource.hints?.account
  }

  /// `123456789012` of `arn:aws:rds:eu-west-1:123456789012:db:shop`.
  static func account(ofARN arn: String?) -> String? {
    guard let account = arn.flatMap(ARNPart.account.of), account.utf8.count == 12,
      account.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return String(account)
  }

  /// The one region of all ARNs that a resource states at its top: what it joins is where it is.
  private func regionOfARNs(in resource: CloudResource) -> String? {
    let regions = Set(resource.attributes.pairs.compactMap { Self.region(ofARN: $0.value.text) })
    return regions.count == 1 ? regions.first : nil
  }

  // MARK: The nearest

  /// The resources that a text means, among those that it fits.
  ///
  /// A plain name, or an address within a network, is that of a resource of the same estate, account and region; of several
  /// that may be meant those are that the source's own expression refers to, then those of the same home, then those of
  /// the same scope. What a cloud made up is found everywhere.
  ///
  /// - Parameters:
  ///   - positions: the resources that the text fits.
  ///   - resource: the one that has the text.
  ///   - text: the text.
  func nearest(_ positions: [Int], to resource: CloudResource, by text: String) -> [Int] {
    guard let first = positions.first else { return [] }
    if let expressed = resource.hints?.expressed, !expressed.isEmpty {
      let meant = expressed[text] ?? expressed[""] ?? []
      let exact = positions.filter { meant.contains(inventory.resources[$0].id) }
      if !exact.isEmpty { return exact }
    }
    let isBare = CloudHome.isBare(text)
    guard isBare || positions.count > 1 else { return positions }
    if positions.count == 1 {
      let isMeant = isOfSameHome(first, as: resource) || rank(first, to: resource, by: text, isBare) != nil
      return isMeant ? positions : []
    }
    // The best of each type: a role is not nearer than a profile.
    var best: [String: Int] = [:]
    var ranks: [Int?] = []
    for position in positions {
      let rank = rank(position, to: resource, by: text, isBare)
      ranks.append(rank)
      if let rank {
        best[inventory.resources[position].type] = max(best[inventory.resources[position].type] ?? 0, rank)
      }
    }
    let found = zip(positions, ranks).filter { position, rank in
      rank != nil && rank == best[inventory.resources[position].type]
    }.map(\.0)
    let near = found.filter { inventory.resources[$0].scope == resource.scope }
    return near.isEmpty ? found : near
  }

  /// Whether a resource is of the same estate as another, and of no other account or region, as far as both are known: then
  /// it can be meant.
  private func isOfSameHome(_ position: Int, as resource: CloudResource) -> Bool {
    guard inventory.resources[position].estate == resource.estate, let owner = inventory.position(of: resource.id)
    else {
      return false
    }
    let (own, other) = (home(of: owner), home(of: position))
    return (own.account == nil || other.account == nil || own.account == other.account)
      && (own.area == nil || other.area == nil || own.area == other.area)
  }

  /// How much speaks for a resource that a text fits; `nil` if it cannot be meant.
  private func rank(_ position: Int, to resource: CloudResource, by text: String, _ isBare: Bool) -> Int? {
    let isScoped = isBare && !CloudHome.namedWorldwide.contains(inventory.resources[position].type)
    let estate = inventory.resources[position].estate
    var rank = 0
    let isPrivate = isBare && PrivateAddress.includes(text)
    if isPrivate, let network = networkName(of: resource), network == networkName(of: inventory.resources[position]) {
      return 1_000
    }
    if estate == resource.estate {
      rank += 32
    } else if isScoped, resource.hints?.foreign[text]?.contains(estate) != true {
      return nil
    }
    guard let owner = inventory.position(of: resource.id) else { return rank }
    let (own, other) = (home(of: owner), home(of: position))
    if let account = own.account, let another = other.account {
      if account == another {
        rank += 16
      } else if isScoped, !isOfNamedProject(another, resource) {
        return nil
      }
    }
    if let area = own.area, let another = other.area {
      // Networks of Azure and Google are not those of a group or a region.
      if area == another {
        rank += 8
      } else if isScoped, !CloudHome.namedInProject.contains(inventory.resources[position].type),
        !isPrivate || resource.cloud == CloudResource.amazon
      {
        return nil
      }
    }
    if let provider = resource.hints?.provider, provider == inventory.resources[position].hints?.provider { rank += 4 }
    if let zone = own.zone, zone == other.zone { rank += 2 }
    return rank
  }

  /// Whether a resource of Google names the project of its network, which may be another's.
  private func isOfNamedProject(_ project: String, _ resource: CloudResource) -> Bool {
    guard resource.cloud == "google" else { return false }
    return ["network_interface.subnetwork_project", "network_project", "subnetwork_project"].contains { path in
      resource.attributes.text(at: path) == project
    }
  }

  /// Whether only one of several resources can be meant, and it is not known which: they are in different homes.
  func areOneOf(_ positions: [Int]) -> Bool {
    guard positions.count > 1, let first = positions.first else { return false }
    let type = inventory.resources[first].type
    let home = home(of: first)
    return positions.dropFirst().contains { inventory.resources[$0].type == type && self.home(of: $0) != home }
  }

  /// The network that a resource is in, by the name that its cloud has for it.
  func networkName(of resource: CloudResource) -> String? {
    for path in ["vpc_id", "vpc_config.vpc_id", "network_interface.network", "network"] {
      if let name = name(of: resource.attributes.values(at: path).first) { return name }
    }
    let paths = ["subnet_id", "subnet_ids", "vpc_config.subnet_ids", "network_configuration.subnets", "subnets"]
    for path in paths + ["vpc_zone_identifier", "ip_configuration.subnet_id"] {
      guard let value = resource.attributes.values(at: path).lazy.compactMap({ $0.items.first }).first else { continue }
      if let text = value.text, CloudName.isARM(text), let end = text.lowercased().firstRange(of: "/subnets/") {
        return String(text.lowercased()[..<end.lowerBound])
      }
      guard let subnet = target(value, of: resource, ["aws_subnet", "aws_default_subnet"])?.ids.first,
        let vpc = inventory[subnet]?.attributes["vpc_id"]
      else { continue }
      return name(of: vpc)
    }
    return nil
  }

  private func name(of value: CloudValue?) -> String? {
    switch value {
    case .text(let text)?: text.isEmpty ? nil : CloudName.key(text)
    case .reference(let reference)? where reference.resources.count == 1:
      inventory[reference.resources[0]]?.attributes.text(at: "id") ?? reference.resources[0]
    default: nil
    }
  }

  // MARK: Plain names

  /// The resources that an application's setting names by a plain name, such as a table; of several of that name the one
  /// that the setting's own name speaks of.
  func plainlyNamed(_ name: String, setting: String, by resource: CloudResource) -> [Int] {
    let fitting = identities.positions(ofPlainName: name).filter {
      PlainSetting.names(inventory.resources[$0].type, by: setting, name)
    }
    let found = nearest(fitting, to: resource, by: name)
    if found.count <= 1 { return found }
    let exact = found.filter { PlainSetting.says(inventory.resources[$0].type, setting) }
    if !exact.isEmpty { return exact }
    return Set(found.lazy.map { self.inventory.resources[$0].type }).count == 1 ? found : []
  }
}
