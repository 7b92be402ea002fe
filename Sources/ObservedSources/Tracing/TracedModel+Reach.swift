/// Which services a peer may be, by where they and its callers run.
extension TracedModel {
  /// Whether nothing says that a service runs in another environment or cluster than its callers.
  func isReachable(_ service: Int, from scope: TraceScope) -> Bool {
    [TraceScope.Part.environment, .cluster].allSatisfy { part in
      let found = names.scopes[service][part]
      return found.isEmpty || scope[part].isEmpty || found == scope[part]
    }
  }

  func nonempty(_ services: [Int]) -> [Int]? { services.isEmpty ? nil : services }

  /// The one service whose name and namespace are those of a host in a cluster.
  mutating func services(at peer: TracedPeer, _ position: Int) -> [Int]? {
    guard !peer.isMessaging, !peer.isService, let host = peer.address.flatMap({ ClusterHost($0) }) else { return nil }
    let found = (names.byName[host.service] ?? []).filter {
      names.scopes[$0][.namespace] == host.namespace && isReachable($0, from: peer.scope)
    }
    guard found.count == 1 else { return nil }
    byHost.insert(position)
    return found
  }

  /// The words that tell a name apart from the same name elsewhere.
  static func words(for scope: TraceScope) -> [String] {
    [scope[.environment], scope[.cluster]].filter { !$0.isEmpty }
  }
}
