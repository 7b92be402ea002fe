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

  @Test(arguments: [
    ("db", ["db"]), ("web-?", ["web-1", "web-2", "web-*"]), ("web-*", ["web-*"]), ("none", []),
    ("kind=aws/*", ["eu", "eu-1", "db"]), ("in=eu", ["eu-1", "db", "web-1", "web-2"]), ("in=eu-1", ["db", "web-1"]),
    ("in=rack,tag=pci", ["db"]), ("tier=<=1", ["db", "web-1"]), ("tier=2", ["web-2"]), ("owner=*", ["db", "web-2"]),
    ("kind=host,in=!eu-1", ["web-2"]), ("id=web-*", ["web-1", "web-2", "web-*"]),
  ]) func commandLine(_ text: String, _ expected: [String]) throws {
    #expect(matches(try #require(ComponentSelector(commandLine: text))) == expected)
  }

  @Test(arguments: ["kind", "zone=a", "tier=x", "kind=a,,in=b", "=a"]) func malformed(_ text: String) {
    if text == "kind" {
      #expect(ComponentSelector(commandLine: text) == .name("kind"))
    } else {
      #expect(ComponentSelector(commandLine: text) == nil)
    }
  }

  @Test func combinations() {
    #expect(matches(.anyOf([.name("db"), .name("web-1"), .name("db")])) == ["db", "web-1"])
    let notHosts = ComponentSelector.matching([
      .not(.matching([.kind(GlobPattern("host"))])), .inDomain(GlobPattern("eu")),
    ])
    #expect(matches(notHosts) == ["eu-1", "db"])
    #expect(
      SelectorMatcher(Self.components).unknownNames(in: .anyOf([.name("db"), .name("dbb"), .name("x*")])) == ["dbb"])
  }

  /// Globs find their candidates by prefix: the same as looking at everything.
  @Test(arguments: 0..<UInt64(20)) func prefixesFindTheSame(seed: UInt64) {
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
      #expect(matcher.matches(.name(pattern)) == expected, "\(pattern)")
    }
  }
}
