internal import ModelFormats
internal import SourceReading

/// Turns the JSON of plans and states into values of attributes.
enum TerraformValues {
  /// A known value.
  static func value(_ node: SyntaxNode) -> CloudValue {
    switch node.content {
    case .null: .null
    case .scalar(let text): .text(text)
    case .sequence(let items): .list(items.map(value))
    case .mapping(let pairs): .map(pairs.map { ($0.key.text ?? "", value($0.value)) })
    }
  }

  /// The known values, the unknown ones taken from the configuration: an attribute that the plan leaves open has the
  /// references that its expression holds.
  ///
  /// - Parameter settled: what a state knows of attributes that are unknown in the plan; it counts unless the
  ///   configuration names exactly one resource, or other subnets.
  /// - Parameter before: what the state knows of attributes that the plan knows otherwise.
  static func merged(
    _ known: CloudValue?, isUnknown: SyntaxNode?, configured: CloudValue?, known settled: [String: CloudValue],
    before: [String: CloudValue] = [:]
  ) -> CloudValue {
    let merged = withUnstated(Self.merged(known, isUnknown: isUnknown, configured: configured), configured)
    guard !settled.isEmpty, case .map(let pairs) = merged else { return merged }
    let isMoved = isMoved(pairs, from: settled, before: before)
    return .map(
      pairs.map { pair in
        guard let value = settled[pair.key], isOpen(pair.value), !isMoved || !placeKeys.contains(pair.key) else {
          return pair
        }
        return (pair.key, value)
      })
  }

  /// The attributes with the place that follows of a subnet, and those that name subnets.
  private static let placeKeys: Set<String> = [
    "availability_zone", "availability_zone_id", "availability_zones", "vpc_id", "private_ip", "private_dns",
  ]
  private static let subnetKeys: Set<String> = [
    "subnet_id", "subnet_ids", "subnets", "vpc_zone_identifier", "db_subnet_group_name", "subnet_group_name",
  ]

  /// Whether a plan says of what is changed in which subnets it will be, and they are others than before.
  private static func isMoved(
    _ pairs: [(key: String, value: CloudValue)], from settled: [String: CloudValue], before: [String: CloudValue]
  ) -> Bool {
    pairs.contains { pair in
      guard subnetKeys.contains(pair.key), !isOpen(pair.value) else { return false }
      if settled[pair.key] != nil { return true }
      guard let old = before[pair.key] else { return false }
      return Set(old.items.compactMap(\.text)) != Set(pair.value.items.compactMap(\.text))
    }
  }

  /// The attributes of a resource, with those references that the plan does not state at all.
  private static func withUnstated(_ value: CloudValue, _ configured: CloudValue?) -> CloudValue {
    guard case .map(let pairs) = value, let configured = configured?.pairs, !configured.isEmpty else { return value }
    // Few expressions refer to anything, so that only the keys of those are looked for.
    let more = configured.filter { pair in
      hasReference(pair.value) && !pairs.contains { $0.key == pair.key }
    }
    return more.isEmpty ? value : .map(pairs + more)
  }

  /// Whether a value does not say which resource is meant.
  private static func isOpen(_ value: CloudValue) -> Bool {
    switch value {
    case .unknown, .joined, .null: true
    case .reference(let reference): reference.resources.count != 1 || reference.isAmbiguous
    case .text: false
    case .list(let items): items.contains(where: isOpen)
    case .map(let pairs): pairs.contains { isOpen($0.value) }
    }
  }

