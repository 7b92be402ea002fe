internal import DependencyModel

extension DocumentBuilder {
  func check(_ check: Check) -> (key: SyntaxNode, value: SyntaxNode) {
    let place = check.place ?? start
    var pairs: Pairs = []
    if let description = check.description { add("description", text(description, place), to: &pairs, place) }
    if check.severity != .error { add("severity", text(check.severity.rawValue, place), to: &pairs, place) }
    if let owner = check.owner { add("owner", text(owner, place), to: &pairs, place) }
    switch check.rule {
    case .expectation(let given, let expectation):
      add("given", oneOrList(given.map { self.given($0, place) }, place), to: &pairs, place)
      add("then", then(expectation, place), to: &pairs, place)
    case .demand(let demand): add("require", require(demand, place), to: &pairs, place)
    case .ban(let ban): add("forbid", forbid(ban, place), to: &pairs, place)
    case .coverage(let limits):
      add("require", mapping([(bare("import", place), importLimits(limits, place))], place), to: &pairs, place)
    }
    if !check.exceptions.isEmpty {
      add("except", list(check.exceptions.map { exception($0, place) }, place), to: &pairs, place)
    }
    return (text(check.id, place), mapping(pairs, place))
  }

  private func given(_ given: Check.Given, _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    switch given {
    case .fault(let id): return text(id.text, place)
    case .changeOfFault(let id): add("change", text(id.text, place), to: &pairs, place)
    case .change(let selector): add("change", self.selector(selector, place), to: &pairs, place)
    case .levels(let down, let degraded, let shares):
      for (level, whole) in [(Level.down, down), (.degraded, degraded)] {
        let parts = shares.compactMap { item -> (key: SyntaxNode, value: SyntaxNode)? in
          let part = level == .down ? item.share.down : item.share.degraded
          return part > 0
            ? (self.selector(item.components, place), text(FaultShare.modelText(part), place)) : nil
        }
        let named = whole.map { [self.selector($0, place)] } ?? []
        let all = parts.isEmpty ? named : named.flatMap(items) + [mapping(parts, place)]
        if !all.isEmpty { add(level.name, oneOrList(all, place), to: &pairs, place) }
      }
    case .each(let each): add("each", selector(each, place), to: &pairs, place)
    case .eachPair(let pair): add("eachPair", selector(pair, place), to: &pairs, place)
    case .eachChange(let change): add("eachChange", selector(change, place), to: &pairs, place)
    case .scenario(let name): add("scenario", text(name, place), to: &pairs, place)
    }
    return mapping(pairs, place)
  }

  /// The items of a list; a node that is none by itself.
  private func items(_ node: SyntaxNode) -> [SyntaxNode] {
    if case .sequence(let items) = node.content { items } else { [node] }
  }

