import FailureGraph

#if canImport(Glibc)
  import Glibc
#endif

/// Random single faults in a graph of plain needs, written down so that other libraries can be asked the same.
///
/// `Tests/peers.sh` runs it. The folder that it is given gets `edges` (pairs of 32-bit numbers: what is needed, what needs
/// it) and `faults.txt` (a line for each fault: its component, how many others fail with it, the milliseconds it took).
enum PeersBenchmark {
  static func run(folder: String, components count: Int, degree: Int, faults faultCount: Int) {
    #if canImport(Glibc)
      let graph = LayeredGraph.make(components: count, degree: degree, hasSoftInputs: false)
      guard write(graph, to: folder + "/edges") else {
        print("peers: nothing can be written to \(folder)")
        return
      }
      var random: UInt64 = 7
      let faults = (0..<faultCount).map { _ in
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return NodeIndex(random % UInt64(count))
      }
      var propagation = Propagation(for: graph)
      propagation.run(graph, from: [(node: 0, state: .failed)])
      var lines = "\(count) \(graph.edgeCount)\n"
      var hit: [Int] = []
      var total = 0.0
      for fault in faults {
        let time = milliseconds { propagation.run(graph, from: [(node: fault, state: .failed)]) }
        hit.append(propagation.affectedComponents.count - 1)
        total += time
        lines += "\(fault) \(hit.last!) \(time)\n"
      }
      guard let file = fopen(folder + "/faults.txt", "w") else { return }
      fputs(lines, file)
      fclose(file)
      print("graph: \(count) components, \(graph.edgeCount) edges; \(faultCount) random single faults, on one core")
      print("  library, one after the other  \(fixed(total)) ms")
      sweep(graph, faults, hit)
    #else
      print("peers: not measured on this system")
    #endif
  }

  /// The same faults 512 at a time, everything that is made for it counted.
  private static func sweep(_ graph: FailureGraph, _ faults: [NodeIndex], _ expected: [Int]) {
    var found: [Int] = []
    let time = milliseconds {
      let sweep = FaultSweep(graph)
      let tally = SweepTally(
        of: sweep, counted: 0..<graph.componentCount, weights: [Int64](repeating: 1, count: graph.componentCount))
      let lanes = SweepLanes(for: sweep)
      for start in stride(from: 0, to: faults.count, by: FaultSweep.laneCount) {
        let named = faults[start..<min(faults.count, start + FaultSweep.laneCount)].enumerated().map {
          SweepLanes.Fault(lane: $0, node: $1)
        }
        lanes.run(named)
        let totals = lanes.totals(tally, without: named)
        found += named.map { totals[$0.lane].failed }
      }
    }
    precondition(found == expected, "the two must agree")
    print("  library, 512 at a time        \(fixed(time)) ms")
  }

  #if canImport(Glibc)
    private static func write(_ graph: FailureGraph, to path: String) -> Bool {
      guard let file = fopen(path, "wb") else { return false }
      var numbers: [UInt32] = []
      numbers.reserveCapacity(2 * graph.edgeCount)
      for node in 0..<graph.componentCount {
        for number in graph.inputRange(of: NodeIndex(node)) { numbers += [graph.input(number).source, UInt32(node)] }
      }
      let written = fwrite(numbers, 4, numbers.count, file)
      return fclose(file) == 0 && written == numbers.count
    }
  #endif
}
