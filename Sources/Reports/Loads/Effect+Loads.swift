public import DependencyModel
public import ResilienceAnalysis

/// How answers speak of shares and of overload, in every format alike.
extension Wording {
  /// How much of a component fails: `43% of 1,000`; `nil` where all of one does, or nothing is known.
  func share(_ effect: Impact.Effect) -> String? {
    guard let share = effect.share else { return nil }
    let units = model.outline(effect.component).units ?? 1
    let part = share.down > 0 ? share.down : share.notUp
    let suffix = share.down > 0 ? "" : " degraded"
    if part >= 1 { return units > 1 ? "all \(grouped(units))\(suffix)" : nil }
    return percentage(part) + (units > 1 ? " of \(grouped(units))" : "") + suffix
  }

  /// Why a component refuses work: `is overloaded: 600/s of 400/s, so it refuses 33%; it carries what web-a carried`.
  func overload(
    _ effect: Impact.Effect, _ overload: Impact.Overload, reference: ((ComponentIndex) -> String)? = nil
  ) -> String {
    var text = "is overloaded: \(figures(effect.component, overload))"
    let by = enumerate(effect.cause.by.map { reference?($0) ?? id($0) }, limit: 3)
    switch effect.cause.overload {
    case .tookOver: text += "; it carries what \(by) carried"
    case .waits: text += "; it waits for \(by)"
    case .calledMore: text += "; \(by) \(effect.cause.by.count == 1 ? "calls" : "call") it more often"
    case .unknown, nil: break
    }
    return text
  }

  /// What comes to a component that is overloaded, and what follows: `600/s of 400/s, so it refuses 33%`.
  func figures(_ index: ComponentIndex, _ overload: Impact.Overload) -> String {
    let component = model.outline(index)
    if overload.isOfSlots, let slots = component.slots {
      let comes = overload.held < .infinity ? "\(Loads.number(overload.held)) for" : "more than"
      return "\(comes) \(slots) slots, \(effect(of: overload, component))"
    }
    let unit = component.unitOfWork
    let capacity = component.capacity.map { Loads.rate($0.value, unit) } ?? "–"
    return "\(Loads.rate(overload.load, unit)) of \(capacity), \(effect(of: overload, component))"
  }

  private func effect(of overload: Impact.Overload, _ component: Component) -> String {
    switch component.overload ?? .sheds {
    case .sheds: "so it refuses \(percentage(overload.refused))"
    case .fails: "so it fails"
    case .queues: "so its queue grows until nobody is answered in time"
    }
  }
}

extension Impact.LoadStanding {
  /// What an answer says of loads, in sentences.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - affectedBefore: the components that are no worse than without the fault.
  ///   - overloaded: the components that are overloaded.
  func notes(
    _ model: Model, affectedBefore: [ComponentIndex] = [], overloaded: Set<ComponentIndex> = []
  ) -> [String] {
    switch self {
    case .unused: return []
    case .leftOutByTime:
      return ["Loads are left out: they are known for when everything has settled, not for a time before."]
    case .failed(let problem):
      return ["Loads are left out: \(problem.phrase(model))."]
    case .settled(let summary):
      var notes: [String] = []
      if !affectedBefore.isEmpty {
        let names = Wording(model: model).list(affectedBefore)
        notes.append(
          "Without the fault, too, \(names) \(affectedBefore.count == 1 ? "is" : "are") not all up.")
      }
      if summary.lostDemand ?? 0 > 0, let mixture = model.demandMixture { notes.append(mixture) }
      if summary.hasShares { notes.append(Loads.independence) }
      if !summary.isSettled { notes.append(Loads.unsettled) }
      if let weak = WeakNumberWording.sentence(summary.weakNumbers, model, nearest: overloaded) { notes.append(weak) }
      return notes
    }
  }
}

extension Model {
  /// That demand adds up amounts of different units; `nil` where it does not.
  var demandMixture: String? {
    let units = Set(components.lazy.filter { ($0.demand?.value ?? 0) > 0 }.map { $0.demand?.unit ?? "" }).sorted()
    guard units.count > 1 else { return nil }
    let names = units.map { $0.isEmpty ? "none" : $0.printable }
    return "All demand adds up amounts of different units (\(names.joined(separator: ", ")))."
  }
}

extension Explanation {
  /// What the explanation says of loads, in sentences.
  var loadNotes: [String] {
    guard case .settled(let summary) = loads else { return loads.notes(model) }
    let hasShares = steps.contains { step in
      step.share.map { $0.down > 0 && $0.down < 1 || $0.notUp > 0 && $0.notUp < 1 } ?? false
    }
    let chain = Set(steps.map(\.component))
    let weak = WeakNumberWording.sentence(summary.weakNumbers, model, nearest: chain).map { [$0] } ?? []
    return (hasShares ? [Loads.independence] : []) + (summary.isSettled ? [] : [Loads.unsettled]) + weak
  }
}

extension Impact {
  /// What the answer says of loads, in sentences.
  var loadNotes: [String] {
    loads.notes(
      model, affectedBefore: affectedBefore,
      overloaded: Set(effects.lazy.filter { $0.overload != nil }.map(\.component)))
  }
}

extension Impact.LoadSummary {
  /// How much demand is lost: `12% of all demand lost (3% without the fault)`; `nil` if there is no demand.
  var demandPhrase: String? {
    guard let lostDemand else { return nil }
    guard lostDemand > 0 else { return "no demand lost" }
    let before = lostDemandBefore ?? 0
    return "\(percentage(lostDemand)) of all demand lost"
      + (before > 0 ? " (\(before == lostDemand ? "as" : percentage(before)) without the fault)" : "")
  }
}

extension LoadProblem {
  /// The problem as a clause.
  public func phrase(_ model: Model) -> String {
    switch self {
    case .callsWithoutEnd(let problem):
      let circle = problem.circle.map { model.outline($0).id.text.printable }
      if circle.count == 1 { return "\(circle[0]) calls itself without end" }
      return "calls in the circle of \(enumeration(of: circle, limit: 4)) grow without end"
    case .tooManyCalls(let problem):
      return "the requirements name more than \(grouped(problem.limit)) components, too many to compute loads for"
    case .tooMuchWork(let problem):
      return "more than 10^18 pieces of work per second come to \(model.outline(problem.component).id.text.printable)"
    }
  }
}
