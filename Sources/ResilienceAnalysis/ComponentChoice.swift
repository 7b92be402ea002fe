public import DependencyModel

/// The components that a question names: ids, or selectors that match several.
public struct ComponentChoice: Sendable {
  /// The components chosen, ascending, each once.
  public let components: [ComponentIndex]

  /// Reads a choice as the command line has it.
  ///
  /// - Parameters:
  ///   - texts: ids, globs and selectors.
  ///   - model: the model.
  ///   - asFaults: whether the components are tried as faults: what is only logic is then chosen by its id alone.
  /// - Throws: ``UnknownName`` for a text that names nothing in the model.
  public init(_ texts: [String], in model: Model, asFaults: Bool = false) throws(UnknownName) {
    var chosen: Set<ComponentIndex> = []
    var matcher: SelectorMatcher?
    for text in texts {
      if let index = model.index(of: ComponentID(text)) {
        chosen.insert(index)
        continue
      }
      guard let selector = ComponentSelector(commandLine: text) else {
        throw UnknownName(text, in: model, amongFaults: false)
      }
      if matcher == nil { matcher = SelectorMatcher(model.components) }
      let matches = asFaults ? matcher!.faults(selector) : matcher!.matches(selector)
      guard !matches.isEmpty else {
        throw matcher!.matches(selector).isEmpty
          ? UnknownName(text, in: model, amongFaults: false) : UnknownName(matchingLogicOnly: text)
      }
      chosen.formUnion(matches)
    }
    components = chosen.sorted()
  }

  /// Reads a choice of exactly one component.
  ///
  /// - Throws: ``UnknownName`` for a text that names nothing in the model, or several components.
  public static func one(_ text: String, in model: Model) throws(UnknownName) -> ComponentIndex {
    let chosen = try ComponentChoice([text], in: model).components
    guard chosen.count == 1 else { throw UnknownName(text, matching: chosen.map { model.outline($0).id.text }) }
    return chosen[0]
  }
}
