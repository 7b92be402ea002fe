/// Puts a ``ComponentTable`` together: components as they are met, by id, and what they require.
///
/// Takes some 20 bytes a relation while it works. What a component requires of itself is left out, a relation that is
/// there already counts once, and of domains that are in each other what closes the circle is left out.
public struct ComponentTableBuilder: Sendable {
  /// The number of a component, in the order met.
  public typealias Number = Int

  private struct Draft {
    var threshold: Group.Threshold
    var members: [UInt32]
  }

  private var ids = IDIndex()
  private var lines: [UInt32] = []
  private var isDomain: [Bool] = []
  private var names: [UInt32: String] = [:]
  private var kinds: [UInt32] = []
  private var kindNumbers: [String: UInt32] = [:]
  private var kindTexts = [""]
  private var owners: [UInt32] = []
  private var targets: [UInt32] = []
  private var relationKinds: [UInt8] = []
  private var relationLines: [UInt32] = []
  private var groups: [Draft] = []
  private var files: [ComponentTable.File] = []
  /// The line that is read, counted over all files, and the last of those that were.
  private var line: UInt32 = 0
  private var lastLine: UInt32 = 0
  private var touched: UInt32 = 0

  /// Nothing yet.
  public init() {}

  /// How many components and domains there are.
  public var count: Int { ids.count }

  /// The id of a component.
  public func id(_ number: Number) -> String { ids.text(number) }

  // MARK: Places

  /// Begins with a file, by its name; what follows is on its first line.
  ///
  /// - Parameters:
  ///   - name: the name of the file.
  ///   - shownName: how it is called where people read it; the last part of the name unless stated.
  public mutating func beginFile(_ name: String, as shownName: String? = nil) {
    if !files.isEmpty { line = max(line, lastLine) + 1 }
    let shortName = shownName ?? name.split(separator: "/").last.map(String.init) ?? name
    files.append(ComponentTable.File(name: name, shortName: shortName, firstLine: Int(line)))
  }

  /// The following text is on the next line.
  public mutating func nextLine() { line += 1 }

  /// The following text is on a line of the file, the first of which is 1; before or after the last one.
  @inline(__always)
  public mutating func move(toLine number: Int) {
    lastLine = max(line, lastLine)
    line = UInt32(truncatingIfNeeded: (files.last?.firstLine ?? 0) + number - 1)
  }

  // MARK: Components

  /// The number of the component of this id, added where it was not met before.
  public mutating func component(_ id: String) -> Number { noted(ids.insert(id)) }

  /// The number of the component of this id, added where it was not met before.
  ///
  /// - Precondition: every byte of the id is below 128.
  @inline(__always)
  public mutating func component(ascii id: UnsafeBufferPointer<UInt8>) -> Number { noted(ids.insert(ascii: id)) }

  /// The number of the component of this id, if it was met before.
  public func number(of id: String) -> Number? { ids.number(of: id) }

  /// Makes ready to find some components by their ids, each byte below 128: faster where there are millions.
  public mutating func prepare(_ ids: [UnsafeBufferPointer<UInt8>]) {
    touched &+= ids.count > 1 ? self.ids.touch(ids) : 0
  }

  @inline(__always)
  private mutating func noted(_ number: Int) -> Number {
    if number == lines.count {
      lines.append(line)
      isDomain.append(false)
    }
    return number
  }

  /// Makes a component a failure domain.
  public mutating func makeDomain(_ number: Number) { isDomain[number] = true }

  /// Whether a component is a failure domain.
  public func isDomain(_ number: Number) -> Bool { isDomain[number] }

  /// Whether a component has a kind.
  public func hasKind(_ number: Number) -> Bool { number < kinds.count && kinds[number] != 0 }

  /// Gives a component a name for people; its own id is none.
  public mutating func name(_ number: Number, _ text: String) {
    if !text.isEmpty, text != ids.text(number) { names[UInt32(number)] = text }
  }

  /// Says of what kind a component is.
  public mutating func kind(_ number: Number, _ text: String) {
    guard !text.isEmpty else { return }
    if kindNumbers[text] == nil {
      kindNumbers[text] = UInt32(kindTexts.count)
      kindTexts.append(text)
    }
    if kinds.count <= number { kinds.append(contentsOf: repeatElement(0, count: max(count, number + 1) - kinds.count)) }
    kinds[number] = kindNumbers[text]!
  }

