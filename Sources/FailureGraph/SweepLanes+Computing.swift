import Graphs

extension SweepLanes {
  /// Updates every node from a position on, circles until nothing changes in them.
  func compute(from first: Int) {
    let circles = sweep.order.circles
    var number = sweep.circleNumber(from: first)
    let count = sweep.nodeCount
    // SAFETY: positions are below the number of nodes.
    unsafe withKernel { kernel in
      var position = first
      while position < count {
        let end = number < circles.count ? circles[number].lowerBound : count
        if planeCount == 1 {
          while position < end {
            _ = unsafe kernel.updateOne(position, comparing: false)
            position += 1
          }
        } else {
          while position < end {
            _ = unsafe kernel.updateTwo(position, comparing: false)
            position += 1
          }
        }
        guard number < circles.count else { break }
        unsafe settle(circles[number], with: kernel)
        position = circles[number].upperBound
        number += 1
      }
    }
  }

  /// Updates some nodes in ascending order, all those on a circle together.
  ///
  /// - Parameter positions: ascending, and with each node all that can get worse because of it.
  func compute(_ positions: [UInt32]) {
    let circles = sweep.order.circles
    var number = positions.first.map { sweep.circleNumber(from: Int($0)) } ?? 0
    // SAFETY: positions are below the number of nodes.
    unsafe withKernel { kernel in
      var index = 0
      while index < positions.count {
        let position = Int(positions[index])
        while number < circles.count, circles[number].upperBound <= position { number += 1 }
        if number < circles.count, circles[number].contains(position) {
          let end = circles[number].upperBound
          let first = index
          while index < positions.count, positions[index] < end { index += 1 }
          unsafe settle(circles[number], marking: positions[first..<index], with: kernel)
        } else {
          _ =
            unsafe planeCount == 1
            ? kernel.updateOne(position, comparing: false) : kernel.updateTwo(position, comparing: false)
          index += 1
        }
      }
    }
  }

  /// Updates all nodes of a circle, then again and again those of which an input has changed.
  private func settle(_ circle: Range<Int>, with kernel: SweepKernel) {
    for position in circle where unsafe update(position, with: kernel) {
      // Nodes further on are still to come.
      sweep.forEachReader(of: position) { reader in if reader <= position { dirty.insert(reader) } }
    }
    unsafe settle(circle, &dirty, with: kernel)
  }

  private func settle(_ circle: Range<Int>, marking positions: ArraySlice<UInt32>, with kernel: SweepKernel) {
    for position in positions { dirty.insert(Int(position)) }
    unsafe settle(circle, &dirty, with: kernel)
  }

  /// Updates the dirty nodes of a circle until none is left. What changes makes those dirty that read it.
  ///
  /// The order is ascending, which is the one for most inputs, but descending in every eighth round: what goes round a
  /// circle the wrong way is not stopped at each node for long. A node is updated only after an input of it has got worse
  /// in some lane: at most 1,024 times an input.
  private func settle(_ circle: Range<Int>, _ dirty: inout PositionSet, with kernel: SweepKernel) {
    var round = 0
    var updates = 0
    while true {
      round += 1
      let isAscending = round % 8 > 0
      var place = isAscending ? circle.lowerBound : circle.upperBound - 1
      var isEmpty = true
      // Only nodes of this circle are ever dirty.
      while let position = isAscending ? dirty.first(from: place) : dirty.last(to: place) {
        isEmpty = false
        dirty.remove(position)
        updates += 1
        if updates & 0x3FFF == 0, cutIfOver() {
          dirty = PositionSet(bound: circle.upperBound)
          return
        }
        if unsafe update(position, with: kernel) {
          sweep.forEachReader(of: position) { reader in dirty.insert(reader) }
        }
        place = position
      }
      if isEmpty { return }
    }
  }

  /// Updates a node on a circle; reports whether anything changed.
  @inline(__always)
  private func update(_ position: Int, with kernel: SweepKernel) -> Bool {
    // SAFETY: a circle's positions are below the number of nodes.
    if unsafe planes[(position + 1) &* planeCount &- 1] == Plane(repeating: .max) { return false }
    return unsafe planeCount == 1
      ? kernel.updateOne(position, comparing: true) : kernel.updateTwo(position, comparing: true)
  }

  /// Lends the tables and planes to a body.
  func withKernel<Result>(_ body: (SweepKernel) -> Result) -> Result {
    // SAFETY: the pointers are valid while the bodies run, and the kernel is not kept.
    unsafe sweep.rowStarts.withUnsafeBufferPointer { rowStarts in
      unsafe withSoftStarts { cappedStarts, easedStarts in
        unsafe sweep.sources.withUnsafeBufferPointer { sources in
          unsafe sweep.gates.withUnsafeBufferPointer { gates in
            unsafe sweep.counters.withUnsafeBufferPointer { counters in
              unsafe sweep.weights.withUnsafeBufferPointer { weights in
                // An empty array has no address; where it is empty, nothing reads it.
                unsafe body(
                  SweepKernel(
                    rowStarts: address(rowStarts), cappedStarts: cappedStarts, easedStarts: easedStarts,
                    sources: address(sources), gates: address(gates), counters: address(counters),
                    weights: address(weights), planes: planes,
                    digits: digits))
              }
            }
          }
        }
      }
    }
  }

  private func withSoftStarts<Result>(
    _ body: (_ capped: UnsafePointer<UInt32>, _ eased: UnsafePointer<UInt32>) -> Result
  ) -> Result {
    // SAFETY: as above.
    unsafe sweep.cappedStarts.withUnsafeBufferPointer { capped in
      unsafe sweep.easedStarts.withUnsafeBufferPointer { eased in unsafe body(address(capped), address(eased)) }
    }
  }

  private func address<Element>(_ buffer: UnsafeBufferPointer<Element>) -> UnsafePointer<Element> {
    // SAFETY: the address of an empty buffer is any that is aligned; it is not read.
    unsafe buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}
