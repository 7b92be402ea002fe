extension AddressCandidate {
  /// What a server is in a pool of a proxy.
  package enum PoolRole: Sendable {
    /// It answers.
    case usual
    /// It answers if none of the usual servers does.
    case backup
    /// It is turned off.
    case off
  }
}

/// The names of pools of servers, which are no hosts although they are where hosts are expected.
extension AddressText {
  /// The names of the pools that the configuration of a proxy states, in small letters; see `withoutPools`.
  package static func poolNames(in text: String) -> Set<String> { ProxyText.names(in: text) }

  /// Candidates of a text without those that are names of pools, which another file of the same proxy states.
  package static func withoutPools(
    _ candidates: [AddressCandidate], in text: String, _ names: Set<String>
  ) -> [AddressCandidate] {
    guard !names.isEmpty, ProxyText.isNginx(text) else { return candidates }
    return candidates.filter { $0.poolRole != nil || $0.port != nil || !names.contains($0.host) }
  }
}
