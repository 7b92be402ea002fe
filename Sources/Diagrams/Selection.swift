internal import DependencyModel

/// Which components and domains a diagram may show: what is within reach of the focus, is affected if only that counts,
/// and is not hidden.
struct Selection {
  let scene: Scene
  /// Per component and domain.
  private(set) var isShown: [Bool]
  /// Per component whether it is one of those in focus.
  private(set) var isFocus: [Bool]
  /// How many components are left out because all that they do is to configure others.
  private(set) var settingCount = 0

  init(_ scene: Scene, options: DiagramOptions) throws(DiagramError) {
    self.scene = scene
    let count = scene.model.components.count
    isShown = [Bool](repeating: true, count: count)
    isFocus = [Bool](repeating: false, count: count)
    guard count > scene.model.domainCount || count > 0 else {
      throw .nothingToDraw(.noComponents)
    }
    if !options.focus.isEmpty { keepReach(of: options.focus.map(\.position), depth: options.depth) }
    if options.onlyAffected {
      guard scene.impact != nil || scene.comparison != nil else {
        throw .nothingToDraw(.noFault)
      }
      let neighbours = scene.comparison?.neighbours ?? []
      for index in 0..<count where scene.statuses[index].condition <= .untouched && !neighbours.contains(index) {
        isShown[index] = false
      }
    }
    try hide(options.hide)
    leaveOutSettings()
    guard isShown.contains(true) else {
      throw .nothingToDraw(.allLeftOut(components: count - scene.model.domainCount))
    }
  }

  /// Keeps what the focus depends on within the depth, and what depends on it within the depth.
  private mutating func keepReach(of focus: [Int], depth: Int) {
    let contents = scene.contents()
    var start = focus
    for index in focus { isFocus[index] = true }
    // A domain in focus stands for what is in it.
    var next = 0
    var seen = Set(start)
    while next < start.count {
      for content in contents[start[next]] where seen.insert(content).inserted { start.append(content) }
      next += 1
    }
    var dependencies = [[Int]](repeating: [], count: isShown.count)
    var dependents = dependencies
    for component in isShown.indices {
      func add(_ dependency: Int) {
        dependencies[component].append(dependency)
        dependents[dependency].append(component)
      }
      if let home = scene.homes[component] { add(home) }
      for relation in scene.relations[component] {
        for target in relation.targets { scene.forEachComponent(of: target, add) }
      }
    }
    let reach = Selection.reach(from: start, along: dependencies, depth: depth)
      .union(Selection.reach(from: start, along: dependents, depth: depth))
    for index in isShown.indices where !reach.contains(index) { isShown[index] = false }
  }

  private static func reach(from start: [Int], along steps: [[Int]], depth: Int) -> Set<Int> {
    var reached = Set(start)
    var wave = start
    var distance = 0
    while distance < depth, !wave.isEmpty {
      wave = wave.flatMap { steps[$0] }.filter { reached.insert($0).inserted }
      distance += 1
    }
    return reached
  }

  /// Leaves out what only configures others, unless settings are drawn, it is affected or in focus, or nothing else is there.
  private mutating func leaveOutSettings() {
    guard !scene.showsSettings else { return }
    let isOnlySetting = scene.isOnlySetting()
    let settings = isShown.indices.filter {
      isShown[$0] && isOnlySetting[$0] && !isFocus[$0] && scene.statuses[$0].condition <= .untouched
    }
    guard settings.count < isShown.count(where: \.self) else { return }
    for setting in settings { isShown[setting] = false }
    settingCount = settings.count
  }

  private mutating func hide(_ selectors: [ComponentSelector]) throws(DiagramError) {
    guard !selectors.isEmpty else { return }
    var matcher = SelectorMatcher(scene.model.components)
    let contents = scene.contents()
    var waiting: [Int] = []
    for selector in selectors { waiting += try scene.matches(selector, role: .hide, using: &matcher) }
    var seen = Set(waiting)
    while let index = waiting.popLast() {
      isShown[index] = false
      for content in contents[index] where seen.insert(content).inserted { waiting.append(content) }
    }
  }
}

extension Scene {
  /// Per domain what is directly in it, on any axis.
  func contents() -> [[Int]] {
    var contents = [[Int]](repeating: [], count: homes.count)
    for component in homes.indices {
      if let home = homes[component] { contents[home].append(component) }
      for domain in furtherDomains(of: component) { contents[domain].append(component) }
    }
    return contents
  }

  /// The components that a selector matches.
  ///
  /// - Throws: ``DiagramError/unknownName(_:text:suggestion:)`` where that is nothing.
  func matches(
    _ selector: ComponentSelector, role: DiagramError.SelectorRole, using matcher: inout SelectorMatcher
  ) throws(DiagramError) -> [Int] {
    let matches = matcher.matches(selector).map(\.position)
    guard matches.isEmpty else { return matches }
    let name = matcher.unknownNames(in: selector).first
    let suggestion = name.flatMap { spellingSuggestion(for: $0, among: model.components.lazy.map(\.id.text)) }
    throw .unknownName(role, text: name ?? selector.text, suggestion: suggestion)
  }
}

extension ComponentSelector {
  /// The selector in short, for a message.
  fileprivate var text: String {
    switch self {
    case .name(let text): text
    case .matching: "the selector"
    case .anyOf(let selectors): selectors.map(\.text).joined(separator: ", ")
    }
  }
}
