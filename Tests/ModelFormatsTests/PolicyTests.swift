import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

/// Policies: what they extend and replace, and what is wrong with them for a model.
@Suite struct PolicyTests {
  private let model = """
    model: Shop
    domains: { zone-a: { kind: zone } }
    components: { web: { needs: db, tier: 1 }, db: { in: zone-a } }
    faults: { storm: { down: zone-a } }
    checks: { mine: { given: storm, then: { down: web } } }
    """

  private func load(_ files: [String: String], _ names: [String] = ["a.yaml"]) throws -> LoadedPolicies {
    let folder = try TemporaryFolder(files)
    let model = try ModelLoader.load(Array(model.utf8), file: "model.yaml").model
    return try PolicyLoader.load(names.map(folder.path), for: model)
  }

  private func problems(_ files: [String: String], _ names: [String] = ["a.yaml"]) -> [String] {
    do {
      _ = try load(files, names)
      return []
    } catch let error as InvalidInput {
      return error.diagnostics.map(\.code.id)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("The assumptions of a policy come before those that it extends, and may match nothing")
  func assumptions() throws {
    let loaded = try load([
      "a.yaml": "extend: base.yaml\nassume: [{ kind: aws/*, unavailability: 0.1 }, { id: db, availability: 99.9% }]",
      "base.yaml": "assume: { tier: '>=1', mtbf: 9h, mttr: 1h }",
    ])
    #expect(loaded.policy.assumptions.map(\.selector.description) == ["kind=aws/*", "id=db", "tier=>=1"])
    #expect(loaded.policy.assumptions.map(\.unavailability.high) == [0.1, 0.001, 0.1])
    #expect(problems(["a.yaml": "assume: { not: bd, unavailability: 0.1 }"]) == ["unknown-component"])
    #expect(problems(["a.yaml": "policy: P\nassume: { kind: k }"]) == ["assumption-form"])
    #expect(problems(["a.yaml": "assume: { unavailability: 0.1 }"]) == ["assumption-form"])
    #expect(problems(["a.yaml": "assume: { kind: k, unavailability: 1.5 }"]) == ["invalid-probability"])
    #expect(
      problems(["a.yaml": "assume: { kind: k, unavailability: 0.5, availability: 0.5 }"]) == ["availability-forms"])
    #expect(problems(["a.yaml": "checks: {}\nassume: { kin: k, unavailability: 0.5 }"]).first == "unknown-key")
  }

  @Test("A policy extends others, and its own checks and settings win")
  func extending() throws {
    let loaded = try load([
      "a.yaml": """
      policy: Mine
      extend: base.yaml
      checks:
        zones: { given: storm, then: { impacted: 5 }, severity: warning }
      lint: { rules: { orphan: off }, suppress: { rule: orphan, reason: old } }
      """,
      "base.yaml": """
      policy: Base
      extend: [root.json]
      checks:
        zones: { given: storm, then: { impacted: 1 } }
        restart: { require: { for: "*", starts: true } }
      lint: { rules: { orphan: error } }
      """,
      "root.json": #"{ "checks": { "root": { "require": { "for": { "tier": "1" }, "survives": 1 } } } }"#,
    ])
    #expect(loaded.policy.name == "Mine")
    #expect(loaded.policy.checks.map(\.id) == ["root", "restart", "zones"])
    #expect(loaded.policy.checks.last?.severity == .warning)
    #expect(loaded.policy.lint.rules.map(\.setting) == [.error, .off])
    #expect(loaded.policy.lint.suppressions.map(\.reason) == ["old"])
  }

  @Test("A check of a policy that names nothing of the model is an error")
  func whatNamesNothingIsAnError() {
    func check(_ text: String) -> [String] { problems(["a.yaml": "checks:\n  c: \(text)\n"]) }
    #expect(check("{ require: { for: { tier: 7 }, survives: 1 } }") == ["matches-nothing"])
    #expect(check("{ require: { for: wen, survives: 1 } }") == ["unknown-component"])
    #expect(check("{ given: { each: { kind: region } }, then: { up: web } }") == ["matches-nothing"])
    #expect(check("{ given: strom, then: { up: web } }") == ["unknown-fault"])
    #expect(check("{ forbid: { from: wen, to: db } }") == ["unknown-component"])
    #expect(check("{ forbid: { from: { tier: 7 }, to: { tier: 8 } } }") == ["matches-nothing"])
    #expect(check("{ forbid: { from: { tier: 1 }, to: { tier: 8 } } }") == [])
  }

  @Test("A policy that checks nothing is an error")
  func whatChecksNothingIsAnError() {
    #expect(problems(["a.yaml": "policy: Empty\n"]) == ["empty-policy"])
    #expect(problems(["a.yaml": "policy: Empty\nchecks: {}\n"]) == ["empty-policy"])
    #expect(problems(["a.yaml": ""]) == ["empty-file"])
    #expect(problems([:]) == ["unreadable-file"])
  }

  @Test("All errors of a policy are reported in one run")
  func whatIsWrongIsToldTogether() {
    #expect(
      problems(
        [
          "a.yaml":
            "extend: [a.yaml, none.yaml]\ncheks: {}\nchecks: { mine: { require: { for: web, starts: true } } }\n"
        ]
      ).sorted() == ["duplicate-id", "include-circle", "unknown-key", "unreadable-file"])
  }

  @Test("Two policies may not have a check with the same id")
  func twoPoliciesMayNotShareAnId() {
    let text = "checks: { restart: { require: { for: web, starts: true } } }\n"
    #expect(problems(["a.yaml": text, "b.yaml": text], ["a.yaml", "b.yaml"]) == ["duplicate-id"])
  }
}

/// The baseline of known findings as a file.
@Suite struct BaselineTests {
  private func read(_ text: String) -> (entries: [BaselineEntry], problems: [String]) {
    do {
      let file = try TemporaryFile(Data(text.utf8), ending: ".json")
      return (try BaselineReader.entries(of: file.path), [])
    } catch let error as InvalidInput {
      return ([], error.diagnostics.map(\.code.id))
    } catch {
      return ([], ["\(error)"])
    }
  }

  @Test("The entries of a baseline are read")
  func entries() {
    let (entries, problems) = read(
      #"{ "schema": "whatfails/baseline/1", "known": [{ "check": "zones", "fault": "zone-a", "component": "web" }] }"#)
    #expect(problems.isEmpty)
    #expect(entries == [BaselineEntry(check: "zones", fault: "zone-a", component: "web", subject: "")])
  }

  @Test("Texts that are not baselines are refused")
  func wrongForms() {
    #expect(read("{}").problems == ["baseline-form"])
    #expect(read("[]").problems == ["baseline-form"])
    #expect(read("").problems == ["empty-file"])
    #expect(read("{ \"schema\": ").problems == ["json-syntax"])
    #expect(read(#"{ "schema": "whatfails/baseline/1" }"#).problems == ["baseline-form"])
    #expect(
      read(#"{ "schema": "whatfails/baseline/1", "known": [7, { "fault": [] }, { "check": "c", "line": 7 }] }"#)
        .problems == ["baseline-form", "baseline-form", "baseline-form", "baseline-form"])
  }
}
