/// The innermost loops of a sweep: its tables and planes as bare pointers, valid within ``SweepLanes/withKernel(_:)``.
///
/// An update makes a node's planes worse by what its row says, never better. So updates lead to the least fixpoint from
/// any states that are below it and that no update would make better.
@unsafe struct SweepKernel {
  typealias Plane = SIMD8<UInt64>

  let rowStarts: UnsafePointer<UInt32>
  let cappedStarts: UnsafePointer<UInt32>
  let easedStarts: UnsafePointer<UInt32>
  let sources: UnsafePointer<UInt32>
  let gates: UnsafePointer<UInt32>
  let counters: UnsafePointer<FaultSweep.Counter>
  let weights: UnsafePointer<Int64>
  let planes: UnsafeMutablePointer<Plane>
  let digits: UnsafeMutablePointer<Plane>

  /// Updates a node of a sweep with one plane; on request, reports whether anything changed.
  @inline(__always)
  func updateOne(_ position: Int, comparing: Bool) -> Bool {
    // SAFETY: rows hold positions of nodes, every node has its planes, and row starts have one entry more than nodes.
    let gate = unsafe gates[position]
    let old = unsafe planes[position]
    var new = old
    if gate == FaultSweep.or {
      var edge = unsafe Int(rowStarts[position])
      let end = unsafe Int(rowStarts[position + 1])
      while edge < end {
        unsafe new |= planes[Int(sources[edge])]
        edge &+= 1
      }
    } else {
      unsafe new |= lost(position, gate, plane: 0, of: 1)
    }
    unsafe planes[position] = new
    return comparing && new != old
  }

  /// Updates a node of a sweep with two planes; on request, reports whether anything changed.
  @inline(__always)
  func updateTwo(_ position: Int, comparing: Bool) -> Bool {
    // SAFETY: as above.
    let gate = unsafe gates[position]
    let oldImpaired = unsafe planes[2 &* position]
    let oldFailed = unsafe planes[2 &* position &+ 1]
    var impaired = oldImpaired
    var failed = oldFailed
    if gate == FaultSweep.or {
      var edge = unsafe Int(rowStarts[position])
      let capped = unsafe Int(cappedStarts[position])
      let eased = unsafe Int(easedStarts[position])
      let end = unsafe Int(rowStarts[position + 1])
      while edge < capped {
        let source = unsafe 2 &* Int(sources[edge])
        unsafe impaired |= planes[source]
        unsafe failed |= planes[source &+ 1]
        edge &+= 1
      }
      while edge < eased {
        unsafe impaired |= planes[2 &* Int(sources[edge])]
        edge &+= 1
      }
      while edge < end {
        unsafe impaired |= planes[2 &* Int(sources[edge]) &+ 1]
        edge &+= 1
      }
    } else {
      unsafe impaired |= lost(position, gate, plane: 0, of: 2)
      unsafe failed |= lost(position, gate, plane: 1, of: 2)
    }
    unsafe planes[2 &* position] = impaired
    unsafe planes[2 &* position &+ 1] = failed
    return comparing && (impaired != oldImpaired || failed != oldFailed)
  }

  /// The lanes in which a group has lost more than its slack.
  @inline(__always)
  private func lost(_ position: Int, _ gate: UInt32, plane: Int, of count: Int) -> Plane {
    // SAFETY: as above; a group has inputs, and a gate that is neither OR nor AND is the number of a counter.
    var edge = unsafe Int(rowStarts[position])
    let end = unsafe Int(rowStarts[position &+ 1])
    if gate == FaultSweep.and {
      var all = unsafe planes[Int(sources[edge]) &* count &+ plane]
      edge &+= 1
      while edge < end {
        unsafe all &= planes[Int(sources[edge]) &* count &+ plane]
        edge &+= 1
      }
      return all
    }
    let counter = unsafe counters[Int(gate &- FaultSweep.firstCounter)]
    if counter.weights >= 0 { return unsafe weighed(edge..<end, counter, plane: plane, of: count) }
    var overflow = Plane()
    if counter.digits == 1 {
      // Two losses are too many: the slack is 1.
      var one = Plane()
      while edge < end {
        let input = unsafe planes[Int(sources[edge]) &* count &+ plane]
        overflow |= one & input
        one |= input
        edge &+= 1
      }
      return overflow
    }
    unsafe setDigits(to: counter)
    while edge < end {
      var carry = unsafe planes[Int(sources[edge]) &* count &+ plane]
      for digit in 0..<counter.digits {
        let old = unsafe digits[digit]
        unsafe digits[digit] = old ^ carry
        carry &= old
      }
      overflow |= carry
      edge &+= 1
    }
    return overflow
  }

  /// The same where inputs weigh differently: a ripple adder in all lanes at once.
  private func weighed(_ row: Range<Int>, _ counter: FaultSweep.Counter, plane: Int, of count: Int) -> Plane {
    // SAFETY: as above; a counter with weights has one for each input of its group, in the same order.
    unsafe setDigits(to: counter)
    var overflow = Plane()
    for edge in row {
      let input = unsafe planes[Int(sources[edge]) &* count &+ plane]
      let weight = unsafe weights[counter.weights + edge - row.lowerBound]
      if weight >> Int64(counter.digits) != 0 {
        // It weighs more than the slack by itself.
        overflow |= input
        continue
      }
      var carry = Plane()
      for digit in weight.trailingZeroBitCount..<counter.digits {
        let old = unsafe digits[digit]
        if weight >> Int64(digit) & 1 == 1 {
          let half = old ^ input
          unsafe digits[digit] = half ^ carry
          carry = old & input | half & carry
        } else {
          unsafe digits[digit] = old ^ carry
          carry &= old
        }
      }
      overflow |= carry
    }
    return overflow
  }

  @inline(__always)
  private func setDigits(to counter: FaultSweep.Counter) {
    // SAFETY: there is room for 64 digits, and a counter has at most 63.
    for digit in 0..<counter.digits {
      unsafe digits[digit] = Plane(repeating: counter.bias >> Int64(digit) & 1 == 1 ? .max : 0)
    }
  }
}
