import Foundation
import TestSupport
import Testing
import WhatFails

/// The library by its one import, as the README shows it.
@Suite struct LibraryExampleTests {
  @Test("The README's example of the library runs as shown")
  func theExampleOfTheReadmeRuns() throws {
    let folder = try TemporaryFolder([
      "whatfails.yaml": """
      model: Shop
      domains: { zone-a: {}, zone-b: {} }
      components: { shop: { needs: { any: [db-a, db-b] }, in: zone-a }, db-a: { in: zone-a }, db-b: { in: zone-b } }
      """
    ])
    let path = folder.file("whatfails.yaml").path
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }

    // From here on as in the README, but for the path.
    let model = try ModelLoader.load([path]).model
    let impact = CompiledModel(model).impact(of: try FaultSet(["zone-a"], in: model))
    print(impact.blastRadius.count, "of", impact.blastRadius.of)
    for effect in impact.effects where effect.level == .down {
      print(model[effect.component].id, effect.cause.place?.fileAndLine ?? "")
    }

    #expect(printed.hasPrefix("2 of 3\n"), "\(printed)")
    #expect(printed.contains("shop "), "\(printed)")
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "import WhatFails\n\n"))
    let example = readme[start.upperBound...].prefix { $0 != "`" }
    for line in example.split(separator: "\n") {
      let wanted = line.replacing("[\"whatfails.yaml\"]", with: "[path]")
      #expect(source.contains(wanted), "the README has a line that no test runs: \(line)")
    }
  }
}
