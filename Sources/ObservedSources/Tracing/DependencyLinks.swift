/// The entries of lists of dependencies in which a database, cache or broker is named, read once all of them are known.
///
/// Such a list says who calls whom, and tracing writes the receiver of a message as called by the broker. As in spans, both
/// the sender and the receiver of messages use the broker, and a database or cache never needs who reads from it.
struct DependencyLinks {
  private struct Ends: Hashable {
    var caller: String
    var callee: String
  }

  private struct Link {
    var ends: Ends
    var tallies: [TracedCalls.Tally]
    var origin: Origin
  }

  private var links: [Link] = []
  private var positions: [Ends: Int] = [:]
  /// How many entries name a broker, of which the reading differs from what the list says.
  private(set) var messageLinks = 0
  /// How many entries are between two of them: no service is at either end.
  private(set) var withoutService = 0

  /// Whether an entry has to wait.
  static func isAbout(_ caller: String, _ callee: String) -> Bool { isStore(caller) || isStore(callee) }

  private static func isStore(_ name: String) -> Bool { StoreSystem.isBroker(name) || StoreSystem.isName(name) }

  /// What drivers write where they know nothing is a service where it calls others.
  private static func isCaller(_ name: String) -> Bool { isStore(name) && name.lowercased() != "unknown" }

  /// Adds an entry.
  mutating func add(_ caller: String, _ callee: String, _ tally: TracedCalls.Tally, at origin: Origin) {
    let ends = Ends(caller: caller, callee: callee)
    guard let position = positions[ends] else {
      positions[ends] = links.count
      links.append(Link(ends: ends, tallies: [tally], origin: origin))
      return
    }
    if let index = links[position].tallies.lastIndex(where: { $0.file == tally.file }) {
      links[position].tallies[index].calls += tally.calls
      links[position].tallies[index].failed += tally.failed
    } else {
      links[position].tallies.append(tally)
    }
  }

  /// Adds all of them to the calls.
  mutating func finish(into join: inout SpanJoin) {
    let callers = Set(links.lazy.map(\.ends.caller).filter(Self.isCaller))
    for link in links {
      let (caller, callee) = (link.ends.caller, link.ends.callee)
      for tally in link.tallies {
        if Self.isCaller(caller) {
          guard !Self.isStore(callee) else {
            withoutService += 1
            continue
          }
          // Its receiver, or who reads from it.
          messageLinks += 1
          join.add(join.service(callee, at: link.origin), uses: store(caller), tally.asMessages, at: link.origin)
        } else if StoreSystem.isBroker(callee) {
          messageLinks += 1
          join.add(join.service(caller, at: link.origin), uses: store(callee), tally.asMessages, at: link.origin)
        } else if callers.contains(callee) {
          join.add(join.service(caller, at: link.origin), uses: store(callee), tally, at: link.origin)
        } else if Self.isStore(callee) {
          join.add(join.service(caller, at: link.origin), callsStore: callee, tally, at: link.origin)
        } else {
          let service = join.service(caller, at: link.origin)
          join.add(service, calls: join.service(callee, at: link.origin), tally, at: link.origin)
        }
      }
    }
    links = []
  }

  private func store(_ name: String) -> TracedPeer {
    let isBroker = StoreSystem.isBroker(name)
    return TracedPeer(
      name: name, kind: isBroker ? "queue" : StoreSystem.kind(of: name), isService: true, isMessaging: isBroker)
  }
}

extension TracedCalls.Tally {
  /// The same calls, none of which was waited for.
  var asMessages: TracedCalls.Tally {
    var tally = self
    tally.messages += tally.calls
    tally.calls = 0
    return tally
  }
}
