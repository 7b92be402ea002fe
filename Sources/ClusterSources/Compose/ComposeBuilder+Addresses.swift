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
    for item in node["configs"]?.itemsOrSelf ?? [] {
      guard let name = item["source"]?.text ?? item.text,
        let text = project.sections["configs"]?[name]?["content"]?.text
      else { continue }
      add(text, Text(owner: owner, what: "configs \(name)", place: item.place))
    }
    if node["env_file"] != nil { draft.notes.remark("\(owner): its env_file is not read") }
  }

  private mutating func add(_ written: String, _ use: Text) {
    let text = ComposeVariables.filled(written)
    let isCommand = use.variable == nil && !use.what.hasPrefix("configs")
    let found = AddressText.candidates(
      in: text, named: use.variable, isCommand: isCommand, allowsUnderscores: true, allowsNumbers: true)
    // The services of a list of hosts, by the number of the list.
    var lists: [Int: [String]] = [:]
    var order: [Int] = []
    func note(_ target: String, _ list: Int) {
      if lists[list] == nil { order.append(list) }
      if lists[list]?.contains(target) != true { lists[list, default: []].append(target) }
    }
    // A variable that is called like a service has its name as an address.
    let isNameOfService = found.isEmpty && isNamedLike(text, use)
    if isNameOfService, let service = hosts.find(text.lowercased(), from: use.owner) { note(service, 0) }
    for candidate in found where !ComposeHosts.isOwn(candidate.host) && lists.count < 1_000 {
      if let service = hosts.find(candidate.host, from: use.owner) {
        let isSure = candidate.isAuthority || !candidate.isOther && (candidate.isNamed || candidate.port != nil)
        if isSure, service != use.owner { note(service, candidate.list) }
      } else if let neighbor = neighbor(candidate, use) {
        note(neighbor, candidate.list)
      } else if let outside = outside(candidate, use) {
        note(outside, candidate.list)
      }
    }
    for list in order { relate(lists[list] ?? [], use) }
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

  private mutating func relate(_ named: [String], _ use: Text) {
    let source = source(use.owner, use.what, use.place)
    // A service without a replica is a spare for nothing.
    let targets = named.preferred { draft[$0]?.units != 0 }
    if targets.count > 1 {
      isConnected = true
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
