internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes a model of the calls that were seen: services, what they call, and what answers without spans of its own.
struct TracedModel {
  /// How many files a source text names.
  private static let namedFiles = 2

  let calls: TracedCalls
  private let files: [SourceFile]
  private let shortPaths: ShortPaths
  var draft = ImportDraft()
  var names: ServiceNames
  /// The ids of the peers, by position; a peer that a service answered has that one's.
  private var peerIDs: [String?] = []
  /// The services of which one is a peer, by position, where it is not known which of them.
  private var candidates: [Int: [Int]] = [:]
  /// The ids of components that are kept apart by a guess only.
  private var guesses: Set<String> = []
  /// The calls of which the callee is the likeliest of several.
  private var inferred: Set<Pair> = []
  /// The peers that are services by the names of their hosts.
  var byHost: Set<Int> = []
  /// The places of what was read, by file and offset.
  private var places: [Int: [Int: Place]] = [:]

  private struct Pair: Hashable {
    var caller: String
    var callee: String
  }

  init(_ calls: TracedCalls, files: [SourceFile]) {
    self.calls = calls
    self.files = files
    shortPaths = ShortPaths(files.map(\.name))
    names = ServiceNames(calls.services, &draft.notes)
    draft.budget = ExpansionBudget(files)
  }

  /// The draft of the model, its notes only about what calls say.
  mutating func make() -> ImportDraft {
    findPlaces()
    addServices()
    addPeers()
    addCalls()
    addPlaces()
    return draft
  }

  // MARK: Components

  private mutating func addServices() {
    for position in calls.respelled { draft.noteSpellings(of: names.ids[position]) }
    let services = calls.services.indices.filter { names.roots[$0] == $0 }
    for position in services.sorted(by: { names.ids[$0] < names.ids[$1] }) {
      let origin = calls.serviceOrigins[position]
      let id = names.ids[position]
      let name = calls.services[position].name
      draft.add(id, kind: "service", source: "\(fileName(origin.file)): service \(name)", at: place(origin))
      draft.identify(id, as: "service:\(name)")
      let namespace = names.scopes[position][.namespace]
      if !namespace.isEmpty { draft.identify(id, as: "service:\(name).\(namespace)") }
      if id.hasPrefix("unknown_service") {
        draft.notes.remark(
          "\(id) is the default name of programs without a name of their own: it may be several services")
      }
    }
  }

