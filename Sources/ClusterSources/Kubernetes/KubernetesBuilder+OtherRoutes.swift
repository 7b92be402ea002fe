internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Routes of OpenShift, Traefik and Contour, and services of Traefik: all name Services, some with weights.
extension KubernetesBuilder {
  mutating func addOtherRoute(_ route: KubernetesObject) {
    for host in Self.hostNames(ofRoute: route) { draft.identify(route.id, as: "host:" + host) }
    var backends = RouteBackends()
    for entry in (route.spec?["routes"]?.items ?? []) where entry["services"]?.items.isEmpty == false {
      backends.note(calls(ofEntry: entry, route))
    }
    let annotated = Self.annotatedCalls(of: route)
    if !annotated.isEmpty { backends.note(annotated) }
    for backend in Self.backends(of: route) {
      guard let name = backend["name"]?.text, !name.isEmpty, let weight = Self.weight(backend["weight"]) else {
        continue
      }
      let kind = backend["kind"]?.text ?? "Service"
      // `api@internal` is Traefik itself.
      if kind == "TraefikService", name.hasSuffix("@internal") { continue }
      add(kind, name, in: backend["namespace"]?.text ?? route.namespace, to: &backends, weight, of: route)
    }
    relate(route, to: backends, "backends")
    for include in route.spec?["includes"]?.items ?? [] {
      guard let name = include["name"]?.text, !name.isEmpty else { continue }
      let id = KubernetesObject.id("httpproxy", name, in: include["namespace"]?.text ?? route.namespace)
      draft.relate(route.id, .uses, id, source: "\(route.source) includes", at: include.place)
    }
  }

  /// What a route sends its traffic to.
  private static func backends(of route: KubernetesObject) -> [SyntaxNode] {
    let spec = route.spec
    var found = [spec?["to"]].compactMap { $0 } + (spec?["alternateBackends"]?.items ?? [])
    for entry in (spec?["routes"]?.items ?? []) + [spec?["tcpproxy"]].compactMap({ $0 }) {
      found += entry["services"]?.items ?? []
    }
    // A service of Traefik splits requests, hands them on and copies them, or keeps clients with one of several.
    for key in ["weighted", "highestRandomWeight"] { found += spec?[key]?["services"]?.items ?? [] }
    if let main = spec?["mirroring"] { found.append(main) }
    // What requests are only copied to answers nobody.
    return found.filter { $0["mirror"]?.bool != true }
  }

  /// The hosts that a route answers for.
  static func hostNames(ofRoute route: KubernetesObject) -> [String] {
    var found = [route.spec?["host"]?.text, route.spec?[path: "virtualhost", "fqdn"]?.text].compactMap { $0 }
    for entry in route.spec?["routes"]?.items ?? [] {
      guard let match = entry["match"]?.text, match.utf8.count < 4_000 else { continue }
      // Host(`a`, `b`) && PathPrefix(`/x`)
      for part in match.components(between: "Host(", and: ")") + match.components(between: "HostSNI(", and: ")") {
        found += part.split(separator: ",").map { $0.filter { !"`\"' ".contains($0) } }
      }
    }
    return found.map { $0.lowercased() }.filter { !$0.isEmpty && !$0.contains("*") && !$0.contains("$") }
  }
}

extension String {
  /// The texts between two signs.
  fileprivate func components(between start: String, and end: Character) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: start) {
      rest = rest[range.upperBound...]
      found.append(String(rest.prefix { $0 != end }))
    }
    return found
  }
}
