internal import DependencyModel

/// Checks the common causes that the groups of a model state, once all of them are known.
struct CommonCauseReader {
  /// The most members that all groups with a common cause have together: each becomes an input in the logic of figures.
  static let memberLimit = 1_000_000

  private struct Cause {
    var share: Probability
    var place: Place
    /// The place of the first group with the same members and another share.
    var other: Place?
  }

  /// The causes by their members: groups of the same members state one cause.
  private var numbers: [[Int]: Int] = [:]
  private var causes: [(members: [Int], cause: Cause)] = []
  private var memberCount = 0

  /// Takes the common cause of a group of known components; reports one that has no effect.
  ///
  /// - Parameters:
  ///   - group: the group.
  ///   - components: all of the model.
  ///   - matcher: finds components by id.
  ///   - place: where the common cause is stated.
  mutating func add(
    _ group: Group, _ components: [Component], _ matcher: SelectorMatcher, at place: Place, reader: inout ValueReader
  ) {
    guard group.commonCause.value > 0, memberCount <= Self.memberLimit else { return }
    var members: Set<Int> = []
    var count = 0
    group.members.forEachComponent { id in
      count += 1
      guard memberCount + count <= Self.memberLimit, let index = matcher.index(of: id) else { return }
      if !components[index.position].isLogic { members.insert(index.position) }
    }
    memberCount += count
    guard memberCount <= Self.memberLimit else {
      reader.collector.add(.selectionTooLarge(limit: Self.memberLimit, at: place))
      return
    }
    guard members.count > 1 else {
      reader.collector.add(.commonCauseOfFew(at: place))
      return
    }
    let sorted = members.sorted()
    guard let number = numbers[sorted] else {
      numbers[sorted] = causes.count
      causes.append((sorted, Cause(share: group.commonCause, place: place)))
      return
    }
    guard causes[number].cause.share != group.commonCause else { return }
    causes[number].cause.other = causes[number].cause.other ?? place
    if causes[number].cause.share.value < group.commonCause.value { causes[number].cause.share = group.commonCause }
  }

  /// Reports what is wrong with all of them together.
  func finish(_ components: [Component], reader: inout ValueReader) {
    var sums: [Int: Double] = [:]
    for (members, cause) in causes {
      if let place = cause.other {
        reader.collector.add(.commonCausesDiffer(from: cause.place, greater: cause.share, at: place))
      }
      var greatest: (member: Int, sum: Double)?
      for member in members {
        let sum = sums[member, default: 0] + cause.share.value
        sums[member] = sum
        // Shares such as 10 % are not exact in binary.
        if sum > 1 + 1e-9, sum > greatest?.sum ?? 0 { greatest = (member, sum) }
      }
      if let greatest {
        reader.collector.add(
          .commonCausesTooGreat(of: components[greatest.member].id.text, together: greatest.sum, at: cause.place))
      }
    }
  }
}
