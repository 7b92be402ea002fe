internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The ways in: Ingresses, routes and gateways, and the programs that serve them.
extension KubernetesBuilder {
  /// Adds the routes that may decide where the traffic to a Service goes; before Services are related.
  mutating func addRoutes() {
    for route in inventory.objects(.route) { addRoute(route) }
    for route in inventory.objects(.otherRoute) { addOtherRoute(route) }
    addMeshRoutes()
  }

  mutating func addIngresses() {
    for ingress in inventory.objects(.ingress) { addIngress(ingress) }
    for gateway in inventory.objects(.gateway) { addGateway(gateway) }
    let classes = inventory.objects(.ingressClass)
    guard !classes.isEmpty else { return }
    var programs: [String: [Requirement.Target]] = [:]
    for workload in workloads where !workload.isJob {
      guard let label = workload.labels["app.kubernetes.io/name"] ?? workload.labels["app"] else { continue }
      programs[label, default: []].append(Self.target(workload.id))
    }
    for ingressClass in classes { addController(of: ingressClass, among: programs) }
  }

  // MARK: Routes of the Gateway API

  private mutating func addRoute(_ route: KubernetesObject) {
    let namespace = route.namespace ?? "default"
    var parents: [String] = []
    var gateways: [Requirement.Target] = []
    for parent in route.spec?["parentRefs"]?.items ?? [] {
      guard let name = parent["name"]?.text, !name.isEmpty else { continue }
      let parentNamespace = parent["namespace"]?.text ?? namespace
      if parent["kind"]?.text == "Service" {
        parents.append(KubernetesObject.id("service", name, in: parentNamespace))
      } else {
        gateways.append(Self.target(gatewayID(name, in: parentNamespace, .gateway)))
      }
    }
    guard !draft.isFull else { return }
    var backends = RouteBackends()
    let annotated = Self.annotatedCalls(of: route)
    for rule in route.spec?["rules"]?.items ?? [] {
      let calls = Self.calls(ofRule: rule)
      if rule["backendRefs"]?.items.isEmpty == false { backends.note(calls.isEmpty ? annotated : calls) }
      for backend in rule["backendRefs"]?.items ?? [] {
        guard let name = backend["name"]?.text, !name.isEmpty, let weight = Self.weight(backend["weight"]) else {
          continue
        }
        let kind = backend["kind"]?.text ?? "Service"
        let backendNamespace = backend["namespace"]?.text ?? namespace
        let id = ImportDraft.cleaned(KubernetesObject.id(kind, name, in: backendNamespace))
        if parents.contains(id) {
          addBacking(of: id, to: &backends, weight, of: route)
        } else {
          add(kind, name, in: backendNamespace, to: &backends, weight, of: route)
        }
      }
    }
    relate(route, to: backends, "backendRefs")
    draft.relateRedundant(
      route.id, of: gateways, confidence: .referenced, source: "\(route.source) parentRefs", at: route.place)
    for host in (route.spec?["hostnames"]?.items ?? []).compactMap(\.text) where !host.contains("*") {
      draft.identify(route.id, as: "host:" + host.lowercased())
    }
    // Where no backend is in the files the Service keeps its own pods.
    if backends.hasKnown { for parent in parents { routesOfService[parent, default: []].append(route.id) } }
  }

  /// The share of the traffic that a destination gets; `nil` where it gets none, 1 where nothing is stated.
  static func weight(_ node: SyntaxNode?) -> Amount? {
    guard let text = node?.text else { return .one }
    guard let weight = Int32(text) else { return .one }
    return weight > 0 ? Amount(min(weight, 1_000_000)) : nil
  }

  /// The id of a gateway of one of the two sorts.
  func gatewayID(_ name: String, in namespace: String, _ role: KubernetesKind.Role) -> String {
    let id = ImportDraft.cleaned(KubernetesObject.id("gateway", name, in: namespace))
    if let found = inventory[id], found.role != role {
      let group = role == .gateway ? "gateway.networking.k8s.io" : "networking.istio.io"
      return ImportDraft.cleaned(KubernetesObject.id("gateway.\(group)", name, in: namespace))
    }
    return id
  }

