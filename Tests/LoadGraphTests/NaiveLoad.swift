import Foundation
import LoadGraph

/// Shares, loads and waits word for word as the definition has them: everything is computed from everything, from zero,
/// again and again until nothing changes. Groups add up all subsets of their members. It shares no code with the module.
struct NaiveLoad {
  struct Result {
    var down: [Double]
    var notUp: [Double]
    var load: [Double]
    var lasts: [Double]
    var held: [Double]
    var refused: [Double]
    var waves: [Int]
    /// Whether the shares settled; a circle may need more rounds than there is time for.
    var isSettled = true
  }

  let model: PlainLoadModel
  private let together: [[Bool]]
  private var hasLimits = true

  init(_ model: PlainLoadModel) {
    self.model = model
    // Which components lead to which, by any number of calls.
    var leads = model.components.map { component in
      var row = [Bool](repeating: false, count: model.components.count)
      for (_, requirement) in component.requirements { for leaf in Self.leaves(requirement) { row[leaf] = true } }
      return row
    }
    let all = leads.indices
    for between in all {
      for from in all where leads[from][between] {
        for to in all where leads[between][to] { leads[from][to] = true }
      }
    }
    together = all.map { from in all.map { leads[from][$0] && leads[$0][from] } }
  }

  private static func leaves(_ requirement: LoadRequirement) -> [Int] {
    switch requirement.target {
    case .component(let target, _, _): [Int(target)]
    case .group(let group): group.members.flatMap { leaves($0.requirement) }
    }
  }

  // MARK: Chances

  private func rounded(_ share: Double) -> Double { share > 1 - 1e-12 ? 1 : share }

  /// 1 − ∏ (1 − p), written so that small chances keep their digits.
  private func anyOf(_ chances: [Double]) -> Double { rounded(chances.reduce(0) { $0 + (1 - $0) * $1 }) }

  private func once(_ requirement: LoadRequirement, _ shares: [Double]) -> Double {
    switch requirement.target {
    case .component(let target, let units, let atLeast):
      let share = shares[Int(target)]
      var chance = 0.0
      var choices = 1.0
      for holding in 0..<Int(atLeast) {
        chance += choices * pow(1 - share, Double(holding)) * pow(share, Double(Int(units) - holding))
        choices *= Double(Int(units) - holding) / Double(holding + 1)
      }
      return chance
    case .group(let group):
      let losses = group.members.map { lost($0.requirement, shares) }
      var tooFew = 0.0
      var notAll = 0.0
      var canHold = false
      for subset in 0..<(1 << losses.count) {
        var chance = 1.0
        var weight: Int64 = 0
        for member in losses.indices {
          let holds = subset >> member & 1 == 1
          chance *= holds ? 1 - losses[member] : losses[member]
          if holds { weight += group.members[member].weight }
        }
        if weight < group.threshold { tooFew += chance } else if chance > 0 { canHold = true }
        if subset + 1 < 1 << losses.count { notAll += chance }
      }
      return canHold ? group.coverage * tooFew + (1 - group.coverage) * notAll : 1
    }
  }

  private func lost(_ requirement: LoadRequirement, _ shares: [Double]) -> Double {
    pow(once(requirement, shares), Double(requirement.retries + 1))
  }

  private func tries(_ requirement: LoadRequirement, _ down: [Double]) -> Double {
    (0...requirement.retries).map { pow(once(requirement, down), Double($0)) }.reduce(0, +)
  }

  private func portions(_ group: LoadGroup, _ down: [Double]) -> [Double] {
    var portions = [Double](repeating: group.spread == .each ? 1 : 0, count: group.members.count)
    if group.spread == .each { return portions }
    let losses = group.members.map { lost($0.requirement, down) }
    var tried = losses.indices.filter { losses[$0] < 1 }
    if tried.isEmpty { tried = Array(losses.indices) }
    let weight = tried.map { Double(group.members[$0].weight) }.reduce(0, +)
    for start in tried.indices {
      var calling =
        group.spread == .first ? (start == 0 ? 1 : 0) : Double(group.members[tried[start]].weight) / weight
      for step in tried.indices {
        let member = tried[(start + step) % tried.count]
        portions[member] += calling
        calling *= losses[member]
      }
    }
    return portions
  }

  // MARK: Shares

