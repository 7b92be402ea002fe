import Foundation
import LoadGraph
import ModelFormats
import TestSupport
import Testing

/// The worked answers in Fixtures/load.json, which an independent program computed.
@Suite struct WorkedLoadTests {
  static let cases: [WorkedLoadCase] = {
    let file = Repository.root.appending(path: "Tests/LoadGraphTests/Fixtures/load.json")
    let reading = JSONReader().read([UInt8](try! Data(contentsOf: file)), file: "load.json")
    guard case .sequence(let entries)? = reading.document?.content else { return [] }
    return entries.map { WorkedLoadCase($0) }
  }()

  @Test("There are 120 cases with 600 answers")
  func thereAreCases() {
    #expect(Self.cases.count == 120)
    #expect(Self.cases.map(\.answers.count).reduce(0, +) == 600)
  }

  @Test("Shares, loads, slots and waves agree with an independent program", arguments: cases)
  func answers(_ worked: WorkedLoadCase) throws {
    let graph = worked.model.graph
    var waves = OverloadWaves(graph)
    for answer in worked.answers {
      let state = try waves.settle(answer.faults)
      #expect(state.isSettled)
      for (number, id) in worked.ids.enumerated() {
        let label = Comment(rawValue: "\(id) under \(answer.faults)")
        let held = graph.components[number].slots < .infinity ? state.held[number] : 0
        #expect(isClose(state.down[number], answer.down[id] ?? 0), label)
        #expect(isClose(state.notUp[number], answer.notUp[id] ?? 0), label)
        #expect(isClose(state.load[number], answer.load[id] ?? 0), label)
        #expect(isClose(held, answer.held[id] ?? 0), label)
        #expect(Double(state.waves[number]) == answer.waves[id] ?? 0, label)
      }
    }
  }

  @Test("Components that are stuck if collapsed agree with an independent program", arguments: cases)
  func stuck(_ worked: WorkedLoadCase) throws {
    var waves = OverloadWaves(worked.model.graph)
    let stuck = try waves.stuckIfCollapsed().map { worked.ids[Int($0.component)] }
    #expect(stuck.sorted() == worked.stuck.sorted())
  }
}

/// Whether two numbers are equal to a millionth.
func isClose(_ first: Double, _ second: Double) -> Bool {
  first == second || abs(first - second) <= 1e-6 * max(abs(first), abs(second)) + 1e-12
}
