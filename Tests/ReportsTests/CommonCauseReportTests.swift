import DependencyModel
import Foundation
import ModelChecks
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// What answers say of common causes.
@Suite struct CommonCauseReportTests {
  private static let text = """
    model: Power
    components:
      rack: { needs: { any: [feed-a, feed-b], commonCause: 10% } }
      cooling: { needs: { any: [feed-b, feed-a], commonCause: 10% }, unavailability: 0.0001 }
      hall: { needs: [rack, cooling] }
      feed-a: { unavailability: 0.01 }
      feed-b: { unavailability: 0.01 }
    """

  private func compiled(_ text: String = text) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "power.yaml").model)
  }

  /// A text with its lines as one.
  private func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func risks(byChance: Bool) throws -> Risks {
    let compiled = try compiled()
    var question = CompiledModel.RiskQuestion()
    question.seesCommonCauses = true
    question.isByChance = byChance
    let hall = try #require(compiled.model.index(of: "hall"))
    return compiled.worstFirst(compiled.risks(of: hall, question))
  }

  @Test("Sets list a common cause as one event, with what it takes down")
  func sets() throws {
    let risks = try risks(byChance: false)
    let text = risks.text(ReportOptions())
    #expect(text.hasPrefix("3 single points of failure and 1 pair take hall down."))
    #expect(text.contains("  (feed-a and feed-b: all at once, common cause)\n"))
    #expect(text.contains("  feed-a + feed-b\n"))
    #expect(
      risks.markdown().contains("| 3 | 1 | (feed-a and feed-b: all at once, common cause) |")
        || risks.markdown().contains("| 1 | 1 | (feed-a and feed-b: all at once, common cause) |"))
    let likely = try self.risks(byChance: true)
    let table = likely.text()
    #expect(table.contains("  1    0.00100    85%  (feed-a and feed-b: all at once, common cause)\n"))
    #expect(table.contains("  3   8.12e-05     7%  feed-a + feed-b\n"))
    #expect(unwrapped(table).contains("What a common cause takes down at once is in sets of its own"))
    #expect(likely.markdown().contains("(feed-a and feed-b: all at once, common cause)"))
  }

  @Test("The JSON of sets has the events of each, and what states the common cause")
  func setsAsJSON() throws {
    let answer = RisksAnswer(try risks(byChance: true))
    #expect(answer.count == ["1": "2", "2": "1"] || answer.count == ["1": "3", "2": "1"])
    let cause = try #require(answer.commonCauses?.first)
    #expect(answer.commonCauses?.count == 1)
    #expect(cause.name == "common cause of rack (any of feed-a, feed-b)")
    #expect(cause.components == ["feed-a", "feed-b"])
    #expect(cause.share == 0.1)
    #expect(cause.groups.map(\.owner) == ["rack", "cooling"])
    #expect(cause.groups.map(\.at) == ["power.yaml:3", "power.yaml:4"])
    let sets = try #require(answer.cutSets)
    let joint = try #require(sets.first { $0.commonCauses != nil })
    #expect(joint.commonCauses == [0])
    #expect(joint.components == ["feed-a", "feed-b"])
    #expect(joint.alone?.isEmpty == true)
    #expect(joint.chance == 0.01 * 0.1)
    #expect(sets.filter { $0.commonCauses == nil }.allSatisfy { $0.alone == nil })
    try AnswerTests.expectReadBack(try risks(byChance: false), as: "risks")
    try AnswerTests.expectReadBack(try risks(byChance: true), as: "risks")
  }

  @Test("Availability lists a common cause among the causes, named after its group")
  func availability() throws {
    let compiled = try compiled()
    let hall = try #require(compiled.model.index(of: "hall"))
    let answer = compiled.availability(of: [hall])
    let text = answer.text()
    #expect(text.contains("common cause of rack (any of feed-a, feed-b)"))
    #expect(unwrapped(text).contains("Common cause: all members of the group fail at once"))
    #expect(answer.markdown().contains("`common cause of rack (any of feed-a, feed-b)`"))
    let json = AvailabilityAnswer(answer)
    let joint = try #require(json.components[0].commonCauses?.first)
    #expect(joint.commonCause.name == "common cause of rack (any of feed-a, feed-b)")
    #expect(joint.unavailability == 0.01 * 0.1)
    #expect(joint.importance.id == "rack")
    #expect(joint.importance.birnbaum > 0.9)
    try AnswerTests.expectReadBack(answer, as: "availability")
    let feed = try #require(compiled.model.index(of: "feed-a"))
    #expect(
      AvailabilityAnswer(compiled.availability(of: [feed])).components[0].unavailability?.high ?? 0 >= 0.01 - 1e-15)
    let plain = Self.text.replacing(", commonCause: 10%", with: "")
    #expect(AvailabilityAnswer(try self.compiled(plain).availability(of: [hall])).components[0].commonCauses == nil)
  }

  @Test("A difference shows a common cause that is stated now, and what it does to the figures")
  func difference() throws {
    let plain = Self.text.replacing(", commonCause: 10%", with: "")
    let (old, new) = (try compiled(plain), try compiled())
    func checks(_ compiled: CompiledModel) -> CheckReport { CheckRun(compiled, date: "2026-11-23").report(checks: []) }
    let diff = DiffReport(
      ModelDiff(from: old, to: new), checks: CheckChanges(from: checks(old), to: checks(new)))
    let text = diff.text()
    #expect(unwrapped(text).contains("rack needs any of feed-a, feed-b → any of feed-a, feed-b (common cause 10%)"))
  }
}
