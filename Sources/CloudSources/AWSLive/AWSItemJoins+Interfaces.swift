internal import DependencyModel
internal import ModelFormats

/// References in the answers of API Gateway and Global Accelerator that have forms of their own.
extension AWSItemJoins {
  /// The target of a path of an interface is in an address of API Gateway, and a route names its integration.
  mutating func joinInterfaces() {
    forEach("aws_api_gateway_integration") { integration in
      integration["uri"] = Self.called(integration["uri"])
      let api = integration.text("rest_api_id") ?? ""
      let path = integration.names[0]
      // The ids of paths are only unique within their interface.
      integration.id = "\(api) \(integration.id)"
      integration.names = ["\(api) \(path)"]
    }
    forEach("aws_apigatewayv2_integration") { $0["integration_uri"] = Self.called($0["integration_uri"]) }
    forEach("aws_apigatewayv2_route") { route in
      if let target = route.text("target"), target.hasPrefix("integrations/") {
        route.set("target", String(target.dropFirst("integrations/".count)))
      }
      route.names = ["\(route.text("api_id") ?? "") \(route.names[0])"]
    }
  }

  /// The ARNs that addresses of API Gateway hold, each once; other addresses as they are.
  private static func called(_ value: CloudValue?) -> CloudValue? {
    guard let value else { return nil }
    let values = value.text != nil ? [value] : value.items
    var seen: Set<String> = []
    let texts = values.compactMap(\.text).map(function).filter { seen.insert($0).inserted }
    return texts.count == 1 ? .text(texts[0]) : texts.isEmpty ? nil : .list(texts.map(CloudValue.text))
  }

  /// `arn:…:function:NAME` of `arn:aws:apigateway:…:path/…/functions/arn:…:function:NAME:ALIAS/invocations`.
  private static func function(_ address: String) -> String {
    guard address.hasPrefix("arn:"), let range = address.firstRange(of: "/functions/"),
      address.hasSuffix("/invocations")
    else { return address }
    let name = address[range.upperBound...].dropLast("/invocations".count)
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 7 ? parts.prefix(7).joined(separator: ":") : String(name)
  }

  /// An endpoint group belongs to the accelerator in its ARN.
  mutating func joinAccelerators() {
    var names: [String: String] = [:]
    forEach("aws_globalaccelerator_accelerator") { names[$0.id] = $0.names[0] }
    forEach("aws_globalaccelerator_endpoint_group") { group in
      // An endpoint that is not healthy gets no traffic, as long as another is.
      let endpoints = group["endpoint_configuration"]?.items ?? []
      let healthy = endpoints.filter { $0["health_state"]?.text != "UNHEALTHY" }
      if !healthy.isEmpty, healthy.count < endpoints.count { group["endpoint_configuration"] = .list(healthy) }
      guard let range = group.id.firstRange(of: "/listener/") else { return }
      let accelerator = String(group.id[..<range.lowerBound])
      group.set("accelerator_arn", accelerator)
      group.names = [
        "\(names[accelerator] ?? AWSItemReader.end(of: accelerator)) \(group.text("endpoint_group_region") ?? "")"
      ]
      group.isNamed = true
    }
  }

  /// The endpoints of a firewall are in another part of its answer, which the file names: each is in a zone of its own.
  mutating func joinFirewalls() {
    var firewalls: [String: AWSItem] = [:]
    for item in items where item.type == "aws_networkfirewall_firewall" {
      firewalls["\(item.folder) \(AWSCallTable.fileName(of: item.id))"] = item
    }
    var known: [String: Int] = [:]
    for (index, item) in items.enumerated() where item.type == "aws_vpc_endpoint" { known[item.id] = index }
    for status in items where status.type == "firewall_status" {
      guard let firewall = firewalls["\(status.folder) \(status.text("firewall") ?? "")"] else { continue }
      for (zone, state) in status["sync_states"]?.pairs ?? [] {
        guard let attachment = state["Attachment"], let id = attachment["EndpointId"]?.text else { continue }
        var endpoint = firewall
        endpoint.type = "aws_vpc_endpoint"
        endpoint.id = id
        endpoint.names = [id]
        endpoint.isNamed = false
        endpoint.title = "the endpoint of \(firewall.names[0]) in \(zone)"
        endpoint.attributes = [
          ("vpc_endpoint_type", .text("GatewayLoadBalancer")), ("availability_zone", .text(zone)),
          ("firewall_arn", .text(firewall.id)),
        ]
        if let subnet = attachment["SubnetId"]?.text { endpoint["subnet_ids"] = .list([.text(subnet)]) }
        if let state = attachment["Status"]?.text, state != "READY", state != "SCALING" {
          endpoint.set(AWSItem.notServing, "true")
        }
        if let index = known[id] { items[index].merge(endpoint) } else { items.append(endpoint) }
      }
    }
    removeAll { $0.type == "firewall_status" }
  }

  /// What an environment of Elastic Beanstalk consists of.
  mutating func joinEnvironments() {
    var parts: [String: AWSItem] = [:]
    for item in items where item.type == "beanstalk_resources" { parts["\(item.region ?? "") \(item.id)"] = item }
    forEach("aws_elastic_beanstalk_environment") { environment in
      guard let found = parts["\(environment.region ?? "") \(environment.names[0])"] else { return }
      for key in ["autoscaling_groups", "load_balancers"] { environment[key] = found[key] }
    }
    removeAll { $0.type == "beanstalk_resources" }
  }
}
