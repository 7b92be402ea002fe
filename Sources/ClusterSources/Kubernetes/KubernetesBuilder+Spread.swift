internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Where the pods of workloads may be, if the files don't say where they are.
///
/// Pods that must be spread over known zones or nodes are redundant over these. All others may be together anywhere: each
/// zone that may have them is needed, as an assumption, and none is a spare.
extension KubernetesBuilder {
  /// How many nodes are named as members of a group.
  private static let nodeLimit = 50
  /// How many nodes each workload names by itself, if it may be on any of them.
  private static let fewNodes = 8
  private static let hostKey = "kubernetes.io/hostname"

  /// A node of the files on which pods may be put.
  private struct Candidate {
    let id: String
    let name: String
    let labels: [String: String]
    let zone: String?
    let taints: [SyntaxNode]
  }

  mutating func addSpread() {
    let nodes = inventory.objects(.node).map { node in
      let labels = node.labels
      return Candidate(
        id: node.id, name: node.name, labels: labels, zone: Self.zoneKeys.sorted().lazy.compactMap { labels[$0] }.first,
        taints: (node.spec?["taints"]?.items ?? []).filter { $0["effect"]?.text != "PreferNoSchedule" })
    }
    let isPlaced = workloads.contains { workload in !workload.isPod && workload.pods.contains { isObserved($0) } }
    for position in workloads.indices where workloads[position].hasPods && !draft.isFull {
      let workload = workloads[position]
      if let node = workload.podSpec?["nodeName"]?.text, !node.isEmpty {
        if !workload.isPod { put(workload.id, onNode: node, source: "\(workload.source) nodeName", at: workload.place) }
        continue
      }
      guard !workload.pods.contains(where: isObserved),
        !(draft[workload.id]?.relations.contains { $0.kind == .in } ?? false)
      else { continue }
      if spreadParts(of: workload) { continue }
      // Each of many workloads looks at all nodes.
      guard nodes.isEmpty || hasRoom(for: nodes.count, of: 0) else { return }
      let fitting = nodes.filter { Self.fits(workload.podSpec, $0) }
      if fitting.isEmpty, !nodes.isEmpty, workload.kind != "DaemonSet", !workload.isScaledToNone {
        note(workload.id, under: "fits no node in the files, so where it can run is not known")
      }
      requireSomewhere(workload, nodes: fitting, isAnyNode: fitting.count == nodes.count)
      if workload.kind == "DaemonSet" {
        spread(workload, overNodes: fitting)
        continue
      }
      guard !workload.isJob, !workload.isPod else { continue }
      spread(workload, overHosts: fitting)
      spread(workload, overZonesOf: fitting, isPlaced: isPlaced)
    }
  }

  /// Wherever the pods are, they are on some node that fits: the loss of all of these, or of all their zones, is the loss
  /// of the workload, and of its pods that were not seen.
  private mutating func requireSomewhere(_ workload: KubernetesWorkload, nodes: [Candidate], isAnyNode: Bool) {
    let pinned = Self.pinnedZones(of: workload.podSpec)
    // A node is lost with its zone, so that nodes stand for their zones as well.
    var members = nodes.isEmpty ? pinned : nodes.map(\.id)
    for zone in pinned { addZone(zone, at: workload.place) }
    guard !members.isEmpty else { return }
    if members.count > Self.fewNodes, isAnyNode {
      members = [addAllNodes(members, at: workload.place)]
    } else if members.count > Self.nodeLimit {
      var known: Set<String> = []
      members = nodes.compactMap(\.zone).filter { !$0.isEmpty && known.insert($0).inserted }
      note(workload.id, under: "may be on more than \(Self.nodeLimit) nodes, of which only the zones are written out")
      guard !members.isEmpty else { return }
    }
    let owners = [workload.id] + workload.pods.map { pods[$0].id }
    if pinned.count == 1 {
      for owner in owners {
        draft.relate(
          owner, .in, pinned[0], confidence: .referenced, source: "\(workload.source) nodeSelector",
          at: workload.place)
      }
      if nodes.isEmpty { return }
    }
    for owner in owners where hasRoom(for: members.count, of: 24) {
      draft.relate(
        owner, .needs, .any, of: members, confidence: .inferred,
        source: "\(workload.source) pods are on some node", at: workload.place)
    }
  }

