internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Turns the resources of stacks into those of a cloud in one form, by Terraform's names; what they mean is decided there.
struct CloudFormationTranslation {
  var inventory = CloudInventory()
  var notes = ImportNotes()

  /// The resources of all stacks of a set.
  init(_ set: CloudFormationSet) {
    for stack in set.stacks { add(stack) }
    for stack in set.stacks { addParameters(of: stack) }
    inventory.setRegion(set.region)
    noteCircles()
    set.note(in: &notes)
  }

  private mutating func add(_ stack: CloudFormationStack) {
    var open = ConditionedIDs()
    var absent = ConditionedIDs()
    for (id, node, bindings) in stack.resources {
      guard let type = node["Type"]?.text else {
        notes.skip("resource without a type", because: "is not one that CloudFormation could make")
        continue
      }
      if let name = node["Condition"]?.text {
        let name = stack.bound(name, bindings)
        switch stack.condition(name) {
        case false?:
          absent.add(stack.id(id), name)
          continue
        case nil: open.add(stack.id(id), name)
        case true?: break
        }
      }
      guard !CloudFormationType.dropped.contains(type) else {
        notes.skip(type, because: "does not exist at run time")
        continue
      }
      guard stack.nested[id] == nil else { continue }
      let properties = node["Properties"].flatMap { stack.evaluate($0, bindings) } ?? .map([])
      add(id, type, properties, node, bindings, in: stack)
    }
    for (name, ids) in absent.inOrder {
      let told = "condition \(stack.quoted(condition: name)) is false by the parameters' values"
      notes.remark("\(told); not made: \(CloudMeaning.list(ids))")
    }
    for (name, ids) in open.inOrder {
      let told = "condition \(stack.quoted(condition: name)) \(stack.reasonUndecided(name))"
      notes.remark("\(told); assumed to exist: \(CloudMeaning.list(ids))")
    }
  }

  /// Adds what parameters without a value name: it is outside of the templates, and the same wherever the parameter is.
  private mutating func addParameters(of stack: CloudFormationStack) {
    for (id, type, place) in stack.namedByParameters {
      var resource = CloudResource(
        id, type: type, attributes: .map([]), source: "\(ImportDraft.fileName(stack.file)): parameter \(id)", at: place)
      resource.isExternal = true
      resource.scope = stack.prefix
      inventory.add(resource)
    }
  }

  /// Notes resources that depend on each other in a circle: CloudFormation can make none of them.
  private mutating func noteCircles() {
    let resources = inventory.resources
    let order = DomainOrder(count: resources.count) { number in
      var found: Set<Int> = []
      for id in resources[number].dependsOn {
        if let position = inventory.position(of: id) { found.insert(position) }
      }
      resources[number].attributes.forEachLeaf { _, leaf in
        guard case .reference(let reference) = leaf, reference.resources.count == 1,
          let position = inventory.position(of: reference.resources[0])
        else { return }
        found.insert(position)
      }
      found.remove(number)
      return found.sorted()
    }
    for (from, _, to) in order.closing.prefix(20) {
      notes.remark(
        "\(resources[from].id) and \(resources[to].id) depend on each other in a circle: CloudFormation refuses that")
    }
  }

  /// Resources by the condition that they have.
  private struct ConditionedIDs {
    private var ids: [String: [String]] = [:]
    private var order: [String] = []

    mutating func add(_ id: String, _ condition: String) {
      if ids[condition] == nil { order.append(condition) }
      ids[condition, default: []].append(id)
    }

    var inOrder: [(condition: String, ids: [String])] { order.map { ($0, ids[$0] ?? []) } }
  }

