internal import DecisionDiagrams
public import DependencyModel

extension CompiledModel {
  /// How likely some components are to be down, each that states an unavailability being down with it, independently.
  ///
  /// Exact, by decision diagrams: of all components together, or, where those would take too much memory or half of the
  /// time, of each alone.
  ///
  /// - Parameters:
  ///   - components: ascending; `nil` for all of the model.
  ///   - allowed: the greatest unavailability that was promised, 0…1; `nil` for none.
  ///   - memoryLimit: the bytes that diagrams may take.
  public func availability(
    of components: [ComponentIndex]? = nil, allowed: Double? = nil, memoryLimit: Int = 1 << 30
  ) -> Availability {
    let asked = components ?? Array(model.components.indices)
    var result = findAvailability(of: asked, allowed: allowed, isSelected: components != nil, memoryLimit: memoryLimit)
    result.weakRequirements = supporting(weakRequirements(below: asked)) { surer in
      result.isSame(
        as: surer.findAvailability(
          of: asked, allowed: allowed, isSelected: components != nil, memoryLimit: memoryLimit))
    }
    return result
  }

  private func findAvailability(
    of asked: [ComponentIndex], allowed: Double?, isSelected: Bool, memoryLimit: Int
  ) -> Availability {
    let chances = chances
    var work = AvailabilityWork(self, asked: asked, chances: chances, memoryLimit: memoryLimit)
    work.run()
    work.bound()
    return Availability(
      model: model, statedCount: chances.components.count, assumptions: chances.applied,
      entries: work.entries.map { $0! }, allowed: allowed, isSelected: isSelected, shortfalls: work.shortfalls)
  }

  /// The chance that one component is down.
  func unavailability(
    of target: ComponentIndex, _ chances: StatedChances, memoryLimit: Int
  ) throws(LimitReached) -> Unavailability {
    let together = commonCauseChances(chances)
    let logic = logic(of: [target], reaching: .down, seesCoverage: true, together: together.possible) {
      chances[$0] != nil
    }
    let diagrams = try FaultDiagrams(
      logic.logic, roots: logic.roots, memoryLimit: memoryLimit, isOver: limit.signal)
    return chances.unavailabilities(diagrams, logic, together)[0]
  }

  /// What the figure of a component rests on, with the bound that follows for it; `nil` if it is not known.
  ///
  /// - Parameters:
  ///   - target: the component.
  ///   - unavailability: its figure, at the upper end of a range; `nil` without a figure, which needs no bound.
  ///   - chances: the unavailabilities that count.
  ///   - memoryLimit: the bytes that the diagrams of the bound may take.
  func coverage(
    of target: ComponentIndex, unavailability: Double?, _ chances: StatedChances, memoryLimit: Int
  ) -> Coverage? {
    var search = CoverageSearch(self, chances)
    guard var found = search.coverage(of: target) else { return nil }
    if let unavailability {
      found.unavailabilityAtMost =
        found.knownBound(unavailability)
        ?? (try? UnavailabilityBound(self, chances).bounds(of: [target], memoryLimit: memoryLimit, limit))?[0]
    }
    return found
  }
}

extension StatedChances {
  /// The chance of each event of some logic, at one end of ranges.
  func events(
    _ logic: ModelLogic, _ together: CommonCauseChances, _ end: (Unavailability) -> Double
  ) -> EventProbabilities {
    let values = logic.components.map { end(together.alone($0, of: self[$0]!)) }
    let coverages = logic.switchings.map(\.coverage)
    let causes = logic.commonCauses.map { end(together.events[$0]!) }
    return EventProbabilities(
      values: values + coverages.map(\.complement) + causes,
      complements: values.map { 1 - $0 } + coverages.map(\.value) + causes.map { 1 - $0 })
  }

