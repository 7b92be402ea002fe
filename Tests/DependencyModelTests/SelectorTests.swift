import DependencyModel
import TestSupport
import Testing

/// Selectors: what they match, on the command line and in models.
@Suite struct SelectorTests {
  static let components: [Component] = {
    func component(
      _ id: ComponentID, kind: String? = nil, in domains: [ComponentID] = [], tier: Int? = nil, tags: [String] = [],
      owner: String? = nil, isDomain: Bool = false
    ) -> Component {
      var component = Component(id, isDomain: isDomain)
      component.kind = kind
      component.relations = domains.map { .init(.in, Requirement(on: $0)) }
      component.tier = tier
      component.tags = tags
      component.owner = owner
      return component
    }
    return [
      component("eu", kind: "aws/region", isDomain: true),
      component("eu-1", kind: "aws/zone", in: ["eu"], isDomain: true),
      component("rack", isDomain: true),
      component("db", kind: "aws/rds", in: ["eu-1", "rack"], tier: 0, tags: ["data", "pci"], owner: "ann"),
      component("web-1", kind: "host", in: ["eu-1"], tier: 1),
      component("web-2", kind: "host", in: ["eu"], tier: 2, owner: "bob"),
      component("web-*", kind: "odd"),
    ]
  }()

  private func matches(_ selector: ComponentSelector) -> [String] {
    var matcher = SelectorMatcher(Self.components)
    return matcher.matches(selector).map { Self.components[$0].id.text }
  }

  @Test(
    "A selector on the command line matches the components it describes",
    arguments: [
      ("db", ["db"]), ("web-?", ["web-1", "web-2", "web-*"]), ("web-*", ["web-*"]), ("none", []),
      ("kind=aws/*", ["eu", "eu-1", "db"]), ("in=eu", ["eu-1", "db", "web-1", "web-2"]), ("in=eu-1", ["db", "web-1"]),
      ("in=rack,tag=pci", ["db"]), ("tier=<=1", ["db", "web-1"]), ("tier=2", ["web-2"]), ("owner=*", ["db", "web-2"]),
      ("kind=host,in=!eu-1", ["web-2"]), ("id=web-*", ["web-1", "web-2", "web-*"]),
    ])
  func commandLine(_ text: String, _ expected: [String]) throws {
    #expect(matches(try #require(ComponentSelector(commandLine: text))) == expected)
  }

  @Test(
    "Malformed conditions are refused, and a text without a condition is a name",
    arguments: ["kind", "zone=a", "tier=x", "kind=a,,in=b", "=a"])
  func malformed(_ text: String) {
    if text == "kind" {
      #expect(ComponentSelector(commandLine: text) == .name("kind"))
    } else {
      #expect(ComponentSelector(commandLine: text) == nil)
    }
  }