  private mutating func add(
    _ id: String, _ type: String, _ properties: CloudValue, _ node: SyntaxNode,
    _ bindings: CloudFormationStack.Bindings, in stack: CloudFormationStack
  ) {
    if type == "AWS::Route53::RecordSetGroup" {
      for (number, record) in properties.values(at: "RecordSets").enumerated() {
        var pairs = record.pairs
        for key in ["HostedZoneId", "HostedZoneName"] {
          if let zone = properties[key] { pairs.append((key, zone)) }
        }
        add("\(id).\(number)", "AWS::Route53::RecordSet", .map(pairs), node, bindings, in: stack)
      }
      return
    }
    var line = CloudFormationType.of(type)
    if type == "AWS::RDS::DBInstance", properties["DBClusterIdentifier"] != nil {
      line = .init(type, "aws_rds_cluster_instance", line.properties)
    }
    var properties = properties
    if let section = Self.sharedSections[type], let shared = stack.document["Globals"]?[section],
      let shared = stack.evaluate(shared, [:])
    {
      properties = Self.merged(properties, with: shared)
    }
    var attributes = Self.attributes(Self.sharedSections[type] == nil ? properties : Self.withoutOff(properties), line)
    // One task, where a service says nothing else.
    if line.terraform == "aws_ecs_service", properties["DesiredCount"] == nil,
      properties["SchedulingStrategy"]?.text != "DAEMON"
    {
      attributes = .map(attributes.pairs + [("desired_count", .text("1"))])
    }
    // Metadata that a start script reads is handed in like the script itself.
    if let metadata = node["Metadata"]?["AWS::CloudFormation::Init"], let value = stack.evaluate(metadata, bindings),
      ["aws_instance", "aws_launch_configuration", "aws_launch_template"].contains(line.terraform)
    {
      attributes = .map(
        attributes.pairs.filter { $0.key != "user_data" }
          + [("user_data", .list((attributes["user_data"]?.items ?? []) + [value]))])
    }
    var resource = CloudResource(
      stack.id(id), type: line.terraform, attributes: attributes,
      source: "\(ImportDraft.fileName(stack.file)): \(stack.id(id))", at: node.place)
    resource.writtenType = type
    resource.scope = stack.prefix
    resource.name = properties.values(at: "Tags").first { $0["Key"]?.text == "Name" }?["Value"]?.text
    let before = (node["DependsOn"]?.itemsOrSelf ?? []).compactMap(\.text).map { stack.bound($0, bindings) }
    for name in before where !stack.logicalIDs.contains(name) {
      let told = ForeignName.quoted(name, or: "a text that is not a logical id", signs: "")
      notes.addUnresolved("\(resource.id) DependsOn → \(told)")
    }
    resource.dependsOn = before.map { stack.id($0) }
    var dynamic: [CloudValue] = []
    properties.forEachLeaf { _, leaf in
      if case .reference(let reference) = leaf, reference.attribute == CloudFormationStack.dynamicReference {
        dynamic.append(leaf)
      }
    }
    if !dynamic.isEmpty {
      let pair = (key: CloudFormationStack.dynamicReference, value: CloudValue.list(dynamic))
      resource.attributes = CloudValue.map(attributes.pairs + [pair])
    }
    inventory.add(resource)
    addParts(of: resource, type, properties)
    let own = CloudValue.map([("Id", .reference(CloudReference([resource.id], attribute: "id")))])
    for (name, connector) in node["Connectors"].flatMap({ stack.evaluate($0, bindings) })?.pairs ?? [] {
      let settings = connector["Properties"] ?? .map([])
      let source = settings["SourceReference"].flatMap { $0["Id"] }.map { CloudValue.map([("Id", $0)]) } ?? own
      addConnector(name, of: resource, from: source, to: settings["Destination"])
    }
  }

  // MARK: Parts that are resources of their own in the other form

  mutating func addPart(
    _ name: String, of resource: CloudResource, _ type: String, _ pairs: [(key: String, value: CloudValue?)]
  ) {
    var part = CloudResource(
      "\(resource.id).\(name)", type: type,
      attributes: .map(pairs.compactMap { pair in pair.value.map { (pair.key, $0) } }),
      source: "\(resource.source).\(name)", at: resource.place)
    part.scope = resource.scope
    inventory.add(part)
  }