  /// All nodes of a cluster: one component that stands for them.
  private mutating func addAllNodes(_ members: [String], at place: Place) -> String {
    let id = "cluster/nodes"
    guard !draft.contains(id) else { return id }
    draft.add(id, kind: "k8s/nodes", source: "all nodes of the files", at: place)
    draft.update(id) { $0.logical = true }
    draft.relate(id, .needs, .any, of: members, confidence: .inferred, source: "all nodes of the files", at: place)
    return id
  }

  private func isObserved(_ pod: Int) -> Bool { pods[pod].confidence == .observed }

  // MARK: Zones

  /// Parts that are each in zones of their own: as many of the zones are needed as of the parts. `false` if a part states
  /// no zone.
  private mutating func spreadParts(of workload: KubernetesWorkload) -> Bool {
    guard workload.parts.count > 1 else { return false }
    let zones = workload.parts.map { Self.pinnedZones(of: $0) }
    guard zones.allSatisfy({ $0.count == 1 }) else { return false }
    for zone in zones.joined() { addZone(zone, at: workload.place) }
    let count = zones.count
    var counts: [String: Int] = [:]
    var order: [String] = []
    for zone in zones.joined() {
      if counts[zone] == nil { order.append(zone) }
      counts[zone, default: 0] += 1
    }
    draft.relateRedundant(
      workload.id, of: order.map(Self.target), weights: order.map { Amount(Int32(clamping: counts[$0]!)) },
      threshold: Self.threshold(workload.votes ? count / 2 + 1 : 1), confidence: .inferred,
      source: "\(workload.source) its parts are in zones of their own", at: workload.place)
    return true
  }

  private mutating func spread(_ workload: KubernetesWorkload, overZonesOf nodes: [Candidate], isPlaced: Bool) {
    let pinned = Self.pinnedZones(of: workload.podSpec)
    var zones = pinned
    if zones.isEmpty {
      var known: Set<String> = []
      zones = nodes.compactMap(\.zone).filter { !$0.isEmpty && known.insert($0).inserted }
    }
    for zone in zones { addZone(zone, at: workload.place) }
    let source = "\(workload.source) \(pinned.isEmpty ? "pods" : "nodeSelector")"
    guard zones.count > 1 else {
      if let zone = pinned.first {
        draft.relate(workload.id, .in, zone, confidence: .referenced, source: source, at: workload.place)
      }
      if zones.isEmpty, rule(of: workload, for: Self.zoneKeys.contains) != nil {
        draft.notes.addIncomplete("\(workload.id): its pods are spread over zones, and no node in the files names one")
      }
      return
    }
    if let rule = rule(of: workload, for: Self.zoneKeys.contains),
      case let tolerated = tolerated(by: rule, workload, zones.count), tolerated > 0
    {
      draft.relateRedundant(
        workload.id, of: zones.map(Self.target), threshold: Self.threshold(zones.count - tolerated),
        confidence: .inferred, source: "\(workload.source) spread over zones", at: workload.place)
    } else if !pinned.isEmpty || !isPlaced {
      draft.relate(workload.id, oneOf: zones, confidence: .inferred, source: source, at: workload.place)
      note(workload.id, under: "may have all pods in one zone, because nothing requires them to be spread")
    }
  }

  // MARK: Nodes

  /// Pods that may not share a node.
  private mutating func spread(_ workload: KubernetesWorkload, overHosts nodes: [Candidate]) {
    guard let rule = rule(of: workload, for: { $0 == Self.hostKey }), nodes.count > 1,
      case let tolerated = tolerated(by: rule, workload, nodes.count), tolerated > 0
    else { return }
    guard nodes.count <= Self.nodeLimit else {
      note(workload.id, under: "is spread over more than \(Self.nodeLimit) nodes, which are not written out")
      return
    }
    draft.relateRedundant(
      workload.id, of: nodes.map { Self.target($0.id) }, threshold: Self.threshold(nodes.count - tolerated),
      confidence: .inferred, source: "\(workload.source) spread over nodes", at: workload.place)
  }

  /// A daemon set has a pod on each node that fits.
  private mutating func spread(_ workload: KubernetesWorkload, overNodes nodes: [Candidate]) {
    guard !nodes.isEmpty, nodes.count <= Self.nodeLimit else { return }
    draft.relateRedundant(
      workload.id, of: nodes.map { Self.target($0.id) }, confidence: .inferred,
      source: "\(workload.source) a pod on each node", at: workload.place)
  }

