internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The definitions in the files of a model, read element by element; references are not resolved yet.
struct OpenPSADefinitions {
  /// The common part of a definition and a container.
  struct Header {
    let name: String
    /// The containers around it, from the fault tree inwards, as one path with dots; empty at the top.
    let scope: String
    /// Whether it is known by its plain name only within its container.
    let isPrivate: Bool
    let place: Place
    var label: String?
    /// The attributes; those of its containers come first.
    var attributes: [(name: String, value: String)] = []

    /// The name with the containers around it.
    var path: String { scope.isEmpty ? name : "\(scope).\(name)" }
  }

  struct Event {
    enum Content {
      case gate(OpenPSAFormula)
      /// With the element of its probability, where there is one.
      case basicEvent(XMLElement?)
      case houseEvent(Bool)

      var kind: OpenPSAEventKind {
        switch self {
        case .gate: .gate
        case .basicEvent: .basicEvent
        case .houseEvent: .houseEvent
        }
      }
    }

    var header: Header
    let content: Content
  }

  struct Parameter {
    let header: Header
    let unit: String?
    let expression: XMLElement
  }

  var problems = DiagnosticCollector()
  /// Whether a file could not be read.
  var isIncomplete = false
  private(set) var events: [Event] = []
  private(set) var parameters: [Parameter] = []
  private(set) var faultTrees: [Header] = []
  /// The elements that are not part of a fault tree: event trees, groups of common cause failures and the like.
  private(set) var others: [XMLElement] = []
  private(set) var name: String?
  private(set) var label: String?
  private(set) var eventNames = OpenPSANames(what: "event")
  private(set) var parameterNames = OpenPSANames(what: "parameter")
  private var treeNames: [String: Place] = [:]
  /// The budget for what definitions get from the containers that they are in.
  private var budget: ExpansionBudget
  private var isBudgetReported = false
  /// The connectives that make a tree not coherent: the first one of each file, and how many it has.
  private(set) var incoherences: [(connective: String, count: Int, place: Place)] = []

  /// The elements that are not part of a fault tree; see ``OpenPSAModelBuilder``.
  private static let otherElements: Set<String> = [
    "define-event-tree", "define-initiating-event", "define-initiating-event-group", "define-rule", "define-alignment",
    "define-mission", "define-consequence", "define-consequence-group", "define-sequence", "define-substitution",
    "define-CCF-group", "define-extern-library", "define-extern-function",
  ]

  /// The longest path of a name, in bytes: every definition in a container has the path of it.
  private static let longestPath = 4_000

  /// Definitions of files that have that many bytes in all.
  init(_ files: [SourceFile]) { budget = ExpansionBudget(files) }

  /// Adds what a file defines; the root element is `opsa-mef`.
  mutating func add(_ root: XMLElement) {
    var reader = OpenPSAFormulaReader()
    let attributes = root.attributes.filter { !$0.name.hasPrefix("xmlns") && !$0.name.hasPrefix("xsi:") }
    for attribute in attributes where attribute.name != "name" {
      problems.add(.faultTreeForm("<opsa-mef> has an attribute that is not known", at: root.place))
    }
    name = name ?? root["name"]
    checkText(root)
    for child in root.children {
      switch child.name {
      case "label": label = label ?? child.words
      case "attributes": break
      case "define-fault-tree": addContainer(child, in: nil, &reader)
      case "model-data":
        checkAttributes(child, [])
        checkText(child)
        for definition in child.children { add(definition, in: nil, isData: true, &reader) }
      default: addOther(child)
      }
    }
    problems.add(contentsOf: reader.problems.diagnostics)
    if let first = reader.incoherence { incoherences.append((first.connective, reader.incoherenceCount, first.place)) }
  }

  private mutating func addOther(_ element: XMLElement) {
    if element.name == "include" {
      problems.add(
        .faultTreeForm("<include> is not followed; name the included file on the command line, too", at: element.place))
    } else if Self.otherElements.contains(element.name) {
      others.append(element)
    } else {
      let known = ["define-fault-tree", "model-data"] + Self.otherElements.sorted()
      let advice = problems.suggestion(for: element.name, among: known).map { "; did you mean <\($0)>?" } ?? ""
      problems.add(.faultTreeForm("this element is not known here\(advice)", at: element.place))
    }
  }

