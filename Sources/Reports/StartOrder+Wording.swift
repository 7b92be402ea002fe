internal import DependencyModel
public import ResilienceAnalysis

extension StartOrder {
  /// The verdict in sentences, without markup: how much starts, what holds the rest, and what to do.
  public var verdict: String {
    let wording = Wording(model: model)
    let all = model.components.count
    let noun = model.domainCount > 0 ? "components and domains" : "components"
    let lasting = faultyComponents.isEmpty ? "" : " while \(wording.lasting(fault))"
    if all == 0 { return "There is nothing to start." }
    if stuck.isEmpty, heldByFault.isEmpty {
      let rounds = rounds.count == 1 ? "at once" : "in \(grouped(rounds.count)) rounds"
      if all == 1 { return "After everything has stopped, the only component starts." }
      return "After everything has stopped, all \(grouped(all)) \(noun) start\(lasting), \(rounds)."
    }
    let amount = startedCount == 0 ? "none" : grouped(startedCount)
    let verb = startedCount <= 1 ? "starts" : "start"
    var sentences = ["After everything has stopped, \(amount) of \(grouped(all)) \(noun) \(verb)\(lasting)."]
    if !heldByFault.isEmpty {
      let count = heldByFault.count
      sentences.append(
        "The fault \(stuck.isEmpty && startedCount + count == all ? "keeps the other" : "keeps") \(grouped(count)) down."
      )
    }
    if !stuck.isEmpty {
      let names = startByHand.map(\.component)
      let number = quality == .sufficient ? "circles hold" : "\(grouped(names.count)) circles hold"
      let circles = names.count == 1 ? "a circle holds" : number
      let them = stuck.count == 1 ? "it" : "them"
      sentences.append("\(grouped(stuck.count)) never \(stuck.count == 1 ? "starts" : "start"): \(circles) \(them).")
      sentences.append(
        names.count == stuck.count
          ? "Only starting \(wording.list(names)) by hand helps."
          : "Starting \(wording.list(names)) by hand frees \(them).")
    }
    return sentences.joined(separator: " ")
  }

  /// A note on the set to start by hand; `nil` where there is nothing to add.
  func qualityNote(_ names: RemedyNames) -> String? {
    guard !startByHand.isEmpty else { return nil }
    switch quality {
    case .smallest: return startByHand.count == 1 ? nil : "No smaller set is enough."
    case .irreducible: return "Each of them is needed with the others as they are; another set may be smaller."
    case .sufficient:
      return timeNote(names) ?? "They are enough; the model is too large to tell whether each of them is needed."
    }
  }

  /// The parts that there was no time for; `nil` where there was enough.
  func timeNote(_ names: RemedyNames) -> String? {
    guard quality == .sufficient else { return nil }
    return shortfall.map {
      "They are enough; whether each of them is needed was not determined within \($0.text)."
        + names.sentence([(.allowTime, "allows more")])
    }
  }

  /// The stuck components that are not in a circle that is shown, with their reasons.
  var otherWaits: [Wait] {
    let inCircles = Set(startByHand.flatMap { $0.circle.map(\.component) })
    return stuckWaits.filter { !inCircles.contains($0.component) }
  }

  /// The notes at the end of an answer.
  func notes(_ names: RemedyNames) -> [String] {
    var notes: [String] = []
    if !degradedOnly.isEmpty {
      let names = Wording(model: model).list(degradedOnly)
      notes.append("\(names) \(degradedOnly.count == 1 ? "is" : "are") only degraded, which prevents no start.")
    }
    let weak = (stuckWaits + heldWaits + startByHand.flatMap(\.circle)).filter { $0.confidence.isWeak }
    let count = Set(weak.map(\.component)).count
    if count > 0 {
      notes.append(
        WeakWording.sentence(
          count, WeakRequirements(weak.map(\.confidence)), verb: ("waits for", "wait for"), names))
    }
    return notes
  }
}

extension Wording {
  /// A fault that goes on, as what follows "while".
  func lasting(_ fault: FaultSet) -> String {
    if fault.fault != nil { return "\(faultTitle(fault)) lasts" }
    let down = fault.levels.filter { $0.level == .down }.map(\.component)
    let title = down.count == fault.levels.count ? faultTitle(fault) : list(down)
    if case .selection(let text, let count)? = fault.parts.first, fault.parts.count == 1, count > 1 {
      return "all of \(text.printable) are down"
    }
    return "\(title) \(down.count == 1 ? "is" : "are") down"
  }

  /// The reason why a component waits, to follow its name: `needs repair to start`.
  ///
  /// - Parameter isHeld: whether a fault keeps what it waits for, rather than that it has not started yet.
  func reason(_ wait: StartOrder.Wait, isHeld: Bool = false) -> String {
    let weak = wait.confidence.isWeak ? " [\(wait.confidence.rawValue)]" : ""
    let ending = wait.kind == .startNeeds ? " to start" : ""
    let verb = wait.kind == .in ? "is in" : "needs"
    guard case .group(let group) = wait.requirement.target else {
      return "\(verb) \(list(wait.by))\(ending)\(weak)"
    }
    let state = isHeld ? "kept down" : "not started"
    let isAll = wait.by.count == group.members.count && wait.by.count > 1
    let which =
      switch (isAll, isHeld) {
      case (true, true): wait.by.count == 2 ? "both are kept down" : "all \(wait.by.count) are kept down"
      case (true, false): wait.by.count == 2 ? "neither has started" : "none of the \(wait.by.count) has started"
      case (false, _): "\(state): \(list(wait.by))"
      }
    return "\(verb) \(group.text(limit: 4).printable)\(ending); \(which)\(weak)"
  }

  /// The step of a circle, as what follows the component's name; the next one is plain from the circle.
  func step(_ wait: StartOrder.Wait) -> String {
    let weak = wait.confidence.isWeak ? " [\(wait.confidence.rawValue)]" : ""
    let ending = wait.kind == .startNeeds ? " to start" : ""
    let verb = wait.kind == .in ? "is in" : "needs"
    return "\(verb) \(wait.requirement.text(limit: 4).printable)\(ending)\(weak)"
  }
}
