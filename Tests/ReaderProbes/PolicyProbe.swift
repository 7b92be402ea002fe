import DependencyModel
import Foundation
import ModelFormats

/// Reads policies and baselines, which are read from files only: the bytes go through one that nobody else sees.
enum PolicyProbe {
  static func policy(_ bytes: [UInt8], files: MemoryFiles) throws(ReaderFinding) -> ReaderOutcome {
    // What a policy extends would be read from the disk.
    guard !String(decoding: bytes, as: UTF8.self).contains("extend") else { return .notRecognized }
    return try withFile(bytes, ending: ".yaml") { path throws(ReaderFinding) in
      do throws(InvalidInput) {
        let loaded = try PolicyLoader.load([path], for: SampleModel.model, limits: ModelProbe.limits)
        return (loaded.warnings, nil)
      } catch {
        return ([], error)
      }
    }
  }

  static func baseline(_ bytes: [UInt8], files: MemoryFiles) throws(ReaderFinding) -> ReaderOutcome {
    try withFile(bytes, ending: ".json") { path throws(ReaderFinding) in
      do throws(InvalidInput) {
        _ = try BaselineReader.entries(of: path)
        return ([], nil)
      } catch {
        return ([], error)
      }
    }
  }

  private static func withFile(
    _ bytes: [UInt8], ending: String,
    _ body: (String) throws(ReaderFinding) -> (warnings: [Diagnostic], error: InvalidInput?)
  ) throws(ReaderFinding) -> ReaderOutcome {
    let url = FileManager.default.temporaryDirectory.appending(path: "whatfails-probe-\(UUID().uuidString)\(ending)")
    guard (try? Data(bytes).write(to: url)) != nil else {
      throw ReaderFinding("there is no place for a temporary file")
    }
    defer { try? FileManager.default.removeItem(at: url) }
    let files = MemoryFiles(name: url.path, bytes)
    let result = try body(url.path)
    try DiagnosticProbe.test(result.warnings, files: files)
    return try result.error.map { error throws(ReaderFinding) in try DiagnosticProbe.test(error, files: files) }
      ?? .accepted
  }
}
