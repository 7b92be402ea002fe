public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Terraform's plans, states, graphs and event streams: resources become components by their addresses.
///
/// Files named together are one configuration: values come from plan and state, references from the configuration in the
/// plan, what locals and dynamic blocks hide from the graph. What a reference means is decided by the tables in `AWS`; types of
/// other clouds are understood by the names of their attributes. Nothing but ids, types and references is kept: no value of a
/// state or plan reaches the model.
public struct TerraformImporter: ModelImporter {
  /// `Terraform`.
  public let format = "Terraform"
  /// `.json`, `.tfstate`, `.dot` and the like.
  public let fileEndings = [".json", ".tfstate", ".dot", ".gv", ".ndjson", ".jsonl", ".tfplan", ".backup"]

  /// `.tf`: Terraform's own source.
  public let explainedEndings = [".tf"]

  /// An importer.
  public init() {}

  /// Whether a file is a plan, a state, a graph or an event stream of Terraform.
  public func recognizes(_ file: SourceFile) -> Bool { TerraformFile(file) != nil }

  /// The resources of all the files as one model.
  ///
  /// - Complexity: linear in the files and references.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = TerraformReader(budget: ExpansionBudget(files))
    for file in files { try reader.add(file) }
    return try reader.model(start: Place(file: files[0].name, line: 1, column: 1))
  }
}

/// Gathers what the files say.
struct TerraformReader {
  /// The planned action for a resource.
  enum Action {
    case create, update, replace, destroy
  }

  private struct Instance {
    var address: TerraformAddress
    var id: String
    var attributes: CloudValue
    var isUnknown: SyntaxNode?
    var dependsOn: [String]
    var file: String
    var place: Place
  }

  private var instances: [Instance] = []
  private var positions: [String: Int] = [:]
  private var configurations: [SyntaxNode] = []
  private var graphs: [(file: String, graph: TerraformGraph)] = []
  private var actions: [(id: String, action: Action)] = []
  private var draft = ImportDraft()
  /// The regions that the providers of plans state, by file and declaration.
  private var regions: [String: TerraformRegions] = [:]
  private var isEmptyState = false

  /// A reader of files that may make that many relations.
  init(budget: ExpansionBudget) { draft.budget = budget }

  // MARK: Files

