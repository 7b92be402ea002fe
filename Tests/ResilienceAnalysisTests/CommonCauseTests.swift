import DecisionDiagrams
import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Common causes of groups against models in which each is a component that its members need.
@Suite struct CommonCauseTests {
  // MARK: The same, said with components

  /// A model in which every common cause is a component of its own, and what is left of its members fails by itself.
  struct Explicit {
    let model: Model
    /// The members of each common cause, by the id of its component.
    var members: [ComponentID: Set<ComponentID>] = [:]

    /// - Parameters:
    ///   - original: a model whose groups state common causes.
    ///   - end: the end of ranges.
    ///   - target: a component whose common causes are left out; `nil` to leave out those that never happen.
    init(_ original: Model, _ end: (Unavailability) -> Double, apartFrom target: ComponentID? = nil) {
      var shares: [(members: Set<ComponentID>, share: Double)] = []
      for component in original.components {
        for relation in component.relations where [.needs, .uses, .degradedBy].contains(relation.kind) {
          Self.collect(relation.requirement, &shares)
        }
      }
      // What survives independently: the survival of all, divided by that of the common causes, in logarithms.
      var hazards: [ComponentID: Double] = [:]
      for component in original.components { hazards[component.id] = component.unavailability.map { -log1p(-end($0)) } }
      var components = Array(original.components)
      for (number, cause) in shares.enumerated() {
        let values = cause.members.map { original[$0]!.unavailability.map(end) }
        let least = values.contains(nil) ? nil : values.map { $0! }.min()
        let chance = least.map { $0 * cause.share }
        if let chance, chance > 0 { for member in cause.members { hazards[member]! += log1p(-chance) } }
        guard target == nil ? (chance ?? 0) > 0 : !cause.members.contains(target!) else { continue }
        let id = ComponentID("together-\(number)")
        members[id] = cause.members
        var event = Component(id)
        event.unavailability = chance.map { Unavailability(low: $0, high: $0) }
        components.append(event)
        for index in components.indices where cause.members.contains(components[index].id) {
          components[index].relations.append(.init(.needs, Requirement(on: id)))
        }
      }
      for index in components.indices {
        for relation in components[index].relations.indices {
          components[index].relations[relation].requirement.state { .impossible }
        }
      }
      for index in components.indices where members[components[index].id] == nil {
        guard let hazard = hazards[components[index].id] else { continue }
        // A component that a common cause takes down all the time is as good as none by itself.
        let alone = hazard.isNaN ? 0 : max(0, -expm1(-hazard))
        components[index].unavailability = Unavailability(low: alone, high: alone)
      }
      model = Model(name: original.name, components: components)
    }

    private static func collect(
      _ requirement: Requirement, _ shares: inout [(members: Set<ComponentID>, share: Double)]
    ) {
      guard case .group(let group) = requirement.target else { return }
      for member in group.members { collect(member.requirement, &shares) }
      var members: Set<ComponentID> = []
      requirement.forEachComponent { members.insert($0) }
      guard group.commonCause.value > 0, members.count > 1 else { return }
      if let known = shares.firstIndex(where: { $0.members == members }) {
        shares[known].share = max(shares[known].share, group.commonCause.value)
      } else {
        shares.append((members, group.commonCause.value))
      }
    }
  }

