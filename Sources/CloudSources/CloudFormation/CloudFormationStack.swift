internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// A template with the values of its parameters: what its functions give.
///
/// Values that are only known when the stack exists stay unknown; those that name a resource become a reference to it.
final class CloudFormationStack {
  /// Names within loops and what they stand for there.
  typealias Bindings = [String: String]
  /// An entry of a section, within the loops that it is in.
  typealias Entry = (node: SyntaxNode, bindings: Bindings)

  let file: String
  let document: SyntaxNode
  /// The prefix of the logical ids: the logical ids of the stacks that it is nested in.
  let prefix: String
  /// The templates of the same import.
  unowned let set: CloudFormationSet
  /// Nested stacks by logical id.
  var nested: [String: CloudFormationStack] = [:]
  /// Resources by logical id, those of loops under the names that they expand to.
  private(set) var resources: [(id: String, node: SyntaxNode, bindings: Bindings)] = []
  private(set) var logicalIDs: Set<String> = []
  private(set) var outputs: [String: Entry] = [:]
  private var outputOrder: [String] = []
  /// The outputs that are being followed.
  private var inProgress: Set<String> = []
  /// By name, and their names in the order written.
  private(set) var conditions: [String: Entry] = [:]
  private(set) var conditionNames: [String] = []
  /// The decisions about the conditions once they are asked for.
  var decisions: Decisions?
  /// Whether a condition is asked for: it may look at what must not be shown.
  var isDeciding = false
  private let given: [String: CloudValue]
  private let parameterNodes: [String: SyntaxNode]
  private var parameterValues: [String: CloudValue] = [:]
  let mappings: [String: [String: [String: SyntaxNode]]]
  /// Parameters whose value was not given and something asked for, in the order met.
  private(set) var missingParameters: [String] = []
  private var missing: Set<String> = []
  /// Those among them that name a resource which the template does not make.
  private(set) var outsideParameters: Set<String> = []
  /// Whether the transform for serverless applications makes resources that are not written.
  private let isServerless: Bool
  private let transforms: [String]

  init(_ document: SyntaxNode, file: String, prefix: String, given: [String: CloudValue], in set: CloudFormationSet) {
    self.document = document
    self.file = file
    self.prefix = prefix
    self.given = given
    self.set = set
    parameterNodes = Self.index(document["Parameters"])
    mappings = Self.index(document["Mappings"]).mapValues { Self.index($0).mapValues { Self.index($0) } }
    transforms = (document["Transform"]?.itemsOrSelf ?? []).map { $0.text ?? $0["Name"]?.text ?? "without a name" }
    isServerless = transforms.contains { $0.hasPrefix("AWS::Serverless") }
    for name in transforms where !Self.knownTransforms.contains(where: { name.hasPrefix($0) }) {
      set.unexpanded(name)
    }
    expand(document["Conditions"], [:]) { id, node, bindings in
      if conditions[id] == nil { conditionNames.append(id) }
      conditions[id] = conditions[id] ?? (node, bindings)
    }
    expand(document["Resources"], [:]) { id, node, bindings in
      guard id != "Fn::Transform" else { return set.unexpanded(node["Name"]?.text ?? id) }
      guard logicalIDs.insert(id).inserted else {
        let name = ForeignName.quoted(id, or: "a resource without a plain name", signs: "")
        return set.remark("\(ImportDraft.fileName(file)): \(name) is made twice: the first counts")
      }
      resources.append((id, node, bindings))
    }
    expand(document["Outputs"], [:]) { id, node, bindings in
      if outputs[id] == nil { outputOrder.append(id) }
      outputs[id] = (node, bindings)
    }
  }

