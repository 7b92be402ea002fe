internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The objects of all files, each once.
struct KubernetesInventory {
  private(set) var objects: [KubernetesObject] = []
  private var positions: [String: Int] = [:]
  private var identities: [Identity: Int] = [:]
  private(set) var notes = ImportNotes()
  /// The ids of objects that the files state several times.
  private(set) var repeated: [String] = []
  private var repeatedOnce: Set<String> = []
  /// The ids of objects whose names are written in several ways that Unicode treats as equal.
  private(set) var respelled: Set<String> = []
  /// What the files have in common.
  private var files: KubernetesFiles
  /// The number of the file that each object is of.
  private var fileOfObject: [Int] = []

  private struct Identity: Hashable {
    var group: String
    var kind: String
    var namespace: String?
    var name: String
  }

  /// Reads files.
  ///
  /// - Throws: `InvalidInput` with what is wrong with the syntax of any of them.
  init(_ sources: [SourceFile]) throws(InvalidInput) {
    files = KubernetesFiles(sources.map(\.name))
    var problems: [Diagnostic] = []
    for (number, file) in sources.enumerated() {
      do throws(InvalidInput) {
        let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
        for document in try documents(file) { add(document, file: name, number) }
      } catch {
        problems += error.diagnostics
      }
    }
    // The user said of files with a name that they are one cluster.
    let isNamed = sources.allSatisfy { $0.sourceName != nil }
    if !isNamed, let problem = files.severalClusters { problems.append(problem) }
    guard problems.isEmpty else { throw InvalidInput(problems) }
    for union in files.unions { notes.addUnion(union) }
  }

  /// The documents of a file; what a tool says before its JSON is passed over.
  private mutating func documents(_ file: SourceFile) throws(InvalidInput) -> [SyntaxNode] {
    if SourceOutline(file).isJSON, !SourceStart.isJSON(SourceStart.bytes(of: file)) {
      return [try ForeignText.json(file)]
    }
    let (documents, duplicateKeys) = try ForeignText.documentsWithDuplicates(file)
    if let first = duplicateKeys.first?.place {
      let name = ImportDraft.cleaned(ImportDraft.fileName(file.name))
      let more = duplicateKeys.count > 1 ? ", as do \(duplicateKeys.count - 1) more" : ""
      notes.remark(
        "\(name): the key in line \(first.line) appears a second time in its mapping\(more); the last one counts, as with kubectl"
      )
    }
    return documents
  }

  /// The object of an id.
  subscript(id: String) -> KubernetesObject? { positions[id].map { objects[$0] } }

  /// The objects of a role, in the order read.
  func objects(_ role: KubernetesKind.Role) -> [KubernetesObject] { objects.filter { $0.role == role } }

  /// Adds a document; lists are opened, whatever is in them.
  private mutating func add(_ document: SyntaxNode, file: String, _ number: Int) {
    // Lists within lists are as deep as the reader lets documents be.
    var open: [(node: SyntaxNode, kind: String?, version: String?)] = [(document, nil, nil)]
    while let (node, usualKind, usualVersion) = open.popLast() {
      if case .sequence(let items) = node.content {
        open += items.reversed().map { ($0, usualKind, usualVersion) }
        continue
      }
      guard !node.isNull else { continue }
      guard case .mapping(let pairs) = node.content else {
        notes.skip("document", because: "is not an object of a cluster")
        continue
      }
      let kind = node["kind"]?.text ?? usualKind
      let version = node["apiVersion"]?.text ?? usualVersion
      if let items = node["items"], kind?.hasSuffix("List") ?? true {
        let inner = kind.flatMap { $0 == "List" ? nil : String($0.dropLast("List".count)) }
        open += items.items.reversed().map { ($0, inner, version) }
        continue
      }
      guard let kind, !kind.isEmpty else {
        if !pairs.isEmpty { notes.skip("document", because: "states no kind") }
        continue
      }
      add(node, kind: kind, version: version ?? "", file: file, number)
    }
  }

  private mutating func add(_ node: SyntaxNode, kind: String, version: String, file: String, _ number: Int) {
    let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    let known = KubernetesKind.of(kind, group: group)
    let hasTemplate = node[path: "spec", "template", "spec", "containers"] != nil
    guard let line = known ?? (hasTemplate ? KubernetesKind(kind, [group], .workload, as: "k8s/deployment") : nil)
    else {
      let kind = ForeignName.quoted(kind, or: "object without a plain kind")
      notes.skip(kind, because: "no rule for this kind: what it does is up to the program that reads it")
      return
    }
    if let reason = line.reason {
      notes.skip(kind, because: reason)
      return
    }
    guard let name = node[path: "metadata", "name"]?.text, !name.isEmpty else {
      notes.skip(kind, because: "has no name")
      return
    }
    let stated = node[path: "metadata", "namespace"]?.text ?? ""
    let namespace = line.isNamespaced ? (stated.isEmpty ? "default" : stated) : nil
    let identity = Identity(group: line.groups.first ?? group, kind: kind, namespace: namespace, name: name)
    var id = KubernetesObject.id(kind, name, in: namespace)
    let earlier = identities[identity]
    if earlier == nil, positions[ImportDraft.cleaned(id)] != nil {
      // Another kind of the same name, such as the Gateways of Istio and of the Gateway API.
      id = KubernetesObject.id("\(kind).\(group)", name, in: namespace)
    }
    id = ImportDraft.cleaned(id)
    let object = KubernetesObject(
      node: node, line: line, kind: kind, group: group, namespace: namespace, name: name,
      id: earlier.map { objects[$0].id } ?? id, file: file)
    files.note(object, in: number)
    if let earlier {
      files.noteCommon(object.id, fileOfObject[earlier], number)
      fileOfObject[earlier] = number
      if !objects[earlier].name.utf8.elementsEqual(name.utf8) { respelled.insert(object.id) }
      if repeatedOnce.insert(object.id).inserted { repeated.append(object.id) }
      objects[earlier] = object
      return
    }
    guard positions[id] == nil else {
      notes.skip(kind, because: "has the name of another object")
      return
    }
    identities[identity] = objects.count
    positions[id] = objects.count
    objects.append(object)
    fileOfObject.append(number)
  }
}
