internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Calls between services: the addresses that containers are given.
extension ComposeBuilder {
  /// Where a text is.
  private struct Text {
    let owner: String
    /// The variable that holds it.
    var variable: String?
    let what: String
    let place: Place
  }

  mutating func addAddresses(_ owner: String, _ node: SyntaxNode) {
    for (key, value) in node["environment"]?.pairs ?? [] {
      guard let name = key.text, let text = value.text else { continue }
      add(text, Text(owner: owner, variable: name, what: "environment \(name)", place: value.place))
    }
    for item in node["environment"]?.items ?? [] {
      guard let text = item.text, let sign = text.firstIndex(of: "=") else { continue }
      let name = String(text[..<sign])
      add(
        String(text[text.index(after: sign)...]),
        Text(owner: owner, variable: name, what: "environment \(name)", place: item.place))
    }
    for key in ["entrypoint", "command"] {
      guard let value = node[key] else { continue }
      // Words one after the other, so that an option comes before its value; scripts by themselves.
      let text = value.itemsOrSelf.compactMap(\.text).map { word in
        word.contains(where: \.isWhitespace) ? "\n\(word)\n" : word
      }.joined(separator: " ")
      add(text, Text(owner: owner, what: key, place: value.place))
    }
    let configs = (node["configs"]?.itemsOrSelf ?? []).compactMap {
      item -> (name: String, text: String, place: Place)? in
      guard let name = item["source"]?.text ?? item.text,
        let text = project.sections["configs"]?[name]?["content"]?.text
      else { return nil }
      return (name, text, item.place)
    }
    // A proxy may state a pool in one file and hand requests on to it in another.
    let poolNames = configs.reduce(into: Set<String>()) { $0.formUnion(AddressText.poolNames(in: $1.text)) }
    for config in configs {
      add(config.text, Text(owner: owner, what: "configs \(config.name)", place: config.place), poolNames)
    }
    if node["env_file"] != nil { draft.notes.remark("\(owner): its env_file is not read") }
  }

  private mutating func add(_ written: String, _ use: Text, _ poolNames: Set<String> = []) {
    let text = ComposeVariables.filled(written)
    let isCommand = use.variable == nil && !use.what.hasPrefix("configs")
    let resources = CloudAddress.found(in: text)
    relate(resources, use)
    let found = AddressText.withoutPools(
      resources.others(
        of: AddressText.candidates(
          in: text, named: use.variable, isCommand: isCommand, allowsUnderscores: true, allowsNumbers: true)),
      in: text, poolNames)
    // The services of a list of hosts, by the number of the list.
    var lists: [Int: HostList] = [:]
    var order: [Int] = []
    func note(_ target: String, _ list: Int, _ role: AddressCandidate.PoolRole? = nil) {
      if lists[list] == nil { order.append(list) }
      lists[list, default: HostList()].add(target, role)
    }
    var ownPools: Set<Int> = []
    // A variable that is called like a service has its name as an address.
    let isNameOfService = found.isEmpty && isNamedLike(text, use)
    if isNameOfService, let service = hosts.find(text.lowercased(), from: use.owner) { note(service, 0) }
    for candidate in found where lists.count < 1_000 {
      let role = candidate.poolRole
      if ComposeHosts.isOwn(candidate.host) {
        // What is in the container itself answers as well.
        if role != nil, role != .off { ownPools.insert(candidate.list) }
        continue
      }
      if role == .off {
        draft.notes.remark("\(use.owner): servers of its proxy that are turned off are no spares (\(use.what))")
        continue
      }
      if let service = hosts.find(candidate.host, from: use.owner) {
        let isSure = candidate.isAuthority || !candidate.isOther && (candidate.isNamed || candidate.port != nil)
        if isSure, service != use.owner { note(service, candidate.list, role) }
      } else if let neighbor = neighbor(candidate, use) {
        note(neighbor, candidate.list, role)
      } else if let outside = outside(candidate, use) {
        note(outside, candidate.list, role)
      }
    }
    for number in order {
      guard let list = lists[number] else { continue }
      if ownPools.contains(number) {
        draft.relate(
          use.owner, .uses, .all, of: list.targets, confidence: .inferred,
          source: source(use.owner, use.what, use.place), at: use.place)
      } else {
        relate(list, use)
      }
    }
  }

  /// Hosts in one list: any of them is enough.
  private struct HostList {
    private(set) var targets: [String] = []
    /// Whether they are the servers of a pool of a proxy.
    private(set) var isPool = false
    /// The targets that answer if no other one does.
    private(set) var backups: Set<String> = []
    private var known: Set<String> = []

