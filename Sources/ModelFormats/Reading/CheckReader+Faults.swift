internal import DependencyModel

extension CheckReader {
  private static let faultKeys = ["down", "degraded", "change", "name", "description", "each"]
  /// The most components that all faults and events name together.
  private static let namedLimit = 5_000_000

  /// A named fault, its selectors resolved.
  mutating func fault(_ key: SyntaxNode, _ body: SyntaxNode, reader: inout ValueReader) -> Fault? {
    guard let id = reader.identifier(key) else { return nil }
    let pairs = reader.pairs(body, "the fault '\(id)'", expected: "a mapping such as { down: ID }")
    reader.checkKeys(pairs, known: Self.faultKeys, in: "the fault '\(id)'")
    var fault = Fault(id, levels: [], at: key.place)
    var levels: [ComponentIndex: Level] = [:]
    var shares: [ComponentIndex: FaultShare] = [:]
    for (key, value) in pairs {
      switch key.text {
      case "name": fault.name = reader.text(value, "'name'")
      case "description": fault.description = reader.text(value, "'description'")
      case "change": fault.isChange = reader.boolean(value, "change") ?? false
      case "down", "degraded":
        let level: Level = key.text == "down" ? .down : .degraded
        for named in named(value, reader: &reader) {
          guard hasRoom(for: named.components.count, at: value.place, reader: &reader) else { return nil }
          for index in named.components {
            if let share = named.share {
              let new = FaultShare(share, at: level)
              shares[index] = shares[index]?.adding(new) ?? new
            } else {
              levels[index] = max(level, levels[index] ?? .up)
            }
          }
        }
      default: break
      }
    }
    if !pairs.contains(where: { $0.key.text == "down" || $0.key.text == "degraded" }) {
      reader.collector.add(.emptyFault(id.text, at: key.place))
    }
    for (index, share) in shares {
      // What is named as a whole, too, is affected as a whole.
      if levels[index] == .down || levels[index] == .degraded && share.down == 0 { continue }
      var share = share
      if levels[index] == .degraded { share.degraded = 1 }
      levels[index] = share.level
      if share.level == .degraded, share != FaultShare(degraded: 1) {
        fault.shares[components[index.position].id] = share
      }
    }
    fault.levels = levels.sorted { $0.key < $1.key }.map { (components[$0.key.position].id, $0.value) }
    return fault
  }

  /// Whether so many more components may be named; a diagnostic if not.
  mutating func hasRoom(for count: Int, at place: Place, reader: inout ValueReader) -> Bool {
    namedCount += count
    guard namedCount > Self.namedLimit else { return true }
    reportTooLarge(Self.namedLimit, at: place, reader: &reader)
    return false
  }

  /// `{ down: SELECTOR, degraded: SELECTOR }` of a check, each with shares where they are stated; `nil` if neither names
  /// anything.
  mutating func givenLevels(
    _ pairs: [(key: SyntaxNode, value: SyntaxNode)], reader: inout ValueReader
  ) -> Check.Given? {
    var whole: [Level: ComponentSelector] = [:]
    var shares: [Check.PartialFault] = []
    for (key, value) in pairs where key.text == "down" || key.text == "degraded" {
      let level: Level = key.text == "down" ? .down : .degraded
      let named = selected(value, reader: &reader)
      shares += named.compactMap { item in
        item.share.map { Check.PartialFault(item.selector, FaultShare($0, at: level)) }
      }
      let selectors = named.filter { $0.share == nil }.map(\.selector)
      if case .sequence = value.content, !selectors.isEmpty {
        whole[level] = .anyOf(selectors)
      } else {
        whole[level] = selectors.first
      }
    }
    guard !whole.isEmpty || !shares.isEmpty else { return nil }
    return .levels(down: whole[.down], degraded: whole[.degraded], shares: shares)
  }

  /// The components that a level of a fault names.
  mutating func named(
    _ node: SyntaxNode, reader: inout ValueReader
  ) -> [(components: [ComponentIndex], share: Double?)] {
    selected(node, reader: &reader).map { (matcher.matches($0.selector), $0.share) }
  }

  /// What a level of a fault names: a selector, a mapping of ids to shares, or a list of these.
  private mutating func selected(
    _ node: SyntaxNode, reader: inout ValueReader
  ) -> [(selector: ComponentSelector, share: Double?)] {
    if case .sequence(let items) = node.content, !items.isEmpty {
      return items.flatMap { selected($0, reader: &reader) }
    }
    guard case .mapping(let pairs) = node.content, pairs.contains(where: { $0.value.text?.hasSuffix("%") == true })
    else {
      return checked(node, reader: &reader).map { [($0, nil)] } ?? []
    }
    return pairs.compactMap { key, value in
      let selector = checked(key, reader: &reader)
      guard let percent = reader.percentage(value) else { return nil }
      guard percent > .zero else {
        reader.collector.add(
          .invalidNumber(value.text ?? "", for: "share", expected: "above 0% and at most 100%", at: value.place))
        return nil
      }
      return selector.map { ($0, percent.value / 100) }
    }
  }
}
