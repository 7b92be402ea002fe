internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// A use that only a permission speaks of.
struct AddressHint {
  let workload: Int
  let target: String
  let source: String
  let place: Place
}

/// Calls between workloads: the addresses that pods are given.
extension KubernetesBuilder {
  /// Last words of the variables that hold nothing but a host.
  private static let plainWords: Set<String> = [
    "host", "hostname", "addr", "address", "endpoint", "server", "url", "uri",
  ]
  /// How long an expanded value may grow.
  private static let expansionLimit = 1 << 13

  /// Where a text is, and what an address in it means.
  struct AddressUse {
    var workload: Int
    var kind: Component.Relation.Kind
    /// The variable or key that holds it.
    var variable: String?
    var source: String
    var place: Place
    /// Whether hosts that are not found may be reported.
    var isReported = true
  }

  func destination(_ host: String, from namespace: String) -> String? { hosts.find(host, from: namespace)?.id }

  mutating func addExternal(_ host: String, source: String, at place: Place) -> String {
    let id = "host/" + host.lowercased()
    draft.add(id, kind: "external", source: source, at: place)
    draft.identify(id, as: "host:" + host.lowercased())
    return id
  }

  mutating func addAddresses() {
    for position in workloads.indices {
      let workload = workloads[position]
      for (key, kind) in [("containers", Component.Relation.Kind.needs), ("initContainers", .startNeeds)] {
        for container in workload.podSpec?[key]?.items ?? [] { addAddresses(of: container, position, kind) }
      }
      addMountedAddresses(of: position)
    }
  }

  /// Adds what only permissions speak of.
  mutating func addHints() {
    // Per workload what it needs or uses.
    var known: [Int: Set<Requirement.Target>] = [:]
    for hint in hints {
      let id = workloads[hint.workload].id
      if known[hint.workload] == nil {
        guard let component = draft[id] else { continue }
        let relations = component.relations.lazy.filter { $0.kind == .needs || $0.kind == .uses }
        known[hint.workload] = Set(relations.map(\.requirement.target))
      }
      guard known[hint.workload]?.insert(Self.target(hint.target)).inserted == true else { continue }
      draft.relate(id, .uses, hint.target, confidence: .inferred, source: hint.source, at: hint.place)
    }
  }

  // MARK: What a container is given

  private mutating func addAddresses(of container: SyntaxNode, _ position: Int, _ kind: Component.Relation.Kind) {
    let workload = workloads[position]
    // A sidecar is an init container that goes on running.
    let kind = container["restartPolicy"]?.text == "Always" ? Component.Relation.Kind.needs : kind
    var variables: [String: String] = [:]
    func use(_ what: String, _ variable: String?, _ place: Place, isReported: Bool = true) -> AddressUse {
      AddressUse(
        workload: position, kind: kind, variable: variable, source: "\(workload.source) \(what)", place: place,
        isReported: isReported
          && variable.map { AddressText.secretWords.isDisjoint(with: AddressText.words(of: $0)) } ?? true)
    }
    for source in container["envFrom"]?.items ?? [] {
      for (key, role) in [("configMapRef", "configmap"), ("secretRef", "secret")] {
        guard let name = source[key]?["name"]?.text else { continue }
        let id = ImportDraft.cleaned(KubernetesObject.id(role, name, in: workload.namespace))
        let prefix = source["prefix"]?.text ?? ""
        // Many may read the same settings, each all of them.
        let entries = settings.entries(of: id, in: inventory)
        guard hasRoom(for: entries.count, of: 8) else { continue }
        for (entry, text) in entries {
          variables[prefix + entry] = text
          addAddresses(
            in: text,
            use(
              "\(role == "secret" ? "Secret" : "ConfigMap")/\(name) \(entry)", prefix + entry, source.place,
              isReported: role != "secret"))
        }
      }
    }
    for variable in container["env"]?.items ?? [] {
      guard let name = variable["name"]?.text, !name.isEmpty else { continue }
      var isReported = true
      var text = variable["value"]?.text
      if let reference = variable[path: "valueFrom", "configMapKeyRef"] {
        text = value(of: reference, "configmap", workload)
      } else if let reference = variable[path: "valueFrom", "secretKeyRef"] {
        text = value(of: reference, "secret", workload)
        isReported = false
      }
      guard let text else { continue }
      let expanded = expandedOnce(text, variables)
      variables[name] = expanded
      addAddresses(in: expanded, raw: text, use("env \(name)", name, variable.place, isReported: isReported))
    }
    for key in ["command", "args"] {
      guard let node = container[key] else { continue }
      // Words one after the other, so that an option comes before its value; scripts by themselves.
      let text = node.itemsOrSelf.compactMap(\.text).map { word in
        word.contains(where: \.isWhitespace) ? "\n\(word)\n" : word
      }.joined(separator: " ")
      addAddresses(in: expandedOnce(text, variables), raw: text, use(key, nil, node.place))
    }
  }