  /// How many nodes of the files a daemon set has a pod on; `nil` if there are none in the files.
  func nodeCount(of workload: KubernetesWorkload) -> Int? {
    let nodes = inventory.objects(.node)
    guard !nodes.isEmpty else { return nil }
    return nodes.count { node in
      Self.fits(
        workload.podSpec,
        Candidate(
          id: node.id, name: node.name, labels: node.labels, zone: nil,
          taints: (node.spec?["taints"]?.items ?? []).filter { $0["effect"]?.text != "PreferNoSchedule" }))
    }
  }

  // MARK: Rules

  private static func threshold(_ count: Int) -> Group.Threshold {
    count > 1 ? .atLeast(Amount(Int32(clamping: count))) : .any
  }

  private func tolerated(by rule: SpreadRule, _ workload: KubernetesWorkload, _ domains: Int) -> Int {
    rule.tolerated(of: domains, pods: workload.count ?? 1, needed: neededCount(of: workload))
  }

  /// How a workload's pods must be spread over what some labels of nodes name; `nil` if nothing requires it.
  private func rule(of workload: KubernetesWorkload, for isKey: (String) -> Bool) -> SpreadRule? {
    let affinity = workload.podSpec?[
      path: "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    for term in affinity?.items ?? [] {
      if let key = term["topologyKey"]?.text, isKey(key), selectsOwn(term, workload) { return SpreadRule(skew: nil) }
    }
    // As operators state it.
    let stated = workload.podSpec?["affinity"]
    let key = stated?["antiAffinityTopologyKey"]?.text
    if let key = stated?["podAntiAffinityType"]?.text == "required"
      ? stated?["topologyKey"]?.text ?? Self.hostKey : key,
      isKey(key)
    {
      return SpreadRule(skew: nil)
    }
    if stated?["antiAffinityEnabled"]?.bool == true, isKey(Self.hostKey) { return SpreadRule(skew: nil) }
    for constraint in workload.podSpec?["topologySpreadConstraints"]?.items ?? [] {
      guard let key = constraint["topologyKey"]?.text, isKey(key),
        constraint["whenUnsatisfiable"]?.text ?? "DoNotSchedule" == "DoNotSchedule", selectsOwn(constraint, workload)
      else { continue }
      return SpreadRule(skew: max(constraint["maxSkew"]?.int ?? 1, 1))
    }
    return nil
  }

  private func selectsOwn(_ term: SyntaxNode, _ workload: KubernetesWorkload) -> Bool {
    // The labels of what an operator makes are its own affair, and it is asked to spread no others.
    workload.isOperated || KubernetesSelector(term["labelSelector"])?.matches(workload.labels) ?? false
  }

  /// The zones that a pod must be in, as it says itself.
  private static func pinnedZones(of podSpec: SyntaxNode?) -> [String] {
    for pair in podSpec?["nodeSelector"]?.pairs ?? [] {
      if let key = pair.key.text, zoneKeys.contains(key), let zone = pair.value.text, !zone.isEmpty { return [zone] }
    }
    let affinity = podSpec?[path: "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    return zones(of: affinity).filter { !$0.isEmpty }
  }

  /// Whether a pod may be put on a node, by the labels that it asks for and the taints that it tolerates.
  private static func fits(_ podSpec: SyntaxNode?, _ node: Candidate) -> Bool {
    for pair in podSpec?["nodeSelector"]?.pairs ?? [] {
      guard let key = pair.key.text else { continue }
      if node.labels[key] != pair.value.text { return false }
    }
    let affinity = podSpec?[path: "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]
    let terms = affinity?["nodeSelectorTerms"]?.items ?? []
    if !terms.isEmpty, !terms.contains(where: { KubernetesSelector($0)?.matches(node.labels) ?? true }) { return false }
    let tolerations = podSpec?["tolerations"]?.items ?? []
    return node.taints.allSatisfy { taint in
      tolerations.contains { toleration in
        let key = toleration["key"]?.text ?? ""
        let isKey = key.isEmpty ? toleration["operator"]?.text == "Exists" : key == taint["key"]?.text
        let isValue =
          toleration["operator"]?.text == "Exists" || toleration["value"]?.text ?? "" == taint["value"]?.text ?? ""
        return isKey && isValue
      }
    }
  }
}
