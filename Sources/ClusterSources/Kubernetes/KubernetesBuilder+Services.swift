internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Services, and what is behind them.
extension KubernetesBuilder {
  /// An address behind a Service, as the cluster saw it.
  struct Endpoint {
    var address: String
    var pod: String?
    var node: String?
    var zone: String?
    var isReady: Bool
    var source: String
    var place: Place
  }

  // MARK: Endpoints

  /// Reads the endpoints that the cluster saw, and adds pods that only they speak of.
  mutating func collectEndpoints() {
    for object in inventory.objects {
      switch object.role {
      case .endpointSlice:
        guard let service = object.labels["kubernetes.io/service-name"] else {
          draft.notes.skip(object.kind, because: "names no Service")
          continue
        }
        add(Self.endpoints(ofSlice: object), to: service, in: object.namespace)
      case .endpoints: add(Self.endpoints(of: object), to: object.name, in: object.namespace)
      default: continue
      }
      draft.notes.understand(of: object.kind)
    }
    for service in inventory.objects(.service) { addPods(behind: service) }
  }

  private mutating func add(_ found: [Endpoint], to service: String, in namespace: String?) {
    let id = ImportDraft.cleaned(KubernetesObject.id("service", service, in: namespace))
    endpoints[id, default: []] += found
  }

  private static func endpoints(ofSlice object: KubernetesObject) -> [Endpoint] {
    (object.node["endpoints"]?.items ?? []).flatMap { item in
      let pod = item[path: "targetRef", "kind"]?.text == "Pod" ? item[path: "targetRef", "name"]?.text : nil
      let zone = item["zone"]?.text ?? item[path: "topology", "topology.kubernetes.io/zone"]?.text
      let node = item["nodeName"]?.text ?? item[path: "topology", "kubernetes.io/hostname"]?.text
      // The addresses of one endpoint are all of the same pod: the first will do.
      return (item["addresses"]?.items ?? []).prefix(1).compactMap(\.text).map {
        Endpoint(
          address: $0, pod: pod, node: node, zone: zone,
          isReady: item[path: "conditions", "ready"]?.bool != false
            && item[path: "conditions", "terminating"]?.bool != true,
          source: object.source, place: item.place)
      }
    }
  }

  private static func endpoints(of object: KubernetesObject) -> [Endpoint] {
    (object.node["subsets"]?.items ?? []).flatMap { subset in
      [("addresses", true), ("notReadyAddresses", false)].flatMap { key, isReady in
        (subset[key]?.items ?? []).compactMap { item -> Endpoint? in
          guard let address = item["ip"]?.text ?? item["hostname"]?.text else { return nil }
          let pod = item[path: "targetRef", "kind"]?.text == "Pod" ? item[path: "targetRef", "name"]?.text : nil
          return Endpoint(
            address: address, pod: pod, node: item["nodeName"]?.text, zone: nil, isReady: isReady,
            source: object.source,
            place: item.place)
        }
      }
    }
  }

  /// Adds the pods behind a Service that were not dumped themselves.
  private mutating func addPods(behind service: KubernetesObject) {
    guard let behind = endpoints[service.id], behind.contains(where: { $0.pod?.isEmpty == false }) else { return }
    let namespace = service.namespace ?? "default"
    let owners = ownersByName(of: service, in: namespace)
    for endpoint in behind where !draft.isFull {
      guard let name = endpoint.pod, !name.isEmpty else { continue }
      let id = ImportDraft.cleaned(KubernetesObject.id("pod", name, in: namespace))
      if let pod = podByID[id] {
        // A pod in the files states its node, but for a pod that was written by hand.
        if pods[pod].podSpec?["nodeName"]?.text?.isEmpty ?? true, draft[id]?.domains.isEmpty == true {
          place(id, endpoint)
        }
      } else if !draft.contains(id) {
        if let owner = Self.owner(of: name, among: owners) {
          if let pod = addPod(name, of: owner, confidence: .observed, source: endpoint.source, at: endpoint.place) {
            pods[pod].isReady = endpoint.isReady
          }
        } else {
          draft.add(id, kind: "k8s/pod", source: endpoint.source, at: endpoint.place)
          let labels = KubernetesSelector.labels(of: service.spec?["selector"])
          podByID[id] = pods.count
          pods.append(
            KubernetesPod(
              id: id, name: name, namespace: namespace, labels: labels, podSpec: nil, isReady: endpoint.isReady,
              source: endpoint.source, place: endpoint.place, confidence: .observed))
          add(
            KubernetesWorkload(
              id: id, kind: "Pod", namespace: namespace, name: name, labels: labels, podSpec: nil, replicas: nil,
              source: endpoint.source, place: endpoint.place))
        }
        place(id, endpoint)
      }
    }
  }

