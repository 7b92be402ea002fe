import DependencyModel

/// Plays a scenario second by second, all of it anew at each, with the whole past kept: the definitions, taken literally.
///
/// Times of the model and of the scenario are whole seconds.
struct NaiveReplay {
  private let model: Model
  private let scenario: Scenario
  /// By second the level of each component.
  private(set) var levels: [[Level]] = []
  /// By second and by requirement (its owner, then its way through the groups) the level of what it requires.
  private var requirements: [[[Int]: Level]] = []
  /// By second whether each component has all that it needs to start.
  private var ready: [[Bool]] = []
  /// By event since when each part of its condition is so, in the order written, outer ones first.
  private var parts: [Int: [Int?]] = [:]
  private var faults: [Level]
  private var cuts: Set<[Int]> = []
  private(set) var happened: [(second: Int, event: Int)] = []
  private var wasHolding: Set<Int> = []
  private var spent: Set<Int> = []

  init(_ model: Model, _ scenario: Scenario) {
    self.model = model
    self.scenario = scenario
    faults = [Level](repeating: .up, count: model.components.count)
  }

  mutating func run() {
    for second in 0...Int(scenario.lasts.milliseconds / 1_000) { play(second) }
  }

  private mutating func play(_ second: Int) {
    let before = levels.last ?? [Level](repeating: .up, count: model.components.count)
    var present = before
    var due = holding(second, present)
    for (number, event) in scenario.events.enumerated() {
      if case .at(let time) = event.trigger, time == .seconds(second) { due.append(number) }
    }
    var readyNow: [Bool] = []
    var requirementsNow: [[Int]: Level] = [:]
    repeat {
      for event in due { happen(event, second) }
      (present, readyNow, requirementsNow) = settle(second, from: present)
      due = holding(second, present)
    } while !due.isEmpty
    levels.append(present)
    ready.append(readyNow)
    requirements.append(requirementsNow)
  }

  // MARK: Events

  private mutating func happen(_ number: Int, _ second: Int) {
    happened.append((second, number))
    for action in scenario.events[number].actions {
      switch action {
      case .fault(let level, let targets): for target in targets { faults[position(target.component)] = level }
      case .restore(let components): for component in components { faults[position(component)] = .up }
      case .cut(let link): cuts.insert([position(link.from), position(link.to)])
      case .join(let link): cuts.remove([position(link.from), position(link.to)])
      }
    }
  }

  private func position(_ id: ComponentID) -> Int { model.index(of: id)!.position }

  /// The events whose conditions come to hold now.
  private mutating func holding(_ second: Int, _ levels: [Level]) -> [Int] {
    var due: [Int] = []
    for (number, event) in scenario.events.enumerated() {
      guard case .when(let condition, let repeats) = event.trigger, !spent.contains(number) else { continue }
      var row: [Int?] = []
      let holds = isHolding(condition, levels, second, parts[number], &row)
      parts[number] = row
      guard holds else {
        wasHolding.remove(number)
        continue
      }
      guard wasHolding.insert(number).inserted else { continue }
      due.append(number)
      if !repeats { spent.insert(number) }
    }
    return due
  }

  private func isHolding(
    _ condition: Scenario.Condition, _ levels: [Level], _ second: Int, _ past: [Int?]?, _ row: inout [Int?]
  ) -> Bool {
    let place = row.count
    row.append(nil)
    let isSo: Bool
    switch condition.form {
    case .gauge(let gauge, let comparison, let limit):
      let level = levels[position(gauge.component)]
      let value = if case .down = gauge { level == .down } else { level > .up }
      isSo = comparison.holds(value ? .one : .zero, limit)
    case .all(let inner): isSo = inner.map { isHolding($0, levels, second, past, &row) }.allSatisfy { $0 }
    case .any(let inner): isSo = inner.map { isHolding($0, levels, second, past, &row) }.contains(true)
    }
    guard isSo else { return false }
    let since = past?[place] ?? second
    row[place] = since
    return condition.lasting <= .seconds(second - since)
  }

  // MARK: Levels

