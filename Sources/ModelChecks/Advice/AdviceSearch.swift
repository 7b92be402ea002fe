internal import DependencyModel
internal import ResilienceAnalysis

/// Tries edits of a model: one helps if the whole check, asked of the model as the edit leaves it, finds nothing new and a
/// finding is gone.
struct AdviceSearch {
  /// The result of a search.
  enum Outcome {
    /// Edits help, each by itself; where they are best made.
    case found(Finding.Change, Place?, [ModelEdit])
    /// None of the edits helps.
    case none
    /// It took too long.
    case cut
  }

  private let compiled: CompiledModel
  private let before: FindingKeys
  private let ask: (CompiledModel) -> Evaluation
  private let cost: Int
  /// What edits lead to: findings of a check often have the same candidates.
  private var known: [ModelEdit: FindingKeys] = [:]

  /// Prepares for edits.
  ///
  /// - Parameters:
  ///   - compiled: the model, with the limit that the check has.
  ///   - evaluation: what the check finds in it.
  ///   - cost: the effort of asking once, in components visited about.
  ///   - room: what the effort is a share of.
  ///   - ask: asks the check of another model.
  /// - Returns: `nil` if the findings are not all known, or if a share does not suffice for one edit: then nothing is
  ///   prepared.
  init?(
    _ compiled: CompiledModel, _ evaluation: Evaluation, cost: Int, in room: FindingRoom,
    asking ask: @escaping (CompiledModel) -> Evaluation
  ) {
    guard room.affords(cost), !evaluation.isCut,
      let before = FindingKeys(evaluation.findings, in: ModelEdit.Result(compiled.model, from: compiled.model))
    else { return nil }
    self.compiled = compiled
    self.before = before
    self.cost = cost
    self.ask = ask
  }

  /// The first candidate after which a finding is gone; if none is that good, the one that helps the most of its components.
  mutating func search(_ candidates: [EditCandidate], for finding: Finding, _ effort: inout Int) -> Outcome {
    var best: (candidate: EditCandidate, count: Int, of: Int)?
    for candidate in candidates {
      guard effort >= cost || known[candidate.edit] != nil, !compiled.limit.isReached else {
        return best.map { partial($0) } ?? .cut
      }
      guard let after = keys(after: candidate.edit, &effort), after.isSubset(of: before),
        !(candidate.destination.map { after.haveFault($0) } ?? false)
      else { continue }
      let (count, all) = after.repaired(finding, of: before)
      guard count == all else {
        if count > best?.count ?? 0 { best = (candidate, count, all) }
        continue
      }
      var change = candidate.change
      var edits = [candidate.edit]
      if let alternative = candidate.alternative, effort >= cost, let without = keys(after: alternative.edit, &effort),
        without.isSubset(of: before), without.repaired(finding, of: before) == (all, all)
      {
        change = alternative.change
        edits.append(alternative.edit)
      }
      return .found(after.isEmpty ? change : .thisOnly(change), candidate.place, edits)
    }
    return best.map { partial($0) } ?? .none

    func partial(_ best: (candidate: EditCandidate, count: Int, of: Int)) -> Outcome {
      .found(
        .partly(best.candidate.change, count: best.count, of: best.of), best.candidate.place, [best.candidate.edit])
    }
  }

  /// What the check finds after an edit; `nil` if that is not known.
  private mutating func keys(after edit: ModelEdit, _ effort: inout Int) -> FindingKeys? {
    if let known = known[edit] { return known }
    effort -= cost
    let edited = edit.applied(to: compiled.model)
    let evaluation = ask(compiled.recompiled(edited.model))
    guard !evaluation.isCut, let keys = FindingKeys(evaluation.findings, in: edited) else { return nil }
    if known.count < 1_000 { known[edit] = keys }
    return keys
  }
}