  mutating func add(_ file: SourceFile) throws(InvalidInput) {
    let start = Place(file: file.name, line: 1, column: 1)
    switch TerraformFile(file) {
    case nil: return
    case .savedPlan?: throw InvalidInput([.terraformSavedPlan(at: start)])
    case .configuration?: throw InvalidInput([.terraformConfiguration(at: start)])
    case .graph?:
      let text = String(decoding: ForeignText.utf8(file.bytes), as: UTF8.self)
      graphs.append((file.name, TerraformGraph(text)))
    case .eventStream?: addEvents(file)
    case .plan?: try addPlan(try ForeignText.json(file), file.name)
    case .state?:
      let document = try ForeignText.json(file)
      try checkVersion(document)
      guard let values = document["values"] else {
        isEmptyState = true
        return
      }
      addValues(values["root_module"], file.name, isState: true)
    case .rawState?:
      let document = try ForeignText.json(file)
      let version = document["version"]?.int ?? 0
      switch version {
      case 4: addState(document, file.name)
      case 1...3: addOldState(document, file.name)
      default: throw InvalidInput([.terraformVersion("version \(version)", of: "state", at: document.place)])
      }
    }
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

  /// Adds an instance; of one that is known, what was not known of it.
  private mutating func add(
    _ address: TerraformAddress, id: String, _ attributes: CloudValue, isUnknown: SyntaxNode? = nil,
    dependsOn: [String] = [], _ file: String, _ place: Place
  ) {
    if let position = positions[id] {
      if case .map(let old) = instances[position].attributes, case .map(let new) = attributes {
        var pairs = old
        var places = Dictionary(old.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        let isUnknown = instances[position].isUnknown.map { KeyedValues($0) }
        for pair in new where !pair.value.isNull {
          if let known = places[pair.key] {
            if pairs[known].value.isNull || isUnknown?[pair.key]?.bool == true {
              pairs[known].value = pair.value
            }
          } else {
            places[pair.key] = pairs.count
            pairs.append(pair)
          }
        }
        instances[position].attributes = .map(pairs)
      }
      instances[position].dependsOn += dependsOn
      return
    }
    positions[id] = instances.count
    instances.append(
      Instance(
        address: address, id: id, attributes: attributes, isUnknown: isUnknown, dependsOn: dependsOn, file: file,
        place: place))
  }

  // MARK: Plans

  private mutating func addPlan(_ document: SyntaxNode, _ file: String) throws(InvalidInput) {
    try checkVersion(document)
    if document["errored"]?.bool == true {
      draft.notes.remark("\(file): the plan failed when it was made, so it may be incomplete")
    } else if document["complete"]?.bool == false {
      draft.notes.remark("\(file): the plan is not complete: some changes were left for later")
    }
    if let configuration = document["configuration"] { configurations.append(configuration) }
    regions[file] = TerraformRegions(ofPlan: document)
    for change in document["resource_changes"]?.items ?? [] { add(change: change, file) }
    if document["resource_changes"] == nil {
      addValues(document["planned_values"]?["root_module"], file, isState: false)
    }
    addValues(document["prior_state"]?["values"]?["root_module"], file, isState: true, dataOnly: true)
    let drifted = document["resource_drift"]?.items.count ?? 0
    if drifted > 0 {
      draft.notes.remark(
        "\(file): \(drifted) \(drifted == 1 ? "resource has" : "resources have") changed outside Terraform since the last apply"
      )
    }
  }

  private mutating func add(change node: SyntaxNode, _ file: String) {
    guard let text = node["address"]?.text, node["deposed"] == nil, let address = TerraformAddress(text) else {
      return
    }
    let change = node["change"]
    let actions = Set((change?["actions"]?.items ?? []).compactMap(\.text))
    let isGone = actions == ["delete"] || actions == ["forget"]
    let values = isGone ? change?["before"] : change?["after"]
    add(
      address, id: text, TerraformValues.value(values ?? SyntaxNode(.null, at: node.place)),
      isUnknown: isGone ? nil : change?["after_unknown"], file, node.place)
    guard !address.isData else { return }
    if actions.contains("delete"), actions.contains("create") {
      self.actions.append((text, .replace))
    } else if actions.contains("delete") {
      self.actions.append((text, .destroy))
    } else if actions.contains("update") {
      self.actions.append((text, .update))
    } else if actions.contains("create") {
      self.actions.append((text, .create))
    }
  }

  private mutating func addEvents(_ file: SourceFile) {
    for event in ForeignText.jsonLines(file).documents where event["type"]?.text == "planned_change" {
      guard let change = event["change"], let text = change["resource"]?["addr"]?.text,
        let address = TerraformAddress(text)
      else { continue }
      add(address, id: text, .map([]), file.name, event.place)
      switch change["action"]?.text {
      case "replace"?: actions.append((text, .replace))
      case "delete"?: actions.append((text, .destroy))
      case "update"?: actions.append((text, .update))
      case "create"?: actions.append((text, .create))
      default: break
      }
    }
  }

  // MARK: States

  private mutating func addValues(_ module: SyntaxNode?, _ file: String, isState: Bool, dataOnly: Bool = false) {
    var waiting = [module].compactMap(\.self)
    while let module = waiting.popLast() {
      for resource in module["resources"]?.items ?? [] {
        guard let text = resource["address"]?.text, let address = TerraformAddress(text) else { continue }
        if dataOnly, !address.isData, positions[text] != nil { continue }
        if dataOnly, !address.isData { continue }
        add(
          address, id: text, TerraformValues.value(resource["values"] ?? SyntaxNode(.null, at: resource.place)),
          dependsOn: (resource["depends_on"]?.items ?? []).compactMap(\.text), file, resource.place)
      }
      waiting += (module["child_modules"]?.items ?? []).reversed()
    }
  }

  private mutating func addState(_ document: SyntaxNode, _ file: String) {
    for resource in document["resources"]?.items ?? [] {
      guard let type = resource["type"]?.text, let name = resource["name"]?.text else { continue }
      let module = resource["module"]?.text.map { $0 + "." } ?? ""
      let data = resource["mode"]?.text == "data" ? "data." : ""
      for instance in resource["instances"]?.items ?? [] where instance["deposed"] == nil {
        var key = ""
        if let index = instance["index_key"], let text = index.text {
          key = index.isQuoted ? "[\(Self.quoted(text))]" : "[\(text)]"
        }
        let text = "\(module)\(data)\(type).\(name)\(key)"
        guard let address = TerraformAddress(text) else { continue }
        let attributes =
          instance["attributes"].map(TerraformValues.value)
          ?? TerraformValues.unflattened(
            (instance["attributes_flat"]?.pairs ?? []).map { ($0.key.text ?? "", $0.value.text ?? "") })
        let before = (instance["dependencies"] ?? instance["depends_on"])?.items ?? []
        add(
          address, id: text, attributes, dependsOn: before.compactMap(\.text), file, instance.place)
        if instance["status"]?.text == "tainted" {
          draft.notes.remark("\(text) is tainted: the next apply replaces it")
        }
      }
    }
  }

  private static func quoted(_ key: String) -> String {
    "\"" + key.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// A state of version 3 and before: flat texts, modules by path.
  private mutating func addOldState(_ document: SyntaxNode, _ file: String) {
    for module in document["modules"]?.items ?? [] {
      let path = (module["path"]?.items ?? []).compactMap(\.text).dropFirst()
      let prefix = path.map { "module.\($0)." }.joined()
      for (key, resource) in module["resources"]?.pairs ?? [] {
        guard var name = key.text else { continue }
        // `type.name.0` has its index behind a dot.
        if let last = name.split(separator: ".").last, Int(last) != nil, name.split(separator: ".").count > 2 {
          name = name.dropLast(last.count + 1) + "[\(last)]"
        }
        let text = prefix + name
        guard let address = TerraformAddress(text), let primary = resource["primary"] else { continue }
        var pairs = (primary["attributes"]?.pairs ?? []).map { ($0.key.text ?? "", $0.value.text ?? "") }
        if !pairs.contains(where: { $0.0 == "id" }), let id = primary["id"]?.text { pairs.append(("id", id)) }
        let before = (resource["depends_on"]?.items ?? []).compactMap(\.text).map { prefix + $0 }
        add(
          address, id: text, TerraformValues.unflattened(pairs), dependsOn: before, file, resource.place)
      }
    }
  }

  // MARK: The model

  consuming func model(start: Place) throws(InvalidInput) -> ImportedModel {
    addDeclarationsOfGraphs()
    var configuration = TerraformConfiguration(
      configurations.first, instances: instances.map { ($0.address, $0.id) }, budget: draft.budget)
    var inventory = CloudInventory()
    let declared = TerraformDeclared(instances.map { ($0.address, $0.id) })
    for instance in instances {
      let configured = configuration.attributes(of: instance.address)
      guard !configuration.budget.isSpent else {
        let what = "what '\(ImportDraft.cleaned(instance.id))' and those before it refer to makes too many references"
        throw InvalidInput([.importTooLarge(what, limit: configuration.budget.limit, at: instance.place)])
      }
      var resource = CloudResource(
        instance.id, type: instance.address.type,
        attributes: TerraformValues.merged(
          instance.attributes, isUnknown: instance.isUnknown, configured: configured),
        source: "\(ImportDraft.fileName(instance.file)): \(instance.id)", at: instance.place)
      resource.scope = instance.address.modulePrefix
      resource.isExternal = instance.address.isData
      resource.region = regions[instance.file]?[instance.address]
      resource.name =
        resource.attributes["tags"]?["Name"]?.text ?? resource.attributes["tags_all"]?["Name"]?.text
      resource.dependsOn = dependencies(of: instance, declared)
      inventory.add(resource)
    }
    try addReferencesOfGraphs(to: &inventory, configuration: &configuration)
    for address in configuration.selfReferences {
      draft.notes.remark("\(address) refers to itself, which Terraform refuses: that is not in the model")
    }
    if configuration.localCount > 0, graphs.isEmpty {
      draft.notes.remark(
        "\(configuration.localCount) references go through locals, which a plan does not hold; name the output of 'terraform graph' as well to follow them"
      )
    }
    if !graphs.isEmpty { inventory = CloudMeaning(inventory).withGraphReferences() }
    CloudMeaning(inventory).add(to: &draft)
    addFaults()
    if isEmptyState, instances.isEmpty {
      throw InvalidInput([.emptyImport(format: "Terraform", at: start)])
    }
    return try draft.model(name: name(start), format: "Terraform", things: "resources", start: start)
  }

  /// The dependencies of an instance. Those of a state have lost their keys: of several instances the one of the same
  /// key is meant, or all.
  private func dependencies(of instance: Instance, _ declared: TerraformDeclared) -> [String] {
    func ids(_ name: String) -> [String] {
      positions[name] != nil ? [name] : declared.ids(of: name, likeKey: instance.address.key)
    }
    // One name is the usual case, and keeps the array that all share.
    return instance.dependsOn.count == 1 ? ids(instance.dependsOn[0]) : instance.dependsOn.flatMap { ids($0) }
  }

  private func name(_ start: Place) -> String {
    let file = start.file.split(separator: "/").last.map(String.init) ?? start.file
    return file.split(separator: ".").first.map(String.init) ?? file
  }

  /// A graph by itself gives one component a declaration.
  private mutating func addDeclarationsOfGraphs() {
    guard instances.isEmpty else { return }
    for (file, graph) in graphs {
      for declaration in graph.declarations {
        guard let address = TerraformAddress(declaration) else { continue }
        add(address, id: declaration, .map([]), file, Place(file: file, line: 1, column: 1))
      }
      draft.notes.remark(
        "\(file): a graph says which declarations refer to which, not why, nor how many instances there are; name the plan or state as well for a better model"
      )
    }
  }

  /// Adds what the graphs say. Where both sides have the same keys, each refers to the one of its own key, else to all.
  private func addReferencesOfGraphs(
    to inventory: inout CloudInventory, configuration: inout TerraformConfiguration
  ) throws(InvalidInput) {
    var budget = configuration.budget
    for (file, graph) in graphs {
      for declaration in graph.declarations {
        let sources = configuration.instances(ofDeclaration: declaration)
        guard !sources.isEmpty else { continue }
        let keys = Set(sources.map(\.address.key))
        let targets = (graph.references[declaration] ?? []).map {
          TerraformTargets(configuration.instances(ofDeclaration: $0), keysOfSources: keys)
        }
        for source in sources {
          let ordered = Set(configuration.dependsOn(of: source.address))
          for target in targets where !target.ids.isEmpty {
            guard ordered.isEmpty || !target.ids.contains(where: ordered.contains) else { continue }
            let ids = target.ids(for: source.address.key)
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
  }

  private mutating func addFaults() {
    for (action, name, what) in [
      (Action.destroy, "plan/destroy", "destroys"), (.replace, "plan/replace", "replaces"),
      (.update, "plan/update", "changes in place"),
    ] {
      let ids = actions.filter { $0.action == action }.map(\.id)
      draft.addFault(
        name, down: ids, description: "what the plan \(what): \(ids.count) \(ids.count == 1 ? "resource" : "resources")"
      )
    }
  }
}
