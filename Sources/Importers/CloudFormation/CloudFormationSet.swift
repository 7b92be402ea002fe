internal import DependencyModel
internal import ModelFormats

/// The templates of one import, which refer to each other by exports and as nested stacks.
final class CloudFormationSet {
  private(set) var stacks: [CloudFormationStack] = []
  private var templates: [(file: String, document: SyntaxNode)] = []
  let parameters: [String: String]
  let region: String?
  /// How many outputs are being followed.
  var depth = 0
  /// How many outputs were followed in all: templates can be written in which each is followed twice for the one before.
  var followed = 0
  private var highestZone = 2
  private var exports: [(name: String, stack: CloudFormationStack, output: String)]?
  private var macros: [String] = []
  private var missingImports: [String] = []

  init(_ templates: [(file: String, document: SyntaxNode)], parameters: [String: String], region: String? = nil) {
    self.templates = templates
    self.parameters = parameters
    self.region = region ?? parameters["AWS::Region"]
    addStacks()
  }

  // MARK: Nesting

  private func addStacks() {
    var nestedFiles: Set<Int> = []
    for (position, template) in templates.enumerated() {
      for (_, resource) in template.document["Resources"]?.pairs ?? []
      where resource["Type"]?.text == "AWS::CloudFormation::Stack"
        || resource["Type"]?.text == "AWS::Serverless::Application"
      {
        if let file = file(of: resource, in: template.file), file != position { nestedFiles.insert(file) }
      }
    }
    // Where all are nested in each other, the first is the outermost.
    let roots = templates.indices.filter { !nestedFiles.contains($0) }
    let known = roots.isEmpty ? [0] : roots
    var counts: [String: Int] = [:]
    for root in known {
      for (key, _) in templates[root].document["Resources"]?.pairs ?? [] { counts[key.text ?? "", default: 0] += 1 }
    }
    let areDistinct = counts.values.allSatisfy { $0 == 1 }
    for root in known {
      let given = parameters.mapValues { CloudValue.text($0) }
      let name = ImportDraft.fileName(templates[root].file).split(separator: ".").first.map(String.init) ?? "stack"
      add(root, prefix: areDistinct ? "" : name + "/", given: given, path: [root])
    }
  }

  @discardableResult private func add(
    _ position: Int, prefix: String, given: [String: CloudValue], path: [Int]
  ) -> CloudFormationStack {
    let template = templates[position]
    let stack = CloudFormationStack(template.document, file: template.file, prefix: prefix, given: given, in: self)
    stacks.append(stack)
    for (id, node, bindings) in stack.resources
    where node["Type"]?.text == "AWS::CloudFormation::Stack" || node["Type"]?.text == "AWS::Serverless::Application" {
      guard let file = file(of: node, in: template.file), !path.contains(file), path.count < 10, stacks.count < 200
      else {
        continue
      }
      let values = node["Properties"]?["Parameters"].flatMap { stack.evaluate($0, bindings) }
      stack.nested[id] = add(
        file, prefix: "\(prefix)\(id)/",
        given: Dictionary((values?.pairs ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }),
        path: path + [file])
    }
    return stack
  }

  /// Which of the files a nested stack is described by: the one whose path ends like its URL.
  private func file(of stack: SyntaxNode, in parent: String) -> Int? {
    let location = stack["Properties"]?["TemplateURL"] ?? stack["Properties"]?["Location"]
    var last: String?
    location?.forEachScalar { if $0.text?.contains(".") == true { last = $0.text } }
    guard let name = last?.split(separator: "/").last.map(String.init) else { return nil }
    let found = templates.indices.filter {
      ImportDraft.fileName(templates[$0].file) == name && templates[$0].file != parent
    }
    let path = (last ?? "").split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    return found.first { templates[$0].file.hasSuffix(path) } ?? found.first
  }

  // MARK: Zones

  /// Notes that a zone by its number is meant.
  func usesZones(upTo number: Int) { highestZone = max(highestZone, number) }

  /// The zones of a region, which have no name in a template: at least three.
  var zones: [String] { (0...highestZone).map { "az[\($0)]" } }

  // MARK: Exports

  /// What another stack of the import exports by a name; unknown where none does.
  func imported(_ name: CloudValue, by stack: CloudFormationStack) -> CloudValue {
    if exports == nil {
      exports = []
      exports = stacks.flatMap { stack in stack.exports.map { (Self.pattern($0.name), stack, $0.output) } }
    }
    let wanted = Self.pattern(name)
    let found = (exports ?? []).filter { $0.stack !== stack && Self.matches($0.name, wanted) }
    if found.count == 1, let value = found[0].stack.output(found[0].output) { return value }
    if !missingImports.contains(wanted) { missingImports.append(wanted) }
    return .unknown
  }

  /// A name with `*` for what is not known, such as the name of the stack.
  private static func pattern(_ value: CloudValue) -> String {
    switch value {
    case .text(let text): text
    case .joined(let parts): parts.map { pattern($0) }.joined()
    default: "*"
    }
  }

  /// Whether two names can be the same: their known ends are, and something at the end is known.
  private static func matches(_ left: String, _ right: String) -> Bool {
    if left == right { return left != "*" }
    func ends(_ text: String) -> (head: Substring, tail: Substring)? {
      guard let first = text.firstIndex(of: "*"), let last = text.lastIndex(of: "*") else { return nil }
      return (text[..<first], text[text.index(after: last)...])
    }
    switch (ends(left), ends(right)) {
    case (nil, nil): return false
    case (let known?, nil): return !known.tail.isEmpty && right.hasPrefix(known.head) && right.hasSuffix(known.tail)
    case (nil, let known?): return !known.tail.isEmpty && left.hasPrefix(known.head) && left.hasSuffix(known.tail)
    case (let one?, let other?): return !one.tail.isEmpty && one.tail == other.tail
    }
  }

  // MARK: Notes

  /// Notes a macro that only the service can expand.
  func unexpanded(_ name: String) { if !macros.contains(name) { macros.append(name) } }

  /// Tells what a person should know of the templates.
  func note(in notes: inout ImportNotes) {
    for name in missingImports {
      notes.addUnresolved("import of \(name): no template named here exports it")
    }
    for name in macros { notes.remark("the macro \(name) cannot be expanded here: what it adds is not in the model") }
    for stack in stacks where !stack.missingParameters.isEmpty {
      notes.remark(
        "\(ImportDraft.fileName(stack.file)): parameters without a value: \(CloudMeaning.list(stack.missingParameters)); what they decide is taken as unknown"
      )
    }
  }
}
