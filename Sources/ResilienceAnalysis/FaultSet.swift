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
  /// The share of a component that fails or is degraded, of those of which only a share does; they are `degraded`.
  public let shares: [ComponentIndex: FaultShare]
  /// The named fault, where the question is about just one.
  public let fault: Fault?
  /// Whether one of the named faults is a change, so that what is configured by the components follows it, too.
  public let isChange: Bool
  /// The components that named faults change, where others of the question fail: only those changes are followed. `nil` if
  /// everything in the question is of one sort.
  public private(set) var changed: Set<ComponentIndex>?
  /// What each of the texts names, in the order asked; empty if the fault was not read from texts.
  public let parts: [Part]

  /// A fault; of several levels for one component the worst counts, and `up` is left out.
  public init(
    _ levels: [(component: ComponentIndex, level: Level)], text: String,
    shares: [(component: ComponentIndex, share: FaultShare)] = [], fault: Fault? = nil, isChange: Bool = false,
    changed: Set<ComponentIndex>? = nil, parts: [Part] = []
  ) {
    var worst: [ComponentIndex: Level] = [:]
    for (component, level) in levels where level > .up { worst[component] = max(level, worst[component] ?? .up) }
    var sums: [ComponentIndex: FaultShare] = [:]
    for (component, share) in shares {
      var share = share
      // What is degraded as a whole is, whatever part of it is down.
      if worst[component] == .degraded, sums[component] == nil { share.degraded = 1 }
      sums[component] = sums[component]?.adding(share) ?? share
    }
    for (component, share) in sums where share.level > .up {
      worst[component] = max(share.level, worst[component] ?? .up)
    }
    self.shares = sums.filter { component, share in worst[component] == .degraded && share.down < 1 }
    self.levels = worst.sorted { $0.key < $1.key }.map { (component: $0.key, level: $0.value) }
    self.text = text
    self.fault = fault
    self.isChange = isChange || fault?.isChange == true
    self.changed = changed
    self.parts = parts
  }

  /// A fault by the levels of its components, of which those with a share are `degraded`, as ``levels`` and ``shares`` have
  /// them.
  package init(
    _ levels: [(component: ComponentIndex, level: Level)], sharing shares: [ComponentIndex: FaultShare], text: String
  ) {
    self.init(
      levels.filter { shares[$0.component] == nil }, text: text,
      shares: shares.map { (component: $0.key, share: $0.value) })
  }

  /// Reads questions as the command line has them: each a fault's or component's id, `ID=down`, `ID=degraded`, `ID=13%` (a
  /// share of it, down), or a selector (all that it matches, down).
  ///
  /// - Throws: ``UnknownName`` for a text that names nothing in the model.
  public init(_ texts: [String], in model: Model) throws(UnknownName) {
    var levels: [(component: ComponentIndex, level: Level)] = []
    var shares: [(component: ComponentIndex, share: FaultShare)] = []
    var fault: Fault?
    var changed: Set<ComponentIndex> = []
    var changeCount = 0
    var parts: [Part] = []
    var matcher: SelectorMatcher?
    for text in texts {
      if let named = model.fault(ComponentID(text)) {
        levels += named.wholeLevels.map { (model.index(of: $0.component)!, $0.level) }
        shares += named.shares.map { (model.index(of: $0.key)!, $0.value) }
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
      if let equals = text.lastIndex(of: "="), let index = model.index(of: ComponentID(String(text[..<equals]))) {
        let value = text[text.index(after: equals)...]
        let share = Self.share(value)
        if let level = Level(name: value), level > .up {
          levels.append((index, level))
        } else if let share {
          shares.append((index, FaultShare(down: share)))
        }
        if share != nil || Level(name: value).map({ $0 > .up }) == true {
          parts.append(.component(text: text))
          continue
        }
      }
      guard let selector = ComponentSelector(commandLine: text) else { throw UnknownName(text, in: model) }
      if matcher == nil { matcher = SelectorMatcher(model.components) }
      let matches = matcher!.matches(selector)
      guard !matches.isEmpty else { throw UnknownName(text, in: model) }
      levels += matches.map { ($0, .down) }
      parts.append(.selection(text: text, count: matches.count))
    }
    self.init(
      levels, text: texts.joined(separator: " + "), shares: shares, fault: fault, isChange: changeCount > 0,
      changed: changeCount > 0 && changeCount < texts.count ? changed : nil, parts: parts)
  }

  /// The share that a text such as `13%` states, above 0 and at most 1; `nil` for any other.
  public static func share(_ text: some StringProtocol) -> Double? {
    guard text.hasSuffix("%"), let share = Probability(text: text)?.value, share > 0 else { return nil }
    return share
  }

  /// A named fault as a question.
  public init(_ fault: Fault, in model: Model) {
    self.init(
      fault.wholeLevels.map { (model.index(of: $0.component)!, $0.level) }, text: fault.id.text,
      shares: fault.shares.map { (model.index(of: $0.key)!, $0.value) }, fault: fault)
  }

  /// The same question where only changes of some components are followed; `nil` where all are, or none.
  func limited(toChangesOf changed: Set<ComponentIndex>?) -> FaultSet {
    guard changed != self.changed else { return self }
    var result = self
    result.changed = changed
    return result
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
    let stated = text.lastIndex(of: "=").map { (id: text[..<$0], value: text[text.index(after: $0)...]) }
    let isLevel =
      stated.map { $0.value == "down" || $0.value == "degraded" || FaultSet.share($0.value) != nil } ?? false
    let id = isLevel ? String(stated!.id) : text
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
