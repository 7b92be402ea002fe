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
    /// What a state knows of attributes that a plan knows as well.
    var before: [String: CloudValue] = [:]
    var dependsOn: [String]
    var provider: String?
    var estate: Int
    var file: String
    var place: Place
  }

  var instances: [Instance] = []
  var positions: [String: Int] = [:]
  var sources: [TerraformSource] = []
  var graphs: [(file: String, graph: TerraformGraph)] = []
  var draft = ImportDraft()
  var isEmptyState = false

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

  private func name(_ start: Place) -> String {
    let file = start.file.split(separator: "/").last.map(String.init) ?? start.file
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}
