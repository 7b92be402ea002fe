import Foundation
import TestSupport
import Testing

/// Messages, comments and pages are plain English, with one word for one thing: these idioms are refused.
@Suite struct PlainEnglishTests {
  /// What is refused, in lower case, and what to write instead.
  static let idioms: [(words: String, instead: String)] = [
    (" any more", "no longer"),
    (" owed to", "caused by"),
    (" stands at", "is at"),
    (" stands in", "is in"),
    ("' is no ", "is not a"),
    ("a complaint", "a diagnostic"),
    ("a newcomer", "to add one, append a line"),
    ("a person", "a user"),
    ("are told", "are reported"),
    ("be had", "be computed"),
    ("by another way", "indirectly"),
    ("by nobody", "never"),
    ("complained of", "reported"),
    ("complains", "reports"),
    ("fault of its own", "crash"),
    ("for good", "permanently"),
    ("for the time was over", "because the time was over"),
    ("for want of", "because there is no"),
    ("goes with", "requires, or can be combined with"),
    ("is told", "is reported"),
    ("look-alike", "similar"),
    ("no more taken", "no longer taken"),
    ("of so many", "of a number of, or of this many"),
    ("stands here", "is here"),
    ("stands once", "appears once"),
    ("stands twice", "appears twice"),
    ("taken for", "treated as"),
    ("tells of", "reports"),
    ("to nobody", "never"),
    ("told by", "recognized by"),
    ("what is no ", "anything that is not a"),
    ("what would do", "fix"),
  ]

  @Test("No source or page contains a refused idiom")
  func plain() throws {
    let paths = try Self.paths()
    #expect(paths.count > 300)
    for path in paths {
      let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
      for place in Self.found(in: text) { Issue.record("\(path):\(place)") }
    }
  }

  @Test("A refused idiom is found in any case, with its line")
  func refused() {
    #expect(
      Self.found(in: "no longer\nnot Any More, for good\n") == [
        "2: ' any more'; write 'no longer'", "2: 'for good'; write 'permanently'",
      ])
  }

  /// The line of each idiom in a text, with what to write.
  private static func found(in text: String) -> [String] {
    let lowered = text.lowercased()
    let present = idioms.filter { lowered.contains($0.words) }
    guard !present.isEmpty else { return [] }
    var found: [String] = []
    for (number, line) in lowered.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for idiom in present where line.contains(idiom.words) {
        found.append("\(number + 1): '\(idiom.words)'; write '\(idiom.instead)'")
      }
    }
    return found
  }

  private static func paths() throws -> [String] {
    let folder = Repository.root.appending(path: "Sources")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let texts = names.filter { $0.hasSuffix(".swift") || ($0.contains(".docc/") && $0.hasSuffix(".md")) }
    return ["README.md"] + texts.sorted().map { "Sources/\($0)" }
  }
}