  private func then(_ expectation: Check.Expectation, _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    for (condition, selector) in expectation.conditions {
      add(condition.rawValue, self.selector(selector, place), to: &pairs, place)
    }
    switch expectation.impact {
    case .count(let count): add("impacted", bare(String(count), place), to: &pairs, place)
    case .share(let percent): add("impacted", text("\(percent)%", place), to: &pairs, place)
    case nil: break
    }
    for limit in expectation.loads {
      var percent = text("\(limit.percent)%", place)
      if let components = limit.components {
        percent = mapping(
          [(bare("of", place), selector(components, place)), (bare("atMost", place), percent)], place)
      }
      add(limit.measure.rawValue, percent, to: &pairs, place)
    }
    for recovery in expectation.recoveries {
      var parts: Pairs = []
      if let components = recovery.components { add("of", selector(components, place), to: &parts, place) }
      if let limit = recovery.limit { add("within", text(limit.modelText, place), to: &parts, place) }
      add("recovers", mapping(parts, place), to: &pairs, place)
    }
    if let within = expectation.within { add("within", text(within.modelText, place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  private func require(_ demand: Check.Demand, _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    add("for", selector(demand.components, place), to: &pairs, place)
    for property in demand.properties {
      switch property {
      case .survives(let size, of: nil): add("survives", bare(String(size), place), to: &pairs, place)
      case .survives(let size, of: let faults?):
        let limited: Pairs = [
          (bare("count", place), bare(String(size), place)), (bare("of", place), selector(faults, place)),
        ]
        add("survives", mapping(limited, place), to: &pairs, place)
      case .availability(let value): add("availability", bare(Self.text(of: value), place), to: &pairs, place)
      case .starts: add("starts", bare("true", place), to: &pairs, place)
      case .independent: add("independent", bare("true", place), to: &pairs, place)
      case .headroom(let percent): add("headroom", text("\(percent)%", place), to: &pairs, place)
      case .recovers: add("recovers", bare("true", place), to: &pairs, place)
      }
    }
    if let exempt = demand.exempt { add("except", selector(exempt, place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  private func importLimits(_ limits: [ImportLimit], _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    for limit in limits {
      let value =
        switch limit {
        case .understood(let percent), .related(let percent): text("\(percent)%", place)
        case .relations(let number), .unresolved(let number), .ambiguous(let number), .incomplete(let number):
          bare(String(number), place)
        }
      add(limit.key, value, to: &pairs, place)
    }
    return mapping(pairs, place)
  }

  private func forbid(_ ban: Check.Ban, _ place: Place) -> SyntaxNode {
    var pairs: Pairs = []
    add("from", selector(ban.from, place), to: &pairs, place)
    add("to", selector(ban.to, place), to: &pairs, place)
    if ban.via != .needs { add("via", text(ban.via.rawValue, place), to: &pairs, place) }
    if ban.isTransitive { add("transitive", bare("true", place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  private func exception(_ exception: Check.Exception, _ around: Place) -> SyntaxNode {
    let place = exception.place ?? around
    var pairs: Pairs = []
    if let fault = exception.fault { add("fault", selector(fault, place), to: &pairs, place) }
    if let component = exception.component { add("component", selector(component, place), to: &pairs, place) }
    add("reason", text(exception.reason, place), to: &pairs, place)
    if let until = exception.until { add("until", text(until, place), to: &pairs, place) }
    return mapping(pairs, place)
  }

  func selector(_ selector: ComponentSelector, _ place: Place) -> SyntaxNode {
    switch selector {
    case .name(let name): return text(name, place)
    case .anyOf(let selectors): return list(selectors.map { self.selector($0, place) }, place)
    case .matching(let conditions):
      var pairs: Pairs = []
      for condition in conditions {
        let (key, value) = self.condition(condition, place)
        add(key, value, to: &pairs, place)
      }
      return mapping(pairs, place)
    }
  }

  /// An assumption; the reader makes its selector of conditions only.
  func assumption(_ assumption: Assumption) -> SyntaxNode {
    let place = assumption.place ?? start
    var pairs: Pairs = []
    switch assumption.selector {
    case .matching(let conditions):
      for condition in conditions {
        let (key, value) = self.condition(condition, place)
        add(key, value, to: &pairs, place)
      }
    case .name(let name): add("id", text(name, place), to: &pairs, place)
    // Whatever is not outside of the selector is in it.
    case .anyOf:
      add("not", mapping([(bare("not", place), selector(assumption.selector, place))], place), to: &pairs, place)
    }
    add("unavailability", range(of: assumption.unavailability, place), to: &pairs, place)
    return mapping(pairs, place)
  }

  private func condition(_ condition: ComponentSelector.Condition, _ place: Place) -> (String, SyntaxNode) {
    switch condition {
    case .id(let pattern): ("id", text(pattern.text, place))
    case .kind(let pattern): ("kind", text(pattern.text, place))
    case .inDomain(let pattern): ("in", text(pattern.text, place))
    case .tag(let pattern): ("tag", text(pattern.text, place))
    case .owner(let pattern): ("owner", text(pattern.text, place))
    case .tier(let tier): ("tier", text("\(tier.comparison.rawValue)\(tier.tier)", place))
    case .not(let inner): ("not", selector(inner, place))
    }
  }

  func lint(_ settings: LintSettings) -> SyntaxNode {
    var pairs: Pairs = []
    if !settings.rules.isEmpty {
      let rules: Pairs = settings.rules.map { rule in
        let place = rule.place ?? start
        return (text(rule.rule, place), text(rule.setting.rawValue, place))
      }
      add("rules", mapping(rules, start), to: &pairs, start)
    }
    if !settings.suppressions.isEmpty {
      let items = settings.suppressions.map { suppression in
        let place = suppression.place ?? start
        var pairs: Pairs = []
        add("rule", text(suppression.rule, place), to: &pairs, place)
        if let component = suppression.component { add("component", selector(component, place), to: &pairs, place) }
        add("reason", text(suppression.reason, place), to: &pairs, place)
        if let until = suppression.until { add("until", text(until, place), to: &pairs, place) }
        return mapping(pairs, place)
      }
      add("suppress", list(items, start), to: &pairs, start)
    }
    return mapping(pairs, start)
  }
}