  /// Transforms whose work is done here, or that change nothing.
  private static let knownTransforms = ["AWS::Serverless-", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen"]

  static func index(_ node: SyntaxNode?) -> [String: SyntaxNode] {
    Dictionary((node?.pairs ?? []).map { ($0.key.text ?? "", $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name of the file without its ending.
  var fileStem: String { ImportDraft.fileName(file).split(separator: ".").first.map(String.init) ?? "" }

  /// The id that a resource's component has.
  func id(_ logical: String) -> String { prefix + logical }

  // MARK: Names

  private static let pseudo: [String: CloudValue] = [
    "AWS::Partition": .text("aws"), "AWS::URLSuffix": .text("amazonaws.com"), "AWS::NotificationARNs": .list([]),
  ]

  /// The value of `Ref` for a name; `nil` for `AWS::NoValue`.
  func ref(_ name: String, _ bindings: Bindings, at place: Place) -> CloudValue? {
    if let value = bindings[name] { return .text(value) }
    if name == "AWS::NoValue" { return nil }
    if name == "AWS::Region" { return set.region.map { .text($0) } ?? .unknown }
    if name.hasPrefix("AWS::") { return Self.pseudo[name] ?? .unknown }
    if let parameter = parameterNodes[name] { return value(of: name, parameter) }
    guard let logical = resource(named: name) else {
      if transforms.isEmpty { set.undefined(name, at: place) }
      return .unknown
    }
    return .reference(CloudReference([id(logical)], attribute: "id"))
  }

  /// The logical id that a name stands for: itself, or what the transform makes of a serverless resource, such as
  /// `Function.Alias`.
  private func resource(named name: String) -> String? {
    if logicalIDs.contains(name) { return name }
    guard isServerless else { return nil }
    if name == "ServerlessRestApi" || name == "ServerlessHttpApi" { return name }
    return name.firstIndex(of: ".").map { String(name[..<$0]) }.flatMap { logicalIDs.contains($0) ? $0 : nil }
  }

  /// Terraform's type of what a parameter names, by its own type.
  static func type(ofParameter node: SyntaxNode) -> String? {
    guard var type = node["Type"]?.text else { return nil }
    for wrapper in ["AWS::SSM::Parameter::Value<", "List<"] where type.hasPrefix(wrapper) && type.hasSuffix(">") {
      type = String(type.dropFirst(wrapper.count).dropLast())
    }
    return resourceParameters[type]
  }

  private static let resourceParameters = [
    "AWS::EC2::Subnet::Id": "aws_subnet", "AWS::EC2::VPC::Id": "aws_vpc", "AWS::EC2::Instance::Id": "aws_instance",
    "AWS::EC2::Volume::Id": "aws_ebs_volume", "AWS::Route53::HostedZone::Id": "aws_route53_zone",
  ]

  /// The resources that parameters without a value name, in the order of the template.
  var namedByParameters: [(id: String, type: String, place: Place)] {
    (document["Parameters"]?.pairs ?? []).compactMap { key, node in
      guard let name = key.text, outsideParameters.contains(name), let type = Self.type(ofParameter: node) else {
        return nil
      }
      return (id(name), type, node.place)
    }
  }

  private func value(of name: String, _ node: SyntaxNode) -> CloudValue {
    // A value that must not be shown is only looked at to decide.
    if node["NoEcho"]?.bool == true, !isDeciding { return .unknown }
    if let known = parameterValues[name] {
      set.spend(known.items.count, at: node.place)
      return known
    }
    let isList = node["Type"]?.text.map { $0.hasPrefix("List<") || $0 == "CommaDelimitedList" } == true
    var value = given[name]
    // Parameters of the store hold a path there, not the value.
    if value == nil, node["Type"]?.text?.hasPrefix("AWS::SSM::") != true, let text = node["Default"]?.text {
      value = .text(text)
    }
    guard var value, value.text != "" || node["Default"] != nil && !isList else {
      if !missing.contains(name) {
        missing.insert(name)
        missingParameters.append(name)
      }
      // A decision cannot be made by it; elsewhere it stands for what it names.
      guard !isDeciding, Self.type(ofParameter: node) != nil else {
        if !isDeciding { parameterValues[name] = .unknown }
        return .unknown
      }
      outsideParameters.insert(name)
      let reference = CloudValue.reference(CloudReference([id(name)], attribute: "id"))
      parameterValues[name] = reference
      return reference
    }
    if isList, let text = value.text {
      value = .list(text.split(separator: ",").map { .text(String($0.drop { $0 == " " })) })
    }
    parameterValues[name] = value
    return value
  }

  /// The value of `Fn::GetAtt` for a resource and an attribute with a dot between.
  func attribute(_ path: String, at place: Place) -> CloudValue {
    guard let dot = path.firstIndex(of: ".") else { return .unknown }
    let name = String(path[..<dot])
    let attribute = String(path[path.index(after: dot)...])
    if attribute.hasPrefix("Outputs."), let stack = nested[name] {
      return stack.output(String(attribute.dropFirst("Outputs.".count))) ?? .unknown
    }
    guard let logical = resource(named: name) else {
      if transforms.isEmpty { set.undefined(name, at: place) }
      return .unknown
    }
    let last = attribute.split(separator: ".").last.map(String.init) ?? attribute
    return .reference(CloudReference([id(logical)], attribute: CloudFormationType.snake(last)))
  }

  // MARK: Outputs

  /// The value of an output; the circle of one that is made of itself is cut.
  func output(_ name: String) -> CloudValue? {
    guard let (node, bindings) = outputs[name], let value = node["Value"] else { return nil }
    guard set.depth < 40, inProgress.insert(name).inserted else { return nil }
    set.depth += 1
    defer {
      inProgress.remove(name)
      set.depth -= 1
    }
    return evaluate(value, bindings)
  }

  /// The outputs that other stacks may import, with the names that they are exported by.
  var exports: [(name: CloudValue, output: String)] {
    outputOrder.compactMap { id in
      guard let (node, bindings) = outputs[id], let name = node["Export"]?["Name"] else { return nil }
      if let name = node["Condition"]?.text, condition(bound(name, bindings)) == false { return nil }
      return evaluate(name, bindings).map { ($0, id) }
    }
  }
}
