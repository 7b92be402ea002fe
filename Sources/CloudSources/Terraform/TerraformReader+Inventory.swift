internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes the resources of what is known: values, references, places.
extension TerraformReader {
  mutating func inventory(_ estates: TerraformEstates) throws(InvalidInput) -> CloudInventory {
    var inventory = CloudInventory()
    let regions = TerraformRegions.ofProviders(instances)
    var localCount = 0
    var byEstate: [Int: [Int]] = [:]
    for (position, instance) in instances.enumerated() { byEstate[instance.estate, default: []].append(position) }
    // What another estate has is referred to by the own address, too.
    var aliases: [Int: [(address: TerraformAddress, id: String)]] = [:]
    for (position, source) in sources.enumerated() where !estates.unions.isEmpty {
      for entry in source.entries {
        let id = estates.id(of: entry, in: position)
        let estate = estates.estates[position]
        if let known = positions[id], instances[known].estate != estate {
          aliases[estate, default: []].append((entry.address, id))
        }
      }
    }
    var configurations: [Int: TerraformConfiguration] = [:]
    var declared: [Int: TerraformDeclared] = [:]
    let isOrdered = instances.contains { !$0.dependsOn.isEmpty }
    for estate in byEstate.keys.sorted() {
      let own = byEstate[estate]!.map { (address: instances[$0].address, id: instances[$0].id) }
      let all = own + (aliases[estate] ?? [])
      let files = sources.indices.filter { estates.estates[$0] == estate }
      configurations[estate] = TerraformConfiguration(
        files.compactMap { sources[$0].configuration }, variables: files.compactMap { sources[$0].variables },
        instances: all, budget: draft.budget)
      if isOrdered { declared[estate] = TerraformDeclared(all) }
    }
    let remotes = TerraformRemoteStates(sources, estates, &configurations)
    var made = [CloudResource?](repeating: nil, count: instances.count)
    for estate in byEstate.keys.sorted() {
      // Taken out while it changes, so that it is not copied.
      guard var configuration = configurations.removeValue(forKey: estate) else { continue }
      let plans = sources.indices.filter { estates.estates[$0] == estate }.compactMap { sources[$0].regions }
      let estateName = estates.name(of: estate)
      let foreign = remotes.texts[estate] ?? [:]
      let declarations = declared[estate]
      let rootScope = "\(estate) "
      // Most resources have one of few providers, and no other hints.
      var shared: [SharedHints: CloudHints] = [:]
      for position in byEstate[estate]! {
        let instance = instances[position]
        var resource = try resource(instance, &configuration)
        resource.estate = estateName
        resource.scope = instance.address.modules.isEmpty ? rootScope : rootScope + instance.address.modulePrefix
        let planned = plans.lazy.compactMap { $0[instance.address] }.first
        let known =
          resource.cloud == CloudResource.amazon
          ? instance.provider.flatMap { regions[estate]?[$0] } : nil
        resource.region = planned?.region ?? known?.region
        resource.zone = planned?.zone
        let hints = SharedHints(
          account: planned?.account ?? known?.account, provider: planned?.provider ?? instance.provider)
        if let expressed = resource.hints?.expressed {
          resource.hints = hints.stated(estate, expressed: expressed, foreign: foreign)
        } else {
          let known = shared[hints] ?? hints.stated(estate, foreign: foreign)
          shared[hints] = known
          resource.hints = known
        }
        if let declarations { resource.dependsOn = dependencies(of: instance, declarations) }
        made[position] = resource
      }
      for address in configuration.selfReferences {
        draft.notes.remark("\(address) refers to itself, which Terraform refuses: that is not in the model")
      }
      localCount += configuration.localCount
      configurations[estate] = configuration
    }
    AzureAPIUpdates.apply(to: &made)
    for resource in made { if let resource { inventory.add(resource) } }
    made = []
    inventory.nameZones()
    for union in inventory.zones.unions { draft.notes.addUnion(union) }
    if localCount > 0, graphs.isEmpty {
      draft.notes.remark(
        "\(localCount) references go through locals, which a plan does not hold; name the output of 'terraform graph' as well to follow them"
      )
    }
    for (file, graph) in graphs {
      // A graph is of the estate that has most of its declarations.
      let fitting = configurations.keys.sorted().max { first, second in
        let one = configurations[first]!.count(of: graph.declarations)
        return one < configurations[second]!.count(of: graph.declarations)
      }
      guard let fitting else { continue }
      try addReferences(of: graph, file, to: &inventory, configuration: &configurations[fitting]!)
    }
    return graphs.isEmpty ? inventory : CloudMeaning(inventory).withGraphReferences()
  }

  /// What most resources of a provider have in common.
  private struct SharedHints: Hashable {
    var account: String?
    var provider: String?

    func stated(
      _ estate: Int, expressed: [String: Set<String>] = [:], foreign: [String: Set<String>]
    ) -> CloudHints {
      CloudHints(
        account: account, provider: provider.map { "\(estate) \($0)" }, expressed: expressed, foreign: foreign)
    }
  }

  func resource(
    _ instance: Instance, _ configuration: inout TerraformConfiguration
  ) throws(InvalidInput) -> CloudResource {
    let configured = configuration.attributes(of: instance.address)
    guard !configuration.budget.isSpent else {
      let what = "what '\(ImportDraft.cleaned(instance.id))' and those before it refer to makes too many references"
      throw InvalidInput([.importTooLarge(what, limit: configuration.budget.limit, at: instance.place)])
    }
    var resource = CloudResource(
      instance.id, type: instance.address.type,
      attributes: TerraformValues.merged(
        instance.attributes, isUnknown: instance.isUnknown, configured: configured, known: instance.known,
        before: instance.before),
      source: "\(ImportDraft.fileName(instance.file)): \(instance.id)", at: instance.place)
    resource.isExternal = instance.address.isData
    if let configured {
      var expressed: [String: Set<String>] = [:]
      TerraformValues.note(instance.attributes, configured, in: &expressed)
      if !expressed.isEmpty { resource.hints = CloudHints(account: nil, expressed: expressed) }
    }
    resource.name =
      resource.attributes["tags"]?["Name"]?.text ?? resource.attributes["tags_all"]?["Name"]?.text
    return GoogleShares.withoutIdle(AzureAPI.translated(resource))
  }

  /// The dependencies of an instance. Those of a state have lost their keys: of several instances the one of the same
  /// key is meant, or all.
  mutating func dependencies(of instance: Instance, _ declared: TerraformDeclared) -> [String] {
    func ids(_ name: String) -> [String] {
      declared.id(ofAddress: name).map { [$0] } ?? declared.ids(of: name, like: instance.address)
    }
    // One name is the usual case, and keeps the array that all share.
    if instance.dependsOn.count == 1, case let found = ids(instance.dependsOn[0]), !found.isEmpty { return found }
    var all: [String] = []
    for name in instance.dependsOn {
      let found = ids(name)
      if found.isEmpty, TerraformAddress(name) != nil {
        draft.notes.addUnresolved("\(ImportDraft.cleaned(instance.id)) → \(ForeignName.quoted(id: name))")
      }
      all += found
    }
    return all
  }
}