  /// The workloads that a Service selects, by name.
  private mutating func ownersByName(of service: KubernetesObject, in namespace: String) -> [String: Int] {
    guard let selector = KubernetesSelector(labels: service.spec?["selector"]) else { return [:] }
    let key = SelectedBy(service, selector)
    if let known = ownersBySelector[key] { return known }
    var found: [String: Int] = [:]
    for position in workloads(selector, in: namespace) where found[workloads[position].name] == nil {
      found[workloads[position].name] = position
    }
    ownersBySelector[key] = found
    return found
  }

  /// The workload that a pod's name starts with, the longest such: what is added to the names of pods has few dashes.
  private static func owner(of pod: String, among owners: [String: Int]) -> Int? {
    var rest = pod[...]
    for _ in 0..<200 {
      guard let dash = rest.lastIndex(of: "-") else { return nil }
      rest = rest[..<dash]
      if let found = owners[String(rest)] { return found }
    }
    return nil
  }

  /// Puts what is behind an endpoint onto its node, or else into its zone.
  private mutating func place(_ id: String, _ endpoint: Endpoint) {
    if let node = endpoint.node, !node.isEmpty {
      put(id, onNode: node, source: endpoint.source, at: endpoint.place)
      let nodeID = KubernetesObject.id("node", node, in: nil)
      if let zone = endpoint.zone, inventory[nodeID] == nil {
        require(nodeID, zones: [zone], confidence: .observed, source: endpoint.source, at: endpoint.place)
      }
    } else if let zone = endpoint.zone {
      require(id, zones: [zone], confidence: .observed, source: endpoint.source, at: endpoint.place)
    }
  }

  // MARK: Services

  mutating func relateServices() {
    for service in inventory.objects(.service) where !draft.isFull {
      let namespace = service.namespace ?? "default"
      draft.identify(service.id, as: "host:\(service.name).\(namespace).svc.cluster.local".lowercased())
      for ingress in service.node[path: "status", "loadBalancer", "ingress"]?.items ?? [] {
        if let host = ingress["hostname"]?.text { draft.identify(service.id, as: "host:" + host.lowercased()) }
      }
      identify(service)
      noteLocality(of: service)
      if let routes = routesOfService[service.id] {
        for route in routes {
          draft.relate(
            service.id, .needs, route, source: "\(inventory[route]?.source ?? route) hosts", at: service.place)
        }
        continue
      }
      if service.spec?["type"]?.text == "ExternalName" {
        addExternalName(of: service)
      } else if service.spec?["selector"]?.pairs.isEmpty ?? true {
        addAddresses(of: service)
      } else if let list = membership[service.id] {
        draft.relateRedundant(
          service.id, of: list.sharedID.map { [Self.target($0)] } ?? list.targets,
          confidence: endpoints[service.id] == nil ? .referenced : .observed, source: "\(service.source) selector",
          at: service.place)
      } else {
        draft.notes.addUnresolved("\(service.id): its selector matches nothing in the files")
      }
    }
  }

  // MARK: Readiness

  /// Whether a Service also names the pods that are not ready.
  static func publishesAll(_ service: KubernetesObject) -> Bool {
    service.spec?["publishNotReadyAddresses"]?.bool == true
      || service.annotation("service.alpha.kubernetes.io/tolerate-unready-endpoints") == "true"
  }

