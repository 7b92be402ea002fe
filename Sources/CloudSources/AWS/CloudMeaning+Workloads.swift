internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Workloads: instances, groups of them, tasks and functions, with the addresses that they are given.
extension CloudMeaning {
  func addWorkloads(to draft: inout ImportDraft) {
    addLinks(of: [.ec2], to: &draft)
    for instance in resources("aws_instance", "aws_spot_instance_request") where isComponent(instance.id) {
      addPassedAddresses(to: instance.id, from: instance, ["user_data", "user_data_base64"], &draft)
      addTemplates(of: instance, ["launch_template"], &draft)
      addAddressesByOrder(of: instance, &draft)
      addEgress(to: instance, ["subnet_id"], &draft)
    }
    for group in resources("aws_autoscaling_group") where isComponent(group.id) {
      addTemplates(of: group, ["launch_template", "mixed_instances_policy", "launch_configuration"], &draft)
      addEgress(to: group, ["vpc_zone_identifier"], &draft)
      addZones(of: group, &draft)
      addInstances(of: group, &draft)
    }
    for service in resources("aws_ecs_service") where isComponent(service.id) {
      for task in ids(of: service, "task_definition", "aws_ecs_task_definition").compactMap({ inventory[$0] }) {
        addTask(task, to: service.id, &draft)
      }
      addEgress(to: service, ["network_configuration.subnets"], &draft)
      addCapacity(to: service, &draft)
    }
    for target in resources("aws_cloudwatch_event_target") where isComponent(target.id) {
      for task in ids(of: target, "ecs_target.task_definition_arn", "aws_ecs_task_definition") {
        if let task = inventory[task] { addTask(task, to: target.id, &draft) }
      }
    }
    for function in resources("aws_lambda_function") where isComponent(function.id) {
      addPassedAddresses(to: function.id, from: function, ["environment"], &draft)
      addEgress(to: function, ["vpc_config.subnet_ids"], &draft)
    }
    for machine in resources("aws_sfn_state_machine") where isComponent(machine.id) {
      addPassedAddresses(to: machine.id, from: machine, ["definition"], &draft)
    }
    for stack in resources("aws_cloud_formation_stack") where isComponent(stack.id) {
      addPassedAddresses(to: stack.id, from: stack, ["parameters"], &draft)
    }
    for nodes in resources("aws_eks_node_group", "aws_eks_fargate_profile") where isComponent(nodes.id) {
      addEgress(to: nodes, ["subnet_ids"], &draft)
    }
  }

  // MARK: Templates

  /// Resources made from a template are given the addresses that are in it.
  private func addTemplates(of resource: CloudResource, _ paths: [String], _ draft: inout ImportDraft) {
    for path in paths {
      for id in ids(of: resource, path, "aws_launch_template", "aws_launch_configuration") {
        guard let template = inventory[id] else { continue }
        addPassedAddresses(to: resource.id, from: template, ["user_data", "user_data_base64"], &draft)
      }
    }
  }

  private func addTask(_ task: CloudResource, to owner: String, _ draft: inout ImportDraft) {
    addPassedAddresses(to: owner, from: task, ["container_definitions"], &draft)
    for path in ["volume.efs_volume_configuration", "volume.efs_volume_configuration.authorization_config"] {
      relate(
        owner, .hard, targets(of: task, path, ["aws_efs_file_system", "aws_efs_access_point"]), of: task, path, &draft)
    }
  }

  // MARK: Addresses

  /// The meaning of a type for a program that is given its address.
  private static let meaningsOfPassed: [(prefix: String, meaning: CloudRule.Meaning)] = [
    ("aws_ecr_", .restart), ("aws_secretsmanager_", .restart), ("aws_ssm_parameter", .restart), ("aws_kms_", .restart),
    ("aws_cloudwatch_log_group", .soft), ("aws_iam_", .config), ("aws_security_group", .config),
    ("aws_ecs_task_definition", .config), ("aws_launch_", .config), ("aws_subnet", .config), ("aws_vpc", .config),
    ("aws_route", .config), ("aws_db_subnet_group", .config), ("azurerm_key_vault", .restart),
    ("azurerm_container_registry", .restart), ("azurerm_application_insights", .soft),
    ("azurerm_log_analytics", .soft), ("azurerm_resource_group", .config), ("azurerm_user_assigned", .config),
    ("google_secret_manager", .restart), ("google_artifact_registry", .restart), ("google_kms", .restart),
    ("google_service_account", .config), ("google_logging", .soft),
  ]

