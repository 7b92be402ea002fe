internal import DependencyModel
public import ModelChecks
internal import ResilienceAnalysis

extension FindingWording {
  /// What does not hold, in one sentence: lower case, no full stop, ids as written.
  public func sentence(_ finding: Finding) -> String {
    switch finding.fact {
    case .breaks(let condition, let components, let all, let levels, let within):
      "\(fault(finding)) \(Self.verb(condition, levels, isOne: Self.isOneFault(finding))) "
        + "\(list(components))\(Self.end(condition, levels))\(Self.time(within))\(Self.rest(components, of: all))"
    case .exceeds(let affected, let of, let limit, let within):
      "\(fault(finding)) \(Self.isOneFault(finding) ? "affects" : "affect") "
        + "\(Self.extent(affected, of))\(Self.time(within)); at most \(Self.text(limit)) is allowed"
    case .load(let fact): sentence(fact, finding)
    case .scenario(let fact, let id): sentence(fact, in: id)
    case .takesDown(let components, let all):
      "\(fault(finding)) \(Self.isOneFault(finding) ? "takes" : "together take") down "
        + "\(list(components))\(Self.rest(components, of: all))"
    case .takesGroup(let group, let owner):
      "\(fault(finding)) takes away all that \(id(owner)) has of '\(group.text(limit: 4))'"
    case .misses(let component, let unavailability, let required, let coverage):
      missed(component, unavailability, required, coverage)
    case .statesNoUnavailability(let components, let required):
      "nothing in the model states an unavailability, so \(Figures.availability(unavailability: 1 - required)) of "
        + "\(list(components)) can't be shown"
    case .waitsInCircle(let components, let circle):
      "\(list(components)) can't start: each waits for the next: "
        + (circle + circle.prefix(1)).map(id).joined(separator: " → ")
    case .waitsForCircle(let components):
      "\(list(components)) can't start: what \(components.count == 1 ? "it needs waits" : "they need waits") in a circle"
    case .isForbidden(let path, let kind): ban(path, kind)
    case .importFallsShort(let limit, let coverage, let relatedness): Self.shortfall(limit, coverage, relatedness)
    case .weakness(let weakness): sentence(weakness)
    case .undecided(let reason): sentence(reason)
    case .unlisted(let rest): "and \(count(rest, "more violation")), not listed"
    case .untried(let rest, let first):
      "\(count(rest, "component")), \(id(first)) first, \(rest == 1 ? "was" : "were") not tried: each is a question of its own"
    }
  }

  private func missed(
    _ component: ComponentIndex, _ unavailability: Double, _ required: Double, _ coverage: Coverage?
  ) -> String {
    let allowed = 1 - required
    let figure = Figures.availability(unavailability: unavailability, apartFrom: [allowed])
    let rest = coverage.map { CoverageWording(model).phrase($0) } ?? ""
    return "\(id(component)) is available \(figure) of the time, down "
      + "\(Figures.downtime(unavailability, apartFrom: [allowed])) per year; "
      + "\(Figures.availability(unavailability: allowed, apartFrom: [unavailability])) is required, down "
      + "\(Figures.downtime(allowed, apartFrom: [unavailability])) at most\(rest.isEmpty ? "" : "; this \(rest)")"
  }

  /// A fault: `a`, `a and b`, `a (degraded)`, `a change of a`.
  func fault(_ finding: Finding) -> String {
    if let id = finding.faultID { return id.text }
    let names = enumeration(
      of: finding.fault.map { component, level in
        finding.shares[component]?.phrase(of: id(component)) ?? id(component)
          + (level == .degraded ? " (degraded)" : "")
      }, limit: 4)
    return finding.isChange ? "a change of \(names)" : names
  }

  /// Whether a sentence speaks of the fault in the singular.
  static func isOneFault(_ finding: Finding) -> Bool {
    finding.faultID != nil || finding.fault.count == 1 || finding.isChange
  }

  /// How many components there are where not all are listed.
  private static func rest(_ components: [ComponentIndex], of all: Int) -> String {
    all > components.count ? " (\(grouped(all)) in all; the rest are not listed)" : ""
  }

  static func time(_ within: Duration?) -> String { within.map { " within \($0.modelText)" } ?? "" }

  static func extent(_ affected: Int, _ of: Int) -> String {
    let share = of == 0 ? "" : " (\(percentage(Double(affected) / Double(of))))"
    return "\(grouped(affected)) of \(count(of, "other component"))\(share)"
  }

