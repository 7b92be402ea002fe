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
  private var exports: Exports?
  private var imports: [Import: CloudValue] = [:]
  private var secrets: [String: [(stack: CloudFormationStack, id: String)]]?
  private var isComplete = false
  /// The templates that a stack was made of.
  private var reached: Set<Int> = []
  private var macros: [String] = []
  private var missingImports: [String] = []
  private var undefinedNames: [String] = []
  private var remarks: [String] = []
  private var undecidedChoices: [(name: String, stack: CloudFormationStack)] = []
  private var elsewhere: [String: Set<String>] = [:]
  /// The notes that were added already.
  private var known: Set<String> = []

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

  // MARK: Exports

  /// The exports of all stacks: those of known names by name, and those with parts that are not known.
  private struct Exports {
    var byName: [String: [(stack: CloudFormationStack, output: String)]] = [:]
    var patterns: [(name: String, stack: CloudFormationStack, output: String)] = []
    var all: [(name: String, stack: CloudFormationStack, output: String)] = []
  }

  /// The export of another stack of the import by a name; unknown if there is none.
  func imported(_ name: CloudValue, by stack: CloudFormationStack, at place: Place) -> CloudValue {
    if exports == nil {
      exports = Exports()
      var found = Exports()
      for stack in stacks {
        for export in stack.exports {
          let name = Self.pattern(export.name)
          found.all.append((name, stack, export.output))
          if name.contains("*") { found.patterns.append((name, stack, export.output)) }
          found.byName[name, default: []].append((stack, export.output))
        }
      }
      exports = found
    }
    let wanted = Self.pattern(name)
    let key = Import(stack: ObjectIdentifier(stack), name: wanted)
    if let known = imports[key] { return known }
    // A circle of exports that are made of each other leads to nothing.
    imports[key] = .unknown
    let value = found(wanted, by: stack, at: place)
    imports[key] = value ?? .unknown
    if let value { return value }
    let told = ForeignName.quoted(wanted, or: "", signs: ":-*", limit: 255)
    let place = "\(ImportDraft.fileName(place.file)):\(place.line)"
    let text = told.isEmpty ? "\(place): import of a text that is not the name of an export" : "import of \(told)"
    if isNew(text) { missingImports.append(text) }
    return .unknown
  }

  /// An import that a stack makes.
  private struct Import: Hashable {
    var stack: ObjectIdentifier
    var name: String
  }

  /// The value of the exports that a name fits: of several, such as those that hand on what they import, all that are known
  /// must be the same, or it is one of them. `nil` where there is none.
  private func found(_ wanted: String, by stack: CloudFormationStack, at place: Place) -> CloudValue? {
    var found = (exports?.byName[wanted] ?? []).filter { $0.stack !== stack && wanted != "*" }
    if found.isEmpty, let exports {
      let candidates = wanted.contains("*") ? exports.all : exports.patterns
      guard spend(candidates.count / 4, at: place) else { return .unknown }
      let fitting = candidates.filter { $0.stack !== stack && Self.matches($0.name, wanted) }
      // A stack is usually called like its file.
      let named = fitting.filter { !wanted.contains("*") && wanted == $0.name.replacing("*", with: $0.stack.fileStem) }
      found = (named.isEmpty ? fitting : named).map { ($0.stack, $0.output) }
    }
    guard spend(found.count, at: place) else { return .unknown }
    var values: [CloudValue] = []
    var seen: Set<String> = []
    for (stack, output) in found {
      guard let value = stack.output(output) else { continue }
      if case .unknown = value { continue }
      if seen.insert(Self.signature(value)).inserted { values.append(value) }
    }
    guard let first = values.first else { return found.isEmpty ? nil : .unknown }
    guard values.count > 1 else { return first }
    let told = ForeignName.quoted(wanted, or: "an export", signs: ":-*", limit: 255)
    remark("\(values.count) exports have a name that \(told) may mean: it is one of them")
    return values.dropFirst().reduce(first) { stack.either($0, $1) ?? $0 }
  }

  /// A text that is the same for the same values.
  private static func signature(_ value: CloudValue) -> String {
    switch value {
    case .null: "null"
    case .unknown: "?"
    case .text(let text): "'\(text)'"
    case .reference(let reference): "\(reference.resources).\(reference.attribute)"
    case .list(let items), .joined(let items): "[\(items.map(signature).joined(separator: ","))]"
    case .map(let pairs): "{\(pairs.map { "\($0.key):\(signature($0.value))" }.joined(separator: ","))}"
    }
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

  // MARK: Secrets

  /// The secret, or else the parameter, of a name that a template of the import makes.
  func secret(_ isSecret: Bool, _ name: String, for stack: CloudFormationStack) -> String? {
    guard isComplete else { return nil }
    if secrets == nil {
      secrets = [:]
      var found: [String: [(stack: CloudFormationStack, id: String)]] = [:]
      for stack in stacks {
        for (id, node, bindings) in stack.resources {
          guard let type = node["Type"]?.text, type == "AWS::SecretsManager::Secret" || type == "AWS::SSM::Parameter",
            let name = node["Properties"]?["Name"].flatMap({ stack.evaluate($0, bindings) })?.text
          else { continue }
          found["\(type) \(name)", default: []].append((stack, stack.id(id)))
        }
      }
      secrets = found
    }
    let found = secrets?[isSecret ? "AWS::SecretsManager::Secret \(name)" : "AWS::SSM::Parameter \(name)"] ?? []
    return (found.first { $0.stack === stack } ?? found.first)?.id
  }

  /// Notes that a secret or parameter of elsewhere is read.
  func readsElsewhere(_ service: String, _ name: String) { elsewhere[service, default: []].insert(name) }

  // MARK: Notes

  private func isNew(_ text: String) -> Bool { known.insert(text).inserted }

  /// Notes a macro that only the service can expand.
  func unexpanded(_ name: String) { if isNew("macro \(name)") { macros.append(name) } }

  /// Notes what a user should know.
  func remark(_ text: String) { if isNew("remark \(text)") { remarks.append(text) } }

  /// Notes a name that refers to nothing. A name that is not a logical id may be anything, so only its place is reported.
  func undefined(_ name: String, at place: Place) {
    let file = ImportDraft.fileName(place.file)
    let text =
      ForeignName.isPlain(name, signs: "")
      ? "\(file): \(name) is neither a resource nor a parameter"
      : "\(file):\(place.line): a reference names neither a resource nor a parameter, and is not a logical id"
    if isNew(text) { undefinedNames.append(text) }
  }

  /// Notes a choice that nothing decides.
  func undecided(_ name: String, in stack: CloudFormationStack) {
    if isNew("choice \(stack.file) \(name)") { undecidedChoices.append((name, stack)) }
  }

  /// Notes what a user should know about the templates.
  func note(in notes: inout ImportNotes) {
    for text in missingImports { notes.addUnresolved("\(text): no template named here exports it") }
    for text in undefinedNames { notes.addUnresolved(text) }
    for name in macros.map({ ForeignName.quoted($0, or: "without a plain name", signs: ":._-") }) {
      notes.remark("the macro \(name) cannot be expanded here: what it adds is not in the model")
    }
    for text in remarks { notes.remark(text) }
    for (name, stack) in undecidedChoices {
      let told = "condition \(stack.quoted(condition: name)) \(stack.reasonUndecided(name))"
      notes.remark("\(told); both of its alternatives are used")
    }
    // How many they are, not which: that may be secret, too.
    for (service, title) in [
      ("secretsmanager", "of Secrets Manager"), ("ssm", "of SSM parameters"),
      ("ssm-secure", "of secure SSM parameters"),
    ] {
      guard let count = elsewhere[service]?.count else { continue }
      notes.remark(
        "\(count) \(count == 1 ? "value" : "values") \(title) that no template here makes \(count == 1 ? "is" : "are") read when a stack is made, and not in the model"
      )
    }
    for stack in stacks where !stack.missingParameters.isEmpty {
      notes.remark(
        "\(ImportDraft.fileName(stack.file)): parameters without a value: \(CloudMeaning.list(stack.missingParameters)); what they decide is unknown"
      )
    }
  }
}
