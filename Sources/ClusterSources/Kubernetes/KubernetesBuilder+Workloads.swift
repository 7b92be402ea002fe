internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Workloads, the pods that they have, and how many of these are needed.
extension KubernetesBuilder {
  /// The annotation with which a user states how many pods are needed: `any`, `majority`, `all` or a number.
  static let needsAnnotation = "whatfails/needs"
  /// How many pods of a stateful set are written out.
  static let ordinalLimit = 50

  // MARK: Workloads

  mutating func collectWorkloads() {
    let rollouts = rolloutsByWorkload
    for object in inventory.objects where object.role == .workload {
      if let owner = object.owner, foldedInto(owner, object) != nil {
        draft.notes.understand(of: object.kind)
        continue
      }
      if object.kind == "ReplicaSet", object.spec?["replicas"]?.int == 0 {
        draft.notes.skip(object.kind, because: "has no pods")
        continue
      }
      draft.notes.understand(of: object.kind)
      draft.add(object.id, kind: object.line.component, source: object.source, at: object.place)
      // The pods of a Rollout that refers to a workload are made from the template of that.
      if let rollout = rollouts[object.id] {
        draft.relate(
          object.id, .needs, rollout, source: "\(object.source): its pods are those of the Rollout", at: object.place)
        continue
      }
      let template = object.template ?? templateOfReferred(object)
      let operated = OperatedKind.of(object)
      let parts = operated?.podSpecs(of: object) ?? []
      var workload = KubernetesWorkload(
        id: object.id, kind: object.kind, namespace: object.namespace ?? "default", name: object.name,
        labels: KubernetesSelector.labels(of: template?[path: "metadata", "labels"]),
        podSpec: template?["spec"] ?? (parts.count == 1 ? parts[0] : nil), replicas: Self.replicas(of: object),
        source: object.source,
        place: object.place)
      workload.isOperated = operated != nil
      workload.hasPods = operated?.hasPods ?? true
      workload.votes = operated?.votes ?? false
      workload.parts = parts.count > 1 ? parts : []
      workload.scheduled = object.node[path: "status", "desiredNumberScheduled"]?.int
      workload.stated =
        object.annotation(Self.needsAnnotation)
        ?? object.template?[path: "metadata", "annotations"]?[Self.needsAnnotation]?.text
      workload.claimTemplates = object.spec?["volumeClaimTemplates"]?.items ?? []
      // Knative makes pods as they are asked for, unless a least number is stated.
      workload.isOnDemand =
        object.kind == "Service" && workload.replicas == nil
      add(workload)
    }
  }

  /// How many pods an object asks for; `nil` if it does not say.
  private static func replicas(of object: KubernetesObject) -> Int? {
    let spec = object.spec
    switch object.kind {
    case "Job", "CronJob", "ScaledJob":
      if spec?["suspend"]?.bool == true { return 0 }
      return (spec?[path: "jobTemplate", "spec"] ?? spec)?["parallelism"]?.int
    case "Service":
      // Of Knative: how few it may have is an annotation.
      let notes = object.template?[path: "metadata", "annotations"]
      let least = notes?["autoscaling.knative.dev/min-scale"] ?? notes?["autoscaling.knative.dev/minScale"]
      return least?.int.flatMap { $0 > 0 ? $0 : nil }
    default: return units(of: object) ?? spec?["replicas"]?.int
    }
  }

  /// The Rollouts whose pods replace those of workloads that they refer to, by the workload.
  private var rolloutsByWorkload: [String: String] {
    var found: [String: String] = [:]
    for object in inventory.objects where object.kind == "Rollout" && object.role == .workload {
      guard let referred = referred(by: object), inventory[referred]?.role == .workload else { continue }
      let isReplaced = object.spec?[path: "workloadRef", "scaleDown"]?.text ?? "never" != "never"
      if isReplaced || inventory[referred]?.spec?["replicas"]?.int == 0 { found[referred] = object.id }
    }
    return found
  }

  /// The id of the workload whose template a Rollout takes.
  private func referred(by rollout: KubernetesObject) -> String? {
    guard let reference = rollout.spec?["workloadRef"], let name = reference["name"]?.text else { return nil }
    return ImportDraft.cleaned(
      KubernetesObject.id(reference["kind"]?.text ?? "Deployment", name, in: rollout.namespace))
  }

  private mutating func templateOfReferred(_ object: KubernetesObject) -> SyntaxNode? {
    guard object.kind == "Rollout", let id = referred(by: object) else { return nil }
    guard let template = inventory[id]?.template else {
      draft.notes.addUnresolved("\(object.id) → \(ForeignName.quoted(id: id)): the template of its pods")
      return nil
    }
    return template
  }

  mutating func add(_ workload: KubernetesWorkload) {
    workloadByID[workload.id] = workloads.count
    workloadIndex.add(workloads.count, namespace: workload.namespace, labels: workload.labels)
    workloads.append(workload)
  }

