import DependencyModel
import ModelChecks
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Reports

/// What answers say of numbers that are only assumed.
@Suite struct WeakNumberReportTests {
  private static let text = """
    model: Shop
    domains: { zone-a: { kind: zone } }
    components:
      users: { demand: { value: 900/s, confidence: assumed }, needs: { any: [web-a, web-b] } }
      web-a: { in: zone-a, capacity: 800/s, needs: db }
      web-b: { capacity: { value: 800/s, confidence: inferred }, needs: { on: db, calls: { value: 2, confidence: assumed } } }
      db: { capacity: { value: 9000/s, confidence: observed }, takes: { value: 5ms, confidence: assumed } }
      idle: { capacity: { value: 10/s, confidence: assumed }, needs: db }
      plain: {}
    checks:
      peak: { given: { down: plain }, then: { lost: 5% } }

    """
  private static let sentence =
    "This rests on 1 inferred and 2 assumed numbers: demand of users, calls of web-b on db and capacity of web-b."

  /// The same of an answer that is about what is overloaded.
  private static let nearSentence =
    "This rests on 1 inferred and 2 assumed numbers: calls of web-b on db, capacity of web-b and demand of users."

  private static func compiled(_ text: String = text) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
  }

  /// A text in one line.
  private static func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Loads, blast radius and explanation name the assumed numbers of what carries work, and no others")
  func answers() throws {
    let compiled = try Self.compiled()
    let fault = try FaultSet(["zone-a"], in: compiled.model)
    let loads = try compiled.loads(under: fault)
    #expect(loads.notes(.none).contains(Self.nearSentence))
    let impact = compiled.impact(of: fault)
    #expect(impact.loadNotes.contains(Self.nearSentence))
    let users = try #require(compiled.model.index(of: "users"))
    let explanation = compiled.explanation(of: users, under: fault)
    #expect(Self.unwrapped(explanation.text()).contains(Self.sentence))
    let answer = try #require(WeakNumbersAnswer(loads.weakNumbers, in: compiled.model))
    #expect(answer.inferred == 1)
    #expect(answer.assumed == 2)
    #expect(answer.numbers.map(\.key) == ["demand", "capacity", "calls"])
    #expect(answer.numbers.map(\.component) == ["users", "web-b", "web-b"])
    #expect(answer.numbers.last?.requirement == "db")
  }

  @Test("With slots anywhere, how long work lasts counts too")
  func slots() throws {
    let compiled = try Self.compiled(Self.text.replacing("web-a: {", with: "web-a: { slots: 9000,"))
    let loads = try compiled.loads(under: nil)
    #expect(loads.weakNumbers.numbers.map(\.key) == ["demand", "capacity", "calls", "takes"])
  }

  @Test("Numbers that are declared or observed are not named")
  func sure() throws {
    let text = Self.text.replacing("confidence: assumed", with: "confidence: declared")
      .replacing("confidence: inferred", with: "confidence: referenced")
    let compiled = try Self.compiled(text)
    #expect(try compiled.loads(under: nil).weakNumbers.isEmpty)
    #expect(compiled.weakNumbersOfLoads.isEmpty)
    #expect(WeakNumbersAnswer(.none, in: compiled.model) == nil)
  }

  @Test("Rankings and checks say what they may rest on")
  func ranking() throws {
    let compiled = try Self.compiled()
    let possible = Self.sentence.replacing("This rests on", with: "Answers about loads may rest on")
    #expect(try Self.unwrapped(compiled.rankingByDemand().text()).contains(possible))
    let report = CheckRun(compiled, date: "2026-11-27").report(checks: compiled.model.checks)
    #expect(Self.unwrapped(CheckVerdict(report).text()).contains(possible))
    #expect(CheckVerdict(report).markdown().contains("Answers about loads may rest on"))
  }
}