  /// The settings that a pod mounts as files.
  private mutating func addMountedAddresses(of position: Int) {
    let workload = workloads[position]
    var seen: Set<String> = []
    for reference in Self.settings(of: workload.podSpec) where reference.use.hasPrefix("volume ") {
      let id = ImportDraft.cleaned(KubernetesObject.id(reference.kind, reference.name, in: workload.namespace))
      guard seen.insert(id).inserted, let object = inventory[id] else { continue }
      let entries = settings.entries(of: id, in: inventory)
      guard hasRoom(for: entries.count, of: 8) else { continue }
      for (key, _) in entries {
        let use = AddressUse(
          workload: position, kind: .needs, variable: nil,
          source: "\(workload.source) \(object.kind)/\(object.name) \(key)",
          place: object.place, isReported: false)
        add(settings.candidates(id, key, in: inventory), use, isList: false)
      }
    }
  }

  private mutating func value(of reference: SyntaxNode, _ kind: String, _ workload: KubernetesWorkload) -> String? {
    guard let name = reference["name"]?.text, let key = reference["key"]?.text else { return nil }
    let id = ImportDraft.cleaned(KubernetesObject.id(kind, name, in: workload.namespace))
    return settings.text(id, key, in: inventory)
  }

  /// A value with the variables in it, as long as there is room for texts that grow.
  private mutating func expandedOnce(_ text: String, _ variables: [String: String]) -> String {
    guard text.contains("$("), roomForVariables > 0 else { return text }
    let expanded = Self.expanded(text, variables)
    roomForVariables -= max(expanded.utf8.count - text.utf8.count, 0)
    return expanded
  }

