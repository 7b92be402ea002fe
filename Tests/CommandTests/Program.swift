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
