internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The components that resources become, and by what other sources know them.
extension CloudMeaning {
  func addComponents(to draft: inout ImportDraft) {
    var unknown: [String: Int] = [:]
    for position in inventory.resources.indices {
      let resource = inventory.resources[position]
      let type = types[position]
      guard isComponent[position] else {
        switch type.role {
        case .glue where !resource.isExternal: draft.notes.understand(of: Self.shown(resource.typeInSource))
        case .none: draft.notes.skip(resource.type, because: "does not exist at run time")
        default: draft.notes.skip("data.\(Self.shown(resource.type))", because: "only looks something up")
        }
        continue
      }
      if let reason = type.reason {
        draft.notes.skip(resource.typeInSource, because: reason)
      } else {
        draft.notes.understand(of: Self.shown(resource.typeInSource))
      }
      if !resource.line.isKnown { unknown[resource.type, default: 0] += 1 }
      draft.add(
        resource.id, kind: type.kind, name: resource.name, source: resource.source, at: resource.place)
      if let units = type.units.lazy.compactMap({ resource.attributes.int(at: $0) }).first, units >= 0 {
        draft.update(resource.id) { $0.units = units }
      }
      identify(resource, type, in: &draft)
    }
    reportUnknown(unknown, in: &draft)
  }

  /// Notes the name by which other sources may know what is derived from a resource, such as its way out.
  func identify(_ derived: String, as what: String, of id: String, in draft: inout ImportDraft) {
    guard let resource = inventory[id] else { return }
    var isKnown = false
    for attribute in ["arn", "id"] {
      guard let text = resource.attributes.text(at: attribute), text.utf8.count > 8, text.includes(sign: "-") else {
        continue
      }
      // Others may know only the id, which says enough if the cloud made it up.
      guard !isKnown || CloudOutsider.type(ofID: text) == resource.type else { continue }
      isKnown = true
      draft.identify(derived, as: "\(what):\(text)")
    }
  }

  /// Notes the names by which other sources may know a resource.
  private func identify(_ resource: CloudResource, _ type: CloudType, in draft: inout ImportDraft) {
    if let arn = CloudIdentities.ownARN(of: resource), arn.hasPrefix("arn:") {
      draft.identify(resource.id, as: "arn:" + arn)
    } else if resource.isObserved, !resource.isExternal,
      let arn = CloudOutsider.arn(
        ofNamed: resource, account: Self.account(of: resource),
        region: region(of: resource) ?? resource.region)
    {
      draft.identify(resource.id, as: "arn:" + arn)
    }
    if let id = resource.attributes.text(at: "id"), !id.hasPrefix("arn:") {
      let key = CloudName.key(id)
      if CloudName.isARM(key) {
        draft.identify(resource.id, as: "azure:" + key)
      } else if resource.cloud == CloudResource.amazon {
        if id.includes(sign: "-"), id.utf8.count > 8 { draft.identify(resource.id, as: "aws:" + id) }
      } else if CloudName.isMadeUp(id) {
        draft.identify(resource.id, as: "\(resource.type):\(id)")
      }
    }
    for attribute in ["self_link", "id"] where resource.cloud == "google" {
      guard let text = resource.attributes.text(at: attribute), case let key = CloudName.key(text),
        CloudName.isGooglePath(key)
      else { continue }
      draft.identify(resource.id, as: "gcp:" + key)
      break
    }
    for attribute in CloudIdentities.isHost(resource) ? type.addresses : [] {
      for address in resource.attributes.values(at: attribute).compactMap(\.text)
      where address.includes(sign: ".") && !address.includes(sign: "=") {
        draft.identify(resource.id, as: "host:" + CloudIdentities.normalized(address))
      }
    }
    for name in CloudHost.names(of: resource) {
      if name.includes(sign: "."), !name.includes(sign: "/"), !name.includes(sign: ":") {
        draft.identify(resource.id, as: "host:" + CloudIdentities.normalized(name))
      } else if resource.cloud == "google", CloudName.isGooglePath(name) || name.includes(sign: ":"),
        !name.includes("http")
      {
        draft.identify(resource.id, as: "gcp:" + name)
      }
    }
    if let host = interfaceHost(of: resource) { draft.identify(resource.id, as: "host:" + host) }
    if resource.type == "aws_route53_record", let name = resource.attributes.text(at: "name"),
      let zone = resource.attributes.text(at: "zone_id")
    {
      let words = ["type", "set_identifier"].map { resource.attributes.text(at: $0) ?? "" }
      draft.identify(
        resource.id, as: "record:\(zone) \(CloudIdentities.normalized(name)) \(words.joined(separator: " "))")
    }
    if resource.type == "aws_route53_zone", let zone = resource.attributes.text(at: "zone_id") {
      draft.identify(resource.id, as: "zone:\(zone)")
    }
    if type.kind == "aws/ecs-service" || type.kind == "aws/lambda-function",
      let name = resource.attributes.text(at: "name") ?? resource.attributes.text(at: "function_name")
    {
      draft.identify(resource.id, as: "service:" + name)
      draft.deploysServices = true
    }
  }

  /// Says which types have no row, so that little is known of what their attributes mean.
  private func reportUnknown(_ unknown: [String: Int], in draft: inout ImportDraft) {
    if !unknown.isEmpty {
      draft.notes.remark(
        "no rule for these types, so only attribute names were used, which is less certain: \(Self.counted(unknown))")
    }
  }

  /// A type as notes show it: only what is formed like a name may be one.
  private static func shown(_ type: String) -> String {
    CloudType.isKnown(type) ? type : ForeignName.quoted(type, or: "types without a plain name", signs: "._-:/")
  }

  /// Types with how many there are of each, the most first.
  static func counted(_ types: [String: Int]) -> String {
    let list = types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = list.prefix(5).map { type, count in
      "\(ForeignName.quoted(type, or: "types without a plain name", signs: "._-:/")) (\(count))"
    }.joined(separator: ", ")
    return shown + (list.count > 5 ? " and \(list.count - 5) more" : "")
  }

  /// Whether a component stands for nothing now, because its count is 0, or that of all that is behind it.
  func isAbsent(_ id: String, in draft: ImportDraft) -> Bool { draft[id]?.units == 0 || unserved.contains(id) }

  /// Reports the components of which there are none now.
  private func absent(in draft: ImportDraft) -> [String] {
    draft.components.filter { $0.units == 0 }.map(\.id.text)
  }

  func reportAbsent(in draft: inout ImportDraft) {
    let absent = absent(in: draft)
    let stopped = absent.filter { inventory[$0].map(isStopped) == true }
    let others = absent.filter { inventory[$0].map(isStopped) != true }
    if !others.isEmpty {
      draft.notes.remark("there are none now, because their count is 0: \(Self.list(others))")
    }
    if !stopped.isEmpty { draft.notes.remark("these do not serve now, by their state: \(Self.list(stopped))") }
  }
}
