/// How the pods of a workload must be spread over domains, and how many domains may then be lost.
struct SpreadRule {
  /// How many pods more than in the domain with the fewest there may be in one; `nil` if none may have two.
  let skew: Int?

  /// The most domains whose loss leaves enough pods, wherever the rule lets pods be.
  ///
  /// The worst case is a placement in which the lost domains have as many pods as the rule allows. If `least` is the
  /// number of pods in the domain with the fewest, `lost` domains have at most `lost * (least + skew)`, and the others have
  /// at least `least` each. Complexity: O(domains · pods / domains).
  ///
  /// - Parameters:
  ///   - domains: how many domains there are.
  ///   - pods: how many pods there are.
  ///   - needed: how many pods are needed.
  func tolerated(of domains: Int, pods: Int, needed: Int) -> Int {
    guard domains > 0, pods > 0 else { return 0 }
    let pods = min(pods, 10_000)
    var tolerated = 0
    for lost in 1...domains {
      guard pods - most(in: lost, of: domains, pods: pods) >= needed else { break }
      tolerated = lost
    }
    return tolerated
  }

  /// The most pods that some domains may have.
  private func most(in lost: Int, of domains: Int, pods: Int) -> Int {
    guard let skew else { return min(pods, lost) }
    return (0...(pods / domains)).map { least in
      min(pods - (domains - lost) * least, lost * (least + skew))
    }.max() ?? pods
  }
}
