internal import DependencyModel
internal import ModelChecks

extension FindingWording {
  /// The weakness that a lint rule found, in one sentence.
  func sentence(_ weakness: Weakness) -> String {
    switch weakness {
    case .group(let weakness): sentence(weakness)
    case .dependency(let weakness): sentence(weakness)
    case .timing(let weakness): sentence(weakness)
    case .placement(let weakness): sentence(weakness)
    case .load(let weakness): sentence(weakness)
    case .statement(let weakness): sentence(weakness)
    }
  }

  /// What the rule advises; empty if there is nothing to advise.
  func repair(_ weakness: Weakness) -> String {
    switch weakness {
    case .group(let weakness): repair(weakness)
    case .dependency(let weakness): repair(weakness)
    case .timing(let weakness): repair(weakness)
    case .placement(let weakness): repair(weakness)
    case .load(let weakness): repair(weakness)
    case .statement(let weakness): repair(weakness)
    }
  }

  // MARK: Time

  private func sentence(_ weakness: Weakness.OfTiming) -> String {
    switch weakness {
    case .expireTogether(let number, let component, let tolerance):
      "\(count(number, "component")) tolerate the loss of \(id(component)) for the same \(tolerance.modelText), so all fail at once"
    case .startCircle(let members, _, _): "\(list(members)) wait for each other: after a blackout none of them starts"
    case .startStampede(let component, let number):
      "\(count(number, "component")) start against \(id(component)) at once"
    case .toleranceCutShort(let component, let loss, let tolerance, let after):
      "\(id(component)) tolerates the loss of \(id(loss)) for \(tolerance.modelText), but is down \(after == .zero ? "at once" : "after \(after.modelText)") anyway"
    case .toleranceOutlivesRestart(let component, let loss, let tolerance, let restorer, let after):
      "\(id(component)) tolerates the loss of \(id(loss)) for \(tolerance.modelText), but \(id(restorer)), which \(id(loss)) needs to start, is down after \(after.modelText)"
    }
  }

  private func repair(_ weakness: Weakness.OfTiming) -> String {
    switch weakness {
    case .expireTogether: "spread the times"
    case .startCircle(_, let component, let others):
      "let \(id(component)) start without \(list(others)), or plan to start it by hand"
    case .startStampede: "start them in stages, or from a copy of their own"
    case .toleranceCutShort(let component, _, _, _):
      "let what else \(id(component)) needs tolerate it as long, or state the shorter time"
    case .toleranceOutlivesRestart(_, let loss, let tolerance, let restorer, _):
      "let \(id(restorer)) tolerate the loss of \(id(loss)) for at least \(tolerance.modelText)"
    }
  }

  // MARK: Places

  private func sentence(_ weakness: Weakness.OfPlacement) -> String {
    switch weakness {
    case .backupBesideOriginal(let backup, let domain, let original):
      "\(id(backup)) is in \(id(domain)) like \(id(original)), which it backs up"
    case .criticalInOneDomain(let domain, let targets):
      "\(id(domain)) takes down \(list(targets)), though it is not the only \(model.outline(domain).kind ?? "domain")"
    case .domainOfOne(let domain, let component): "only \(id(component)) is in \(id(domain))"
    case .inTwoOfAKind(let component, let kind, let domains):
      "\(id(component)) is in \(enumeration(of: domains.map(\.text))), each a \(kind), and falls with any of them"
    }
  }

  private func repair(_ weakness: Weakness.OfPlacement) -> String {
    switch weakness {
    case .backupBesideOriginal(let backup, let domain, _): "move \(id(backup)) out of \(id(domain))"
    case .criticalInOneDomain(let domain, let targets):
      "spread \(list(targets)) and what they need over more than \(id(domain))"
    case .domainOfOne: "add what else shares its fate, or remove it"
    case .inTwoOfAKind(_, let kind, _): "make one component for each \(kind), and a group of them"
    }
  }

  // MARK: Statements

  private func sentence(_ weakness: Weakness.OfStatement) -> String {
    switch weakness {
    case .faultWithoutEffect(let fault, _): "the fault \(fault) affects nothing but what it names"
    case .groupName(let component): "\(id(component)) only needs groups, so it seems to be a name for them"
    case .noEviction(let budget, let components):
      components.isEmpty
        ? "\(id(budget)) allows no eviction"
        : "\(id(budget)) allows no eviction of \(list(components)), so no node with \(components.count == 1 ? "its" : "their") units can be drained"
    case .noOwner(let component): "\(id(component)) has no owner"
    case .orphan(let component): "nothing is connected to \(id(component))"
    case .unchecked(let component):
      "no check mentions \(id(component))" + (model.outline(component).tier.map { " (tier \($0))" } ?? "")
    case .unused(let component): "nothing needs or uses \(id(component)) (\(model.outline(component).kind ?? ""))"
    }
  }

  private func repair(_ weakness: Weakness.OfStatement) -> String {
    switch weakness {
    case .faultWithoutEffect(_, let components): "state what needs \(list(components))"
    case .groupName(let component):
      "state 'logical: true' for \(id(component)), or 'logical: false' if something of its own can fail"
    case .noEviction(let budget, _): "let \(id(budget)) require fewer units than there are, or add a unit"
    case .noOwner: "state the owner"
    case .orphan: ""
    case .unchecked(let component):
      model.outline(component).tier == nil
        ? "name it in a check" : "name it in a check, such as one for { tier: '<=1' }"
    case .unused: "state what needs or uses it"
    }
  }
}