  fileprivate func unavailabilities(
    _ diagrams: FaultDiagrams, _ logic: ModelLogic, _ together: CommonCauseChances
  ) -> [Unavailability] {
    let high = diagrams.probabilities(events(logic, together, \.high))
    let isRange =
      logic.components.contains { self[$0]!.low != self[$0]!.high }
      || logic.commonCauses.contains { together.events[$0]!.low != together.events[$0]!.high }
    let low = isRange ? diagrams.probabilities(events(logic, together, \.low)) : high
    return zip(low, high).map { Unavailability(low: $0, high: $1) }
  }
}

/// The steps of an answer about availability, and what they share.
private struct AvailabilityWork {
  /// The most pairs of a component and one that matters to it whose importance is reported.
  private static let importanceLimit = 200_000
  /// After this many components whose diagrams took too much memory, the rest are not tried one by one.
  private static let failureLimit = 2

  let compiled: CompiledModel
  let asked: [ComponentIndex]
  let chances: StatedChances
  private let together: CommonCauseChances
  let memoryLimit: Int
  /// In step with `asked`.
  var entries: [Availability.Entry?]
  var shortfalls: [Availability.Shortfall] = []
  private var pairCount = 0
  private var coverage: CoverageSearch

  init(_ compiled: CompiledModel, asked: [ComponentIndex], chances: StatedChances, memoryLimit: Int) {
    self.compiled = compiled
    self.asked = asked
    self.chances = chances
    together = compiled.commonCauseChances(chances)
    coverage = CoverageSearch(compiled, chances)
    self.memoryLimit = memoryLimit
    entries = [Availability.Entry?](repeating: nil, count: asked.count)
  }

  mutating func run() {
    guard !asked.isEmpty else { return }
    if solve(asked.indices, compiled.limit.part(asked.count > 1 ? 0.5 : 1)) == nil { return }
    var failures = 0
    for place in asked.indices {
      if failures < Self.failureLimit, !compiled.limit.isReached {
        // A component that takes too long must leave time for the others.
        let problem = solve(place..<place + 1, compiled.limit.part(asked.count - place > 1 ? 0.25 : 1))
        guard let problem else { continue }
        if problem == .memory { note(.memory(bytes: memoryLimit)) } else { noteTime() }
        failures += problem == .memory ? 1 : 0
      } else if compiled.limit.isReached {
        noteTime()
      }
      entries[place] = Availability.Entry(
        component: asked[place], unavailability: nil, coverage: coverage.coverage(of: asked[place]), importance: nil,
        switchings: nil, commonCauses: nil)
    }
  }

  /// Adds to each figure how great it can be at most.
  mutating func bound() {
    var open: [Int] = []
    for place in entries.indices {
      guard let chance = entries[place]?.unavailability, let coverage = entries[place]?.coverage else { continue }
      entries[place]?.coverage?.unavailabilityAtMost = coverage.knownBound(chance.high)
      if entries[place]?.coverage?.unavailabilityAtMost == nil { open.append(place) }
    }
    guard !open.isEmpty else { return }
    let search = UnavailabilityBound(compiled, chances)
    if bound(open, search, compiled.limit.part(open.count > 1 ? 0.5 : 1)) == nil { return }
    var failures = 0
    for (number, place) in open.enumerated() where failures < Self.failureLimit && !compiled.limit.isReached {
      guard let problem = bound([place], search, compiled.limit.part(number + 1 < open.count ? 0.25 : 1)) else {
        continue
      }
      if problem == .memory { note(.memory(bytes: memoryLimit)) } else { noteTime() }
      failures += problem == .memory ? 1 : 0
    }
    if compiled.limit.isReached { noteTime() }
  }

  /// Adds the bounds of some entries with diagrams that they share; reports why they are missing.
  private mutating func bound(_ places: [Int], _ search: UnavailabilityBound, _ limit: WorkLimit) -> LimitReached? {
    do throws(LimitReached) {
      let memory = places.count > 1 ? memoryLimit / 4 : memoryLimit
      let bounds = try search.bounds(of: places.map { asked[$0] }, memoryLimit: memory, limit)
      for (place, bound) in zip(places, bounds) { entries[place]?.coverage?.unavailabilityAtMost = bound }
      return nil
    } catch {
      return error
    }
  }

