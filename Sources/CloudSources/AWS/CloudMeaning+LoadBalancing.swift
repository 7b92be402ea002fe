internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Load balancers, what is behind them, and the names before them.
///
/// References here often run against failure: a group names the target group that it joins, and it is the target group that
/// fails with it. A listener's default and each rule are ways of their own through a load balancer: one can be lost while
/// the others serve.
extension CloudMeaning {
  private static let balancers = ["aws_lb", "aws_alb"]
  private static let targetGroups = ["aws_lb_target_group", "aws_alb_target_group"]
  private static let listeners = ["aws_lb_listener", "aws_alb_listener"]
  private static let rules = ["aws_lb_listener_rule", "aws_alb_listener_rule"]

  func addLoadBalancing(to draft: inout ImportDraft) {
    for group in resources(Self.targetGroups) where isComponent(group.id) {
      addMembers(of: group, to: &draft)
    }
    for path in resources(Self.listeners) where isComponent(path.id) { addListener(path, to: &draft) }
    for path in resources(Self.rules) where isComponent(path.id) { addRule(path, to: &draft) }
    addClassicMembers(to: &draft)
    for balancer in resources(Self.balancers + ["aws_elb"]) where isComponent(balancer.id) {
      addIngress(of: balancer, to: &draft)
    }
    addNames(to: &draft)
    addDistributions(to: &draft)
  }

  // MARK: Members

  /// That something is behind a target group.
  struct Membership {
    var id: String
    var confidence: Confidence
    var source: String
  }

