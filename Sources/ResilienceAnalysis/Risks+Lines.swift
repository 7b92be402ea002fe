public import DependencyModel

extension Risks {
  /// Minimal cut sets that differ only in similar components: `any of 12 volumes in us-east-1a, and us-east-1c`.
  public struct Line: Sendable {
    /// Some components of which any choice of a given number makes up a part of a set.
    public struct Part: Sendable {
      /// The components, in model order.
      public let components: [ComponentIndex]
      /// How many of them it takes.
      public let count: Int
    }

    /// The parts; one component and one it takes where nothing is folded.
    public let parts: [Part]
    /// The common causes, as numbers of ``Risks/commonCauses``; a line with any represents one set.
    public let commonCauses: [Int]
    /// The first of the sets.
    public let example: [ComponentIndex]
    /// How many sets it represents.
    public let count: Int

    /// How many events make up each of the sets.
    public var size: Int { commonCauses.isEmpty ? example.count : parts.count + commonCauses.count }
  }

  /// Fewer sets than this keep a line each.
  private static let foldFrom = 4

  /// The sets listed, similar ones folded, in the order of the first set of each line.
  ///
  /// Components of one kind in the same domains are similar. Sets that take equally many of each sort of them
  /// share a line where every choice of that many of those that occur is one of the sets: a line says neither more nor
  /// less than the sets.
  ///
  /// - Parameter isFolded: whether to fold at all.
  public func lines(isFolded: Bool = true) -> [Line] {
    func plain(_ number: Int) -> Line {
      let causes = causes(ofSet: number)
      return Line(
        parts: causes.components.map { .init(components: [$0], count: 1) }, commonCauses: causes.commonCauses,
        example: minimalCutSets[number], count: 1)
    }
    // Sets with a chance or a moment of their own are not similar.
    guard isFolded, likelihood == nil, !moments.contains(where: { $0 > .zero }) else {
      return minimalCutSets.indices.map(plain)
    }
    let sorts = LookAlikeSorts(of: minimalCutSets, in: model)
    var families: [[Int32]: [Int]] = [:]
    var lines: [(place: Int, line: Line)] = []
    lines.reserveCapacity(minimalCutSets.count)
    for (place, set) in minimalCutSets.enumerated() {
      if causes(ofSet: place).commonCauses.isEmpty {
        families[sorts.key(of: set), default: []].append(place)
      } else {
        lines.append((place, plain(place)))
      }
    }
    for places in families.values {
      if places.count >= Self.foldFrom, let parts = parts(of: places, sorts) {
        lines.append(
          (places[0], Line(parts: parts, commonCauses: [], example: minimalCutSets[places[0]], count: places.count)))
      } else {
        lines += places.map { ($0, plain($0)) }
      }
    }
    return lines.sorted { $0.place < $1.place }.map(\.line)
  }

  /// The parts of which some sets, alike in what they take of each sort, are all the choices; `nil` where they are not.
  private func parts(of places: [Int], _ sorts: LookAlikeSorts) -> [Line.Part]? {
    var members: [Int32: Set<ComponentIndex>] = [:]
    for place in places {
      for component in minimalCutSets[place] { members[sorts.sort(of: component), default: []].insert(component) }
    }
    let example = minimalCutSets[places[0]]
    var need: [Int32: Int] = [:]
    for component in example { need[sorts.sort(of: component), default: 0] += 1 }
    // In the order of the example: the product must not depend on how a dictionary is ordered.
    var parts: [Line.Part] = []
    var choices = 1.0
    for component in example {
      guard let count = need.removeValue(forKey: sorts.sort(of: component)) else { continue }
      let all = members[sorts.sort(of: component)]!.sorted()
      parts.append(.init(components: all, count: count))
      choices *= binomial(all.count, count)
    }
    return choices == Double(places.count) ? parts : nil
  }
}

/// Numbers the sorts of components that look alike: one kind, the same domains.
private struct LookAlikeSorts {
  private struct Sort: Hashable {
    let kind: String?
    let domains: [ComponentID]
    let isDomain: Bool
    /// Components without a kind are similar to nothing but themselves.
    let single: ComponentIndex?
  }

  /// The numbers of the components that are in a set; 0 for the rest.
  private var numbers: [Int32]

  init(of sets: [[ComponentIndex]], in model: Model) {
    var known: [Sort: Int32] = [:]
    numbers = [Int32](repeating: 0, count: model.components.count)
    for index in sets.joined() where numbers[index.position] == 0 {
      let component = model.components[index]
      let sort = Sort(
        kind: component.kind, domains: component.domains, isDomain: component.isDomain,
        single: component.kind == nil ? index : nil)
      let number = known[sort] ?? Int32(known.count + 1)
      known[sort] = number
      numbers[index.position] = number
    }
  }

  func sort(of component: ComponentIndex) -> Int32 { numbers[component.position] }

  func key(of set: [ComponentIndex]) -> [Int32] { set.map { numbers[$0.position] }.sorted() }
}

private func binomial(_ count: Int, _ chosen: Int) -> Double {
  (0..<chosen).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }.rounded()
}