  /// A fault tree, or a component in one: a container of definitions.
  private mutating func addContainer(_ element: XMLElement, in outer: Header?, _ reader: inout OpenPSAFormulaReader) {
    checkAttributes(element, outer == nil ? ["name"] : ["name", "role"])
    guard var header = header(of: element, in: outer) else { return }
    if let first = treeNames[header.path] {
      let what = outer == nil ? "fault tree" : "component"
      problems.add(.faultTreeDuplicate(what, header.path, at: element.place, first: first))
    } else {
      treeNames[header.path] = element.place
    }
    eventNames.addScope(header.path, in: header.scope)
    parameterNames.addScope(header.path, in: header.scope)
    let body = body(of: element, &header)
    if outer == nil { faultTrees.append(header) }
    for child in body { add(child, in: header, isData: false, &reader) }
  }

  private mutating func add(
    _ element: XMLElement, in container: Header?, isData: Bool, _ reader: inout OpenPSAFormulaReader
  ) {
    switch element.name {
    case "define-gate" where !isData: addGate(element, in: container, &reader)
    case "define-basic-event": addBasicEvent(element, in: container)
    case "define-house-event": addHouseEvent(element, in: container)
    case "define-parameter": addParameter(element, in: container)
    case "define-component" where container != nil: addContainer(element, in: container, &reader)
    case "define-substitution" where !isData, "define-CCF-group" where !isData: others.append(element)
    default:
      let known = ["define-gate", "define-basic-event", "define-house-event", "define-parameter", "define-component"]
      let advice = problems.suggestion(for: element.name, among: known).map { "; did you mean <\($0)>?" } ?? ""
      problems.add(.faultTreeForm("this element is not known here\(advice)", at: element.place))
    }
  }

  // MARK: Definitions

  private mutating func addGate(
    _ element: XMLElement, in container: Header?, _ reader: inout OpenPSAFormulaReader
  ) {
    checkAttributes(element, ["name", "role"])
    guard var header = header(of: element, in: container) else { return }
    let body = body(of: element, &header)
    guard body.count == 1 else {
      let place = body.count > 1 ? body[1].place : element.place
      let found = body.isEmpty ? "none" : String(body.count)
      problems.add(.faultTreeForm("the gate '\(header.name)' has one formula; this has \(found)", at: place))
      return
    }
    // One that could not be read is there anyway, so that it is not reported as missing.
    let formula = reader.formula(body[0]) ?? OpenPSAFormula(content: .constant(false), place: body[0].place)
    declare(Event(header: header, content: .gate(formula)))
  }

  private mutating func addBasicEvent(_ element: XMLElement, in container: Header?) {
    checkAttributes(element, ["name", "role"])
    guard var header = header(of: element, in: container) else { return }
    let body = body(of: element, &header)
    if body.count > 1 {
      let message = "the basic event '\(header.name)' has one expression at most; this has \(body.count)"
      problems.add(.faultTreeForm(message, at: body[1].place))
    }
    declare(Event(header: header, content: .basicEvent(body.first)))
  }

  private mutating func addHouseEvent(_ element: XMLElement, in container: Header?) {
    checkAttributes(element, ["name", "role"])
    guard var header = header(of: element, in: container) else { return }
    let body = body(of: element, &header)
    // "By default, the value of a house event is false."
    var value = false
    if let constant = body.first {
      let stated = constant.name == "constant" ? Self.boolean(constant["value"]) : nil
      if stated == nil || body.count > 1 {
        let message = "the house event '\(header.name)' has one <constant value=\"true\"/> or \"false\" at most"
        problems.add(.faultTreeForm(message, at: body.count > 1 ? body[1].place : constant.place))
      }
      value = stated ?? false
    }
    declare(Event(header: header, content: .houseEvent(value)))
  }

