internal import DependencyModel
internal import ResilienceAnalysis

/// How answers speak of components, requirements and causes, in every format alike.
struct Wording {
  let model: Model

  func id(_ index: ComponentIndex) -> String { model.outline(index).id.text.printable }

  /// A component and, where it has one, its name for people.
  func title(_ index: ComponentIndex) -> String {
    let component = model.outline(index)
    guard let name = component.name, name != component.id.text else { return id(index) }
    return "\(id(index)) (\(name.printable))"
  }

  /// The first few of some ids, and how many more there are.
  func list(_ indices: [ComponentIndex], limit: Int = 4) -> String {
    enumerate(indices.map(id), limit: limit)
  }

  func enumerate(_ texts: [String], limit: Int = 4) -> String { enumeration(of: texts, limit: limit) }

  /// Why a component is at its level, as what follows its name: `needs db`, `is in us-east-1a`.
  ///
  /// - Parameter reference: how a cause is named; the id unless the answer numbers its steps.
  func reason(_ effect: Impact.Effect, reference: ((ComponentIndex) -> String)? = nil) -> String {
    let cause = effect.cause
    if cause.overload != nil, let overload = effect.overload {
      return self.overload(effect, overload, reference: reference)
    }
    let reason = reasonOfFailure(effect, reference: reference)
    guard let overload = effect.overload, !cause.isFault else { return reason }
    return "\(reason); it is overloaded, too: \(figures(effect.component, overload))"
  }

  /// Why a component is at its level for what failed.
  private func reasonOfFailure(_ effect: Impact.Effect, reference: ((ComponentIndex) -> String)?) -> String {
    let cause = effect.cause
    guard let requirement = cause.requirement, let relation = cause.relation else { return "the fault" }
    let verb = requirement.confidence == .assumed ? "may " + relation.traits.infinitive : relation.traits.verb
    let by = cause.by.map { reference?($0) ?? id($0) }
    let tolerance = requirement.tolerates > .zero ? " (tolerates \(requirement.tolerates.modelText))" : ""
    guard case .group(let group) = requirement.target else {
      return "\(verb) \(enumerate(by))\(tolerance)"
    }
    // What is used is felt, as degraded, when it is down; what degrades the component, whenever it is not up.
    let needed = cause.relation?.requiredLevel(for: effect.level) ?? effect.level
    let state = needed == .degraded && cause.relation?.isSoft == true ? "not up" : needed.name
    let text = "\(verb) \(group.text(limit: 4).printable)\(tolerance)"
    if let share = effect.share, share.down < 1, share.down > 0 {
      let isAll = by.count == group.members.count && by.count > 1 && reference == nil
      return isAll ? "\(text); none of them is wholly up" : "\(text); not wholly up: \(enumerate(by))"
    }
    let isAll = by.count == group.members.count && by.count > 1 && reference == nil
    let losses =
      if !isAll { "\(state): \(enumerate(by))" } else if state == "not up" {
        by.count == 2 ? "neither is up" : "none of the \(by.count) is up"
      } else { "\(by.count == 2 ? "both" : "all \(by.count)") are \(state)" }
    return "\(text); \(losses)\(remainder(of: group, cause))"
  }

  /// The remainder of a group whose members do not all count alike, once those of the cause are lost.
  private func remainder(of group: Group, _ cause: Impact.Cause) -> String {
    guard Set(group.members.map(\.weight)).count > 1, let total = group.totalWeight else { return "" }
    let lost = Set(cause.by.map { model.outline($0).id })
    let left = group.members.reduce(Int64(0)) { left, member in
      if case .component(let id) = member.requirement.target, lost.contains(id) { return left }
      return left + member.weight.millionths
    }
    return "; \(Amount(millionths: left)) of \(total) left"
  }

  /// The remaining and the lost members of a group: `2 of 3 left (ebs-1b, ebs-1c); lost: ebs-1a`.
  func standing(_ standing: GroupStanding) -> String {
    let members = standing.remaining
    let remaining = enumerate(members.map(name))
    let lost = enumerate(standing.lost.map(name))
    let left = "\(standing.remainingWeight) of \(standing.totalWeight) left"
    var text = remaining.isEmpty ? left : "\(left) (\(remaining))"
    if !lost.isEmpty { text += "; down: \(lost)" }
    let degraded = members.filter { $0.level == .degraded }.map(name)
    if !degraded.isEmpty { text += "; degraded: \(enumerate(degraded))" }
    return text
  }

