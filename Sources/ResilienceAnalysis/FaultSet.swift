public import DependencyModel

/// The supposition of a question: the components that a fault names and the level it puts each at.
public struct FaultSet: Sendable {
  /// What one of the texts of a question names.
  public enum Part: Sendable {
    /// A named fault.
    case fault(Fault)
    /// One component or domain, by its id.
    case component(text: String)
    /// What a selector or a glob matches.
    case selection(text: String, count: Int)
  }

  /// The text that the asker wrote, in short: ids, names of faults, selectors.
  public let text: String
  /// The components named, in model order, each once, none of them `up`.
  public let levels: [(component: ComponentIndex, level: Level)]
  /// The named fault, where the question is about just one.
  public let fault: Fault?
  /// Whether one of the named faults is a change, so that what is configured by the components follows it, too.
  public let isChange: Bool
  /// The components that named faults change, where others of the question fail: only those changes are followed. `nil` if
  /// everything in the question is of one sort.
  public let changed: Set<ComponentIndex>?
  /// What each of the texts names, in the order asked; empty if the fault was not read from texts.
  public let parts: [Part]

  /// A fault; of several levels for one component the worst counts, and `up` is left out.
  public init(
    _ levels: [(component: ComponentIndex, level: Level)], text: String, fault: Fault? = nil, isChange: Bool = false,
    changed: Set<ComponentIndex>? = nil, parts: [Part] = []
  ) {
    var worst: [ComponentIndex: Level] = [:]
    for (component, level) in levels where level > .up { worst[component] = max(level, worst[component] ?? .up) }
    self.levels = worst.sorted { $0.key < $1.key }.map { (component: $0.key, level: $0.value) }
    self.text = text
    self.fault = fault
    self.isChange = isChange || fault?.isChange == true
    self.changed = changed
    self.parts = parts
  }

  /// Reads questions as the command line has them: each a fault's or component's id, `ID=down` or `ID=degraded`, or a
  /// selector (all that it matches, down).
  ///
  /// - Throws: ``UnknownName`` for a text that names nothing in the model.
  public init(_ texts: [String], in model: Model) throws(UnknownName) {
    var levels: [(component: ComponentIndex, level: Level)] = []
    var fault: Fault?
    var changed: Set<ComponentIndex> = []
    var changeCount = 0
    var parts: [Part] = []
    var matcher: SelectorMatcher?
    for text in texts {
      if let named = model.fault(ComponentID(text)) {
        levels += named.levels.map { (model.index(of: $0.component)!, $0.level) }
        fault = texts.count == 1 ? named : nil
        if named.isChange {
          changeCount += 1
          changed.formUnion(named.levels.map { model.index(of: $0.component)! })
        }
        parts.append(.fault(named))
        continue
      }
      if let index = model.index(of: ComponentID(text)) {
        levels.append((index, .down))
        parts.append(.component(text: text))
        continue
      }
      if let equals = text.lastIndex(of: "="), let level = Level(name: text[text.index(after: equals)...]), level > .up,
        let index = model.index(of: ComponentID(String(text[..<equals])))
      {
        levels.append((index, level))
        parts.append(.component(text: text))
        continue
      }
      guard let selector = ComponentSelector(commandLine: text) else { throw UnknownName(text, in: model) }
      if matcher == nil { matcher = SelectorMatcher(model.components) }
      let matches = matcher!.matches(selector)
      guard !matches.isEmpty else { throw UnknownName(text, in: model) }
      levels += matches.map { ($0, .down) }
      parts.append(.selection(text: text, count: matches.count))
    }
    self.init(
      levels, text: texts.joined(separator: " + "), fault: fault, isChange: changeCount > 0,
      changed: changeCount > 0 && changeCount < texts.count ? changed : nil, parts: parts)
  }

