internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The rows of the clouds besides Amazon's: what joins two others, and what names those that need it.
extension CloudMeaning {
  func addOtherClouds(to draft: inout ImportDraft) {
    for service in CloudService.all {
      for link in service.links {
        for glue in resources(link.type) where !draft.isFull {
          let owners = ids(of: glue, link.owner.path, link.owner.types).filter { isComponent($0) }
          guard !owners.isEmpty else { continue }
          let targets = allTargets(of: glue, link.target.path, link.target.types, as: link.meaning, to: &draft)
          for owner in owners { relate(owner, link.meaning, targets, of: glue, link.source, &draft) }
        }
      }
    }
    addReversed(to: &draft)
    guard !draft.isFull else { return }
    addAzure(to: &draft)
    addGoogle(to: &draft)
    reportEmptyGroups(in: &draft)
  }

  /// The types of groups of which others say who is in them, and what besides their members they need.
  private static let groupTypes = [
    "azurerm_lb_backend_address_pool", "azurerm_traffic_manager_profile", "azurerm_cdn_frontdoor_origin_group",
    "google_compute_network_endpoint_group", "google_compute_target_pool",
    "google_compute_global_network_endpoint_group",
  ]
  private static let besidesMembers: Set<String> = [
    "google_compute_network", "google_compute_subnetwork", "azurerm_cdn_frontdoor_profile",
  ]

  /// Reports the groups that have no member in the files: whoever leads to them is known to need nothing more.
  private func reportEmptyGroups(in draft: inout ImportDraft) {
    for group in resources(Self.groupTypes) where isComponent(group.id) && !group.isExternal {
      let hasMembers = (draft[group.id]?.relations ?? []).contains { relation in
        guard relation.kind == .needs else { return false }
        guard case .component(let id) = relation.requirement.target else { return true }
        return !Self.besidesMembers.contains(type(of: id.text) ?? "") && draft[id.text]?.isDomain != true
      }
      if !hasMembers { draft.notes.addIncomplete("\(group.id): none of its members is in the files") }
    }
  }

  /// A requirement that is written at what is required.
  private struct Reversed {
    var members: [String] = []
    var confidence = Confidence.observed
    var source: String
    var place: Place
  }

  private func addReversed(to draft: inout ImportDraft) {
    var pools: [String: Reversed] = [:]
    var order: [String] = []
    for resource in inventory.resources where CloudService.reversedTypes.contains(resource.type) {
      guard isComponent(resource.id), !draft.isFull else { continue }
      for rule in CloudService.reversed(of: resource.type) {
        for target in targets(of: resource, rule.path, rule.targets) {
          for owner in target.ids where isComponent(owner) {
            guard case .any = rule.meaning else {
              relate(
                owner, rule.meaning, [Target(ids: [resource.id], confidence: target.confidence)], of: resource,
                rule.path, &draft)
              continue
            }
            if pools[owner] == nil {
              order.append(owner)
              pools[owner] = Reversed(source: "\(resource.source).\(rule.path)", place: resource.place)
            }
            pools[owner]!.members.append(resource.id)
            pools[owner]!.confidence = max(pools[owner]!.confidence, target.confidence)
          }
        }
      }
    }
    for owner in order where !draft.isFull {
      var pool = pools[owner]!
      pool.members = pool.members.preferred { !isAbsent($0, in: draft) }
      let source = pool.members.count == 1 ? pool.source : "\(inventory[owner]!.source): its members"
      draft.relateRedundant(
        owner, of: pool.members, confidence: pool.confidence, source: source, at: pool.place)
    }
  }
}
