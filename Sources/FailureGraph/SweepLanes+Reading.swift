extension SweepLanes {
  /// Calls with every lane whose faults bring a component to a state or worse, ascending.
  ///
  /// - Parameters:
  ///   - node: a component's number.
  ///   - state: impaired or failed.
  ///   - body: called with lanes.
  public func forEachLane(of node: NodeIndex, reaching state: FailureState, _ body: (Int) -> Void) {
    precondition(Int(node) < sweep.componentCount, "only components have states of their own")
    let position = sweep.position(of: node)
    guard position >= start else { return }
    let place = position * planeCount + (state == .failed ? planeCount - 1 : 0)
    // SAFETY: the place comes from a position of the sweep.
    let plane = unsafe planes[place]
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