  private func name(_ member: GroupStanding.Member) -> String { member.requirement.text().printable }

  /// By how much a group holds.
  ///
  /// - Parameters:
  ///   - standing: its losses and what remains.
  ///   - isSoft: whether its owner is only degraded without it.
  func margin(_ standing: GroupStanding, isSoft: Bool) -> String {
    guard standing.hasLost else { return "it holds" }
    switch standing.spareMembers {
    case 0:
      let isAnyOfThem = Set(standing.remaining.map(\.weight)).count == 1
      if isSoft { return isAnyOfThem ? "the next loss degrades it" : "one more loss may degrade it" }
      return isAnyOfThem ? "the next loss takes it down" : "one more loss may take it down"
    case 1: return "it holds through one more loss"
    default: return "it holds through \(standing.spareMembers) more losses"
    }
  }

  /// The name of a fault in a sentence.
  func faultTitle(_ fault: FaultSet) -> String {
    fault.fault?.name?.printable ?? fault.text.printable
  }

  /// The fault and its verb: `us-east-1a fails`, `us-east-1a changes`, `all of kind=zone fail`, `db is degraded`.
  func event(_ fault: FaultSet, isChange: Bool) -> String {
    if fault.fault != nil { return "\(faultTitle(fault)) happens" }
    // Beside a named fault that is a change, what else is named fails.
    let isChange = isChange && fault.changed == nil
    func verb(_ isPlural: Bool) -> String {
      isChange ? isPlural ? "change" : "changes" : isPlural ? "fail" : "fails"
    }
    var faults: [String] = []
    var others: [String] = []
    var degraded: [String] = []
    var isSelection = false
    var isPlural = false
    for part in fault.parts {
      switch part {
      case .fault(let fault): faults.append((fault.name ?? fault.id.text).printable)
      case .component(let text):
        let (id, level) = named(text)
        if level == .degraded { degraded.append(id) } else { others.append(id) }
      case .selection(let text, let count):
        isSelection = true
        isPlural = isPlural || count > 1
        others.append(count > 1 ? "all of \(text.printable)" : text.printable)
      }
    }
    if fault.parts.isEmpty {
      for (component, level) in fault.levels {
        if let share = fault.shares[component] {
          others.append(share.phrase(of: id(component)))
        } else if level == .degraded {
          degraded.append(id(component))
        } else {
          others.append(id(component))
        }
      }
      if degraded.isEmpty, fault.shares.isEmpty { return "\(faultTitle(fault)) \(verb(others.count != 1))" }
    }
    // Ids alone are put together as the user writes them.
    let isPlain = !isSelection && faults.isEmpty
    func list(_ texts: [String]) -> String {
      isPlain ? texts.joined(separator: " + ") : enumerate(texts, limit: .max)
    }
    var clauses: [String] = []
    if !faults.isEmpty { clauses.append("\(list(faults)) \(faults.count == 1 ? "happens" : "happen")") }
    if !others.isEmpty { clauses.append("\(list(others)) \(verb(isPlural || others.count > 1))") }
    if !degraded.isEmpty {
      clauses.append(
        isChange
          ? "a change degrades \(list(degraded))" : "\(list(degraded)) \(degraded.count == 1 ? "is" : "are") degraded")
    }
    return clauses.joined(separator: " and ")
  }

  /// The id and the level that a text of a question states: `db` and down for `db=down`, `13% of db` and down for `db=13%`.
  private func named(_ text: String) -> (id: String, level: Level) {
    guard model.index(of: ComponentID(text)) == nil, let equals = text.lastIndex(of: "=") else {
      return (text.printable, .down)
    }
    let id = String(text[..<equals]).printable
    let value = text[text.index(after: equals)...]
    if FaultSet.share(value) != nil { return ("\(value) of \(id)", .down) }
    return Level(name: value).map { (id, $0) } ?? (text.printable, .down)
  }
}