  private mutating func addGateway(_ gateway: KubernetesObject) {
    let namespace = gateway.namespace ?? "default"
    if let name = gateway.spec?["gatewayClassName"]?.text, !name.isEmpty {
      draft.relate(
        gateway.id, .needs, KubernetesObject.id("gatewayclass", name, in: nil),
        source: "\(gateway.source) gatewayClassName", at: gateway.place)
    }
    for listener in gateway.spec?["listeners"]?.items ?? [] {
      for reference in listener[path: "tls", "certificateRefs"]?.items ?? [] {
        addCertificate(
          reference["name"]?.text, in: reference["namespace"]?.text ?? namespace, for: gateway, listener.place)
      }
    }
    let selector = KubernetesSelector([("gateway.networking.k8s.io/gateway-name", gateway.name)])
    draft.relateRedundant(
      gateway.id, of: workloads(selector, in: namespace).map { Self.target(workloads[$0].id) },
      confidence: .referenced, source: "\(gateway.source): its workload", at: gateway.place)
  }

  // MARK: Ingresses

  private mutating func addIngress(_ ingress: KubernetesObject) {
    let namespace = ingress.namespace ?? "default"
    let spec = ingress.spec
    var backends = RouteBackends()
    func note(_ backend: SyntaxNode?) {
      if let name = backend?[path: "service", "name"]?.text ?? backend?["serviceName"]?.text {
        add("service", name, in: namespace, to: &backends, of: ingress)
      } else if let resource = backend?["resource"], let name = resource["name"]?.text,
        let kind = resource["kind"]?.text
      {
        add(kind, name, in: namespace, to: &backends, of: ingress)
      }
    }
    backends.note(Self.annotatedCalls(of: ingress))
    note(spec?["defaultBackend"] ?? spec?["backend"])
    for rule in spec?["rules"]?.items ?? [] {
      if let host = rule["host"]?.text, !host.contains("*") {
        draft.identify(ingress.id, as: "host:" + host.lowercased())
      }
      for path in rule[path: "http", "paths"]?.items ?? [] { note(path["backend"]) }
    }
    // Each path needs its own backend: what is left of the others still works.
    relate(ingress, to: backends, "backends")
    for certificate in spec?["tls"]?.items ?? [] {
      addCertificate(certificate["secretName"]?.text, in: namespace, for: ingress, certificate.place)
    }
    if let name = spec?["ingressClassName"]?.text ?? ingress.annotation("kubernetes.io/ingress.class"), !name.isEmpty {
      draft.relate(
        ingress.id, .needs, KubernetesObject.id("ingressclass", name, in: nil),
        source: "\(ingress.source) ingressClassName", at: ingress.place)
    }
  }

  private mutating func addCertificate(
    _ secret: String?, in namespace: String, for object: KubernetesObject, _ place: Place
  ) {
    guard let secret, !secret.isEmpty else { return }
    let id = KubernetesObject.id("secret", secret, in: namespace)
    draft.relate(object.id, .startNeeds, id, source: "\(object.source) tls", at: place)
    draft.relate(object.id, .configuredBy, id, source: "\(object.source) tls", at: place)
  }

  /// The program that serves a class, where it is one that is known and is in the files.
  private mutating func addController(
    of ingressClass: KubernetesObject, among programs: [String: [Requirement.Target]]
  ) {
    let controller = ingressClass.spec?["controller"]?.text ?? ingressClass.spec?["controllerName"]?.text
    guard let label = KubernetesKind.ingressControllers.first(where: { $0.controller == controller })?.label else {
      draft.notes.remark("\(ingressClass.id): it is not known which workload serves it")
      return
    }
    let members = programs[label] ?? []
    if members.isEmpty { draft.notes.remark("\(ingressClass.id): no workload labelled '\(label)' is in the files") }
    draft.relateRedundant(
      ingressClass.id, of: members, confidence: .inferred, source: "\(ingressClass.source) controller",
      at: ingressClass.place)
  }
}
