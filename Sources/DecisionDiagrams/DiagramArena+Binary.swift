/// Monotone functions as binary decision diagrams.
extension DiagramArena {
  /// The function of one variable.
  func variable(_ level: UInt32) throws(LimitReached) -> Node { try node(level, Self.falseNode, Self.trueNode) }

  /// Both functions hold. Time and new nodes at most the product of the sizes.
  func and(_ left: Node, _ right: Node) throws(LimitReached) -> Node {
    if left == right { return left }
    let (first, second) = left < right ? (left, right) : (right, left)
    if first <= Self.trueNode { return first == Self.falseNode ? Self.falseNode : second }
    let key = Self.key(.and, first, second)
    if let known = recall(key, 0) { return known }
    let firstLevel = level(first)
    let secondLevel = level(second)
    let low: Node
    let high: Node
    if firstLevel == secondLevel {
      low = try and(self.low(first), self.low(second))
      high = try and(self.high(first), self.high(second))
    } else if firstLevel < secondLevel {
      low = try and(self.low(first), second)
      high = try and(self.high(first), second)
    } else {
      low = try and(first, self.low(second))
      high = try and(first, self.high(second))
    }
    let result = low == high ? low : try node(min(firstLevel, secondLevel), low, high)
    try remember(key, 0, result)
    return result
  }

  /// At least one of the functions holds. Time and new nodes at most the product of the sizes.
  func or(_ left: Node, _ right: Node) throws(LimitReached) -> Node {
    if left == right { return left }
    let (first, second) = left < right ? (left, right) : (right, left)
    if first <= Self.trueNode { return first == Self.trueNode ? Self.trueNode : second }
    let key = Self.key(.or, first, second)
    if let known = recall(key, 0) { return known }
    let firstLevel = level(first)
    let secondLevel = level(second)
    let low: Node
    let high: Node
    if firstLevel == secondLevel {
      low = try or(self.low(first), self.low(second))
      high = try or(self.high(first), self.high(second))
    } else if firstLevel < secondLevel {
      low = try or(self.low(first), second)
      high = try or(self.high(first), second)
    } else {
      low = try or(first, self.low(second))
      high = try or(first, self.high(second))
    }
    let result = low == high ? low : try node(min(firstLevel, secondLevel), low, high)
    try remember(key, 0, result)
    return result
  }
}