  private func least(_ next: ([Double]) -> [Double]) -> (values: [Double], isSettled: Bool) {
    var values = [Double](repeating: 0, count: model.components.count)
    for _ in 0..<1_000 {
      let computed = next(values)
      let isSettled = zip(computed, values).allSatisfy { $0 <= $1 * (1 + 1e-14) }
      values = computed
      if isSettled { return (values, true) }
    }
    return (values, false)
  }

  private func shares(
    _ fault: [Double], _ degraded: [Double], _ refused: [Double]
  ) -> (down: [Double], notUp: [Double], isSettled: Bool) {
    let (down, isSettled) = least { shares in
      model.components.indices.map { index in
        let component = model.components[index]
        return anyOf(
          [fault[index], refused[index]] + component.domains.map { shares[$0] }
            + component.requirements.filter { $0.kind == .needs }.map { lost($0.requirement, shares) })
      }
    }
    let notUp = least { shares in
      model.components.indices.map { index in
        let component = model.components[index]
        return anyOf(
          [min(1, fault[index] + degraded[index]), refused[index]] + component.domains.map { shares[$0] }
            + component.requirements.map { lost($0.requirement, $0.kind == .uses ? down : shares) })
      }
    }
    return (down, notUp.values, isSettled && notUp.isSettled)
  }

  // MARK: Loads and waits

  private struct Rate {
    let owner: Int
    let target: Int
    let rate: Double
    let isHeld: Bool
  }

  /// The rates at which calls reach components, for each piece of work that their owners start.
  private func rates(_ down: [Double]) -> [Rate] {
    var rates: [Rate] = []
    func call(_ requirement: LoadRequirement, _ owner: Int, _ rate: Double, _ isHeld: Bool) {
      let rate = rate * (requirement.calls ?? 1) * tries(requirement, down)
      let isHeld = isHeld || requirement.isHeld
      switch requirement.target {
      case .component(let target, let units, _):
        let carries = requirement.calls != nil || !together[owner][Int(target)]
        rates.append(
          Rate(owner: owner, target: Int(target), rate: carries ? rate * Double(units) : 0, isHeld: isHeld))
      case .group(let group):
        for (member, portion) in zip(group.members, portions(group, down)) {
          call(member.requirement, owner, rate * portion, isHeld)
        }
      }
    }
    for (index, component) in model.components.enumerated() {
      for (_, requirement) in component.requirements { call(requirement, index, 1, false) }
    }
    return rates
  }

  private func started(_ load: [Double], _ fault: [Double], _ down: [Double]) -> [Double] {
    model.components.indices.map { index in
      model.components[index].domains.reduce(
        (hasLimits ? min(load[index], model.components[index].stated.capacity) : load[index]) * (1 - fault[index])
      ) {
        $0 * (1 - down[$1])
      }
    }
  }

  private func loads(_ fault: [Double], _ down: [Double], _ rates: [Rate]) -> (load: [Double], isSettled: Bool) {
    var load = model.components.map(\.stated.demand)
    for _ in 0..<2_000 {
      var next = model.components.map(\.stated.demand)
      let started = started(load, fault, down)
      for rate in rates { next[rate.target] += started[rate.owner] * rate.rate }
      let isSettled = zip(next, load).allSatisfy { abs($0 - $1) <= 1e-14 * (1 + $0) }
      load = next
      if isSettled { return (load, true) }
    }
    return (load, false)
  }

  private func product(_ first: Double, _ second: Double) -> Double { first == 0 || second == 0 ? 0 : first * second }

  private func wait(
    _ requirement: LoadRequirement, _ owner: Int, _ timeout: Double, _ lasts: [Double], _ down: [Double],
    _ collapsed: Set<Int>
  ) -> Double {
    let timeout = min(timeout, requirement.timeout)
    let once: Double
    switch requirement.target {
    case .component(let number, _, _):
      let target = Int(number)
      if requirement.calls == nil, together[owner][target] { return 0 }
      let answered = min(timeout, lasts[target])
      let hangs = model.components[target].stated.hangs || collapsed.contains(target)
      once = hangs ? product(1 - down[target], answered) + product(down[target], timeout) : answered
    case .group(let group):
      let waits = group.members.map { wait($0.requirement, owner, timeout, lasts, down, collapsed) }
      once =
        group.spread == .each
        ? waits.max()! : zip(portions(group, down), waits).map(product).reduce(0, +)
    }
    return product((requirement.calls ?? 1) * tries(requirement, down), once)
  }

