internal import DependencyModel
internal import SourceReading

/// What is stated of calls, by who makes them and by the source of what is called.
struct CallsBySource {
  private(set) var owners: [String: [String: StatedCalls]] = [:]

  /// Notes how a component calls what it requires because of a source, or of what is below that.
  mutating func add(_ calls: StatedCalls, of owner: String, from source: String) {
    guard !calls.isEmpty else { return }
    let source = ImportDraft.cleaned(source)
    owners[owner, default: [:]][source] = owners[owner]?[source]?.united(with: calls) ?? calls
  }

  /// The most parts of a source that are looked for.
  private static let longestPath = 32

  /// What is stated of a source, by itself or by the nearest one above it.
  static func calls(_ stated: [String: StatedCalls], from source: String) -> StatedCalls? {
    if let calls = stated[source] { return calls }
    var rest = source[...]
    for _ in 0..<longestPath {
      guard let end = rest.utf8.lastIndex(where: { " .:[".utf8.contains($0) }) else { return nil }
      rest = rest[..<end]
      if let calls = stated[String(rest)] { return calls }
    }
    return nil
  }
}

/// How components call what they require: the rows of `CloudCalls`, and what needs a view of several resources.
extension CloudMeaning {
  func addCalls(to draft: inout ImportDraft) {
    var found = CallsBySource()
    for (position, resource) in inventory.resources.enumerated() {
      for line in CloudCalls.of(resource.type) {
        let calls = line.stated(by: resource.attributes)
        guard !calls.isEmpty else { continue }
        let owners =
          line.owner.map { ids(of: resource, $0.path, $0.type) } ?? (isComponent[position] ? [resource.id] : [])
        for target in line.targets {
          let source = resource.source + (target.hasPrefix(":") ? "" : ".") + target
          for owner in owners { found.add(calls, of: owner, from: source) }
        }
      }
    }
    addDistributionCalls(to: &found)
    addQueueCalls(to: &found)
    addOriginCalls(to: &found)
    for (owner, stated) in found.owners {
      draft.state(of: owner) { $0.requirement.source.flatMap { CallsBySource.calls(stated, from: $0) } }
    }
    addBalancerCalls(to: &draft)
    countCallsThroughFronts(to: &draft)
    addFunctionTimes(to: &draft)
  }

  /// A front door waits for its origins as long as its profile says.
  private func addOriginCalls(to found: inout CallsBySource) {
    for origin in resources("azurerm_cdn_frontdoor_origin") where isComponent(origin.id) {
      for group in ids(of: origin, "cdn_frontdoor_origin_group_id", "azurerm_cdn_frontdoor_origin_group") {
        guard let group = inventory[group] else { continue }
        for profile in ids(of: group, "cdn_frontdoor_profile_id", "azurerm_cdn_frontdoor_profile") {
          let seconds = inventory[profile].flatMap {
            CloudCalls.time(at: "response_timeout_seconds", .seconds, of: $0.attributes)
          }
          found.add(StatedCalls(timeout: seconds), of: origin.id, from: "\(origin.source).host_name")
        }
      }
    }
  }
}
