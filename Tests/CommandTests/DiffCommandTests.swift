import Foundation
import TestSupport
import Testing

/// `whatfails diff` as a user runs it.
@Suite struct DiffCommandTests {
  private static func shop(_ zone: Int) -> String {
    """
    model: Shop
    domains: {zone-1: {}, zone-2: {}}
    include: [parts.yaml]
    components:
      checkout: {tier: 1, needs: [{any: [a, b]}]}
      b: {in: zone-\(zone)}

    """
  }

  private static func parts(_ zone: Int) -> String { "components:\n  a: {in: zone-\(zone)}\n" }

  private static func git(_ folder: TemporaryFolder, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"] + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  /// A repository whose first commit has the replicas in two zones; on the disk, and only there, both are in one, and
  /// what is included is not what it was.
  private static func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("m"), withIntermediateDirectories: true)
    try folder.write(shop(2), to: "m/shop.yaml")
    try folder.write(parts(1), to: "m/parts.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.yaml").path, withDestinationPath: "m/shop.yaml")
    try git(folder, "init", "-q", "-b", "main")
    try git(folder, "add", "-A")
    try git(folder, "commit", "-q", "-m", "first")
    try folder.write(shop(2), to: "m/shop.yaml")
    try folder.write(parts(2), to: "m/parts.yaml")
    return folder
  }

  @Test("A model is compared with its revision in git, included files too")
  func revision() throws {
    let folder = try Self.repository()
    try CLI("diff main:m/shop.yaml m/shop.yaml").in(folder).succeeds().reportsNothing().fits()
      .prints(first: "Weaker: 1 single point of failure gained")
      .prints("checkout: now taken down alone by zone-2", "main:m/parts.yaml:2")
    try CLI("diff m/shop.yaml main:m/shop.yaml --fail-on redundancy").in(folder).succeeds()
      .prints("zone-2 no longer takes down")
  }

  @Test("--since compares a model with an earlier revision, however the model is named")
  func since() throws {
    let folder = try Self.repository()
    let short = try CLI("diff --since HEAD -m m/shop.yaml").in(folder).succeeds()
      .prints("zone-2: 1 → 3").doesNotPrint("Requirements")
    for path in ["./m/shop.yaml", "m/../m/shop.yaml", folder.file("m/shop.yaml").path] {
      try CLI("diff --since HEAD").arguments("-m", path).in(folder).run().prints(exactly: short.output)
    }
    for path in ["shop.yaml", "../m/shop.yaml", folder.file("m/shop.yaml").path] {
      try CLI("diff --since HEAD").arguments("-m", path).in(folder, "m").run().prints(exactly: short.output)
    }
  }

  @Test("--fail-on fails a comparison for what got worse, and refuses one that could never fail")
  func exitCodes() throws {
    let folder = try Self.repository()
    let diff = CLI("diff main:m/shop.yaml m/shop.yaml").in(folder)
    for bar in ["single-points-of-failure", "redundancy", "impact", "any"] {
      try diff.arguments("--fail-on", bar).fails(1)
    }
    try diff.adding("--fail-on availability").succeeds()
    // Without checks, or between a file and itself, there is nothing that could fail.
    try diff.adding("--fail-on checks").fails(2)
    try CLI("diff m/shop.yaml m/shop.yaml --fail-on any").in(folder).fails(2)
    try CLI("diff m/shop.yaml m/shop.yaml").in(folder).succeeds().prints(exactly: "No change.\n")
    for wrong in ["diff", "diff a", "diff - -"] { try CLI(wrong).in(folder).fails(64) }
    try diff.adding("--fail-on rain").fails(64)
    try diff.adding("-m x").fails(64)
  }

  @Test("A revision or file that git does not have is an error, and nothing is written")
  func wrongRevisions() throws {
    let folder = try Self.repository()
    let wrong = [
      ("nope:m/shop.yaml", "nope"), ("main:nope.yaml", "nope.yaml"), ("main:link.yaml", "symbolic link"),
      ("main:../../etc/passwd", "main:"), ("nope.yaml", "nope.yaml"),
    ]
    for (path, word) in wrong { try CLI("diff \(path) m/shop.yaml").in(folder).fails(2, word).printsNothing() }
    let before = folder.names
    try CLI("diff --since=--output=harm -m m/shop.yaml").in(folder).fails(2, "is not a revision")
    #expect(folder.names == before)
  }

  @Test("A difference as JSON has the promised fields")
  func json() throws {
    let folder = try Self.repository()
    let answer = try CLI("diff main:m/shop.yaml m/shop.yaml --format json").in(folder).run().json()
    #expect(answer["schema"] as? String == "whatfails/diff/1")
    #expect(answer["complete"] as? Bool == true)
    let points = try #require(answer["singlePointsOfFailure"] as? [[String: Any]])
    #expect(points.count == 1)
    #expect(points.first?["gained"] as? [String] == ["zone-2"])
    #expect(points.first?["lost"] as? [String] == [])
    let impact = try #require(answer["impact"] as? [[String: Any]]).first { $0["fault"] as? String == "zone-2" }
    #expect((impact?["before"] as? [String: Any])?["count"] as? Int == 1)
    #expect((impact?["after"] as? [String: Any])?["count"] as? Int == 3)
    for (name, keys) in [
      "components": ["added", "removed", "changed"], "requirements": ["added", "removed", "changed"],
      "checks": ["newlyFailing", "newlyHolding"],
    ] {
      let object = try #require(answer[name] as? [String: Any])
      for key in keys { #expect(object[key] is [Any], "\(name).\(key)") }
    }
  }

  /// A database loses its standby and a server moves.
  @Test("Two states of Terraform are compared like models")
  func plans() throws {
    let folder = Repository.root.appending(path: "Tests/Fixtures/terraform/shop-3az")
    try CLI("diff state.json change.json --fail-on single-points-of-failure").in(folder).fails(1)
      .prints(
        "aws_cloudfront_distribution.cdn: now taken down alone by eu-west-1a",
        "aws_instance.batch: now taken down alone by eu-west-1b", "+ aws_db_instance.orders is in eu-west-1a",
        "- aws_instance.batch is in eu-west-1a", "~ 4 requirements differ only in how sure they are")
    try CLI("diff change.json change.json").in(folder).run().prints(exactly: "No change.\n")
  }

  private static func figures(_ components: String, check: String = "availability: 50%") -> String {
    """
    model: Figures
    components:
      shop: { tier: 0, owner: store, needs: \(components)
    checks: { slo: { require: { for: shop, \(check) } } }

    """
  }

  @Test("--fail-on fails if less is known of an availability, and names it; a repair never fails")
  func lessKnown() throws {
    let whole = Self.figures("z }\n  z: { unavailability: 0.1 }")
    let partial = Self.figures("[z, y] }\n  z: { unavailability: 0.1 }\n  y: {}")
    let stated = Self.figures("[z, y] }\n  z: { unavailability: 0.1 }\n  y: { unavailability: 0.01 }")
    let folder = try TemporaryFolder([
      "whole.yaml": whole, "partial.yaml": partial, "stated.yaml": stated,
      "silent.yaml": Self.figures("z }\n  z: {}"),
      "lone.yaml": partial.replacing("  y: {}", with: "  y: {}\n  lone: {}"),
    ])
    let less = try CLI("diff whole.yaml partial.yaml --fail-on availability --columns owner").in(folder)
      .fails(1, "not decided: --fail-on availability")
    less.reports("the availability of shop may have fallen, because y states none now")
    let text = less.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "shop (owner store): 90%, down 36 d 12 h per year, from 1 of 1 single point of failure → 90%, down 36 d 12 h per year, "
          + "from 1 of 2 single points of failure; y states none"))
    try CLI("diff whole.yaml partial.yaml --fail-on checks").in(folder)
      .fails(1, "check 'slo' is not decided for shop")
    try CLI("diff whole.yaml silent.yaml --fail-on availability").in(folder).fails(1, "not decided")
    for bar in ["any", "checks", "availability"] {
      try CLI("diff partial.yaml whole.yaml --fail-on \(bar)").in(folder).succeeds()
      try CLI("diff partial.yaml stated.yaml --fail-on \(bar)").in(folder).succeeds()
      try CLI("diff partial.yaml lone.yaml --fail-on \(bar)").in(folder).succeeds()
    }
    try CLI("diff partial.yaml whole.yaml").in(folder).succeeds().prints("1 check newly holding")
  }

  @Test("An undescribed second member is no improvement of an availability")
  func redundancyNobodyDescribed() throws {
    let check = "availability: 99%"
    let folder = try TemporaryFolder([
      "old.yaml": Self.figures("{ any: [z] } }\n  z: { unavailability: 0.1 }", check: check),
      "new.yaml": Self.figures("{ any: [z, y] } }\n  z: { unavailability: 0.1 }\n  y: {}", check: check),
    ])
    let run = try CLI("diff old.yaml new.yaml --fail-on availability").in(folder).succeeds()
    run.doesNotPrint("newly holding", "100%", "rose")
    run.prints("90% or more")
  }

  @Test("A check that stays undecided and one that is only known to fail now are no reasons")
  func knownChecks() throws {
    let open = Self.figures("[z, y] }\n  z: { unavailability: 0.1 }\n  y: {}", check: "availability: 85%")
    let folder = try TemporaryFolder([
      "open.yaml": open,
      "known.yaml": open.replacing("y: {}", with: "y: { unavailability: 0.2 }"),
      "worse.yaml": open.replacing("0.1", with: "0.3"),
    ])
    try CLI("diff open.yaml known.yaml --fail-on checks").in(folder).succeeds().prints("slo is known to fail now")
    try CLI("diff open.yaml worse.yaml --fail-on checks").in(folder).fails(1).prints("1 check newly failing")
  }

  @Test("Each component of a check counts by itself: one that is undecided hides no other")
  func undecidedComponents() throws {
    func model(_ x: String, _ y: String) -> String {
      """
      model: Two
      components:
        one: { tier: 0, needs: [x, gap] }
        two: { tier: 0, needs: [y, { any: [y, spare] }] }
        x: { \(x) }
        y: { \(y) }
        gap: {}
        spare: {}
      checks: { slo: { require: { for: { tier: 0 }, availability: 80% } } }

      """
    }
    let little = "unavailability: 0.1"
    let folder = try TemporaryFolder([
      "old.yaml": model(little, little), "same.yaml": model("unavailability: 0.05", little),
      "failing.yaml": model(little, "unavailability: 0.3"), "silent.yaml": model(little, ""),
    ])
    try CLI("diff old.yaml same.yaml --fail-on checks").in(folder).succeeds()
    try CLI("diff old.yaml failing.yaml --fail-on checks").in(folder).fails(1).prints("slo fails now (error): two is")
    try CLI("diff old.yaml silent.yaml --fail-on checks").in(folder).fails(1, "check 'slo' is not decided for two")
  }
}
