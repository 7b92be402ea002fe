internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes a model of the calls that were seen: services, what they call, and what answers without spans of its own.
struct TracedModel {
  /// How many files a source text names.
  private static let namedFiles = 2

  private let calls: TracedCalls
  private let files: [SourceFile]
  private var draft = ImportDraft()
  /// The ids of the services and of the peers, by position; a peer that a service answered has that one's.
  private var serviceIDs: [String] = []
  private var peerIDs: [String?] = []
  /// The ids of components that are kept apart by a guess only.
  private var guesses: Set<String> = []
  /// The places of what was read, by file and offset.
  private var places: [Int: [Int: Place]] = [:]

  init(_ calls: TracedCalls, files: [SourceFile]) {
    self.calls = calls
    self.files = files
    draft.budget = ExpansionBudget(files)
  }

  /// The draft of the model, its notes only about what calls say.
  mutating func make() -> ImportDraft {
    findPlaces()
    addServices()
    addPeers()
    addCalls()
    return draft
  }

  // MARK: Components

  private mutating func addServices() {
    // A name that is in two namespaces is two services.
    let namespaces = Dictionary(grouping: calls.services.indices) { calls.services[$0].name }
    serviceIDs = calls.services.indices.map { position in
      let service = calls.services[position]
      guard namespaces[service.name]!.count > 1, !service.namespace.isEmpty else { return service.name }
      return ImportDraft.cleaned("\(service.namespace)/\(service.name)")
    }
    for position in calls.services.indices.sorted(by: { serviceIDs[$0] < serviceIDs[$1] }) {
      let origin = calls.serviceOrigins[position]
      let id = serviceIDs[position]
      draft.add(
        id, kind: "service", source: "\(fileName(origin.file)): service \(calls.services[position].name)",
        at: place(origin))
      draft.identify(id, as: "service:\(calls.services[position].name)")
      if id.hasPrefix("unknown_service") {
        draft.notes.remark(
          "\(id) is the default name of programs without a name of their own: it may be several services")
      }
    }
  }

  private mutating func addPeers() {
    let byName = Dictionary(grouping: calls.services.indices) { calls.services[$0].name }
    peerIDs = [String?](repeating: nil, count: calls.peers.count)
    var origins: [Int: Origin] = [:]
    for edge in calls.peerCalls.all where origins[edge.callee] == nil { origins[edge.callee] = edge.origin }
    for edge in calls.callersOnly.all where origins[edge.caller] == nil { origins[edge.caller] = edge.origin }
    let namesakes = PeerNamesakes(calls, named: Set(origins.keys))
    // The one that stands for others that are the same comes before them.
    let order = calls.peers.indices.sorted {
      let (left, right) = (calls.peers[$0], calls.peers[$1])
      let isFirst = (namesakes.first(of: $0) == $0, namesakes.first(of: $1) == $1)
      if isFirst.0 != isFirst.1 { return isFirst.0 }
      return (left.name, left.kind, $0) < (right.name, right.kind, $1)
    }
    for position in order {
      guard let origin = origins[position] else { continue }
      let peer = calls.peers[position]
      if let service = calls.answerers[position] {
        if service >= 0 {
          peerIDs[position] = serviceIDs[service]
        } else {
          draft.notes.addAmbiguous(
            "several services answer to '\(ImportDraft.cleaned(peer.name))'; calls whose answering service is unknown are omitted"
          )
        }
        continue
      }
      // A service is meant by its name only if the name is known to be one.
      if peer.isService, let services = byName[peer.name] {
        peerIDs[position] = serviceIDs[services[0]]
        continue
      }
      let first = namesakes.first(of: position)
      if first != position, let id = peerIDs[first] {
        peerIDs[position] = id
        continue
      }
      var id = self.id(of: peer, isOnly: namesakes.isOnly(position))
      // A topic, a host and a service may be called alike.
      if byName[id] != nil || draft[id].map({ $0.kind != peer.kind }) == true { id = "\(peer.kind):\(id)" }
      if namesakes.isGuess(position) { guesses.insert(id) }
      if namesakes.isGuess(position) || peer.owner != nil && !peer.isMessaging && peer.kind != "external" {
        draft.notes.addAmbiguous(doubt(about: peer, id))
      }
      peerIDs[position] = id
      draft.add(
        id, kind: peer.kind, source: "\(fileName(origin.file)): named by its callers only", at: place(origin))
      if peer.isService { draft.identify(id, as: "service:\(peer.name)") }
      if let address = peer.address, !peer.isMessaging || address == peer.name {
        draft.identify(id, as: "host:\(address)")
      }
    }
  }

  /// The id of a peer: its name, with its host or the service that names it before it where the name alone may be another's.
  private func id(of peer: TracedPeer, isOnly: Bool) -> String {
    let name = ImportDraft.cleaned(peer.name)
    // Names of databases are those of many; where only one queue or service has a name, it is known by that.
    if isOnly, peer.isMessaging || peer.isService { return name }
    if let owner = peer.owner { return "\(serviceIDs[owner])/\(name)" }
    guard let address = peer.address, address != peer.name else { return name }
    return "\(ImportDraft.cleaned(address))/\(name)"
  }