  @Test("Selectors are combined with or, and and not")
  func combinations() {
    #expect(matches(.anyOf([.name("db"), .name("web-1"), .name("db")])) == ["db", "web-1"])
    let notHosts = ComponentSelector.matching([
      .not(.matching([.kind(GlobPattern("host"))])), .inDomain(GlobPattern("eu")),
    ])
    #expect(matches(notHosts) == ["eu-1", "db"])
    #expect(
      SelectorMatcher(Self.components).unknownNames(in: .anyOf([.name("db"), .name("dbb"), .name("x*")])) == ["dbb"])
  }

  @Test("Each condition and combination matches what a look at every component matches", arguments: 0..<UInt64(60))
  func conditionsFindTheSame(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let words = ["a", "ab", "b", "é", "x/a", "x/b"]
    let components = (0..<30).map { number in
      var component = Component(ComponentID("c\(number)"), isDomain: number < 6)
      component.kind = words.randomElement(using: &random).flatMap { $0 == "b" ? nil : $0 }
      component.owner = Bool.random(using: &random) ? words.randomElement(using: &random) : nil
      component.tags = (0..<Int.random(in: 0...3, using: &random)).map { _ in words.randomElement(using: &random)! }
      component.tier = Bool.random(using: &random) ? Int.random(in: 0...3, using: &random) : nil
      if number > 0, Bool.random(using: &random) {
        let domain = ComponentID("c\(Int.random(in: 0..<min(number, 6), using: &random))")
        component.relations = [.init(.in, Requirement(on: domain))]
      }
      return component
    }
    func isInside(_ component: Component, _ pattern: GlobPattern) -> Bool {
      component.domains.contains { domain in
        pattern.matches(domain.text) || components.first { $0.id == domain }.map { isInside($0, pattern) } ?? false
      }
    }
    func selector(_ depth: Int) -> ComponentSelector {
      func pattern() -> GlobPattern {
        GlobPattern(["*", "?", "a*", "*a", "x/?", "*/b", "é", "c1*"].randomElement(using: &random)!)
      }
      switch Int.random(in: 0...(depth > 0 ? 8 : 6), using: &random) {
      case 0: return .name("c\(Int.random(in: 0...40, using: &random))")
      case 1: return .name("c?")
      case 7: return .anyOf([selector(depth - 1), selector(depth - 1)])
      default:
        return .matching(
          (0..<Int.random(in: 1...3, using: &random)).map { _ in
            switch Int.random(in: 0...(depth > 0 ? 6 : 5), using: &random) {
            case 0: .id(pattern())
            case 1: .kind(pattern())
            case 2: .tag(pattern())
            case 3: .owner(pattern())
            case 4: .tier(TierCondition(.atMost, 1))
            case 5: .inDomain(GlobPattern(["c*", "c?", "c2"].randomElement(using: &random)!))
            default: .not(selector(depth - 1))
            }
          })
      }
    }
    func isMatch(_ component: Component, _ selector: ComponentSelector) -> Bool {
      switch selector {
      case .name(let text):
        component.id.text == text || GlobPattern.isGlob(text) && GlobPattern(text).matches(component.id.text)
      case .anyOf(let selectors): selectors.contains { isMatch(component, $0) }
      case .matching(let conditions):
        conditions.allSatisfy { condition in
          switch condition {
          case .id(let pattern): pattern.matches(component.id.text)
          case .kind(let pattern): component.kind.map(pattern.matches) ?? false
          case .tag(let pattern): component.tags.contains(where: pattern.matches)
          case .owner(let pattern): component.owner.map(pattern.matches) ?? false
          case .tier(let tier): component.tier.map(tier.holds) ?? false
          case .inDomain(let pattern): isInside(component, pattern)
          case .not(let inner): !isMatch(component, inner)
          }
        }
      }
    }
    var matcher = SelectorMatcher(components)
    for _ in 0..<60 {
      let selector = selector(2)
      #expect(
        matcher.matches(selector).map(\.position) == components.indices.filter { isMatch(components[$0], selector) },
        "\(selector)")
    }
    #expect(!matcher.isOverLimit)
  }

  @Test("Globs match by scalars, whatever is beside '*' and '?'", arguments: 0..<UInt64(40))
  func globsMatchByScalars(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func word(_ letters: [String]) -> String {
      (0..<Int.random(in: 0...7, using: &random)).map { _ in letters.randomElement(using: &random)! }.joined()
    }
    func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      if first == "*" {
        return matches(pattern.dropFirst(), text) || !text.isEmpty && matches(pattern, text.dropFirst())
      }
      guard let scalar = text.first, first == "?" || first == scalar else { return false }
      return matches(pattern.dropFirst(), text.dropFirst())
    }
    for _ in 0..<200 {
      let (pattern, text) = (
        word(["a", "é", "数", "💥", "*", "?", "e\u{301}"]), word(["a", "é", "数", "💥", "?", "e\u{301}"])
      )
      let expected = matches(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
      #expect(GlobPattern(pattern).matches(text) == expected, "\(pattern) against \(text)")
    }
  }

  @Test("A matcher over its limits finds nothing new, and keeps what it has found")
  func limits() {
    let components = (0..<100).map { Component(ComponentID("c\($0)")) }
    var matcher = SelectorMatcher(components, limits: .init(comparisons: 1_000))
    let known = matcher.matches(.name("*9"))
    for number in 0..<20 { _ = matcher.matches(.name("*\(number)?")) }
    #expect(matcher.isOverLimit)
    #expect(matcher.matches(.name("*8")).isEmpty)
    #expect(matcher.matches(.name("*9")) == known)
    var wide = SelectorMatcher(components, limits: .init(positions: 250))
    #expect(wide.matches(.name("*")).count == 100)
    #expect(wide.matches(.name("c*")).count == 100)
    #expect(wide.matches(.name("?*")).isEmpty)
    #expect(wide.isOverLimit)
  }

  @Test("Candidates by prefix are the same as by looking at every component", arguments: 0..<UInt64(20))
  func prefixesFindTheSame(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = ["a", "b", "é", "数", "/", "-"]
    func word(_ extra: [String]) -> String {
      (0..<Int.random(in: 1...4, using: &random)).map { _ in (letters + extra).randomElement(using: &random)! }.joined()
    }
    let ids = Set((0..<60).map { _ in word([]) }).sorted()
    let components = ids.map { Component(ComponentID($0)) }
    var matcher = SelectorMatcher(components)
    for _ in 0..<40 {
      let pattern = word(["*", "?"])
      let expected = ids.indices.filter {
        ids[$0] == pattern || GlobPattern.isGlob(pattern) && GlobPattern(pattern).matches(ids[$0])
      }
      #expect(matcher.matches(.name(pattern)).map(\.position) == expected, "\(pattern)")
    }
  }
}