  /// The workload that represents an object that it owns; `nil` if the owner is not one that makes pods.
  private func foldedInto(_ owner: (kind: String, name: String), _ object: KubernetesObject) -> String? {
    let id = ImportDraft.cleaned(KubernetesObject.id(owner.kind, owner.name, in: object.namespace))
    return inventory[id]?.role == .workload ? id : nil
  }

  // MARK: Pods

  mutating func collectPods() {
    for object in inventory.objects where object.role == .pod {
      let phase = object.node[path: "status", "phase"]?.text
      if phase == "Succeeded" || phase == "Failed" {
        draft.notes.skip("Pod", because: "has ended")
        continue
      }
      if object.node[path: "metadata", "deletionTimestamp"] != nil {
        draft.notes.skip("Pod", because: "is terminating")
        continue
      }
      let owner = workloadOwning(object)
      if let owner, workloads[owner].isJob {
        draft.notes.skip("Pod", because: "belongs to a job, which makes others")
        continue
      }
      draft.notes.understand(of: object.kind)
      let conditions = object.node[path: "status", "conditions"]?.items ?? []
      let ready = conditions.first { $0["type"]?.text == "Ready" }?["status"]?.text
      let pod = KubernetesPod(
        id: object.id, name: object.name, namespace: object.namespace ?? "default", labels: object.labels,
        podSpec: object.spec, isReady: phase != "Pending" && ready != "False", source: object.source,
        place: object.place,
        confidence: .observed)
      draft.add(pod.id, kind: "k8s/pod", source: pod.source, at: pod.place)
      podByID[pod.id] = pods.count
      pods.append(pod)
      if let owner {
        workloads[owner].pods.append(pods.count - 1)
      } else {
        let workload = KubernetesWorkload(
          id: object.id, kind: "Pod", namespace: pod.namespace, name: pod.name, labels: pod.labels,
          podSpec: object.spec,
          replicas: nil, source: pod.source, place: pod.place)
        add(workload)
      }
    }
  }

  /// The workload that a pod belongs to; one is made for pods that were dumped without their owner.
  private mutating func workloadOwning(_ pod: KubernetesObject) -> Int? {
    guard let owner = pod.owner, owner.kind != "Node" else { return nil }
    var kind = owner.kind
    var name = owner.name
    if let direct = inventory[ImportDraft.cleaned(KubernetesObject.id(kind, name, in: pod.namespace))] {
      if let above = direct.owner, foldedInto(above, direct) != nil { (kind, name) = above }
    } else if kind == "ReplicaSet", let hash = pod.labels["pod-template-hash"], name.hasSuffix("-" + hash),
      name.count > hash.count + 1
    {
      (kind, name) = ("Deployment", String(name.dropLast(hash.count + 1)))
    }
    let id = ImportDraft.cleaned(KubernetesObject.id(kind, name, in: pod.namespace))
    if let position = workloadByID[id] { return position }
    guard inventory[id] == nil, !draft.contains(id) else { return nil }
    let component = KubernetesKind.table.first { $0.kind == kind && $0.role == .workload }?.component
    draft.add(id, kind: component ?? "k8s/deployment", source: pod.source, at: pod.place)
    var labels = pod.labels
    labels["pod-template-hash"] = nil
    add(
      KubernetesWorkload(
        id: id, kind: kind, namespace: pod.namespace ?? "default", name: name, labels: labels, podSpec: pod.spec,
        replicas: nil, source: pod.source, place: pod.place))
    return workloads.count - 1
  }

  /// Adds a pod that other objects speak of: one behind an endpoint, or one of a stateful set.
  mutating func addPod(
    _ name: String, of workload: Int, confidence: Confidence, source: String, at place: Place
  ) -> Int? {
    let owner = workloads[workload]
    let id = ImportDraft.cleaned(KubernetesObject.id("pod", name, in: owner.namespace))
    if let known = podByID[id] { return known }
    guard !draft.contains(id) else { return nil }
    draft.add(id, kind: "k8s/pod", source: source, at: place)
    podByID[id] = pods.count
    var labels = owner.labels
    if owner.kind == "StatefulSet" { labels["statefulset.kubernetes.io/pod-name"] = name }
    pods.append(
      KubernetesPod(
        id: id, name: name, namespace: owner.namespace, labels: labels, podSpec: owner.podSpec, isReady: true,
        source: source, place: place, confidence: confidence))
    workloads[workload].pods.append(pods.count - 1)
    return pods.count - 1
  }