  // MARK: Relations

  /// Says that a component is in, needs, uses … another.
  @inline(__always)
  public mutating func relate(_ owner: Number, _ kind: Component.Relation.Kind, _ target: Number) {
    if owner != target { append(owner, kind, UInt32(target)) }
  }

  /// Says that a component needs, uses … some of several, and gives the group's number.
  ///
  /// - Parameters:
  ///   - owner: the component that requires them.
  ///   - kind: how it does.
  ///   - threshold: how many must hold; more than there are is all.
  ///   - members: its members; the group may be given more.
  public mutating func relate(
    _ owner: Number, _ kind: Component.Relation.Kind, _ threshold: Group.Threshold, of members: [Number]
  ) -> Int {
    append(owner, kind, ComponentTable.groupMark | UInt32(groups.count))
    groups.append(Draft(threshold: threshold, members: members.map { UInt32($0) }))
    return groups.count - 1
  }

  /// Gives a group one more member.
  public mutating func add(_ member: Number, toGroup group: Int) { groups[group].members.append(UInt32(member)) }

  /// Says how many of a group's members must hold; more than there are is all.
  public mutating func setThreshold(_ threshold: Group.Threshold, ofGroup group: Int) {
    groups[group].threshold = threshold
  }

  @inline(__always)
  private mutating func append(_ owner: Number, _ kind: Component.Relation.Kind, _ target: UInt32) {
    owners.append(UInt32(owner))
    targets.append(target)
    relationKinds.append(kind.number)
    relationLines.append(line)
  }

  // MARK: The table

  /// The table of all that was added.
  public consuming func table() -> ComponentTable {
    // A relation takes two bytes of a file at least, and files end at 2 GB; statements that stand for more are bounded by
    // who reads them.
    precondition(targets.count < 1 << 31, "too many relations")
    let order = modelOrder()
    let rows = rows(order.positions)
    if !kinds.isEmpty { kinds += repeatElement(0, count: count - kinds.count) }
    let isSame = order.numbers.isEmpty
    func reordered(_ values: [UInt32]) -> [UInt32] {
      isSame || values.isEmpty ? values : order.numbers.map { values[Int($0)] }
    }
    return ComponentTable(
      ids: ids, numbers: order.numbers, positions: order.positions, domainCount: isDomain.count { $0 },
      lines: reordered(lines),
      names: isSame
        ? names : Dictionary(uniqueKeysWithValues: names.map { (order.positions[Int($0.key)], $0.value) }),
      kinds: reordered(kinds), kindTexts: kindTexts, offsets: rows.offsets, targets: rows.targets,
      relationKindNumbers: rows.kinds, relationLines: rows.lines, groups: rows.groups, files: files)
  }

  /// Domains first, each after those that it is in, and what closes a circle of them left out; empty where that is the
  /// order in which they were met.
  private mutating func modelOrder() -> (numbers: [UInt32], positions: [UInt32]) {
    let domains = isDomain.indices.filter { isDomain[$0] }
    guard !domains.isEmpty else { return ([], []) }
    let ranks = Dictionary(uniqueKeysWithValues: domains.enumerated().map { ($1, $0) })
    var parents = [[(domain: Int, relation: Int)]](repeating: [], count: domains.count)
    for relation in targets.indices where relationKinds[relation] == Component.Relation.Kind.in.number {
      if let domain = ranks[Int(owners[relation])], let parent = ranks[Int(targets[relation])] {
        parents[domain].append((parent, relation))
      }
    }
    let found = DomainOrder(count: domains.count) { parents[$0].map(\.domain) }
    for (domain, _, parent) in found.closing {
      // A relation that is left out becomes a need of itself, which does not count.
      for (above, relation) in parents[domain] where above == parent { targets[relation] = owners[relation] }
    }
    var numbers = found.order.map { UInt32(domains[$0]) }
    numbers += isDomain.indices.lazy.filter { [isDomain] in !isDomain[$0] }.map { UInt32($0) }
    var positions = [UInt32](repeating: 0, count: numbers.count)
    for (position, number) in numbers.enumerated() { positions[Int(number)] = UInt32(position) }
    return (numbers, positions)
  }

  private struct Rows {
    var offsets: [UInt32]
    var targets: [UInt32] = []
    var kinds: [UInt8] = []
    var lines: [UInt32] = []
    var groups: [ComponentTable.Group] = []

