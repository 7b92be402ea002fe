import Foundation
import TestSupport
import Testing

/// Changes, which what is configured by something follows, as a user meets them.
@Suite struct ChangeCommandTests {
  static let model = """
    model: Flags
    components:
      release-flags: { kind: configuration }
      web: { tier: 0, configuredBy: release-flags, needs: db }
      api: { configuredBy: release-flags }
      job: { uses: api }
      db: {}
    faults:
      flags-garbage: { down: release-flags }
      flags-release: { down: release-flags, change: true }

    """

  @Test("A failure of settings reaches nothing, and says what a change would reach")
  func settings() throws {
    for fault in ["release-flags", "flags-garbage"] {
      let ask = CLI("if \(fault)").model(Self.model)
      try ask.succeeds().prints("nothing else fails")
        .prints("\n2 components are configured by release-flags: --change follows them.\n").fits()
      try ask.adding("--format markdown").succeeds()
        .prints("2 components are configured by release-flags; the failure does not reach them, a change would.")
      let json = try ask.adding("--format json").run().json()
      #expect(json["configured"] as? [String] == ["web", "api"])
      #expect(json["change"] == nil)
    }
    // What the fault reaches anyway is not counted, and what configures nothing has nothing to say.
    try CLI("if release-flags db").model(Self.model).succeeds()
      .prints("1 other component is configured by release-flags and db: --change follows it.")
    try CLI("if db").model(Self.model).succeeds().doesNotPrint("configured by")
  }

  @Test("A named fault that is a change is followed without an option, in every command")
  func namedChange() throws {
    for question in ["if flags-release", "if flags-garbage --change", "if release-flags --change"] {
      let ask = CLI(question).model(Self.model)
      try ask.succeeds().prints("3 of 4 other components are affected", "is configured by release-flags")
        .doesNotPrint("--change")
      let json = try ask.adding("--format json").run().json()
      #expect(json["configured"] == nil)
      #expect(json["change"] as? Bool == true)
    }
    try CLI("why web --if flags-release").model(Self.model).succeeds().prints("it is configured by release-flags")
    try CLI("why web --if release-flags --change").model(Self.model).succeeds()
      .prints("web is down if release-flags changes.")
    try CLI("why web --if flags-garbage").model(Self.model).succeeds().prints("stays up")
    try CLI("render --if flags-release").model(Self.model).succeeds().prints(
      "odot", "3 of 4 other</FONT>")
    try CLI("render --if flags-garbage").model(Self.model).succeeds().doesNotPrint("odot")
  }

  @Test("--change finds what could take a component down by a change")
  func risks() throws {
    try CLI("risks web").model(Self.model).succeeds().prints("1 single point of failure takes web down.")
      .doesNotPrint("release-flags")
    let ask = CLI("risks web --change").model(Self.model)
    try ask.succeeds().prints("2 single points of failure take web down.", "release-flags", "This is about changes")
    #expect(try ask.adding("--format json").run().json()["change"] as? Bool == true)
    // No component states how often it changes.
    let stated = Self.model.replacing("db: {}", with: "db: { unavailability: 0.1 }")
    try CLI("risks web").model(stated).succeeds().prints("Unavailability of web")
    try CLI("risks web --change").model(stated).succeeds().doesNotPrint("Unavailability")
    try CLI("risks web --change --why 1").model(stated).succeeds().prints("it is configured by release-flags")
    try CLI("rank --change").model(Self.model).succeeds().prints("release-flags")
  }

  private func check(_ check: String) -> CLI {
    CLI("check").model(Self.model + "checks:\n  c: \(check)\n")
  }

  @Test("A check can give a change, by id, selector or named fault")
  func checks() throws {
    try check("{ given: flags-garbage, then: { notDown: web } }").succeeds()
    try check("{ given: flags-release, then: { notDown: web } }").fails(1)
      .prints("flags-release takes down web", "it is configured by release-flags")
    try check("{ given: { change: flags-garbage }, then: { notDown: web } }").fails(1)
      .prints("flags-garbage takes down web")
    try check("{ given: { change: release-flags }, then: { notDown: web } }").fails(1)
      .prints("a change of release-flags takes down web")
    try check("{ given: { change: { kind: configuration } }, then: { impacted: 2 } }").fails(1)
      .prints("a change of release-flags affects 3 of 4 other components")
    try check("{ given: { change: db, each: db }, then: { up: web } }").fails(
      2, "or one of each, eachPair, eachChange, change")
    try check("{ given: { change: nothing }, then: { up: web } }").fails(2, "nothing")
  }

  @Test("--change evaluates all checks as changes, but for probabilities")
  func checksAsChanges() throws {
    let survives = check("{ require: { for: web, survives: 1, except: db } }")
    try survives.succeeds()
    try survives.adding("--change").fails(1).prints("a change of release-flags takes down web")
    let stated = Self.model.replacing("{ kind: configuration }", with: "{ kind: configuration, unavailability: 0.5 }")
      .replacing("db: {}", with: "db: { unavailability: 0.001 }")
    try CLI("check --change").model(stated + "checks: { c: { require: { for: web, availability: 99.9% } } }").succeeds()
  }

  @Test("--change compares what changes reach, and a named change is always compared as one")
  func differences() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "old.yaml")
    try folder.write(Self.model.replacing("api: { configuredBy: release-flags }", with: "api: {}"), to: "new.yaml")
    try CLI("diff old.yaml new.yaml").in(folder).succeeds().prints("flags-release").doesNotPrint("flags-garbage")
    try CLI("diff old.yaml new.yaml --change").in(folder).succeeds().prints("flags-release", "flags-garbage")
  }
}