  /// Whether the cluster saw the endpoints of a Service, and none of them serves.
  func isDown(_ service: KubernetesObject) -> Bool {
    guard let known = endpoints[service.id] else { return false }
    return !known.contains(where: \.isReady) && (known.isEmpty || !Self.publishesAll(service))
  }

  /// Says that a Service has no endpoint that serves: it is down now.
  mutating func noteDown(_ service: KubernetesObject) {
    absent.insert(service.id)
    note(service.id, under: "has no ready endpoints: it is down now, and so is what needs it")
    draft.update(service.id) { $0.unavailability = Unavailability(low: 1, high: 1) }
  }

  /// The workload that a trace would call by a Service's name: the only one of that name behind it, else the Service.
  private mutating func identify(_ service: KubernetesObject) {
    let members = membership.members(of: service.id)
    let isAlone = members.count == 1 && workloads[members[0].workload].name == service.name
    let id = isAlone ? workloads[members[0].workload].id : service.id
    draft.identify(id, as: "service:" + service.name)
    draft.identify(id, as: "service:\(service.name).\(service.namespace ?? "default")")
  }

  /// Workloads that no Service is called like are known by their own names.
  mutating func identifyWorkloads() {
    for workload in workloads {
      guard inventory[KubernetesObject.id("service", workload.name, in: workload.namespace)]?.role != .service else {
        continue
      }
      draft.identify(workload.id, as: "service:" + workload.name)
      draft.identify(workload.id, as: "service:\(workload.name).\(workload.namespace)")
    }
  }

  /// Traffic that only goes to the pods of one node is lost where that node has none; a wish to stay near is none.
  private mutating func noteLocality(of service: KubernetesObject) {
    guard membership[service.id] != nil else { return }
    if service.spec?["internalTrafficPolicy"]?.text == "Local" {
      note(
        service.id,
        under: "answers only from the caller's own node, but the model assumes that a pod on any node can answer")
    }
    if service.spec?["externalTrafficPolicy"]?.text == "Local" {
      note(
        service.id,
        under: "takes traffic from outside only on nodes with one of its pods, but the model assumes that any node can")
    }
  }

  /// Relates a Service that is another name, or what stands for what is behind it, to the host.
  mutating func addExternalName(of service: KubernetesObject, for owner: String? = nil) {
    let owner = owner ?? service.id
    // A user and a password have no place in a name of DNS, but may be put there by mistake.
    guard let text = service.spec?["externalName"]?.text, let name = text.split(separator: "@").last else { return }
    let host = name.lowercased()
    let source = "\(service.source) externalName"
    if let target = destination(host, from: service.namespace ?? "default") {
      draft.relate(owner, .needs, target, source: source, at: service.place)
    } else {
      let id = addExternal(host, source: source, at: service.place)
      draft.relate(owner, .needs, id, source: source, at: service.place)
    }
  }

  /// Relates a Service whose addresses are kept elsewhere, or what stands for what is behind it, to these.
  mutating func addAddresses(of service: KubernetesObject, for owner: String? = nil) {
    let namespace = service.namespace ?? "default"
    var members: [Requirement.Target] = []
    let known = endpoints[service.id] ?? []
    // Where none is ready, all are named, and the Service is down now.
    let isDown = isDown(service)
    if isDown { noteDown(service) }
    for endpoint in known where endpoint.isReady || isDown || Self.publishesAll(service) {
      if let pod = endpoint.pod {
        members.append(Self.target(KubernetesObject.id("pod", pod, in: namespace)))
        continue
      }
      let id = "\(namespace)/address/\(endpoint.address)"
      draft.add(id, kind: "external", source: endpoint.source, at: endpoint.place)
      place(ImportDraft.cleaned(id), endpoint)
      members.append(Self.target(id))
    }
    if members.isEmpty, !isDown {
      note(service.id, under: "has no selector and no endpoints in the files, so what is behind it is not known")
    }
    draft.relateRedundant(
      owner ?? service.id, of: members, confidence: .observed, source: "\(service.source) endpoints",
      at: service.place)
  }
}
