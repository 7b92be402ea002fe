import Foundation
import TestSupport
import Testing
import WhatFails

/// The codes of all modules: each is in the list of its module, once, and they are named alike.
@Suite struct DiagnosticCodeListTests {
  static let codes =
    DiagnosticCode.ofTheLanguage + DiagnosticCode.ofSources + DiagnosticCode.ofLintSettings + LintRule.all.map(\.code)

  @Test("Codes are named alike, and no two have the same name")
  func names() {
    #expect(Set(Self.codes.map(\.id)).count == Self.codes.count)
    for code in Self.codes {
      #expect(code.id.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }, "\(code.id)")
      #expect(!code.explanation.isEmpty, "\(code.id)")
      #expect(!code.wrong.isEmpty, "\(code.id)")
      #expect(!code.right.isEmpty, "\(code.id)")
    }
  }

  @Test("Every code that a source file defines is in the list of its module")
  func everyCodeIsListed() throws {
    let folder = Repository.root.appending(path: "Sources")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var defined: [String] = []
    for name in names.sorted() {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      defined += text.matches(of: /= DiagnosticCode\(\s*"([a-z0-9-]+)"/).map { String($0.1) }
    }
    #expect(defined.count > 70)
    #expect(defined.sorted() == Self.codes.dropLast(LintRule.all.count).map(\.id).sorted())
  }
}