  /// Relates something to what one of its texts addresses.
  func relateAddress(
    _ owner: String, to id: String, source: String, at place: Place, _ draft: inout ImportDraft
  ) {
    guard id != owner, isComponent(id), let type = type(of: id) else { return }
    let meaning =
      Self.meaningsOfPassed.first { type.hasPrefix($0.prefix) && type != "aws_route53_record" }?.meaning ?? .hard
    switch meaning {
    case .restart: draft.relate(owner, .startNeeds, id, confidence: .inferred, source: source, at: place)
    case .soft: draft.relate(owner, .uses, id, confidence: .inferred, source: source, at: place)
    case .config: draft.relate(owner, .configuredBy, id, confidence: .inferred, source: source, at: place)
    default: relateEntry(owner, .needs, to: id, confidence: .inferred, source: source, at: place, &draft)
    }
  }

  /// Adds a need for each resource whose address is passed to the owner, in attributes of the owner or of its template, and for
  /// the hosts in them that the files do not have.
  func addPassedAddresses(
    to owner: String, from resource: CloudResource, _ paths: [String], _ draft: inout ImportDraft
  ) {
    for path in paths {
      let texts = passedTexts(in: resource, path)
      for (id, setting) in passedAddresses(in: resource, texts) {
        guard !isJoining(resource, path, id) else { continue }
        relateAddress(
          owner, to: id, source: "\(resource.source).\(path)" + (setting.map { " \($0)" } ?? ""), at: resource.place,
          &draft)
      }
      for text in texts {
        noteElsewhere(text, of: owner, resource, &draft)
        addOutsideAddresses(to: owner, from: resource, path, text, &draft)
      }
    }
  }

  /// Notes a plain name or an address in a setting that only another home has.
  private func noteElsewhere(
    _ text: PassedText, of owner: String, _ resource: CloudResource, _ draft: inout ImportDraft
  ) {
    guard let name = text.value.text, let setting = text.setting, name.utf8.count < 256, isComponent(owner) else {
      return
    }
    let found = identities.positions(ofPlainName: name) + identities.positions(ofAddress: name)
    guard !found.isEmpty, nearest(found, to: resource, by: name).isEmpty else { return }
    draft.notes.addUnresolved(
      "\(owner) \(ForeignName.quoted(setting, or: "a setting")) → a resource of that name elsewhere")
  }

  /// Whether a start script names a cluster to join it: the instances do not need it.
  private func isJoining(_ resource: CloudResource, _ path: String, _ id: String) -> Bool {
    path.hasPrefix("user_data") && inventory[id]?.type == "aws_ecs_cluster"
  }

  /// A part of an attribute: what it names, and the name of the setting that it is.
  struct PassedText {
    var value: CloudValue
    var setting: String?
    /// Whether the value is all of the setting, not joined with others.
    var isWhole = true
  }

  /// The parts of an attribute. Only the name of a setting is kept with them, never what it says.
  func passedTexts(in resource: CloudResource, _ path: String) -> [PassedText] {
    var found: [PassedText] = []
    func visit(_ place: String, _ value: CloudValue, isWhole: Bool) {
      let setting = place.split(separator: ".").last.map(String.init)
      switch value {
      case .null, .unknown: break
      case .list(let items): for item in items { visit(place, item, isWhole: isWhole) }
      case .joined(let items): for item in items { visit(place, item, isWhole: false) }
      case .map(let pairs):
        for pair in pairs { visit(place.isEmpty ? pair.key : "\(place).\(pair.key)", pair.value, isWhole: isWhole) }
      case .reference: found.append(PassedText(value: value, setting: setting, isWhole: isWhole))
      case .text(let text):
        if HiddenText.isDigest(text) { return }
        if let json = settings(in: text) {
          for (name, value) in json { found.append(PassedText(value: .text(value), setting: name)) }
        } else {
          let text = HiddenText.decoded(text) ?? text
          found.append(PassedText(value: .text(text), setting: setting, isWhole: isWhole))
          for url in AzureText.urls(in: text) {
            found.append(PassedText(value: .text(url), setting: setting, isWhole: isWhole))
          }
        }
      }
    }
    for value in resource.attributes.values(at: path) { visit("", value, isWhole: true) }
    return found
  }

