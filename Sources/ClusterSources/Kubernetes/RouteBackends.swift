internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What a route divides its traffic among, each once.
///
/// A backend that the files do not have stays a member: a route to two backends of which the files have one does not come to
/// need that one.
struct RouteBackends {
  /// One backend.
  struct Backend {
    let target: Requirement.Target
    let weight: Amount
    /// What is outside of the files; `nil` for what they have.
    let outside: Outside?
  }

  /// A backend that the files do not have.
  struct Outside {
    let id: String
    /// The host that it is, if it is known by one.
    var host: String?
    /// The note if the route has no backend in the files either.
    let note: String
  }

  private(set) var members: [Backend] = []
  /// What all parts of the route that name backends say alike of how these are called; `nil` before the first.
  private(set) var calls: StatedCalls?
  private var known: Set<Requirement.Target> = []

  /// Whether some backend is in the files.
  var hasKnown: Bool { members.contains { $0.outside == nil } }

  mutating func add(_ target: Requirement.Target, _ weight: Amount) {
    if known.insert(target).inserted { members.append(Backend(target: target, weight: weight, outside: nil)) }
  }

  mutating func add(_ outside: Outside, _ weight: Amount) {
    let target = KubernetesBuilder.target(outside.id)
    if known.insert(target).inserted { members.append(Backend(target: target, weight: weight, outside: outside)) }
  }

  mutating func add(_ others: RouteBackends) {
    members += others.members.filter { known.insert($0.target).inserted }
    if let calls = others.calls { note(calls) }
  }

  /// Notes what a part of the route says of how its backends are called.
  mutating func note(_ calls: StatedCalls) { self.calls = self.calls?.common(with: calls) ?? calls }
}

extension KubernetesBuilder {
  /// Adds an object that a route names, of the files or outside of them.
  func add(
    _ kind: String, _ name: String, in namespace: String?, to backends: inout RouteBackends, _ weight: Amount = .one,
    of route: KubernetesObject
  ) {
    let id = ImportDraft.cleaned(KubernetesObject.id(kind, name, in: namespace))
    guard !isKnown(id) else { return backends.add(Self.target(id), weight) }
    let isService = kind.lowercased() == "service"
    let quoted = isService ? ForeignName.quoted(id: id) : Self.quoted(kind, name)
    backends.add(
      RouteBackends.Outside(
        id: id, host: isService ? "\(name).\(namespace ?? "default").svc.cluster.local".lowercased() : nil,
        note: "\(route.id) → \(quoted)"), weight)
  }

  private static func quoted(_ kind: String, _ name: String) -> String {
    "\(ForeignName.quoted(kind, or: "a kind")) \(ForeignName.quoted(name, or: "of some name"))"
  }

  /// Whether the files have an object, or what an operator makes of one.
  private func isKnown(_ id: String) -> Bool {
    inventory[id] != nil || hosts.made[id] != nil
  }

  /// Adds what is behind a Service that the files have: a route may send what comes to a Service on to the Service's pods.
  mutating func addBacking(
    of service: String, to backends: inout RouteBackends, _ weight: Amount, of route: KubernetesObject
  ) {
    guard let object = inventory[service], object.role == .service else {
      return backends.add(Self.target(service), weight)
    }
    if let members = membership[service]?.members {
      guard hasRoom(for: members.count, of: 1) else { return }
      for member in members { backends.add(member.target, weight) }
      return
    }
    let id = ImportDraft.cleaned(KubernetesObject.id("pods", object.name, in: object.namespace))
    let isAlias = object.spec?["type"]?.text == "ExternalName"
    let isSelecting = object.spec?["selector"]?.pairs.isEmpty == false
    guard isAlias || !isSelecting && endpoints[service] != nil else {
      return backends.add(
        RouteBackends.Outside(id: id, note: "\(route.id): what is behind \(service) is not in the files"), weight)
    }
    if !draft.contains(id) {
      draft.add(id, kind: "k8s/endpoints", source: object.source, at: object.place)
      if isAlias { addExternalName(of: object, for: id) } else { addAddresses(of: object, for: id) }
    }
    backends.add(Self.target(id), weight)
  }

  /// Says that a route needs any of its backends, and is degraded by the loss of each; what has no pods is a spare for
  /// nothing.
  ///
  /// - Parameter what: the part of the route that names them.
  mutating func relate(_ route: KubernetesObject, to backends: RouteBackends, _ what: String) {
    guard !draft.isFull else { return }
    let known = backends.members.filter { $0.outside == nil }
    guard !known.isEmpty else {
      for member in backends.members { draft.notes.addUnresolved(member.outside?.note ?? route.id) }
      return
    }
    let isAllAbsent = known.allSatisfy { isAbsent($0.target) }
    let members = backends.members.filter { isAllAbsent || !isAbsent($0.target) }
    let source = "\(route.source) \(what)"
    for case let outside? in members.map(\.outside) {
      draft.addExternal(outside.id, source: source, at: route.place)
      if let host = outside.host { draft.identify(outside.id, as: "host:" + host) }
    }
    if backends.members.count > known.count {
      draft.notes.addIncomplete(
        "\(route.id) \(what): \(known.count) of \(backends.members.count) members "
          + "\(known.count == 1 ? "is" : "are") in the files")
    }
    draft.relateRedundant(
      route.id, of: members.map(\.target), weights: members.map(\.weight), confidence: .referenced, source: source,
      at: route.place)
    state(backends.calls ?? StatedCalls(), of: route.id, from: [source])
  }
}
