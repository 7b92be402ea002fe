import CascadeReplay
import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The worked answers in Fixtures/replay.json, which an independent program computed.
@Suite struct WorkedReplayTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: Data
    let scenario: String
    /// Lines of time in milliseconds, id and level.
    let changes: [String]

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let file = Repository.root.appending(path: "Tests/CascadeReplayTests/Fixtures/replay.json")
    let list = try! JSONSerialization.jsonObject(with: Data(contentsOf: file)) as! [[String: Any]]
    return list.map { entry in
      Case(
        name: entry["name"] as! String, model: try! JSONSerialization.data(withJSONObject: entry["model"]!),
        scenario: entry["scenario"] as! String,
        changes: (entry["changes"] as! [[String: Any]]).map { change in
          let milliseconds = Int64(((change["t"] as! Double) * 1_000).rounded())
          return "\(milliseconds) \(change["id"] as! String) \(change["level"] as! String)"
        })
    }
  }()

  @Test("There are 150 cases with more than 1,000 changes")
  func thereAreCases() {
    #expect(Self.cases.count == 150)
    #expect(Self.cases.map(\.changes.count).reduce(0, +) > 1_000)
  }

  @Test("Changes of levels agree with an independent program", arguments: cases)
  func changes(_ worked: Case) throws {
    let model = try ModelLoader.load([UInt8](worked.model), file: "model.json").model
    let scenario = try #require(model.scenario(worked.scenario))
    let replay = try CompiledModel(model).replay(scenario)
    #expect(replay.shortfall == nil)
    let found = replay.changes.map { change in
      "\(change.time.milliseconds) \(model.outline(change.component).id.text) \(change.level.name)"
    }
    #expect(found.sorted() == worked.changes.sorted())
  }
}
