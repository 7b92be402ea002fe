internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What is behind target groups and the older load balancers.
extension CloudMeaning {
  /// That something is behind a target group.
  struct Membership {
    var id: String
    var confidence: Confidence
    var source: String
  }

  func addMembers(of group: CloudResource, to draft: inout ImportDraft) {
    var members = self.members(of: group, &draft)
    let serving = Set(serving(members.map(\.id), for: group.id, &draft))
    members.removeAll { !serving.contains($0.id) }
    let zones = balancerZones(of: group)
    if !zones.isEmpty {
      // A target in a zone where the load balancer has no subnet gets no traffic.
      let idle = members.filter { member in zone(of: member.id).map { !zones.contains($0) } ?? false }
      if idle.count < members.count {
        for member in idle {
          draft.notes.remark(
            "\(member.id) is in \(group.id), but its zone \(zone(of: member.id)!) has no subnet of the load balancer: it gets no traffic"
          )
        }
        let idleIDs = Set(idle.map(\.id))
        members.removeAll { idleIDs.contains($0.id) }
      }
    }
    guard !members.isEmpty else { return }
    let confidence = members.map(\.confidence).max()!
    let source = members.count == 1 ? members[0].source : "\(group.source): \(members.count) members"
    draft.relateRedundant(
      group.id, of: members.map(\.id), confidence: confidence, source: source, at: group.place)
  }

  private func members(of group: CloudResource, _ draft: inout ImportDraft) -> [Membership] {
    var members = membersByGroup[group.id] ?? []
    addAttachedOutside(to: &members, of: group, &draft)
    var known = Set(members.map(\.id))
    // Instances that a member launched are what it says of itself.
    let launched = Set(
      members.compactMap { inventory[$0.id] }.flatMap { ids(of: $0, "instances.instance_id", "aws_instance") })
    // The tasks of a service register themselves.
    let services = members.compactMap { inventory[$0.id] }.filter { $0.type == "aws_ecs_service" }
    readings[group.type, default: Readings()].add("members", [])
    for member in group.attributes.values(at: "members") {
      let state = member["state"]?.text ?? "healthy"
      guard state == "healthy" || state == "initial" || state == "unknown" else { continue }
      var resource = group
      resource.attributes = member
      let found = attachedTargets(of: resource, "target_id", in: [group.id])
      guard !isTask(member["target_id"]?.text ?? "", of: services, in: group, isKnown: !found.isEmpty) else { continue }
      for id in found where !launched.contains(id) && isComponent(id) && known.insert(id).inserted {
        members.append(Membership(id: id, confidence: .observed, source: group.source))
      }
      guard found.isEmpty, let id = outsideMember(resource, "target_id", &draft), known.insert(id).inserted else {
        continue
      }
      members.append(Membership(id: id, confidence: .observed, source: group.source))
    }
    return members
  }

  /// Whether a target is a task of one of some services: an address in one of their subnets, or the instance that it runs on.
  private func isTask(_ target: String, of services: [CloudResource], in group: CloudResource, isKnown: Bool) -> Bool {
    guard !services.isEmpty else { return false }
    guard !isKnown else {
      // Of a group of addresses, what has the address is a member of its own.
      return group.attributes.text(at: "target_type") != "ip"
        && services.contains { $0.attributes.text(at: "launch_type") != "FARGATE" }
    }
    guard target.contains(".") || target.contains(":") else { return false }
    return services.contains { service in
      let subnets = ids(of: service, "network_configuration.subnets", "aws_subnet").compactMap { inventory[$0] }
      let blocks = subnets.compactMap { $0.attributes.text(at: "cidr_block") }.compactMap(AddressBlock.init)
      guard let address = AddressBlock.number(of: target), !blocks.isEmpty,
        blocks.count == service.attributes.values(at: "network_configuration.subnets").flatMap(\.items).count
      else { return true }
      return blocks.contains { $0.contains(address) }
    }
  }

  /// What can be behind a target group.
  static let targetTypes = [
    "aws_instance", "aws_lambda_function", "aws_lb", "aws_alb", "aws_network_interface",
  ]

  /// Adds the targets that attachments name and no file has.
  private func addAttachedOutside(to members: inout [Membership], of group: CloudResource, _ draft: inout ImportDraft) {
    let attachments = outsideAttachments[group.id] ?? []
    var added = 0
    for attachment in attachments {
      let path = attachment.type == "aws_autoscaling_attachment" ? "autoscaling_group_name" : "target_id"
      guard let id = outsideMember(attachment, path, &draft), !members.contains(where: { $0.id == id }) else {
        continue
      }
      added += 1
      members.append(Membership(id: id, confidence: .declared, source: attachment.source))
    }
    guard added > 0 else { return }
    draft.notes.addIncomplete("\(group.id): \(members.count - added) of \(members.count) targets are in the files")
  }

  /// The target of an attachment that no file has: an id, an ARN or an address.
  private func outsideMember(_ resource: CloudResource, _ path: String, _ draft: inout ImportDraft) -> String? {
    if let id = allTargets(of: resource, path, Self.targetTypes, to: &draft).first?.ids.first { return id }
    // What an expression names.
    if let value = resource.attributes[path], value.text == nil {
      let types = path == "target_id" ? [] : ["aws_autoscaling_group"]
      if let target = outsideTarget(value, of: resource, path, types, .any, &draft) { return target.ids.first }
    }
    guard let text = resource.attributes.text(at: path), CloudOutsider.isHost(text) else { return nil }
    // An address within a network means nothing elsewhere.
    let id = "\(network(of: resource.id) ?? resource.id)/address/\(text)"
    return addOutside(
      id, type: "aws_network_interface", isUniversal: false, source: "\(resource.source).\(path)", at: resource.place,
      &draft)
  }

