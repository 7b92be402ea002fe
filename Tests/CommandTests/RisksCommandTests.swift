import Foundation
import TestSupport
import Testing

@Suite struct RisksCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func fieldsPromised() throws {
    let result = try Program.run("risks", "checkout", "-m", "Models/checkout.yaml", "--format", "json")
    let answer = try json(result.output)
    #expect(result.status == 0 && answer["schema"] as? String == "whatfails/risks/1")
    #expect(answer["target"] as? String == "checkout" && answer["level"] as? String == "down")
    #expect(answer["size"] as? Int == 2 && answer["complete"] as? Bool == true)
    #expect(answer["count"] as? [String: String] == ["1": "6", "2": "48"])
    let sets = try #require(answer["minimalCutSets"] as? [[String]])
    #expect(sets.count == 54 && Set(sets.prefix(6).joined()).contains("api"))
    #expect((answer["unavailability"] as? [Double])?.count == 2)
    let all = try json(
      Program.run("risks", "checkout", "-m", "Models/checkout.yaml", "--size", "all", "--format", "json").output)
    #expect(all["size"] is NSNull && (all["count"] as? [String: String])?["3"] != nil)
  }

  @Test func whyExplainsASet() throws {
    let list = try Program.run("risks", "checkout", "-m", "Models/checkout.yaml")
    #expect(list.output.contains("\n   6  front-door"))
    let why = try Program.run("risks", "checkout", "-m", "Models/checkout.yaml", "--why", "6")
    #expect(why.status == 0 && why.output.hasPrefix("checkout (Customers can buy) is down if front-door fails."))
    #expect(why.output.contains("Models/checkout.yaml:"))
    let beyond = try Program.run("risks", "checkout", "-m", "Models/checkout.yaml", "--why", "60")
    #expect(beyond.status == 2 && beyond.errors.contains("there is no set 60"))
  }

  @Test func amongSome() throws {
    let result = try Program.run(
      "risks", "front-door", "-m", "Models/checkout.yaml", "--among", "zone-*", "--format", "json")
    #expect(try json(result.output)["minimalCutSets"] as? [[String]] == [["zone-a", "zone-c"]])
  }

  @Test func whatCannotFailIsAnAnswer() throws {
    let result = try Program.run("risks", "tls-certificate", "-m", "Models/checkout.yaml")
    #expect(result.status == 0 && result.output.hasPrefix("Nothing can take tls-certificate down"))
  }

  @Test func mistakes() throws {
    let target = try Program.run("risks", "checkot", "-m", "Models/checkout.yaml")
    #expect(target.status == 2 && target.errors.contains("did you mean 'checkout'?") && target.output.isEmpty)
    let among = try Program.run("risks", "checkout", "-m", "Models/checkout.yaml", "--among", "kind=zoone")
    #expect(among.status == 2 && among.errors.contains("matches no component"))
    for wrong in [
      ["--size", "0"], ["--size", "few"], ["--limit", "0"], ["--memory", "lots"], ["--why", "0"], ["--level", "up"],
    ] {
      #expect(try Program.run(["risks", "checkout", "-m", "Models/checkout.yaml"] + wrong).status == 64, "\(wrong)")
    }
    let model = "model: M\ncomponents:\n  a: { unavailability: 1.5 }\n"
    let probability = try Program.run("risks", "a", "-m", "-", input: model)
    #expect(probability.status == 2 && probability.errors.contains(":3:"))
  }

  /// Too little memory: what is missing is said, and the program ends as usual.
  @Test func memoryBound() throws {
    let tree = "Tests/Fixtures/aralia/baobab1.xml"
    let result = try Program.run("risks", "r1", "-m", tree, "--size", "all", "--memory", "100kB", "--format", "json")
    let answer = try json(result.output)
    #expect(result.status == 0 && answer["complete"] as? Bool == false)
    #expect((answer["missing"] as? [String])?.first?.contains("100 kB of memory") == true)
    // What is answered is right as far as it goes.
    let size = try #require(answer["size"] as? Int)
    let count = try #require(answer["count"] as? [String: String])
    for (place, expected) in ["0", "1", "1", "70", "400"].enumerated() where place < size {
      #expect(count["\(place + 1)"] ?? "0" == expected)
    }
    #expect(count.count <= size)
  }

  @Test func availability() throws {
    let result = try Program.run(
      "availability", "checkout", "-m", "Models/checkout.yaml", "--slo", "99.9995%", "--format", "json")
    let answer = try json(result.output)
    #expect(result.status == 0 && answer["schema"] as? String == "whatfails/availability/1")
    let component = try #require((answer["components"] as? [[String: Any]])?.first)
    #expect(component["holds"] as? Bool == false)
    let importance = try #require(component["importance"] as? [[String: Any]])
    let keys: Set = [
      "id", "birnbaum", "criticality", "fussellVesely", "riskAchievementWorth", "riskReductionWorth",
    ]
    #expect(importance.allSatisfy { keys.isSubset(of: $0.keys) } && importance.count == 18)
    let improvements = try #require(component["improvements"] as? [[String: Any]])
    #expect(improvements.map { $0["id"] as? String } == ["card-provider", "wallet-provider"])
    let none = try Program.run("availability", "-m", "Models/aws-2011-04.yaml")
    #expect(none.status == 0 && none.output.contains("No component of this model states an unavailability"))
    #expect(try Program.run("availability", "--slo", "101%", "-m", "Models/checkout.yaml").status == 64)
    #expect(try Program.run("availability", "nobody", "-m", "Models/checkout.yaml").status == 2)
  }
}
