import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

/// Rankings by snapshot.
@Suite struct RankingReportTests {
  @Test("Reports of a ranking of single faults are as recorded", arguments: ["aws-2011-04", "checkout"])
  func singles(_ name: String) throws {
    let path = Repository.root.appending(path: "Models/\(name).yaml").path
    try expect(CompiledModel(try ModelLoader.load([path]).model).ranking(), "rank-\(name)")
  }

  @Test("Reports of a ranking of pairs are as recorded")
  func pairs() throws {
    try expect(try ReportTests.model("aws-2011-04").rankingOfPairs(limit: 30), "rank-pairs-aws-2011-04")
  }

  private func expect(_ ranking: Ranking, _ name: String) throws {
    try expectSnapshot(ranking.text(), "\(name).txt")
    try expectSnapshot(ranking.json(), "\(name).json")
    try expectSnapshot(ranking.markdown(), "\(name).md")
  }

  @Test("Shown and counted entries of a ranking add up, whatever is cut")
  func nothingIsCutWithoutItsCount() throws {
    let text =
      "model: M\ncomponents:\n  root: {}\n"
      + (0..<40).map { "  c\($0): { needs: { any: [root, d\($0)] } }\n  d\($0): {}\n" }.joined()
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
    let ranking = try compiled.rankingOfPairs(limit: 30)
    #expect(ranking.total == 40)
    #expect(ranking.isComplete)
    #expect(ranking.isListCut)
    #expect(ranking.text(.named).contains("and 20 more; --all shows 30 of them\n  --limit 40 keeps all of them."))
    #expect(ranking.text().contains("and 20 more\n"))
    #expect(ranking.text(.complete).contains("and 10 more\n"))
    #expect(ranking.markdown(.init(rowLimit: 25)).contains("… and 15 more."))
    #expect(compiled.ranking().verdict == "None of 81 components and domains, failing alone, affects anything else.")
  }

  @Test("Long and hostile names keep to the page")
  func longNames() throws {
    let long = String(repeating: "x", count: 70)
    let json =
      #"{"model": "M", "components": {"\#(long)": {}, "a|\u202e": {"needs": "\#(long)"}, "b": {"uses": "a|\u202e"}}}"#
    let compiled = CompiledModel(try ModelLoader.load(Array(json.utf8), file: "m.json").model)
    let text = compiled.ranking().text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("\n  \(long)\n"))
    #expect(!text.contains("\u{202E}"))
    #expect(!compiled.ranking().markdown().contains("\u{202E}"))
    #expect(compiled.ranking().markdown().contains("a\\|"))
  }
}
