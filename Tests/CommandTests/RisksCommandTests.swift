import Foundation
import TestSupport
import Testing

/// `whatfails risks` and `whatfails availability` as a user runs them.
@Suite struct RisksCommandTests {
  private static var checkout: CLI { CLI("risks checkout -m Models/checkout.yaml") }

  @Test("Risks as JSON have the promised fields")
  func fieldsPromised() throws {
    let answer = try Self.checkout.adding("--format json").succeeds().json()
    #expect(answer["schema"] as? String == "whatfails/risks/1")
    #expect(answer["target"] as? String == "checkout")
    #expect(answer["level"] as? String == "down")
    #expect(answer["size"] as? Int == 2)
    #expect(answer["complete"] as? Bool == true)
    #expect(answer["count"] as? [String: String] == ["1": "6", "2": "48"])
    let sets = try #require(answer["minimalCutSets"] as? [[String]])
    #expect(sets.count == 54)
    #expect(Set(sets.prefix(6).joined()).contains("api"))
    #expect((answer["unavailability"] as? [Double])?.count == 2)
    let all = try Self.checkout.adding("--size all --format json").run().json()
    #expect(all["size"] is NSNull)
    #expect((all["count"] as? [String: String])?["3"] != nil)
  }

  @Test("--why explains a cut set by its number in the list")
  func whyExplainsASet() throws {
    try Self.checkout.run().prints("\n   4  front-door")
    try Self.checkout.adding("--why 4").succeeds()
      .prints(first: "checkout (Customers can buy) is down if front-door fails.").prints("Models/checkout.yaml:")
    try Self.checkout.adding("--why 60").fails(2, "there is no set 60")
  }

  @Test("--among limits the failures to some components")
  func amongSome() throws {
    let answer = try CLI("risks front-door -m Models/checkout.yaml --among zone-* --format json").run().json()
    #expect(answer["minimalCutSets"] as? [[String]] == [["zone-a", "zone-c"]])
  }

  @Test("A target that nothing takes down is an answer, not an error")
  func whatCannotFailIsAnAnswer() throws {
    try CLI("risks tls-certificate -m Models/checkout.yaml").succeeds()
      .prints(first: "Nothing can take tls-certificate down")
  }

  @Test("Wrong targets, options and probabilities are refused")
  func mistakes() throws {
    try CLI("risks checkot -m Models/checkout.yaml").fails(2, "did you mean 'checkout'?").printsNothing()
    try Self.checkout.adding("--among kind=zoone").fails(2, "matches no component")
    for wrong in ["--size 0", "--size few", "--limit 0", "--memory lots", "--why 0", "--level up"] {
      try Self.checkout.adding(wrong).fails(64)
    }
    try CLI("risks a").model("model: M\ncomponents:\n  a: { unavailability: 1.5 }\n").fails(2, ":3:")
  }

  @Test("With too little memory, risks say what is missing and are right as far as they go")
  func memoryBound() throws {
    let tree = "Tests/Fixtures/aralia/baobab1.xml"
    let answer = try CLI("risks r1 -m \(tree) --size all --memory 100kB --format json").succeeds().json()
    #expect(answer["complete"] as? Bool == false)
    #expect((answer["missing"] as? [String])?.first?.contains("100 kB of memory") == true)
    let size = try #require(answer["size"] as? Int)
    let count = try #require(answer["count"] as? [String: String])
    for (place, expected) in ["0", "1", "1", "70", "400"].enumerated() where place < size {
      #expect(count["\(place + 1)"] ?? "0" == expected)
    }
    #expect(count.count <= size)
  }

  @Test("Availability as JSON has the promised fields, and a model without figures says so")
  func availability() throws {
    let answer = try CLI("availability checkout -m Models/checkout.yaml --slo 99.9995% --format json").succeeds().json()
    #expect(answer["schema"] as? String == "whatfails/availability/1")
    let component = try #require((answer["components"] as? [[String: Any]])?.first)
    #expect(component["holds"] as? Bool == false)
    let importance = try #require(component["importance"] as? [[String: Any]])
    let keys: Set = [
      "id", "birnbaum", "criticality", "fussellVesely", "riskAchievementWorth", "riskReductionWorth",
    ]
    #expect(importance.allSatisfy { keys.isSubset(of: $0.keys) })
    #expect(importance.count == 35)
    let improvements = try #require(component["improvements"] as? [[String: Any]])
    #expect(improvements.map { $0["id"] as? String } == ["card-provider", "wallet-provider"])
    try CLI("availability -m Models/aws-2011-04.yaml").succeeds()
      .prints("No component of this model states an unavailability")
    try CLI("availability --slo 101% -m Models/checkout.yaml").fails(64)
    try CLI("availability nobody -m Models/checkout.yaml").fails(2)
  }
}