  private mutating func addParameter(_ element: XMLElement, in container: Header?) {
    checkAttributes(element, ["name", "role", "unit"])
    guard var header = header(of: element, in: container) else { return }
    let body = body(of: element, &header)
    guard body.count == 1 else {
      let message =
        "the parameter '\(header.name)' has one expression; this has \(body.isEmpty ? "none" : String(body.count))"
      problems.add(.faultTreeForm(message, at: body.count > 1 ? body[1].place : element.place))
      return
    }
    if let first = parameterNames.declare(header, position: parameters.count) {
      problems.add(
        .faultTreeDuplicate("parameter", header.path, at: header.place, first: parameters[first].header.place))
      return
    }
    parameters.append(Parameter(header: header, unit: element["unit"], expression: body[0]))
  }

  private mutating func declare(_ event: Event) {
    if let first = eventNames.declare(event.header, position: events.count) {
      problems.add(
        .faultTreeDuplicate(
          "event", event.header.name, at: event.header.place, first: events[first].header.place))
      return
    }
    events.append(event)
  }

  // MARK: Parts

  /// `true` or `false`, as XML Schema writes them.
  static func boolean(_ text: String?) -> Bool? {
    switch text {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  private mutating func header(of element: XMLElement, in container: Header?) -> Header? {
    let name = XMLElement.words(of: element["name"] ?? "")
    guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    else {
      problems.add(.faultTreeForm("<\(element.name)> has no name", at: element.place))
      return nil
    }
    var isPrivate = container?.isPrivate ?? false
    switch element["role"] {
    case "private": isPrivate = true
    case "public": isPrivate = false
    case nil: break
    default: problems.add(.faultTreeForm("the 'role' of <\(element.name)> is public or private", at: element.place))
    }
    guard name.utf8.count + (container?.path.utf8.count ?? 0) <= Self.longestPath else {
      let message = "this name and those of the containers around it have more than \(Self.longestPath) bytes"
      problems.add(.faultTreeForm(message, at: element.place))
      return nil
    }
    guard budget.spend(container?.attributes.count ?? 0) else {
      if !isBudgetReported {
        let what = "the attributes of '\(container?.name ?? "")' are those of too many definitions in it"
        problems.add(.importTooLarge(what, limit: budget.limit, at: element.place))
      }
      isBudgetReported = true
      return nil
    }
    return Header(
      name: name, scope: container?.path ?? "", isPrivate: isPrivate, place: element.place, label: nil,
      attributes: container?.attributes ?? [])
  }

  /// The contents of a definition except its label and its attributes, which go to the header.
  private mutating func body(of element: XMLElement, _ header: inout Header) -> [XMLElement] {
    checkText(element)
    var body: [XMLElement] = []
    var attributes: [(name: String, value: String)] = []
    for child in element.children {
      switch child.name {
      case "label":
        if !child.words.isEmpty { header.label = child.words }
      case "attributes":
        for attribute in child.children {
          guard attribute.name == "attribute", let name = attribute["name"], let value = attribute["value"] else {
            problems.add(.faultTreeForm("<attributes> holds <attribute name=… value=…/> only", at: attribute.place))
            continue
          }
          attributes.append((name, value))
        }
      default: body.append(child)
      }
    }
    if !attributes.isEmpty {
      // An element's own value replaces that of its container, and the last of a name those before it.
      let last = Dictionary(attributes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
      header.attributes.removeAll { last[$0.name] != nil }
      header.attributes += attributes.enumerated().filter { last[$1.name] == $0 }.map(\.element)
    }
    return body
  }

  private mutating func checkAttributes(_ element: XMLElement, _ known: [String]) {
    for attribute in element.attributes where !known.contains(attribute.name) {
      problems.add(.faultTreeForm("<\(element.name)> has an attribute that is not known", at: element.place))
    }
  }

  private mutating func checkText(_ element: XMLElement) {
    guard !element.words.isEmpty else { return }
    problems.add(.faultTreeForm("<\(element.name)> holds elements only, no text", at: element.place))
  }
}
