import Foundation
import TestSupport
import Testing

/// Files and arguments that ask for what they should not get.
@Suite struct HostileFilesTests {
  @Test func includesOutside() throws {
    let folder = try TemporaryFolder([
      "m/m.yaml": "model: M\ninclude: [../other/part.yaml, /etc/passwd, /proc/self/environ]\ncomponents: { a: {} }\n",
      "other/part.yaml": "components: { b: {} }\n",
    ])
    for command in [["validate"], ["if", "a"], ["check", "--lint"]] {
      let result = try Program.run(command + ["-m", "m/m.yaml"], in: folder.url, environment: ["SEKRIT": "hunter2"])
      #expect(result.status == 2)
      #expect(result.errors.contains("'../other/part.yaml' leads outside of the folder of 'm/m.yaml'"))
      #expect(result.errors.contains("'--allow-outside FOLDER' allows another folder"))
      #expect(!(result.errors + result.output).contains("hunter2") && !result.errors.contains("root:"))
    }
    try folder.write("model: M\ninclude: [../other/part.yaml]\ncomponents: { a: {} }\n", to: "m/m.yaml")
    let allowed = try Program.run("validate", "-m", "m/m.yaml", "--allow-outside", "other", in: folder.url)
    #expect(allowed.status == 0, "\(allowed.errors)")
    for arguments in [["import", "m/m.yaml"], ["diff", "m/m.yaml", "m/m.yaml"]] {
      #expect(try Program.run(arguments, in: folder.url).status == 2)
      #expect(try Program.run(arguments + ["--allow-outside", "other"], in: folder.url).status == 0)
    }
    let input = try Program.run(
      "validate", "-m", "-", input: "model: M\ninclude: ../m/m.yaml\n", in: folder.file("other"))
    #expect(input.status == 2 && input.errors.contains("outside-folder"))
  }

  @Test(arguments: ["-x", "--endpoint-url", "-"]) func regions(_ region: String) throws {
    let result = try Program.run("import", "aws", "--region=\(region)")
    #expect(result.status == 64 && result.errors.contains("'\(region)' is not a region"))
    #expect(try Program.run("import", "aws", "--profile=\(region)").status == 64)
  }

  /// What the aws command says of its credentials is not passed on.
  @Test func credentials() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write(
      """
      #!/bin/sh
      echo "error: Invalid header value b'AWS4-HMAC-SHA256 Credential=AKIAPLANTEDKEY123456/2026, Signature=Pl4ntedPl4ntedPl4nted'" >&2
      exit 1
      """, to: "aws")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let result = try Program.run("import", "aws", environment: ["PATH": "\(folder.path):\(path)"])
    #expect(result.status == 2 && result.errors.contains("Invalid header value"), "\(result.errors)")
    #expect(!result.errors.contains("PLANTED") && !result.errors.contains("Pl4nted"), "\(result.errors)")
  }

  #if os(Linux)
    /// The program's memory is limited by the shell.
    @Test func notEnoughMemory() throws {
      let folder = try TemporaryFolder()
      let file = folder.path("sparse.json")
      try Data().write(to: folder.file("sparse.json"))
      let handle = try FileHandle(forWritingTo: folder.file("sparse.json"))
      try handle.truncate(atOffset: 2_147_483_647)
      try handle.close()
      for command in ["validate -m", "fmt --check", "import"] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "ulimit -v 1500000; exec '\(Program.executable.path)' \(command) '\(file)'"]
        let errors = try TemporaryFile()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors.url)
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: errors.url, encoding: .utf8)
        #expect(process.terminationStatus == 2, "\(text)")
        #expect(text.contains("not enough memory to read '\(file)' (2147483647 bytes)"), "\(text)")
      }
    }
  #endif
}
