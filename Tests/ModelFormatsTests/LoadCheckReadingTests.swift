import DependencyModel
import ModelFormats
import TestSupport
import Testing

/// Checks of loads, as texts state them.
@Suite struct LoadCheckReadingTests {
  private static let head = "model: M\ncomponents: { a: { demand: 4/s }, b: { capacity: 5/s } }\n"

  @Test("Limits of loads are read, written and read again")
  func reading() throws {
    let text =
      Self.head + """
        checks:
          one: { given: { down: a }, then: { up: b, lost: { of: a, atMost: 5% }, utilisation: { atMost: 120.5% } } }
          two: { given: { down: a }, then: { lost: 0%, utilisation: 80% } }
          three: { require: { for: [a, b], headroom: 250%, recovers: true } }
        """
    let model = try Reading.model(text)
    guard case .expectation(_, let then) = model.checks[0].rule, case .demand(let demand) = model.checks[2].rule else {
      Issue.record("the checks have other forms")
      return
    }
    #expect(then.loads.map(\.measure) == [.lost, .utilisation])
    #expect(then.loads.map(\.percent) == [Amount(5), Amount(millionths: 120_500_000)])
    #expect(then.loads.map { $0.components?.description } == ["a", nil])
    #expect(then.conditions.count == 1)
    guard case .headroom(let percent) = demand.properties[0], case .recovers = demand.properties[1] else {
      Issue.record("the demand has other properties")
      return
    }
    #expect(percent == Amount(250))
    let written = try ModelWriter.text(of: model, as: .yaml)
    #expect(written.contains("lost: { of: a, atMost: 5% }"))
    #expect(written.contains("utilisation: 120.5%"))
    #expect(written.contains("headroom: 250%"))
    #expect(try ModelWriter.text(of: try Reading.model(written), as: .yaml) == written)
  }

  @Test(
    "What makes no sense is an error at its place",
    arguments: [
      ("given: { down: a }, then: { lost: 1️⃣5 }", "from 0% to 100%, with the sign"),
      ("given: { down: a }, then: { lost: 1️⃣101% }", "with the sign"),
      ("given: { down: a }, then: { lost: 1️⃣100% }", "no more than 100% can be lost"),
      ("given: { down: a }, then: { lost: { of: a, atMost: 1️⃣100% } }", "no more than 100% can be lost"),
      ("given: { down: a }, then: { lost: 1️⃣{ of: a } }", "'lost' needs 'atMost'"),
      ("given: { down: a }, then: { utilisation: { of: 1️⃣x, atMost: 5% } }", "'x'"),
      ("given: { down: a }, then: { utilisation: { 1️⃣at: a, atMost: 5% } }", "'at'"),
      ("given: { down: a }, then: { utilisation: 1️⃣-5% }", "0% or more, with the sign"),
      ("given: { down: a }, then: 1️⃣{ lost: 5%, within: 1m }", "'within' is a time"),
      ("given: { down: a }, then: 1️⃣{}", "or limit lost or utilisation"),
      ("require: { for: a, headroom: 1️⃣25 }", "0% or more, with the sign"),
      ("require: { for: a, recovers: 1️⃣often }", "true or false"),
      ("require: 1️⃣{ for: a, recovers: false }", "this requires nothing"),
    ])
  func errors(check: String, message: String) throws {
    let marked = MarkedText(Self.head + "checks: { c: { \(check) } }")
    let found = Reading.diagnostics(marked.bytes).filter { $0.severity == .error }
    #expect(found.count == 1)
    #expect(found.first?.message.contains(message) == true, "\(found.first?.message ?? "")")
    #expect(found.first?.place == marked.places.first)
  }
}
