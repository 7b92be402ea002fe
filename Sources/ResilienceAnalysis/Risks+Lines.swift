internal import DependencyModel

extension Risks {
  /// Minimal cut sets that differ only in look-alikes, told in one: `any of 12 volumes in us-east-1a, and us-east-1c`.
  public struct Line: Sendable {
    /// Some components of which any so many make up a part of a set.
    public struct Part: Sendable {
      /// The components, in model order.
      public let components: [Int]
      /// How many of them it takes.
      public let count: Int
    }

    /// The parts; one component and one it takes where nothing is folded.
    public let parts: [Part]
    /// The first of the sets.
    public let example: [Int]
    /// How many sets it stands for.
    public let count: Int
  }

  /// Fewer sets than this keep a line each.
  private static let foldFrom = 4

  /// The sets listed, look-alikes folded, in the order of the first set of each line.
  ///
  /// Look-alikes are components of one kind in the same domains. Sets that take equally many of each sort of look-alikes
  /// share a line where every choice of so many among those that occur is one of the sets: a line says neither more nor
  /// less than the sets.
  ///
  /// - Parameter isFolded: whether to fold at all.
  public func lines(isFolded: Bool = true) -> [Line] {
    func plain(_ set: [Int]) -> Line {
      Line(parts: set.map { .init(components: [$0], count: 1) }, example: set, count: 1)
    }
    guard isFolded else { return minimalCutSets.map(plain) }
    struct Sort: Hashable {
      let kind: String?
      let domains: [ComponentID]
      let isDomain: Bool
      /// Those without a kind look like nothing but themselves.
      let single: Int?
    }
    var sortNumbers: [Sort: Int] = [:]
    var sortOf: [Int: Int] = [:]
    func sort(_ position: Int) -> Int {
      if let known = sortOf[position] { return known }
      let component = model.components[position]
      let sort = Sort(
        kind: component.kind, domains: component.domains, isDomain: component.isDomain,
        single: component.kind == nil ? position : nil)
      let number = sortNumbers[sort] ?? sortNumbers.count
      sortNumbers[sort] = number
      sortOf[position] = number
      return number
    }
    var families: [[Int]: [Int]] = [:]
    var order: [[Int]] = []
    for (place, set) in minimalCutSets.enumerated() {
      let key = set.map(sort).sorted()
      if families[key] == nil { order.append(key) }
      families[key, default: []].append(place)
    }
    var lines: [(place: Int, line: Line)] = []
    for key in order {
      let places = families[key]!
      var members: [Int: Set<Int>] = [:]
      for place in places {
        for component in minimalCutSets[place] { members[sort(component), default: []].insert(component) }
      }
      var need: [Int: Int] = [:]
      for sort in key { need[sort, default: 0] += 1 }
      let choices = need.reduce(1.0) { $0 * binomial(members[$1.key]!.count, $1.value) }
      if places.count >= Self.foldFrom, choices == Double(places.count) {
        let example = minimalCutSets[places[0]]
        var parts: [Line.Part] = []
        var done: Set<Int> = []
        for component in example where done.insert(sort(component)).inserted {
          parts.append(.init(components: members[sort(component)]!.sorted(), count: need[sort(component)]!))
        }
        lines.append((places[0], Line(parts: parts, example: example, count: places.count)))
      } else {
        lines += places.map { ($0, plain(minimalCutSets[$0])) }
      }
    }
    return lines.sorted { $0.place < $1.place }.map(\.line)
  }
}

private func binomial(_ count: Int, _ chosen: Int) -> Double {
  (0..<chosen).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }.rounded()
}
