public import DependencyModel

/// How many of the requirements that an answer rests on are only inferred or assumed.
public struct WeakRequirements: Hashable, Sendable {
  /// None.
  public static let none = WeakRequirements()

  /// The number of inferred ones.
  public private(set) var inferred = 0
  /// The number of assumed ones.
  public private(set) var assumed = 0

  /// Their number.
  public var count: Int { inferred + assumed }

  /// Whether there is none.
  public var isEmpty: Bool { count == 0 }

  /// The weakest confidence to be trusted so that these, and no surer ones, are left out.
  public var trustWithoutThem: Confidence { inferred == 0 ? .inferred : .referenced }

  init() {}

  /// Counts confidences; those that are not weak do not count.
  public init(_ confidences: some Sequence<Confidence>) { for confidence in confidences { add(confidence) } }

  /// Those that are at least as sure as some confidence.
  func trusted(_ trust: Confidence) -> WeakRequirements {
    var result = self
    if trust < .assumed { result.assumed = 0 }
    if trust < .inferred { result.inferred = 0 }
    return result
  }

  mutating func add(_ confidence: Confidence) {
    switch confidence {
    case .inferred: inferred += 1
    case .assumed: assumed += 1
    case .observed, .declared, .referenced: break
    }
  }

  /// Counts a requirement and its members, at any depth, as far as they are trusted.
  mutating func add(_ requirement: Requirement, trusting trust: Confidence) {
    guard requirement.confidence <= trust else { return }
    add(requirement.confidence)
    guard case .group(let group) = requirement.target, group.members.matched == nil else { return }
    for member in group.members { add(member.requirement, trusting: trust) }
  }
}

extension CompiledModel {
  /// The weak requirements that count among those of some components and of all that they depend on.
  ///
  /// - Complexity: linear in the requirements below the components; constant in a model without weak ones.
  func weakRequirements(below components: some Sequence<ComponentIndex>) -> WeakRequirements {
    guard !weakRequirements.isEmpty else { return .none }
    var result = WeakRequirements()
    var isKnown = [Bool](repeating: false, count: model.components.count)
    var waiting: [ComponentIndex] = []
    func add(_ component: ComponentIndex) {
      guard !isKnown[component.position] else { return }
      isKnown[component.position] = true
      waiting.append(component)
    }
    components.forEach(add)
    while let current = waiting.popLast() {
      for relation in model.components[current].relations
      where relation.kind.isHard || relation.kind.isSoft
        || (options.followsConfiguration && relation.kind == .configuredBy)
      {
        result.add(relation.requirement, trusting: options.trust)
        guard relation.requirement.confidence <= options.trust else { continue }
        relation.requirement.forEachComponent { if let index = model.index(of: $0) { add(index) } }
      }
    }
    return result
  }

  /// The weak requirements that an answer rests on: not those without which it is the same.
  ///
  /// - Parameters:
  ///   - weak: those that were counted for the answer.
  ///   - isSame: whether a model with less trust gives the same answer.
  /// - Returns: all of them if there was no time to find out.
  /// - Complexity: that of the answer once more, or twice if there are inferred and assumed ones; nothing without weak ones.
  package func supporting(_ weak: WeakRequirements, isSame: (CompiledModel) -> Bool) -> WeakRequirements {
    for trust in [Confidence.referenced, .inferred] where trust < options.trust {
      let left = weak.trusted(trust)
      guard left != weak, left.isEmpty || weak.inferred > 0, !limit.isReached else { continue }
      if isSame(trusting(trust)), !limit.isReached { return left }
    }
    return weak
  }
}