  /// The known values, the unknown ones taken from the configuration.
  static func merged(_ known: CloudValue?, isUnknown: SyntaxNode?, configured: CloudValue?) -> CloudValue {
    if isUnknown?.bool == true { return configured ?? .unknown }
    guard let known else { return configured.flatMap { hasReference($0) ? $0 : nil } ?? .null }
    // Where nothing is open, everything is as it is known.
    guard let isUnknown, !isUnknown.pairs.isEmpty || !isUnknown.items.isEmpty else { return known }
    switch known {
    case .map(let pairs):
      var merged: [(key: String, value: CloudValue)] = []
      merged.reserveCapacity(pairs.count)
      let unknowns = KeyedValues(isUnknown)
      let part = parts(of: configured)
      for (key, value) in pairs {
        let unknown = unknowns[key]
        merged.append((key, unknown == nil ? value : self.merged(value, isUnknown: unknown, configured: part(key))))
      }
      let names = isUnknown.pairs.count > 8 ? Set(pairs.map(\.key)) : nil
      // Attributes that the plan does not state at all are not known, or were left out.
      for (key, unknown) in isUnknown.pairs {
        guard let key = key.text, !(names?.contains(key) ?? pairs.contains { $0.key == key }) else { continue }
        merged.append((key, self.merged(nil, isUnknown: unknown, configured: part(key))))
      }
      return .map(merged)
    case .list(let items):
      let configuredItems = configured?.items ?? []
      let unknownItems = isUnknown.items
      // Blocks are in the order of the configuration, unless a dynamic block is among them.
      let areParallel = configuredItems.count == items.count
      return .list(
        items.enumerated().map { index, item in
          merged(
            item, isUnknown: index < unknownItems.count ? unknownItems[index] : nil,
            configured: isWhole(configured) ? configured : areParallel ? configuredItems[index] : nil)
        })
    default: return known
    }
  }

  /// Whether an expression gives a whole value: what is unknown anywhere in it may come from any of its references.
  private static func isWhole(_ configured: CloudValue?) -> Bool {
    switch configured {
    case .reference?, .joined?: true
    default: false
    }
  }

  /// The parts of what is configured, by key.
  private static func parts(of configured: CloudValue?) -> (String) -> CloudValue? {
    if isWhole(configured) { return { _ in configured } }
    guard let pairs = configured?.pairs, pairs.count > 8 else { return { configured?[$0] } }
    let values = Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return { values[$0] }
  }

  /// Notes for each known text which resources its expression refers to; for all long texts together by the empty text.
  static func note(_ known: CloudValue, _ configured: CloudValue, in found: inout [String: Set<String>]) {
    switch (known, configured) {
    case (_, .null), (_, .unknown), (_, .text), (.null, _), (.unknown, _), (.reference, _), (.joined, _): return
    case (.map(let pairs), .map(let configured)):
      for (key, value) in configured {
        if let known = pairs.first(where: { $0.key == key }) { note(known.value, value, in: &found) }
      }
    case (.list(let items), .list(let configured)):
      guard items.count == configured.count else { return }
      for (item, value) in zip(items, configured) { note(item, value, in: &found) }
    case (.list(let items), _): for item in items { note(item, configured, in: &found) }
    case (.map(let pairs), _): for pair in pairs { note(pair.value, configured, in: &found) }
    case (.text(let text), _):
      configured.forEachLeaf { _, leaf in
        guard case .reference(let reference) = leaf else { return }
        found[text.utf8.count < 256 ? text : "", default: []].formUnion(reference.resources)
      }
    }
  }

  private static func hasReference(_ value: CloudValue) -> Bool {
    var found = false
    value.forEachLeaf { _, leaf in if case .reference = leaf { found = true } }
    return found
  }

  /// The nested values of a flat map of texts, as states of version 3 hold them: `subnets.#`, `subnets.0`, `tags.Name`.
  static func unflattened(_ pairs: [(key: String, value: String)]) -> CloudValue {
    final class Node {
      var text: String?
      var keys: [String] = []
      var children: [String: Node] = [:]
    }
    let root = Node()
    for (key, text) in pairs {
      var node = root
      for part in key.split(separator: ".", omittingEmptySubsequences: false).prefix(32) {
        let part = String(part)
        if let child = node.children[part] {
          node = child
        } else {
          let child = Node()
          node.children[part] = child
          node.keys.append(part)
          node = child
        }
      }
      node.text = text
    }
    func value(_ node: Node) -> CloudValue {
      guard !node.keys.isEmpty else { return .text(node.text ?? "") }
      if node.children["#"] != nil {
        return .list(node.keys.filter { $0 != "#" }.map { value(node.children[$0]!) })
      }
      return .map(node.keys.filter { $0 != "%" }.map { ($0, value(node.children[$0]!)) })
    }
    return value(root)
  }
}
