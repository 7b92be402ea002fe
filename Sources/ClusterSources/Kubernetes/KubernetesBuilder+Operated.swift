internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What operators make of objects of their own kinds: Services whose names are known, and pods.
extension KubernetesBuilder {
  /// Adds the Services that operators make, as far as something names them and the files don't have them.
  mutating func addOperated() {
    guard !hosts.made.isEmpty else { return }
    let objects = inventory.objects.compactMap { object in OperatedKind.of(object).map { (object, $0) } }
    for (object, kind) in objects where !draft.isFull { relate(object, kind) }
    var named: Set<String> = []
    for relation in draft.components.lazy.flatMap(\.relations) {
      relation.requirement.forEachComponent { if hosts.made[$0.text] != nil { named.insert($0.text) } }
    }
    for (object, kind) in objects where !draft.isFull {
      let count = workloadByID[object.id].flatMap { workloads[$0].count }
      // A Service for replicas has nothing behind it where there is one unit.
      let lacksReplicas = count.map { $0 < 2 } ?? false
      for (pattern, needsReplica) in kind.services.map({ ($0, false) }) + kind.replicaServices.map({ ($0, true) }) {
        for name in OperatedKind.names(pattern, object) {
          let id = ImportDraft.cleaned(KubernetesObject.id("service", name, in: object.namespace))
          guard named.contains(id), hosts.made[id] == object.id else { continue }
          addService(id, name, of: object, isEmpty: needsReplica && lacksReplicas || count == 0)
        }
      }
    }
  }

  private mutating func addService(_ id: String, _ name: String, of object: KubernetesObject, isEmpty: Bool) {
    let source = "\(object.source) Service \(name)"
    draft.add(id, kind: "k8s/service", source: source, at: object.place)
    draft.identify(id, as: "host:\(name).\(object.namespace ?? "default").svc.cluster.local".lowercased())
    draft.relate(id, .needs, object.id, confidence: .inferred, source: source, at: object.place)
    if isEmpty {
      note(id, under: "has no endpoints, because there is no replica besides the first unit: what needs it fails now")
    }
  }

  /// What an object needs of others: those that it names, by reference and by address, and its parts.
  private mutating func relate(_ object: KubernetesObject, _ kind: OperatedKind) {
    guard let position = workloadByID[object.id] else { return }
    for reference in kind.references {
      let names =
        reference.path.hasPrefix("@")
        ? [object.labels[String(reference.path.dropFirst())]].compactMap { $0 }
        : OperatedKind.values(at: reference.path, of: object.node).compactMap(\.text)
      for name in names where !name.isEmpty {
        let id = ImportDraft.cleaned(KubernetesObject.id(reference.kind, name, in: object.namespace))
        isConnected = isConnected || inventory[id] != nil
        draft.relate(
          object.id, .needs, id,
          source: "\(object.source) \(reference.path)", at: object.place)
      }
    }
    for path in kind.addresses { addAddresses(at: path, of: object, position, .needs) }
    for path in kind.alternatives { addAddresses(at: path, of: object, position, .needs, isOneList: true) }
    for path in kind.stores { addAddresses(at: path, of: object, position, .uses) }
    for path in kind.settings {
      for name in OperatedKind.values(at: path, of: object.node).compactMap(\.text) where !name.isEmpty {
        for role in ["secret", "configmap"] {
          let id = ImportDraft.cleaned(KubernetesObject.id(role, name, in: object.namespace))
          guard inventory[id] != nil else { continue }
          draft.relate(object.id, .startNeeds, id, source: "\(object.source) \(path)", at: object.place)
          draft.relate(object.id, .configuredBy, id, source: "\(object.source) \(path)", at: object.place)
        }
      }
    }
    // The pools of brokers, and the sets of pods that the operator makes.
    guard object.kind == "Kafka" else { return }
    for part in workloads where part.namespace == object.namespace {
      let isPool = part.kind == "KafkaNodePool" && inventory[part.id]?.labels["strimzi.io/cluster"] == object.name
      if isPool || part.kind == "StrimziPodSet" && part.name.hasPrefix(object.name + "-") {
        draft.relate(object.id, .needs, part.id, confidence: .inferred, source: part.source, at: part.place)
      }
    }
  }

  /// Adds the addresses at a path: each is needed, or any of them if they are one list.
  private mutating func addAddresses(
    at path: String, of object: KubernetesObject, _ position: Int, _ kind: Component.Relation.Kind,
    isOneList: Bool = false
  ) {
    let values = OperatedKind.values(at: path, of: object.node)
    guard let place = values.first?.place else { return }
    var texts = values.compactMap(\.text).prefix(1_000).map { $0 }
    if isOneList { texts = [texts.joined(separator: ",")] }
    // The name of a list says what its items are.
    let variable = path.split(separator: ".").last { $0 != "*" }.map(String.init) ?? path
    for text in texts {
      addAddresses(
        in: text,
        AddressUse(
          workload: position, kind: kind, variable: variable, source: "\(object.source) \(path)", place: place))
    }
  }

  /// How many units an operator makes of an object; `nil` if it is not stated.
  static func units(of object: KubernetesObject) -> Int? {
    guard let kind = OperatedKind.of(object) else { return nil }
    let values = kind.counts.flatMap { OperatedKind.values(at: $0, of: object.node) }
    let counts = values.compactMap(\.int).filter { $0 >= 0 }
    guard !counts.isEmpty else { return nil }
    return counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }
}
