public import DependencyModel

/// The numbers that an answer about loads rests on though they are only inferred or assumed.
public struct WeakNumbers: Hashable, Sendable {
  /// One number.
  public struct Number: Hashable, Sendable {
    /// What it is a number of.
    public enum Subject: Hashable, Sendable {
      /// What the component states of itself.
      case component(Component.KnownNumber)
      /// What the component states of how it calls what it requires.
      case requirement(CallTerms.KnownNumber, Requirement)
    }

    /// The component that states it.
    public let component: ComponentIndex
    /// What it is a number of.
    public let subject: Subject
    /// How sure it is: `inferred` or `assumed`.
    public let confidence: Confidence
    /// Where it is written.
    public let place: Place?
  }

  /// None.
  public static let none = WeakNumbers([])

  /// The numbers, in model order.
  public let numbers: [Number]

  init(_ numbers: [Number]) { self.numbers = numbers }

  /// Whether there is none.
  public var isEmpty: Bool { numbers.isEmpty }

  /// How many of them are of one confidence.
  public func count(_ confidence: Confidence) -> Int { numbers.count { $0.confidence == confidence } }

  /// Those that some condition holds for.
  func filter(_ isMeant: (Number) -> Bool) -> WeakNumbers { isEmpty ? self : WeakNumbers(numbers.filter(isMeant)) }
}

extension WeakNumbers {
  /// Those of a model, of requirements as far as these are trusted.
  ///
  /// - Complexity: linear in the requirements; a table states no numbers.
  init(of model: Model, trust: Confidence) {
    var found: [Number] = []
    guard model.components.table == nil else {
      self.init([])
      return
    }
    for (position, component) in model.components.enumerated() {
      let index = ComponentIndex(position)
      for number in Component.KnownNumber.allCases {
        guard let basis = component[basis: number], basis.confidence.isWeak, component.states(number) else { continue }
        found.append(
          Number(component: index, subject: .component(number), confidence: basis.confidence, place: component.place))
      }
      for relation in component.relations {
        relation.requirement.forEachWeakNumber(trust: trust) { number, confidence, requirement in
          found.append(
            Number(
              component: index, subject: .requirement(number, requirement), confidence: confidence,
              place: requirement.place ?? component.place))
        }
      }
    }
    self.init(found)
  }

  /// Those that count in an answer: of what carries work its demand, its limits and its calls, and of what may be lost in part
  /// what its shares follow from. How long work lasts counts only where something has slots.
  ///
  /// - Parameters:
  ///   - hasSlots: whether anything has slots.
  ///   - countsUnits: whether the answer counts the units of what is lost.
  ///   - carries: whether a component carries work.
  ///   - isLost: whether any of a component may be lost.
  func counting(
    hasSlots: Bool, countsUnits: Bool, carries: (ComponentIndex) -> Bool, isLost: (ComponentIndex) -> Bool
  ) -> WeakNumbers {
    filter { number in
      let component = number.component
      return switch number.subject {
      case .component(.units): countsUnits && isLost(component)
      case .component(.takes), .requirement(.timeout, _): hasSlots && carries(component)
      case .component, .requirement(.calls, _): carries(component)
      case .requirement: carries(component) || isLost(component)
      }
    }
  }
}

extension CompiledModel {
  /// The weak numbers that answers about loads may rest on, whatever fails: those of all that the work of any demand can come
  /// to, and what its shares follow from.
  ///
  /// - Complexity: linear in the requirements; little in a model without weak numbers.
  public var weakNumbersOfLoads: WeakNumbers {
    guard usesLoads else { return .none }
    let weak = WeakNumbers(of: model, trust: options.trust)
    guard !weak.isEmpty else { return .none }
    let carries = reachedFromDemand(onlyCalls: true)
    let isBelow = reachedFromDemand(onlyCalls: false)
    return weak.counting(
      hasSlots: model.components.contains { $0.slots != nil }, countsUnits: false,
      carries: { carries[$0.position] }, isLost: { isBelow[$0.position] })
  }

  /// By position whether a component has a demand, or is required by one that has, at any distance.
  ///
  /// - Parameter onlyCalls: whether requirements with no calls are left out.
  private func reachedFromDemand(onlyCalls: Bool) -> [Bool] {
    var isReached = model.components.map { ($0.demand?.value ?? 0) > 0 }
    var waiting = isReached.indices.filter { isReached[$0] }.map { ComponentIndex($0) }
    while let next = waiting.popLast() {
      for relation in model.components[next].relations where LoadLowering.carries(relation, trust: options.trust) {
        relation.requirement.forEachRequired(onlyCalls: onlyCalls) { id in
          guard let index = model.index(of: id), !isReached[index.position] else { return }
          isReached[index.position] = true
          waiting.append(index)
        }
      }
    }
    return isReached
  }
}

extension Component {
  /// Whether a number is stated.
  fileprivate func states(_ number: KnownNumber) -> Bool {
    switch number {
    case .units: units != nil
    case .demand: demand != nil
    case .capacity: capacity != nil
    case .slots: slots != nil
    case .takes: takes != nil
    }
  }
}

extension Requirement {
  /// The weak numbers that it and its members state, at any depth, as far as they are trusted.
  fileprivate func forEachWeakNumber(
    trust: Confidence, _ body: (CallTerms.KnownNumber, Confidence, Requirement) -> Void
  ) {
    guard confidence <= trust else { return }
    if statesTerms {
      let terms = terms
      for number in CallTerms.KnownNumber.allCases {
        if let basis = terms.bases[number], basis.confidence.isWeak { body(number, basis.confidence, self) }
      }
    }
    guard case .group(let group) = target, group.members.matched == nil else { return }
    for member in group.members { member.requirement.forEachWeakNumber(trust: trust, body) }
  }

  /// Every component that it names, at any depth.
  ///
  /// - Parameter onlyCalls: whether what is required with no calls is left out.
  fileprivate func forEachRequired(onlyCalls: Bool, _ body: (ComponentID) -> Void) {
    if onlyCalls, statesTerms, terms.calls == .zero { return }
    switch target {
    case .component(let id): body(id)
    case .group(let group):
      if group.members.matched != nil { return group.members.forEachComponent(body) }
      for member in group.members { member.requirement.forEachRequired(onlyCalls: onlyCalls, body) }
    }
  }
}