    @inline(__always)
    func contains(_ target: UInt32, _ kind: UInt8, from start: Int) -> Bool {
      for place in start..<targets.count where targets[place] == target && kinds[place] == kind { return true }
      return false
    }
  }

  /// Where the relations of the component at each position start in the list of relations sorted by owner, which is empty
  /// where they were added in that order.
  private func byOwner(_ positions: [UInt32]) -> (starts: [UInt32], sorted: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    var isSorted = true
    var last: UInt32 = 0
    for owner in owners {
      let position = positions.isEmpty ? owner : positions[Int(owner)]
      starts[Int(position) + 1] += 1
      if position < last { isSorted = false }
      last = position
    }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    guard !isSorted else { return (starts, []) }
    var sorted = [UInt32](repeating: 0, count: owners.count)
    var next = starts
    for (relation, owner) in owners.enumerated() {
      let position = Int(positions.isEmpty ? owner : positions[Int(owner)])
      sorted[Int(next[position])] = UInt32(relation)
      next[position] += 1
    }
    return (starts, sorted)
  }

  /// The relations by owner, in the order added, each once.
  private mutating func rows(_ positions: [UInt32]) -> Rows {
    func position(_ number: UInt32) -> UInt32 { positions.isEmpty ? number : positions[Int(number)] }
    let (starts, sorted) = byOwner(positions)
    var rows = Rows(offsets: [0])
    rows.offsets.reserveCapacity(count + 1)
    rows.targets.reserveCapacity(targets.count)
    rows.kinds.reserveCapacity(targets.count)
    rows.lines.reserveCapacity(targets.count)
    // Per component and kind the last owner, and 1, that has it; used for owners of many relations.
    var seen = [[UInt32]](repeating: [], count: ComponentTable.relationKinds.count)
    for owner in 0..<count {
      var seenGroups: Set<SeenGroup> = []
      let start = rows.targets.count
      let isShort = starts[owner + 1] - starts[owner] <= 32
      for place in Int(starts[owner])..<Int(starts[owner + 1]) {
        let relation = sorted.isEmpty ? place : Int(sorted[place])
        let kind = relationKinds[relation]
        var target = targets[relation]
        if target & ComponentTable.groupMark != 0 {
          let draft = groups[Int(target & ~ComponentTable.groupMark)]
          groups[Int(target & ~ComponentTable.groupMark)].members = []
          guard let group = finished(draft, owner: UInt32(owner), position) else { continue }
          if group.members.count > 1 {
            guard seenGroups.insert(SeenGroup(kind: kind, threshold: group.threshold, members: group.members)).inserted
            else { continue }
            target = ComponentTable.groupMark | UInt32(rows.groups.count)
            rows.groups.append(group)
          } else {
            target = group.members[0]
          }
        } else {
          target = position(target)
        }
        if target & ComponentTable.groupMark == 0 {
          if target == owner { continue }
          if isShort {
            if rows.contains(target, kind, from: start) { continue }
          } else {
            if seen[Int(kind)].isEmpty { seen[Int(kind)] = [UInt32](repeating: 0, count: count) }
            if seen[Int(kind)][Int(target)] == UInt32(owner) + 1 { continue }
            seen[Int(kind)][Int(target)] = UInt32(owner) + 1
          }
        }
        rows.targets.append(target)
        rows.kinds.append(kind)
        rows.lines.append(relationLines[relation])
      }
      rows.offsets.append(UInt32(rows.targets.count))
    }
    return rows
  }

  private struct SeenGroup: Hashable {
    var kind: UInt8
    var threshold: Group.Threshold
    var members: [UInt32]
  }

  /// A group whose members appear once, without its owner; `nil` where none is left.
  private func finished(
    _ draft: Draft, owner: UInt32, _ position: (UInt32) -> UInt32
  ) -> ComponentTable.Group? {
    var seen: Set<UInt32> = [owner]
    let members = draft.members.lazy.map(position).filter { seen.insert($0).inserted }
    var group = ComponentTable.Group(threshold: draft.threshold, members: Array(members))
    if case .atLeast(let amount) = group.threshold, amount > Amount(Int32(clamping: group.members.count)) {
      group.threshold = .all
    }
    return group.members.isEmpty ? nil : group
  }
}
