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

  private func settle(_ circle: Range<Int>, with kernel: SweepKernel) {
    // SAFETY: a circle's positions are below the number of nodes; there are marks as soon as there is a circle.
    for position in circle { unsafe isDirty[position] = true }
    unsafe settleDirty(circle, with: kernel)
  }

  private func settle(_ circle: Range<Int>, marking positions: ArraySlice<UInt32>, with kernel: SweepKernel) {
    // SAFETY: as above.
    for position in positions { unsafe isDirty[Int(position)] = true }
    unsafe settleDirty(circle, with: kernel)
  }

  /// Updates the dirty nodes of a circle in ascending order, again and again, until none is left. What changes makes
  /// those dirty that read it.
  private func settleDirty(_ circle: Range<Int>, with kernel: SweepKernel) {
    let readerStarts = sweep.readerStarts
    let readers = sweep.readers
    // SAFETY: there is a mark for every position as soon as there is a circle; readers are positions on the circle.
    let isDirty = unsafe self.isDirty
    var next = circle
    while !next.isEmpty {
      let round = next
      next = circle.upperBound..<circle.upperBound
      for position in round where unsafe isDirty[position] {
        unsafe isDirty[position] = false
        let hasChanged =
          unsafe planeCount == 1
          ? kernel.updateOne(position, comparing: true) : kernel.updateTwo(position, comparing: true)
        guard hasChanged else { continue }
        for row in Int(readerStarts[position])..<Int(readerStarts[position + 1]) {
          let reader = Int(readers[row])
          unsafe isDirty[reader] = true
          // What stands further on comes in this round still.
          if reader <= position { next = min(reader, next.lowerBound)..<circle.upperBound }
        }
      }
    }
  }

  /// Lends the tables and planes to a body.
  func withKernel<Result>(_ body: (SweepKernel) -> Result) -> Result {
    // SAFETY: the pointers are valid while the bodies run, and the kernel is not kept.
    unsafe sweep.rowStarts.withUnsafeBufferPointer { rowStarts in
      unsafe sweep.softStarts.withUnsafeBufferPointer { softStarts in
        unsafe sweep.sources.withUnsafeBufferPointer { sources in
          unsafe sweep.gates.withUnsafeBufferPointer { gates in
            unsafe sweep.counters.withUnsafeBufferPointer { counters in
              unsafe sweep.weights.withUnsafeBufferPointer { weights in
                // An empty array has no address; where it is empty, nothing reads it.
                unsafe body(
                  SweepKernel(
                    rowStarts: address(rowStarts), softStarts: address(softStarts), sources: address(sources),
                    gates: address(gates), counters: address(counters), weights: address(weights), planes: planes,
                    digits: digits))
              }
            }
          }
        }
      }
    }
  }

  private func address<Element>(_ buffer: UnsafeBufferPointer<Element>) -> UnsafePointer<Element> {
    // SAFETY: the address of an empty buffer is any that is aligned; it is not read.
    unsafe buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}