  /// A value with the variables in it, `$(NAME)`, put in as far as they come before it.
  static func expanded(_ text: String, _ variables: [String: String]) -> String {
    guard text.contains("$("), !variables.isEmpty else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "$(") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: ")"), result.utf8.count < expansionLimit else { break }
      if let value = variables[String(rest[start.upperBound..<end])] {
        result += value
      } else {
        result += rest[start.lowerBound...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    guard result.utf8.count < expansionLimit else { return String(result.prefix(expansionLimit)) }
    return result + rest
  }

  // MARK: What is in a text

  private mutating func addAddresses(in text: String, raw: String? = nil, _ use: AddressUse) {
    let isList = text.contains(",") && !text.contains(where: \.isWhitespace)
    add(AddressText.candidates(in: text, named: use.variable), use, isList: isList)
    addServiceVariables(in: raw ?? text, use)
  }

  /// The variables that a cluster makes for each Service, as far as a text speaks of them.
  private mutating func addServiceVariables(in text: String, _ use: AddressUse) {
    guard text.contains("_SERVICE_HOST") else { return }
    let namespace = workloads[use.workload].namespace
    for part in text.split(separator: "$").dropFirst(text.hasPrefix("$") ? 0 : 1) {
      let name = part.drop { $0 == "(" || $0 == "{" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if let id = hosts.service(ofVariable: String(name), in: namespace) { relate([id], use, isList: false) }
    }
  }

  private mutating func add(_ candidates: [AddressCandidate], _ use: AddressUse, isList: Bool) {
    let namespace = workloads[use.workload].namespace
    var found: [String] = []
    var known: Set<String> = []
    var pods: [String: [String]] = [:]
    for candidate in candidates where !KubernetesHosts.isOwn(candidate.host) {
      guard let match = hosts.find(candidate.host, from: namespace) else {
        noteUnknownHost(candidate, use)
        continue
      }
      let isSure =
        candidate.isAuthority
        || !candidate.isOther
          && (candidate.isNamed || match.isQualified || candidate.port.map { hosts.listens(match.id, on: $0) } ?? false)
      guard isSure, !membership.isBehind(match.id, use.workload) else { continue }
      if let pod = match.pod { pods[match.id, default: []].append(ImportDraft.cleaned(pod)) }
      if known.insert(match.id).inserted { found.append(match.id) }
    }
    // One pod of a Service by its own name is meant itself; several are the Service.
    let targets = found.map { id in
      if let named = pods[id], Set(named).count == 1, podByID[named[0]] != nil { return named[0] }
      return id
    }
    relate(targets, use, isList: isList)
  }

  private mutating func relate(_ targets: [String], _ use: AddressUse, isList: Bool) {
    let owner = workloads[use.workload].id
    // Programs that watch others live without them; others live without the programs that watch them.
    let words = Set(
      (use.variable.map(AddressText.words(of:)) ?? []) + AddressText.words(of: workloads[use.workload].name))
    if isList, targets.count > 1, use.kind == .needs {
      draft.notes.addAmbiguous(
        "\(owner): \(use.variable ?? "its arguments") names \(targets.count) hosts; any one of them is assumed to be enough"
      )
      draft.relateRedundant(
        owner, of: targets.map(Self.target), confidence: .inferred, source: use.source, at: use.place)
      return
    }
    for target in targets {
      let name = target.split(separator: "/").last.map(String.init) ?? target
      let isTelemetry =
        !words.isDisjoint(with: AddressText.telemetryWords)
        || !AddressText.telemetryWords.isDisjoint(with: AddressText.words(of: name))
      let kind = use.kind == .needs && isTelemetry ? Component.Relation.Kind.uses : use.kind
      draft.relate(owner, kind, target, confidence: .inferred, source: use.source, at: use.place)
    }
  }

  /// A host that nothing in the files is called: missing, or outside of the cluster.
  private mutating func noteUnknownHost(_ candidate: AddressCandidate, _ use: AddressUse) {
    let host = candidate.host
    guard use.isReported, !candidate.isDoubtful, !candidate.isOther else { return }
    let words = use.variable.map(AddressText.words(of:)) ?? []
    guard AddressText.ownWords.isDisjoint(with: words), hosts.entrances[host] == nil else { return }
    let owner = workloads[use.workload].id
    let isOutside = KubernetesHosts.isOutside(host)
    if isOutside, candidate.isNamed, use.variable != nil {
      let id = addExternal(host, source: use.source, at: use.place)
      relate([id], use, isList: false)
    } else if isOutside {
      guard candidate.isAuthority, use.variable != nil else { return }
      draft.notes.addUnresolved("\(owner) → \(host): a host outside of the cluster (\(use.source))")
    } else {
      // A name with one dot may be a Service and its namespace.
      let isPlain =
        use.variable != nil && KubernetesHosts.isInside(host) && words.last.map(Self.plainWords.contains) ?? false
      guard candidate.isAuthority || candidate.isNamed && (candidate.port != nil || isPlain) else { return }
      draft.notes.addUnresolved("\(owner) → \(host): no Service of this name is in the files (\(use.source))")
    }
  }
}
