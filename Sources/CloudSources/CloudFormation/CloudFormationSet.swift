internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The templates of one import, which refer to each other by exports and as nested stacks.
final class CloudFormationSet {
  private(set) var stacks: [CloudFormationStack] = []
  private var templates: [(file: String, document: SyntaxNode)] = []
  let parameters: [String: String]
  let region: String?
  /// How many outputs are being followed.
  var depth = 0
  /// Why no model can be made of the templates.
  private(set) var fault: Diagnostic?
  private var steps = 0
  private var passes = 0
  private var nesting = 0
  private var highestZone = 2
  var exports: Exports?
  var imports: [Import: CloudValue] = [:]
  var secrets: [String: [(stack: CloudFormationStack, id: String)]]?
  var isComplete = false
  /// The templates that a stack was made of.
  private var reached: Set<Int> = []
  var macros: [String] = []
  var missingImports: [String] = []
  var undefinedNames: [String] = []
  var remarks: [String] = []
  var undecidedChoices: [(name: String, stack: CloudFormationStack)] = []
  var elsewhere: [String: Set<String>] = [:]
  /// The notes that were added already.
  var known: Set<String> = []

  /// Templates can be written that double what was before over and over: how much is made of them at most, besides what is
  /// written.
  private static let usualStepLimit = 2_000_000
  private static let passLimit = 100_000
  private let stepLimit: Int

  /// The stacks of some templates with that many bytes in all.
  init(
    _ templates: [(file: String, document: SyntaxNode)], parameters: [String: String], size: Int, region: String? = nil
  ) {
    stepLimit = Self.usualStepLimit + size
    self.templates = templates
    self.parameters = parameters
    self.region = region ?? parameters["AWS::Region"]
    addStacks()
    isComplete = true
  }

  // MARK: Limits

  /// Counts what is made of the templates; `false` where it is too much.
  @discardableResult func spend(_ count: Int, at place: Place) -> Bool {
    steps += count
    if steps > stepLimit, fault == nil {
      fault = .templateTooLarge(limit: stepLimit, of: "values", at: place)
    }
    return fault == nil
  }

  /// Counts a pass of a loop; `false` where there are too many.
  func pass(at place: Place) -> Bool {
    passes += 1
    if passes > Self.passLimit, fault == nil {
      fault = .templateTooLarge(limit: Self.passLimit, of: "passes of loops", at: place)
    }
    return fault == nil
  }

  /// Counts a value that others may be in; `false` where it is too much, or too deep in outputs of outputs.
  func enter(at place: Place) -> Bool {
    guard spend(1, at: place) else { return false }
    guard nesting < 300 else {
      remark("values of outputs that are nested more than 300 deep are not followed")
      return false
    }
    nesting += 1
    return true
  }

  /// Leaves what was entered.
  func leave() { nesting -= 1 }

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
    let roots = templates.indices.filter { !nestedFiles.contains($0) }
    var counts: [String: Int] = [:]
    for root in templates.indices where roots.isEmpty || !nestedFiles.contains(root) {
      for (key, _) in templates[root].document["Resources"]?.pairs ?? [] { counts[key.text ?? "", default: 0] += 1 }
    }
    let areDistinct = counts.values.allSatisfy { $0 == 1 }
    var names: [String: Int] = [:]
    func add(root: Int, isAlone: Bool) {
      let name = ImportDraft.fileName(templates[root].file).split(separator: ".").first.map(String.init) ?? "stack"
      names[name, default: 0] += 1
      let number = names[name] ?? 1
      self.add(
        root, prefix: isAlone ? "" : name + (number > 1 ? "-\(number)/" : "/"),
        given: parameters.mapValues { .text($0) }, path: [root])
    }
    for root in roots { add(root: root, isAlone: areDistinct) }
    // The first of templates that are nested in each other is the outermost.
    for position in templates.indices where !reached.contains(position) {
      add(root: position, isAlone: areDistinct && stacks.isEmpty)
    }
  }

  @discardableResult private func add(
    _ position: Int, prefix: String, given: [String: CloudValue], path: [Int]
  ) -> CloudFormationStack {
    let template = templates[position]
    reached.insert(position)
    let stack = CloudFormationStack(template.document, file: template.file, prefix: prefix, given: given, in: self)
    stacks.append(stack)
    for (id, node, bindings) in stack.resources
    where node["Type"]?.text == "AWS::CloudFormation::Stack" || node["Type"]?.text == "AWS::Serverless::Application" {
      guard let file = file(of: node, in: template.file), path.count < 10, stacks.count < 200 else { continue }
      if path.contains(file) {
        remark("\(stack.id(id)) contains itself: its contents are not repeated")
        continue
      }
      if let name = node["Condition"]?.text, stack.condition(stack.bound(name, bindings)) == false {
        reached.insert(file)
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
}