    mutating func add(_ target: String, _ role: AddressCandidate.PoolRole?) {
      guard known.insert(target).inserted else { return }
      targets.append(target)
      isPool = isPool || role != nil
      if role == .backup { backups.insert(target) }
    }
  }

  /// Relates a service to the queues, topics, buckets and the like of clouds that it is given.
  private mutating func relate(_ found: CloudAddress.Found, _ use: Text) {
    let source = source(use.owner, use.what, use.place)
    for address in found.addresses {
      draft.add(address, source: source, at: use.place)
      let kind: Component.Relation.Kind =
        switch address.use {
        case .calls: .needs
        case .starts: .startNeeds
        case .reports: .uses
        }
      draft.relate(
        use.owner, kind, address.id, confidence: .inferred, source: source, at: use.place
      )
    }
    for service in found.unknownServices.sorted() {
      draft.notes.addUnresolved("\(use.owner) \(use.what) → an ARN of the service '\(service)' of AWS")
    }
  }

  /// The service of another project that a host surely is, in a network that both have.
  private mutating func neighbor(_ candidate: AddressCandidate, _ use: Text) -> String? {
    guard let neighbors, let label, let node = services[use.owner],
      candidate.isAuthority || !candidate.isOther && (candidate.isNamed || candidate.port != nil),
      let id = neighbors.find(candidate.host, from: node, project, label)
    else { return nil }
    addNeighbor(id, at: use.place)
    return id
  }

  /// Whether the value of a variable is a service's name, and the words of the variable are all in it: `CACHE=cache`.
  private func isNamedLike(_ text: String, _ use: Text) -> Bool {
    guard let variable = use.variable, hosts.find(text.lowercased(), from: use.owner) != nil else { return false }
    let words = AddressText.words(of: variable)
    return !words.isEmpty && Set(words).isSubset(of: AddressText.words(of: text))
  }

  /// A host that no service has, as a component of its own, where it is surely one.
  private mutating func outside(_ candidate: AddressCandidate, _ use: Text) -> String? {
    let host = candidate.host
    guard !host.contains("_") || candidate.isAuthority else { return nil }
    let isFile = use.what.hasPrefix("configs")
    let location: OutsideHost.Location = isFile ? .file : use.variable == nil ? .command : .variable
    let certainty = OutsideHost.certainty(of: candidate, variable: use.variable, in: location)
    guard certainty != .none else { return nil }
    let start = "\(use.owner) \(use.what) → \(host)"
    if let profile = inactive[host] {
      draft.notes.addUnresolved("\(start) (its profile was not selected: \(profile))")
      return nil
    }
    guard certainty == .sure else {
      draft.notes.addUnresolved(
        "\(use.owner) \(use.what) → \(OutsideHost.quoted(candidate)): it may be a host outside of the files")
      return nil
    }
    let form = OutsideHost.form(of: host)
    if form == .plain || form == .dotted, !hosts.isGiven(host, to: use.owner) {
      draft.notes.addUnresolved("\(start): no service of this name is in the files")
    }
    let id = "host/\(host)"
    draft.addExternal(id, isUniversal: true, source: source(use.owner, use.what, use.place), at: use.place)
    if form != .plain { draft.identify(id, as: "host:\(host)") }
    return id
  }

  private mutating func relate(_ list: HostList, _ use: Text) {
    let source = source(use.owner, use.what, use.place)
    let named = list.targets
    // A service without a replica is a spare for nothing.
    let targets = named.preferred { draft[$0]?.units != 0 }
    if targets.count > 1 {
      isConnected = true
      if list.isPool {
        draft.relate(use.owner, .needs, .any, of: targets, confidence: .inferred, source: source, at: use.place)
        draft.relate(
          use.owner, .uses, .all, of: targets.filter { !list.backups.contains($0) }, confidence: .inferred,
          source: source, at: use.place)
        return
      }
      draft.notes.addAmbiguous(
        "\(use.owner): \(use.what) names \(targets.count) hosts; any one of them is assumed to be enough")
      draft.relateRedundant(use.owner, of: targets, confidence: .inferred, source: source, at: use.place)
      return
    }
    let words = Set((use.variable.map(AddressText.words(of:)) ?? []))
    for target in targets {
      let isTelemetry = Self.isWatcher(target) || !words.isDisjoint(with: AddressText.telemetryWords)
      isConnected = isConnected || names.contains(target)
      draft.relate(
        use.owner, isTelemetry ? .uses : .needs, target, confidence: .inferred, source: source, at: use.place)
    }
  }
}