  /// The resources whose addresses are in some texts, each with the name of the setting that holds it where it has one.
  private func passedAddresses(
    in resource: CloudResource, _ texts: [PassedText]
  ) -> [(id: String, setting: String?)] {
    var found: [(id: String, setting: String?)] = []
    var known: Set<String> = []
    func note(_ positions: [Int], _ setting: String?) {
      for position in positions {
        let id = inventory.resources[position].id
        if known.insert(id).inserted { found.append((id, setting)) }
      }
    }
    for text in texts {
      switch text.value {
      case .reference(let reference):
        for id in reference.resources.flatMap(standIns(for:)) where known.insert(id).inserted {
          found.append((id, text.setting))
        }
      case .text(let value):
        let whole = identities.positions(ofAddress: value)
        note(
          whole.isEmpty
            ? identities.positions(in: value) { nearest($0, to: resource, by: $1) }
            : nearest(whole, to: resource, by: value), text.setting)
        if let setting = text.setting { note(plainlyNamed(value, setting: setting, by: resource), setting) }
      default: break
      }
    }
    return found
  }

  /// Adds the hosts and ARNs in a text that nothing in the files has.
  private func addOutsideAddresses(
    to owner: String, from resource: CloudResource, _ path: String, _ text: PassedText, _ draft: inout ImportDraft
  ) {
    guard let value = text.value.text, !draft.isFull else { return }
    let source = "\(resource.source).\(path)" + (text.setting.map { " \($0)" } ?? "")
    let isScript = path.hasPrefix("user_data")
    if !isScript, text.isWhole, identities.positions(ofAddress: value).isEmpty {
      let words = value.hasPrefix("arn:") || value.hasPrefix("https://sqs.") ? value : ""
      if let id = addOutside(arnIn: words, source: source, at: resource.place, &draft)
        ?? addOutside(pathIn: value, source: source, at: resource.place, &draft)
      {
        return relateAddress(owner, to: id, source: source, at: resource.place, &draft)
      }
    }
    // What has no name of its own, such as an image, is not a setting.
    guard isScript || text.setting != nil, text.isWhole || isScript else { return }
    let words = Set(text.setting.map(AddressText.words(of:)) ?? [])
    guard AddressText.secretWords.isDisjoint(with: words), AddressText.ownWords.isDisjoint(with: words) else { return }
    for candidate in AddressText.candidates(in: value, named: isScript ? nil : text.setting) {
      guard !candidate.isDoubtful, !candidate.isOther, candidate.isNamed || candidate.isAuthority,
        CloudOutsider.isHost(candidate.host), !isOfAll(candidate.host, value),
        nearest(identities.positions(ofAddress: candidate.host), to: resource, by: candidate.host).isEmpty,
        identities.positions(in: candidate.host, choose: { nearest($0, to: resource, by: $1) }).isEmpty,
        let id = addOutside(
          host: candidate.host, namedBy: resource, source: source, at: resource.place, &draft)
      else { continue }
      // A script downloads from elsewhere when it starts; what it is configured to use it needs.
      let isForStart = isScript && !candidate.isNamed
      let isTelemetry = !AddressText.telemetryWords.isDisjoint(with: words)
      draft.relate(
        owner, isForStart ? .startNeeds : isTelemetry ? .uses : .needs, id, confidence: .inferred, source: source,
        at: resource.place)
    }
  }

  /// Whether a host is that of many, of which the path behind it names one that the files have.
  private func isOfAll(_ host: String, _ text: String) -> Bool {
    host.hasSuffix(".googleapis.com") && host.split(separator: ".").count < 4
      || host.hasSuffix(".cloudfunctions.net") && !identities.positions(in: text).isEmpty
  }

