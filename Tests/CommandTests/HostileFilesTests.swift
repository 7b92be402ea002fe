import Foundation
import TestSupport
import Testing

/// Files and arguments that ask for what they should not get.
@Suite struct HostileFilesTests {
  @Test("A model that includes files outside its folder is refused, unless their folder is allowed")
  func includesOutside() throws {
    let folder = try TemporaryFolder([
      "m/m.yaml": "model: M\ninclude: [../other/part.yaml, /etc/passwd, /proc/self/environ]\ncomponents: { a: {} }\n",
      "other/part.yaml": "components: { b: {} }\n",
    ])
    for command in ["validate", "if a", "check --lint"] {
      try CLI("\(command) -m m/m.yaml").in(folder).environment(["SEKRIT": "hunter2"])
        .fails(
          2, "'../other/part.yaml' leads outside of the folder of 'm/m.yaml'",
          "'--allow-outside FOLDER' allows another folder"
        ).doesNotPrint("hunter2").doesNotReport("hunter2", "root:")
    }
    try folder.write("model: M\ninclude: [../other/part.yaml]\ncomponents: { a: {} }\n", to: "m/m.yaml")
    try CLI("validate -m m/m.yaml --allow-outside other").in(folder).succeeds()
    for line in ["import m/m.yaml", "diff m/m.yaml m/m.yaml"] {
      try CLI(line).in(folder).fails(2)
      try CLI("\(line) --allow-outside other").in(folder).succeeds()
    }
    try CLI("validate").model("model: M\ninclude: ../m/m.yaml\n").in(folder, "other").fails(2, "outside-folder")
  }

  @Test(
    "A region or profile that the aws command would read as an option is refused",
    arguments: [
      "-x", "--endpoint-url", "-",
    ])
  func regions(_ region: String) throws {
    try CLI("import aws --region=\(region)").fails(64, "'\(region)' is not a region")
    try CLI("import aws --profile=\(region)").fails(64)
  }

  @Test("Credentials in an error of the aws command are not passed on")
  func credentials() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write(
      """
      #!/bin/sh
      echo "error: Invalid header value b'AWS4-HMAC-SHA256 Credential=AKIAPLANTEDKEY123456/2026, Signature=Pl4ntedPl4ntedPl4nted'" >&2
      exit 1
      """, to: "aws")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    try CLI("import aws").environment(["PATH": "\(folder.path):\(path)"]).fails(2, "Invalid header value")
      .doesNotReport("PLANTED", "Pl4nted")
  }

  #if os(Linux)
    /// The program's memory is limited by the shell.
    @Test(
      "A file that does not fit into memory is an error, not a crash",
      .disabled(if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil, "the address sanitizer needs terabytes")
    )
    func notEnoughMemory() throws {
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
