internal import DependencyModel

/// Compares the figures of a component in two models, each of which may rest on a part of what can take it down.
///
/// A figure is the lower bound of an unavailability, and its coverage has the upper one. If the two ranges do not overlap,
/// they decide. If the newer model leaves nothing open that the older one did not, the figures are compared as they are:
/// what is open is the same in both. Only an unavailability that is stated now, and was not, makes them differ by itself.
struct FigureComparison {
  /// A figure, and what it rests on; `nil` without one.
  typealias Figure = (unavailability: Double?, coverage: Coverage?)

  private let diff: ModelDiff
  /// The unavailabilities of the newer model.
  private let chances: StatedChances
  /// The new ids of components that were renamed.
  private let aliases: [ComponentID: ComponentID]

  init(_ diff: ModelDiff, _ chances: StatedChances) {
    self.diff = diff
    self.chances = chances
    aliases = Dictionary(uniqueKeysWithValues: diff.renamed.map { ($0.from, $0.to) })
  }

  /// Whether two unavailabilities are equal but for rounding.
  static func isSame(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-12 * max(left, right) }

  /// Whether two figures rest on the same: all, or as much of as much, with the same bound.
  func isSame(_ old: Coverage?, _ new: Coverage?) -> Bool {
    guard let old, let new else { return (old == nil) == (new == nil) }
    if old.isWhole, new.isWhole { return true }
    guard old.count == new.count, old.statedCount == new.statedCount, old.singlePointCount == new.singlePointCount,
      old.singlePointWithoutCount == new.singlePointWithoutCount
    else { return false }
    guard let most = old.unavailabilityAtMost, let newMost = new.unavailabilityAtMost else { return true }
    return Self.isSame(most, newMost)
  }

  func verdict(_ old: Figure, _ new: Figure) -> ModelDiff.AvailabilityChange.Verdict {
    let (was, now) = (range(old), range(new))
    func isBelow(_ left: Double, _ right: Double) -> Bool { left < right && !Self.isSame(left, right) }
    if isBelow(was.high, now.low) { return .fell }
    if isBelow(now.high, was.low) { return .rose }
    if now.high <= was.low || Self.isSame(now.high, was.low) { return .known }
    guard new.unavailability != nil else { return .open }
    guard old.unavailability != nil else { return .known }
    let open = comparedOpen(old.coverage, new.coverage)
    if !open.isSubset { return .open }
    if isBelow(was.low, now.low) { return open.hasNewlyStated ? .known : .fell }
    return isBelow(now.low, was.low) ? .rose : .known
  }

  /// The least and the greatest that an unavailability can be.
  private func range(_ figure: Figure) -> (low: Double, high: Double) {
    guard let low = figure.unavailability else { return (0, 1) }
    guard let coverage = figure.coverage else { return (low, 1) }
    return (low, coverage.unavailabilityAtMost ?? (coverage.isWhole ? low : 1))
  }

  /// Whether what has no unavailability now had none before, and whether something has one that had none.
  private func comparedOpen(_ old: Coverage?, _ new: Coverage?) -> (isSubset: Bool, hasNewlyStated: Bool) {
    guard let new else { return (false, false) }
    guard let old else { return (new.isWhole, true) }
    let before = Set(old.idsWithout(in: diff.oldModel).map { aliases[$0] ?? $0 })
    let after = Set(new.idsWithout(in: diff.model))
    guard before.count == old.withoutCount, after.count == new.withoutCount else {
      // Not all are listed: their numbers are compared.
      return (new.withoutCount <= old.withoutCount, new.withoutCount < old.withoutCount)
    }
    return (
      after.isSubset(of: before),
      before.subtracting(after).contains { id in diff.model.index(of: id).map { chances[$0] != nil } ?? false }
    )
  }
}