  private func waits(_ down: [Double], _ collapsed: Set<Int>) -> [Double] {
    least { lasts in
      model.components.enumerated().map { index, component in
        component.requirements.reduce(component.stated.takes) {
          $0 + wait($1.requirement, index, .infinity, lasts, down, collapsed)
        }
      }
    }.values
  }

  private func holds(_ load: [Double], _ started: [Double], _ lasts: [Double], _ rates: [Rate]) -> [Double] {
    model.components.indices.map { index in
      guard rates.contains(where: { $0.target == index && $0.isHeld }) else {
        return product(load[index], lasts[index])
      }
      return rates.filter { $0.target == index }.reduce(0) {
        $0 + product(started[$1.owner] * $1.rate, $1.isHeld ? lasts[$1.owner] : model.components[index].stated.takes)
      }
    }
  }

  // MARK: Overload

  private func settle(_ fault: [Double], _ degraded: [Double], _ collapsed: Set<Int>) -> Result {
    var refused = model.components.indices.map { collapsed.contains($0) ? 1.0 : 0 }
    while true {
      let (down, notUp, isSettled) = shares(fault, degraded, refused)
      let rates = rates(down)
      let (load, isLoadSettled) = loads(fault, down, rates)
      let lasts = waits(down, collapsed)
      let held = holds(load, started(load, fault, down), lasts, rates)
      var growth = 0.0
      for (index, component) in model.components.enumerated() where hasLimits && component.stated.overload == .sheds {
        let served = min(1, component.stated.capacity / load[index], component.stated.slots / held[index])
        growth = max(growth, 1 - served - refused[index])
        refused[index] = max(refused[index], 1 - served)
      }
      if growth <= 1e-13 {
        return Result(
          down: down, notUp: notUp, load: load, lasts: lasts, held: held, refused: refused,
          waves: [Int](repeating: 0, count: load.count), isSettled: isSettled && isLoadSettled)
      }
    }
  }

  /// The state under faults.
  func state(_ faults: [LoadFault]) -> Result {
    var (fault, degraded) = Self.shares(of: faults, count: model.components.count)
    var waves = model.components.map { _ in 0 }
    var collapsed: Set<Int> = []
    var isSettled = true
    for wave in 1... {
      var result = settle(fault, degraded, collapsed)
      let broken = model.components.indices.filter { index in
        let stated = model.components[index].stated
        return stated.overload != .sheds && waves[index] == 0 && result.down[index] < 1
          && (result.load[index] > stated.capacity * (1 + 1e-9) || result.held[index] > stated.slots * (1 + 1e-9))
      }
      result.waves = waves
      isSettled = isSettled && result.isSettled
      result.isSettled = isSettled
      if broken.isEmpty { return result }
      for index in broken {
        waves[index] = wave
        if model.components[index].stated.overload == .fails { fault[index] = 1 } else { collapsed.insert(index) }
      }
    }
    fatalError("waves end")
  }

  /// The state under faults if everything could carry any load.
  func stateWithoutLimits(_ faults: [LoadFault]) -> Result {
    var copy = self
    copy.hasLimits = false
    let (fault, degraded) = Self.shares(of: faults, count: model.components.count)
    return copy.settle(fault, degraded, [])
  }

  private static func shares(of faults: [LoadFault], count: Int) -> (down: [Double], degraded: [Double]) {
    var down = [Double](repeating: 0, count: count)
    var degraded = down
    for fault in faults {
      down[Int(fault.component)] = min(1, down[Int(fault.component)] + fault.down)
      degraded[Int(fault.component)] = min(1, degraded[Int(fault.component)] + fault.degraded)
    }
    return (down, degraded)
  }

  /// The greatest set of collapsed components that keeps each of its members above its capacity.
  func stuck() -> Set<Int> {
    let none = model.components.map { _ in 0.0 }
    var collapsed = Set(
      model.components.indices.filter {
        model.components[$0].stated.overload == .queues && model.components[$0].stated.capacity < .infinity
      })
    while true {
      let load = settle(none, none, collapsed).load
      let kept = collapsed.filter { load[$0] > model.components[$0].stated.capacity * (1 + 1e-9) }
      if kept == collapsed { return kept }
      collapsed = kept
    }
  }
}
