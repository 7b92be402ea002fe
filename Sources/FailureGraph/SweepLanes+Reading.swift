extension SweepLanes {
  /// The lanes whose faults bring a component to a state or worse, a bit for each of the 512.
  ///
  /// - Parameters:
  ///   - node: a component's number.
  ///   - state: impaired or failed.
  public func lanes(of node: NodeIndex, reaching state: FailureState) -> SIMD8<UInt64> {
    precondition(Int(node) < sweep.componentCount, "only components have states of their own")
    let position = sweep.position(of: node)
    guard position >= start else { return Plane() }
    // SAFETY: the place comes from a position of the sweep.
    return unsafe planes[position * planeCount + (state == .failed ? planeCount - 1 : 0)]
  }

  /// Calls with every lane whose faults bring a component to a state or worse, ascending.
  ///
  /// - Parameters:
  ///   - node: a component's number.
  ///   - state: impaired or failed.
  ///   - body: called with lanes.
  public func forEachLane(of node: NodeIndex, reaching state: FailureState, _ body: (Int) -> Void) {
    let plane = lanes(of: node, reaching: state)
    guard plane != Plane() else { return }
    for word in 0..<plane.scalarCount {
      var bits = plane[word]
      while bits != 0 {
        body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
