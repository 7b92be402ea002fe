import Foundation
import TestSupport
import Testing

/// `whatfails rank` as a user runs it.
@Suite struct RankCommandTests {
  static let aws = "Models/aws-2011-04.yaml"
  static let checkout = "Models/checkout.yaml"

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func faults(_ answer: [String: Any]) throws -> [[String: Any]] {
    try #require(answer["faults"] as? [[String: Any]])
  }

  private func ids(_ answer: [String: Any]) throws -> [[String]] {
    try faults(answer).compactMap { $0["fault"] as? [String] }
  }

  @Test func worstFirst() throws {
    let result = try Program.run("rank", "-m", Self.aws)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("Of 91 components and domains failing one at a time, us-east-1 is the worst"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let table = result.output.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains("%") }
    #expect(table.count == 20 && result.output.contains("and 29 more; --all shows them"))
    #expect(result.output.contains("42 affect nothing else: "))
    let all = try Program.run("rank", "-m", Self.aws, "--all").output
    #expect(all.split(separator: "\n").count { $0.hasPrefix("  ") && $0.contains("%") } == 91)
  }

  /// Each entry says what `if` says about that fault.
  @Test func asIfHasIt() throws {
    let answer = try json(Program.run("rank", "-m", Self.checkout, "--format", "json").output)
    #expect(answer["schema"] as? String == "whatfails/rank/1" && answer["complete"] as? Bool == true)
    #expect(answer["model"] as? String == "Checkout" && answer["question"] as? String == "single")
    #expect(answer["tried"] as? Int == 52 && answer["total"] as? Int == 52)
    for entry in try faults(answer).prefix(6) {
      let fault = try #require((entry["fault"] as? [String])?.first)
      let single = try json(Program.run("if", fault, "-m", Self.checkout, "--format", "json").output)
      let radius = try #require(single["blastRadius"] as? [String: Any])
      for field in ["count", "of", "weight", "share"] { #expect(entry[field] as? Double == radius[field] as? Double) }
      #expect(entry["down"] as? Int == (radius["down"] as? [String])?.count)
      #expect(entry["degraded"] as? Int == (radius["degraded"] as? [String])?.count)
    }
  }

  @Test func narrowed() throws {
    let arguments = ["rank", "-m", Self.checkout, "--format", "json"]
    let some = try json(Program.run(arguments + ["--faults", "zone-*", "--faults", "cache"]).output)
    #expect(try ids(some) == [["zone-b"], ["cache"], ["zone-c"], ["zone-a"]])
    let trusting = try json(Program.run(arguments + ["--faults", "firewall-rules"]).output)
    let change = try json(Program.run(arguments + ["--faults", "firewall-rules", "--change"]).output)
    #expect(try faults(trusting)[0]["count"] as? Int == 0)
    #expect(try faults(change)[0]["count"] as? Int ?? 0 > 0)
    let aws = ["rank", "-m", Self.aws, "--format", "json"]
    #expect(try Program.run(aws).output != Program.run(aws + ["--trust", "declared"]).output)
  }

  @Test func pairs() throws {
    let arguments = ["rank", "--pairs", "-m", Self.checkout, "--format", "json"]
    let all = try json(Program.run(arguments).output)
    #expect(all["complete"] as? Bool == true && all["total"] as? Int == 50 && all["tried"] as? Int == 1326)
    #expect(try ids(all).first == ["zone-a", "zone-b"])
    let few = try json(Program.run(arguments + ["--limit", "3"]).output)
    #expect(few["complete"] as? Bool == false && few["total"] as? Int == 50)
    #expect(try ids(few) == Array(ids(all).prefix(3)))
    let text = try Program.run("rank", "--pairs", "--limit", "3", "-m", Self.checkout).output
    #expect(text.contains("50 of 1,326 pairs") && text.contains("and 47 more") && text.contains("--limit 50"))
    let one = try Program.run("rank", "--pairs", "-m", Self.checkout, "--faults", "payment").output
    #expect(one == "There is no pair to try.\n")
  }

  @Test func tooManyPairs() throws {
    let folder = try TemporaryFolder()
    let components = (0..<10_002).map { "\"c\($0)\": {}" }.joined(separator: ",\n")
    try folder.write(#"{"model": "Large", "components": {"# + components + "}}", to: "m.json")
    let result = try Program.run("rank", "--pairs", "-m", "m.json", in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: 50015001 pairs are too many to try") && result.errors.contains("--faults"))
    let some = try Program.run("rank", "--pairs", "-m", "m.json", "--faults", "c1?", in: folder.url)
    #expect(some.status == 0 && some.output == "No pair is worse than its parts, of 45 pairs failing together.\n")
    #expect(try Program.run("rank", "-m", "m.json", in: folder.url).output.hasPrefix("None of 10,002 components"))
  }

  @Test func wrongInput() throws {
    let unknown = try Program.run("rank", "-m", Self.aws, "--faults", "rds-mutli")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean 'rds-multi'?"))
    #expect(try Program.run("rank", "-m", Self.aws, "--faults", "kind=none").status == 2)
    let named = try Program.run("rank", "-m", Self.aws, "--faults", "one-router")
    #expect(named.status == 2 && named.errors.contains("'one-router' is a named fault"))
    #expect(try Program.run("rank", "-m", Self.aws, "--limit", "5").status == 64)
    #expect(try Program.run("rank", "-m", Self.aws, "--pairs", "--limit", "0").status == 64)
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let arguments = ["rank", "--pairs", "-m", Self.aws, "--format", format]
      let first = try Program.run(arguments)
      #expect(try Program.run(arguments).bytes == first.bytes && !first.bytes.isEmpty)
    }
  }
}
