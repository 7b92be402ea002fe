import DependencyModel
import ModelFormats
import Testing

/// What is wrong in an entry with `each` is reported once, with the number of entries.
@Suite struct RepeatedDiagnosticTests {
  private func messages(_ components: String) -> [String] {
    Reading.diagnostics("model: M\n\(components)").map(\.message)
  }

  @Test("Two mistakes in an entry of three are two diagnostics")
  func twoMistakes() {
    let found = messages(
      """
      components:
        "web-{z}": { each: { z: [a, b, c] }, needs: databse, availability: 99.9 }
        database: {}
      """)
    #expect(found.count == 2)
    #expect(found[0] == "there is no component 'databse'; did you mean 'database'? (3 components)")
    #expect(found[1].hasPrefix("'99.9' is not a valid availability") && found[1].hasSuffix(" (3 components)"))
  }

  @Test("A mistake that has another text in each entry is one diagnostic, with the first text")
  func otherTexts() {
    let found = messages(
      """
      components:
        "web-{z}": { each: { z: [a, b, c] }, kind: "aws/ebs-volum", needs: "db-{z}" }
        "balancer-{z}": { each: { z: [a, b] }, owner: [x], nees: { any: "none-{z}-*" } }
      """)
    #expect(
      found == [
        "the kind 'aws/ebs-volum' is unknown; did you mean 'aws/ebs-volume'? (3 components)",
        "there is no component 'db-a'; declare it under 'components' (3 components)",
        "'owner' takes a text, not a list (2 components)", found.last!,
      ])
    #expect(found[3].hasPrefix("unknown key 'nees'") || found[3].contains("'nees'"))
    #expect(found[3].contains("balancer-a") && found[3].hasSuffix(" (2 components)"))
  }

  @Test("Domains are counted as domains, and entries without 'each' are not counted")
  func others() {
    let found = messages(
      """
      domains:
        "zone-{z}": { each: { z: [a, b] }, kind: aws/regio }
        rack: { kind: aws/regio }
      components:
        a: { in: [zone-a, zone-b, rack], kind: aws/ebs-volum, needs: [x1, x2] }
        b: { kind: aws/ebs-volum }
      """)
    #expect(found.count { $0.hasSuffix("did you mean 'aws/region'? (2 domains)") } == 1)
    #expect(found.count { $0.hasSuffix("did you mean 'aws/region'?") } == 1)
    #expect(found.count { $0.hasSuffix("did you mean 'aws/ebs-volume'?") } == 2)
    #expect(found.count { $0.hasPrefix("there is no component") } == 2)
  }

  @Test("Two different mistakes at one place of an entry are both reported")
  func samePlace() {
    let found = messages(
      """
      components:
        "web-{z}": { each: { z: [a, b] }, needs: [db-x, db-y] }
        web: { needs: "web-{z}" }
      """)
    #expect(found.count { $0.hasSuffix("(2 components)") } == 2)
    #expect(found.count == 3)
  }

  @Test(
    "An id with a variable and no 'each' is a warning that shows the fix",
    arguments: [("components", "db-{z}"), ("domains", "zone-{z}"), ("faults", "loss-{z}"), ("components", "{weird}")])
  func missingEach(_ section: String, _ id: String) throws {
    let body = section == "faults" ? "{ down: a }" : "{}"
    let part = section == "components" ? "  \"\(id)\": \(body)\n" : ""
    let other = section == "components" ? "" : "\(section): { \"\(id)\": \(body) }\n"
    let found = Reading.diagnostics("model: M\ncomponents:\n  a: {}\n\(part)\(other)").filter {
      $0.code.id == "each-missing"
    }
    #expect(found.map(\.severity) == [.warning])
    #expect(try #require(found.first).message.contains("'\(id)'"))
    #expect(try #require(found.first).message.hasSuffix("add each: { \(id == "{weird}" ? "weird" : "z"): [...] }"))
    #expect(try #require(found.first).place != nil)
  }

  @Test(
    "An id whose braces belong to it is not reported",
    arguments: [
      "\"GET /users/{id}\": {}", "\"api {id}\": { source: \"api.yaml: x\" }", "\"a-{z}\": { each: { z: [a] } }",
      "\"a{}\": {}", "\"a{b c}\": {}",
    ])
  func ownBraces(_ entry: String) {
    #expect(!Reading.diagnostics("model: M\ncomponents:\n  \(entry)\n").contains { $0.code.id == "each-missing" })
  }

  @Test(
    "A requirement that is written in words is shown as a group",
    arguments: [
      ("b or c", "{ any: [b, c] }"), ("b|c", "{ any: [b, c] }"), ("b, c or d", "{ any: [b, c, d] }"),
      ("b and c", "[b, c] or { all: [b, c] }"), ("b, c", "[b, c] or { all: [b, c] }"),
      ("b, d and c", "[b, d, c] or { all: [b, d, c] }"),
    ])
  func words(_ text: String, _ group: String) {
    let found = messages("components: { a: { needs: \"\(text)\" }, b: {}, c: {}, d: {} }")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("there is no component '\(text)'; for ") == true)
    #expect(found.first?.hasSuffix("write \(group)") == true, "\(found)")
  }

  @Test("Words that are not all components are not shown as a group")
  func otherWords() {
    #expect(
      messages("components: { a: { needs: \"b or x\" }, b: {} }") == [
        "there is no component 'b or x'; declare it under 'components'"
      ])
  }

  @Test("A list within a list is shown as a group of its ids")
  func nestedList() {
    let found = messages("components: { a: { needs: { any: [[b, \"c d\"], d] } }, b: {}, \"c d\": {}, d: {} }")
    #expect(found.count == 1)
    #expect(
      found.first?.contains("write { any: [b, \"c d\"] } for one of them, or { all: [b, \"c d\"] }") == true, "\(found)"
    )
  }
}
