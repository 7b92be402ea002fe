internal import DependencyModel
internal import SourceReading

/// How components call what they require: the rows of `CloudCalls`, and what needs a view of several resources.
extension CloudMeaning {
  func addCalls(to draft: inout ImportDraft) {
    for (position, resource) in inventory.resources.enumerated() {
      for line in CloudCalls.of(resource.type) {
        let calls = line.stated(by: resource.attributes)
        guard !calls.isEmpty else { continue }
        let sources = line.targets.map { resource.source + ($0.hasPrefix(":") ? "" : ".") + $0 }
        if let owner = line.owner {
          for id in ids(of: resource, owner.path, owner.type) { state(calls, of: id, from: sources, in: &draft) }
        } else if isComponent[position] {
          state(calls, of: resource.id, from: sources, in: &draft)
        }
      }
    }
    addAWSCalls(to: &draft)
    addOriginCalls(to: &draft)
  }

  /// States how a component calls what it requires because of some sources, or of what is below them.
  func state(_ calls: StatedCalls, of owner: String, from sources: [String], in draft: inout ImportDraft) {
    let sources = sources.map(ImportDraft.cleaned)
    draft.state(calls, of: owner) { relation in
      guard let source = relation.requirement.source else { return false }
      return sources.contains { start in
        guard source.hasPrefix(start) else { return false }
        let rest = source.utf8.dropFirst(start.utf8.count).first
        return rest == nil || " .:[".utf8.contains { $0 == rest }
      }
    }
  }

  /// A front door waits for its origins as long as its profile says.
  private func addOriginCalls(to draft: inout ImportDraft) {
    for origin in resources("azurerm_cdn_frontdoor_origin") where isComponent(origin.id) {
      for group in ids(of: origin, "cdn_frontdoor_origin_group_id", "azurerm_cdn_frontdoor_origin_group") {
        guard let group = inventory[group] else { continue }
        for profile in ids(of: group, "cdn_frontdoor_profile_id", "azurerm_cdn_frontdoor_profile") {
          let seconds = inventory[profile].flatMap {
            CloudCalls.time(at: "response_timeout_seconds", .seconds, of: $0.attributes)
          }
          state(StatedCalls(timeout: seconds), of: origin.id, from: ["\(origin.source).host_name"], in: &draft)
        }
      }
    }
  }
}
