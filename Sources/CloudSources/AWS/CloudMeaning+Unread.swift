internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// References of Amazon's types that no rule reads: an ARN, an id or an expression is a reference wherever it is.
///
/// A row says what an attribute means. An attribute without a row means what its name says, as with types without rows, and is
/// inferred. Attributes that carry no failure are left out.
extension CloudMeaning {
  /// What was looked for in the attributes of a type.
  struct Readings {
    /// By path the types of what it can name; empty for any.
    private var types: [String: Set<String>] = [:]

    mutating func add(_ path: String, _ targets: [String]) {
      guard let known = types[path] else {
        types[path] = Set(targets)
        return
      }
      guard !known.isEmpty, !known.isSuperset(of: targets) || targets.isEmpty else { return }
      types[path] = targets.isEmpty ? [] : known.union(targets)
    }

    /// Whether a resource of a type was looked for at a path, or at a path above it.
    func include(_ path: String, _ target: String) -> Bool {
      var path = path[...]
      while true {
        if let known = types[String(path)], known.isEmpty || known.contains(target) { return true }
        guard let dot = path.lastIndex(of: ".") else { return false }
        path = path[..<dot]
      }
    }
  }

  /// Words of attributes whose references carry no failure.
  private static let withoutFailure = [
    "security_group", "role", "polic", "profile", "tags", "principal", "alarm", "dimensions", "source_account",
    "parameter_group", "option_group", "key_name", "owner", "vpc_id", "hosted_zone", "canonical", "lifecycle",
    "preferred_", "source_arn", "depends_on", "export", "statement", "notification",
    "attachment.", "replication_group_id",
  ]
  /// Types that carry no failure to who names them.
  private static let harmless: Set<String> = [
    "aws_vpc", "aws_default_vpc", "aws_security_group", "aws_default_security_group", "aws_network_acl",
    "aws_default_network_acl", "aws_route_table", "aws_default_route_table", "aws_cloudwatch_metric_alarm",
    "aws_vpc_dhcp_options", "aws_default_vpc_dhcp_options", "aws_iam_role", "aws_iam_policy", "aws_iam_user",
    "aws_iam_instance_profile", "aws_key_pair",
  ]

  /// Relates what no rule has read.
  func addUnread(to draft: inout ImportDraft) {
    var known: [String: Set<String>] = [:]
    for position in inventory.resources.indices where isComponent[position] && !draft.isFull {
      let resource = inventory.resources[position]
      guard resource.cloud == CloudResource.amazon, types[position].role != .setting, !resource.isExternal,
        resource.line.isKnown, !isClosed(resource)
      else { continue }
      addUnread(of: resource, &known, to: &draft)
    }
  }

  /// What the name of an attribute says, which is looked for once per path.
  func meaning(ofPath path: String) -> CloudRule.Named {
    if let known = meaningsByPath[path] { return known }
    let found = CloudRule.meaning(ofPath: path)
    meaningsByPath[path] = found
    return found
  }

  /// A leaf that may name something, with its path.
  private struct Leaf {
    var path: String
    var value: CloudValue
  }

  private func addUnread(
    of resource: CloudResource, _ known: inout [String: Set<String>], to draft: inout ImportDraft
  ) {
    var leaves: [Leaf] = []
    func visit(_ path: String, _ value: CloudValue, isWhole: Bool) {
      switch value {
      case .null, .unknown: return
      case .list(let items): for item in items { visit(path, item, isWhole: isWhole) }
      case .joined(let parts):
        // Only what stands for a whole resource names one: its ARN, or the rest of an ARN, or a bucket with a path in it.
        let start = parts.first?.text ?? ""
        let isARN = start.hasPrefix("arn:")
        for (position, part) in parts.enumerated() {
          guard case .reference(let reference) = part else { continue }
          let isBucket = position == 1 && BucketPath.isStart(start)
          visit(
            path, part,
            isWhole: isARN || isBucket || reference.attribute == "arn" || reference.attribute == "invoke_arn")
        }
      case .map(let pairs):
        for pair in pairs { visit(path.isEmpty ? pair.key : "\(path).\(pair.key)", pair.value, isWhole: isWhole) }
      case .text(let text):
        if text.utf8.count < 2_048,
          text.hasPrefix("arn:") || CloudName.isMadeUp(text) || BucketPath.bucket(of: text) != nil
        {
          leaves.append(Leaf(path: path, value: value))
        }
      case .reference: if isWhole { leaves.append(Leaf(path: path, value: value)) }
      }
    }
    visit("", resource.attributes, isWhole: true)
    guard !leaves.isEmpty else { return }
    var paths: [String] = []
    var targets: [String: [Target]] = [:]
    let rules = CloudRule.of(resource.type)
    func rule(of path: String) -> CloudRule? { rules.first { path == $0.path || path.hasPrefix($0.path + ".") } }
    func namesNothing(_ path: String) -> Bool {
      if case .nothing = meaning(ofPath: path) { return rule(of: path) == nil }
      return false
    }
    for leaf in leaves where !Self.carriesNothing(leaf.path) && !namesNothing(leaf.path) {
      guard var target = unreadTarget(leaf, of: resource, &draft) else { continue }
      target.ids = target.ids.filter { id in
        !requires(resource.id, id, &known, in: draft) && !requires(id, resource.id, &known, in: draft)
      }
      guard !target.ids.isEmpty else { continue }
      if targets[leaf.path] == nil { paths.append(leaf.path) }
      targets[leaf.path, default: []].append(target)
    }
    for path in paths {
      let found = targets[path] ?? []
      let rule = rule(of: path)
      let areSettings = found.allSatisfy { $0.ids.allSatisfy { isSetting($0) } }
      var meaning: CloudRule.Meaning = .hard
      if let rule {
        meaning = rule.meaning
      } else if case .means(let named) = self.meaning(ofPath: path) {
        meaning = named
      } else {
        continue
      }
      if areSettings { meaning = .config }
      if case .config = meaning, !areSettings { continue }
      // What is named needs, uses or only starts with it by what it is.
      if case .hard = meaning { meaning = .address }
      relate(resource.id, meaning, found, of: resource, path, &draft)
      known[resource.id]?.formUnion(found.flatMap(\.ids))
    }
  }

