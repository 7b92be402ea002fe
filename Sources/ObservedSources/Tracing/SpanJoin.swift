internal import SourceReading

/// Finds the caller of every span, and so the calls between services, with a bounded number of spans in memory.
///
/// A span and the one that called it may be anywhere in the files, in either order, and traces are mixed with each other.
/// Spans are kept in generations of `capacity`; the causes of one are looked for when the next is full, in it and its
/// neighbours, and then the oldest is dropped. So two spans that are at most `capacity` spans apart always find each other,
/// whatever their order; those that are further apart count as spans whose caller is missing. Time: O(1) a span.
struct SpanJoin {
  /// The spans of a generation.
  private struct Generation {
    var records: [SpanKey: Record] = [:]
    var callees: [Callee] = []
    /// The spans with a peer, in the order read.
    var callers: [Caller] = []
  }

  /// The part of a span that is remembered for those that it called.
  private struct Record {
    var service: Int32
    var kind: TracedSpan.Kind
    /// The position of its peer, or -1.
    var peer: Int32
    /// Whether another service's span reports the call.
    var isAnswered = false
  }

  /// A span that looks for what it follows from.
  private struct Callee {
    var service: Int32
    var kind: TracedSpan.Kind
    var isError: Bool
    var isSoft: Bool
    /// Whether a caller in the first half of its own call may exist.
    var looksForHalf: Bool
    /// Whether it is missed where it is not there.
    var isMissed: Bool
    /// The position of the peer that called it, or -1.
    var peer: Int32
    /// The position of the queue that it names, or -1.
    var queue: Int32
    /// Its own id; all zeros where it has none.
    var own: SpanKey
    /// The cause of the span; all zeros where only the other half is looked for.
    var cause: SpanKey
    var origin: Origin
  }

  /// A span that says what it calls.
  private struct Caller {
    /// All zeros where the span has no id.
    var key: SpanKey
    var service: Int32
    var peer: Int32
    var isSoft: Bool
    var isError: Bool
    var origin: Origin
  }

  private static let noKey = SpanKey(trace: 0, span: 0)

  private let capacity: Int
  /// Oldest first; the last one is being filled, the others' causes have been looked for but for the last but one's.
  private var generations = [Generation()]
  private var count = 0
  private(set) var calls = TracedCalls()
  /// How many spans there were.
  private(set) var total = 0
  /// Spans that do not say of which service they are.
  private(set) var nameless = 0
  /// Spans that were there before.
  private(set) var repeated = 0
  /// Spans that name a caller that was not found.
  private(set) var orphans = 0

  /// A join that remembers up to three times that many spans.
  init(capacity: Int = 1 << 18) { self.capacity = max(1, capacity) }

  /// The position of a service.
  mutating func service(_ name: String, in scope: TraceScope = TraceScope(), at origin: Origin) -> Int {
    calls.service(
      TracedCalls.Service(name: ImportDraft.cleaned(name), scope: scope), written: name, at: origin)
  }

  /// The position of a service, an instance of which a resource is.
  mutating func service(_ name: String, of resource: ResourceReading, at origin: Origin) -> Int {
    let position = service(name, in: resource.scope, at: origin)
    calls.note(position, runsIn: resource.placement.cleaned)
    return position
  }

  /// Adds what a list of dependencies says.
  mutating func add(_ caller: Int, calls callee: Int, _ tally: TracedCalls.Tally, at origin: Origin) {
    calls.addCall(caller, callee, tally, at: origin)
  }

  /// Adds what a list of dependencies says of a store that is one for all.
  mutating func add(_ user: Int, uses store: TracedPeer, _ tally: TracedCalls.Tally, at origin: Origin) {
    calls.addCall(user, ofPeer: calls.peer(store), tally, at: origin)
  }

  /// Adds what a list of dependencies says of a callee that is called what many databases are.
  mutating func add(_ caller: Int, callsStore name: String, _ tally: TracedCalls.Tally, at origin: Origin) {
    let store = TracedPeer(name: name, kind: StoreSystem.kind(of: name), isService: true).owned(by: caller)
    calls.addCall(caller, ofPeer: calls.peer(store), tally, at: origin)
  }