  /// Writes out the pods of stateful sets that were not seen: their names are known, and each has claims of its own.
  mutating func addOrdinals() {
    for position in workloads.indices where workloads[position].kind == "StatefulSet" {
      let workload = workloads[position]
      let count = workload.scaledTo ?? workload.replicas ?? 1
      guard workload.pods.isEmpty, count > 0, !workload.isOnDemand else { continue }
      guard count <= Self.ordinalLimit else {
        draft.notes.remark("\(workload.id) has \(count) pods: more than \(Self.ordinalLimit) are not written out")
        continue
      }
      guard count > 1 || !workload.claimTemplates.isEmpty else { continue }
      let start = min(max(inventory[workload.id]?.spec?[path: "ordinals", "start"]?.int ?? 0, 0), 1 << 40)
      for ordinal in 0..<count {
        _ = addPod(
          "\(workload.name)-\(start + ordinal)", of: position, confidence: .referenced, source: workload.source,
          at: workload.place)
      }
    }
  }

  // MARK: What a workload needs of its pods

  mutating func relateWorkloads() {
    let hasObservedPods = workloads.contains { workload in
      !workload.isPod && workload.pods.contains { self.pods[$0].confidence == .observed }
    }
    for position in workloads.indices {
      let workload = workloads[position]
      let pods = servingPods(of: position)
      guard !pods.isEmpty else {
        if !self.pods.isEmpty, !workload.isJob, !workload.isPod, !workload.isScaledToNone, hasObservedPods {
          note(workload.id, under: "none of its pods were read")
        }
        continue
      }
      let unready = workload.pods.count - workload.pods.count { self.pods[$0].isReady }
      if unready > 0 {
        note(
          workload.id,
          under: unready < workload.pods.count
            ? "some pods are not ready, and are not counted on" : "no pod is ready; all are assumed to be")
      }
      let (threshold, confidence) = threshold(of: workload, pods: pods)
      draft.relateRedundant(
        workload.id, of: pods.map { Self.target(self.pods[$0].id) }, threshold: threshold, confidence: confidence,
        source: "\(workload.source) pods", at: workload.place)
    }
  }

  /// The pods of a workload that count: those that are ready, or all where none is.
  func servingPods(of workload: Int) -> [Int] {
    workloads[workload].pods.preferred { pods[$0].isReady }
  }

  /// How many of its pods a workload needs.
  func neededCount(of workload: KubernetesWorkload) -> Int {
    let count = max(workload.count ?? workload.replicas ?? 0, workload.pods.count)
    switch workload.stated {
    case "any"?: return 1
    case "all"?: return count
    case "majority"?: return count / 2 + 1
    case let stated?:
      if let number = Int(stated), number > 0, number <= count { return number }
    case nil: break
    }
    if workload.votes, count > 1 { return count / 2 + 1 }
    return workload.kind == "StatefulSet" && count > 1 && Self.votingImage(of: workload) != nil ? count / 2 + 1 : 1
  }

  /// How many of its pods a workload needs, and how that is known.
  private mutating func threshold(
    of workload: KubernetesWorkload, pods: [Int]
  ) -> (threshold: Group.Threshold, confidence: Confidence) {
    let count = max(workload.replicas ?? 0, workload.pods.count)
    let majority = Group.Threshold.atLeast(Amount(Int32(clamping: count / 2 + 1)))
    if let stated = workload.stated {
      switch stated {
      case "any": return (.any, .declared)
      case "all": return (.all, .declared)
      case "majority": return (majority, .declared)
      default:
        if let number = Int32(stated), number > 0, number <= count { return (.atLeast(Amount(number)), .declared) }
        draft.notes.remark(
          "\(workload.id): the annotation \(Self.needsAnnotation) is not any, majority, all, or a number up to \(count)"
        )
      }
    }
    let observed = self.pods[pods[0]].confidence
    guard workload.kind == "StatefulSet", count > 1 else { return (.any, observed) }
    if let image = Self.votingImage(of: workload) {
      draft.notes.remark(
        "\(workload.id) runs \(image), whose copies vote: it needs \(count / 2 + 1) of \(count) pods (inferred)")
      return (majority, .inferred)
    }
    draft.notes.addAmbiguous(
      "\(workload.id): the manifest does not state how many of its \(count) pods are needed; any one is assumed to be enough, "
        + "unless the annotation \(Self.needsAnnotation) (any, majority, all, a number) states otherwise")
    return (.any, .assumed)
  }

  /// The program of a workload that is known to need most of its copies.
  private static func votingImage(of workload: KubernetesWorkload) -> String? {
    for container in workload.podSpec?["containers"]?.items ?? [] {
      guard let image = container["image"]?.text, let last = image.split(separator: "/").last else { continue }
      let name = last.prefix { $0 != ":" && $0 != "@" }.lowercased()
      let parts = name.split(separator: "-").map(String.init)
      for count in stride(from: min(parts.count, 4), to: 0, by: -1) {
        let start = parts.prefix(count).joined(separator: "-")
        if KubernetesKind.votingImages.contains(start) { return start }
      }
    }
    return nil
  }
}
