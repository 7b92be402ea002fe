import Foundation
import TestSupport
import Testing

/// A git revision is read without running what a repository's configuration names, and without fetching.
@Suite struct GitSafetyTests {
  private static func git(_ folder: URL, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments)")
  }

  /// A clone without the blobs of its first commit, and the folder where a marker shows that something ran.
  private static func partialClone() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["src/whatfails.yaml": "model: A\ncomponents: { a: {} }\n"])
    try git(folder.file("src"), "init", "-q", "-b", "main")
    try git(folder.file("src"), "config", "uploadpack.allowFilter", "true")
    try git(folder.file("src"), "add", "-A")
    try git(folder.file("src"), "commit", "-q", "-m", "first")
    try folder.write("model: A\ncomponents: { a: {}, b: {} }\n", to: "src/whatfails.yaml")
    try git(folder.file("src"), "commit", "-q", "-a", "-m", "second")
    try git(folder.url, "clone", "-q", "--filter=blob:none", "file://\(folder.path("src"))", "clone")
    return folder
  }

  @Test(
    "A partial clone runs and fetches nothing, whatever its configuration says",
    arguments: [
      ["remote.origin.uploadpack=touch MARK;"],
      ["remote.origin.url=ext::sh -c 'touch% MARK'", "protocol.ext.allow=always"],
      ["remote.origin.url=ssh://host/x", "core.sshCommand=touch MARK;", "protocol.ssh.allow=always"],
      ["remote.origin.url=git://host/x", "core.gitProxy=touch MARK;"],
      ["remote.origin.vcs=whatfails-none", "credential.helper=!touch MARK;", "core.askPass=touch MARK;"],
      [
        "core.fsmonitor=touch MARK;", "core.hooksPath=hooks", "core.pager=touch MARK;",
        "core.alternateRefsCommand=touch MARK;",
      ],
      ["diff.x.textconv=touch MARK;", "filter.x.smudge=touch MARK;", "alias.cat-file=!touch MARK", "gc.auto=1"],
    ])
  func partialClones(_ settings: [String]) throws {
    let folder = try Self.partialClone()
    let clone = folder.file("clone")
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1)
      try Self.git(clone, "config", String(parts[0]), String(parts[1]).replacing("MARK", with: folder.path("MARK")))
    }
    try folder.write("*.yaml filter=x diff=x\n", to: "clone/.git/info/attributes")
    try folder.write(folder.path("none") + "\n", to: "clone/.git/objects/info/alternates")
    for line in [
      "diff HEAD~1:whatfails.yaml whatfails.yaml", "diff --since HEAD~1", "render --diff HEAD~1:whatfails.yaml",
    ] {
      try CLI(line).in(folder, "clone")
        .fails(2, "HEAD~1:", "this clone does not contain the whole revision, and whatfails fetches nothing")
      #expect(!folder.names.contains("MARK"), "\(settings) ran by \(line)")
    }
    // What is there is read as ever.
    try CLI("diff HEAD:whatfails.yaml whatfails.yaml").in(folder, "clone").succeeds().reportsNothing()
    #expect(!folder.names.contains("MARK"))
  }

  @Test("A folder of a checkout that is a bare repository by its content is refused")
  func bareRepositoryInCheckout() throws {
    let folder = try Self.partialClone()
    try Self.git(folder.url, "clone", "-q", "--bare", "src", "src/bare")
    let bare = folder.file("src/bare")
    try Self.git(bare, "config", "core.fsmonitor", "touch \(folder.path("MARK"));")
    try folder.write("model: A\ncomponents: { a: {} }\n", to: "src/bare/whatfails.yaml")
    try CLI("diff HEAD~1:whatfails.yaml whatfails.yaml").in(folder, "src/bare").fails(2, "bare repository")
    #expect(!folder.names.contains("MARK"))
  }

  @Test("Paths and includes of a revision stay in the repository")
  func outsideOfTheRepository() throws {
    let folder = try Self.partialClone()
    try folder.write("components: { leaked: {} }", to: "secret.yaml")
    try folder.write("model: A\ninclude: ['../secret.yaml']\n", to: "src/m.yaml")
    try Self.git(folder.file("src"), "add", "-A")
    try Self.git(folder.file("src"), "commit", "-q", "-m", "third")
    for path in ["HEAD:m.yaml", "HEAD:./m.yaml", "HEAD:../secret.yaml", "HEAD:./../secret.yaml"] {
      try CLI("diff \(path) whatfails.yaml").in(folder, "src").fails(2, "can't read")
    }
    try CLI("diff --since").arguments("").in(folder, "src").fails(2)
  }
}
