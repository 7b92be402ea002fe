public import DependencyModel

/// The supposition of a question: the components that a fault names and the level it puts each at.
public struct FaultSet: Sendable {
  /// The text that the asker wrote, in short: ids, names of faults, selectors.
  public let text: String
  /// The components named, in model order, each once, none of them `up`.
  public let levels: [(component: ComponentIndex, level: Level)]
  /// The named fault, where the question is about just one.
  public let fault: Fault?
  /// Whether one of the named faults is a change, so that what is configured by the components follows it, too.
  public let isChange: Bool

  /// A fault; of several levels for one component the worst counts, and `up` is left out.
  public init(
    _ levels: [(component: ComponentIndex, level: Level)], text: String, fault: Fault? = nil, isChange: Bool = false
  ) {
    var worst: [ComponentIndex: Level] = [:]
    for (component, level) in levels where level > .up { worst[component] = max(level, worst[component] ?? .up) }
    self.levels = worst.sorted { $0.key < $1.key }.map { (component: $0.key, level: $0.value) }
    self.text = text
    self.fault = fault
    self.isChange = isChange || fault?.isChange == true
  }

  /// Reads questions as the command line has them: each a fault's or component's id, `ID=down` or `ID=degraded`, or a
  /// selector (all that it matches, down).
  ///
  /// - Throws: ``UnknownName`` for a text that names nothing in the model.
  public init(_ texts: [String], in model: Model) throws(UnknownName) {
    var levels: [(component: ComponentIndex, level: Level)] = []
    var fault: Fault?
    var isChange = false
    var matcher: SelectorMatcher?
    for text in texts {
      if let named = model.fault(ComponentID(text)) {
        levels += named.levels.map { (model.index(of: $0.component)!, $0.level) }
        fault = texts.count == 1 ? named : nil
        isChange = isChange || named.isChange
        continue
      }
      if let index = model.index(of: ComponentID(text)) {
        levels.append((index, .down))
        continue
      }
      if let equals = text.lastIndex(of: "="), let level = Level(name: text[text.index(after: equals)...]), level > .up,
        let index = model.index(of: ComponentID(String(text[..<equals])))
      {
        levels.append((index, level))
        continue
      }
      guard let selector = ComponentSelector(commandLine: text) else { throw UnknownName(text, in: model) }
      if matcher == nil { matcher = SelectorMatcher(model.components) }
      let matches = matcher!.matches(selector)
      guard !matches.isEmpty else { throw UnknownName(text, in: model) }
      levels += matches.map { ($0, .down) }
    }
    self.init(levels, text: texts.joined(separator: " + "), fault: fault, isChange: isChange)
  }
}

/// A name in a question that refers to nothing in the model.
public struct UnknownName: Error, Hashable, Sendable {
  /// The text that was asked for.
  public let text: String
  /// The name that was probably meant.
  public let suggestion: String?
  /// Whether the text is a glob or a selector that matches nothing, rather than an id that does not exist.
  public let isSelector: Bool

  /// A name that is not in a model, with what was probably meant.
  public init(_ text: String, in model: Model, amongFaults: Bool = true) {
    self.text = text
    let id = text.hasSuffix("=down") || text.hasSuffix("=degraded") ? String(text[..<text.lastIndex(of: "=")!]) : text
    isSelector = GlobPattern.isGlob(text) || (text.contains("=") && id == text)
    let ids = amongFaults ? model.allIDs : model.components.map(\.id)
    suggestion = isSelector ? nil : spellingSuggestion(for: id, among: ids.lazy.map(\.text))
  }
}
