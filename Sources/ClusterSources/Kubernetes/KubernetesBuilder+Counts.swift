internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// How many pods workloads have, and how few they may be left with.
extension KubernetesBuilder {
  /// Reads what scales workloads: the least number of pods that it leaves is what can be counted on.
  mutating func readScaling() {
    for scaler in inventory.objects(.autoscaler) {
      guard let id = scaledWorkload(of: scaler), let position = workloadByID[id] else { continue }
      let least = scaler.spec?["minReplicas"]?.int ?? scaler.spec?["minReplicaCount"]?.int
      let most = scaler.spec?["maxReplicas"]?.int ?? scaler.spec?["maxReplicaCount"]?.int
      var tags: [String] = []
      if let least { tags.append("minReplicas=\(least)") }
      if let most { tags.append("maxReplicas=\(most)") }
      draft.update(scaler.id) { $0.tags = tags }
      guard scaler.kind != "VerticalPodAutoscaler" else { continue }
      let isKEDA = scaler.kind == "ScaledObject"
      if isKEDA, let paused = scaler.annotation("autoscaling.keda.sh/paused-replicas").flatMap({ Int($0) }) {
        workloads[position].replicas = paused
        continue
      }
      // An autoscaler of the cluster leaves a workload without pods alone.
      guard isKEDA || workloads[position].replicas != 0 else { continue }
      if least ?? (isKEDA ? 0 : 1) == 0 {
        workloads[position].isOnDemand = true
        note(id, under: "may be scaled to no pods when there is nothing to do")
      } else {
        workloads[position].scaledTo = least ?? 1
      }
    }
    for workload in workloads where workload.isScaledToNone {
      note(
        workload.id,
        under: workload.isJob ? "is suspended: nothing of it runs" : "scaled to no pods: nothing of it runs")
    }
  }

  /// The workload that something scales.
  func scaledWorkload(of scaler: KubernetesObject) -> String? {
    let reference = scaler.spec?["scaleTargetRef"] ?? scaler.spec?["targetRef"]
    guard let name = reference?["name"]?.text else { return nil }
    return ImportDraft.cleaned(
      KubernetesObject.id(reference?["kind"]?.text ?? "Deployment", name, in: scaler.namespace))
  }

  /// States how many pods each workload stands for, and finds those that have none.
  mutating func countPods() {
    for position in workloads.indices where workloads[position].hasPods {
      let workload = workloads[position]
      let observed = workload.pods.count { pods[$0].confidence == .observed }
      var count: Int?
      switch workload.kind {
      case "Pod": continue
      case _ where workload.isOnDemand:
        count = observed > 0 ? observed : workload.replicas.flatMap { $0 > 0 ? $0 : nil }
      case "DaemonSet":
        count = workload.scheduled ?? (observed > 0 ? observed : nil) ?? nodeCount(of: workload)
        if count == 0 { note(workload.id, under: "has no pods, because no node fits it") }
      case _ where workload.isJob: count = workload.replicas
      default: count = observed > 0 ? workload.replicas ?? observed : workload.scaledTo ?? workload.replicas ?? 1
      }
      workloads[position].count = count
      guard let count else { continue }
      draft.update(workload.id) { $0.units = count }
      if count == 0 {
        absent.insert(workload.id)
        // What has no pods is down for sure; a job that is suspended is only not asked for.
        if !workload.isJob { draft.update(workload.id) { $0.unavailability = Unavailability(low: 1, high: 1) } }
      }
    }
  }

  /// Finds the Services behind which there is nothing but workloads without pods.
  mutating func findAbsentServices() {
    for service in inventory.objects(.service) {
      let members = membership.members(of: service.id)
      // The files have the pods, and none of them is ready.
      let isServed = members.contains { isServing($0.workload, []) }
      if endpoints[service.id] == nil, !members.isEmpty, !isServed, !Self.publishesAll(service) {
        noteDown(service)
        continue
      }
      guard !members.isEmpty, members.allSatisfy({ absent.contains(workloads[$0.workload].id) }) else { continue }
      absent.insert(service.id)
      note(service.id, under: "has no endpoints, because what it selects is scaled to no pods: what needs it fails now")
    }
  }

  /// What there is of some targets: what has no pods is a spare for nothing. All of them, if none has any.
  func present(_ targets: [Requirement.Target]) -> [Requirement.Target] {
    absent.isEmpty ? targets : targets.preferred { !isAbsent($0) }
  }

  func isAbsent(_ target: Requirement.Target) -> Bool {
    if case .component(let id) = target { absent.contains(id.text) } else { false }
  }

  // MARK: Budgets

  /// Relates budgets to what they limit, and finds those that let no pod be taken away on purpose.
  mutating func addBudgets() {
    for budget in inventory.objects(.budget) {
      guard let selector = KubernetesSelector(budget.spec?["selector"]) else { continue }
      var tags: [String] = []
      for key in ["minAvailable", "maxUnavailable"] {
        if let text = budget.spec?[key]?.text, text.utf8.count < 20 { tags.append("\(key)=\(text)") }
      }
      let selected = selected(selector, in: budget.namespace ?? "default", by: budget)
      for position in selected {
        draft.relate(
          workloads[position].id, .configuredBy, budget.id, source: "\(budget.source) selector", at: budget.place)
      }
      if selected.isEmpty {
        draft.notes.addUnresolved("\(budget.id): its selector matches nothing in the files")
      } else if allowsNoEviction(budget.spec, selected) {
        tags.append("no-eviction")
        note(budget.id, under: "allows no pod to be evicted, so that no node with one can be drained")
      }
      draft.update(budget.id) { $0.tags = tags }
    }
  }

  private func allowsNoEviction(_ spec: SyntaxNode?, _ selected: [Int]) -> Bool {
    let counts = selected.map { position in
      workloads[position].isPod ? 1 : workloads[position].isJob ? 0 : workloads[position].count
    }
    let known = counts.compactMap { $0 }
    let expected = known.count == counts.count ? known.reduce(0) { $0.addingReportingOverflow($1).partialValue } : nil
    if expected == 0 { return false }
    if let least = spec?["minAvailable"]?.text {
      if least.trimmed == "100%" { return true }
      guard let expected, let least = Self.count(least, of: expected) else { return false }
      return least >= expected
    }
    guard let most = spec?["maxUnavailable"]?.text else { return false }
    return Self.count(most, of: expected ?? 1).map { $0 <= 0 } ?? false
  }

  /// A number of pods, or a share of them, which is rounded up.
  private static func count(_ text: String, of total: Int) -> Int? {
    guard text.last == "%" else { return Int(text.trimmed) }
    guard let percent = Int(text.dropLast().trimmed), (0...100).contains(percent), total >= 0, total < 1 << 40 else {
      return nil
    }
    return (percent * total + 99) / 100
  }
}

extension StringProtocol {
  /// Without blanks around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