  // MARK: Spans

  /// Adds a span.
  mutating func add(_ span: TracedSpan) {
    total += 1
    guard span.service >= 0 else {
      nameless += 1
      return
    }
    let service = Int32(truncatingIfNeeded: span.service)
    let scope = calls.services[span.service].scope
    let peer =
      span.peer.peer(of: span.kind, service: span.service).map {
        Int32(truncatingIfNeeded: calls.peer($0.known(in: scope)))
      } ?? -1
    var isServing = span.isShared || span.kind == .server
    if let key = span.key {
      // Two services that send the same id are the halves of one call, whether they say so or not.
      if !isServing, let known = record(of: key), known.service != service { isServing = true }
      let stored = isServing ? key.servingHalf : key
      guard !isKnown(span, stored, service) else {
        repeated += 1
        return
      }
      generations[generations.count - 1].records[stored] = Record(service: service, kind: span.kind, peer: peer)
      if peer >= 0 { addCaller(stored, span, peer) }
    } else if peer >= 0 {
      addCaller(Self.noKey, span, peer)
    }
    var called: Int32 = -1
    if isServing, let name = span.peer[.service] {
      let caller = TracedPeer(name: name, kind: "external", isService: true).known(in: scope)
      called = Int32(truncatingIfNeeded: calls.peer(caller))
    }
    let queue = peer >= 0 && calls.peers[Int(peer)].isMessaging ? peer : -1
    if span.causes.isEmpty, isServing, span.key != nil || called >= 0 {
      addCallee(span, looksForHalf: true, cause: nil, peer: called, queue: queue)
    }
    for (index, cause) in span.causes.enumerated() {
      addCallee(
        span, looksForHalf: isServing && index == 0, cause: cause, peer: index == 0 ? called : -1, queue: queue)
    }
    count += 1
    if count >= capacity { turn() }
  }

  /// Whether the span was there before: one source may say what part of a call it is, and another not.
  private func isKnown(_ span: TracedSpan, _ stored: SpanKey, _ service: Int32) -> Bool {
    if record(of: stored)?.service == service { return true }
    guard let key = span.key, let half = record(of: stored == key ? key.servingHalf : key), half.service == service
    else { return false }
    return span.kind == .unknown || half.kind == .unknown
  }

  private mutating func addCaller(_ key: SpanKey, _ span: TracedSpan, _ peer: Int32) {
    generations[generations.count - 1].callers.append(
      Caller(
        key: key, service: Int32(truncatingIfNeeded: span.service), peer: peer,
        isSoft: span.kind == .producer || span.kind == .consumer, isError: span.isError, origin: span.origin))
  }

  private mutating func addCallee(
    _ span: TracedSpan, looksForHalf: Bool, cause: TracedSpan.Cause?, peer: Int32, queue: Int32
  ) {
    generations[generations.count - 1].callees.append(
      Callee(
        service: Int32(truncatingIfNeeded: span.service), kind: span.kind, isError: span.isError,
        isSoft: cause?.isSoft ?? false, looksForHalf: looksForHalf && span.key != nil,
        isMissed: cause?.isParent ?? false, peer: peer, queue: queue,
        own: span.key ?? Self.noKey, cause: cause?.key ?? Self.noKey, origin: span.origin))
  }

  // MARK: Generations

  private func record(of key: SpanKey) -> Record? {
    for generation in generations.reversed() {
      if let record = generation.records[key] { return record }
    }
    return nil
  }

  private mutating func markAnswered(_ key: SpanKey) {
    for index in generations.indices where generations[index].records[key] != nil {
      generations[index].records[key]?.isAnswered = true
    }
  }

  /// Starts a new generation, now that the last one is full.
  private mutating func turn() {
    count = 0
    if generations.count >= 2 { join(generations.count - 2) }
    if generations.count >= 3 { close() }
    generations.append(Generation())
  }

