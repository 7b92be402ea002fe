internal import CascadeReplay
internal import DependencyModel

/// What happens in a scenario, in the order of time, as rows: what happens again and again is folded.
struct ReplayStory {
  /// One row.
  enum Row {
    case event(Int)
    /// Components that come to one level for one reason.
    case change(components: [ComponentIndex], Level, wasDown: Bool, reason: String)
  }

  /// What happens at one time: events first.
  struct Instant {
    let time: Duration
    var rows: [Row] = []
  }

  /// Fewer similar changes than this keep a row each.
  private static let foldFrom = 3
  /// A component or an event with more changes than this is folded, and so many of them are left.
  private static let repeatLimit = 6
  private static let shownRepeats = 4

  private(set) var instants: [Instant] = []
  /// The components and events of which later changes are left out, with how many these are and when the last was.
  private(set) var folded: [(name: String, count: Int, last: Duration)] = []

  /// The rows.
  ///
  /// - Parameter isComplete: whether nothing is folded.
  init(_ words: ReplayWording, isComplete: Bool) {
    let replay = words.replay
    var totals: [ComponentIndex: Int] = [:]
    for change in replay.changes { totals[change.component, default: 0] += 1 }
    var eventTotals: [Int: Int] = [:]
    for happening in replay.happenings { eventTotals[happening.event, default: 0] += 1 }
    func isFolded(_ total: Int, _ seen: Int) -> Bool {
      !isComplete && total > Self.repeatLimit && seen > Self.shownRepeats
    }

    var seen: [ComponentIndex: Int] = [:]
    var eventsSeen: [Int: Int] = [:]
    var hidden: [ComponentIndex: (count: Int, last: Duration)] = [:]
    var hiddenEvents: [Int: (count: Int, last: Duration)] = [:]
    var next = 0
    var change = 0
    while next < replay.happenings.count || change < replay.changes.count {
      let time = min(
        next < replay.happenings.count ? replay.happenings[next].time : .seconds(Int64.max / 4),
        change < replay.changes.count ? replay.changes[change].time : .seconds(Int64.max / 4))
      var instant = Instant(time: time)
      while next < replay.happenings.count, replay.happenings[next].time == time {
        let event = replay.happenings[next].event
        next += 1
        eventsSeen[event, default: 0] += 1
        if isFolded(eventTotals[event] ?? 0, eventsSeen[event] ?? 0) {
          hiddenEvents[event] = ((hiddenEvents[event]?.count ?? 0) + 1, time)
        } else {
          instant.rows.append(.event(event))
        }
      }
      var shown: [Replay.Change] = []
      while change < replay.changes.count, replay.changes[change].time == time {
        let item = replay.changes[change]
        change += 1
        seen[item.component, default: 0] += 1
        if isFolded(totals[item.component] ?? 0, seen[item.component] ?? 0) {
          hidden[item.component] = ((hidden[item.component]?.count ?? 0) + 1, time)
        } else {
          shown.append(item)
        }
      }
      instant.rows += Self.rows(shown, words, isComplete: isComplete)
      if !instant.rows.isEmpty { instants.append(instant) }
    }
    folded =
      hiddenEvents.sorted { $0.key < $1.key }.map {
        (replay.scenario.events[$0.key].name?.printable ?? "event \($0.key + 1)", $0.value.count, $0.value.last)
      }
      + hidden.sorted { $0.key < $1.key }.map { (words.wording.id($0.key), $0.value.count, $0.value.last) }
  }

  /// The rows of one instant; similar changes share the row of the first, which comes after the cause of all.
  private static func rows(_ changes: [Replay.Change], _ words: ReplayWording, isComplete: Bool) -> [Row] {
    struct Key: Hashable {
      let level: Level
      let wasDown: Bool
      let reason: String
    }
    var order: [Key] = []
    var members: [Key: [ComponentIndex]] = [:]
    var keys: [Key] = []
    for change in changes {
      let key = Key(level: change.level, wasDown: change.old == .down, reason: words.reason(change))
      keys.append(key)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(change.component)
    }
    func row(_ key: Key, _ components: [ComponentIndex]) -> Row {
      .change(components: components, key.level, wasDown: key.wasDown, reason: key.reason)
    }
    var isWritten: Set<Key> = []
    var rows: [Row] = []
    for (change, key) in zip(changes, keys) {
      let all = members[key] ?? []
      if isComplete || all.count < foldFrom && !key.reason.isEmpty {
        rows.append(row(key, [change.component]))
      } else if isWritten.insert(key).inserted {
        rows.append(row(key, all))
      }
    }
    return rows
  }

  /// The number of rows.
  var rowCount: Int { instants.reduce(0) { $0 + $1.rows.count } }

  /// The first so many rows, in whole instants, and how many are left out.
  func prefix(_ limit: Int) -> (instants: ArraySlice<Instant>, rest: Int) {
    var count = 0
    for (place, instant) in instants.enumerated() {
      if count + instant.rows.count > limit, place > 0 {
        return (instants[..<place], rowCount - count)
      }
      count += instant.rows.count
    }
    return (instants[...], 0)
  }

  /// What was folded, in a sentence; `nil` if nothing was.
  func foldedNote(_ words: ReplayWording, _ names: RemedyNames) -> String? {
    guard !folded.isEmpty else { return nil }
    let texts = folded.map { "\($0.name) \(count($0.count, "more time")), last at \(words.time($0.last))" }
    return "Folded: \(enumeration(of: texts, limit: 4))\(names.phrase("; ", .showAll, " shows them"))."
  }
}
