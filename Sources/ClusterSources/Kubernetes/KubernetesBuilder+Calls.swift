internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// How routes and Services call what is behind them, as far as objects state it: how long they wait for an answer, and how
/// often they ask again.
extension KubernetesBuilder {
  /// States how a route calls its backends, once it is related to them.
  mutating func state(_ calls: StatedCalls, of owner: String, from sources: [String]) {
    let sources = Set(sources.map(ImportDraft.cleaned))
    draft.state(calls, of: owner) { $0.requirement.source.map(sources.contains) ?? false }
  }

  /// The time of a text, and the number of another; zero often means that there is no limit.
  private static func calls(retries: SyntaxNode?, timeouts: SyntaxNode?..., unit: String? = nil) -> StatedCalls {
    let timeout = timeouts.lazy.compactMap { $0?.text }.compactMap { ForeignDuration.read($0, unit: unit) }.first
    return StatedCalls(retries: retries?.int, timeout: timeout)
  }

  // MARK: Routes

  /// What an entry of a route of the mesh states. The time of one try comes before that of all of them.
  static func calls(ofMeshEntry entry: SyntaxNode) -> StatedCalls {
    calls(
      retries: entry[path: "retries", "attempts"], timeouts: entry[path: "retries", "perTryTimeout"], entry["timeout"])
  }

  /// What a rule of a route of the Gateway API states.
  static func calls(ofRule rule: SyntaxNode) -> StatedCalls {
    calls(
      retries: rule[path: "retry", "attempts"], timeouts: rule[path: "timeouts", "backendRequest"],
      rule[path: "timeouts", "request"])
  }

  /// What an entry of a route of Contour or Traefik states.
  func calls(ofEntry entry: SyntaxNode, _ route: KubernetesObject) -> StatedCalls {
    let policy = entry["retryPolicy"]
    let transports = (entry["services"]?.items ?? []).map { transportTime($0["serversTransport"]?.text, for: route) }
    // One time for all of its services.
    let transport = Set(transports).count == 1 ? transports[0] : nil
    let stated = Self.calls(
      retries: policy?["count"], timeouts: policy?["perTryTimeout"], entry[path: "timeoutPolicy", "response"])
    return StatedCalls(retries: stated.retries, timeout: stated.timeout ?? transport)
  }

  /// How long Traefik waits for an answer by the transport of a service.
  private func transportTime(_ name: String?, for route: KubernetesObject) -> Duration? {
    guard let name, !name.isEmpty,
      let transport = inventory[ImportDraft.cleaned(KubernetesObject.id("serverstransport", name, in: route.namespace))]
    else { return nil }
    let time = transport.spec?[path: "forwardingTimeouts", "responseHeaderTimeout"]
    return Self.calls(retries: nil, timeouts: time, unit: "s").timeout
  }

  // MARK: Annotations

  /// The annotations with the time of a call, the one that counts most first, and the unit of a number without one.
  private static let timeAnnotations: [(key: String, unit: String?)] = [
    ("nginx.ingress.kubernetes.io/proxy-read-timeout", "s"), ("nginx.org/proxy-read-timeout", "s"),
    ("haproxy.router.openshift.io/timeout", "ms"), ("haproxy-ingress.github.io/timeout-server", "ms"),
    ("haproxy.org/timeout-server", "ms"), ("projectcontour.io/per-try-timeout", nil),
    ("projectcontour.io/response-timeout", nil), ("retry.linkerd.io/timeout", nil),
    ("timeout.linkerd.io/response", nil), ("timeout.linkerd.io/request", nil),
  ]

  /// The annotations with the number of tries in all, and those that switch them off.
  private static let tryAnnotations: [(key: String, off: String)] = [
    ("nginx.ingress.kubernetes.io/proxy-next-upstream-tries", "nginx.ingress.kubernetes.io/proxy-next-upstream"),
    ("nginx.org/proxy-next-upstream-tries", "nginx.org/proxy-next-upstream"),
  ]

  /// The annotations with the number of retries, and those of which one must say what is tried again.
  private static let retryAnnotations: [(key: String, on: [String])] = [
    ("projectcontour.io/num-retries", ["projectcontour.io/retry-on"]),
    ("retry.linkerd.io/limit", ["retry.linkerd.io/http", "retry.linkerd.io/grpc"]),
  ]

  /// What the annotations of an object say to the program that serves it.
  static func annotatedCalls(of object: KubernetesObject) -> StatedCalls {
    let times = timeAnnotations.lazy.compactMap { key, unit in
      object.annotation(key).flatMap { ForeignDuration.read($0, unit: unit) }
    }
    let timeout = times.first ?? balancerTime(of: object)
    for (key, off) in tryAnnotations where object.annotation(off) != "off" {
      if let tries = object.annotation(key).flatMap({ Int($0) }) { return StatedCalls(tries: tries, timeout: timeout) }
    }
    for (key, on) in retryAnnotations where on.contains(where: { object.annotation($0) != nil }) {
      if let retries = object.annotation(key).flatMap({ Int($0) }) {
        return StatedCalls(retries: retries, timeout: timeout)
      }
    }
    return StatedCalls(timeout: timeout)
  }

  /// The time that an annotation sets in a list of attributes of a load balancer of Amazon.
  private static func balancerTime(of object: KubernetesObject) -> Duration? {
    guard let list = object.annotation("alb.ingress.kubernetes.io/load-balancer-attributes"), list.utf8.count < 4_000
    else { return nil }
    let start = "idle_timeout.timeout_seconds="
    return list.split(separator: ",").map { $0.drop { $0 == " " } }.first { $0.hasPrefix(start) }
      .flatMap { ForeignDuration.read($0.dropFirst(start.count), unit: "s") }
  }

  // MARK: Services

  /// States how Services call what is behind them: by their annotations, or by the profile that Linkerd has of them.
  mutating func stateServiceCalls() {
    var profiles: [String: StatedCalls] = [:]
    for profile in inventory.objects(.callSettings) where profile.kind == "ServiceProfile" {
      guard let service = destination(profile.name, from: profile.namespace ?? "default") else {
        draft.notes.addUnresolved("\(profile.id): its name is that of no Service in the files")
        continue
      }
      // What all of its routes say alike.
      let routes = (profile.spec?["routes"]?.items ?? []).map { Self.calls(retries: nil, timeouts: $0["timeout"]) }
      guard let first = routes.first else { continue }
      profiles[service] = routes.reduce(first) { $0.common(with: $1) }
    }
    for settings in inventory.objects(.callSettings) { draft.notes.understand(of: settings.kind) }
    let parts = ["selector", "endpoints", "externalName"]
    for service in inventory.objects(.service) {
      let annotated = Self.annotatedCalls(of: service)
      let calls = annotated.isEmpty ? profiles[service.id] ?? annotated : annotated
      guard !calls.isEmpty else { continue }
      let routes = (routesOfService[service.id] ?? []).map { "\(inventory[$0]?.source ?? $0) hosts" }
      state(calls, of: service.id, from: parts.map { "\(service.source) \($0)" } + routes)
    }
  }
}
