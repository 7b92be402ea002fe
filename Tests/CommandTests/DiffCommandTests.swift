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

  @Test func revision() throws {
    let folder = try Self.repository()
    let result = try Program.run("diff", "main:m/shop.yaml", "m/shop.yaml", in: folder.url)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("Weaker: 1 single point of failure gained"))
    #expect(result.output.contains("checkout: now taken down alone by zone-2"))
    // The included file is read from the same revision.
    #expect(result.output.contains("main:m/parts.yaml:2"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let back = try Program.run("diff", "m/shop.yaml", "main:m/shop.yaml", "--fail-on", "redundancy", in: folder.url)
    #expect(back.status == 0 && back.output.contains("zone-2 no longer takes down"))
  }

  @Test func since() throws {
    let folder = try Self.repository()
    let short = try Program.run("diff", "--since", "HEAD", "-m", "m/shop.yaml", in: folder.url)
    #expect(short.status == 0 && short.output.contains("zone-2: 1 → 3") && !short.output.contains("Requirements"))
    // However the model is named, it is the same file.
    for path in ["./m/shop.yaml", "m/../m/shop.yaml", folder.file("m/shop.yaml").path] {
      let other = try Program.run("diff", "--since", "HEAD", "-m", path, in: folder.url)
      #expect(other.output == short.output, "\(path): \(other.errors)")
    }
    for path in ["shop.yaml", "../m/shop.yaml", folder.file("m/shop.yaml").path] {
      let other = try Program.run("diff", "--since", "HEAD", "-m", path, in: folder.file("m"))
      #expect(other.output == short.output, "\(path): \(other.errors)")
    }
  }

  @Test func exitCodes() throws {
    let folder = try Self.repository()
    let models = ["diff", "main:m/shop.yaml", "m/shop.yaml"]
    for bar in ["single-points-of-failure", "redundancy", "impact", "any"] {
      #expect(try Program.run(models + ["--fail-on", bar], in: folder.url).status == 1, "\(bar)")
    }
    #expect(try Program.run(models + ["--fail-on", "availability"], in: folder.url).status == 0)
    // Without checks, or between a file and itself, there is nothing that could fail.
    #expect(try Program.run(models + ["--fail-on", "checks"], in: folder.url).status == 2)
    let same = ["diff", "m/shop.yaml", "m/shop.yaml"]
    #expect(try Program.run(same + ["--fail-on", "any"], in: folder.url).status == 2)
    let result = try Program.run(same, in: folder.url)
    #expect(result.status == 0 && result.output == "No change.\n")
    for arguments in [
      ["diff"], ["diff", "a"], ["diff", "-", "-"], models + ["--fail-on", "rain"], models + ["-m", "x"],
    ] {
      #expect(try Program.run(arguments, in: folder.url).status == 64, "\(arguments)")
    }
  }

  @Test func wrongRevisions() throws {
    let folder = try Self.repository()
    let wrong = [
      ("nope:m/shop.yaml", "nope"), ("main:nope.yaml", "nope.yaml"), ("main:link.yaml", "symbolic link"),
      ("main:../../etc/passwd", "main:"), ("nope.yaml", "nope.yaml"),
    ]
    for (path, word) in wrong {
      let result = try Program.run("diff", path, "m/shop.yaml", in: folder.url)
      #expect(result.status == 2 && result.output.isEmpty && result.errors.contains(word), "\(path): \(result.errors)")
    }
    let before = folder.names
    let injected = try Program.run("diff", "--since=--output=harm", "-m", "m/shop.yaml", in: folder.url)
    #expect(injected.status == 2 && injected.errors.contains("is not a revision") && folder.names == before)
  }

  @Test func json() throws {
    let folder = try Self.repository()
    let text = try Program.run("diff", "main:m/shop.yaml", "m/shop.yaml", "--format", "json", in: folder.url).output
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(answer["schema"] as? String == "whatfails/diff/1" && answer["complete"] as? Bool == true)
    let points = try #require(answer["singlePointsOfFailure"] as? [[String: Any]])
    #expect(points.count == 1 && points[0]["gained"] as? [String] == ["zone-2"] && points[0]["lost"] as? [String] == [])
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

  /// Two states of the same infrastructure, as Terraform has them: a database loses its standby and a server moves.
  @Test func plans() throws {
    let folder = Repository.root.appending(path: "Tests/Fixtures/terraform/shop-3az")
    let result = try Program.run(
      "diff", "state.json", "change.json", "--fail-on", "single-points-of-failure", in: folder)
    #expect(result.status == 1)
    for line in [
      "aws_cloudfront_distribution.cdn: now taken down alone by eu-west-1a",
      "aws_instance.batch: now taken down alone by eu-west-1b",
      "+ aws_db_instance.orders is in eu-west-1a", "- aws_instance.batch is in eu-west-1a",
      "~ 3 requirements differ only in how sure they are",
    ] { #expect(result.output.contains(line), "\(line)") }
    #expect(try Program.run("diff", "change.json", "change.json", in: folder).output == "No change.\n")
  }
}
