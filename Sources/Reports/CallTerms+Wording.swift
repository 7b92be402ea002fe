internal import DependencyModel

extension CallTerms {
  /// What is stated, in a few words each: `2 calls`, `3 retries`, `time-out 10s`.
  var words: [String] {
    guard self != .none else { return [] }
    var words: [String] = []
    func add(_ text: String, _ numbers: KnownNumber...) {
      let known = numbers.compactMap { bases[$0]?.words }
      words.append(known.isEmpty ? text : "\(text) (\(known.joined(separator: "; ")))")
    }
    if units > 1 {
      add(atLeast.map { "\($0) of \(units) different units" } ?? "\(units) different units", .units, .atLeast)
    }
    if let calls { add(calls == .one ? "1 call" : "\(calls) calls", .calls) }
    switch spread {
    case .first?: words.append("the first that answers")
    case .each?: words.append("each is called")
    case .even?, nil: break
    }
    if retries > 0 { add(retries == 1 ? "1 retry" : "\(retries) retries", .retries) }
    if let timeout { add("time-out \(timeout.modelText)", .timeout) }
    if isHeld { words.append("holds a slot") }
    return words
  }
}
