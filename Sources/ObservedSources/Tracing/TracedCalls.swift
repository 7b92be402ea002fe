internal import SourceReading

/// The calls between services and their counts: all that is kept of the spans, and what lists of dependencies say.
struct TracedCalls {
  /// How often.
  struct Tally {
    /// The position of the file.
    var file: Int
    /// Calls that were waited for.
    var calls = 0
    /// Messages and other work that was not waited for.
    var messages = 0
    /// The calls of both that failed.
    var failed = 0
  }

  /// A service, as its spans name it.
  struct Service: Hashable {
    var name: String
    var scope = TraceScope()
  }

  /// All calls from one service to another.
  struct Edge {
    var caller: Int
    var callee: Int
    /// Where the first was read.
    var origin: Origin
    /// By file, in the order read.
    var tallies: [Tally] = []

    mutating func add(_ calls: Tally) {
      // Files are read one after the other, so the one that is meant is one of the last.
      if let index = tallies.lastIndex(where: { $0.file == calls.file }) {
        tallies[index].calls += calls.calls
        tallies[index].messages += calls.messages
        tallies[index].failed += calls.failed
      } else {
        tallies.append(calls)
      }
    }

    /// The same, none of which was waited for.
    var ofMessages: Edge {
      var edge = self
      edge.tallies = tallies.map(\.asMessages)
      return edge
    }
  }

  private struct Pair: Hashable {
    var caller: Int
    var callee: Int
  }

  /// A list of edges in which each is found by its ends.
  struct Edges {
    private(set) var all: [Edge] = []
    private var positions: [Pair: Int] = [:]

    mutating func add(_ caller: Int, _ callee: Int, _ calls: Tally, at origin: Origin) {
      let pair = Pair(caller: caller, callee: callee)
      if let position = positions[pair] {
        all[position].add(calls)
      } else {
        positions[pair] = all.count
        var edge = Edge(caller: caller, callee: callee, origin: origin)
        edge.add(calls)
        all.append(edge)
      }
    }

    /// Whether there is a call from one to the other.
    func contains(_ caller: Int, _ callee: Int) -> Bool { positions[Pair(caller: caller, callee: callee)] != nil }
  }

  private(set) var services: [Service] = []
  /// Where each was first named.
  private(set) var serviceOrigins: [Origin] = []
  /// How the name of each was written first, and the services whose names were also written in another way: only in
  /// characters that Unicode treats as equal, or in control characters.
  private var writtenNames: [String] = []
  private(set) var respelled: Set<Int> = []
  /// Where the instances of each run, as far as resources state it; those that state nothing as well.
  private(set) var placements: [Int: Set<TracePlacement>] = [:]
  private var servicePositions: [Service: Int] = [:]
  private(set) var peers: [TracedPeer] = []
  private var peerPositions: [TracedPeer: Int] = [:]
  /// Calls between services, by their positions.
  private(set) var calls = Edges()
  /// Calls from a service to a peer that no span reports.
  private(set) var peerCalls = Edges()
  /// Calls from a peer to a service, the peer as the caller.
  private(set) var callersOnly = Edges()
  /// The services that answered those who called a peer.
  private(set) var answerers: [Int: Set<Int>] = [:]

  /// Queues that are one, because what was put into the one was taken out of the other.
  private(set) var unions: [(queue: Int, same: Int)] = []
  private var knownUnions: Set<Pair> = []

  private var lastPlaced: (service: Int, place: TracePlacement) = (-1, TracePlacement())

  /// How many places of one service are remembered.
  private static let placementLimit = 1_000

  /// Notes where an instance of a service runs.
  mutating func note(_ service: Int, runsIn place: TracePlacement) {
    // The same as of the span before, mostly.
    guard service != lastPlaced.service || place != lastPlaced.place else { return }
    lastPlaced = (service, place)
    guard placements[service]?.contains(place) != true, (placements[service]?.count ?? 0) < Self.placementLimit else {
      return
    }
    placements[service, default: []].insert(place)
  }

  /// The position of a service.
  ///
  /// - Parameters:
  ///   - service: the service.
  ///   - name: its name as written.
  ///   - origin: where it is named.
  mutating func service(_ service: Service, written name: String, at origin: Origin) -> Int {
    if let position = servicePositions[service] {
      if !writtenNames[position].utf8.elementsEqual(name.utf8), ImportDraft.withoutControls(name) == service.name {
        respelled.insert(position)
      }
      return position
    }
    servicePositions[service] = services.count
    services.append(service)
    writtenNames.append(name)
    serviceOrigins.append(origin)
    return services.count - 1
  }

  /// The position of a peer.
  mutating func peer(_ peer: TracedPeer) -> Int {
    if let position = peerPositions[peer] { return position }
    peerPositions[peer] = peers.count
    peers.append(peer)
    return peers.count - 1
  }

  mutating func addCall(_ caller: Int, _ callee: Int, _ calls: Tally, at origin: Origin) {
    self.calls.add(caller, callee, calls, at: origin)
  }

  mutating func addCall(_ caller: Int, ofPeer peer: Int, _ calls: Tally, at origin: Origin) {
    peerCalls.add(caller, peer, calls, at: origin)
  }

  mutating func addCall(fromPeer peer: Int, _ callee: Int, _ calls: Tally, at origin: Origin) {
    callersOnly.add(peer, callee, calls, at: origin)
  }

  /// Notes that a message went from one queue to the other, as their clients name them; whether they are the same.
  ///
  /// Both ends of a message name the same queue, unless the broker passes messages on from one to another.
  mutating func unite(_ queue: Int, _ other: Int) -> Bool {
    guard queue != other else { return true }
    guard peers[queue].name == peers[other].name else { return false }
    let pair = Pair(caller: min(queue, other), callee: max(queue, other))
    if knownUnions.insert(pair).inserted { unions.append((pair.caller, pair.callee)) }
    return true
  }

  /// Notes that a service answered to a name.
  mutating func note(_ service: Int, answers peer: Int) { answerers[peer, default: []].insert(service) }
}
