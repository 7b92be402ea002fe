/// References of which only the two ends are known, as a graph of resources has them.
///
/// They are put where an attribute has a place for them that nothing fills: then they mean what that attribute means. A
/// reference that some attribute holds already says nothing new, and one without a place is order only.
extension CloudMeaning {
  private static let addressable = CloudType.all.filter { !$0.addresses.isEmpty || $0.isNamedPlainly }.map(\.type)
  private static let groups = ["aws_lb_target_group", "aws_alb_target_group"]

  /// Places that are not lines of `CloudRule`, because their meaning takes more than a line.
  private static let places: [(type: String, path: String, targets: [String])] = [
    ("aws_lb_listener", "load_balancer_arn", ["aws_lb", "aws_alb"]),
    ("aws_lb_listener", "default_action.target_group_arn", groups),
    ("aws_lb_listener_rule", "listener_arn", ["aws_lb_listener", "aws_alb_listener"]),
    ("aws_lb_listener_rule", "action.target_group_arn", groups),
    ("aws_autoscaling_group", "target_group_arns", groups),
    ("aws_autoscaling_group", "load_balancers", ["aws_elb"]),
    ("aws_autoscaling_attachment", "lb_target_group_arn", groups),
    ("aws_autoscaling_attachment", "autoscaling_group_name", ["aws_autoscaling_group"]),
    ("aws_ecs_service", "load_balancer.target_group_arn", groups),
    ("aws_lb_target_group_attachment", "target_group_arn", groups),
    ("aws_lb_target_group_attachment", "target_id", ["aws_instance", "aws_lambda_function", "aws_lb"]),
    ("aws_volume_attachment", "volume_id", ["aws_ebs_volume"]),
    ("aws_volume_attachment", "instance_id", ["aws_instance"]),
    ("aws_route", "route_table_id", ["aws_route_table", "aws_default_route_table"]),
    ("aws_route", "nat_gateway_id", ["aws_nat_gateway"]), ("aws_route", "gateway_id", ["aws_internet_gateway"]),
    ("aws_route", "transit_gateway_id", ["aws_ec2_transit_gateway"]),
    ("aws_route_table", "route.nat_gateway_id", ["aws_nat_gateway"]),
    ("aws_route_table", "route.gateway_id", ["aws_internet_gateway"]),
    ("aws_route_table_association", "subnet_id", ["aws_subnet"]),
    ("aws_route_table_association", "route_table_id", ["aws_route_table"]),
    ("aws_route53_record", "alias.name", ["aws_lb", "aws_alb", "aws_elb", "aws_cloudfront_distribution"]),
    ("aws_route53_record", "records", addressable), ("aws_cloudfront_distribution", "origin.domain_name", addressable),
    ("aws_launch_template", "user_data", addressable), ("aws_launch_configuration", "user_data", addressable),
    ("aws_instance", "user_data", addressable), ("aws_lambda_function", "environment.variables", addressable),
    (
      "aws_ecs_task_definition", "container_definitions",
      addressable + ["aws_secretsmanager_secret", "aws_ssm_parameter", "aws_cloudwatch_log_group"]
    ),
    ("aws_sfn_state_machine", "definition", addressable + ["aws_lambda_function"]),
    ("aws_sns_topic_subscription", "topic_arn", ["aws_sns_topic"]),
    ("aws_sns_topic_subscription", "endpoint", ["aws_sqs_queue", "aws_lambda_function"]),
    ("aws_db_proxy_target", "db_proxy_name", ["aws_db_proxy"]),
    ("aws_db_proxy_target", "db_instance_identifier", ["aws_db_instance"]),
  ]

  /// The resources with the references of a graph in their places.
  func withGraphReferences() -> CloudInventory {
    var result = inventory
    for resource in inventory.resources where !resource.references.isEmpty {
      var held: Set<String> = []
      resource.attributes.forEachLeaf { _, leaf in
        if case .reference(let reference) = leaf { held.formUnion(reference.resources) }
      }
      var places: [String: String?] = [:]
      var found: [String: [CloudReference]] = [:]
      var paths: [String] = []
      for reference in resource.references where held.isDisjoint(with: reference.resources) {
        guard let first = reference.resources.first, let type = inventory[first]?.type else { continue }
        let known = places[type] ?? place(for: type, in: resource)
        places[type] = known
        guard let path = known else { continue }
        if found[path] == nil { paths.append(path) }
        found[path, default: []].append(reference)
      }
      for path in paths {
        result.update(resource.id) {
          $0.attributes = $0.attributes.adding(found[path] ?? [], at: path.split(separator: ".")[...])
        }
      }
    }
    return result
  }

  /// The first path of a type that can name another, and does not name any.
  private func place(for type: String, in resource: CloudResource) -> String? {
    let rules = CloudRule.of(resource.type).filter { $0.targets.contains(type) }.map { ($0.path, $0.targets) }
    let places = Self.places.filter { $0.type == resource.type && $0.targets.contains(type) }.map {
      ($0.path, $0.targets)
    }
    let all = places + rules
    // An attribute that names one of this type does not name it elsewhere too, except in texts that hold many.
    guard let path = all.first?.0 else { return nil }
    if places.first?.1.count ?? 0 > 4 { return path }
    return all.allSatisfy { targets(of: resource, $0.0, [type]).isEmpty } ? path : nil
  }
}

extension CloudValue {
  /// The value with more references at a path, which is made where it is not there.
  fileprivate func adding(_ references: [CloudReference], at path: ArraySlice<Substring>) -> CloudValue {
    guard let key = path.first else {
      let new = references.map { CloudValue.reference($0) }
      switch self {
      case .null, .unknown: return new.count == 1 ? new[0] : .list(new)
      case .list(let items): return .list(items + new)
      default: return .list([self] + new)
      }
    }
    switch self {
    case .map(var pairs):
      if let known = pairs.firstIndex(where: { $0.key == key }) {
        pairs[known].value = pairs[known].value.adding(references, at: path.dropFirst())
      } else {
        pairs.append((String(key), CloudValue.null.adding(references, at: path.dropFirst())))
      }
      return .map(pairs)
    case .list(let items) where !items.isEmpty:
      return .list([items[0].adding(references, at: path)] + items.dropFirst())
    default: return .map([(String(key), CloudValue.null.adding(references, at: path.dropFirst()))])
    }
  }
}
