package import DependencyModel

extension ImportedModel {
  /// The same with the name of its source before every id that is its own: ids that mean the same in every source stay.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - zones: the names of components that mean the same in other named sources, by their ids here.
  package func named(_ name: String, sharing zones: [ComponentID: ComponentID] = [:]) -> ImportedModel {
    let prefix = SourcePrefix(name: name, universalIDs: universalIDs, zones: zones)
    var named = self
    named.model = prefix.applied(to: model)
    let services = idsAreServices ? model.components.map { ("service:\($0.id)", $0.id) } : []
    named.identities = (identities + services).map { (key: $0.0, component: prefix.id($0.1)) }
    named.idsAreServices = false
    named.universalIDs = universalIDs.subtracting(zones.keys).union(zones.values)
    return named
  }
}

/// The name of a source before the ids of a model.
private struct SourcePrefix {
  let name: String
  let universalIDs: Set<ComponentID>
  let zones: [ComponentID: ComponentID]

  func id(_ id: ComponentID) -> ComponentID {
    if let zone = zones[id] { return zone }
    return universalIDs.contains(id) ? id : ComponentID("\(name)/\(id.text)")
  }

  func applied(to model: Model) -> Model {
    var names: [ComponentID: ComponentID] = [:]
    var components = Array(model.components)
    for position in components.indices {
      let old = components[position].id
      let new = id(old)
      guard new != old else { continue }
      names[old] = new
      components[position].id = new
    }
    for position in components.indices {
      for relation in components[position].relations.indices {
        components[position].relations[relation].requirement.rename(names)
      }
    }
    let faults = model.faults.map { fault in
      var fault = fault
      fault.id = id(fault.id)
      fault.levels = fault.levels.map { (id($0.component), $0.level) }
      fault.shares = Dictionary(fault.shares.map { (id($0.key), $0.value) }) { $0.adding($1) }
      return fault
    }
    var lint = LintSettings()
    lint.rules = model.lint.rules
    lint.suppressions = model.lint.suppressions.map { suppression in
      var suppression = suppression
      // Without a selector it is for all of this source, and only that.
      suppression.component = suppression.component.map(selector) ?? all
      return suppression
    }
    return Model(
      name: model.name, description: model.description, components: components, faults: faults,
      checks: model.checks.map(check), lint: lint,
      assumptions: model.assumptions.map {
        Assumption(selector($0.selector), unavailability: $0.unavailability, at: $0.place)
      }, scenarios: model.scenarios.map(scenario))
  }

  // MARK: Selectors

  private var all: ComponentSelector { .matching([.id(GlobPattern("\(name)/*"))]) }

  private func pattern(_ pattern: GlobPattern) -> GlobPattern {
    if let zone = zones[ComponentID(pattern.text)] { return GlobPattern(zone.text) }
    return universalIDs.contains(ComponentID(pattern.text)) ? pattern : GlobPattern("\(name)/\(pattern.text)")
  }

  private func selector(_ selector: ComponentSelector) -> ComponentSelector {
    switch selector {
    case .name(let text): return .name(id(ComponentID(text)).text)
    case .anyOf(let selectors): return .anyOf(selectors.map(self.selector))
    case .matching(let conditions):
      var isLimited = false
      var limited = conditions.map { condition -> ComponentSelector.Condition in
        switch condition {
        case .id(let pattern):
          isLimited = true
          return .id(self.pattern(pattern))
        case .inDomain(let pattern): return .inDomain(self.pattern(pattern))
        case .not(let other): return .not(self.selector(other))
        case .kind, .tag, .tier, .owner: return condition
        }
      }
      if !isLimited { limited.append(.id(GlobPattern("\(name)/*"))) }
      return .matching(limited)
    }
  }

  private func scenario(_ scenario: Scenario) -> Scenario {
    var scenario = scenario.renaming(id, selector: selector)
    scenario.id = "\(name)/\(scenario.id)"
    return scenario
  }

  private func check(_ check: Check) -> Check {
    var check = check
    check.id = "\(name)/\(check.id)"
    check.exceptions = check.exceptions.map { exception in
      var exception = exception
      exception.fault = exception.fault.map(selector)
      exception.component = exception.component.map(selector)
      return exception
    }
    switch check.rule {
    case .expectation(let given, var then):
      then.conditions = then.conditions.map { ($0.condition, selector($0.selector)) }
      then.loads = then.loads.map { Check.LoadLimit($0.measure, of: $0.components.map(selector), atMost: $0.percent) }
      then.recoveries = then.recoveries.map { Check.Recovery(of: $0.components.map(selector), within: $0.limit) }
      check.rule = .expectation(given: given.map(self.given), then: then)
    case .demand(var demand):
      demand.components = selector(demand.components)
      demand.exempt = demand.exempt.map(selector)
      demand.properties = demand.properties.map { property in
        if case .survives(let count, let among?) = property { .survives(count, of: selector(among)) } else { property }
      }
      check.rule = .demand(demand)
    case .ban(var ban):
      (ban.from, ban.to) = (selector(ban.from), selector(ban.to))
      check.rule = .ban(ban)
    case .coverage: break
    }
    return check
  }

  private func given(_ given: Check.Given) -> Check.Given {
    switch given {
    case .fault(let fault): .fault(id(fault))
    case .changeOfFault(let fault): .changeOfFault(id(fault))
    case .change(let chosen): .change(selector(chosen))
    case .levels(let down, let degraded, let shares):
      .levels(
        down: down.map(selector), degraded: degraded.map(selector),
        shares: shares.map { Check.PartialFault(selector($0.components), $0.share) })
    case .each(let chosen): .each(selector(chosen))
    case .eachPair(let chosen): .eachPair(selector(chosen))
    case .eachChange(let chosen): .eachChange(selector(chosen))
    case .scenario(let scenario): .scenario("\(name)/\(scenario)")
    }
  }
}
