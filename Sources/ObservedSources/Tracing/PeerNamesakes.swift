/// Which peers are one, and which only have the same name.
///
/// Two queues of a name are one where a message that was put into the one was taken out of the other.
struct PeerNamesakes {
  private struct Name: Hashable {
    var text: String
    var kind: String
  }

  private struct Host: Hashable {
    var name: Name
    var scope: TraceScope
  }

  private let peers: [TracedPeer]
  /// Per peer another one that is the same and nearer to the first of them; itself for the first.
  private var parents: [Int]
  /// The first peers of each name that are not the same as any other.
  private var firsts: [Name: Set<Int>] = [:]
  /// The first peers that have others that are the same.
  private var united: Set<Int> = []
  /// The words before the id of a peer whose name means others elsewhere.
  private(set) var prefixes: [Int: [String]] = [:]
  /// The names that mean different components in different places, with the parts in which these differ.
  private(set) var keptApart: [(name: String, peers: [Int], parts: [TraceScope.Part])] = []

  /// The peers of some calls, of which those named are components.
  init(_ calls: TracedCalls, named: Set<Int>) {
    peers = calls.peers
    parents = Array(calls.peers.indices)
    let scopes = uniteScopes(named.sorted())
    for (queue, same) in calls.unions where named.contains(queue) {
      if named.contains(same) { unite(queue, same) }
    }
    // A database is its host, whatever else its callers call it.
    var hosts: [Host: Int] = [:]
    for position in named.sorted() where !peers[position].isMessaging {
      guard let address = peers[position].address else { continue }
      let name = Name(text: ClusterHost.plain(address), kind: peers[position].kind)
      let host = Host(name: name, scope: scopes[position] ?? TraceScope())
      if let known = hosts[host] { unite(known, position) } else { hosts[host] = position }
    }
    for (queue, same) in calls.unions {
      united.insert(root(queue))
      united.insert(root(same))
    }
    for position in named { firsts[name(position), default: []].insert(root(position)) }
  }

  private func name(_ position: Int) -> Name { Name(text: peers[position].name, kind: peers[position].kind) }

  /// Unites the peers that callers in different places know by one name, unless what is known of the places differs; the
  /// scopes of those that are kept apart, by position.
  private mutating func uniteScopes(_ named: [Int]) -> [Int: TraceScope] {
    var scopes: [Int: TraceScope] = [:]
    // Without its scope, what callers know is the same.
    func plain(_ position: Int) -> TracedPeer {
      var peer = peers[position]
      peer.scope = TraceScope()
      return peer
    }
    let groups = Dictionary(grouping: named.filter { peers[$0].owner == nil }) { position in
      Name(text: peers[position].address ?? peers[position].name, kind: peers[position].kind)
    }
    for (name, group) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
      var distinct: [TraceScope] = []
      var positions: [TraceScope: Int] = [:]
      for peer in group where positions[peers[peer].scope] == nil {
        positions[peers[peer].scope] = distinct.count
        distinct.append(peers[peer].scope)
      }
      guard distinct.count > 1 else { continue }
      let names = ScopedNames(distinct)
      let words = names.prefixes()
      var firsts: [Int: [TracedPeer: Int]] = [:]
      for peer in group {
        let thing = names.roots[positions[peers[peer].scope]!]
        scopes[peer] = names.scopes[thing]
        prefixes[peer] = words[thing]
        if let known = firsts[thing]?[plain(peer)] {
          unite(known, peer)
        } else {
          firsts[thing, default: [:]][plain(peer)] = peer
        }
      }
      if names.things.count > 1 { keptApart.append((name.text, group, names.differing)) }
    }
    return scopes
  }

  private func root(_ position: Int) -> Int {
    var position = position
    while parents[position] != position { position = parents[position] }
    return position
  }

  private mutating func unite(_ left: Int, _ right: Int) {
    let (first, second) = (root(left), root(right))
    guard first != second else { return }
    // One with a host says more than one that is only known by who names it, and a name more than a host.
    let keepsFirst = rank(first) <= rank(second)
    let (kept, other) = keepsFirst ? (first, second) : (second, first)
    parents[other] = kept
    // Halving the way up keeps it short.
    for start in [left, right] {
      var position = start
      while parents[position] != position {
        parents[position] = parents[parents[position]]
        position = parents[position]
      }
    }
  }

  private func rank(_ position: Int) -> Int {
    let peer = peers[position]
    return peer.owner != nil ? 2 : peer.name == peer.address ? 1 : 0
  }

  /// The peer that stands for all that are the same as this one.
  func first(of position: Int) -> Int { root(position) }

  /// Whether no other has the name.
  func isOnly(_ position: Int) -> Bool { firsts[name(position)]?.count == 1 }

  /// Whether nothing that was observed tells it apart from others: its host is not known, or others of its name are on other
  /// hosts that may belong together.
  func isGuess(_ position: Int) -> Bool {
    let peer = peers[position]
    if peer.isUniversal { return false }
    if peer.isMessaging, !isOnly(position) { return true }
    return peer.isGuess && !united.contains(root(position))
  }
}
