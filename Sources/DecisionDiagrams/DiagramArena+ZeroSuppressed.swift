/// Families of sets as zero-suppressed decision diagrams.
extension DiagramArena {
  /// The minimal solutions of a monotone function: the sets that make it true and of which no proper subset does.
  ///
  /// With f = if v then f₁ else f₀: the minimal solutions of f₀, and v added to those of f₁ that don't solve f₀.
  /// - Parameters:
  ///   - function: a binary diagram of a monotone function.
  ///   - size: sets with more elements are left out.
  /// - Returns: a zero-suppressed diagram.
  ///
  /// Literature: Rauzy, *New algorithms for fault trees analysis*, 1993.
  func minimalSolutions(_ function: Node, upTo size: UInt32) throws(LimitReached) -> Node {
    if function <= Self.trueNode { return function }
    if size == 0 { return 0 }
    let key = Self.key(.minimal, function, 0)
    if let known = recall(key, size) { return known }
    let without = low(function)
    let with = try minimalSolutions(high(function), upTo: size == .max ? size : size - 1)
    let low = try minimalSolutions(without, upTo: size)
    let high = try notSolving(with, without)
    let result = high == 0 ? low : try node(level(function), low, high)
    try remember(key, size, result)
    return result
  }

  /// The sets of a family that don't make a monotone function true.
  func notSolving(_ family: Node, _ function: Node) throws(LimitReached) -> Node {
    if function == Self.falseNode || family == 0 { return family }
    if function == Self.trueNode || family == 1 { return function == Self.trueNode ? 0 : family }
    let familyLevel = level(family)
    let functionLevel = level(function)
    // A variable that the family doesn't have is absent from its sets.
    if functionLevel < familyLevel { return try notSolving(family, low(function)) }
    let key = Self.key(.notSolving, family, function)
    if let known = recall(key, 0) { return known }
    let low: Node
    let high: Node
    if functionLevel == familyLevel {
      low = try notSolving(self.low(family), self.low(function))
      high = try notSolving(self.high(family), self.high(function))
    } else {
      low = try notSolving(self.low(family), function)
      high = try notSolving(self.high(family), function)
    }
    let result = high == 0 ? low : try node(familyLevel, low, high)
    try remember(key, 0, result)
    return result
  }

  /// The sets of a family with at most a given number of elements.
  func atMost(_ family: Node, _ size: UInt32) throws(LimitReached) -> Node {
    if family <= 1 { return family }
    let key = Self.key(.atMost, family, 0)
    if let known = recall(key, size) { return known }
    let low = try atMost(low(family), size)
    let high = size == 0 ? 0 : try atMost(high(family), size - 1)
    let result = high == 0 ? low : try node(level(family), low, high)
    try remember(key, size, result)
    return result
  }

  /// The sets of two families, but for those that contain another of them.
  func united(_ left: Node, _ right: Node) throws(LimitReached) -> Node {
    if left == right { return left }
    let (first, second) = left < right ? (left, right) : (right, left)
    if first <= 1 { return first == 1 ? 1 : second }
    let key = Self.key(.united, first, second)
    if let known = recall(key, 0) { return known }
    let firstLevel = level(first)
    let secondLevel = level(second)
    let low: Node
    var high: Node
    if firstLevel == secondLevel {
      low = try united(self.low(first), self.low(second))
      high = try united(self.high(first), self.high(second))
    } else if firstLevel < secondLevel {
      low = try united(self.low(first), second)
      high = self.high(first)
    } else {
      low = try united(first, self.low(second))
      high = self.high(second)
    }
    high = try notContaining(high, low)
    let result = high == 0 ? low : try node(min(firstLevel, secondLevel), low, high)
    try remember(key, 0, result)
    return result
  }

  /// Unions of a set of one family and a set of another, up to a number of elements, but for those that contain another
  /// of them.
  func joined(_ left: Node, _ right: Node, upTo size: UInt32) throws(LimitReached) -> Node {
    let (first, second) = left < right ? (left, right) : (right, left)
    if first == 0 { return 0 }
    if first == 1 || left == right { return try atMost(second, size) }
    let key = Self.key(.joined, first, second)
    if let known = recall(key, size) { return known }
    let firstLevel = level(first)
    let secondLevel = level(second)
    let low: Node
    var high: Node = 0
    if firstLevel == secondLevel {
      low = try joined(self.low(first), self.low(second), upTo: size)
      if size > 0 {
        let others = try united(self.low(second), self.high(second))
        high = try united(
          joined(self.high(first), others, upTo: size - 1),
          joined(self.low(first), self.high(second), upTo: size - 1))
      }
    } else {
      let (upper, lower) = firstLevel < secondLevel ? (first, second) : (second, first)
      low = try joined(self.low(upper), lower, upTo: size)
      if size > 0 { high = try joined(self.high(upper), lower, upTo: size - 1) }
    }
    high = try notContaining(high, low)
    let result = high == 0 ? low : try node(min(firstLevel, secondLevel), low, high)
    try remember(key, size, result)
    return result
  }

  /// The sets of a family that contain none of another's.
  func notContaining(_ family: Node, _ others: Node) throws(LimitReached) -> Node {
    if others == 0 || family == 0 { return family }
    if others == 1 || family == others { return 0 }
    if family == 1 { return 1 }
    let familyLevel = level(family)
    let othersLevel = level(others)
    if othersLevel < familyLevel { return try notContaining(family, low(others)) }
    let key = Self.key(.notContaining, family, others)
    if let known = recall(key, 0) { return known }
    let low: Node
    let high: Node
    if othersLevel == familyLevel {
      low = try notContaining(self.low(family), self.low(others))
      high = try notContaining(notContaining(self.high(family), self.low(others)), self.high(others))
    } else {
      low = try notContaining(self.low(family), others)
      high = try notContaining(self.high(family), others)
    }
    let result = high == 0 ? low : try node(familyLevel, low, high)
    try remember(key, 0, result)
    return result
  }

  /// The sets of a family with the element of a level, without that element.
  func containing(_ level: UInt32, _ family: Node) throws(LimitReached) -> Node {
    let familyLevel = self.level(family)
    if familyLevel >= level { return familyLevel == level && family > 1 ? high(family) : 0 }
    let key = Self.key(.containing, family, 0)
    if let known = recall(key, level) { return known }
    let low = try containing(level, low(family))
    let high = try containing(level, high(family))
    let result = high == 0 ? low : try node(familyLevel, low, high)
    try remember(key, level, result)
    return result
  }

  /// The function that is true where all elements of some set of a family are.
  func closure(_ family: Node) throws(LimitReached) -> Node {
    if family <= 1 { return family }
    let key = Self.key(.closure, family, 0)
    if let known = recall(key, 0) { return known }
    let low = try closure(low(family))
    let high = try or(low, closure(high(family)))
    let result = low == high ? low : try node(level(family), low, high)
    try remember(key, 0, result)
    return result
  }
}