  private func doubt(about peer: TracedPeer, _ id: String) -> String {
    peer.owner == nil
      ? "\(id): several brokers have a \(peer.kind) of this name; the traces do not state whether they are one cluster"
      : "\(id): the traces do not state which \(peer.kind) this is, and whether others use it too"
  }

  // MARK: Calls

  private mutating func addCalls() {
    var all: [String: [String: (tallies: [TracedCalls.Tally], origin: Origin)]] = [:]
    func add(_ caller: String?, _ callee: String?, _ edge: TracedCalls.Edge) {
      guard let caller, let callee, caller != callee else { return }
      var known = all[caller]?[callee] ?? ([], edge.origin)
      known.tallies += edge.tallies
      all[caller, default: [:]][callee] = known
    }
    for edge in calls.calls.all { add(serviceIDs[edge.caller], serviceIDs[edge.callee], edge) }
    for edge in calls.peerCalls.all { add(serviceIDs[edge.caller], peerIDs[edge.callee], edge) }
    for edge in calls.callersOnly.all { add(peerIDs[edge.caller], serviceIDs[edge.callee], edge) }
    for caller in all.keys.sorted() {
      for (callee, found) in all[caller]!.sorted(by: { $0.key < $1.key }) {
        let calls = found.tallies.reduce(0) { $0 + $1.calls }
        draft.relate(
          caller, calls > 0 ? .needs : .uses, callee,
          confidence: guesses.contains(callee) ? .inferred : .observed, source: source(found.tallies),
          at: place(found.origin))
      }
    }
    guard !all.isEmpty else {
      if serviceIDs.isEmpty { return }
      draft.notes.remark("no call from one service to another is in the files")
      return
    }
    draft.notes.remark(
      "every call that was waited for is treated as a need; if a service goes on without the answer, state 'uses' instead"
    )
    draft.notes.remark(
      "only calls that were seen are in the model: what was not called, or not traced, may still be needed"
    )
  }

  /// `traces.json: 123 calls, 4 of them failed`, by file.
  private func source(_ tallies: [TracedCalls.Tally]) -> String {
    var byFile: [TracedCalls.Tally] = []
    var positions: [Int: Int] = [:]
    for tally in tallies {
      if let position = positions[tally.file] {
        byFile[position].calls += tally.calls
        byFile[position].messages += tally.messages
        byFile[position].failed += tally.failed
      } else {
        positions[tally.file] = byFile.count
        byFile.append(tally)
      }
    }
    byFile.sort { $0.file < $1.file }
    var parts = byFile.prefix(Self.namedFiles).map { "\(fileName($0.file)): \(Self.text($0))" }
    if byFile.count > Self.namedFiles {
      var rest = TracedCalls.Tally(file: 0)
      for tally in byFile.dropFirst(Self.namedFiles) {
        rest.calls += tally.calls
        rest.messages += tally.messages
        rest.failed += tally.failed
      }
      let count = byFile.count - Self.namedFiles
      parts.append("\(count) more \(count == 1 ? "file" : "files"): \(Self.text(rest))")
    }
    return parts.joined(separator: "; ")
  }

  private static func text(_ tally: TracedCalls.Tally) -> String {
    var parts: [String] = []
    if tally.calls > 0 { parts.append("\(tally.calls) \(tally.calls == 1 ? "call" : "calls")") }
    if tally.messages > 0 { parts.append("\(tally.messages) \(tally.messages == 1 ? "message" : "messages")") }
    return parts.joined(separator: ", ") + (tally.failed > 0 ? ", \(tally.failed) failed" : "")
  }

  // MARK: Files

  /// The name of a file without its folder.
  private func fileName(_ file: Int) -> String {
    let name = files[file].name
    return name.split(separator: "/").last.map(String.init) ?? name
  }

  private func place(_ origin: Origin) -> Place? { places[origin.file]?[origin.offset] }

  /// Finds the lines of all that is reported: one pass through each file.
  private mutating func findPlaces() {
    var offsets: [Int: Set<Int>] = [:]
    for origin in calls.serviceOrigins { offsets[origin.file, default: []].insert(origin.offset) }
    for edges in [calls.calls.all, calls.peerCalls.all, calls.callersOnly.all] {
      for edge in edges { offsets[edge.origin.file, default: []].insert(edge.origin.offset) }
    }
    for (file, wanted) in offsets {
      let sorted = wanted.sorted()
      let found = ForeignText.utf8(files[file].bytes).withUnsafeBufferPointer {
        LineFinder($0, of: files[file].name).places(of: sorted)
      }
      places[file] = Dictionary(uniqueKeysWithValues: zip(sorted, found))
    }
  }
}