  private mutating func addParts(of resource: CloudResource, _ type: String, _ properties: CloudValue) {
    let own = CloudValue.reference(CloudReference([resource.id], attribute: "arn"))
    switch type {
    case "AWS::ElasticLoadBalancingV2::TargetGroup":
      for (number, target) in properties.values(at: "Targets").enumerated() {
        addPart(
          "Targets[\(number)]", of: resource, "aws_lb_target_group_attachment",
          [("target_group_arn", own), ("target_id", target["Id"])])
      }
    case "AWS::SNS::Topic":
      for (number, subscription) in properties.values(at: "Subscription").enumerated() {
        addPart(
          "Subscription[\(number)]", of: resource, "aws_sns_topic_subscription",
          [("topic_arn", own), ("endpoint", subscription["Endpoint"])])
      }
    case "AWS::S3::Bucket":
      if let notification = properties["NotificationConfiguration"] {
        addPart(
          "NotificationConfiguration", of: resource, "aws_s3_bucket_notification",
          [
            ("bucket", own),
            ("lambda_function", Self.each(notification, "LambdaConfigurations.Function", "lambda_function_arn")),
            ("queue", Self.each(notification, "QueueConfigurations.Queue", "queue_arn")),
            ("topic", Self.each(notification, "TopicConfigurations.Topic", "topic_arn")),
          ])
      }
      let keys = properties.values(
        at: "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID")
      if let key = keys.first {
        addPart(
          "BucketEncryption", of: resource, "aws_s3_bucket_server_side_encryption_configuration",
          [
            ("bucket", own),
            ("rule", .map([("apply_server_side_encryption_by_default", .map([("kms_master_key_id", key)]))])),
          ])
      }
    case "AWS::Events::Rule":
      for (number, target) in properties.values(at: "Targets").enumerated() {
        addPart(
          target["Id"]?.text ?? "Targets[\(number)]", of: resource, "aws_cloudwatch_event_target",
          [
            ("rule", own), ("arn", target["Arn"]),
            ("dead_letter_config", target["DeadLetterConfig"].map { .map([("arn", $0["Arn"] ?? .null)]) }),
            (
              "retry_policy",
              target["RetryPolicy"].map { .map([("maximum_retry_attempts", $0["MaximumRetryAttempts"] ?? .null)]) }
            ),
            (
              "ecs_target",
              target["EcsParameters"].map { .map([("task_definition_arn", $0["TaskDefinitionArn"] ?? .null)]) }
            ),
          ])
      }
    case "AWS::Serverless::Function", "AWS::Serverless::StateMachine":
      for (name, event) in properties["Events"]?.pairs ?? [] { addEvent(name, event, of: resource, own) }
      addSettings(of: resource, properties, own)
    case "AWS::Serverless::Connector":
      addConnector("Connector", of: resource, from: properties["Source"], to: properties["Destination"])
    default: break
    }
  }

  private static func each(_ value: CloudValue, _ path: String, _ key: String) -> CloudValue? {
    let found = value.values(at: path)
    return found.isEmpty ? nil : .list(found.map { .map([(key, $0)]) })
  }

  // MARK: Attributes

  /// The properties of a resource by Terraform's names.
  private static func attributes(_ properties: CloudValue, _ line: CloudFormationType) -> CloudValue {
    value(properties, line, within: "")
  }

  private static func value(_ value: CloudValue, _ line: CloudFormationType, within parent: String) -> CloudValue {
    switch value {
    case .null, .unknown, .text, .reference: return value
    case .list(let items):
      // Settings as pairs of name and value are a map by name.
      if parent == "Environment" || parent == "Secrets", items.contains(where: { $0["Name"]?.text != nil }) {
        return .map(
          items.compactMap { item in
            item["Name"]?.text.map { ($0, item["Value"] ?? item["ValueFrom"] ?? .null) }
          })
      }
      return .list(items.map { self.value($0, line, within: parent) })
    case .joined(let items): return .joined(items.map { self.value($0, line, within: parent) })
    case .map(let pairs):
      // The names of settings are not attributes.
      if ["Variables", "DefinitionSubstitutions", "Tags", "Parameters"].contains(parent),
        value["ParameterName"] == nil
      {
        return value
      }
      var names: [String] = []
      var found: [String: CloudValue] = [:]
      func note(_ name: String, _ value: CloudValue) {
        if let known = found[name] {
          found[name] = .list(known.items + value.items)
        } else {
          names.append(name)
          found[name] = value
        }
      }
      for (key, inner) in pairs {
        let name = line.properties["\(parent).\(key)"] ?? line.properties[key] ?? CloudFormationType.snake(key)
        let translated = self.value(inner, line, within: key)
        switch name {
        case "^": return translated
        case "":
          for item in translated.items {
            for pair in item.pairs { note(pair.key, pair.value) }
          }
        default: note(name, translated)
        }
      }
      return .map(names.map { ($0, found[$0] ?? .null) })
    }
  }
}
