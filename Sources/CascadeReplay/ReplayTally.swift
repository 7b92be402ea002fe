internal import DependencyModel

/// Counts, while a scenario is played, who is hit for how long, and when the most is lost.
struct ReplayTally {
  private let model: Model
  private var level: [Level]
  private var since: [Duration]
  private var notUpSince: [Duration]
  private var entries: [Int: Replay.Hit] = [:]
  private var weights: [Int64]

  private var hasFault: [Bool]
  private var faultCount = 0
  private var downCount = 0
  private var degradedCount = 0
  /// Components that are not up and have no fault of their own.
  private var affectedCount = 0
  private var lostWeight: Int64 = 0

  private(set) var worst: Replay.Moment?
  private var mostByCount: Replay.Affected?
  private var mostByShare: Replay.Affected?
  private let componentCount: Int

  init(_ model: Model) {
    self.model = model
    let count = model.components.count
    componentCount = count - model.domainCount
    level = [Level](repeating: .up, count: count)
    since = [Duration](repeating: .zero, count: count)
    notUpSince = since
    hasFault = [Bool](repeating: false, count: count)
    weights = model.components.indices.map { model.outline($0).weight.millionths }
  }

  /// The most that was affected together, by number and by share.
  var mostAffected: [Replay.Affected] { [mostByCount, mostByShare].compactMap { $0 } }

  mutating func setFault(_ component: Int, _ isFaulty: Bool) {
    guard hasFault[component] != isFaulty else { return }
    hasFault[component] = isFaulty
    guard component >= model.domainCount else { return }
    faultCount += isFaulty ? 1 : -1
    if level[component] > .up { affectedCount += isFaulty ? -1 : 1 }
  }

  mutating func add(_ change: Replay.Change) {
    let component = change.component.position
    guard component >= model.domainCount else { return }
    var hit = entries[component] ?? Replay.Hit(change.component)
    close(&hit, component, at: change.time)
    let old = level[component]
    if old == .down { downCount -= 1 }
    if old == .degraded { degradedCount -= 1 }
    if change.level == .down { downCount += 1 }
    if change.level == .degraded { degradedCount += 1 }
    if old == .up {
      if hit.spells == 0 { hit.first = change.time }
      hit.spells += 1
      notUpSince[component] = change.time
      lostWeight = lostWeight.addingReportingOverflow(weights[component]).partialValue
      if !hasFault[component] { affectedCount += 1 }
    }
    hit.recovered = nil
    if change.level == .up {
      hit.longest = max(hit.longest, change.time - notUpSince[component])
      hit.recovered = change.time
      lostWeight = lostWeight.subtractingReportingOverflow(weights[component]).partialValue
      if !hasFault[component] { affectedCount -= 1 }
    }
    hit.worst = max(hit.worst, change.level)
    level[component] = change.level
    entries[component] = hit
  }

  /// Counts the time since the last change.
  private mutating func close(_ hit: inout Replay.Hit, _ component: Int, at time: Duration) {
    let span = time - since[component]
    if level[component] == .down { hit.down += span }
    if level[component] > .up { hit.notUp += span }
    since[component] = time
  }

  mutating func finishInstant(_ time: Duration) {
    guard downCount + degradedCount > 0 else { return }
    let moment = Replay.Moment(
      time: time, down: downCount, degraded: degradedCount, weight: Amount(millionths: max(0, lostWeight)))
    func rank(_ moment: Replay.Moment) -> (Amount, Int, Int) {
      (moment.weight, moment.down + moment.degraded, moment.down)
    }
    if worst.map({ rank(moment) > rank($0) }) ?? true { worst = moment }
    let affected = Replay.Affected(count: affectedCount, of: componentCount - faultCount)
    guard affected.count > 0 else { return }
    if affected.count > mostByCount?.count ?? 0 { mostByCount = affected }
    if mostByShare.map({ affected.count * $0.of > $0.count * affected.of }) ?? true { mostByShare = affected }
  }

  func hits(at end: Duration) -> [Replay.Hit] {
    var copy = self
    return entries.keys.sorted().map { component in
      var hit = entries[component]!
      copy.close(&hit, component, at: end)
      if level[component] > .up { hit.longest = max(hit.longest, end - notUpSince[component]) }
      return hit
    }
  }
}
