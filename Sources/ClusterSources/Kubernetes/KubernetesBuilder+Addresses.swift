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
    /// Whether it is the text of a Secret.
    var isSecret = false
    /// Whether it is a command with its arguments.
    var isCommand = false
    /// Whether it is a file of settings, which may name much that nothing is asked of.
    var isFile = false
  }

  func destination(_ host: String, from namespace: String) -> String? { hosts.find(host, from: namespace)?.id }

  mutating func addExternal(_ host: String, source: String, at place: Place) -> String {
    let id = "host/" + host.lowercased()
    draft.addExternal(id, isUniversal: true, source: source, at: place)
    if OutsideHost.form(of: host.lowercased()) != .plain { draft.identify(id, as: "host:" + host.lowercased()) }
    return id
  }

  mutating func addAddresses() {
    for (position, workload) in workloads.enumerated() {
      for pod in workload.pods { ownerOfPod[pods[pod].id] = position }
    }
    for position in workloads.indices {
      let workload = workloads[position]
      for (key, kind) in [("containers", Component.Relation.Kind.needs), ("initContainers", .startNeeds)] {
        for container in workload.podSpec?[key]?.items ?? [] { addAddresses(of: container, position, kind) }
      }
      addMountedAddresses(of: position)
      addMadeSecrets(of: position)
    }
  }

  /// The Secrets that an operator makes have the address of what it makes besides.
  private mutating func addMadeSecrets(of position: Int) {
    guard !hosts.secrets.isEmpty else { return }
    let workload = workloads[position]
    for reference in Self.settings(of: workload.podSpec) where reference.kind == "secret" {
      let id = ImportDraft.cleaned(KubernetesObject.id("secret", reference.name, in: workload.namespace))
      guard let service = hosts.secrets[id] else { continue }
      isConnected = true
      draft.relate(
        workload.id, reference.isOfInitContainer ? .startNeeds : .needs, service, confidence: .inferred,
        source: "\(workload.source) \(reference.use)", at: reference.place)
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
      isConnected = true
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
    func use(_ what: String, _ variable: String?, _ place: Place, isSecret: Bool = false) -> AddressUse {
      AddressUse(
        workload: position, kind: kind, variable: variable, source: "\(workload.source) \(what)", place: place,
        isReported: !isSecret
          && variable.map { AddressText.secretWords.isDisjoint(with: AddressText.words(of: $0)) } ?? true,
        isSecret: isSecret)
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
              isSecret: role == "secret"))
        }
      }
    }
    for variable in container["env"]?.items ?? [] {
      guard let name = variable["name"]?.text, !name.isEmpty else { continue }
      var isSecret = false
      var text = variable["value"]?.text
      if let reference = variable[path: "valueFrom", "configMapKeyRef"] {
        text = value(of: reference, "configmap", workload)
      } else if let reference = variable[path: "valueFrom", "secretKeyRef"] {
        text = value(of: reference, "secret", workload)
        isSecret = true
      }
      guard let text else { continue }
      let expanded = expandedOnce(text, variables)
      variables[name] = expanded
      addAddresses(in: expanded, raw: text, use("env \(name)", name, variable.place, isSecret: isSecret))
    }
    for key in ["command", "args"] {
      guard let node = container[key] else { continue }
      // Words one after the other, so that an option comes before its value; scripts by themselves.
      let text = node.itemsOrSelf.compactMap(\.text).map { word in
        word.contains(where: \.isWhitespace) ? "\n\(word)\n" : word
      }.joined(separator: " ")
      var use = use(key, nil, node.place)
      use.isCommand = true
      addAddresses(in: expandedOnce(text, variables), raw: text, use)
    }
  }

  /// The settings that a pod mounts as files.
  private mutating func addMountedAddresses(of position: Int) {
    let workload = workloads[position]
    let mounted = Self.settings(of: workload.podSpec).filter { $0.use.hasPrefix("volume ") }
    guard !mounted.isEmpty else { return }
    let ids = mounted.map { ImportDraft.cleaned(KubernetesObject.id($0.kind, $0.name, in: workload.namespace)) }
    var seen: Set<String> = []
    // A proxy may state a pool in one file and hand requests on to it in another.
    var poolNames: Set<String> = []
    for id in ids where seen.insert(id).inserted { poolNames.formUnion(settings.poolNames(of: id, in: inventory)) }
    seen = []
    for id in ids {
      guard seen.insert(id).inserted, let object = inventory[id] else { continue }
      let entries = settings.entries(of: id, in: inventory)
      guard hasRoom(for: entries.count, of: 8) else { continue }
      for (key, text) in entries {
        let use = AddressUse(
          workload: position, kind: .needs, variable: nil,
          source: "\(workload.source) \(object.kind)/\(object.name) \(key)",
          place: object.place, isReported: object.role == .configMap, isSecret: object.role == .secret, isFile: true)
        relate(settings.cloudAddresses(id, key, in: inventory), use)
        let found = settings.candidates(id, key, in: inventory)
        add(poolNames.isEmpty ? found : AddressText.withoutPools(found, in: text, poolNames), use)
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
    guard text.includes("$("), roomForVariables > 0 else { return text }
    let expanded = Self.expanded(text, variables)
    roomForVariables -= max(expanded.utf8.count - text.utf8.count, 0)
    return expanded
  }

  /// A value with the variables in it, `$(NAME)`, put in as far as they come before it.
  static func expanded(_ text: String, _ variables: [String: String]) -> String {
    guard text.includes("$("), !variables.isEmpty else { return text }
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
}
