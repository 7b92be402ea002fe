import Foundation
import TestSupport
import Testing

/// Runs the built program, as a user would.
struct Program {
  struct Result {
    let output: String
    let errors: String
    let status: Int32
    let bytes: Data
  }

  /// The program that was built with the tests, beside their bundle.
  static let executable: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0])
    let beside = bundle.deletingLastPathComponent().appending(path: "whatfails")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : Repository.root.appending(path: ".build/debug/whatfails")
  }()

  /// Runs it to its end, with standard input from a text.
  static func run(
    _ arguments: String..., input: String = "", in folder: URL = Repository.root, environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, input: input, in: folder, environment: environment)
  }

  static func run(
    _ arguments: [String], input: String = "", in folder: URL = Repository.root, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = try TemporaryFile()
    let errors = try TemporaryFile()
    let inputFile = try TemporaryFile(Data(input.utf8))
    process.standardInput = try FileHandle(forReadingFrom: inputFile.url)
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    process.standardError = try FileHandle(forWritingTo: errors.url)
    try process.run()
    process.waitUntilExit()
    let bytes = try Data(contentsOf: output.url)
    #expect(process.terminationReason == .exit)
    return Result(
      output: String(decoding: bytes, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors.url), as: UTF8.self), status: process.terminationStatus,
      bytes: bytes)
  }
}

/// A file that goes away with the test.
final class TemporaryFile {
  let url: URL

  init(_ content: Data = Data(), ending: String = "") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "whatfails-\(UUID().uuidString)\(ending)")
    try content.write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "whatfails-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func file(_ name: String) -> URL { url.appending(path: name) }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: file(name)) }

  func text(of name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  deinit {
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    try? FileManager.default.removeItem(at: url)
  }
}
