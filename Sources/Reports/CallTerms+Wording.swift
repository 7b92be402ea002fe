internal import DependencyModel

extension CallTerms {
  /// What is stated, in a few words each: `2 calls`, `3 retries`, `time-out 10s`.
  var words: [String] {
    guard self != .none else { return [] }
    var words: [String] = []
    if units > 1 {
      words.append(atLeast.map { "\($0) of \(units) different units" } ?? "\(units) different units")
    }
    if let calls { words.append(calls == .one ? "1 call" : "\(calls) calls") }
    switch spread {
    case .first?: words.append("the first that answers")
    case .each?: words.append("each is called")
    case .even?, nil: break
    }
    if retries > 0 { words.append(retries == 1 ? "1 retry" : "\(retries) retries") }
    if let timeout { words.append("time-out \(timeout.modelText)") }
    if isHeld { words.append("holds a slot") }
    return words
  }
}