  private mutating func addPeers() {
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
      // A service is meant by its name only if the name is known to be one.
      let named = peer.isService ? names.byName[peer.name] : nil
      let services =
        calls.answerers[position].map { Set($0.map { names.roots[$0] }).sorted() }
        ?? named.flatMap { nonempty($0.filter { isReachable($0, from: peer.scope) }) } ?? services(at: peer, position)
      if let services {
        // Of several of the name, the one that may be meant is only the likeliest.
        let isKnown = services.count == 1 && (calls.answerers[position] != nil || (named?.count ?? 1) == 1)
        if isKnown { peerIDs[position] = names.ids[services[0]] } else { candidates[position] = services }
        continue
      }
      let first = namesakes.first(of: position)
      if first != position, let id = peerIDs[first] {
        peerIDs[position] = id
        if let address = peer.address, !peer.isMessaging { draft.identify(id, as: "host:\(address)") }
        continue
      }
      // A service of this name that runs elsewhere is another one.
      let words = namesakes.prefixes[position] ?? (named == nil ? [] : Self.words(for: peer.scope))
      let plainID = self.id(of: peer, isOnly: namesakes.isOnly(position))
      var id = ImportDraft.cleaned((words + [plainID]).joined(separator: "/"))
      // A topic, a host and a service may be called alike.
      if names.byName[id] != nil || draft[id].map({ $0.kind != peer.kind }) == true { id = "\(peer.kind):\(id)" }
      if namesakes.isGuess(position) { guesses.insert(id) }
      if namesakes.isGuess(position) || peer.owner != nil && !peer.isMessaging && peer.kind != "external" {
        draft.notes.addAmbiguous(doubt(about: peer, id))
      }
      peerIDs[position] = id
      draft.add(
        id, kind: peer.kind, source: "\(fileName(origin.file)): named by its callers only", at: place(origin))
      if peer.isService { draft.identify(id, as: "service:\(peer.name)") }
      if let arn = peer.arn { draft.identify(id, as: "arn:\(arn)") }
      if let address = peer.address, !peer.isMessaging || address == peer.name {
        draft.identify(id, as: "host:\(address)")
      }
    }
    for (name, peers, parts) in namesakes.keptApart {
      let count = Set(peers.compactMap { peerIDs[$0] }).count
      guard count > 1 else { continue }
      let differing = parts.map(\.name).joined(separator: " and ")
      draft.notes.addUnion(
        "'\(ImportDraft.cleaned(name))' is \(count) components, because the \(differing) of its callers differs")
    }
  }

  /// The id of a peer: its name, with its host or the service that names it before it where the name alone may be another's.
  private func id(of peer: TracedPeer, isOnly: Bool) -> String {
    let name = ImportDraft.cleaned(peer.name)
    // Names of databases are those of many; where only one queue or service has a name, it is known by that.
    if isOnly, peer.isMessaging || peer.isService { return name }
    if let owner = peer.owner { return "\(names.ids[owner])/\(name)" }
    guard let address = peer.address, address != peer.name else { return name }
    return "\(ImportDraft.cleaned(address))/\(name)"
  }

  private func doubt(about peer: TracedPeer, _ id: String) -> String {
    peer.owner == nil
      ? "\(id): several brokers have a \(peer.kind) of this name; the traces do not state whether they are one cluster"
      : "\(id): the traces do not state which \(peer.kind) this is, and whether others use it too"
  }

  // MARK: Calls

  private typealias Found = [String: [String: (tallies: [TracedCalls.Tally], origin: Origin)]]

  /// The most services that a name without more may mean, so that each is a candidate.
  private static let candidateLimit = 32

  /// Adds the calls of a name that several services have, or that several answered.
  ///
  /// A caller means the one that it was seen to call, or else the one that runs where it does. If that leaves several, none
  /// of them is a spare.
  private mutating func addUnclearCalls(_ all: inout Found) {
    for edge in calls.peerCalls.all {
      guard let services = candidates[edge.callee] else { continue }
      let called = services.filter { calls.calls.contains(edge.caller, $0) }
      if called.count > 1 { continue }
      let scope = names.scopes[names.roots[edge.caller]]
      let nearest = called.isEmpty ? names.nearest(of: services, to: scope) : called
      let caller = names.ids[edge.caller]
      let name = ImportDraft.cleaned(calls.peers[edge.callee].name)
      guard nearest.count > 1 else {
        let callee = names.ids[nearest[0]]
        if called.isEmpty, all[caller]?[callee] == nil { inferred.insert(Pair(caller: caller, callee: callee)) }
        if caller != callee {
          var known = all[caller]?[callee] ?? ([], edge.origin)
          known.tallies += edge.tallies
          all[caller, default: [:]][callee] = known
        }
        continue
      }
      guard nearest.count <= Self.candidateLimit else {
        draft.notes.addAmbiguous(
          "\(caller): \(nearest.count) services answer to '\(name)'; which of them it calls is not known, so these calls are omitted"
        )
        continue
      }
      let ids = nearest.map { names.ids[$0] }.filter { $0 != caller }
      draft.notes.addAmbiguous(
        "\(caller): several services answer to '\(name)', and the traces do not state which it calls: \(ids.joined(separator: ", "))"
      )
      draft.relate(
        caller, oneOf: ids, confidence: .inferred, source: source(edge.tallies), at: place(edge.origin))
    }
    for edge in calls.callersOnly.all {
      guard let services = candidates[edge.caller] else { continue }
      let callee = names.ids[edge.callee]
      let nearest = names.nearest(of: services, to: names.scopes[names.roots[edge.callee]])
      let name = ImportDraft.cleaned(calls.peers[edge.caller].name)
      guard nearest.count == 1 else {
        draft.notes.addAmbiguous(
          "\(callee): several services are called '\(name)'; which of them calls it is not known")
        continue
      }
      let caller = names.ids[nearest[0]]
      guard caller != callee, all[caller]?[callee] == nil else { continue }
      inferred.insert(Pair(caller: caller, callee: callee))
      all[caller, default: [:]][callee] = (edge.tallies, edge.origin)
    }
  }

  private mutating func addCalls() {
    var all: Found = [:]
    func add(_ caller: String?, _ callee: String?, _ edge: TracedCalls.Edge) {
      guard let caller, let callee, caller != callee else { return }
      var known = all[caller]?[callee] ?? ([], edge.origin)
      known.tallies += edge.tallies
      all[caller, default: [:]][callee] = known
    }
    for edge in calls.calls.all {
      let (caller, callee) = (names.ids[edge.caller], names.ids[edge.callee])
      // Who takes messages from a broker uses it, and the broker needs none of them.
      if StoreSystem.isBroker(calls.services[edge.caller].name) {
        add(callee, caller, edge.ofMessages)
      } else {
        add(caller, callee, StoreSystem.isBroker(calls.services[edge.callee].name) ? edge.ofMessages : edge)
      }
    }
    for edge in calls.peerCalls.all {
      if byHost.contains(edge.callee), let callee = peerIDs[edge.callee],
        all[names.ids[edge.caller]]?[callee] == nil
      {
        inferred.insert(Pair(caller: names.ids[edge.caller], callee: callee))
      }
      if candidates[edge.callee] == nil { add(names.ids[edge.caller], peerIDs[edge.callee], edge) }
    }
    for edge in calls.callersOnly.all {
      if candidates[edge.caller] == nil { add(peerIDs[edge.caller], names.ids[edge.callee], edge) }
    }
    addUnclearCalls(&all)
    for caller in all.keys.sorted() {
      for (callee, found) in all[caller]!.sorted(by: { $0.key < $1.key }) {
        let calls = found.tallies.reduce(0) { $0 + $1.calls }
        draft.relate(
          caller, calls > 0 ? .needs : .uses, callee,
          confidence: guesses.contains(callee) || inferred.contains(Pair(caller: caller, callee: callee))
            ? .inferred : .observed, source: source(found.tallies),
          at: place(found.origin))
      }
    }
    guard !all.isEmpty || !draft.notes.ambiguous.isEmpty else {
      if names.ids.isEmpty { return }
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
  func fileName(_ file: Int) -> String {
    shortPaths.name(of: files[file].name)
  }

  func place(_ origin: Origin) -> Place? { places[origin.file]?[origin.offset] }

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