  /// A small random model whose groups state common causes, and whose components mostly state an unavailability.
  ///
  /// - Parameter hasRanges: whether some state a range.
  static func model(_ seed: UInt64, hasRanges: Bool = true) -> Model {
    var random = SplitMix64(seed: seed &* 31 &+ 5)
    let plain = RandomModel.model(seed: seed % 300)
    let values = [0, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.5, 1]
    var groupCount = 0
    for component in plain.components {
      for relation in component.relations { groupCount += relation.requirement.groupCount }
    }
    // Together at most all failures of a component, whatever groups it is in.
    let shares =
      groupCount <= 1 ? ["0", "5%", "50%", "100%"] : groupCount <= 4 ? ["0", "10%", "25%"] : ["0", "5%", "1%"]
    let components = plain.components.map { component -> Component in
      var component = component
      if Int.random(in: 0..<10, using: &random) > 0 {
        let low = values.randomElement(using: &random)!
        let high =
          !hasRanges || Bool.random(using: &random) ? low : values.filter { $0 >= low }.randomElement(using: &random)!
        component.unavailability = Unavailability(low: low, high: high)
      }
      for index in component.relations.indices {
        component.relations[index].requirement.state { Probability(text: shares.randomElement(using: &random)!)! }
      }
      return component
    }
    return Model(name: plain.name, components: components)
  }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-11 * max(left, right) + 1e-15
  }

  private func loaded(_ components: String) throws -> Model {
    try ModelLoader.load(Array("model: M\ncomponents:\n\(components)".utf8), file: "m.yaml").model
  }

  private func unavailability(_ model: Model, _ id: ComponentID) throws -> Double {
    let target = try #require(model.index(of: id))
    return try #require(CompiledModel(model).availability(of: [target]).entries[0].unavailability).high
  }

  // MARK: Figures

  @Test("Figures of random models are the sums over all states with the common causes", arguments: 0..<20)
  func bruteForce(_ block: UInt64) throws {
    var (tried, withCauses) = (0, 0)
    for seed in block * 150..<block * 150 + 150 {
      let model = Self.model(seed)
      let (low, high) = (Explicit(model, \.low), Explicit(model, \.high))
      let switchings = model.components.reduce(0) { $0 + $1.relations.reduce(0) { $0 + $1.requirement.switchingCount } }
      guard high.model.components.count + switchings <= 9 else { continue }
      tried += 1
      withCauses += high.members.isEmpty ? 0 : 1
      let lowSums = AvailabilityTests.enumerated(low.model) { low.model.components[$0].unavailability!.low }
      let highSums = AvailabilityTests.enumerated(high.model) { high.model.components[$0].unavailability!.high }
      for entry in CompiledModel(model).availability().entries {
        let found = try #require(entry.unavailability)
        #expect(isClose(found.low, lowSums[entry.component]), "seed \(seed), \(entry.component)")
        #expect(isClose(found.high, highSums[entry.component]), "seed \(seed), \(entry.component)")
      }
    }
    #expect(tried >= 50)
    #expect(withCauses >= 10)
  }

  @Test(
    "Two of three alike have the unavailability of the textbook", arguments: [(0.01, 0.05), (1e-4, 0.1), (0.3, 0.5)])
  func twoOfThree(_ q: Double, _ beta: Double) throws {
    let model = try loaded(
      """
        t: { needs: { atLeast: 2, of: [a, b, c], commonCause: \(beta) } }
        a: { unavailability: \(q) }
        b: { unavailability: \(q) }
        c: { unavailability: \(q) }
      """)
    let together = beta * q
    let alone = 1 - (1 - q) / (1 - together)
    let expected = together + (1 - together) * (3 * alone * alone - 2 * alone * alone * alone)
    let found = try unavailability(model, "t")
    #expect(isClose(found, expected))
    // NUREG/CR-4780: βQ + 3((1 − β)Q)², where Q is small.
    let rare = beta * q + 3 * pow((1 - beta) * q, 2)
    if q <= 0.01 { #expect(abs(found - rare) <= 0.01 * rare) }
    for member in ["a", "b", "c"] as [ComponentID] { #expect(isClose(try unavailability(model, member), q)) }
  }

  @Test("Of unlike members the least likely counts, and each stays as it is")
  func unlike() throws {
    let model = try loaded(
      """
        t: { needs: { any: [a, b, zone], commonCause: 10% } }
        a: { unavailability: 0.2, in: zone }
        b: { unavailability: 0.01 }
      domains: { zone: { unavailability: 0.05 } }
      """)
    let together = 0.1 * 0.01
    func alone(_ q: Double) -> Double { (q - together) / (1 - together) }
    // The loss of the zone is that of a too.
    let expected = together + (1 - together) * alone(0.01) * alone(0.05)
    #expect(isClose(try unavailability(model, "t"), expected))
    #expect(isClose(try unavailability(model, "b"), 0.01))
    #expect(isClose(try unavailability(model, "zone"), 0.05))
  }

  @Test("Groups of the same members state one event, the greatest share of which counts")
  func oneEvent() throws {
    let model = try loaded(
      """
        t: { needs: [web, api] }
        web: { needs: { any: [a, b], commonCause: 5% } }
        api: { needs: { any: [{ all: [b] }, a, b], commonCause: 20% } }
        a: { unavailability: 0.1 }
        b: { unavailability: 0.1 }
      """)
    let target = try #require(model.index(of: "t"))
    let entry = CompiledModel(model).availability(of: [target]).entries[0]
    let joint = try #require(entry.commonCauses?.first)
    #expect(entry.commonCauses?.count == 1)
    #expect(joint.cause.share == 0.2)
    #expect(joint.cause.statements.map { model.outline($0.owner).id } == ["web", "api"])
    #expect(joint.unavailability == 0.1 * 0.2)
    let (together, alone) = (0.02, 0.08 / 0.98)
    #expect(isClose(entry.unavailability!.high, together + (1 - together) * alone * alone))
  }

  @Test("A member without an unavailability leaves no event, and the bound counts that of the others")
  func unstated() throws {
    let model = try loaded(
      """
        t: { needs: { atLeast: 2, of: [a, b, c], commonCause: 50% } }
        a: { unavailability: 0.1 }
        b: { unavailability: 0.1 }
        c: {}
      """)
    let target = try #require(model.index(of: "t"))
    let entry = CompiledModel(model).availability(of: [target]).entries[0]
    #expect(entry.commonCauses?.isEmpty == true)
    #expect(isClose(entry.unavailability!.high, 0.01))
    let (together, alone) = (0.05, 0.05 / 0.95)
    #expect(
      isClose(entry.coverage!.unavailabilityAtMost!, 1 - (1 - together) * (1 - alone) * (1 - alone)))
    #expect(entry.coverage?.isWhole == false)
  }

  @Test("Importance is that of the same model with a component for each common cause", arguments: 0..<10)
  func importance(_ block: UInt64) throws {
    var compared = 0
    for seed in block * 40..<block * 40 + 40 {
      let model = Self.model(seed &+ 77_000)
      let explicit = Explicit(model, \.high)
      guard !explicit.members.isEmpty else { continue }
      let answer = CompiledModel(model).availability()
      let expected = CompiledModel(explicit.model).availability()
      for entry in answer.entries {
        let other = expected.entries[entry.component.position]
        var byID: [ComponentID: Availability.Importance] = [:]
        for part in other.importance! { byID[explicit.model.components[part.component].id] = part }
        for part in entry.importance! {
          let same = try #require(byID[model.components[part.component].id], "seed \(seed)")
          compare(part, same, "seed \(seed)")
        }
        let joint = entry.commonCauses!
        let names = byID.keys.filter { explicit.members[$0] != nil }
        #expect(joint.count == names.count, "seed \(seed)")
        for part in joint {
          let members = Set(part.cause.components.map { model.components[$0].id })
          let name = try #require(names.first { explicit.members[$0] == members })
          compare(part.importance, byID[name]!, "seed \(seed)")
          compared += 1
        }
      }
    }
    #expect(compared > 4)
  }

  private func compare(
    _ part: Availability.Importance, _ same: Availability.Importance, _ comment: Comment
  ) {
    func isSame(_ left: Double?, _ right: Double?) -> Bool {
      guard let left, let right else { return left == nil && right == nil }
      return abs(left - right) <= 1e-9 * max(abs(left), abs(right)) + 1e-12
    }
    #expect(isSame(part.birnbaum, same.birnbaum), comment)
    #expect(isSame(part.criticality, same.criticality), comment)
    #expect(isSame(part.fussellVesely, same.fussellVesely), comment)
    #expect(isSame(part.riskAchievementWorth, same.riskAchievementWorth), comment)
    #expect(isSame(part.withoutIt, same.withoutIt), comment)
  }

  @Test("An improvement of a member keeps the promise, with the common cause as it is")
  func improvement() throws {
    func model(_ a: Double) throws -> Model {
      try loaded(
        """
          t: { needs: [a, { any: [a, b], commonCause: 10% }] }
          a: { unavailability: \(a) }
          b: { unavailability: 0.001 }
        """)
    }
    let before = try model(0.1)
    let target = try #require(before.index(of: "t"))
    let answer = CompiledModel(before).availability(of: [target], allowed: 0.02)
    let improvement = try #require(answer.improvements(of: answer.entries[0]).first)
    #expect(improvement.unavailability == 0.1)
    #expect(isClose(improvement.sufficient, 0.02))
    #expect(isClose(try unavailability(try model(improvement.sufficient), "t"), 0.02))
  }

  // MARK: Cut sets

  private struct EventSet: Hashable {
    let components: Set<ComponentID>
    let causes: Set<Set<ComponentID>>
  }

  @Test("Cut sets are those of the same model with a component for each common cause", arguments: 0..<20)
  func cutSets(_ block: UInt64) throws {
    var withCauses = 0
    for seed in block * 60..<block * 60 + 60 {
      let model = Self.model(seed &+ 500, hasRanges: false)
      let target = model.components.endIndex.advanced(by: -1)
      let explicit = Explicit(model, \.high, apartFrom: model.components[target].id)
      for size in [1, 2, 3, nil] {
        var question = CompiledModel.RiskQuestion(size: size)
        question.isByChance = seed % 2 == 0
        var expectedQuestion = question
        question.seesCommonCauses = true
        expectedQuestion.among = nil
        let risks = CompiledModel(model).risks(of: target, question)
        let expected = CompiledModel(explicit.model).risks(of: target, expectedQuestion)
        #expect(risks.isAlwaysDown == expected.isAlwaysDown)
        guard !risks.isAlwaysDown else { continue }
        var chances: [EventSet: Double?] = [:]
        for (number, set) in expected.minimalCutSets.enumerated() {
          let ids = set.map { explicit.model.components[$0].id }
          let key = EventSet(
            components: Set(ids.filter { explicit.members[$0] == nil }),
            causes: Set(ids.compactMap { explicit.members[$0] }))
          chances[key] = .some(expected.likelihood?.chances[number])
        }
        #expect(risks.minimalCutSets.count == expected.minimalCutSets.count, "seed \(seed)")
        #expect(risks.counts.map { "\($0.size) \($0.count)" } == expected.counts.map { "\($0.size) \($0.count)" })
        for (number, set) in risks.minimalCutSets.enumerated() {
          let causes = risks.causes(ofSet: number)
          let joint = causes.commonCauses.map { risks.commonCauses[$0].components }
          withCauses += joint.isEmpty ? 0 : 1
          let key = EventSet(
            components: Set(causes.components.map { model.components[$0].id }),
            causes: Set(joint.map { Set($0.map { model.components[$0].id }) }))
          let chance = try #require(chances[key], "seed \(seed), \(key)")
          if let likelihood = risks.likelihood {
            #expect((likelihood.chances[number] == nil) == (chance == nil), "seed \(seed), \(key)")
            #expect(isClose(likelihood.chances[number] ?? 0, chance ?? 0), "seed \(seed), \(key)")
          }
          #expect(Set(set) == Set(causes.components + joint.joined()))
          #expect(set == set.sorted())
        }
        if let sum = risks.likelihood?.sum, let other = expected.likelihood?.sum {
          #expect(isClose(sum, other), "seed \(seed)")
        }
        let answer = CompiledModel(model).availability(of: [target]).entries[0]
        if let figure = risks.unavailability, let all = answer.unavailability {
          #expect(isClose(figure.high, all.high), "seed \(seed), size \(size ?? 0)")
        }
        let ordered = CompiledModel(model).worstFirst(risks)
        #expect(ordered.minimalCutSets.count == ordered.causes.count || ordered.causes.isEmpty)
        for number in ordered.minimalCutSets.indices {
          let causes = ordered.causes(ofSet: number)
          #expect(
            Set(ordered.minimalCutSets[number])
              == Set(causes.components + causes.commonCauses.flatMap { ordered.commonCauses[$0].components }))
        }
        #expect(ordered.lines().reduce(0) { $0 + $1.count } == risks.minimalCutSets.count)
      }
    }
    #expect(withCauses > 0)
  }

  @Test("Cut sets without common causes are as ever, and a tolerated loss delays common causes too")
  func timedSets() throws {
    let model = try loaded(
      """
        t: { needs: { any: [a, b], commonCause: 10%, tolerates: 10s } }
        a: { unavailability: 0.1 }
        b: {}
      """)
    let target = try #require(model.index(of: "t"))
    let compiled = CompiledModel(model)
    #expect(compiled.risks(of: target).causes.isEmpty)
    var question = CompiledModel.RiskQuestion()
    question.seesCommonCauses = true
    question.within = .seconds(5)
    #expect(compiled.risks(of: target, question).minimalCutSets.isEmpty)
    question.within = .seconds(20)
    let risks = compiled.risks(of: target, question)
    #expect(risks.causes.map(\.count) == [1, 2])
    #expect(risks.minimalCutSets == [[1, 2], [1, 2]])
    #expect(risks.moments == [.seconds(10), .seconds(10)])
    question.isByChance = true
    question.within = nil
    #expect(compiled.risks(of: target, question).likelihood?.chances == [nil, nil])
    let changes = compiled.following(configuration: true)
    #expect(changes.risks(of: target, question).causes.isEmpty)
  }

  @Test("A common cause of the target itself, or of what is not tried, is in no set")
  func untried() throws {
    let model = try loaded(
      """
        t: { needs: b, unavailability: 0.1 }
        x: { needs: { any: [t, c], commonCause: 50% } }
        y: { needs: { any: [b, c], commonCause: 50% } }
        b: { unavailability: 0.1 }
        c: { unavailability: 0.1 }
      """)
    let compiled = CompiledModel(model)
    var question = CompiledModel.RiskQuestion()
    question.seesCommonCauses = true
    question.isByChance = true
    let all = compiled.risks(of: 0, question)
    #expect(all.causes.map(\.commonCauses) == [[], [1]] || all.causes.map(\.commonCauses) == [[1], []])
    #expect(all.likelihood?.hasOtherCommonCauses == true)
    question.among = [3]
    let few = compiled.risks(of: 0, question)
    #expect(few.causes.isEmpty)
    #expect(few.minimalCutSets == [[3]])
    #expect(few.likelihood?.hasOtherCommonCauses == true)
  }
}

extension Requirement {
  /// How many groups there are in it.
  fileprivate var groupCount: Int {
    guard case .group(let group) = target else { return 0 }
    return 1 + group.members.reduce(0) { $0 + $1.requirement.groupCount }
  }

  /// How many of its groups may not switch.
  fileprivate var switchingCount: Int {
    guard case .group(let group) = target else { return 0 }
    return (group.coverage == .certain ? 0 : 1) + group.members.reduce(0) { $0 + $1.requirement.switchingCount }
  }

  /// Gives each of its groups a common cause.
  fileprivate mutating func state(_ share: () -> Probability) {
    guard case .group(var group) = target else { return }
    group.commonCause = share()
    for member in group.members.indices { group.members[member].requirement.state(share) }
    target = .group(group)
  }
}
