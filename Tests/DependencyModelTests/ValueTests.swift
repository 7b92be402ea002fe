import TestSupport
import Testing

@testable import DependencyModel

/// Numbers, durations, globs and the other small values of the language.
@Suite struct ValueTests {
  @Test(
    "Amounts are read as exact millionths",
    arguments: [
      ("60", 60_000_000), ("0.5", 500_000), ("1e3", 1_000_000_000), ("0.000001", 1), (".5", 500_000), ("+2", 2_000_000),
      ("1.100000", 1_100_000), ("999999999999.999999", 999_999_999_999_999_999), ("0", 0), ("1.0000000", 1_000_000),
      ("5e-1", 500_000),
    ])
  func amounts(_ text: String, _ millionths: Int64) {
    #expect(Amount(text: text)?.millionths == millionths)
  }

  @Test(
    "Texts that are not amounts are refused",
    arguments: [
      "", "-1", "1.1234567", "1,5", "1 ", "0x10", "1e", "9223372036854.775807", "1.2.3", "NaN", "inf", "٣",
    ])
  func noAmounts(_ text: String) {
    #expect(Amount(text: text) == nil)
  }

  @Test(
    "Amounts are written with only the decimals they need",
    arguments: [(60_000_000, "60"), (500_000, "0.5"), (1, "0.000001"), (1_234_500, "1.2345"), (0, "0")])
  func amountTexts(_ millionths: Int64, _ text: String) {
    #expect(Amount(millionths: millionths).description == text)
    #expect(Amount(text: text)?.millionths == millionths)
  }

  @Test(
    "Durations are read with their units",
    arguments: [
      ("90s", 90_000), ("10m", 600_000), ("1h30m", 5_400_000), ("2d", 172_800_000), ("250ms", 250), ("0s", 0),
      ("1d1h1m1s1ms", 90_061_001),
    ])
  func durations(_ text: String, _ milliseconds: Int64) {
    #expect(Duration(modelText: text)?.milliseconds == milliseconds)
  }

  @Test(
    "Texts that are not durations are refused",
    arguments: [
      "", "5", "m", "30m1h", "1m1m", "-5m", "1.5h", "1 h", "1w", "999999999999d", "5M", "99999999999999999999s",
    ])
  func noDurations(_ text: String) {
    #expect(Duration(modelText: text) == nil)
  }

  @Test(
    "Durations survive writing and reading",
    arguments: ["90s", "1m30s", "10m", "1h30m", "2d", "250ms", "0s", "1d1h1m1s1ms"])
  func durationTexts(_ text: String) throws {
    let duration = try #require(Duration(modelText: text))
    #expect(Duration(modelText: duration.modelText) == duration)
  }

  @Test(
    "Probabilities are read with a precise complement",
    arguments: [
      ("0.05", 0.05, 0.95), ("99.95%", 0.9995, 0.0005), ("1", 1.0, 0.0), ("0", 0.0, 1.0), ("1e-4", 0.0001, 0.9999),
      ("100%", 1.0, 0.0), ("99.9999999%", 0.999999999, 1e-9), ("1e-20", 1e-20, 1.0),
    ])
  func probabilities(_ text: String, _ value: Double, _ complement: Double) throws {
    let probability = try #require(Probability(text: text))
    #expect(abs(probability.value - value) <= value * 1e-15)
    #expect(abs(probability.complement - complement) <= complement * 1e-15)
  }