  /// Per target group the attachments of targets that no file has.
  func findOutsideAttachments() -> [String: [CloudResource]] {
    var found: [String: [CloudResource]] = [:]
    for attachment in resources("aws_lb_target_group_attachment", "aws_alb_target_group_attachment") {
      for group in ids(of: attachment, "target_group_arn", Self.targetGroupTypes)
      where attachedTargets(of: attachment, "target_id", in: [group]).isEmpty {
        found[group, default: []].append(attachment)
      }
    }
    for attachment in resources("aws_autoscaling_attachment")
    where ids(of: attachment, "autoscaling_group_name", "aws_autoscaling_group").isEmpty {
      for path in ["lb_target_group_arn", "alb_target_group_arn"] {
        for group in ids(of: attachment, path, Self.targetGroupTypes) { found[group, default: []].append(attachment) }
      }
    }
    return found
  }

  /// Per target group what joins it by a reference of its own.
  func findMembers() -> [String: [Membership]] {
    var found: [String: [Membership]] = [:]
    var known: [String: Set<String>] = [:]
    func add(_ members: [String], _ resource: CloudResource, to path: String) {
      for target in targets(of: resource, path, Self.targetGroupTypes) {
        for group in target.ids {
          for id in members where isComponent(id) && known[group, default: []].insert(id).inserted {
            found[group, default: []].append(
              Membership(id: id, confidence: target.confidence, source: resource.source))
          }
        }
      }
    }
    for group in resources("aws_autoscaling_group") {
      add([group.id], group, to: "target_group_arns")
      add([group.id], group, to: "traffic_source.identifier")
    }
    for service in resources("aws_ecs_service") { add([service.id], service, to: "load_balancer.target_group_arn") }
    for attachment in resources("aws_autoscaling_attachment") {
      let groups = ids(of: attachment, "autoscaling_group_name", "aws_autoscaling_group")
      add(groups, attachment, to: "lb_target_group_arn")
      add(groups, attachment, to: "alb_target_group_arn")
    }
    for attachment in resources("aws_lb_target_group_attachment", "aws_alb_target_group_attachment") {
      let groups = ids(of: attachment, "target_group_arn", Self.targetGroupTypes)
      let members = attachedTargets(of: attachment, "target_id", in: groups)
      add(members, attachment, to: "target_group_arn")
    }
    return found
  }

  /// The zones in which the load balancers before a target group have subnets; none where one of them is not known.
  private func balancerZones(of group: CloudResource) -> Set<String> {
    var zones: Set<String> = []
    for balancer in balancers(before: group) {
      let known = zonesByBalancer[balancer.id] ?? subnetZones(of: balancer)
      zonesByBalancer[balancer.id] = known
      guard !known.isEmpty else { return [] }
      zones.formUnion(known)
    }
    return zones
  }

  /// The zones of a load balancer's subnets; none where one of them is not known.
  private func subnetZones(of balancer: CloudResource) -> Set<String> {
    let paths = ["subnets", "subnet_mapping.subnet_id"]
    let subnets = paths.flatMap { ids(of: balancer, $0, "aws_subnet") }
    let known = subnets.compactMap { zones[$0] }
    let hasOthers = paths.contains { path in
      balancer.attributes.values(at: path).contains { value in
        switch value {
        case .unknown: true
        case .text: target(value, of: balancer, ["aws_subnet"]) == nil
        default: false
        }
      }
    }
    return known.count == subnets.count && !hasOthers ? Set(known) : []
  }

  /// What is behind a load balancer of the older kind: instances and groups of them, each of which is enough.
  func addClassicMembers(to draft: inout ImportDraft) {
    var members: [String: [Target]] = [:]
    for balancer in resources("aws_elb") where isComponent(balancer.id) {
      members[balancer.id] = allTargets(of: balancer, "instances", ["aws_instance"], as: .any, to: &draft)
    }
    for attachment in resources("aws_elb_attachment") {
      let found = allTargets(of: attachment, "instance", ["aws_instance"], as: .any, to: &draft)
      for balancer in ids(of: attachment, "elb", "aws_elb") { members[balancer, default: []] += found }
    }
    for group in resources("aws_autoscaling_group") where isComponent(group.id) {
      let target = Target(ids: [group.id], confidence: group.isObserved ? .observed : .referenced)
      let launched = Set(ids(of: group, "instances.instance_id", "aws_instance"))
      for balancer in ids(of: group, "load_balancers", "aws_elb") {
        // The instances that a group launched are what it says of itself.
        members[balancer, default: []].removeAll { launched.isSuperset(of: $0.ids) }
        members[balancer, default: []].append(target)
      }
    }
    for attachment in resources("aws_autoscaling_attachment") {
      for balancer in ids(of: attachment, "elb", "aws_elb") {
        members[balancer, default: []] += targets(of: attachment, "autoscaling_group_name", ["aws_autoscaling_group"])
      }
    }
    for service in resources("aws_ecs_service") where isComponent(service.id) {
      for balancer in ids(of: service, "load_balancer.elb_name", "aws_elb") {
        members[balancer, default: []].append(Target(ids: [service.id], confidence: .referenced))
      }
    }
    for balancer in resources("aws_elb") {
      relate(balancer.id, .any, members[balancer.id] ?? [], of: balancer, "instances", &draft)
    }
  }
}
