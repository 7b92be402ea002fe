import Foundation
import Reports
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
    #expect(
      found == [
        "give a a second x and a second y that fail neither with x nor with each other, or let it do without x and y"
      ])
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
    let found = try advice(
      "  a: { needs: x }\n  b: { needs: y }\n  x: {}\n  y: {}", then: "notDown: [a, b]", fault: "x, y")
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
    let finding = try Checking.report(
      """
      model: M
      components:
        a: { needs: [x, { on: y }] }
        x: {}
        y: { needs: x }
      checks: { c: { given: { down: [x, y] }, then: { notDown: a } } }
      """
    ).results[0].findings[0]
    guard case .noneFound(.edit) = finding.change else {
      Issue.record("\(String(describing: finding.change))")
      return
    }
  }

  // MARK: The whole check

  private func changes(_ text: String) throws -> [String] {
    try Checking.findings("model: M\n\(text)").map { finding in
      finding.range(of: " | ").map { String(finding[$0.upperBound...]) } ?? "none"
    }
  }

  private let zones = "domains: { z1: { kind: zone }, z2: { kind: zone } }"
  private let zoneCheck = "checks: { c: { require: { for: shop, survives: { count: 1, of: { kind: zone } } } } }"

  /// Servers in two zones that need a database in one of them.
  private let sharedDatabase = """
    components:
      shop: { needs: { any: [w1, w2] } }
      w1: { in: z1, needs: db }
      w2: { in: z2, needs: db }
      db: { in: z1 }
    """

  @Test("A component moves to a domain of the model in which the check holds")
  func move() throws {
    let found = try changes(
      """
      \(zones)
      components: { shop: { needs: { any: [a, b] } }, a: { in: z1 }, b: { in: z1 } }
      \(zoneCheck)
      """)
    #expect(found == ["move b from z1 to z2"])
  }

  @Test("A component does not move where the next domain takes the target down instead")
  func noMoveInCircles() throws {
    let found = try changes(
      """
      \(zones)
      \(sharedDatabase)
      \(zoneCheck)
      """)
    #expect(found == ["give shop one more of w1/w2 that does not fail with z1"])
  }

  @Test("A component does not move to a domain that takes the target down for another reason")
  func noMoveToAnotherFault() throws {
    let found = try changes(
      """
      \(zones)
      components:
        shop: { needs: [{ any: [a, b] }, db] }
        a: { in: z1 }
        b: { in: z1 }
        db: { in: z2 }
      \(zoneCheck)
      """)
    #expect(
      found == [
        "move b from z1 to a third zone",
        "give shop a second db that does not fail with z2, or let it do without db",
      ])
  }

  @Test("A component moves to a new domain if none of the model would do")
  func newDomain() throws {
    let found = try changes(
      """
      \(zones)
      components:
        shop: { needs: [{ any: [w1, w2] }, { any: [d1, d2] }] }
        w1: { in: z1 }
        w2: { in: z2 }
        d1: { in: z1, needs: w2 }
        d2: { in: z2 }
      \(zoneCheck)
      """)
    #expect(found == ["move w2 from z2 to a third zone"])
  }

  @Test("A component leaves one of two domains, and a zone does not leave its region")
  func leaving() throws {
    let leaving = try changes(
      """
      \(zones)
      components: { shop: { needs: { any: [w1, w2] } }, w1: { in: [z1, z2] }, w2: { in: z1 } }
      \(zoneCheck)
      """)
    #expect(leaving == ["move w1 out of z1"])
    let region = try changes(
      """
      domains: { r: { kind: region, domains: { z1: { kind: zone }, z2: { kind: zone } } } }
      components: { shop: { needs: { any: [a, b] } }, a: { in: z1 }, b: { in: z2 } }
      checks: { c: { given: { each: { kind: region } }, then: { notDown: shop } } }
      """)
    #expect(region == ["move b from z2 to a third zone that does not fail with r"])
  }

  @Test("Two losses at once take two substitutes")
  func twoSubstitutes() throws {
    let plain = try changes(
      "components: { shop: { needs: a }, a: {} }\nchecks: { c: { require: { for: shop, survives: 2 } } }")
    #expect(
      plain == ["give shop 2 substitutes for a that fail neither with a nor with each other, or let it do without a"])
    let zoned = try changes(
      """
      \(zones)
      components: { shop: { needs: { any: [w1, w2] } }, w1: { in: z1 }, w2: { in: z1 } }
      checks: { c: { require: { for: shop, survives: { count: 2, of: { kind: zone } } } } }
      """)
    #expect(zoned == ["give shop 2 more of w1/w2, each in a zone of its own"])
  }

  @Test("A component of the model that does not make the check hold is not suggested")
  func existingThatDoesNotHelp() throws {
    let found = try changes(
      """
      components:
        shop: { needs: db-1 }
        db-1: { kind: database }
        db-2: { kind: database, needs: spof }
        spof: {}
      checks: { c: { require: { for: shop, survives: 2 } } }
      """)
    #expect(
      found == [
        "give shop 2 substitutes for db-1 that fail neither with db-1 nor with each other, or let it do without db-1"
      ])
  }

  @Test("A weighted group gets a member of the weight that it takes")
  func weight() throws {
    let check = "checks: { c: { require: { for: shop, survives: 1 } } }"
    let amount = try changes(
      "components: { shop: { needs: { atLeast: 60, of: { a: 100, b: 10 } } }, a: {}, b: {} }\n\(check)")
    #expect(amount == ["give shop one more of a/b with a weight of at least 50 that does not fail with a"])
    let percentage = try changes(
      "components: { shop: { needs: { atLeast: 50%, of: { a: 100, b: 20 } } }, a: {}, b: {} }\n\(check)")
    #expect(percentage == ["give shop one more of a/b with a weight of at least 80 that does not fail with a"])
  }

  @Test("A group within another group gets the member or the substitute")
  func nested() throws {
    let check = "checks: { c: { require: { for: shop, survives: 1 } } }"
    let inner = try changes(
      """
      components:
        shop: { needs: { all: [{ any: [a, b] }, { atLeast: 2, of: [c, d] }] } }
        a: {}
        b: {}
        c: {}
        d: {}
      \(check)
      """)
    #expect(
      inner == [
        "give shop one more of c/d that does not fail with c", "give shop one more of c/d that does not fail with d",
      ])
    let quoted = try changes(
      """
      components: { shop: { needs: { any: [{ all: [a, b] }, { all: [a, c] }] } }, a: {}, b: {}, c: {} }
      \(check)
      """)
    #expect(quoted == ["give shop one more of (all of a, b)/(all of a, c) that does not fail with a"])
  }

  @Test("A group that may lose some gets as many members as it misses, and does without none")
  func someOf() throws {
    let found = try changes(
      """
      \(zones)
      components:
        shop: { needs: { atLeast: 3, of: [a, b, c, d] } }
        a: { in: z1 }
        b: { in: z1 }
        c: { in: z1 }
        d: { in: z2 }
      \(zoneCheck)
      """)
    #expect(found == ["give shop 2 more of a/b/c/d that fail neither with z1 nor with each other"])
  }

  @Test("Independence is not advised to move what does not matter")
  func independence() throws {
    let found = try changes(
      """
      \(zones)
      \(sharedDatabase)
      checks: { c: { require: { for: shop, independent: true } } }
      """)
    #expect(
      found == [
        "give shop one more of w1/w2 that does not fail with z1",
        "give shop one more of w1/w2 that does not fail with db",
      ])
  }

  @Test("Too many affected components, and a level that is too bad, have fixes")
  func otherExpectations() throws {
    let components = "components: { shop: { needs: db }, db: {} }"
    let impact = try changes("\(components)\nchecks: { c: { given: { down: db }, then: { impacted: { atMost: 0 } } } }")
    #expect(impact == ["give shop a second db that does not fail with db"])
    let degraded = try changes("\(components)\nchecks: { c: { given: { down: db }, then: { degraded: shop } } }")
    #expect(degraded == ["let shop do without db"])
  }

  @Test("A fault that does too little, and an availability that two components miss, have no fix")
  func noFix() throws {
    let report = try Checking.report(
      """
      model: M
      components:
        shop: { needs: [a, b] }
        a: { unavailability: 0.001 }
        b: { unavailability: 0.001 }
        c: {}
      checks:
        up: { given: { down: c }, then: { notUp: shop } }
        slo: { require: { for: shop, availability: 99.95% } }
      """)
    let wording = FindingWording(report.model)
    #expect(
      report.results.flatMap(\.findings).map { wording.noChange($0) } == [
        "no fix found: the check expects more to fail, and nothing is tried for that",
        "no fix found: it is not enough to improve a single component",
      ])
  }

  @Test("A fix that leaves other findings of the check is one for this finding only")
  func thisOnly() throws {
    let findings = try Checking.report(
      """
      model: M
      components: { shop: { needs: [a, b] }, a: {}, b: {} }
      checks: { c: { require: { for: shop, survives: 1 } } }
      """
    ).results[0].findings
    #expect(findings.count == 2)
    for finding in findings {
      guard case .thisOnly = finding.change else {
        Issue.record("\(String(describing: finding.change))")
        continue
      }
    }
  }

  @Test("What everything requires gets one substitute for all of them")
  func everywhere() throws {
    let found = try changes(
      """
      components: { shop: { needs: [a, api] }, api: { needs: a }, a: {} }
      checks: { c: { given: { down: a }, then: { notDown: shop } } }
      """)
    #expect(found == ["give everything that requires a a second a that does not fail with a"])
  }

  // MARK: Lint rules

  private func lint(_ rule: String, _ text: String) throws -> [String] {
    let report = try Checking.report("model: M\n\(text)", lint: true)
    let wording = FindingWording(report.model)
    return report.results.filter { $0.id == rule }.flatMap(\.findings).map {
      wording.change($0) ?? wording.noChange($0) ?? "none"
    }
  }

  @Test("A lint rule names the move that leaves it nothing to find")
  func lintMove() throws {
    let found = try lint(
      "replicas-in-one-domain",
      """
      \(zones)
      components: { shop: { needs: { any: [a, b] } }, a: { in: z1 }, b: { in: z1 }, c: { in: z2 } }
      """)
    #expect(found == ["move b from z1 to z2"])
  }

  @Test("A tier is not raised if that inverts another")
  func tiers() throws {
    let found = try lint(
      "tier-inversion",
      "components: { a: { tier: 0, needs: b }, b: { tier: 2, needs: c }, c: { tier: 2 } }")
    #expect(found == ["let a do without b"])
  }

  @Test("A group of a percentage gets as many members as make a reserve, or none if none do")
  func reserve() throws {
    let group = "[p-1, p-2, p-3] } }, p-1: {}, p-2: {}, p-3: {} }"
    #expect(
      try lint("no-spare", "components: { x: { needs: { atLeast: 75%, of: \(group)")
        == ["add a member to the group, or require less"])
    #expect(
      try lint("no-spare", "components: { x: { needs: { atLeast: 90%, of: \(group)")
        == ["add 7 members to the group, or require less"])
    #expect(try lint("no-spare", "components: { x: { needs: { atLeast: 99.9999%, of: \(group)").count == 1)
  }
}
