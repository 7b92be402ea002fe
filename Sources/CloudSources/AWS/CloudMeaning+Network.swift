internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The paths of traffic: routes, gateways, endpoints.
///
/// The way out of a subnet is a component of its own, `egress:SUBNET`, which needs the gateway that its default route leads to.
/// Losing it does not stop what runs in the subnet, but new machines and tasks cannot start without it.
extension CloudMeaning {
  func addNetwork(to draft: inout ImportDraft) {
    addGateways(to: &draft)
    let tables = tablesBySubnet
    for subnet in resources("aws_subnet", "aws_default_subnet") {
      addEgress(of: subnet, by: tables[subnet.id] ?? [], to: &draft)
    }
    addEndpoints(tables, to: &draft)
    addLeasedLines(to: &draft)
  }

  static func egress(of subnet: String) -> String { "egress:\(subnet)" }

  /// A NAT gateway reaches the internet by the gateway of its network.
  private func addGateways(to draft: inout ImportDraft) {
    for gateway in resources("aws_nat_gateway")
    where gateway.attributes.text(at: "connectivity_type") != "private" && isComponent(gateway.id) {
      let network = ids(of: gateway, "subnet_id", "aws_subnet").first.flatMap(network(of:))
      for internet in internetGateways(of: network) {
        draft.relate(
          gateway.id, .needs, internet, confidence: .inferred, source: "\(gateway.source): its way to the internet",
          at: gateway.place)
      }
    }
    for attachment in resources("aws_internet_gateway_attachment") {
      for gateway in ids(of: attachment, "internet_gateway_id", "aws_internet_gateway") {
        for network in ids(of: attachment, "vpc_id", "aws_vpc") where isComponent(gateway) {
          draft.relate(gateway, .needs, network, source: attachment.source, at: attachment.place)
        }
      }
    }
  }

  /// The network that a subnet, a table or a load balancer is in.
  func network(of id: String) -> String? {
    guard let resource = inventory[id] else { return nil }
    return ids(of: resource, "vpc_id", "aws_vpc", "aws_default_vpc").first
  }

  /// Whether two resources are in one network, in the files or not; those of which neither is known may be.
  func isOneNetwork(_ one: CloudResource, _ other: CloudResource) -> Bool {
    if let first = network(of: one.id), let second = network(of: other.id) { return first == second }
    return networkName(of: one) == networkName(of: other)
  }

  /// The internet gateways, and those of each network.
  struct InternetGateways {
    var all: [String] = []
    var byNetwork: [String: [String]] = [:]
  }

  /// The internet gateways of a network; of all networks where it is not known and there is but one gateway.
  func internetGateways(of network: String?) -> [String] {
    guard let network else { return gatewayTable.all.count == 1 ? gatewayTable.all : [] }
    return gatewayTable.byNetwork[network] ?? []
  }

  func findInternetGateways() -> InternetGateways {
    var networks: [String: [String]] = [:]
    for attachment in resources("aws_internet_gateway_attachment") {
      let attached = ids(of: attachment, "vpc_id", "aws_vpc")
      for gateway in ids(of: attachment, "internet_gateway_id", "aws_internet_gateway") {
        networks[gateway, default: []] += attached
      }
    }
    var found = InternetGateways()
    for gateway in resources("aws_internet_gateway") where isComponent(gateway.id) {
      found.all.append(gateway.id)
      let attached = ids(of: gateway, "vpc_id", "aws_vpc", "aws_default_vpc") + (networks[gateway.id] ?? [])
      for network in Set(attached) { found.byNetwork[network, default: []].append(gateway.id) }
    }
    return found
  }

  // MARK: Routes

  /// Per subnet the ids of the tables that it may use: its own, or else its network's main table.
  func findRouteTables() -> [String: [CloudResource]] {
    var tables: [String: [CloudResource]] = [:]
    var main: [String: [CloudResource]] = [:]
    let all = resources("aws_route_table", "aws_default_route_table")
    func table(_ id: String) -> CloudResource? { inventory[id] }
    for association in resources("aws_route_table_association") {
      let targets = ids(of: association, "route_table_id", "aws_route_table", "aws_default_route_table")
      for subnet in ids(of: association, "subnet_id", "aws_subnet") {
        tables[subnet, default: []] += targets.compactMap(table)
      }
    }
    for association in resources("aws_main_route_table_association") {
      for network in ids(of: association, "vpc_id", "aws_vpc") {
        main[network] = ids(of: association, "route_table_id", "aws_route_table").compactMap(table)
      }
    }
    for candidate in all {
      for association in candidate.attributes.values(at: "association") {
        if association["main"]?.bool == true, let network = network(of: candidate.id) {
          if main[network] == nil { main[network] = [candidate] }
        }
        for subnet in association.values(at: "subnet_id").compactMap(\.text) {
          for position in identities.positions(of: subnet, among: ["aws_subnet"]) {
            tables[inventory.resources[position].id, default: []].append(candidate)
          }
        }
      }
      if candidate.type == "aws_default_route_table" {
        let networks = ids(of: candidate, "default_route_table_id", "aws_vpc") + ids(of: candidate, "vpc_id", "aws_vpc")
        for network in networks where main[network] == nil { main[network] = [candidate] }
      }
    }
    for subnet in resources("aws_subnet", "aws_default_subnet") where tables[subnet.id] == nil {
      if let network = network(of: subnet.id), let table = main[network] { tables[subnet.id] = table }
    }
    return tables
  }

  // MARK: Endpoints

  /// Resources in subnets whose tables lead to an endpoint reach one service by it.
  private func addEndpoints(_ tables: [String: [CloudResource]], to draft: inout ImportDraft) {
    var associated: [String: [String]] = [:]
    for association in resources("aws_vpc_endpoint_route_table_association") {
      let routed = ids(of: association, "route_table_id", "aws_route_table")
      for endpoint in ids(of: association, "vpc_endpoint_id", "aws_vpc_endpoint") {
        associated[endpoint, default: []] += routed
      }
    }
    // Per table the subnets that use it, as positions among all.
    let subnets = resources("aws_subnet").filter { isComponent($0.id) }
    var users: [String: [Int]] = [:]
    for (position, subnet) in subnets.enumerated() {
      for table in Set((tables[subnet.id] ?? []).map(\.id)) { users[table, default: []].append(position) }
    }
    for endpoint in resources("aws_vpc_endpoint") where isComponent(endpoint.id) && !draft.isFull {
      let routed = Set(ids(of: endpoint, "route_table_ids", "aws_route_table") + (associated[endpoint.id] ?? []))
      guard !routed.isEmpty else { continue }
      let service =
        endpoint.attributes.text(at: "service_name")?.split(separator: ".").last.map(String.init) ?? "a service"
      for subnet in Set(routed.flatMap { users[$0] ?? [] }).sorted().map({ subnets[$0] }) where !draft.isFull {
        let id = "path:\(service):\(subnet.id)"
        draft.add(
          id, kind: "aws/path", name: "the way from \(subnet.name ?? subnet.id) to \(service)", source: endpoint.source,
          at: endpoint.place)
        identify(id, as: "path \(service)", of: subnet.id, in: &draft)
        draft.relate(
          id, .needs, endpoint.id, confidence: endpoint.isObserved ? .observed : .referenced,
          source: "\(endpoint.source).route_table_ids", at: endpoint.place)
      }
    }
  }
}
