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

  @Test(arguments: [
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
    for arguments in [
      ["diff", "HEAD~1:whatfails.yaml", "whatfails.yaml"], ["diff", "--since", "HEAD~1"],
      ["render", "--diff", "HEAD~1:whatfails.yaml"],
    ] {
      let result = try Program.run(arguments, in: clone)
      #expect(result.status == 2 && result.errors.contains("HEAD~1:"), "\(result.errors)")
      #expect(
        result.errors.contains("this clone does not contain the whole revision, and whatfails fetches nothing"),
        "\(result.errors)")
      #expect(!folder.names.contains("MARK"), "\(settings) ran by \(arguments)")
    }
    // What is there is read as ever.
    let result = try Program.run("diff", "HEAD:whatfails.yaml", "whatfails.yaml", in: clone)
    #expect(result.status == 0 && result.errors.isEmpty && !folder.names.contains("MARK"), "\(result.errors)")
  }

  /// A folder of a checkout that is a bare repository by its content.
  @Test func bareRepositoryInCheckout() throws {
    let folder = try Self.partialClone()
    try Self.git(folder.url, "clone", "-q", "--bare", "src", "src/bare")
    let bare = folder.file("src/bare")
    try Self.git(bare, "config", "core.fsmonitor", "touch \(folder.path("MARK"));")
    try folder.write("model: A\ncomponents: { a: {} }\n", to: "src/bare/whatfails.yaml")
    let result = try Program.run("diff", "HEAD~1:whatfails.yaml", "whatfails.yaml", in: bare)
    #expect(result.status == 2 && result.errors.contains("bare repository"), "\(result.errors)")
    #expect(!folder.names.contains("MARK"))
  }

  /// Paths and includes of a revision stay in the repository.
  @Test func outsideOfTheRepository() throws {
    let folder = try Self.partialClone()
    try folder.write("components: { leaked: {} }", to: "secret.yaml")
    try folder.write("model: A\ninclude: ['../secret.yaml']\n", to: "src/m.yaml")
    try Self.git(folder.file("src"), "add", "-A")
    try Self.git(folder.file("src"), "commit", "-q", "-m", "third")
    for path in ["HEAD:m.yaml", "HEAD:./m.yaml", "HEAD:../secret.yaml", "HEAD:./../secret.yaml"] {
      let result = try Program.run("diff", path, "whatfails.yaml", in: folder.file("src"))
      #expect(result.status == 2 && result.errors.contains("can't read"), "\(result.errors)")
    }
    #expect(try Program.run("diff", "--since", "", in: folder.file("src")).status == 2)
  }
}