  /// The settings in a JSON text of container definitions or the like: names and values of environments, other texts without a
  /// name.
  private func settings(in text: String) -> [(name: String?, value: String)]? {
    guard let first = text.first(where: { !$0.isWhitespace }), first == "[" || first == "{" else { return nil }
    guard let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document else { return nil }
    var found: [(name: String?, value: String)] = []
    func visit(_ node: SyntaxNode) {
      if let name = (node["name"] ?? node["Name"])?.text,
        let value = (node["value"] ?? node["valueFrom"] ?? node["Value"] ?? node["ValueFrom"])?.text
      {
        found.append((name, value))
        return
      }
      switch node.content {
      case .null: break
      case .scalar(let text): found.append((nil, text))
      case .sequence(let items): for item in items { visit(item) }
      case .mapping(let pairs): for pair in pairs { visit(pair.value) }
      }
    }
    visit(document)
    return found
  }

  /// Where a start script is only known by its digest, the addresses in it are lost: what the state says that it
  /// was made after, and has an address, is treated as one.
  private func addAddressesByOrder(of instance: CloudResource, _ draft: inout ImportDraft) {
    guard let digest = instance.attributes.text(at: "user_data"), HiddenText.isDigest(digest) else { return }
    let addresses = addressesByOrder[instance.dependsOn] ?? addresses(before: instance)
    addressesByOrder[instance.dependsOn] = addresses
    for id in addresses where !draft.isFull {
      relateAddress(
        instance.id, to: id, source: "\(instance.source).depends_on (its user_data is only a digest)",
        at: instance.place, &draft)
    }
  }

  /// The instances that something was made after, that have an address and are not known by another of them.
  private func addresses(before instance: CloudResource) -> [String] {
    let before = instance.dependsOn.filter { id in
      guard let position = inventory.position(of: id) else { return false }
      return isComponent[position] && !types[position].addresses.isEmpty
    }
    let implied = Set(before.flatMap { inventory[$0]?.dependsOn ?? [] })
    return before.filter { !implied.contains($0) }
  }

  // MARK: Ways out, zones, instances

  /// New machines, tasks and functions need a way out of one of their subnets to start.
  private func addEgress(to resource: CloudResource, _ paths: [String], _ draft: inout ImportDraft) {
    let subnets = paths.flatMap { ids(of: resource, $0, "aws_subnet", "aws_default_subnet") }
    let ways = subnets.map(Self.egress(of:)).filter { draft.contains($0) }
    guard !ways.isEmpty else { return }
    draft.relate(
      resource.id, .startNeeds, .any, of: ways, confidence: .inferred, source: "\(resource.source): its subnets",
      at: resource.place)
  }

  /// A group that names zones instead of subnets.
  private func addZones(of group: CloudResource, _ draft: inout ImportDraft) {
    guard ids(of: group, "vpc_zone_identifier", "aws_subnet").isEmpty else { return }
    let zones = group.attributes.values(at: "availability_zones").compactMap(\.text)
    for zone in zones { addZone(zone, to: &draft) }
    let source = "\(group.source).availability_zones"
    // A single one is in one of them at a time.
    if units[group.id] == 1, ids(of: group, "instances.instance_id", "aws_instance").isEmpty, zones.count > 1 {
      draft.relate(group.id, .needs, .any, of: zones, source: source, at: group.place)
      draft.relate(group.id, oneOf: zones, source: source, at: group.place)
    } else {
      draft.relateRedundant(group.id, of: zones, source: source, at: group.place)
    }
  }

  /// Where a group's instances really are: it can be one zone of the many that it could use.
  private func addInstances(of group: CloudResource, _ draft: inout ImportDraft) {
    let instances = allTargets(of: group, "instances.instance_id", ["aws_instance"], as: .any, to: &draft)
      .flatMap(\.ids).filter { isComponent($0) }
    guard !instances.isEmpty else { return }
    let source = "\(group.source): its instances"
    draft.relateRedundant(group.id, of: instances, confidence: .observed, source: source, at: group.place)
    let zones = Set(instances.compactMap { zone(of: $0) })
    let possible = Set(ids(of: group, "vpc_zone_identifier", "aws_subnet").compactMap { self.zone(of: $0) })
    if zones.count < possible.count {
      draft.notes.remark(
        "\(group.id) is configured over \(possible.sorted().joined(separator: ", ")), and runs in \(zones.sorted().joined(separator: ", ")) only"
      )
    }
  }
}