  private func addMembers(of group: CloudResource, to draft: inout ImportDraft) {
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
    for member in group.attributes.values(at: "members") {
      let state = member["state"]?.text ?? "healthy"
      guard state == "healthy" || state == "initial" || state == "unknown" else { continue }
      var resource = group
      resource.attributes = member
      let found = targets(of: resource, "target_id", Self.targetTypes).flatMap(\.ids)
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

  /// What can be behind a target group.
  private static let targetTypes = [
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
    for attachment in resources("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")
    where targets(of: attachment, "target_id", Self.targetTypes).isEmpty {
      for group in ids(of: attachment, "target_group_arn", Self.targetGroups) {
        found[group, default: []].append(attachment)
      }
    }
    for attachment in resources("aws_autoscaling_attachment")
    where ids(of: attachment, "autoscaling_group_name", "aws_autoscaling_group").isEmpty {
      for path in ["lb_target_group_arn", "alb_target_group_arn"] {
        for group in ids(of: attachment, path, Self.targetGroups) { found[group, default: []].append(attachment) }
      }
    }
    return found
  }

  /// Per target group what joins it by a reference of its own.
  func findMembers() -> [String: [Membership]] {
    var found: [String: [Membership]] = [:]
    var known: [String: Set<String>] = [:]
    func add(_ members: [String], _ resource: CloudResource, to path: String) {
      for target in targets(of: resource, path, Self.targetGroups) {
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
      let members = ids(of: attachment, "target_id", Self.targetTypes)
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

  private func balancers(before group: CloudResource) -> [CloudResource] {
    let found = ids(of: group, "load_balancer_arns", "aws_lb", "aws_alb") + (balancersByGroup[group.id] ?? [])
    return Set(found).sorted().compactMap { inventory[$0] }
  }

  /// Per target group the load balancers of which a listener or rule leads to it.
  func findBalancers() -> [String: [String]] {
    var found: [String: [String]] = [:]
    for path in resources(Self.listeners + Self.rules) {
      let balancers = listener(of: path).map { balancer(of: $0) } ?? balancer(of: path)
      for target in actionTargets(of: path, "default_action") + actionTargets(of: path, "action") {
        for id in target.ids { found[id, default: []] += balancers }
      }
    }
    return found
  }

  private func balancer(of listener: CloudResource) -> [String] {
    ids(of: listener, "load_balancer_arn", "aws_lb", "aws_alb")
  }

  private func listener(of rule: CloudResource) -> CloudResource? {
    ids(of: rule, "listener_arn", "aws_lb_listener", "aws_alb_listener").first.flatMap { inventory[$0] }
  }

  // MARK: Ways through

  /// The target groups of an action. One that names its only group twice, as answers do, names it once.
  private func actionTargets(of path: CloudResource, _ action: String) -> [Target] {
    let plain = targets(of: path, "\(action).target_group_arn", Self.targetGroups)
    return plain.isEmpty ? targets(of: path, "\(action).forward.target_group.arn", Self.targetGroups) : plain
  }

  private func addTargets(of path: CloudResource, _ action: String, to draft: inout ImportDraft) {
    let targets = actionTargets(of: path, action)
    relate(path.id, .any, targets, of: path, action, &draft)
    for balancer in listener(of: path).map({ balancer(of: $0) }) ?? balancer(of: path) where isComponent(balancer) {
      for target in targets {
        for id in target.ids {
          draft.relate(
            balancer, .uses, id, confidence: target.confidence, source: "\(path.source).\(action)", at: path.place)
        }
      }
    }
  }

  private func addListener(_ listener: CloudResource, to draft: inout ImportDraft) {
    relate(
      listener.id, .hard, targets(of: listener, "load_balancer_arn", Self.balancers), of: listener, "load_balancer_arn",
      &draft)
    addTargets(of: listener, "default_action", to: &draft)
  }

  private func addRule(_ rule: CloudResource, to draft: inout ImportDraft) {
    if let listener = listener(of: rule) {
      // A rule does without the listener's default, not without its load balancer.
      relate(
        rule.id, .hard, targets(of: listener, "load_balancer_arn", Self.balancers), of: rule, "listener_arn", &draft)
      draft.relate(
        rule.id, .configuredBy, listener.id, source: "\(rule.source).listener_arn", at: rule.place)
    }
    addTargets(of: rule, "action", to: &draft)
  }

  /// What is behind a load balancer of the older kind: instances and groups of them, each of which is enough.
  private func addClassicMembers(to draft: inout ImportDraft) {
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

  // MARK: Ways in

  /// The dependencies of a holder of the address: of a load balancer also its default way, and from outside
  /// the way in.
  func entry(to id: String) -> (needs: [Requirement.Target], uses: [String]) {
    guard let resource = inventory[id], Self.balancers.contains(resource.type) else {
      if let set = recordSets.byRecord[id] { return ([.component(ComponentID(set))], []) }
      if inventory[id]?.type == "aws_eip" {
        // What has the address, and not only the address, answers.
        var found: (needs: [Requirement.Target], uses: [String]) = ([.component(ComponentID(id))], [])
        for holder in holdersByAddress[id] ?? [] {
          let entry = entry(to: holder)
          found.needs += entry.needs
          found.uses += entry.uses
        }
        return found
      }
      return (front(of: id).map { .component(ComponentID($0)) } + ways(behind: id), [])
    }
    let ingress = Self.ingress(of: id)
    if isPublic(resource), !internetGateways(of: network(of: resource)).isEmpty {
      return ([.component(ComponentID(ingress))], [])
    }
    let (defaults, rules) = ways(through: resource)
    var needs: [Requirement.Target] = [.component(ComponentID(id))]
    if let target = Self.any(defaults) { needs.append(target) }
    return (needs, rules)
  }

  static func ingress(of balancer: String) -> String { "ingress:\(balancer)" }

  static func any(_ ids: [String]) -> Requirement.Target? {
    let members = ids.map { Group.Member(Requirement(on: ComponentID($0))) }
    return members.count > 1 ? .group(Group(.any, of: members)) : members.first?.requirement.target
  }

  private func isPublic(_ balancer: CloudResource) -> Bool {
    balancer.attributes.bool(at: "internal") != true && balancer.attributes.text(at: "scheme") != "internal"
  }

  private func network(of balancer: CloudResource) -> String? {
    ids(of: balancer, "vpc_id", "aws_vpc").first
      ?? (ids(of: balancer, "subnets", "aws_subnet") + ids(of: balancer, "subnet_mapping.subnet_id", "aws_subnet"))
      .lazy.compactMap { self.network(of: $0) }.first
  }

  /// The listeners of a load balancer that lead somewhere by default, and its rules.
  private func ways(through balancer: CloudResource) -> (defaults: [String], rules: [String]) {
    waysByBalancer[balancer.id] ?? ([], [])
  }

  /// Per load balancer its listeners that lead somewhere by default, and its rules.
  func findWays() -> [String: (defaults: [String], rules: [String])] {
    var found: [String: (defaults: [String], rules: [String])] = [:]
    for path in resources(Self.listeners)
    where isComponent(path.id) && !actionTargets(of: path, "default_action").isEmpty {
      for balancer in balancer(of: path) { found[balancer, default: ([], [])].defaults.append(path.id) }
    }
    for path in resources(Self.rules) where isComponent(path.id) {
      for balancer in listener(of: path).map({ balancer(of: $0) }) ?? [] {
        found[balancer, default: ([], [])].rules.append(path.id)
      }
    }
    return found
  }

  private func addIngress(of balancer: CloudResource, to draft: inout ImportDraft) {
    guard isPublic(balancer) else { return }
    let gateways = internetGateways(of: network(of: balancer))
    guard !gateways.isEmpty else { return }
    let id = Self.ingress(of: balancer.id)
    draft.add(
      id, kind: "aws/ingress", name: "the way in to \(balancer.name ?? balancer.id)", source: balancer.source,
      at: balancer.place)
    identify(id, as: "ingress", of: balancer.id, in: &draft)
    draft.relate(id, .needs, balancer.id, source: balancer.source, at: balancer.place)
    for gateway in gateways {
      draft.relate(
        id, .needs, gateway, confidence: .inferred, source: "\(balancer.source): it faces the internet",
        at: balancer.place)
    }
    let (defaults, rules) = ways(through: balancer)
    draft.relate(id, .needs, .any, of: defaults, source: "\(balancer.source): its listeners", at: balancer.place)
    for rule in rules { draft.relate(id, .uses, rule, source: "\(balancer.source): its rules", at: balancer.place) }
  }

  /// Says that something needs what is behind an address.
  func relateEntry(
    _ owner: String, _ kind: ImportDraft.Kind, to id: String, confidence: Confidence, source: String, at place: Place,
    _ draft: inout ImportDraft
  ) {
    let (needs, uses) = entry(to: id)
    for target in needs {
      draft.relate(owner, kind, target, confidence: confidence, source: source, at: place)
    }
    for id in uses { draft.relate(owner, .uses, id, confidence: confidence, source: source, at: place) }
  }
}