  /// The same question where only changes of some components are followed; `nil` where all are, or none.
  func limited(toChangesOf changed: Set<ComponentIndex>?) -> FaultSet {
    guard changed != self.changed else { return self }
    return FaultSet(levels, text: text, fault: fault, isChange: isChange, changed: changed, parts: parts)
  }
}

/// A name in a question that refers to nothing in the model.
public struct UnknownName: Error, Hashable, Sendable {
  /// What is wrong with a name.
  public enum Problem: Hashable, Sendable {
    /// No component, domain or fault has the id.
    case noSuchID
    /// The id is that of a named fault, where a component is asked for.
    case isFault
    /// A glob or a selector matches nothing.
    case matchesNothing
    /// A glob or a selector matches only logic, where faults are asked for.
    case matchesLogicOnly
    /// What follows the id of a component or domain is not a level that a fault can put it at.
    case notALevel(String, of: String)
    /// The text before `=` is neither an id nor a key of selectors.
    case notAKey(String)
    /// The value of a selector's key is not of its form, as that of a tier.
    case notAValue(String, key: String)
    /// One component is asked for, and the text matches several.
    case matchesSeveral([String])
  }

  /// The text that was asked for.
  public let text: String
  /// The name that was probably meant.
  public let suggestion: String?
  /// What is wrong with it.
  public let problem: Problem

  /// Whether the text is a glob or a selector that matches nothing, rather than an id that does not exist.
  public var isSelector: Bool { problem == .matchesNothing }

  /// A name that is not in a model, with what was probably meant.
  ///
  /// - Parameters:
  ///   - text: the name.
  ///   - model: the model.
  ///   - amongFaults: whether a fault may be named, and a level.
  public init(_ text: String, in model: Model, amongFaults: Bool = true) {
    self.text = text
    let id = text.hasSuffix("=down") || text.hasSuffix("=degraded") ? String(text[..<text.lastIndex(of: "=")!]) : text
    problem = Self.problem(of: text, isLevel: id != text, in: model, amongFaults)
    let ids = amongFaults ? model.allIDs : model.components.map(\.id)
    suggestion =
      switch problem {
      case .noSuchID: spellingSuggestion(for: id, among: ids.lazy.map(\.text))
      case .notALevel(let level, _): spellingSuggestion(for: level, among: [Level.down.name, Level.degraded.name])
      case .notAKey(let key): spellingSuggestion(for: key, among: ComponentSelector.keys)
      case .isFault, .matchesNothing, .matchesLogicOnly, .notAValue, .matchesSeveral: nil
      }
  }

  /// A text that matches several components where one is asked for.
  public init(_ text: String, matching ids: [String]) {
    self.text = text
    suggestion = nil
    problem = .matchesSeveral(ids)
  }

  /// A glob or a selector that matches only logic.
  public init(matchingLogicOnly text: String) {
    self.text = text
    suggestion = nil
    problem = .matchesLogicOnly
  }

  private static func problem(of text: String, isLevel: Bool, in model: Model, _ amongFaults: Bool) -> Problem {
    if !amongFaults, model.fault(ComponentID(text)) != nil { return .isFault }
    guard !isLevel, let equals = text.lastIndex(of: "=") else {
      return GlobPattern.isGlob(text) && !isLevel ? .matchesNothing : .noSuchID
    }
    if ComponentSelector(commandLine: text) != nil { return .matchesNothing }
    let before = ComponentID(String(text[..<equals]))
    if amongFaults, model.index(of: before) != nil {
      return .notALevel(String(text[text.index(after: equals)...]), of: before.text)
    }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let key = String(part.prefix { $0 != "=" })
      if !part.contains("=") || !ComponentSelector.keys.contains(key) { return .notAKey(key) }
      let value = part.dropFirst(key.count + 1)
      let positive = value.hasPrefix("!") ? value.dropFirst() : value
      if ComponentSelector.Condition(key: key, value: String(positive)) == nil {
        return .notAValue(String(positive), key: key)
      }
    }
    return .matchesNothing
  }
}
