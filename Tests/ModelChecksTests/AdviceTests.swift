import Foundation
import Testing

@testable import ModelChecks

/// Advice about a failing check: the change would have made it hold, or the report says that there is none.
@Suite struct AdviceTests {
  private func advice(_ components: String, then: String = "notDown: a", fault: String = "x") throws -> [String] {
    try Checking.findings(
      "model: M\ncomponents:\n\(components)\nchecks: { c: { given: { down: [\(fault)] }, then: { \(then) } } }"
    ).map { finding in finding.range(of: " | ").map { String(finding[$0.upperBound...]) } ?? "" }
  }

  @Test("A group that needs all of its members gets a substitute for the one that is lost")
  func all() throws {
    let found = try advice("  a: { needs: { all: [x, y] } }\n  x: {}\n  y: {}")
    #expect(found == ["give a a second x that does not fail with x, or let it do without x"])
  }

  @Test("A percentage that one more member does not reach gets a substitute instead")
  func percentage() throws {
    let found = try advice("  a: { needs: { atLeast: 100%, of: [x, y] } }\n  x: {}\n  y: {}")
    #expect(found == ["give a a second x that does not fail with x, or let it do without x"])
  }

  @Test("A number of members, and a percentage with room, get one more member")
  func oneMore() throws {
    for threshold in ["2", "60%"] {
      let found = try advice("  a: { needs: { atLeast: \(threshold), of: [x, y] } }\n  x: {}\n  y: {}")
      #expect(found == ["give a one more of x/y that does not fail with x"])
    }
  }

  @Test("Several lost members of a group that needs all get substitutes together")
  func allOfSeveral() throws {
    let found = try advice("  a: { needs: { all: [x, y, z] } }\n  x: {}\n  y: { needs: x }\n  z: {}")
    #expect(found == ["give a a second x and y that does not fail with x, or let it do without x and y"])
  }

  @Test("A component that the model has already is preferred if its name and kind match")
  func existing() throws {
    let components = """
        a: { needs: payment-stripe }
        payment-stripe: { kind: external }
        payment-adyen: { kind: external }
        github: { kind: external }
      """
    let found = try advice(components, fault: "payment-stripe")
    #expect(
      found == [
        "give a payment-adyen, which the model already has, as an alternative to payment-stripe, or let it do without "
          + "payment-stripe"
      ])
  }

  @Test("A component of another name, or one that the fault takes down too, is not preferred")
  func notExisting() throws {
    let other = try advice(
      "  a: { needs: aws-web }\n  aws-web: { kind: aws/x }\n  aws-batch: { kind: aws/x }", fault: "aws-web")
    #expect(other == ["give a a second aws-web that does not fail with aws-web, or let it do without aws-web"])
    let lost = try advice(
      "  a: { needs: db-1 }\n  db-1: { needs: x }\n  db-2: { needs: x }\n  x: {}")
    #expect(lost.allSatisfy { !$0.contains("db-2") })
  }

  @Test("A change that helps only some components says so")
  func partly() throws {
    let found = try advice("  a: { needs: x }\n  b: { needs: x }\n  x: {}", then: "notDown: [a, b]")
    #expect(found.count == 1)
    #expect(found[0].hasSuffix("; this helps 1 of 2 components, and no single change helps all"))
  }

  @Test("A change nearer to the fault that helps all components is preferred to one that helps one")
  func whole() throws {
    let found = try advice(
      "  a: { needs: m }\n  b: { needs: [m, x] }\n  c: { needs: m }\n  m: { needs: x }\n  x: {}",
      then: "notDown: [a, c]")
    #expect(found == ["give m a second x that does not fail with x, or let it do without x"])
  }

  @Test("If no single change helps, the finding says that none was found")
  func none() throws {
    let report = try Checking.report(
      """
      model: M
      components:
        a: { needs: [x, { on: y }] }
        x: {}
        y: { needs: x }
      checks: { c: { given: { down: [x, y] }, then: { notDown: a } } }
      """)
    let finding = report.results[0].findings[0]
    guard case .noneFound = finding.change else {
      Issue.record("\(String(describing: finding.change))")
      return
    }
  }
}
