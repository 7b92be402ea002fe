internal import Foundation
public import Testing

/// Compares text with a file beside the tests.
///
/// A missing file is written and fails the test once; `RECORD_SNAPSHOTS=1` writes all of them anew.
public func expectSnapshot(
  _ text: String, _ name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  guard !isRecording, let expected = try? String(contentsOf: url, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    if !isRecording {
      Issue.record("\(name) was missing and is written now; look at it", sourceLocation: sourceLocation)
    }
    return
  }
  guard expected != text else { return }
  let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let right = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
  Issue.record(
    "\(name) differs from line \(line + 1) on:\n\(right.dropFirst(line).prefix(5).joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
