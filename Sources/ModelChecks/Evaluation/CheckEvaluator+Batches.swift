internal import DependencyModel
internal import FailureGraph
internal import ResilienceAnalysis

extension CheckEvaluator {
  /// The same findings as of one fault at a time, from final states alone, 512 faults at a time.
  ///
  /// For each condition the lanes in which some component does not meet it are found first; a list of the components is made
  /// only for findings that are kept.
  mutating func batches(
    _ faults: some Sequence<GivenFault>, _ conditions: [ExpectedCondition], _ expectation: Check.Expectation,
    _ check: Check
  ) -> Evaluation {
    let sweep = self.sweep ?? FaultSweep(compiled.graph)
    self.sweep = sweep
    let lanes = SweepLanes(for: sweep, mayImpair: true, isOver: compiled.limit.signal)
    let tally = SweepTally(
      of: sweep, counted: model.domainCount..<model.components.count,
      weights: [Int64](repeating: 0, count: model.components.count))
    var result = Evaluation()
    var counts = FindingCounts(room)
    var batch: [GivenFault] = []
    func tryBatch() {
      let named = batch.enumerated().flatMap { lane, fault in
        fault.levels.map {
          SweepLanes.Fault(
            lane: lane, node: NodeIndex($0.component), state: $0.level == .down ? .failed : .impaired)
        }
      }
      lanes.run(named)
      guard !lanes.isCut else { return }
      let failing = conditions.map { Self.failingLanes($0, lanes) }
      let totals = expectation.impact == nil ? [] : lanes.totals(tally, without: named)
      for (lane, fault) in batch.enumerated() {
        for (number, item) in conditions.enumerated() where failing[number][lane >> 6] >> UInt64(lane & 63) & 1 == 1 {
          counts.add(finding(fault, item, { lanes.state(of: $0, lane: lane) }, nil, check), to: &result.findings)
        }
        guard let limit = expectation.impact else { continue }
        let namedCount = Set(fault.levels.map(\.component)).count { !model.isDomain($0) }
        let finding = impactFinding(
          fault, totals[lane].failed + totals[lane].impaired,
          model.components.count - model.domainCount - namedCount, limit, nil, check)
        if let finding { counts.add(finding, to: &result.findings) }
      }
      result.triedCount += batch.count
    }
    for fault in faults {
      batch.append(fault)
      guard batch.count == FaultSweep.laneCount else { continue }
      tryBatch()
      batch.removeAll(keepingCapacity: true)
      if compiled.limit.isReached {
        result.isCut = true
        break
      }
    }
    if !result.isCut, !batch.isEmpty {
      tryBatch()
      result.isCut = lanes.isCut
    }
    counts.finish(&result.findings, check)
    explain(&result)
    return result
  }

  /// The lanes in which some component does not meet a condition.
  private static func failingLanes(_ item: ExpectedCondition, _ lanes: SweepLanes) -> SIMD8<UInt64> {
    let all = SIMD8<UInt64>(repeating: .max)
    var failing = SIMD8<UInt64>()
    for component in item.components {
      let node = NodeIndex(component)
      let impaired = lanes.lanes(of: node, reaching: .impaired)
      let failed = lanes.lanes(of: node, reaching: .failed)
      switch item.condition {
      case .up: failing |= impaired
      case .notUp: failing |= ~impaired
      case .degraded: failing |= ~impaired | failed
      case .down: failing |= ~failed
      case .notDown: failing |= failed
      }
      if failing == all { break }
    }
    return failing
  }
}
