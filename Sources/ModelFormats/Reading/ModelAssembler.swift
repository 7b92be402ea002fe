internal import DependencyModel

/// Resolves a draft to a model: ids to components, globs to members, circles of domains found.
enum ModelAssembler {
  /// The model, or `nil` where the reader collected errors.
  static func model(of draft: ModelDraft, start: Place, reader: inout ValueReader) -> Model? {
    if draft.name == nil { reader.collector.add(.missingModelName(at: start)) }
    let entries = draft.domains + draft.components
    var components: [Component] = []
    components.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      reader.collector.entry = entry.isRepeated ? (number, entry.isDomain) : nil
      components.append(ComponentReader.component(entry, reader: &reader))
    }

    // Selectors look at kinds, tags, owners, tiers and domains, which are known now.
    var requirements = RequirementReader(components)
    for (position, entry) in entries.enumerated() {
      // The remaining diagnostics would only repeat that the model is too large.
      guard !requirements.isOverLimit else {
        reader.collector.entry = nil
        return nil
      }
      requirements.owner = position
      reader.collector.entry = entry.isRepeated ? (position, entry.isDomain) : nil
      components[position].relations = ComponentReader.relations(
        entry, &requirements, reader: &reader)
      complainOfEmptyName(components[position], reader: &reader)
    }
    reader.collector.entry = nil
    requirements.commonCauses.finish(components, reader: &reader)
    complainOfCircles(components, draft.domains.count, reader: &reader)

    let faultIDs = Set(draft.faults.compactMap(\.id))
    var checkReader = CheckReader(
      components: components, matcher: requirements.matcher, faultIDs: faultIDs,
      scenarioIDs: Set(draft.scenarios.map(\.id)))
    let faults = draft.faults.compactMap { checkReader.fault($0, reader: &reader) }
    let scenarios = draft.scenarios.compactMap { checkReader.scenario($0, reader: &reader) }
    let checks = draft.checks.compactMap { checkReader.check($0, reader: &reader) }
    let assumptions = checkReader.checked(draft.assumptions, isForThisModel: true, reader: &reader)
    guard !reader.collector.hasErrors else { return nil }
    let model = Model(
      name: draft.name!, description: draft.description, components: components, faults: faults, checks: checks,
      lint: draft.lint, assumptions: assumptions, scenarios: scenarios)
    complainOfEmptyDomains(model, reader: &reader)
    return model
  }

  /// A component that is only a name for what it needs, and needs nothing. A domain may be there only to group others.
  private static func complainOfEmptyName(_ component: Component, reader: inout ValueReader) {
    guard component.logical == true, component.unavailability == nil, !component.isDomain, let place = component.place,
      !component.relations.contains(where: { $0.kind == .needs || $0.kind == .in })
    else { return }
    reader.collector.add(.logicalWithoutNeeds(component.id.text, at: place))
  }

  /// The most circles of domains that are reported: each takes a text as long as it is.
  private static let circleLimit = 100

  /// Domains that are in themselves, each circle once.
  private static func complainOfCircles(_ components: [Component], _ domainCount: Int, reader: inout ValueReader) {
    var positions: [ComponentID: Int] = [:]
    for position in 0..<domainCount { positions[components[position].id] = position }
    // The domains that a domain is in, each with the requirement that states it.
    func parents(_ domain: Int) -> [(domain: Int, requirement: Requirement)] {
      components[domain].relations.compactMap { relation in
        guard relation.kind == .in, case .component(let id) = relation.requirement.target else { return nil }
        return positions[id].map { ($0, relation.requirement) }
      }
    }
    let order = DomainOrder(count: domainCount) { parents($0).map(\.domain) }
    for (domain, place, parent) in order.closing.prefix(Self.circleLimit) {
      let circle = order.circle(from: parent, to: domain).map { components[$0].id.text }
      reader.collector.add(
        .domainCircle(
          circle + [circle[0]], at: parents(domain)[place].requirement.place ?? components[domain].place))
    }
  }

  /// Domains that nothing is in and nothing names.
  static func complainOfEmptyDomains(_ model: Model, reader: inout ValueReader) {
    guard model.domainCount > 0 else { return }
    let isMentioned = model.isRequired
    for index in model.domainIndices where !isMentioned[index.position] {
      let domain = model.components[index]
      reader.collector.add(.emptyDomain(domain.id.text, at: domain.place))
    }
  }
}

extension ModelDraft.FaultEntry {
  fileprivate var id: ComponentID? {
    switch self {
    case .written(let key, _): key.text.map { ComponentID($0) }
    case .imported(let fault): fault.id
    }
  }
}

extension CheckReader {
  /// A fault, its selectors resolved; one of a source names components already.
  fileprivate mutating func fault(_ entry: ModelDraft.FaultEntry, reader: inout ValueReader) -> Fault? {
    switch entry {
    case .written(let key, let body): return fault(key, body.node, reader: &reader)
    case .imported(let fault):
      if fault.levels.isEmpty { reader.collector.add(.emptyFault(fault.id.text, at: fault.place!)) }
      return fault
    }
  }

  fileprivate mutating func scenario(_ entry: ModelDraft.ScenarioEntry, reader: inout ValueReader) -> Scenario? {
    switch entry {
    case .written(let key, let body): scenario(key, body, reader: &reader)
    case .imported(let scenario): scenario
    }
  }

  fileprivate mutating func check(_ entry: ModelDraft.CheckEntry, reader: inout ValueReader) -> Check? {
    switch entry {
    case .written(let key, let body): check(key, body, reader: &reader)
    case .imported(let check): check
    }
  }
}
