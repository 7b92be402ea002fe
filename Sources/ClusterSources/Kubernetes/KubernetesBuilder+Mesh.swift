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
    var defaults = RouteBackends()
    var others = RouteBackends()
    var conditional: [RouteBackends] = []
    var hasDefault = false
    for key in ["http", "tls", "tcp"] {
      for entry in route.spec?[key]?.items ?? [] {
        let isConditional = !(entry["match"]?.items.isEmpty ?? true)
        // Entries after an entry without a condition are never reached.
        guard isConditional || !hasDefault else { continue }
        if isConditional {
          var part = RouteBackends()
          addDestinations(of: entry, route, services: services, subsets, to: &part)
          others.add(part)
          conditional.append(part)
        } else {
          addDestinations(of: entry, route, services: services, subsets, to: &defaults)
          hasDefault = !defaults.members.isEmpty
        }
      }
    }
    var main = defaults.hasKnown ? defaults : others
    if !defaults.hasKnown { main.add(defaults) }
    relate(route, to: main, "route")
    if defaults.hasKnown {
      for case let outside? in others.members.map(\.outside) { draft.notes.addUnresolved(outside.note) }
      relateConditional(route, to: conditional)
    }
    let gateways = (route.spec?["gateways"]?.items ?? []).compactMap(\.text)
    let outer = gateways.filter { $0 != "mesh" }
    if gateways.isEmpty || gateways.contains("mesh"), main.hasKnown {
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

  /// Relates a route to where its entries with a condition send what they match.
  private mutating func relateConditional(_ route: KubernetesObject, to parts: [RouteBackends]) {
    var calls: [Requirement.Target: StatedCalls] = [:]
    for part in parts {
      for member in part.members where member.outside == nil {
        draft.relate(
          route.id, .uses, member.target, confidence: .referenced, source: "\(route.source) route", at: route.place)
        let own = part.calls ?? StatedCalls()
        calls[member.target] = calls[member.target]?.common(with: own) ?? own
      }
    }
    draft.state(of: route.id) { $0.kind == .uses ? calls[$0.requirement.target] : nil }
  }

  /// Adds where an entry of a route sends what it matches.
  private mutating func addDestinations(
    of entry: SyntaxNode, _ route: KubernetesObject, services: [String],
    _ subsets: [String: [String: KubernetesSelector]], to backends: inout RouteBackends
  ) {
    let namespace = route.namespace ?? "default"
    if entry["route"]?.items.isEmpty == false { backends.note(Self.calls(ofMeshEntry: entry)) }
    for item in entry["route"]?.items ?? [] {
      guard let host = item[path: "destination", "host"]?.text, !host.isEmpty, let weight = Self.weight(item["weight"])
      else { continue }
      guard let service = destination(host, from: namespace) else {
        backends.add(Self.outside(host.lowercased(), namespace, of: route), weight)
        continue
      }
      if let subset = item[path: "destination", "subset"]?.text,
        addSubset(subset, subsets[service]?[subset], of: service, route, to: &backends, weight)
      {
        continue
      }
      // To the Service that it is a route of: to its pods.
      if services.contains(service) {
        addBacking(of: service, to: &backends, weight, of: route)
      } else {
        backends.add(Self.target(service), weight)
      }
    }
  }

  /// A host that the files do not have, as a member of a route.
  private static func outside(_ host: String, _ namespace: String, of route: KubernetesObject)
    -> RouteBackends.Outside
  {
    let note = "\(route.id): a destination names no Service in the files"
    let labels = host.split(separator: ".").map(String.init)
    let isOfCluster = labels.count < 3 && !PublicHost.isPublic(host) || labels.count > 2 && labels[2] == "svc"
    guard isOfCluster, let name = labels.first else {
      let told = ForeignName.quoted(host, or: "a host without a plain name")
      return RouteBackends.Outside(id: "host/\(told)", host: PublicHost.isPublic(host) ? host : nil, note: note)
    }
    let space = labels.count > 1 ? labels[1] : namespace
    return RouteBackends.Outside(
      id: ImportDraft.cleaned(KubernetesObject.id("service", name, in: space)),
      host: "\(name).\(space).svc.cluster.local", note: note)
  }

  /// Adds the pods of a subset.
  ///
  /// - Returns: whether something is known of the subset; if not, it may be any of the Service's pods.
  private mutating func addSubset(
    _ subset: String, _ labels: KubernetesSelector?, of service: String, _ route: KubernetesObject,
    to backends: inout RouteBackends, _ weight: Amount
  ) -> Bool {
    let told = ForeignName.quoted(subset, or: "without a plain name")
    let selector = labels ?? KubernetesSelector([("version", subset)])
    let behind = membership.members(of: service)
    // Each of many subsets looks at all that is behind the Service.
    guard hasRoom(for: behind.count, of: 1) else { return true }
    let members = behind.filter { selector.matches(workloads[$0.workload].labels) }
    let isOff =
      members.isEmpty
      && selected(selector, in: inventory[service]?.namespace ?? "default", by: route).contains {
        absent.contains(workloads[$0].id)
      }
    if labels == nil {
      let isFound = !members.isEmpty || isOff
      draft.notes.addAmbiguous(
        "\(route.id): no DestinationRule in the files says what the subset '\(told)' of \(service) is; "
          + (isFound ? "pods with that 'version' are used" : "any of its pods are assumed"))
      if !isFound { return false }
    }
    if members.count > 1 {
      let group = Group(.any, of: members.map { Group.Member(Requirement($0.target)) })
      backends.add(.group(group), weight)
    } else if let member = members.first {
      backends.add(member.target, weight)
    } else {
      let note = "\(route.id): the subset '\(told)' of \(service) has no pods in the files"
      if isOff {
        draft.notes.addUnresolved(note)
      } else {
        backends.add(RouteBackends.Outside(id: ImportDraft.cleaned("\(service)/\(told)"), note: note), weight)
      }
    }
    return true
  }
}
