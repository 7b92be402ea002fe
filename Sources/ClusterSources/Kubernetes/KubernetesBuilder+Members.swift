internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What the Services select.
extension KubernetesBuilder {
  /// About how long the names of pods are.
  private static let lengthOfName = 40
  /// So many members are worth a component of their own, where several Services have them.
  private static let largeGroup = 32

  /// Where Services look for pods, and by which labels.
  struct SelectedBy: Hashable {
    var namespace: String
    var labels: [String]

    init(_ service: KubernetesObject, _ selector: KubernetesSelector) {
      namespace = service.namespace ?? "default"
      labels = selector.equals.map { "\($0.key)=\($0.value)" }.sorted()
    }
  }

  /// The pods by their labels, each with its workload.
  private struct PodIndex {
    var owners: [Int: Int] = [:]
    var labels = KubernetesLabelIndex()

    init(_ workloads: [KubernetesWorkload], _ pods: [KubernetesPod]) {
      for (position, workload) in workloads.enumerated() {
        for pod in workload.pods {
          owners[pod] = position
          labels.add(pod, namespace: workload.namespace, labels: pods[pod].labels)
        }
      }
    }
  }

  mutating func collectServices() {
    let index = PodIndex(workloads, pods)
    var known: [SelectedBy: Int] = [:]
    for service in inventory.objects(.service) {
      // A Service that is another name has no pods, whatever it selects.
      guard service.spec?["type"]?.text != "ExternalName",
        let selector = KubernetesSelector(labels: service.spec?["selector"])
      else { continue }
      if isDown(service) { noteDown(service) }
      let seen = endpoints[service.id] ?? []
      let publishesAll = Self.publishesAll(service)
      let ready = publishesAll ? [] : Set(seen.filter(\.isReady).compactMap(\.pod))
      let key = SelectedBy(service, selector)
      let shared = ready.isEmpty && !publishesAll ? known[key] : nil
      guard hasRoom(for: index.labels.candidates(selector, in: key.namespace).count, toList: shared, key.namespace)
      else {
        note(service.id, under: "selects so many pods that they are not in the model")
        continue
      }
      if let shared {
        membership.add(service.id, toList: shared)
        continue
      }
      let added = membership.add(
        service.id, members(behind: service, selector, ready: ready, publishesAll: publishesAll, index))
      if ready.isEmpty, !publishesAll { known[key] = added }
    }
    findSharedMembers()
  }

  /// Whether there is room for a Service that selects this many pods.
  ///
  /// A member is written twice, and what selects the same as another Service shares its group.
  private mutating func hasRoom(for count: Int, toList list: Int?, _ namespace: String) -> Bool {
    guard let list else { return hasRoom(for: count, of: 2 * (namespace.utf8.count + Self.lengthOfName)) }
    return membership.lists[list].members.count >= Self.largeGroup || hasRoom(for: count / 8, of: 0)
  }

  /// The members behind a Service, in the order of the workloads.
  ///
  /// - Parameters:
  ///   - ready: the names of the pods that the cluster saw behind it; empty where none was seen.
  ///   - publishesAll: whether pods that are not ready are behind it too.
  private mutating func members(
    behind service: KubernetesObject, _ selector: KubernetesSelector, ready: Set<String>, publishesAll: Bool,
    _ index: PodIndex
  ) -> [ServiceMembership.Member] {
    let namespace = service.namespace ?? "default"
    var selectedPods: [Int: [Int]] = [:]
    for pod in index.labels.candidates(selector, in: namespace) where selector.matches(pods[pod].labels) {
      if let owner = index.owners[pod] { selectedPods[owner, default: []].append(pod) }
    }
    let positions = Set(selected(selector, in: namespace, by: service)).union(selectedPods.keys).sorted()
    let behind = positions.preferred { !absent.contains(workloads[$0].id) && !workloads[$0].isJob }
    // A pod that is not ready is no spare for those that are.
    let serving = publishesAll ? behind : behind.preferred { isServing($0, ready) }
    return serving.compactMap { position in
      target(of: position, pods: selectedPods[position] ?? [], ready: ready, publishesAll: publishesAll)
        .map { ServiceMembership.Member(workload: position, target: $0) }
    }
  }

  /// Whether a workload has a pod that is ready, as far as is known.
  func isServing(_ position: Int, _ ready: Set<String>) -> Bool {
    let workload = workloads[position]
    if workload.isPod {
      if !ready.isEmpty { return ready.contains(workload.name) }
      return podByID[workload.id].map { pods[$0].isReady } ?? true
    }
    return workload.pods.isEmpty || workload.pods.contains { pods[$0].isReady }
  }

  /// What a Service has of a workload that it selects: all of it or some of its pods; `nil` where none of them serves.
  private func target(of position: Int, pods selected: [Int], ready: Set<String>, publishesAll: Bool)
    -> Requirement.Target?
  {
    let workload = Self.target(workloads[position].id)
    let serving = servingPods(of: position)
    if publishesAll, serving.count < workloads[position].pods.count, selected.count > 1 {
      return .group(Group(.any, of: selected.map { Group.Member(Requirement(Self.target(pods[$0].id))) }))
    }
    let isServing = Set(serving)
    var behind = selected.filter { isServing.contains($0) }
    if !ready.isEmpty { behind = behind.filter { ready.contains(pods[$0].name) } }
    if serving.isEmpty || behind.count == serving.count { return workload }
    guard !behind.isEmpty else { return nil }
    // Some of its pods only; what the workload needs besides pods, these need too.
    let some = behind.map { Group.Member(Requirement(Self.target(pods[$0].id))) }
    let any = Group.Member(Requirement(.group(Group(.any, of: some))))
    return .group(Group(.all, of: [any, Group.Member(Requirement(workload))]))
  }

  /// Finds the large groups that are behind several Services: each becomes a component that the Services need, so that a
  /// model does not name thousands of pods once for each Service.
  private mutating func findSharedMembers() {
    // The lists with the same members, by the first of them.
    var alike: [[Requirement.Target]: [Int]] = [:]
    var order: [[Requirement.Target]] = []
    for (position, list) in membership.lists.enumerated() where list.members.count >= Self.largeGroup {
      let targets = list.targets
      if alike[targets] == nil { order.append(targets) }
      alike[targets, default: []].append(position)
    }
    for targets in order {
      let positions = alike[targets]!
      let first = membership.lists[positions[0]]
      guard positions.count > 1 || first.services.count > 1, let service = inventory[first.services[0]] else {
        continue
      }
      let id = ImportDraft.cleaned(KubernetesObject.id("pods", service.name, in: service.namespace))
      for position in positions { membership.share(position, as: id) }
      let source = "\(service.source) selector"
      draft.add(id, kind: "k8s/endpoints", source: source, at: service.place)
      draft.relateRedundant(id, of: targets, confidence: .referenced, source: source, at: service.place)
    }
  }
}
