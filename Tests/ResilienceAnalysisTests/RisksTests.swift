import DecisionDiagrams
import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@Suite struct RisksTests {
  /// All minimal sets up to a size, by trying every set on the naive meaning.
  static func bruteForce(_ model: Model, target: ComponentIndex, level: Level, upTo size: Int) -> [[ComponentIndex]] {
    var found: [[ComponentIndex]] = []
    func isCut(_ set: [ComponentIndex]) -> Bool {
      let fault = Dictionary(uniqueKeysWithValues: set.map { ($0, Level.down) })
      return NaiveSemantics(model, fault: fault).levels[target] >= level
    }
    func grow(_ set: [ComponentIndex], to count: Int) {
      if set.count == count {
        let contains = found.contains { $0.allSatisfy(set.contains) }
        if !contains, isCut(set) { found.append(set) }
        return
      }
      for next in model.components.indices where next != target && set.allSatisfy({ $0 < next }) {
        grow(set + [next], to: count)
      }
    }
    for count in 1...size { grow([], to: count) }
    return found
  }

  @Test("Minimal cut sets of random models are those of trying every set", arguments: 0..<20)
  func bruteForce(_ block: Int) throws {
    for seed in block * 5..<block * 5 + 5 {
      let model = RandomModel.model(seed: UInt64(seed * 4))
      let compiled = CompiledModel(model)
      let target = model.components.endIndex.advanced(by: -1)
      for level in [Level.down, .degraded] {
        for size in [2, 4] {
          let risks = compiled.risks(of: target, .init(level: level, size: size))
          let expected = Self.bruteForce(model, target: target, level: level, upTo: size)
          #expect(risks.minimalCutSets == expected, "seed \(seed), \(level.name), size \(size)")
          #expect(risks.total.exactInt == expected.count)
          #expect(risks.isComplete)
        }
        let all = compiled.risks(of: target, .init(level: level, size: nil))
        let four = compiled.risks(of: target, .init(level: level, size: 4))
        #expect(all.minimalCutSets.filter { $0.count <= 4 } == four.minimalCutSets)
      }
    }
  }

  @Test("Among some components, only these fail and all others are up", arguments: 0..<60)
  func amongSome(_ seed: Int) {
    let model = RandomModel.model(seed: UInt64(seed * 13))
    let target = model.components.endIndex.advanced(by: -1)
    let among = Set(model.components.indices.filter { ($0.position &* 7 &+ seed) % 3 != 0 })
    let risks = CompiledModel(model).risks(of: target, .init(size: 3, among: among))
    let expected = Self.bruteForce(model, target: target, level: .down, upTo: model.components.count > 10 ? 3 : 3)
      .filter { among.isSuperset(of: $0) }
    // A set that is minimal among all is minimal among some, and the other way round: nothing else takes part.
    #expect(risks.minimalCutSets == expected)
    #expect(risks.triedCount == among.subtracting([target]).count)
  }

  static func model(_ name: String) throws -> Model {
    try ModelLoader.load([Repository.root.appending(path: "Models/\(name).yaml").path]).model
  }

  @Test("The cut sets of the shipped checkout are those that an independent program computed")
  func checkout() throws {
    let model = try Self.model("checkout")
    let compiled = CompiledModel(model)
    func sets(_ id: String) -> [[String]] {
      compiled.risks(of: model.index(of: ComponentID(id))!).minimalCutSets.map {
        $0.map { model.components[$0].id.text }
      }
    }
    #expect(
      Set(sets("checkout").filter { $0.count == 1 }.joined())
        == ["front-door", "tls-certificate", "api", "db-write", "db-read", "payment"])
    #expect(
      Set(sets("front-door").map { Set($0) }) == [
        ["tls-certificate"], ["transit-north", "transit-south"], ["transit-north", "zone-c"],
        ["transit-south", "zone-a"], ["dns-anycast", "dns-secondary"], ["zone-a", "zone-c"],
      ])
    let whatsapp = try Self.model("facebook-2021")
    let found = CompiledModel(whatsapp).risks(of: whatsapp.index(of: "whatsapp")!, .init(size: 1))
    #expect(
      Set(found.minimalCutSets.joined().map { whatsapp.components[$0].id.text })
        == ["backbone-configuration", "backbone", "name-service"])
  }

  @Test("Folded lines together say exactly the minimal cut sets", arguments: 0..<40)
  func foldedLines(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let kinds = ["a/x", "a/y", nil]
    var components = (0..<12).map { number -> Component in
      var component = Component(ComponentID("c\(number)"))
      component.kind = kinds.randomElement(using: &random)!
      return component
    }
    var target = Component("target")
    for _ in 0..<3 {
      let members = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Group.Member(Requirement(on: ComponentID("c\(Int.random(in: 0..<12, using: &random))")))
      }
      let group = Group(Bool.random(using: &random) ? .any : .atLeast(.one), of: members)
      target.relations.append(.init(.needs, Requirement(.group(group))))
    }
    components.append(target)
    let model = Model(name: "look-alikes", components: components)
    let risks = CompiledModel(model).risks(of: 12, .init(size: nil))
    for isFolded in [true, false] {
      let lines = risks.lines(isFolded: isFolded)
      var told: [[ComponentIndex]] = []
      for line in lines {
        let sets = line.parts.reduce([[]]) { sets, part in
          sets.flatMap { set in choices(of: part.count, from: part.components).map { (set + $0).sorted() } }
        }
        #expect(sets.count == line.count)
        #expect(sets.contains(line.example))
        told += sets
      }
      #expect(told.count == risks.minimalCutSets.count)
      #expect(Set(told) == Set(risks.minimalCutSets))
    }
  }

  private func choices(of count: Int, from components: [ComponentIndex]) -> [[ComponentIndex]] {
    if count == 0 { return [[]] }
    return components.indices.flatMap { place in
      choices(of: count - 1, from: Array(components[(place + 1)...])).map { [components[place]] + $0 }
    }
  }

  @Test("A limit that is reached is named, and the answer contains what was found")
  func bounds() {
    // Pairs that are far apart in any order: the diagrams are large, the pairs are few.
    var components = (0..<60).map { Component(ComponentID("c\($0)")) }
    var target = Component("target")
    for i in 0..<60 {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 {
        let members = [i, j].map { Group.Member(Requirement(on: ComponentID("c\($0)"))) }
        target.relations.append(.init(.needs, Requirement(.group(Group(.any, of: members)))))
      }
    }
    components.append(target)
    let compiled = CompiledModel(Model(name: "far apart", components: components))
    let risks = compiled.risks(of: 60, .init(size: nil, memoryLimit: 1 << 16))
    #expect(!risks.isComplete)
    #expect(risks.shortfalls.first == .memory(bytes: 1 << 16))
    #expect(risks.size! >= 2)
    #expect(risks.askedSize == nil)
    #expect(risks.minimalCutSets.count == target.relations.count)
    let short = compiled.risks(of: 60, .init(size: 2, listLimit: 10))
    #expect(short.minimalCutSets.count == 10)
    #expect(short.total.exactInt == target.relations.count)
    #expect(short.shortfalls == [.listing(limit: 10)])
  }
}
