internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

/// The words for what components carry and lose.
extension FindingWording {
  // MARK: Checks

  func sentence(_ fact: Finding.LoadFact, _ finding: Finding) -> String {
    switch fact {
    case .carriesTooMuch(let use, let allowed):
      "\(subject(use)) \(event(finding)); at most \(allowed)% is allowed"
    case .losesDemand(let lost, let allowed):
      "\(percentage(lost.share)) of \(demand(lost)) is lost \(event(finding)) "
        + "(\(Loads.rate(lost.lost, lost.unit)) of \(Loads.rate(lost.demand, lost.unit))); at most \(allowed)% is allowed"
    case .losesWork(let component, let share, let allowed):
      "\(percentage(share)) of \(id(component)) fails \(event(finding)); at most \(allowed)% is allowed"
    case .lacksHeadroom(let use, let growth, let required):
      growth < 1 - 1e-9
        ? "\(subject(use)) already; room for \(required)% more demand is required"
        : "demand may grow by \(percentage(growth - 1)) until \(id(use.component)) is at its limit "
          + "(\(amounts(use))); \(required)% is required"
    case .staysCollapsed(let stuck, let share):
      "\(collapsed(stuck)); it recovers once all demand is below \(percentage(share)) of what it is"
    }
  }

  private func demand(_ lost: Finding.LostDemand) -> String {
    lost.components.map { "the demand on \(list($0))" } ?? "all demand"
  }

  /// What happens, behind what it leads to: `if a fails`, `with the fault storm`.
  private func event(_ finding: Finding) -> String {
    if finding.faultID != nil { return "with the fault \(fault(finding))" }
    if finding.isChange { return "with \(fault(finding))" }
    let isOne = Self.isOneFault(finding)
    if finding.shares.isEmpty, finding.fault.allSatisfy({ $0.level == .degraded }) {
      return "if \(list(finding.fault.map(\.component))) \(isOne ? "is" : "are") degraded"
    }
    return "if \(fault(finding)) \(isOne ? "fails" : "fail")"
  }

  // MARK: What is carried

  /// `web is at 113% of its capacity (450/s of 400/s)`.
  func subject(_ use: LoadUse) -> String {
    guard let limit = use.limit else { return "\(id(use.component)) has no limit" }
    let verb =
      switch use.consequence {
      case nil: "is"
      case .fails: "fails"
      case .collapses: "collapses"
      }
    let share = limit.share < 1e9 ? " at \(percentage(limit.share)) of its " : " with an endless use of its "
    return "\(id(use.component)) \(verb)\(share)\(limit.isSlots ? "slots" : "capacity") (\(amounts(use)))"
  }

  /// `450/s of 400/s`, `120 of 100 slots`.
  private func amounts(_ use: LoadUse) -> String {
    guard let limit = use.limit else { return "" }
    if limit.isSlots { return "\(Loads.number(limit.amount)) of \(Loads.number(limit.limit)) slots" }
    let unit = model.components[use.component].unitOfWork
    return "\(Loads.rate(limit.amount, unit)) of \(Loads.rate(limit.limit, unit))"
  }

  private func collapsed(_ stuck: Loads.Stuck) -> String {
    let component = model.components[stuck.component]
    let load = Loads.rate(stuck.collapsedLoad, component.unitOfWork)
    let capacity = component.capacity.map { ", of \(Loads.rate($0.value, component.unitOfWork)) that it can do" } ?? ""
    return "\(id(stuck.component)) does not recover by itself once it collapsed: \(load) keep coming to it\(capacity)"
  }

  /// `give web a capacity of at least 563/s`.
  func raising(_ limits: [Finding.RaisedLimit]) -> String {
    let texts = limits.map { limit in
      let unit = model.components[limit.component].unitOfWork
      return limit.isSlots
        ? "\(id(limit.component)) at least \(limit.least) slots"
        : "\(id(limit.component)) a capacity of at least \(Quantity(limit.least, unit: unit).modelText)"
    }
    return "give \(enumeration(of: texts, limit: 4))"
  }