  @Test("Probabilities are rounded correctly")
  func probabilitiesAreCorrectlyRounded() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<5_000 {
      let value =
        Double.random(in: 0...1, using: &random)
        * Double(sign: .plus, exponent: -Int.random(in: 0...1_080, using: &random), significand: 1)
      #expect(Probability(text: value.description)?.value == value)
    }
  }

  @Test("Only gates of fault trees are logic")
  func logicOnly() {
    var gate = Component("gate")
    #expect(!gate.isLogic)
    gate.kind = "open-psa/gate"
    #expect(gate.isLogic)
    for kind in ["open-psa/basic-event", "open-psa/house-event", "aws/ebs-volume", "gate", "x/gate"] {
      gate.kind = kind
      #expect(!gate.isLogic)
    }
  }

  @Test("Texts that are not probabilities are refused", arguments: ["1.01", "-0.1", "101%", "", "%", "a", "1e400"])
  func noProbabilities(_ text: String) {
    #expect(Probability(text: text) == nil)
  }

  @Test(
    "Globs match with '*' and '?', and case counts",
    arguments: [
      ("*", "anything", true), ("ebs-*", "ebs-1", true), ("ebs-*", "ebs-", true), ("ebs-*", "ebs", false),
      ("?", "é", true), ("?", "ab", false), ("a*b*c", "axxbyyc", true), ("a*b*c", "axxbyy", false),
      ("*.*", "a.b", true),
      ("a**b", "ab", true), ("", "", true), ("", "a", false), ("A", "a", false), ("a*ab", "aab", true),
    ])
  func globs(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(GlobPattern(pattern).matches(text) == matches)
  }

  @Test("Globs match by their definition on all short patterns and texts")
  func globsExhaustively() {
    func naive(_ pattern: Substring, _ text: Substring) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      if first == "*" { return naive(pattern.dropFirst(), text) || (!text.isEmpty && naive(pattern, text.dropFirst())) }
      return !text.isEmpty && (first == "?" || first == text.first) && naive(pattern.dropFirst(), text.dropFirst())
    }
    func words(_ alphabet: String, _ length: Int) -> [String] {
      (0..<length).reduce(into: [""]) { words, _ in
        words += words.flatMap { word in alphabet.map { word + String($0) } }
      }
    }
    for pattern in Set(words("ab*?", 4)) {
      let glob = GlobPattern(pattern)
      for text in Set(words("ab", 4)) { #expect(glob.matches(text) == naive(pattern[...], text[...])) }
    }
  }

  @Test("A glob with many stars is matched in reasonable time")
  func patternsDoNotExplode() {
    let pattern = GlobPattern(String(repeating: "a*", count: 50) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
  }

  @Test("Percentages of weights are computed exactly")
  func percentagesOfWeightsAreExact() {
    func required(_ percent: String, _ weights: [String]) -> Amount {
      let members = weights.map { Group.Member(Requirement(on: "x"), weight: Amount(text: $0)!) }
      let group = Group(.share(percent: Amount(text: percent)!), of: members)
      return group.requiredWeight(ofTotal: group.totalWeight!)
    }
    #expect(required("60", ["1", "1", "1", "1", "1"]) == Amount(3))
    #expect(required("33.333333", ["1", "1", "1"]) == Amount(text: "1"))
    #expect(required("50", ["0.1", "0.2"]) == Amount(text: "0.15"))
    #expect(required("0.000001", ["1"]).millionths == 1)
    #expect(required("100", ["3333333333", "3333333333"]) == Amount(text: "6666666666"))
  }

  @Test(
    "Conditions on tiers compare as written",
    arguments: [
      ("<=1", 1, true), ("<= 1", 2, false), (">=3", 3, true), ("<3", 3, false), (">3", 4, true), ("2", 2, true),
    ])
  func tiers(_ text: String, _ tier: Int, _ holds: Bool) throws {
    #expect(try #require(TierCondition(text: text)).holds(for: tier) == holds)
  }

  @Test(
    "A misspelled word gets the nearest candidate as a suggestion",
    arguments: ["kubernets", "Kubernetes", "kubernetse", "kuberentes"])
  func spelling(_ word: String) {
    #expect(spellingSuggestion(for: word, among: ["docker", "kubernetes", "k8s"]) == "kubernetes")
  }

  @Test("A word that is near to no candidate gets no suggestion")
  func noSpelling() {
    #expect(spellingSuggestion(for: "apple", among: ["orange", "pear"]) == nil)
    #expect(spellingSuggestion(for: "", among: ["a"]) == nil)
    #expect(spellingSuggestion(for: "b", among: ["a", "bc"]) == nil)
    #expect(spellingSuggestion(for: "B", among: ["a", "b"]) == "b")
    #expect(spellingSuggestion(for: "kubrnets", among: ["kubernetes"], atMost: 1) == nil)
  }

  @Test("Kinds are unique, belong to families, and get spelling suggestions")
  func kinds() {
    #expect(Set(KindVocabulary.all.map(\.name)).count == KindVocabulary.all.count)
    #expect(KindVocabulary.family(of: "aws/ebs-volume") == .storage)
    #expect(KindVocabulary.family(of: "acme/postgres-db") == .database)
    #expect(KindVocabulary.family(of: "thing") == .other)
    #expect(KindVocabulary.family(of: nil) == .other)
    #expect(KindVocabulary.suggestion(for: "aws/ec2-instanc") == "aws/ec2-instance")
    #expect(KindVocabulary.suggestion(for: "aws/rds-proxy") == nil)
  }

  @Test(
    "A kind that is called otherwise elsewhere, or misspelled, gets the known one",
    arguments: [
      ("aws/rds-cluster", "aws/aurora-cluster"), ("aws/msk-broker", "aws/msk-cluster"), ("aws/lb", "aws/load-balancer"),
      ("databse", "database"), ("monitorin", "monitoring"), ("k8s/daemonset", "k8s/daemon-set"),
    ])
  func otherKinds(_ kind: String, _ known: String) {
    #expect(KindVocabulary.suggestion(for: kind) == known)
  }

  @Test(
    "A kind that is known, another word, or only the plural of one gets no suggestion",
    arguments: [
      "zone", "region", "topic", "stream", "registry", "server", "databases", "aws/big-cluster", "acme/thing", "tram",
    ])
  func wellChosenKinds(_ kind: String) {
    #expect(KindVocabulary.suggestion(for: kind) == nil)
  }

  @Test("What kinds are called elsewhere are no known kinds, and lead to known ones")
  func otherNamesLeadToKinds() {
    for (other, known) in KindVocabulary.otherNames {
      #expect(KindVocabulary.kind(named: other) == nil, "\(other)")
      #expect(KindVocabulary.kind(named: known) != nil, "\(known)")
    }
  }
}