  private static func carriesNothing(_ path: String) -> Bool {
    path == "id" || path == "arn" || path == "name" || path == "value" || path == "secret_string"
      || path == CloudResource.dynamicReferences || withoutFailure.contains { path.includes($0) }
  }

  /// What a leaf names that its type's rules do not read; what is outside of the files becomes a component.
  private func unreadTarget(_ leaf: Leaf, of resource: CloudResource, _ draft: inout ImportDraft) -> Target? {
    let read = readings[resource.type]
    // What means more than a rule can say is read elsewhere.
    let isPlace = CloudPlace.of(resource.type).contains { leaf.path == $0.path || leaf.path.hasPrefix($0.path + ".") }
    func isUnread(_ id: String) -> Bool {
      guard isComponent(id), id != resource.id, let type = type(of: id) else { return false }
      return !isPlace && !Self.harmless.contains(type) && read?.include(leaf.path, type) != true
    }
    switch leaf.value {
    case .reference(let reference):
      guard !Self.valuesOnly.contains(reference.attribute), reference.resources.count < 1_000 else { return nil }
      let ids = reference.resources.filter(isUnread)
      return ids.isEmpty
        ? nil : Target(ids: ids, isAmbiguous: reference.isAmbiguous && ids.count > 1, confidence: .inferred)
    case .text(let text):
      let positions = nearest(identities.positions(of: text, among: []), to: resource, by: text)
      guard positions.isEmpty else {
        let ids = positions.map { inventory.resources[$0].id }.filter { id in
          // What was made after it was read back from the cloud, and so was what it was not made after.
          isUnread(id) && !comes(id, after: resource.id)
            && (resource.dependsOn.isEmpty || comes(resource.id, after: id))
        }
        return ids.isEmpty ? nil : Target(ids: ids, confidence: .inferred)
      }
      return isPlace ? nil : unreadOutside(text, leaf.path, of: resource, &draft)
    default: return nil
    }
  }

  /// What an ARN names that no file has.
  private func unreadOutside(
    _ text: String, _ path: String, of resource: CloudResource, _ draft: inout ImportDraft
  ) -> Target? {
    guard text.hasPrefix("arn:") || BucketPath.bucket(of: text) != nil, let arn = CloudOutsider.arn(of: text) else {
      return nil
    }
    for own in ["arn", "id"] {
      if let known = resource.attributes.text(at: own), !known.isEmpty, arn.hasPrefix(known) || known.hasPrefix(arn) {
        return nil
      }
    }
    guard identities.positions(of: arn, among: []).isEmpty else { return nil }
    guard let outsider = CloudOutsider(text, types: []) else {
      draft.notes.addUnresolved("\(resource.id) \(path) → \(ForeignName.quoted(arn, or: "an ARN", signs: "-_./:+=@$"))")
      return nil
    }
    guard CloudType.of(outsider.type).role == .part, !Self.harmless.contains(outsider.type),
      readings[resource.type]?.include(path, outsider.type) != true
    else { return nil }
    return addOutside(
      outsider.id, type: outsider.type, isUniversal: true, in: outsider.region, source: "\(resource.source).\(path)",
      at: resource.place, &draft
    ).map { Target(ids: [$0], confidence: .inferred) }
  }

  /// Whether a component requires another in any way, or the way to it.
  private func requires(
    _ id: String, _ other: String, _ known: inout [String: Set<String>], in draft: ImportDraft
  ) -> Bool {
    if let set = recordSets.byRecord[other], requires(id, set, &known, in: draft) { return true }
    if let found = known[id] { return found.contains(other) }
    var found: Set<String> = []
    for requirement in related(to: id, in: draft) {
      found.insert(requirement)
      for way in ["ingress:", "egress:"] where requirement.hasPrefix(way) {
        found.insert(String(requirement.dropFirst(way.count)))
      }
    }
    known[id] = found
    return found.contains(other)
  }
}
