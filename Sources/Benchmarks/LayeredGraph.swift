import FailureGraph

/// Layered graphs as large systems have them: each component needs others of the layer below.
enum LayeredGraph {
  /// `count` components in ten layers, `degree` needs each (none in the lowest layer's place: those point further down).
  ///
  /// One in sixteen edges is soft, unless none is to be. The same arguments give the same graph.
  static func make(
    components count: Int, degree: Int, hasSoftInputs: Bool = true, seed: UInt64 = 1
  ) -> FailureGraph {
    var random = seed
    func next(_ bound: Int) -> Int {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return Int(random % UInt64(bound))
    }
    let layerSize = max(1, count / 10)
    var builder = FailureGraphBuilder(componentCount: count, edgeCapacity: count * degree)
    for component in 0..<count {
      let layer = component / layerSize
      if layer > 0 {
        let start = (layer - 1) * layerSize
        // A ninth more than the degree in nine layers of ten makes the degree on average.
        for _ in 0..<(degree * 10 + (component * degree * 10 % 9)) / 9 {
          builder.addInput(NodeIndex(start + next(layerSize)), effect: next(16) == 0 && hasSoftInputs ? .eased : .full)
        }
      }
      builder.finishComponent()
    }
    return builder.build()
  }
}
