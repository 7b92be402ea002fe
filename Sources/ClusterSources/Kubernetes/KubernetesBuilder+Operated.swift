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
        let name = OperatedKind.name(pattern, object)
        let id = ImportDraft.cleaned(KubernetesObject.id("service", name, in: object.namespace))
        guard named.contains(id), hosts.made[id] == object.id else { continue }
        addService(id, name, of: object, isEmpty: needsReplica && lacksReplicas || count == 0)
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
        : Self.values(at: reference.path, of: object.node).compactMap(\.text)
      for name in names where !name.isEmpty {
        let id = ImportDraft.cleaned(KubernetesObject.id(reference.kind, name, in: object.namespace))
        isConnected = isConnected || inventory[id] != nil
        draft.relate(
          object.id, .needs, id,
          source: "\(object.source) \(reference.path)", at: object.place)
      }
    }
    for path in kind.addresses {
      for value in Self.values(at: path, of: object.node) {
        guard let text = value.text else { continue }
        addAddresses(
          in: text,
          AddressUse(
            workload: position, kind: .needs, variable: path, source: "\(object.source) \(path)", place: value.place))
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

  /// How many units an operator makes of an object; `nil` if it is not stated.
  static func units(of object: KubernetesObject) -> Int? {
    guard let kind = OperatedKind.of(object) else { return nil }
    let counts = kind.counts.flatMap { values(at: $0, of: object.node) }.compactMap(\.int).filter { $0 >= 0 }
    guard !counts.isEmpty else { return nil }
    return counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }

  /// The values at a path of keys with dots between them; `*` is every item of a list.
  private static func values(at path: String, of node: SyntaxNode) -> [SyntaxNode] {
    path.split(separator: ".").reduce([node]) { nodes, key in
      key == "*" ? nodes.flatMap(\.items) : nodes.compactMap { $0[String(key)] }
    }
  }
}
