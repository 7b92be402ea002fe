import DependencyModel
import Foundation
import ModelFormats
import Reports
import ResilienceAnalysis
import TestSupport
import Testing

@Suite struct RisksReportTests {
  /// With the files that it includes; no place of it stands in these reports.
  static func model(_ name: String) throws -> CompiledModel {
    CompiledModel(try ModelLoader.load([Repository.root.appending(path: "Models/\(name).yaml").path]).model)
  }

  @Test(
    "Reports of risks are as recorded",
    arguments: [
      ("checkout", "front-door", nil as Int?), ("facebook-2021", "whatsapp", 2), ("aws-2011-04", "rds-multi", 2),
    ])
  func risks(_ model: String, _ component: String, _ size: Int?) throws {
    let compiled = try Self.model(model)
    let position = try #require(compiled.model.index(of: ComponentID(component)))
    let risks = compiled.risks(of: position, .init(size: size))
    let name = "risks-\(model)-\(component)"
    try expectSnapshot(risks.text(), "\(name).txt")
    try expectSnapshot(risks.json(), "\(name).json")
    try expectSnapshot(risks.markdown(), "\(name).md")
  }

  @Test("Reports of availability are as recorded")
  func availability() throws {
    let compiled = try Self.model("checkout")
    let target = try #require(compiled.model.index(of: "checkout"))
    let one = compiled.availability(of: [target], allowed: 5e-6)
    try expectSnapshot(one.text(), "availability-checkout-one.txt")
    try expectSnapshot(one.json(), "availability-checkout-one.json")
    try expectSnapshot(one.markdown(), "availability-checkout-one.md")
    try expectSnapshot(compiled.availability().text(), "availability-checkout.txt")
  }

  @Test("Similar components share a line, and each has its own in a complete report")
  func foldedText() throws {
    let text = """
      model: Volumes
      domains: { zone: {} }
      components:
        "vol-{n}": { each: { n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, kind: aws/ebs-volume, in: zone }
        array: { needs: { all: "vol-*" } }
        pool: { needs: { atLeast: 11, of: "vol-*" } }
      """
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "volumes.yaml").model)
    func risks(_ id: String) throws -> Risks {
      compiled.risks(of: try #require(compiled.model.index(of: ComponentID(id))))
    }
    #expect(try risks("array").text().contains("any of 12 aws/ebs-volume in zone (vol-1, vol-2, vol-3 and 9 more)"))
    #expect(try risks("pool").text().contains("any 2 of 12 aws/ebs-volume in zone"))
    #expect(try risks("pool").text().hasPrefix("1 single point of failure and 66 pairs take pool down."))
    #expect(try risks("pool").text(.complete).split(separator: "\n").count { $0.contains(" + ") } == 66)
  }

  @Test("Missing parts of an answer are stated in text and JSON")
  func shortfalls() throws {
    let compiled = try Self.model("checkout")
    let target = try #require(compiled.model.index(of: "checkout"))
    let risks = compiled.risks(of: target, .init(listLimit: 5))
    #expect(risks.text().contains("Incomplete list: 5 of 54 sets are listed"))
    #expect(risks.json().contains(#""listCut" : true"#))
    #expect(risks.json().contains(#""total" : "54""#))
    // Pairs that are far apart in any order take large diagrams.
    var lines = (0..<60).map { "  c\($0): {}\n" }
    var needs: [String] = []
    for i in 0..<60 {
      for j in 0..<i where (i * j * 7 + i + j) % 11 < 3 { needs.append("{ any: [c\(i), c\(j)] }") }
    }
    lines.append("  target: { needs: [\(needs.joined(separator: ", "))] }\n")
    let text = "model: Far apart\ncomponents:\n" + lines.joined()
    let large = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "far.yaml").model)
    let short = large.risks(of: 60, .init(size: nil, memoryLimit: 1 << 16))
    #expect(short.text().contains("sets of every size would have taken more than 65.5 kB"))
    #expect(short.json().contains(#""complete" : false"#))
  }

  @Test(
    "An availability is written with as many nines as it has",
    arguments: [
      (0, "100%"), (1, "0%"), (0.5, "50%"), (0.0005, "99.95%"), (1e-5, "99.999%"), (1.04e-5, "99.99896%"),
      (1e-20, "99.999999999999999%"),
    ])
  func availabilityFigures(_ unavailability: Double, _ expected: String) throws {
    let text = "model: M\ncomponents: { a: { unavailability: \(unavailability) } }\n"
    let compiled = CompiledModel(try ModelLoader.load(Array(text.utf8), file: "m.yaml").model)
    let answer = compiled.availability(of: [0]).text()
    #expect(unavailability == 0 ? answer.contains("never goes down") : answer.contains("available \(expected) of"))
  }
}
