import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// What matters comes first: tiers, then weights, then counts.
@Suite struct ImportanceTests {
  private static func compiled(_ components: String, faults: String = "{}") throws -> CompiledModel {
    let text = "model: M\ncomponents:\n\(components)\nfaults: \(faults)\n"
    return CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  /// A random model in which some components state a tier or an owner.
  static func model(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed &+ 77)
    let greatest = [0, 1, 3, 1_000_000][Int(seed % 4)]
    let model = RandomModel.model(seed: seed)
    return model.with(
      model.components.map { component in
        var component = component
        if Int.random(in: 0..<3, using: &random) > 0 { component.tier = Int.random(in: 0...greatest, using: &random) }
        component.owner = [nil, "a", "b"].randomElement(using: &random)!
        return component
      })
  }

  private static func ids(_ components: [ComponentIndex], _ model: Model) -> [String] {
    components.map { model.outline($0).id.text }
  }

  // MARK: Rankings

  @Test("A fault that affects a lower tier is worse than one that affects more of a higher one")
  func tiersBeforeCounts() throws {
    let jobs = (0..<8).map { "  job-\($0): { tier: 4, needs: batch-bus }" }.joined(separator: "\n")
    let compiled = try Self.compiled(
      """
        customers: { tier: 0, needs: [edge, db] }
        edge: {}
        db: {}
        batch-bus: {}
        note: { needs: orphan }
        orphan: {}
      """ + "\n" + jobs)
    let ranking = compiled.ranking()
    #expect(
      ranking.entries.prefix(4).map { Self.ids($0.fault, compiled.model) } == [
        ["edge"], ["db"], ["batch-bus"], ["orphan"],
      ])
    #expect(ranking.entries[0].lowestTier == TierEffect(tier: 0, down: 1, degraded: 0))
    #expect(ranking.entries[2].lowestTier == TierEffect(tier: 4, down: 8, degraded: 0))
    #expect(ranking.entries[3].lowestTier == nil)
    #expect(ranking.criteria == [.tier, .count])
  }

  @Test("Within a tier, more that is down comes first, then more that is degraded, then weight, then count")
  func orderWithinATier() throws {
    let compiled = try Self.compiled(
      """
        a: { tier: 0, needs: one, uses: [two, three, heavy, light] }
        b: { tier: 0, uses: [two, heavy] }
        c: { tier: 1, weight: 7, needs: heavy }
        d: { tier: 1, needs: light }
        e: { needs: light }
        one: {}
        two: {}
        three: {}
        heavy: {}
        light: {}
      """)
    let names = compiled.ranking().entries.prefix(5).map { Self.ids($0.fault, compiled.model)[0] }
    #expect(names == ["one", "heavy", "two", "light", "three"])
    #expect(compiled.ranking().criteria == [.tier, .weight, .count])
  }

  @Test("The lowest tier of a fault, and what it suffers, is that of the fault's impact", arguments: 0..<UInt64(60))
  func lowestTier(seed: UInt64) throws {
    let compiled = CompiledModel(Self.model(seed: seed * 13))
    let ranking = compiled.ranking()
    #expect(ranking.entries == compiled.model.components.indices.map { RankingTests.expected([$0], compiled) }.sorted())
    let pairs = try compiled.rankingOfPairs()
    #expect(pairs.entries == pairs.entries.map { RankingTests.expected($0.fault, compiled) }.sorted())
  }

  @Test("The lowest tiers of many faults are those of their impacts")
  func manyFaults() {
    let large = RankingTests.large(seed: 3)
    var random = SplitMix64(seed: 5)
    let compiled = CompiledModel(
      large.with(
        large.components.map { component in
          var component = component
          if Int.random(in: 0..<4, using: &random) > 0 { component.tier = Int.random(in: 0...9, using: &random) }
          return component
        }))
    let entries = compiled.ranking().entries
    #expect(entries.count > 512)
    #expect(entries == entries.map { RankingTests.expected($0.fault, compiled) }.sorted())
  }

  @Test("A named fault is ranked by what its impact says, behind a component that is as bad")
  func namedFaults() throws {
    let compiled = try Self.compiled(
      """
        shop: { tier: 0, needs: db, uses: cache }
        db: {}
        cache: {}
      """, faults: "{ slow: { degraded: db }, both: { down: [db, cache] }, nothing: { down: shop } }")
    let ranking = compiled.ranking(namedFaults: [0, 1, 2])
    #expect(ranking.triedCount == 6)
    #expect(ranking.triedNamedCount == 3)
    #expect(ranking.total == 6)
    let names = ranking.entries.map { entry in
      entry.named.map { compiled.model.faults[$0].id.text } ?? Self.ids(entry.fault, compiled.model)[0]
    }
    #expect(names == ["db", "both", "cache", "slow", "shop", "nothing"])
    #expect(ranking.entries[3].lowestTier == TierEffect(tier: 0, down: 0, degraded: 1))
    #expect(ranking.entries[1].of == 1)
    #expect(compiled.ranking(of: [], namedFaults: [1]).entries.map(\.named) == [1])
  }

  @Test("Named faults that there is no time for are missing")
  func namedFaultsAndTime() throws {
    let compiled = try Self.compiled("  a: { needs: b }\n  b: {}", faults: "{ f: { down: b } }")
    let cut = compiled.limited(to: WorkLimit(.looks(0))).ranking(namedFaults: [0])
    #expect(cut.triedCount == 0)
    #expect(cut.shortfall?.asked == 3)
    #expect(!cut.isComplete)
  }

  // MARK: Impacts

  @Test("The blast radius by tier and by owner has each affected component once", arguments: 0..<UInt64(60))
  func shares(seed: UInt64) {
    let model = Self.model(seed: seed * 7)
    let fault = RandomModel.fault(of: model, seed: seed)
    let impact = CompiledModel(model).impact(of: FaultSet(fault.map { (component: $0.key, level: $0.value) }, text: ""))
    let radius = impact.blastRadius
    let tiers = impact.byTier
    if model.statesTiers {
      #expect(tiers.flatMap(\.down).sorted() == radius.down)
      #expect(tiers.flatMap(\.degraded).sorted() == radius.degraded)
      #expect(tiers.reduce(0) { $0 + $1.of } == radius.of)
      #expect(tiers.map { $0.tier ?? .max } == tiers.map { $0.tier ?? .max }.sorted())
    } else {
      #expect(tiers.isEmpty)
    }
    for share in tiers { #expect((share.down + share.degraded).allSatisfy { model.outline($0).tier == share.tier }) }
    let owners = impact.byOwner
    if owners.isEmpty {
      #expect((radius.down + radius.degraded).allSatisfy { model.outline($0).owner == nil })
    } else {
      #expect(owners.flatMap(\.down).sorted() == radius.down)
      #expect(owners.flatMap(\.degraded).sorted() == radius.degraded)
      #expect(owners.dropLast().allSatisfy { $0.owner != nil })
    }
    let effects = impact.effectsByImportance
    #expect(Set(effects.map(\.component)) == Set(impact.effects.map(\.component)))
    #expect(effects.map(\.wave) == impact.effects.map(\.wave))
  }

  @Test("Owners come by the lowest tier, then weight, then count, then name; those without come last")
  func owners() throws {
    let compiled = try Self.compiled(
      """
        a: { owner: many, needs: x, tier: 2 }
        b: { owner: many, needs: x }
        c: { owner: first, uses: x, tier: 0 }
        d: { owner: heavy, needs: x, weight: 3 }
        e: { owner: zeta, needs: x }
        f: { owner: alpha, needs: x }
        g: { needs: x, weight: 9 }
        x: { owner: data }
      """)
    let impact = compiled.impact(of: try FaultSet(["x"], in: compiled.model))
    #expect(impact.byOwner.map { $0.owner ?? "-" } == ["first", "many", "heavy", "alpha", "zeta", "-"])
    #expect(impact.byOwner.map(\.count) == [1, 2, 1, 1, 1, 1])
    #expect(impact.byOwner[1].lowestTier == 2)
    #expect(impact.byOwner[2].lowestTier == nil)
  }

  // MARK: Risks

  @Test("Sets of one size come by what else they take down: by tier, weight, count, then model order")
  func worstSetsFirst() throws {
    let compiled = try Self.compiled(
      """
        top: { needs: [small, tiered, heavy, many, other, { any: [p, q] }, { any: [r, s] }] }
        critical: { tier: 1, uses: tiered }
        weighty: { weight: 5, needs: heavy }
        m1: { needs: many }
        m2: { needs: many }
        queued: { tier: 0, needs: r }
        small: {}
        tiered: {}
        heavy: {}
        many: {}
        other: {}
        p: {}
        q: {}
        r: {}
        s: {}
      """)
    let risks = compiled.risks(of: 0)
    let ordered = compiled.worstFirst(risks)
    func names(_ risks: Risks) -> [[String]] { risks.minimalCutSets.map { Self.ids($0, compiled.model) } }
    #expect(
      names(ordered) == [["tiered"], ["heavy"], ["many"], ["small"], ["other"], ["r", "s"], ["p", "q"]])
    #expect(Set(names(risks)) == Set(names(ordered)))
    let late = compiled.limited(to: WorkLimit(.looks(0)))
    #expect(late.worstFirst(risks).minimalCutSets == risks.minimalCutSets)
    #expect([ordered, risks, late.worstFirst(risks)].map(\.isWorstFirst) == [true, nil, false])
    // So many sets of so large a model are not compared.
    let owners = (0..<240).map { "  t\($0): { needs: { all: \"c*\" } }\n" }.joined()
    let members = (0..<1500).map { "  c\($0): {}\n" }.joined()
    let large = try Self.compiled("  top: { needs: t0 }\n" + owners + members)
    let many = large.worstFirst(large.risks(of: 0, .init(size: 1)))
    #expect(many.minimalCutSets.count == 1501)
    #expect(many.isWorstFirst == false)
  }

  // MARK: Differences

  private static let members =
    "\n  a: {}\n  b: {}\n  many: {}\n  x: { needs: many }\n  y: { needs: many }\n  z: { needs: many }"

  @Test("A changed blast radius of a lower tier comes before a greater change of a higher one")
  func differencesByTier() throws {
    let old = try Self.compiled(
      "  shop: { tier: 0, needs: { any: [a, b] } }\n  job: { tier: 3, needs: many }" + Self.members)
    let new = try Self.compiled(
      "  shop: { tier: 0, needs: a }\n  job: { tier: 3 }"
        + Self.members.replacing("needs: many", with: "uses: a"))
    let diff = ModelDiff(from: old, to: new)
    #expect(diff.impacts.map(\.fault) == ["a", "many"])
    #expect(diff.impacts[0].after?.lowestTier == TierEffect(tier: 0, down: 1, degraded: 0))
    #expect(diff.impacts[0].before?.lowestTier == nil)
    #expect(diff.impacts.map(\.hasGrown) == [true, false])
  }

  @Test("A blast radius that reaches a lower tier has grown, even if it is smaller")
  func growthByTier() throws {
    let old = try Self.compiled("  shop: { tier: 0 }" + Self.members)
    let new = try Self.compiled(
      "  shop: { tier: 0, uses: many }" + Self.members.replacing("needs: many", with: "startNeeds: many"))
    let diff = ModelDiff(from: old, to: new)
    let change = try #require(diff.impacts.first { $0.fault == "many" })
    #expect(change.before?.count == 3)
    #expect(change.after?.count == 1)
    #expect(change.hasGrown)
  }

  @Test("A tier that is stated anew changes no blast radius")
  func restatedTier() throws {
    let faults = "{ f: { down: many } }"
    let old = try Self.compiled("  shop: { tier: 2, needs: many }" + Self.members, faults: faults)
    let new = try Self.compiled("  shop: { tier: 0, needs: many }" + Self.members, faults: faults)
    #expect(ModelDiff(from: old, to: new).impacts.isEmpty)
    #expect(ModelDiff(from: old, to: new).changedComponents.map(\.id) == ["shop"])
  }

  @Test("Cut sets that changed come by the tier of their component, then by its weight")
  func cutSetsByTier() throws {
    func model(_ needs: String) throws -> CompiledModel {
      try Self.compiled(
        """
          low: { tier: 1, needs: \(needs) }
          heavy: { tier: 1, weight: 2, needs: \(needs) }
          top: { tier: 0, needs: \(needs) }
          a: {}
          b: {}
        """)
    }
    let diff = ModelDiff(from: try model("{ any: [a, b] }"), to: try model("a"))
    #expect(diff.cutSets.map(\.component) == ["top", "heavy", "low"])
    #expect(diff.redundancy.isEmpty)
  }

  // MARK: Explanations

  @Test("An explanation of a component that stays up looks at all that it depends on")
  func dependencies() throws {
    let compiled = try Self.compiled(
      """
        app: { needs: api }
        api: { needs: { any: [db-eu, db-us] } }
        db-eu: { needs: disk }
        db-us: {}
        disk: {}
        other: {}
      """)
    func explanation(_ id: ComponentID, _ fault: String) throws -> Explanation {
      compiled.explanation(of: compiled.model.index(of: id)!, under: try FaultSet([fault], in: compiled.model))
    }
    let app = try explanation("app", "disk")
    #expect(app.level == .up)
    #expect(!app.isTouched)
    #expect(app.dependencies?.count == 4)
    #expect(Self.ids(app.dependencies?.affected.map(\.component) ?? [], compiled.model) == ["db-eu", "disk"])
    #expect(Self.ids(app.dependencies?.fragileGroups.map(\.component) ?? [], compiled.model) == ["api"])
    // The members of its own group are among what held.
    let api = try explanation("api", "disk")
    #expect(api.holds.count == 1)
    #expect(Self.ids(api.dependencies?.affected.map(\.component) ?? [], compiled.model) == ["disk"])
    #expect(api.dependencies?.fragileGroups.isEmpty == true)
    #expect(try explanation("app", "other").dependencies?.affected.isEmpty == true)
    #expect(try explanation("db-eu", "disk").dependencies == nil)
  }
}
