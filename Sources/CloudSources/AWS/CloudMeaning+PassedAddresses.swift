internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Addresses that programs are given: in environments, start scripts and definitions.
extension CloudMeaning {
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
    _ owner: String, to id: String, confidence: Confidence = .inferred, source: String, at place: Place,
    _ draft: inout ImportDraft
  ) {
    guard id != owner, isComponent(id), let type = type(of: id) else { return }
    // Its own name says of a service only where it is.
    guard serviceNames.registered[id]?.contains(owner) != true else { return }
    let meaning =
      Self.meaningsOfPassed.first { type.hasPrefix($0.prefix) && type != "aws_route53_record" }?.meaning ?? .hard
    switch meaning {
    case .restart: draft.relate(owner, .startNeeds, id, confidence: confidence, source: source, at: place)
    case .soft: draft.relate(owner, .uses, id, confidence: confidence, source: source, at: place)
    case .config: draft.relate(owner, .configuredBy, id, confidence: confidence, source: source, at: place)
    default: relateEntry(owner, .needs, to: id, confidence: confidence, source: source, at: place, &draft)
    }
  }

  /// Adds a need for each resource whose address is passed to the owner, in attributes of the owner or of its template, and for
  /// the hosts in them that the files do not have.
  ///
  /// - Parameters:
  ///   - owner: who needs them.
  ///   - resource: who has the attributes.
  ///   - paths: the attributes.
  ///   - name: the name of a setting that attributes are that have no names within.
  func addPassedAddresses(
    to owner: String, from resource: CloudResource, _ paths: [String], named name: String? = nil,
    _ draft: inout ImportDraft
  ) {
    let connected = connectedNames(knownTo: owner)
    for path in paths {
      let texts = passedTexts(in: resource, path, named: name)
      for (id, setting) in passedAddresses(in: resource, texts) {
        guard !isJoining(resource, path, id) else { continue }
        relateAddress(
          owner, to: id, source: "\(resource.source).\(path)" + (setting.map { " \($0)" } ?? ""), at: resource.place,
          &draft)
      }
      for text in texts {
        for zone in text.value.text.map({ zonesOfFronts(in: $0, for: resource, &draft) }) ?? [] {
          draft.relate(
            owner, .needs, zone, confidence: .inferred, source: "\(resource.source).\(path)", at: resource.place)
        }
        if case .reference(let reference) = text.value {
          let (zones, confidence) = zonesOfFronts(readBy: reference, &draft)
          for zone in zones {
            draft.relate(
              owner, .needs, zone, confidence: confidence, source: "\(resource.source).\(path)", at: resource.place)
          }
        }
        noteElsewhere(text, of: owner, resource, &draft)
        addConnected(to: owner, connected, from: resource, path, text, &draft)
        addOutsideAddresses(to: owner, from: resource, path, text, besides: connected, &draft)
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
    let named = identities.positions(ofPlainName: name).filter {
      PlainSetting.names(inventory.resources[$0].type, by: setting, name)
    }
    let found = named + identities.positions(ofAddress: name)
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
    /// Whether it names what has the value of the setting: a parameter or a secret.
    var isStored = false
  }

  /// The parts of an attribute. Only the name of a setting is kept with them, never what it says.
  ///
  /// - Parameter name: the name of the setting that the attribute itself is.
  func passedTexts(in resource: CloudResource, _ path: String, named name: String? = nil) -> [PassedText] {
    readings[resource.type, default: Readings()].add(path, [])
    var found: [PassedText] = []
    func visit(_ place: String, _ value: CloudValue, isWhole: Bool, isStored: Bool = false) {
      let setting = place.split(separator: ".").last.map(String.init)
      switch value {
      case .null, .unknown: break
      case .list(let items): for item in items { visit(place, item, isWhole: isWhole, isStored: isStored) }
      case .joined(let items): for item in items { visit(place, item, isWhole: false, isStored: isStored) }
      case .map(let pairs):
        // `env: [{name: DB_HOST, value: db.example.com}]`: the key is beside the value.
        let name = value["name"]?.text ?? ""
        for pair in pairs {
          if pair.key == "value", !name.isEmpty {
            visit(name, pair.value, isWhole: isWhole, isStored: Self.isStored(value))
            continue
          }
          if pair.key == "name", value["value"] != nil { continue }
          visit(place.isEmpty ? pair.key : "\(place).\(pair.key)", pair.value, isWhole: isWhole)
        }
      case .reference: found.append(PassedText(value: value, setting: setting, isWhole: isWhole))
      case .text(let text):
        if HiddenText.isDigest(text) { return }
        if let json = settings(in: text) {
          for (name, value, isStored) in json {
            found.append(PassedText(value: .text(value), setting: name, isStored: isStored))
          }
        } else {
          let text = HiddenText.decoded(text) ?? text
          found.append(
            PassedText(
              value: .text(text), setting: setting, isWhole: isWhole, isStored: isStored || Self.isStored(place)))
          for url in AzureText.urls(in: text) {
            found.append(PassedText(value: .text(url), setting: setting, isWhole: isWhole))
          }
        }
      }
    }
    for value in resource.attributes.values(at: path) { visit(name ?? "", value, isWhole: true) }
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
        note(stored(in: text, for: resource), text.setting)
      default: break
      }
    }
    return found
  }

  /// Adds the hosts and ARNs in a text that nothing in the files has, besides those that only the owner knows.
  private func addOutsideAddresses(
    to owner: String, from resource: CloudResource, _ path: String, _ text: PassedText,
    besides known: [String: [String]], _ draft: inout ImportDraft
  ) {
    guard let value = text.value.text, !draft.isFull else { return }
    let source = "\(resource.source).\(path)" + (text.setting.map { " \($0)" } ?? "")
    let isScript = Self.isScript(path, text)
    guard stored(in: text, for: resource).isEmpty else { return }
    if !isScript, text.isWhole, identities.positions(ofAddress: value).isEmpty {
      let isName = value.hasPrefix("arn:") || value.hasPrefix("https://sqs.") || BucketPath.bucket(of: value) != nil
      let words = isName ? value : ""
      if let id = addOutside(arnIn: words, source: source, at: resource.place, &draft)
        ?? addOutside(pathIn: value, source: source, at: resource.place, &draft)
      {
        return relateAddress(owner, to: id, source: source, at: resource.place, &draft)
      }
    }
    if text.isStored, resource.cloud == CloudResource.amazon {
      if text.isWhole, let id = addStoredOutside(value, namedBy: resource, source: source, &draft) {
        relateAddress(owner, to: id, source: source, at: resource.place, &draft)
      } else if identities.positions(ofAddress: value).isEmpty {
        let setting = ForeignName.quoted(text.setting ?? "", or: "a setting")
        draft.notes.addUnresolved("\(owner) \(setting) → a parameter or secret of an unknown name")
      }
      return
    }
    // What has no name of its own, such as an image, is not a setting.
    guard isScript || text.setting != nil, text.isWhole || isScript else { return }
    let words = Set(text.setting.map(AddressText.words(of:)) ?? [])
    guard AddressText.secretWords.isDisjoint(with: words), AddressText.ownWords.isDisjoint(with: words) else { return }
    let candidates = AddressText.candidates(
      in: value, named: isScript ? nil : text.setting, isCommand: isScript, allowsNumbers: true)
    for candidate in candidates {
      guard CloudOutsider.isHost(candidate.host), !isOfAll(candidate.host, value), known[candidate.host] == nil,
        nearest(identities.positions(ofAddress: candidate.host), to: resource, by: candidate.host).isEmpty,
        identities.positions(in: candidate.host, choose: { nearest($0, to: resource, by: $1) }).isEmpty
      else { continue }
      // A script is commands, of which each may name a host.
      let certainty =
        isScript
        ? OutsideHost.certainty(of: candidate, variable: nil, in: .command) : certainty(of: candidate, text.setting)
      switch certainty {
      case .none: continue
      case .unsure:
        draft.notes.addUnresolved(
          "\(owner) \(ForeignName.quoted(text.setting ?? path, or: "a setting")) → \(OutsideHost.quoted(candidate)): it may be a host outside of the files"
        )
        continue
      case .sure: break
      }
      guard
        let id = addOutside(
          host: candidate.host, namedBy: resource, source: source, at: resource.place, &draft)
      else { continue }
      // A script downloads from elsewhere when it starts; what it is configured to use it needs.
      let isForStart = isScript && !candidate.isNamed
      let isTelemetry =
        !AddressText.telemetryWords.isDisjoint(with: words) || candidate.host.includes("applicationinsights")
      draft.relate(
        owner, isForStart ? .startNeeds : isTelemetry ? .uses : .needs, id, confidence: .inferred, source: source,
        at: resource.place)
    }
  }

  /// The attributes, and the keys of metadata, that hold a script which a machine runs when it starts.
  private static let scripts: Set<String> = [
    "user_data", "user_data_base64", "custom_data", "metadata_startup_script", "startup-script", "startup_script",
    "user-data", "windows-startup-script-ps1", "windows-startup-script-cmd",
  ]

  /// Whether a text is a script which a machine runs when it starts.
  private static func isScript(_ path: String, _ text: PassedText) -> Bool {
    (path.includes(sign: ".")
      ? path.split(separator: ".").last.map { scripts.contains(String($0)) } ?? false : scripts.contains(path))
      || text.setting.map(scripts.contains) ?? false
  }

  /// How sure it is that a part of a setting is a host that is called: a name that a cloud gave is one, whatever the setting
  /// is called.
  private func certainty(of candidate: AddressCandidate, _ setting: String?) -> OutsideHost.Certainty {
    let found = OutsideHost.certainty(of: candidate, variable: setting, in: .variable)
    guard found == .unsure || found == .none && candidate.isAlone, !candidate.mayBeSecret,
      CloudOutsider.isOfCloud(candidate.host)
    else { return found }
    return .sure
  }

  /// Whether a host is that of many, of which the path behind it names one that the files have.
  private func isOfAll(_ host: String, _ text: String) -> Bool {
    host.hasSuffix(".googleapis.com") && host.split(separator: ".").count < 4
      || host.hasSuffix(".cloudfunctions.net") && !identities.positions(in: text).isEmpty
  }

  /// The settings in a JSON text of container definitions or the like: names and values of environments, other texts without a
  /// name.
  private func settings(in text: String) -> [(name: String?, value: String, isStored: Bool)]? {
    guard let first = text.first(where: { !$0.isWhitespace }), first == "[" || first == "{" else { return nil }
    guard let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document else { return nil }
    var found: [(name: String?, value: String, isStored: Bool)] = []
    func visit(_ node: SyntaxNode) {
      if let name = (node["name"] ?? node["Name"])?.text {
        if let value = (node["value"] ?? node["Value"])?.text { return found.append((name, value, false)) }
        if let value = (node["valueFrom"] ?? node["ValueFrom"])?.text { return found.append((name, value, true)) }
      }
      switch node.content {
      case .null: break
      case .scalar(let text): found.append((nil, text, false))
      case .sequence(let items): for item in items { visit(item) }
      case .mapping(let pairs): for pair in pairs { visit(pair.value) }
      }
    }
    visit(document)
    return found
  }
}
