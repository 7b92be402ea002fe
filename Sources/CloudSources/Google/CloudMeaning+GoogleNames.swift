internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Names in Google's DNS: records with several values, and the policies by which callers are shared out.
extension CloudMeaning {
  func addGoogleNames(to draft: inout ImportDraft) {
    for record in resources("google_dns_record_set") where isComponent(record.id) {
      guard !Self.otherRecords.contains(record.attributes.text(at: "type") ?? "A") else { continue }
      addEntries(of: record, "rrdatas", to: &draft)
      for policy in record.attributes.values(at: "routing_policy") { add(policy, of: record, &draft) }
    }
  }

  private func add(_ policy: CloudValue, of record: CloudResource, _ draft: inout ImportDraft) {
    let hasCheck = policy.values(at: "health_check").contains { $0.text?.isEmpty != true }
    for kind in ["wrr", "geo"] {
      var items = policy.values(at: kind)
      if kind == "wrr" {
        // An item of weight 0 is in no answer, as long as another has a weight.
        items = items.preferred { Double($0.text(at: "weight") ?? "1") != 0 }
      }
      let isChecked = hasCheck || items.contains { !$0.values(at: "health_checked_targets").isEmpty }
      let members = items.compactMap { target(of: $0, record, "routing_policy.\(kind)", &draft) }
      relate(
        record.id, toShared: members, isChecked ? .checked : .unchecked,
        source: "\(record.source).routing_policy.\(kind)", at: record.place, &draft)
    }
    for backup in policy.values(at: "primary_backup") { add(backup: backup, of: record, &draft) }
  }

  /// The primary serves as long as it is healthy, and then the backups by place do.
  private func add(backup: CloudValue, of record: CloudResource, _ draft: inout ImportDraft) {
    let path = "routing_policy.primary_backup"
    let primary = backup.values(at: "primary").compactMap { target(of: $0, record, path, &draft) }
    let others = backup.values(at: "backup_geo").compactMap { target(of: $0, record, path, &draft) }
    relate(
      record.id, toShared: Self.any(primary) + Self.any(others), .failover, source: "\(record.source).\(path)",
      at: record.place, &draft)
  }

  private static func any(_ members: [Requirement.Target]) -> [Requirement.Target] {
    members.count > 1 ? [.group(Group(.any, of: members.map { Group.Member(Requirement($0)) }))] : members
  }

  /// What one item of a policy leads to: any of its values, or of the load balancers that it watches.
  private func target(
    of item: CloudValue, _ record: CloudResource, _ path: String, _ draft: inout ImportDraft
  ) -> Requirement.Target? {
    let values =
      item.values(at: "rrdatas") + item.values(at: "internal_load_balancers.ip_address")
      + item.values(at: "health_checked_targets.internal_load_balancers.ip_address")
      + item.values(at: "external_endpoints") + item.values(at: "health_checked_targets.external_endpoints")
    let found = entries(of: record, path, in: values, to: &draft)
    return Self.any(found.all.map(target(of:))).first
  }
}