  private func settle(
    _ second: Int, from before: [Level]
  ) -> (levels: [Level], ready: [Bool], requirements: [[Int]: Level]) {
    var stopped = Set(before.indices.filter { before[$0] == .down })
    var levels = failing(stopped, second)
    stopped = Set(levels.indices.filter { levels[$0] == .down })
    while true {
      let starting = stopped.filter { component in
        guard isReady(component, levels, second) else { return false }
        let wait = Int((model.components[ComponentIndex(component)].restarts ?? .zero).milliseconds / 1_000)
        return wait <= second && (second - wait..<second).allSatisfy { ready[$0][component] }
      }
      if starting.isEmpty { break }
      stopped.subtract(starting)
      levels = failing(stopped, second)
    }
    var all: [[Int]: Level] = [:]
    for (owner, component) in model.components.enumerated() {
      for (number, relation) in component.relations.enumerated() {
        note(relation.requirement, [owner, number], levels, second, &all)
      }
    }
    let readyNow = levels.indices.map { levels[$0] == .down && isReady($0, levels, second) }
    return (levels, readyNow, all)
  }

  /// The least fixpoint, round by round.
  private func failing(_ stopped: Set<Int>, _ second: Int) -> [Level] {
    var levels = [Level](repeating: .up, count: model.components.count)
    while true {
      var next = levels
      for (owner, component) in model.components.enumerated() {
        var level = max(levels[owner], stopped.contains(owner) ? .down : faults[owner])
        for (number, relation) in component.relations.enumerated() {
          let felt = self.felt(relation.requirement, [owner, number], levels, second, tolerates: true)
          switch relation.kind {
          case .needs, .in: level = max(level, felt)
          case .uses: level = max(level, felt == .down ? .degraded : .up)
          case .degradedBy: level = max(level, min(felt, .degraded))
          case .startNeeds, .configuredBy: break
          }
        }
        next[owner] = level
      }
      if next == levels { return levels }
      levels = next
    }
  }

  private func isReady(_ owner: Int, _ levels: [Level], _ second: Int) -> Bool {
    guard faults[owner] < .down else { return false }
    return model.components[ComponentIndex(owner)].relations.enumerated().allSatisfy { number, relation in
      switch relation.kind {
      case .needs, .in: felt(relation.requirement, [owner, number], levels, second, tolerates: true) < .down
      case .startNeeds: felt(relation.requirement, [owner, number], levels, second, tolerates: false) < .down
      case .uses, .degradedBy, .configuredBy: true
      }
    }
  }

  /// The level of a requirement that its reader feels.
  private func felt(
    _ requirement: Requirement, _ way: [Int], _ levels: [Level], _ second: Int, tolerates: Bool
  ) -> Level {
    let present = level(of: requirement, way, levels, second, tolerates: tolerates)
    let time = Int(requirement.tolerates.milliseconds / 1_000)
    guard tolerates, time > 0 else { return present }
    guard time <= second else { return .up }
    for level in [Level.down, .degraded] where present >= level {
      if (second - time..<second).allSatisfy({ (requirements[$0][way] ?? .up) >= level }) { return level }
    }
    return .up
  }

  private func level(
    of requirement: Requirement, _ way: [Int], _ levels: [Level], _ second: Int, tolerates: Bool
  ) -> Level {
    switch requirement.target {
    case .component(let id):
      let component = position(id)
      return cuts.contains([way[0], component]) ? .up : levels[component]
    case .group(let group):
      let required = group.requiredWeight(ofTotal: group.totalWeight!).millionths
      let members = group.members.enumerated().map { number, member in
        (felt(member.requirement, way + [number], levels, second, tolerates: tolerates), member.weight.millionths)
      }
      return [Level.up, .degraded, .down].first { level in
        members.filter { $0.0 <= level }.reduce(0) { $0 + $1.1 } >= required
      } ?? .down
    }
  }

  private func note(
    _ requirement: Requirement, _ way: [Int], _ levels: [Level], _ second: Int, _ all: inout [[Int]: Level]
  ) {
    // The clock of what is cut goes on.
    if case .component(let id) = requirement.target {
      all[way] = levels[position(id)]
    } else {
      all[way] = level(of: requirement, way, levels, second, tolerates: true)
    }
    if case .group(let group) = requirement.target {
      for (number, member) in group.members.enumerated() {
        note(member.requirement, way + [number], levels, second, &all)
      }
    }
  }
}
