internal import CascadeReplay
internal import DependencyModel
internal import ResilienceAnalysis

/// How answers speak of what happens in a scenario, in every format alike.
struct ReplayWording {
  let replay: Replay
  let wording: Wording

  init(_ replay: Replay) {
    self.replay = replay
    wording = Wording(model: replay.model)
  }

  private var scenario: Scenario { replay.scenario }

  /// A time as a reader would write it.
  func time(_ time: Duration) -> String { scenario.text(of: time) }

  // MARK: The verdict

  /// The answer in a sentence, without markup.
  var verdict: String {
    let name = scenario.id.printable
    let all = replay.model.components.count - replay.model.domainCount
    guard let worst = replay.worst else {
      return "\(name): everything stays up (\(count(all, "component")))."
    }
    let hit = replay.hits.count
    if hit == 0 { return "\(name): no component is hit, of \(grouped(all))." }
    let levels = [(worst.down, "down"), (worst.degraded, "degraded")].filter { $0.0 > 0 }
      .map { "\(grouped($0.0)) \($0.1)" }
    return "\(name): \(grouped(hit)) of \(count(all, "component")) \(hit == 1 ? "is" : "are") hit; "
      + "the worst moment is \(time(worst.time)), with \(enumeration(of: levels)). \(ending)"
  }

  private var ending: String {
    let rest = replay.unrecovered.count { !replay.model.isDomain($0.component) }
    if rest > 0 {
      return "\(grouped(rest)) \(rest == 1 ? "is" : "are") not up at the end, \(time(replay.end))."
    }
    let last = replay.hits.compactMap(\.recovered).max() ?? .zero
    return "All are up again from \(time(last)) on."
  }

  /// What there is to know besides.
  func notes(_ names: RemedyNames) -> [String] {
    var notes: [String] = []
    if let limit = replay.shortfall {
      notes.append(
        "Incomplete: played only until \(time(replay.end)) within \(limit.text)\(names.phrase("; raise ", .allowTime))."
      )
    }
    let left = replay.without.sorted().map { scenario.eventName($0).printable }
    if !left.isEmpty { notes.append("Left out: \(wording.enumerate(left)).") }
    if replay.model.statesDemand { notes.append(Self.levelsOnly) }
    if let note = WeakWording.sentence(replay.weakRequirements, names) { notes.append(note) }
    return notes
  }

  static let levelsOnly = "This plays levels: what the model states of demand, capacity and shares does not count."

  // MARK: Events

  /// An event: its name, who did it, and what it is or does.
  func event(_ number: Int) -> String {
    let event = scenario.events[number]
    let name = event.name?.printable ?? "event \(number + 1)"
    let by = event.by.map { " (\($0.printable))" } ?? ""
    return "\(name)\(by): \(event.text?.printable ?? actions(event))"
  }

  private func actions(_ event: Scenario.Event) -> String {
    event.actions.map { action in
      switch action {
      case .fault(let level, let targets):
        let names = targets.map { target in
          (target.share.map { "\(FaultShare.modelText($0)) of " } ?? "") + target.component.text.printable
        }
        return "\(wording.enumerate(names)) \(names.count == 1 ? "is" : "are") \(level.name)"
      case .restore(let components): return "restore \(wording.enumerate(components.map(\.text.printable)))"
      case .cut(let link): return "\(link.from.text.printable) does without \(link.to.text.printable)"
      case .join(let link): return "\(link.from.text.printable) depends on \(link.to.text.printable) again"
      }
    }.joined(separator: "; ")
  }

  // MARK: Changes

  /// Why a component came to its level; empty for its own fault, which an event has just told.
  func reason(_ change: Replay.Change) -> String {
    guard !change.isWorse else { return change.cause.map { cause($0, change.component, change.level) } ?? "" }
    let back = change.returned.map { returned($0, change) } ?? ""
    guard change.level == .degraded, let cause = change.cause else { return back }
    let rest = self.cause(cause, change.component, .degraded)
    return "\(back); still degraded\(rest.isEmpty ? "" : ": \(rest)")"
  }

  private func cause(_ cause: Replay.Cause, _ component: ComponentIndex, _ level: Level) -> String {
    guard case .relation(let number, let by) = cause else { return "" }
    return wording.reason(effect(number, by, component, level))
  }

  /// A relation as a cause of a level.
  func effect(_ number: Int, _ by: [ComponentIndex], _ component: ComponentIndex, _ level: Level) -> Impact.Effect {
    Impact.Effect(
      component, level,
      by: Impact.Cause(
        replay.relation(number, of: component), by: by, at: replay.model.outline(component).place))
  }

  private func returned(_ cause: Replay.Cause, _ change: Replay.Change) -> String {
    let back: String
    switch cause {
    case .fault: back = change.wait > .zero ? "it was restored" : "restored"
    case .relation(let number, let by):
      let relation = replay.relation(number, of: change.component)
      let isGroup = if case .group = relation.requirement.target { true } else { false }
      if isGroup, by.isEmpty || by.count > 1 {
        back = "enough of \(relation.requirement.text(limit: 4).printable) is there again"
      } else if by.isEmpty {
        let cut = relation.requirement.text(limit: 4).printable
        back = "\(cut) no longer \(change.wait > .zero ? "mattered" : "matters")"
      } else {
        back = "\(wording.list(by)) \(by.count == 1 ? "is" : "are") back"
      }
    }
    guard change.wait > .zero else { return back }
    return "starts \(change.wait.modelText) after \(back)"
  }

  // MARK: What is left

  /// What keeps a component from being up, as what follows its name.
  func reason(_ rest: Replay.Unrecovered) -> String {
    switch rest.reason {
    case .fault: return "its own fault lasts"
    case .waits(let waits):
      let texts = waits.map { number, by in
        let kind = replay.relation(number, of: rest.component).kind
        return "\(kind.traits.verb) \(wording.list(by))"
      }
      return wording.enumerate(texts, limit: 3)
    case .starting(let until): return "starts at \(time(until)), after the end"
    case .degraded(let number, let by): return wording.reason(effect(number, by, rest.component, .degraded))
    }
  }

  /// The circles that keep components from starting, a sentence each.
  var circles: [String] {
    replay.circles.map { circle in
      circle.count == 1
        ? "\(wording.list(circle)) waits for itself: nothing in the model starts it again."
        : "\(wording.list(circle, limit: 8)) wait for each other in a circle: nothing in the model starts them again."
    }
  }

  // MARK: Who was hit

  /// The components that lists show, the most important and longest hit first.
  var hits: [Replay.Hit] {
    var shown = replay.hits
    if let watch = scenario.watch {
      var matcher = SelectorMatcher(replay.model.components)
      let watched = Set(matcher.matches(watch))
      shown.removeAll { !watched.contains($0.component) }
    }
    func tier(_ hit: Replay.Hit) -> Int { replay.model.outline(hit.component).tier ?? .max }
    return shown.sorted { left, right in
      (tier(left), right.down, right.notUp, left.component) < (tier(right), left.down, left.notUp, right.component)
    }
  }

  /// The cells of the table of who was hit.
  func cells(_ hit: Replay.Hit) -> [String] {
    func text(_ duration: Duration) -> String { duration == .zero ? "–" : duration.modelText }
    return [
      text(hit.down), text(hit.notUp - hit.down), hit.spells > 1 ? "\(grouped(hit.spells)) times" : "once",
      hit.recovered.map(time) ?? "not at the end",
    ]
  }

  static let hitHeader = ["down for", "degraded for", "hit", "up again"]
}