  private mutating func noteTime() { if let allowance = compiled.limit.reached { note(.time(allowance)) } }

  private mutating func note(_ shortfall: Availability.Shortfall) {
    if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
  }

  /// Answers for some of the components asked about with diagrams that they share; reports why others are missing.
  private mutating func solve(_ places: Range<Int>, _ limit: WorkLimit) -> LimitReached? {
    let logic = compiled.logic(
      of: Array(asked[places]), reaching: .down, seesCoverage: true, together: together.possible
    ) { chances[$0] != nil }
    // Where there are others to fall back upon, the attempt at all of them together is given less.
    let memory = places.count > 1 ? memoryLimit / 4 : memoryLimit
    let diagrams: FaultDiagrams
    do {
      diagrams = try FaultDiagrams(logic.logic, roots: logic.roots, memoryLimit: memory, isOver: limit.signal)
    } catch {
      return error
    }
    let values = chances.unavailabilities(diagrams, logic, together)
    let events = chances.events(logic, together, \.high)
    for (root, place) in places.enumerated() {
      let found = importance(root, values[root].high, diagrams, logic, events)
      entries[place] = Availability.Entry(
        component: asked[place], unavailability: values[root], coverage: rests(on: asked[place]),
        importance: found?.components, switchings: found?.switchings, commonCauses: found?.commonCauses)
    }
    return nil
  }

  private mutating func rests(on component: ComponentIndex) -> Coverage? {
    let found = coverage.coverage(of: component)
    if found == nil { if compiled.limit.isReached { noteTime() } else { note(.coverage) } }
    return found
  }

  private mutating func importance(
    _ root: Int, _ value: Double, _ diagrams: FaultDiagrams, _ logic: ModelLogic, _ events: EventProbabilities
  ) -> (
    components: [Availability.Importance], switchings: [Availability.Switching],
    commonCauses: [Availability.JointFailure]
  )? {
    guard pairCount < Self.importanceLimit else {
      note(.importance(limit: Self.importanceLimit))
      return nil
    }
    guard !compiled.limit.isReached else {
      noteTime()
      return nil
    }
    let found = diagrams.importance(ofRoot: root, events, isOver: compiled.limit.signal)
    pairCount += max(found.count, diagrams.nodeCount / 64)
    if found.contains(where: { $0.cutSetsTrue == nil }) {
      if compiled.limit.isReached { noteTime() } else { note(.cutSets) }
    }
    var components: [Availability.Importance] = []
    var switchings: [Availability.Switching] = []
    var commonCauses: [Availability.JointFailure] = []
    for event in found {
      let own = events.values[Int(event.event)]
      func share(_ part: Double) -> Double? { value > 0 ? part / value : nil }
      let number = Int(event.event) - logic.components.count
      let cause =
        number < logic.switchings.count
        ? nil : compiled.commonCauses[logic.commonCauses[number - logic.switchings.count]]
      let component =
        number < 0
        ? logic.components[Int(event.event)] : cause?.statements[0].owner ?? logic.switchings[number].owner
      let importance = Availability.Importance(
        component: component, unavailability: own, shared: number < 0 ? together.shared(component)?.high ?? 0 : 0,
        birnbaum: event.birnbaum,
        criticality: share(own * event.birnbaum), fussellVesely: event.cutSetsTrue.flatMap(share),
        riskAchievementWorth: share(event.whenTrue),
        riskReductionWorth: event.whenFalse > 0 ? value / event.whenFalse : nil, withoutIt: event.whenFalse)
      if number < 0 {
        components.append(importance)
      } else if let cause {
        commonCauses.append(.init(cause: cause, unavailability: own, importance: importance))
      } else {
        switchings.append(
          .init(requirement: logic.switchings[number].requirement, unavailability: own, importance: importance))
      }
    }
    return (components, switchings, commonCauses)
  }
}
