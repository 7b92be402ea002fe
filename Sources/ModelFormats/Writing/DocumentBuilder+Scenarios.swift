internal import DependencyModel

extension DocumentBuilder {
  func scenario(_ scenario: Scenario) -> (key: SyntaxNode, value: SyntaxNode) {
    let place = scenario.place ?? start
    var pairs: Pairs = []
    if let description = scenario.description { add("description", text(description, place), to: &pairs, place) }
    if let begins = scenario.begins { add("begins", text(begins.modelText, place), to: &pairs, place) }
    add("lasts", text(scenario.lasts.modelText, place), to: &pairs, place)
    add("events", events(scenario, place), to: &pairs, place)
    if let watch = scenario.watch { add("watch", selector(watch, place), to: &pairs, place) }
    var levels: Pairs = []
    if let degraded = scenario.thresholds.degraded { add("degraded", text("\(degraded)%", place), to: &levels, place) }
    if let down = scenario.thresholds.down { add("down", text("\(down)%", place), to: &levels, place) }
    if !levels.isEmpty { add("levels", mapping(levels, place), to: &pairs, place) }
    return (text(scenario.id, place), mapping(pairs, place))
  }

  /// The events as a mapping where all have different names, else as a list.
  private func events(_ scenario: Scenario, _ place: Place) -> SyntaxNode {
    let names = Set(scenario.events.compactMap(\.name))
    let bodies = scenario.events.map { event($0, scenario.begins, place) }
    guard names.count == bodies.count else { return list(bodies, place) }
    return mapping(
      zip(scenario.events, bodies).map { (text($0.name ?? "", $0.place ?? place), $1) }, place)
  }

  private func event(_ event: Scenario.Event, _ begins: ScenarioBeginning?, _ around: Place) -> SyntaxNode {
    let place = event.place ?? around
    var pairs: Pairs = []
    switch event.trigger {
    case .at(let time): add("at", text(begins?.text(of: time) ?? time.modelText, place), to: &pairs, place)
    case .when(let condition, let repeats):
      add("when", self.condition(condition, place), to: &pairs, place)
      if repeats { add("repeats", bare("true", place), to: &pairs, place) }
    }
    for action in event.actions {
      switch action {
      case .fault(let level, let targets): add(level.name, self.targets(targets, place), to: &pairs, place)
      case .restore(let components):
        add("restore", oneOrList(components.map { text($0.text, place) }, place), to: &pairs, place)
      case .cut(let link): add("cut", self.link(link, place), to: &pairs, place)
      case .join(let link): add("join", self.link(link, place), to: &pairs, place)
      }
    }
    if let by = event.by { add("by", text(by, place), to: &pairs, place) }
    if let words = event.text { add("text", text(words, place), to: &pairs, place) }
    return mapping(merged(pairs, place), place)
  }

  /// The same with one list for each key that is there more than once: links that are cut together.
  private func merged(_ pairs: Pairs, _ place: Place) -> Pairs {
    var merged: Pairs = []
    for (key, value) in pairs {
      guard let position = merged.firstIndex(where: { $0.key.text == key.text }) else {
        merged.append((key, value))
        continue
      }
      var items = Self.items(merged[position].value)
      items += Self.items(value)
      merged[position].value = list(items, place)
    }
    return merged
  }

  private static func items(_ node: SyntaxNode) -> [SyntaxNode] {
    if case .sequence(let items) = node.content { items } else { [node] }
  }

  private func targets(_ targets: [Scenario.Target], _ place: Place) -> SyntaxNode {
    var named = targets.filter { $0.share == nil }.map { text($0.component.text, place) }
    let shares: Pairs = targets.compactMap { target in
      target.share.map { (text(target.component.text, place), text(FaultShare.modelText($0), place)) }
    }
    if !shares.isEmpty { named.append(mapping(shares, place)) }
    return oneOrList(named, place)
  }

  private func link(_ link: Scenario.Link, _ place: Place) -> SyntaxNode {
    mapping(
      [(bare("from", place), text(link.from.text, place)), (bare("to", place), text(link.to.text, place))], place)
  }

  private func condition(_ condition: Scenario.Condition, _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    switch condition.form {
    case .gauge(let gauge, let comparison, let limit):
      add(gauge.name, text(gauge.component.text, place), to: &pairs, place)
      add(comparison.rawValue, bare(limit.description, place), to: &pairs, place)
    case .all(let parts): return list(parts.map { self.condition($0, place) }, place)
    case .any(let parts): add("any", list(parts.map { self.condition($0, place) }, place), to: &pairs, place)
    }
    if condition.lasting > .zero { add("for", text(condition.lasting.modelText, place), to: &pairs, place) }
    return mapping(pairs, place)
  }
}