  // MARK: What is missing

  /// Why nothing is known of loads.
  func text(_ gap: Finding.LoadGap) -> String {
    switch gap {
    case .noDemand: "the model states no demand"
    case .noLimit(let components):
      statesNone(components, "states a capacity or slots", "states no capacity and no slots")
    case .noLoad(let components): "no demand reaches \(list(components))"
    case .noQueue(let components):
      statesNone(
        components, "states 'overload: queues' and a capacity", "does not state 'overload: queues' and a capacity")
    case .problem(let problem): problem.phrase(model)
    case .unsettled: "the calculation of loads was cut short"
    case .tooManyFaults(let faults, let limit):
      "\(grouped(faults)) faults are more than the \(grouped(limit)) for which loads are computed"
    }
  }

  /// That components do not state something: `no component …`, `a states no …`, `none of a and b …`.
  private func statesNone(_ components: [ComponentIndex], _ statement: String, _ opposite: String) -> String {
    switch components.count {
    case 0: "no component \(statement)"
    case 1: "\(id(components[0])) \(opposite)"
    default: "none of \(list(components)) \(statement)"
    }
  }

  // MARK: Lint rules

  func sentence(_ weakness: Weakness.OfLoad) -> String {
    switch weakness {
    case .noRoomForAZone(let zone, let uses):
      "if \(id(zone)) is lost, \(enumeration(of: uses.map(subject), limit: 3))"
    case .poolHeldBySlowCalls(let component, let slots, let held):
      held < .infinity
        ? "\(id(component)) has \(count(slots)), and would hold \(Loads.number(held)) if what it calls hangs until its time-outs"
        : "\(id(component)) has \(count(slots)), and what it calls may hang without a time-out"
    case .retriesMultiply(let chain):
      "one piece of work of \(id(chain.components[0])) may call \(id(chain.last)) "
        + (chain.product < 1e15 ? "\(grouped(Int(chain.product))) times" : "more than 10^15 times")
        + ": retries multiply along \(steps(chain))"
    case .spareTooSmall(let use, let group, let owner):
      "\(subject(use)) once it replaces what is before it in '\(group.text(limit: 4))' of \(id(owner))"
    case .stuckIfCollapsed(let stuck): collapsed(stuck)
    }
  }

  func repair(_ weakness: Weakness.OfLoad) -> String {
    switch weakness {
    case .noRoomForAZone(_, let uses):
      raised(uses) ?? "let less work come to \(list(uses.map(\.component)))"
    case .poolHeldBySlowCalls(let component, _, let held):
      held < .infinity
        ? "shorten the time-outs of what \(id(component)) calls, retry less, or give it more than \(Loads.number(held)) slots"
        : "give every call of \(id(component)) a time-out"
    case .retriesMultiply(let chain): "retry at one step only between \(id(chain.components[0])) and \(id(chain.last))"
    case .spareTooSmall(let use, _, _):
      raised([use]) ?? "let less work come to \(id(use.component))"
    case .stuckIfCollapsed(let stuck):
      "let \(id(stuck.component)) shed what is above its capacity, or let its callers retry less"
    }
  }

  /// What would let components carry what comes to them; `nil` if one of them can't.
  private func raised(_ uses: [LoadUse]) -> String? {
    let limits = uses.map { $0.raised(toUse: 1) }
    return limits.contains { $0 == nil } ? nil : raising(limits.flatMap { $0 ?? [] })
  }

  private func count(_ slots: Amount) -> String { "\(slots) \(slots == .one ? "slot" : "slots")" }

  private func steps(_ chain: RetryChain) -> String {
    let shown = chain.components.prefix(6).map(id)
    let isWhole = shown.count == chain.components.count && chain.components.last == chain.last
    return shown.joined(separator: " → ") + (isWhole ? "" : " → … → \(id(chain.last))")
  }
}
