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
  static let targetGroupTypes = ["aws_lb_target_group", "aws_alb_target_group"]
  private static let listeners = ["aws_lb_listener", "aws_alb_listener"]
  private static let rules = ["aws_lb_listener_rule", "aws_alb_listener_rule"]

  func addLoadBalancing(to draft: inout ImportDraft) {
    for group in resources(Self.targetGroupTypes) where isComponent(group.id) {
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

  // MARK: Ways through

  /// The target groups of an action. One that names its only group twice, as answers do, names it once.
  private func actionTargets(of path: CloudResource, _ action: String) -> [Target] {
    let plain = targets(of: path, "\(action).target_group_arn", Self.targetGroupTypes)
    return plain.isEmpty ? targets(of: path, "\(action).forward.target_group.arn", Self.targetGroupTypes) : plain
  }

  /// The target groups of an action that get some of the traffic: one of weight 0 gets none, as long as another has a weight.
  private func servingTargets(of path: CloudResource, _ action: String) -> [Target] {
    let all = actionTargets(of: path, action)
    let weights = path.attributes.values(at: "\(action).forward.target_group.weight")
    guard all.count > 1, weights.contains(where: { $0.int == 0 }) else { return all }
    var found: [Target] = []
    for forward in path.attributes.values(at: "\(action).forward") {
      var holder = path
      holder.attributes = .list(forward.values(at: "target_group").preferred { $0["weight"]?.int != 0 })
      found += targets(of: holder, "arn", Self.targetGroupTypes)
    }
    // What is not written in this way counts whole.
    return found.isEmpty ? all : found
  }

  private func addTargets(of path: CloudResource, _ action: String, to draft: inout ImportDraft) {
    var targets = servingTargets(of: path, action)
    if targets.isEmpty {
      targets = allTargets(of: path, "\(action).target_group_arn", Self.targetGroupTypes, as: .any, to: &draft)
    }
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
      listener.id, .hard, allTargets(of: listener, "load_balancer_arn", Self.balancers, to: &draft), of: listener,
      "load_balancer_arn", &draft)
    addTargets(of: listener, "default_action", to: &draft)
    addSignIn(of: listener, "default_action", to: &draft)
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
    addSignIn(of: rule, "action", to: &draft)
  }

  /// Who is not signed in is sent to another host first.
  private func addSignIn(of path: CloudResource, _ action: String, to draft: inout ImportDraft) {
    let ends = ["token_endpoint", "user_info_endpoint", "authorization_endpoint", "issuer"]
    addPassedAddresses(
      to: path.id, from: path, ends.map { "\(action).authenticate_oidc.\($0)" }, named: "endpoint", &draft)
  }

  func balancers(before group: CloudResource) -> [CloudResource] {
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

  // MARK: Ways in

  /// The dependencies of a holder of the address: of a load balancer also its default way, and from outside
  /// the way in.
  func entry(to id: String) -> (needs: [Requirement.Target], uses: [String]) {
    guard let resource = inventory[id], Self.balancers.contains(resource.type) else {
      if let set = recordSets.byRecord[id] { return ([.component(ComponentID(set))], []) }
      if let tasks = serviceNames.registered[id] {
        // The name is answered with the tasks that are registered under it.
        let serving = tasks.preferred { units[$0] != 0 }
        return ([.component(ComponentID(id))] + [Self.any(serving)].compactMap(\.self), [])
      }
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
