internal import DependencyModel
internal import ModelFormats

/// What answers about load balancing say in several places: targets and their groups, rules and their listeners.
extension AWSItemJoins {
  /// The members of a target group, of which the answer about their health does not name the group: the file does.
  mutating func joinTargetHealth() {
    var instances: [String: String] = [:]
    for item in items {
      if item.type == "aws_instance", let address = item.text("private_ip") { instances[address] = item.id }
      // The interface of a task is not that of the instance that it runs on.
      if item.type == "aws_network_interface", let instance = item.text("instance_id"),
        item.text("description")?.hasPrefix("arn:aws:ecs:") != true
      {
        for address in item["private_ips"]?.items.compactMap(\.text) ?? [] { instances[address] = instance }
      }
    }
    var groups: [String: [Int]] = [:]
    for (index, item) in items.enumerated() where item.type == "aws_lb_target_group" {
      for name in Set([item.names[0], item.id, AWSCallTable.fileName(of: item.id)]) {
        groups[name, default: []].append(index)
      }
    }
    var members: [Int: [CloudValue]] = [:]
    for item in items where item.type == "target_health" {
      let name = item.text("target_group") ?? ""
      let found = groups[name] ?? []
      let fitting = found.count > 1 ? found.filter { items[$0].folder == item.folder } : found
      guard fitting.count == 1 else {
        remarks.append(
          name.isEmpty
            ? "\(item.file): the file name does not include the target group; name it NAME.GROUP.json"
            : "\(item.file): there is no target group '\(name)' in the answers")
        continue
      }
      var member: AWSTranslation.Pairs = [("target_id", .text(instances[item.id] ?? item.id))]
      for key in ["state", "availability_zone"] { if let value = item[key] { member.append((key, value)) } }
      members[fitting[0], default: []].append(.map(member))
    }
    for (index, members) in members { items[index]["members"] = .list(members) }
    items.removeAll { $0.type == "target_health" }
  }

  /// A rule belongs to the listener in its ARN, and both have no name but that of their load balancer.
  mutating func joinListeners() {
    drop(nil) { $0.type == "aws_lb_listener_rule" && $0["is_default"]?.bool == true }
    var names: [String: String] = [:]
    forEach("aws_lb_listener") { listener in
      let parts = listener.id.split(separator: "/")
      guard parts.count > 2 else { return }
      let name = "\(parts[parts.count - 3]):\(listener.text("port") ?? String(parts[parts.count - 1]))"
      listener.names = [name]
      names[listener.id] = name
    }
    forEach("aws_lb_listener_rule") { rule in
      let parts = rule.id.split(separator: "/")
      guard parts.count > 3, parts[0].hasSuffix(":listener-rule") else { return }
      let listener = "\(parts[0].dropLast("-rule".count))/" + parts[1..<(parts.count - 1)].joined(separator: "/")
      rule.set("listener_arn", listener)
      rule.names = ["\(names[listener] ?? String(parts[parts.count - 3])) rule \(rule.text("priority") ?? "")"]
      let conditions = ["host_header.values", "path_pattern.values", "values"].flatMap {
        rule["condition"]?.values(at: $0).compactMap(\.text) ?? []
      }
      rule.title = rule.title ?? (conditions.isEmpty ? nil : conditions.prefix(3).joined(separator: " "))
    }
  }
}
