extension MinimalCutSets {
  /// How many minimal cut sets there are of each size, by ascending size, sizes without any left out.
  ///
  /// Adds polynomials bottom-up, each coefficient a count: exact, and nothing is enumerated. Computed with machine words as
  /// long as they suffice.
  public func counts() -> [(size: Int, count: NaturalNumber)] {
    do {
      return try counts { false }
    } catch {
      preconditionFailure("there was no limit")
    }
  }

  /// The same while there is time.
  ///
  /// - Parameter isOver: whether the time is over.
  /// - Throws: ``LimitReached/time``.
  public func counts(_ isOver: TimeSignal) throws(LimitReached) -> [(size: Int, count: NaturalNumber)] {
    if let counts = try counts(UInt64.self, isOver) { return counts.map { ($0.size, NaturalNumber($0.count)) } }
    if let counts = try counts(UInt128.self, isOver) { return counts.map { ($0.size, NaturalNumber($0.count)) } }
    return try counts(NaturalNumber.self, isOver)!
  }

  private func counts<Number: Counting>(
    _: Number.Type, _ isOver: TimeSignal
  ) throws(LimitReached) -> [(size: Int, count: Number)]? {
    var counter = CutSetCounter<Number>(sizeLimit: sizeLimit ?? .max)
    let polynomial: CutSetCounter<Number>.Polynomial?
    switch root {
    case .none: polynomial = .init(lowest: 0, coefficients: [])
    case .event: polynomial = .init(lowest: 1, coefficients: [Number(1)])
    case .family: polynomial = try counter.polynomial(of: self, isOver)
    }
    return polynomial?.coefficients.enumerated().compactMap { place, count in
      let size = polynomial!.lowest + place
      return count.isZero || size > sizeLimit ?? .max ? nil : (size, count)
    }
  }
}

/// A number that counts, or says that it can't count so far.
protocol Counting {
  init(_ value: UInt64)
  var isZero: Bool { get }
  /// Adds a number; false where that is too much.
  mutating func add(_ other: Self) -> Bool
  /// The product, `nil` where that is too much.
  func times(_ other: Self) -> Self?
}

extension Counting where Self: FixedWidthInteger {
  var isZero: Bool { self == 0 }
  mutating func add(_ other: Self) -> Bool {
    let overflow: Bool
    (self, overflow) = addingReportingOverflow(other)
    return !overflow
  }
  func times(_ other: Self) -> Self? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}

extension UInt64: Counting {}
extension UInt128: Counting {}
extension NaturalNumber: Counting {
  mutating func add(_ other: NaturalNumber) -> Bool {
    self = self + other
    return true
  }
  func times(_ other: NaturalNumber) -> NaturalNumber? { self * other }
}

/// Counts the sets of families by their sizes.
private struct CutSetCounter<Number: Counting> {
  struct Polynomial {
    var lowest: Int
    var coefficients: [Number]
  }

  let sizeLimit: Int

  /// Per level the polynomial of its leaf, for modules.
  private var modules: [Int: Polynomial] = [:]

  init(sizeLimit: Int) { self.sizeLimit = sizeLimit }

  mutating func polynomial(of cutSets: MinimalCutSets, _ isOver: TimeSignal) throws(LimitReached) -> Polynomial? {
    var last: Polynomial?
    for module in cutSets.modules {
      guard let polynomial = try polynomial(of: cutSets.families[module]!, in: cutSets.diagrams, isOver)
      else { return nil }
      modules[module] = polynomial
      last = polynomial
    }
    return last
  }

  /// All coefficients are in one array: per node where its begin, and for which size the first is.
  private func polynomial(
    of family: DiagramArena.Node, in diagrams: FaultDiagrams, _ isOver: TimeSignal
  ) throws(LimitReached) -> Polynomial? {
    if family <= 1 { return Polynomial(lowest: 0, coefficients: family == 1 ? [Number(1)] : []) }
    let arena = diagrams.arena
    let nodes = arena.nodes(under: [family])
    var rank = [UInt32](repeating: 0, count: Int(family) + 1)
    var starts = [0, 0, 1]
    var lowest = [0, 0]
    var coefficients = [Number(1)]
    rank[1] = 1
    for (place, node) in nodes.enumerated() {
      if place & 0xFFF == 0, isOver() { throw .time }
      rank[Int(node)] = UInt32(place + 2)
      let low = Int(rank[Int(arena.low(node))])
      let high = Int(rank[Int(arena.high(node))])
      let leaf: Polynomial
      switch diagrams.leaves[Int(arena.level(node))] {
      case .event: leaf = Polynomial(lowest: 1, coefficients: [])
      case .module(let module): leaf = modules[module]!
      }
      let lowRange = starts[low]..<starts[low + 1]
      let highRange = starts[high]..<starts[high + 1]
      let isEvent = leaf.coefficients.isEmpty && leaf.lowest == 1
      let productCount = highRange.isEmpty ? 0 : highRange.count + max(isEvent ? 1 : leaf.coefficients.count, 1) - 1
      let productLowest = lowest[high] + leaf.lowest
      let first = lowRange.isEmpty ? productLowest : productCount == 0 ? lowest[low] : min(lowest[low], productLowest)
      var end = max(
        lowRange.isEmpty ? 0 : lowest[low] + lowRange.count, productCount == 0 ? 0 : productLowest + productCount)
      if end > sizeLimit { end = max(first, sizeLimit + 1) }
      let start = coefficients.count
      for _ in first..<max(first, end) { coefficients.append(Number(0)) }
      for (offset, source) in lowRange.enumerated() where lowest[low] + offset < end {
        coefficients[start + lowest[low] + offset - first] = coefficients[source]
      }
      for (offset, source) in highRange.enumerated() {
        if isEvent {
          let size = productLowest + offset
          guard size < end else { break }
          guard coefficients[start + size - first].add(coefficients[source]) else { return nil }
        } else {
          for (inner, factor) in leaf.coefficients.enumerated() {
            let size = productLowest + offset + inner
            guard size < end else { break }
            guard let product = coefficients[source].times(factor), coefficients[start + size - first].add(product)
            else { return nil }
          }
        }
      }
      starts.append(coefficients.count)
      lowest.append(first)
    }
    let last = starts.count - 2
    return Polynomial(lowest: lowest[last], coefficients: Array(coefficients[starts[last]...]))
  }
}
