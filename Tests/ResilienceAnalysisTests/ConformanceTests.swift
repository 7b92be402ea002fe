import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The worked answers in Fixtures/conformance-*.json, which an independent brute-force program computed: the one about
/// `degradedBy` has also `coverage`, which only the unavailability sees.
@Suite struct ConformanceTests {
  struct Case: Sendable {
    let name: String
    let model: Data
    let impacts: [Answer]
    let risks: [Risk]
    let unavailability: [String: Double]
    let startRounds: [String: Int]
    let stuck: [String]
  }

  struct Risk: Sendable {
    let target: String
    let size: Int
    let level: String
    let sets: [[String]]
  }

  struct Answer: Sendable {
    let fault: [String: String]
    let levels: [String: String]
    let waves: [String: Int]
    let downAfter: [String: Double]
    let degradedAfter: [String: Double]
    let redundancyLost: [String]
    let blastRadius: [String]
  }

  static let cases = ["random", "degraded-by"].flatMap(cases(of:))

  private static func cases(of name: String) -> [Case] {
    let file = Repository.root.appending(path: "Tests/ResilienceAnalysisTests/Fixtures/conformance-\(name).json")
    let list = try! JSONSerialization.jsonObject(with: Data(contentsOf: file)) as! [[String: Any]]
    return list.map { entry in
      let all = entry["answers"] as! [String: Any]
      let answers = all["impact"] as! [[String: Any]]
      let start = all["start"] as! [String: Any]
      return Case(
        name: entry["name"] as! String,
        model: try! JSONSerialization.data(withJSONObject: entry["model"]!),
        impacts: answers.map { answer in
          Answer(
            fault: answer["fault"] as! [String: String], levels: answer["levels"] as! [String: String],
            waves: answer["waves"] as! [String: Int],
            downAfter: answer["downAfterSeconds"] as! [String: Double],
            degradedAfter: answer["degradedAfterSeconds"] as! [String: Double],
            redundancyLost: answer["redundancyLost"] as! [String], blastRadius: answer["blastRadius"] as! [String])
        },
        risks: (all["risks"] as! [[String: Any]]).map {
          Risk(
            target: $0["target"] as! String, size: $0["upToSize"] as! Int, level: $0["level"] as! String,
            sets: $0["minimalCutSets"] as! [[String]])
        }, unavailability: all["unavailability"] as? [String: Double] ?? [:],
        startRounds: start["rounds"] as! [String: Int], stuck: start["stuck"] as! [String])
    }
  }

  @Test("There are 300 cases with more than 1,000 faults")
  func thereAreCases() {
    #expect(Self.cases.count == 300)
    #expect(Self.cases.map(\.impacts.count).reduce(0, +) > 1000)
  }

  @Test("Impacts agree with an independent program", arguments: cases.indices)
  func impact(_ index: Int) throws {
    let testCase = Self.cases[index]
    let model = try ModelLoader.load([UInt8](testCase.model), file: "\(testCase.name).json").model
    let compiled = CompiledModel(model)
    var propagation = compiled.makePropagation()
    for answer in testCase.impacts {
      let faults = FaultSet(
        answer.fault.map { (component: model.index(of: ComponentID($0))!, level: Level(name: $1)!) }, text: "")
      // One workspace for all: a run must not see what the one before left.
      let impact = compiled.impact(of: faults, within: nil, using: &propagation)
      func id(_ index: ComponentIndex) -> String { model.components[index].id.text }
      let context: Comment = "\(testCase.name) \(answer.fault)"

      #expect(
        Dictionary(uniqueKeysWithValues: impact.effects.map { (id($0.component), $0.level.name) }) == answer.levels,
        context)
      #expect(
        Dictionary(uniqueKeysWithValues: impact.effects.map { (id($0.component), $0.wave) }) == answer.waves, context)
      let down = impact.effects.filter { $0.level == .down }
      #expect(
        Dictionary(uniqueKeysWithValues: down.map { (id($0.component), $0.after.inSeconds) }) == answer.downAfter,
        context)
      #expect(
        Dictionary(uniqueKeysWithValues: impact.effects.map { (id($0.component), $0.degradedAfter.inSeconds) })
          == answer.degradedAfter, context)
      #expect(impact.redundancyLost.map(id).sorted() == answer.redundancyLost, context)
      let radius = (impact.blastRadius.down + impact.blastRadius.degraded).map(id).sorted()
      #expect(radius == answer.blastRadius, context)
    }
  }

  @Test("Minimal cut sets agree with an independent program", arguments: cases.indices)
  func risks(_ index: Int) throws {
    let testCase = Self.cases[index]
    let model = try ModelLoader.load([UInt8](testCase.model), file: "\(testCase.name).json").model
    let compiled = CompiledModel(model)
    for risk in testCase.risks {
      let target = model.index(of: ComponentID(risk.target))!
      let risks = compiled.risks(of: target, .init(level: Level(name: risk.level)!, size: risk.size))
      let sets = risks.minimalCutSets.map { $0.map { model.components[$0].id.text }.sorted() }
      #expect(Set(sets) == Set(risk.sets), "\(testCase.name) \(risk.target)")
      #expect(sets.count == risk.sets.count, "\(testCase.name) \(risk.target)")
      #expect(risks.isComplete)
      #expect(risks.minimalCutSets.map(\.count) == risks.minimalCutSets.map(\.count).sorted())
    }
  }

  @Test("Unavailabilities agree with an independent program", arguments: cases.indices)
  func unavailability(_ index: Int) throws {
    let testCase = Self.cases[index]
    let model = try ModelLoader.load([UInt8](testCase.model), file: "\(testCase.name).json").model
    let answer = CompiledModel(model).availability()
    for (id, expected) in testCase.unavailability {
      let found = answer.entries[model.index(of: ComponentID(id))!].unavailability!.high
      #expect(abs(found - expected) <= 1e-12 * expected, "\(testCase.name) \(id): \(found) is not \(expected)")
    }
  }

  @Test("Start orders agree with an independent program", arguments: cases.indices)
  func start(_ index: Int) throws {
    let testCase = Self.cases[index]
    let model = try ModelLoader.load([UInt8](testCase.model), file: "\(testCase.name).json").model
    let order = StartModel(model).startOrder()
    var rounds: [String: Int] = [:]
    for (round, components) in order.rounds.enumerated() {
      for component in components { rounds[model.components[component].id.text] = round }
    }
    #expect(rounds == testCase.startRounds, "\(testCase.name)")
    #expect(order.stuck.map { model.components[$0].id.text }.sorted() == testCase.stuck, "\(testCase.name)")
  }
}
