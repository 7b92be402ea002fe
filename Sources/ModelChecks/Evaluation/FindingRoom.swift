internal import DependencyModel

/// The memory of the checks of one run: findings hold lists of components, and proofs hold steps, so that a few
/// checks of a large model could fill any memory. What is not kept is counted.
final class FindingRoom {
  /// The components and related places of all findings.
  var members: Int
  /// The steps of all proofs, and the work to find them and what would repair them, in components visited about.
  private var steps: Int
  private var effort: Int

  init(members: Int = 2_000_000, steps: Int = 400_000, effort: Int = 20_000_000) {
    self.members = members
    self.steps = steps
    self.effort = effort
  }

  /// The memory that the proofs of one check may use: a part of what is left, so that every check has some.
  struct Share {
    var steps: Int
    var effort: Int

    var isSpent: Bool { steps <= 0 || effort <= 0 }
  }

  /// Whether a share suffices for an effort.
  func affords(_ cost: Int) -> Bool { effort / 8 >= cost }

  /// Lends a share, and takes what was spent of it.
  func withShare(_ body: (inout Share) -> Void) {
    let lent = Share(steps: steps / 8, effort: effort / 8)
    var share = lent
    body(&share)
    steps -= lent.steps - share.steps
    effort -= lent.effort - share.effort
  }
}

/// Keeps a check's findings to a number that can be listed one by one; the rest is counted.
struct FindingCounts {
  private let room: FindingRoom
  private var leftOut = 0

  init(_ room: FindingRoom) { self.room = room }

  /// Adds a finding, which is not even made if there is no room; the first of a check is always kept.
  mutating func add(_ finding: @autoclosure () -> Finding, to findings: inout [Finding]) {
    guard findings.count < CheckEvaluator.findingLimit, findings.isEmpty || room.members > 0 else {
      leftOut += 1
      return
    }
    let finding = finding()
    room.members -= 1 + finding.components.count + finding.related.count
    findings.append(finding)
  }

  func finish(_ findings: inout [Finding], _ check: Check) {
    guard leftOut > 0 else { return }
    findings.append(
      Finding(.unlisted(count: leftOut), components: [], at: check.place, subject: "more"))
  }
}