  static func text(_ limit: Check.ImpactLimit) -> String {
    switch limit {
    case .count(let most): grouped(most)
    case .share(let percent): "\(percent)%"
    }
  }

  /// What a fault does to components that do not meet a condition.
  static func verb(
    _ condition: Check.Expectation.Condition, _ levels: Set<Level>, isOne: Bool
  ) -> String {
    switch condition {
    case .up where levels == [.degraded]: isOne ? "degrades" : "degrade"
    case .up where levels != [.down]: isOne ? "degrades or takes down" : "degrade or take down"
    case .up, .notDown: isOne ? "takes down" : "take down"
    case .down: isOne ? "does not take down" : "do not take down"
    case .degraded, .notUp: isOne ? "leaves" : "leave"
    }
  }

  /// The level at which a fault leaves components.
  static func end(_ condition: Check.Expectation.Condition, _ levels: Set<Level>) -> String {
    switch condition {
    case .up, .notDown, .down: ""
    case .notUp: " up"
    case .degraded: levels == [.down] ? " down" : levels == [.up] ? " up" : " not degraded but up or down"
    }
  }

  private func ban(_ path: [ComponentIndex], _ kind: Component.Relation.Kind) -> String {
    guard let first = path.first, let last = path.last else { return "" }
    let way = path.count > 2 ? ", by \(path.map(id).joined(separator: " → "))" : ""
    return "\(id(first)) \(kind.traits.verb) \(id(last))\(way), which is forbidden"
  }

  private static func shortfall(
    _ limit: ImportLimit, _ coverage: ImportCoverage, _ relatedness: Relatedness
  ) -> String {
    switch limit {
    case .understood(let percent):
      "\(grouped(coverage.understood)) of \(grouped(coverage.total)) resources of the files are understood "
        + "(\(percentage(coverage.share))); \(percent)% is required"
    case .relations(let least):
      "the model has \(count(relatedness.relations, "relation")); \(grouped(least)) are required"
    case .related(let percent):
      "\(grouped(relatedness.related)) of \(count(relatedness.components, "component")) have a relation to another "
        + "(\(percentage(relatedness.share))); \(percent)% is required"
    case .unresolved(let most):
      "\(count(coverage.unresolved, "reference leads", "references lead")) to nothing; at most \(grouped(most)) may"
    case .ambiguous(let most):
      "\(count(coverage.ambiguous, "reference is", "references are")) ambiguous; at most \(grouped(most)) may be"
    case .incomplete(let most):
      "\(count(coverage.incomplete, "group has", "groups have")) members outside of the files; at most \(grouped(most)) may have"
    }
  }

  // MARK: What is missing

  /// What an availability rests on, and what it would be if all the rest were always down.
  private func uncovered(_ component: ComponentIndex, _ coverage: Coverage) -> String {
    let words = CoverageWording(model)
    return "its availability \(words.phrase(coverage))" + (words.bound(coverage, of: component).map { "; \($0)" } ?? "")
  }

  private func sentence(_ reason: Finding.Undecided) -> String {
    switch reason {
    case .time(let allowance): "not decided within \(allowance.text)\(raiseTime)"
    case .ruleTime(let allowance): "not finished within \(allowance.text)\(raiseTime)"
    case .noGroup(let targets):
      "not decided: \(list(targets)) \(targets.count == 1 ? "has" : "have") no redundant group to look at"
    case .noFault: "not decided: there is no fault to try"
    case .notImported: "not decided: the model was not imported from files of other tools"
    case .nothingBesideFault:
      "not decided: the fault names every component, so there is nothing left to be affected"
    case .noPair(let components):
      "not decided: 'eachPair' matches \(count(components, "component")), so there is no pair to try"
    case .tooManyPairs(let pairs, let limit):
      "not decided: \(grouped(pairs)) pairs are more than the \(grouped(limit)) that are tried"
    case .cutSets(let targets, let size):
      "not decided for \(list(targets)): there are too many sets of up to \(size) components, or they take too much memory"
    case .uncovered(let component, let coverage):
      "not decided for \(id(component)): "
        + (coverage.isEmpty ? AvailabilityText.nothingStated(coverage) : uncovered(component, coverage))
    case .memory(let component):
      "not decided for \(id(component)): its diagrams take more memory than is allowed"
    case .loads(let gap): "not decided: \(text(gap))"
    }
  }
}
