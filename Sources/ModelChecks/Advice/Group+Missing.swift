internal import DependencyModel

extension Group {
  /// The least weight, in millionths, that makes the group hold if it is added to what is left of it; `nil` if none does.
  ///
  /// A percentage is one of a greater total then, so that what is missing is not enough.
  ///
  /// - Parameters:
  ///   - left: the weight that is left, in millionths.
  ///   - total: the weight of all members, in millionths.
  func missingWeight(left: Int64, total: Int64) -> Int64? {
    func holds(_ more: Int64) -> Bool? {
      let (sum, overflows) = total.addingReportingOverflow(more)
      guard !overflows else { return nil }
      return left + more >= requiredWeight(ofTotal: Amount(millionths: sum)).millionths
    }
    guard threshold != .all else { return nil }
    var high: Int64 = 1
    while true {
      guard let isEnough = holds(high), high < Int64.max / 4 else { return nil }
      if isEnough { break }
      high *= 2
    }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) == true { high = middle } else { low = middle }
    }
    return high
  }

  /// The weight of each member if all have the same; `nil` otherwise.
  var commonWeight: Amount? {
    if members.matched != nil { return .one }
    guard let first = members.first?.weight, members.allSatisfy({ $0.weight == first }) else { return nil }
    return first
  }
}
