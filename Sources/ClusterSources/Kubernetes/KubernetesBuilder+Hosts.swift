internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The hosts that are in a text, and what they say of the workload that is given the text.
extension KubernetesBuilder {
  /// Hosts in one list: any of them is enough.
  private struct HostList {
    var targets: [String] = []
    /// The pods among them that are named by themselves, with their Service.
    var pods: [(service: String, pod: String)] = []
    /// Whether they are the servers of a pool of a proxy.
    var isPool = false
    /// The targets that answer if no other one does.
    var backups: Set<String> = []
    var known: Set<String> = []

    mutating func add(_ target: String, _ role: AddressCandidate.PoolRole?) {
      guard role == nil || known.insert(target).inserted else { return }
      targets.append(target)
      isPool = isPool || role != nil
      if role == .backup { backups.insert(target) }
    }
  }

  mutating func addAddresses(in text: String, raw: String? = nil, _ use: AddressUse) {
    let found = CloudAddress.found(in: text)
    relate(found, use)
    add(
      found.others(
        of: AddressText.candidates(in: text, named: use.variable, isCommand: use.isCommand, allowsNumbers: true)),
      use)
    addServiceVariables(in: raw ?? text, use)
  }

  /// The variables that a cluster makes for each Service, as far as a text speaks of them.
  private mutating func addServiceVariables(in text: String, _ use: AddressUse) {
    guard text.includes("_SERVICE_HOST") else { return }
    let namespace = workloads[use.workload].namespace
    for part in text.split(separator: "$").dropFirst(text.hasPrefix("$") ? 0 : 1) {
      let name = part.drop { $0 == "(" || $0 == "{" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if let id = hosts.service(ofVariable: String(name), in: namespace) { relate([id], use) }
    }
  }

  mutating func add(_ candidates: [AddressCandidate], _ use: AddressUse) {
    let owner = workloads[use.workload]
    var lists: [Int: HostList] = [:]
    var order: [Int] = []
    var known: Set<String> = []
    var isTurnedOff = false
    let ownPools = Set(
      candidates.lazy.filter { $0.poolRole != nil && $0.poolRole != .off && KubernetesHosts.isOwn($0.host) }.map(\.list)
    )
    for candidate in candidates where !KubernetesHosts.isOwn(candidate.host) {
      var target: String
      var service: String?
      if let match = hosts.find(candidate.host, from: owner.namespace) {
        let isListening = candidate.port.map { hosts.listens(match.id, on: $0) } ?? false
        let isSure =
          candidate.isAuthority || !candidate.isOther && (candidate.isNamed || match.isQualified || isListening)
        guard isSure, !membership.isBehind(match.id, use.workload), match.id != owner.id else { continue }
        target = match.id
        if let pod = match.pod.map(ImportDraft.cleaned) {
          if podByID[pod] != nil { (target, service) = (pod, match.id) } else { noteUnknown(pod, of: match.id, use) }
        }
      } else if let outside = outside(candidate, use) {
        target = outside
      } else {
        continue
      }
      if candidate.poolRole == .off {
        isTurnedOff = true
        continue
      }
      // A server may be in several pools.
      guard candidate.poolRole != nil || known.insert(target).inserted else { continue }
      if lists[candidate.list] == nil { order.append(candidate.list) }
      lists[candidate.list, default: HostList()].add(target, candidate.poolRole)
      if let service { lists[candidate.list]?.pods.append((service, target)) }
    }
    if isTurnedOff { note(owner.id, under: "a proxy's servers that are turned off are no spares") }
    let scattered = servicesInSeveralLists(order.compactMap { lists[$0] })
    for number in order {
      guard let list = lists[number] else { continue }
      let services = Dictionary(list.pods.map { ($0.pod, $0.service) }) { first, _ in first }
      var seen: Set<String> = []
      let targets = list.targets.map { target in
        services[target].flatMap { scattered.contains($0) ? $0 : nil } ?? target
      }.filter { seen.insert($0).inserted }
      if ownPools.contains(number) {
        // What is in the pod itself answers as well.
        draft.relate(owner.id, .uses, .all, of: targets, confidence: .inferred, source: use.source, at: use.place)
      } else if list.isPool, targets.count > 1 {
        relatePool(targets, list.backups, use)
      } else {
        relate(targets, use)
      }
      relateOwners(of: targets, use)
    }
  }

  /// The Services whose pods are named one by one in several places of a text: all of the Service is meant.
  private func servicesInSeveralLists(_ lists: [HostList]) -> Set<String> {
    var counts: [String: Int] = [:]
    for list in lists { for service in Set(list.pods.map(\.service)) { counts[service, default: 0] += 1 } }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// Who calls a pod by its name needs the workload that has it: that makes it anew, under the same name.
  private mutating func relateOwners(of targets: [String], _ use: AddressUse) {
    for owner in Set(targets.compactMap { ownerOfPod[$0] }).sorted()
    where workloads[owner].id != workloads[use.workload].id {
      draft.relate(
        workloads[use.workload].id, use.kind, workloads[owner].id, confidence: .inferred, source: use.source,
        at: use.place)
    }
  }

  /// A pod that a stateful set of this size does not have.
  private mutating func noteUnknown(_ pod: String, of service: String, _ use: AddressUse) {
    guard use.isReported else { return }
    let sets = membership.members(of: service).map { workloads[$0.workload] }
    guard sets.contains(where: { $0.kind == "StatefulSet" && !$0.pods.isEmpty }) else { return }
    draft.notes.addUnresolved(
      "\(workloads[use.workload].id) → \(ForeignName.quoted(id: pod)): no such pod is in the files (\(use.source))")
  }

  /// Relates a workload to the servers of a pool: any of them is enough, and the loss of one that is not a backup degrades.
  private mutating func relatePool(_ targets: [String], _ backups: Set<String>, _ use: AddressUse) {
    let owner = workloads[use.workload].id
    isConnected = true
    let present = present(targets.map(Self.target)).compactMap { target -> String? in
      if case .component(let id) = target { id.text } else { nil }
    }
    draft.relate(owner, use.kind, .any, of: present, confidence: .inferred, source: use.source, at: use.place)
    guard use.kind == .needs, present.count > 1 else { return }
    draft.relate(
      owner, .uses, .all, of: present.filter { !backups.contains($0) }, confidence: .inferred, source: use.source,
      at: use.place)
  }

  private mutating func relate(_ targets: [String], _ use: AddressUse) {
    let owner = workloads[use.workload].id
    // Programs that watch others live without them; others live without the programs that watch them.
    let words = Set(
      (use.variable.map(AddressText.words(of:)) ?? []) + AddressText.words(of: workloads[use.workload].name))
    if targets.count > 1 {
      isConnected = true
      draft.notes.addAmbiguous(
        "\(owner): \(use.variable ?? "its arguments") names \(targets.count) hosts; any one of them is assumed to be enough"
      )
      if use.kind == .needs {
        draft.relateRedundant(
          owner, of: present(targets.map(Self.target)), confidence: .inferred, source: use.source, at: use.place)
      } else {
        draft.relate(owner, use.kind, .any, of: targets, confidence: .inferred, source: use.source, at: use.place)
      }
      return
    }
    for target in targets {
      let name = target.split(separator: "/").last.map(String.init) ?? target
      let isTelemetry =
        !words.isDisjoint(with: AddressText.telemetryWords)
        || !AddressText.telemetryWords.isDisjoint(with: AddressText.words(of: name))
      let kind = use.kind == .needs && isTelemetry ? Component.Relation.Kind.uses : use.kind
      isConnected =
        isConnected || inventory[target] != nil || podByID[target] != nil || hosts.made[target] != nil
      draft.relate(owner, kind, target, confidence: .inferred, source: use.source, at: use.place)
    }
  }

  /// A host that nothing in the files is called: one outside of the cluster, which becomes a component, or one that is
  /// missing, which is reported.
  private mutating func outside(_ candidate: AddressCandidate, _ use: AddressUse) -> String? {
    let host = candidate.host
    let form = OutsideHost.form(of: host)
    let isAtHome = form == .plain || form == .dotted
    // The text of a Secret is only used where it is the host of a URL.
    guard use.isReported || use.isSecret && candidate.isAuthority && !candidate.scheme.isEmpty && !isAtHome,
      hosts.entrances[host] == nil
    else { return nil }
    let location: OutsideHost.Location = use.isFile ? .file : use.isCommand ? .command : .variable
    switch OutsideHost.certainty(of: candidate, variable: use.variable, in: location) {
    case .none: return nil
    case .unsure:
      if use.isReported {
        draft.notes.addUnresolved(
          "\(workloads[use.workload].id) → \(OutsideHost.quoted(candidate)): it may be a host outside of the files "
            + "(\(use.source))")
      }
      return nil
    case .sure:
      guard isAtHome else { return addExternal(host, source: use.source, at: use.place) }
      draft.notes.addUnresolved(
        "\(workloads[use.workload].id) → \(host): no Service of this name is in the files (\(use.source))")
      return nil
    }
  }
}
