internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// A mesh's own routing: which of the pods behind a Service get its traffic.
extension KubernetesBuilder {
  mutating func addMeshRoutes() {
    var subsets: [String: [String: KubernetesSelector]] = [:]
    for rule in inventory.objects(.meshSubsets) {
      guard let host = rule.spec?["host"]?.text,
        let service = destination(host, from: rule.namespace ?? "default")
      else {
        draft.notes.addUnresolved("\(rule.id): its host names no Service in the files")
        continue
      }
      draft.relate(service, .configuredBy, rule.id, source: "\(rule.source) host", at: rule.place)
      for subset in rule.spec?["subsets"]?.items ?? [] {
        guard let name = subset["name"]?.text else { continue }
        subsets[service, default: [:]][name] = KubernetesSelector(labels: subset["labels"])
      }
    }
    for entry in inventory.objects(.outside) {
      for host in (entry.spec?["hosts"]?.items ?? []).compactMap(\.text) where !host.contains("*") {
        draft.identify(entry.id, as: "host:" + host.lowercased())
      }
    }
    for gateway in inventory.objects(.meshGateway) { addMeshGateway(gateway) }
    for route in inventory.objects(.meshRoute) { addMeshRoute(route, subsets) }
  }

  private mutating func addMeshGateway(_ gateway: KubernetesObject) {
    guard let selector = KubernetesSelector(labels: gateway.spec?["selector"]) else { return }
    let namespaces = [gateway.namespace ?? "default", "istio-system", "istio-ingress"]
    var found: [Int] = []
    for namespace in namespaces where found.isEmpty { found = workloads(selector, in: namespace) }
    guard !found.isEmpty else {
      draft.notes.addUnresolved("\(gateway.id): the workload that its selector names is not in the files")
      return
    }
    draft.relateRedundant(
      gateway.id, of: found.map { Self.target(workloads[$0].id) }, confidence: .referenced,
      source: "\(gateway.source) selector", at: gateway.place)
  }

  private mutating func addMeshRoute(_ route: KubernetesObject, _ subsets: [String: [String: KubernetesSelector]]) {
    let namespace = route.namespace ?? "default"
    let hosts = (route.spec?["hosts"]?.items ?? []).compactMap(\.text)
    let services = hosts.compactMap { destination($0, from: namespace) }
    var defaults: [(target: Requirement.Target, weight: Amount)] = []
    var others: [(target: Requirement.Target, weight: Amount)] = []
    var hasDefault = false
    for key in ["http", "tls", "tcp"] {
      for entry in route.spec?[key]?.items ?? [] {
        let isConditional = !(entry["match"]?.items.isEmpty ?? true)
        // Entries after an entry without a condition are never reached.
        guard isConditional || !hasDefault else { continue }
        let targets = targets(of: entry, route, services: services, subsets)
        if isConditional { others += targets } else { defaults += targets }
        hasDefault = hasDefault || !isConditional && !targets.isEmpty
      }
    }
    let source = "\(route.source) route"
    let main = (hasDefault ? defaults : others).preferred { !isAbsent($0.target) }
    draft.relateRedundant(
      route.id, of: main.map(\.target), weights: main.map(\.weight), confidence: .referenced, source: source,
      at: route.place)
    if hasDefault {
      for other in others {
        draft.relate(route.id, .uses, other.target, confidence: .referenced, source: source, at: route.place)
      }
    }
    let gateways = (route.spec?["gateways"]?.items ?? []).compactMap(\.text)
    let outer = gateways.filter { $0 != "mesh" }
    if gateways.isEmpty || gateways.contains("mesh"), !main.isEmpty {
      for service in services where inventory[service]?.role == .service {
        routesOfService[service, default: []].append(route.id)
      }
    }
    guard !outer.isEmpty else { return }
    let members = outer.map { gateway in
      let parts = gateway.split(separator: "/", maxSplits: 1).map(String.init)
      return Self.target(
        parts.count == 2
          ? gatewayID(parts[1], in: parts[0], .meshGateway) : gatewayID(gateway, in: namespace, .meshGateway))
    }
    if gateways.contains("mesh") {
      for member in members {
        draft.relate(
          route.id, .uses, member, confidence: .referenced, source: "\(route.source) gateways", at: route.place)
      }
    } else {
      draft.relateRedundant(
        route.id, of: members, confidence: .referenced, source: "\(route.source) gateways", at: route.place)
    }
    for host in hosts where !host.contains("*") && destination(host, from: namespace) == nil {
      draft.identify(route.id, as: "host:" + host.lowercased())
    }
  }

  /// Where an entry of a route sends what it matches, by share.
  private mutating func targets(
    of entry: SyntaxNode, _ route: KubernetesObject, services: [String],
    _ subsets: [String: [String: KubernetesSelector]]
  ) -> [(target: Requirement.Target, weight: Amount)] {
    var found: [(target: Requirement.Target, weight: Amount)] = []
    for item in entry["route"]?.items ?? [] {
      guard let host = item[path: "destination", "host"]?.text, let weight = Self.weight(item["weight"]) else {
        continue
      }
      guard let service = destination(host, from: route.namespace ?? "default") else {
        draft.notes.addUnresolved("\(route.id): a destination names no Service in the files")
        continue
      }
      guard let subset = item[path: "destination", "subset"]?.text else {
        // To the Service that it is a route of: to its pods.
        if services.contains(service), let members = membership[service]?.members {
          guard hasRoom(for: members.count, of: 1) else { continue }
          found += members.map { ($0.target, weight) }
        } else if !services.contains(service) {
          found.append((Self.target(service), weight))
        }
        continue
      }
      let labels = subsets[service]?[subset]
      let told = ForeignName.quoted(subset, or: "without a plain name")
      if labels == nil {
        draft.notes.addAmbiguous(
          "\(route.id): no DestinationRule in the files says what the subset '\(told)' of \(service) is; "
            + "pods with that 'version' are used")
      }
      let selector = labels ?? KubernetesSelector([("version", subset)])
      let behind = membership.members(of: service)
      // Each of many subsets looks at all that is behind the Service.
      guard hasRoom(for: behind.count, of: 1) else { continue }
      let members = behind.filter { selector.matches(workloads[$0.workload].labels) }
      if members.isEmpty {
        draft.notes.addUnresolved("\(route.id): the subset '\(told)' of \(service) has no pods in the files")
      }
      if members.count > 1 {
        let group = Group(.any, of: members.map { Group.Member(Requirement($0.target)) })
        found.append((.group(group), weight))
      } else {
        found += members.map { ($0.target, weight) }
      }
    }
    return found
  }
}