  /// All calls; nothing can be added after that.
  mutating func finish() -> TracedCalls {
    if generations.count >= 2 { join(generations.count - 2) }
    join(generations.count - 1)
    while !generations.isEmpty { close() }
    return calls
  }

  /// Looks for the causes of the spans of a generation.
  private mutating func join(_ index: Int) {
    let callees = generations[index].callees
    generations[index].callees = []
    for callee in callees { join(callee) }
  }

  private mutating func join(_ callee: Callee) {
    var found: (key: SpanKey, record: Record)?
    if callee.looksForHalf, let record = record(of: callee.own) { found = (callee.own, record) }
    // The spans that a span calls are called by its serving half.
    if found == nil, callee.cause != Self.noKey, callee.cause != callee.own {
      let half = callee.cause.servingHalf
      if let record = record(of: half) {
        found = (half, record)
      } else if let record = record(of: callee.cause) {
        found = (callee.cause, record)
      }
    }
    var tally = TracedCalls.Tally(file: callee.origin.file)
    if callee.isError { tally.failed = 1 }
    guard let (key, record) = found else {
      if callee.isMissed { orphans += 1 }
      if callee.peer >= 0 {
        tally.calls = 1
        calls.addCall(fromPeer: Int(callee.peer), Int(callee.service), tally, at: callee.origin)
      }
      return
    }
    let isMessage = callee.isSoft || record.kind == .producer || callee.kind == .consumer
    if isMessage { tally.messages = 1 } else { tally.calls = 1 }
    let sent = record.peer >= 0 && calls.peers[Int(record.peer)].isMessaging ? record.peer : -1
    if isMessage, sent >= 0 || callee.queue >= 0 {
      return joinByQueue(key, Int(record.service), sent, callee, tally)
    }
    guard record.service != callee.service else { return }
    calls.addCall(Int(record.service), Int(callee.service), tally, at: callee.origin)
    if record.peer >= 0, !calls.peers[Int(record.peer)].isMessaging {
      if !record.isAnswered { markAnswered(key) }
      calls.note(Int(callee.service), answers: Int(record.peer))
    }
  }

  /// Adds a message that went through a queue: its sender and its receiver both use the queue, and neither the other.
  private mutating func joinByQueue(
    _ key: SpanKey, _ sender: Int, _ sent: Int32, _ callee: Callee, _ tally: TracedCalls.Tally
  ) {
    // An end that only says by which system the message went means the queue that the other end names.
    if sent >= 0, callee.queue >= 0, calls.peers[Int(sent)].isUnnamed != calls.peers[Int(callee.queue)].isUnnamed {
      if calls.peers[Int(sent)].isUnnamed {
        markAnswered(key)
        return calls.addCall(sender, ofPeer: Int(callee.queue), tally, at: callee.origin)
      }
      markAnswered(callee.own)
      markAnswered(callee.own.servingHalf)
      return calls.addCall(Int(callee.service), ofPeer: Int(sent), tally, at: callee.origin)
    }
    if sent >= 0, callee.queue >= 0, calls.unite(Int(sent), Int(callee.queue)) { return }
    // Within one service, the span that names the queue has its own call.
    let receiver = Int(callee.service)
    guard sender != receiver else { return }
    if sent >= 0 {
      calls.addCall(receiver, ofPeer: Int(sent), tally, at: callee.origin)
    } else {
      calls.addCall(sender, ofPeer: Int(callee.queue), tally, at: callee.origin)
    }
  }

  /// Drops the oldest generation; what its spans called without an answer are calls of peers.
  private mutating func close() {
    let generation = generations.removeFirst()
    for caller in generation.callers {
      let isAnswered = generation.records[caller.key]?.isAnswered ?? false
      let peer = calls.peers[Int(caller.peer)]
      guard !isAnswered || peer.isMessaging && !peer.isUnnamed else { continue }
      var tally = TracedCalls.Tally(file: caller.origin.file)
      if caller.isSoft { tally.messages = 1 } else { tally.calls = 1 }
      if caller.isError { tally.failed = 1 }
      calls.addCall(Int(caller.service), ofPeer: Int(caller.peer), tally, at: caller.origin)
    }
  }
}
