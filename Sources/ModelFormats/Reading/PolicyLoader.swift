public import DependencyModel

/// Reads files of checks, lint settings and assumptions that are separate from any model, and finds what they name in one.
///
///     policy: Resilience of all shops
///     extend: company.yaml                      # or a list; relative to this file
///     checks: { zones: { … } }                  # one with the id of an extended one replaces it
///     lint: { rules: { orphan: off } }
///     assume: { kind: aws/*, unavailability: 0.001 }
public struct PolicyLoader {
  static let keys = ["policy", "description", "extend", "checks", "lint", "assume"]
  /// The most files that one policy extends, directly or not.
  private static let fileLimit = 1_000

  private let limits: SyntaxLimits
  private let allowed: [String]
  /// The folders that the policy that was named may extend.
  private var bounds = FolderBounds(of: "", isFolder: true, allowing: [])
  private var reader = ValueReader()
  private var sources = SourceTexts()
  private var open: [(identity: String, name: String)] = []
  private var fileCount = 0

  /// The contents of the files before anything is resolved; of two checks with one id the later replaces the earlier.
  private struct Draft {
    var name: String?
    var checks: [(key: SyntaxNode, body: SyntaxNode)] = []
    var lint = LintSettings()
    /// Those of extended policies last: the first that matches counts.
    var assumptions: [Assumption] = []

    mutating func add(_ later: Draft) {
      for check in later.checks { add(check) }
      lint.rules += later.lint.rules
      lint.suppressions += later.lint.suppressions
      assumptions += later.assumptions
    }

    mutating func add(_ check: (key: SyntaxNode, body: SyntaxNode)) {
      checks.removeAll { $0.key.text == check.key.text }
      checks.append(check)
    }
  }

  private init(limits: SyntaxLimits, allowed: [String]) {
    self.limits = limits
    self.allowed = allowed
  }

  /// Reads policies, and resolves what they name in a model.
  ///
  /// - Parameters:
  ///   - paths: the files; a check of one must not have the id of a check of another, nor of the model.
  ///   - model: the model that is checked.
  ///   - limits: how much is read at most.
  ///   - folders: where else policies may be that others extend. Without any, they are in the folder of the path that leads
  ///     to them, or in the repository that this folder is in.
  /// - Throws: `InvalidInput` with everything that is wrong: a selector that matches nothing in the model among it.
  public static func load(
    _ paths: [String], for model: Model, limits: SyntaxLimits = SyntaxLimits(), allowing folders: [String] = []
  ) throws(InvalidInput) -> LoadedPolicies {
    var loader = PolicyLoader(limits: limits, allowed: folders)
    var policy = Policy()
    var places: [String: Place] = [:]
    for check in model.checks { places[check.id] = check.place ?? Place(file: "", line: 1, column: 1) }
    var checkReader = CheckReader(
      components: Array(model.components),
      matcher: SelectorMatcher(model.components, limits: RequirementReader.selectorLimits),
      faultIDs: Set(model.faults.map(\.id)), scenarioIDs: Set(model.scenarios.map(\.id)))
    for path in paths {
      let start = Place(file: path, line: 1, column: 1)
      loader.bounds = FolderBounds(of: path, isFolder: false, allowing: folders)
      guard let draft = loader.draft(of: path, truePath: nil, at: nil) else { continue }
      if draft.checks.isEmpty, draft.lint.isEmpty, draft.assumptions.isEmpty, !loader.reader.collector.hasErrors {
        loader.reader.collector.add(.emptyPolicy(at: start))
      }
      for (key, body) in draft.checks {
        if let first = places.updateValue(key.place, forKey: key.text ?? "") {
          loader.reader.collector.add(.duplicateID(key.text ?? "", at: key.place, first: first, fromEach: false))
        }
        if let check = checkReader.check(key, body, reader: &loader.reader) { policy.checks.append(check) }
      }
      policy.name = policy.name ?? draft.name
      policy.lint.rules += draft.lint.rules
      policy.lint.suppressions += draft.lint.suppressions
      policy.assumptions += checkReader.checked(
        draft.assumptions, isForThisModel: false, reader: &loader.reader)
    }
    let diagnostics = loader.reader.collector.diagnostics
    guard !loader.reader.collector.hasErrors else { throw InvalidInput(diagnostics, sources: loader.sources) }
    return LoadedPolicies(policy: policy, warnings: diagnostics, sources: loader.sources)
  }

  /// The contents of a policy; its true path is `nil` where the user named it.
  private mutating func draft(of path: String, truePath: String?, at place: Place?) -> Draft? {
    let start = Place(file: path, line: 1, column: 1)
    let identity = InputFile.identity(of: path)
    if let circle = open.firstIndex(where: { $0.identity == identity }) {
      reader.collector.add(.includeCircle(open[circle...].map(\.name) + [path], at: place ?? start))
      return nil
    }
    fileCount += 1
    guard fileCount <= Self.fileLimit else {
      reader.collector.add(
        .unreadableFile(path, reason: "the policies extend more than \(Self.fileLimit) files", at: place))
      return nil
    }
    open.append((identity, path))
    defer { open.removeLast() }
    let bytes: [UInt8]
    do throws(InputFile.Problem) {
      bytes = try InputFile.bytes(of: truePath ?? path, limit: limits.yamlBytes, isTruePath: truePath != nil)
    } catch {
      if let size = error.size {
        reader.collector.add(.fileTooLarge(bytes: size, limit: limits.yamlBytes, isYAML: true, at: place ?? start))
      } else {
        reader.collector.add(error.diagnostic(of: path, at: place))
      }
      return nil
    }
    let text = UnknownText(bytes, file: path, limits: limits)
    if text.isOwn { sources.add(bytes, for: path) }
    guard text.otherDocument == nil else {
      reader.collector.add(.notAPolicy(at: start))
      return nil
    }
    reader.collector.add(contentsOf: text.reading.diagnostics)
    guard let document = text.reading.document else { return nil }
    return draft(of: document, folder: FilePaths.folder(of: path))
  }

  private mutating func draft(of document: SyntaxNode, folder: String) -> Draft {
    let pairs = reader.pairs(document, "a policy", expected: "a mapping with 'checks' or 'lint'")
    reader.checkKeys(pairs, known: Self.keys, in: "the policy")
    var draft = Draft()
    var assumptions: [Assumption] = []
    // Extended policies come first, wherever the key is.
    for (key, value) in pairs where key.text == "extend" {
      for (path, place) in reader.texts(value, "'extend'") {
        let full = path.hasPrefix("/") ? path : FilePaths.join(folder, path)
        guard let truePath = bounds.truePath(of: full) else {
          reader.collector.add(.outsideFolder(path, of: bounds.name, at: place))
          continue
        }
        let base = self.draft(of: full, truePath: truePath, at: place)
        if let base { draft.add(base) }
      }
    }
    for (key, value) in pairs {
      switch key.text {
      case "policy": draft.name = reader.text(value, "'policy'")
      case "description": _ = reader.text(value, "'description'")
      case "checks":
        for (key, body) in reader.pairs(value, "'checks'") where reader.identifier(key) != nil {
          draft.add((key: key, body: body))
        }
      case "lint":
        let lint = LintReader.settings(value, reader: &reader)
        draft.lint.rules += lint.rules
        draft.lint.suppressions += lint.suppressions
      case "assume": assumptions += AssumptionReader.entries(value, reader: &reader)
      default: break
      }
    }
    draft.assumptions = assumptions + draft.assumptions
    return draft
  }
}
