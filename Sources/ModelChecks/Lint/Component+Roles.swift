internal import DependencyModel

extension Component {
  /// Whether the component watches others, by its kind or a tag.
  var isMonitoring: Bool {
    if KindVocabulary.family(of: kind) == .observability { return true }
    let words = ["monitor", "alert", "alarm"]
    return ([kind ?? ""] + tags).contains { text in words.contains { text.lowercased().contains($0) } }
  }

  /// Whether the component is a backup of another, by its kind or a tag.
  var isBackup: Bool {
    let words = ["backup", "snapshot"]
    return ([kind ?? ""] + tags).contains { text in words.contains { text.lowercased().contains($0) } }
  }

  /// Whether the component stores something for others, by its kind.
  var isStore: Bool { [.storage, .database, .cache, .queue].contains(KindVocabulary.family(of: kind)) }

  /// Whether the component is a part of which a network, an account or a cluster has one by its nature: that everything
  /// in it rests on that says nothing about a design.
  var isCommonGround: Bool { KindVocabulary.family(of: kind) == .domain || kind == "aws/internet-gateway" }

  /// Whether the component is a zone, by its kind.
  var isZone: Bool {
    guard isDomain, KindVocabulary.family(of: kind) == .domain, let name = kind?.split(separator: "/").last else {
      return false
    }
    return name == "zone" || name == "az" || name.hasSuffix("-zone")
  }

  /// Whether the component only joins two others, by its kind: nothing has to name it.
  var isWiring: Bool { ["-target", "-mapping", "-subscription"].contains { kind?.hasSuffix($0) ?? false } }
}

extension Group {
  /// Whether members are stated to have capacities of their own.
  var isWeighted: Bool { members.contains { $0.weight != .one } }
}

extension Check.Rule {
  /// The components that a check is about: not the faults it gives.
  var targets: [ComponentSelector] {
    switch self {
    case .expectation(_, let expectation):
      expectation.conditions.map(\.selector) + (expectation.impact == nil ? [] : [.name("*")])
        + expectation.loads.map { $0.components ?? .name("*") }
    case .demand(let demand): [demand.components]
    case .ban(let ban): [ban.from]
    case .coverage: []
    }
  }
}
