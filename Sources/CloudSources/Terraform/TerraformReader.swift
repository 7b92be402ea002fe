internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Gathers what the files say, and makes resources of it.
struct TerraformReader {
  /// A resource, with what all files of its estate say of it.
  struct Instance {
    var address: TerraformAddress
    var id: String
    var attributes: CloudValue
    var isUnknown: SyntaxNode?
    /// What a state knows of the attributes that a plan leaves open.
    var known: [String: CloudValue] = [:]
    var dependsOn: [String]
    var provider: String?
    var estate: Int
    var file: String
    var place: Place
  }

  private(set) var instances: [Instance] = []
  private var positions: [String: Int] = [:]
  private var sources: [TerraformSource] = []
  private var graphs: [(file: String, graph: TerraformGraph)] = []
  private var draft = ImportDraft()
  private var isEmptyState = false

  /// A reader of files that may make that many relations.
  init(budget: ExpansionBudget) { draft.budget = budget }

  // MARK: Files

  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    let start = Place(file: file.name, line: 1, column: 1)
    var source = TerraformSource(file: file.name)
    switch TerraformFile(file) {
    case nil: return
    case .savedPlan?: throw InvalidInput([.terraformSavedPlan(at: start)])
    case .configuration?: throw InvalidInput([.terraformConfiguration(at: start)])
    case .graph?:
      let text = String(decoding: ForeignText.utf8(file.bytes), as: UTF8.self)
      graphs.append((file.name, TerraformGraph(text)))
      return
    case .eventStream?: source.addEvents(file)
    case .plan?:
      let document = try ForeignText.json(file)
      try checkVersion(document)
      remark(on: document, file.name)
      source.addPlan(document)
    case .state?:
      let document = try ForeignText.json(file)
      try checkVersion(document)
      guard let values = document["values"] else {
        isEmptyState = true
        return
      }
      source.addOutputs(values["outputs"])
      source.addValues(values["root_module"])
    case .rawState?:
      let document = try ForeignText.json(file)
      let version = document["version"]?.int ?? 0
      switch version {
      case 4: source.addState(document)
      case 1...3: source.addOldState(document)
      default: throw InvalidInput([.terraformVersion("version \(version)", of: "state", at: document.place)])
      }
    }
    sources.append(source)
  }

  private func checkVersion(_ document: SyntaxNode) throws(InvalidInput) {
    guard let version = document["format_version"], let text = version.text else { return }
    guard let major = text.split(separator: ".").first.flatMap({ Int($0) }), major <= 1 else {
      throw InvalidInput([
        .terraformVersion(
          "format_version \(Self.isVersion(text) ? text : "of another form")", of: "file", at: version.place)
      ])
    }
  }

  /// Whether a text is a version such as `1.2`, so that it may be quoted.
  private static func isVersion(_ text: String) -> Bool {
    text.utf8.count <= 12
      && text.utf8.allSatisfy { ("0"..."9").contains(Unicode.Scalar($0)) || $0 == UInt8(ascii: ".") }
  }

  private mutating func remark(on document: SyntaxNode, _ file: String) {
    if document["errored"]?.bool == true {
      draft.notes.remark("\(file): the plan failed when it was made, so it may be incomplete")
    } else if document["complete"]?.bool == false {
      draft.notes.remark("\(file): the plan is not complete: some changes were left for later")
    }
    let drifted = document["resource_drift"]?.items.count ?? 0
    if drifted > 0 {
      draft.notes.remark(
        "\(file): \(drifted) \(drifted == 1 ? "resource has" : "resources have") changed outside Terraform since the last apply"
      )
    }
  }

  // MARK: Instances

  /// Unites what the files say, plans first: they say what will be, states what a plan leaves open.
  private mutating func unite(_ estates: TerraformEstates) {
    let order = sources.indices.sorted { first, second in
      let (one, other) = (sources[first], sources[second])
      if estates.estates[first] != estates.estates[second] || one.isPlan == other.isPlan {
        if estates.estates[first] == estates.estates[second], one.serial != other.serial {
          return one.serial > other.serial
        }
        return first < second
      }
      return one.isPlan
    }
    for position in order {
      for entry in sources[position].entries {
        let id = estates.id(of: entry, in: position)
        add(
          entry, id: id, estate: estates.estates[position], isState: !sources[position].isPlan, sources[position].file)
      }
    }
  }

  private mutating func add(
    _ entry: TerraformSource.Entry, id: String, estate: Int, isState: Bool, _ file: String
  ) {
    guard let position = positions[id] else {
      positions[id] = instances.count
      instances.append(
        Instance(
          address: entry.address, id: id, attributes: entry.attributes, isUnknown: entry.isUnknown,
          dependsOn: entry.dependsOn, provider: entry.provider, estate: estate, file: file, place: entry.place))
      return
    }
    instances[position].provider = instances[position].provider ?? entry.provider
    // The dependencies of another estate are addresses of its own.
    if instances[position].estate == estate { instances[position].dependsOn += entry.dependsOn }
    guard case .map(let old) = instances[position].attributes, case .map(let new) = entry.attributes else { return }
    var pairs = old
    var places = Dictionary(old.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let isUnknown = instances[position].isUnknown.map { KeyedValues($0) }
    for pair in new where !pair.value.isNull {
      if isState, isUnknown?[pair.key] != nil, isUnknown?[pair.key]?.bool != false {
        instances[position].known[pair.key] = instances[position].known[pair.key] ?? pair.value
      }
      if let known = places[pair.key] {
        if pairs[known].value.isNull { pairs[known].value = pair.value }
      } else {
        places[pair.key] = pairs.count
        pairs.append(pair)
      }
    }
    instances[position].attributes = .map(pairs)
  }

  // MARK: The model

  consuming func model(start: Place) throws(InvalidInput) -> ImportedModel {
    let estates = TerraformEstates(sources)
    for union in estates.unions { draft.notes.addUnion(union) }
    unite(estates)
    addDeclarationsOfGraphs()
    let inventory = try inventory(estates)
    CloudMeaning(inventory).add(to: &draft)
    addFaults(estates)
    markChanges(estates)
    report()
    if isEmptyState, instances.isEmpty {
      throw InvalidInput([.emptyImport(format: "Terraform", reason: "it has no resources", at: start)])
    }
    return try draft.model(name: name(start), format: "Terraform", things: "resources", start: start)
  }

  private mutating func inventory(_ estates: TerraformEstates) throws(InvalidInput) -> CloudInventory {
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
    for estate in byEstate.keys.sorted() {
      let own = byEstate[estate]!.map { (address: instances[$0].address, id: instances[$0].id) }
      let all = own + (aliases[estate] ?? [])
      let files = sources.indices.filter { estates.estates[$0] == estate }
      configurations[estate] = TerraformConfiguration(
        files.compactMap { sources[$0].configuration }, variables: files.compactMap { sources[$0].variables },
        instances: all, budget: draft.budget)
      declared[estate] = TerraformDeclared(all)
    }
    let remotes = TerraformRemoteStates(sources, estates, &configurations)
    var made: [Int: CloudResource] = [:]
    for estate in byEstate.keys.sorted() {
      var configuration = configurations[estate]!
      let plans = sources.indices.filter { estates.estates[$0] == estate }.compactMap { sources[$0].regions }
      for position in byEstate[estate]! {
        let instance = instances[position]
        var resource = try resource(instance, &configuration)
        resource.estate = estates.name(of: estate)
        resource.scope = "\(estate) \(instance.address.modulePrefix)"
        resource.foreign = remotes.texts[estate] ?? [:]
        let planned = plans.lazy.compactMap { $0[instance.address] }.first
        let known =
          resource.cloud == CloudResource.amazon ? instance.provider.flatMap { regions["\(estate) \($0)"] } : nil
        resource.region = planned?.region ?? known?.region
        resource.account = planned?.account ?? known?.account
        resource.zone = planned?.zone
        resource.provider = (planned?.provider ?? instance.provider).map { "\(estate) \($0)" }
        resource.dependsOn = dependencies(of: instance, declared[estate]!)
        made[position] = resource
      }
      for address in configuration.selfReferences {
        draft.notes.remark("\(address) refers to itself, which Terraform refuses: that is not in the model")
      }
      localCount += configuration.localCount
      configurations[estate] = configuration
    }
    for position in instances.indices { if let resource = made[position] { inventory.add(resource) } }
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

  private func resource(
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
        instance.attributes, isUnknown: instance.isUnknown, configured: configured, known: instance.known),
      source: "\(ImportDraft.fileName(instance.file)): \(instance.id)", at: instance.place)
    resource.isExternal = instance.address.isData
    if let configured { TerraformValues.note(instance.attributes, configured, in: &resource.expressed) }
    resource.name =
      resource.attributes["tags"]?["Name"]?.text ?? resource.attributes["tags_all"]?["Name"]?.text
    return AzureAPI.translated(resource)
  }

  /// The dependencies of an instance. Those of a state have lost their keys: of several instances the one of the same
  /// key is meant, or all.
  private mutating func dependencies(of instance: Instance, _ declared: TerraformDeclared) -> [String] {
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

  private func name(_ start: Place) -> String {
    let file = start.file.split(separator: "/").last.map(String.init) ?? start.file
    return file.split(separator: ".").first.map(String.init) ?? file
  }

  // MARK: Graphs

  /// A graph by itself gives one component a declaration.
  private mutating func addDeclarationsOfGraphs() {
    guard instances.isEmpty else { return }
    for (file, graph) in graphs {
      for declaration in graph.declarations {
        guard let address = TerraformAddress(declaration) else { continue }
        let entry = TerraformSource.Entry(
          address: address, text: declaration, attributes: .map([]), place: Place(file: file, line: 1, column: 1))
        add(entry, id: declaration, estate: 0, isState: true, file)
      }
      draft.notes.remark(
        "\(file): a graph says which declarations refer to which, not why, nor how many instances there are; name the plan or state as well for a better model"
      )
    }
  }

  /// Adds what a graph says. Where both sides have the same keys, each refers to the one of its own key, else to all;
  /// within an instance of a module only to what is in the same.
  private func addReferences(
    of graph: TerraformGraph, _ file: String, to inventory: inout CloudInventory,
    configuration: inout TerraformConfiguration
  ) throws(InvalidInput) {
    var budget = configuration.budget
    for declaration in graph.declarations {
      let sources = configuration.instances(ofDeclaration: declaration)
      guard !sources.isEmpty else { continue }
      let targets = (graph.references[declaration] ?? []).map {
        TerraformTargets(configuration.instances(ofDeclaration: $0), of: sources.map(\.address))
      }
      for source in sources {
        let ordered = Set(configuration.dependsOn(of: source.address))
        for target in targets where !target.isEmpty {
          let ids = target.ids(for: source.address)
          guard ordered.isEmpty || !ids.contains(where: ordered.contains), !ids.isEmpty else { continue }
          guard budget.spend(ordered.count + ids.count) else {
            let what = "what '\(declaration)' refers to makes too many references"
            throw InvalidInput([
              .importTooLarge(what, limit: budget.limit, at: Place(file: file, line: 1, column: 1))
            ])
          }
          inventory.update(source.id) { $0.references.append(CloudReference(ids, isAmbiguous: ids.count > 1)) }
        }
      }
    }
  }

  // MARK: Faults and notes

  /// Marks what plans change.
  private mutating func markChanges(_ estates: TerraformEstates) {
    for (position, source) in sources.enumerated() {
      for planned in source.actions {
        guard let entry = source.entry(planned.address) else { continue }
        draft.update(estates.id(of: entry, in: position)) { $0.plannedChange = planned.action.change }
      }
    }
  }

  private mutating func addFaults(_ estates: TerraformEstates) {
    for (action, name, what) in [
      (TerraformSource.Action.destroy, "plan/destroy", "destroys"),
      (.replace, "plan/replace", "destroys and then makes anew"),
      (.createFirst, "plan/create-before-destroy", "makes anew before it destroys the old"),
      (.update, "plan/update", "changes in place"),
    ] {
      var ids: [String] = []
      var seen: Set<String> = []
      for (position, source) in sources.enumerated() {
        for planned in source.actions where planned.action == action {
          guard let entry = source.entry(planned.address) else { continue }
          let id = estates.id(of: entry, in: position)
          if seen.insert(id).inserted { ids.append(id) }
        }
      }
      draft.addFault(
        name, down: ids, description: "what the plan \(what): \(ids.count) \(ids.count == 1 ? "resource" : "resources")"
      )
    }
  }

  /// Reports what a state says of resources that are not as they should be.
  private mutating func report() {
    for source in sources {
      let file = ImportDraft.fileName(source.file)
      for text in source.tainted.prefix(20) {
        draft.notes.remark("\(ImportDraft.cleaned(text)) is tainted: the next apply replaces it")
      }
      if source.tainted.count > 20 {
        draft.notes.remark("\(file): \(source.tainted.count) resources are tainted: the next apply replaces them")
      }
      if source.deposed > 0 {
        draft.notes.remark(
          "\(file): \(source.deposed) deposed \(source.deposed == 1 ? "object is" : "objects are") not in the model: the next apply destroys \(source.deposed == 1 ? "it" : "them")"
        )
      }
      if source.repeated > 0 {
        draft.notes.remark(
          "\(file): \(source.repeated) \(source.repeated == 1 ? "address is" : "addresses are") there twice: the first counts"
        )
      }
    }
  }
}
