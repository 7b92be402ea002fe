public import DependencyModel
internal import FailureGraph
internal import Synchronization

/// Which single faults bring which of some components to a level.
public struct SinglePoints: Sendable {
  /// A fault, and those of the targets that it brings to the level.
  public struct Entry: Sendable {
    /// The component that goes down.
    public let fault: ComponentIndex
    /// The targets, ascending, the fault itself not among them; see ``count``.
    public let targets: [ComponentIndex]
    /// How many targets there are: more than are listed where the list would have been too long.
    public let count: Int

    /// An entry.
    public init(fault: ComponentIndex, targets: [ComponentIndex], count: Int) {
      self.fault = fault
      self.targets = targets
      self.count = count
    }
  }

  /// The faults that bring any target to the level, in model order.
  public let entries: [Entry]
  /// How many faults were tried.
  public let triedCount: Int
  /// The time that was over before all faults were tried; `nil` where they were.
  public let shortfall: WorkLimit.Allowance?

  /// Whether every fault was tried and every target is listed.
  public var isComplete: Bool { shortfall == nil && entries.allSatisfy { $0.targets.count == $0.count } }
}

extension CompiledModel {
  /// The most pairs of fault and target that are listed, about.
  static let listedPairLimit = 20_000_000

  /// The single faults that bring some components to a level: single points of failure of many targets at once.
  ///
  /// Computed 512 faults at a time, on all cores: a sweep costs much the same for one target and for thousands.
  ///
  /// - Parameters:
  ///   - targets: the components that are asked about.
  ///   - level: degraded (or worse), or down.
  ///   - faults: the components that are tried; `nil` for ``rankedComponents``.
  ///   - threadCount: the most threads to use; `nil` for one a core. The answer does not depend on it.
  /// - Complexity: O((requirements + targets) · faults / 512 + pairs found); 64 or 128 bytes a component and group for each
  ///   thread.
  public func singlePoints(
    of targets: [ComponentIndex], reaching level: Level = .down, among faults: [ComponentIndex]? = nil,
    threadCount: Int? = nil
  ) -> SinglePoints {
    let faults = SortedFaults(faults ?? rankedComponents, in: self)
    let targets = Set(targets).sorted()
    let blockLimit = max(1 << 17, Self.listedPairLimit / max(1, faults.blockCount))
    let found = Mutex<[SinglePoints.Entry]>([])
    let triedCount = faults.forEachBlock(threadCount, limit, nil) { _, named, lanes in
      let entries = Self.entries(named, lanes, targets, level.failureState, limit: blockLimit)
      found.withLock { $0 += entries }
    }
    return SinglePoints(
      entries: found.withLock { $0.sorted { $0.fault < $1.fault } }, triedCount: triedCount,
      shortfall: triedCount < faults.nodes.count ? limit.reached : nil)
  }

  private static func entries(
    _ named: [SweepLanes.Fault], _ lanes: SweepLanes, _ targets: [ComponentIndex], _ state: FailureState,
    limit: Int
  ) -> [SinglePoints.Entry] {
    var counts = [Int](repeating: 0, count: FaultSweep.laneCount)
    for target in targets { lanes.forEachLane(of: NodeIndex(target), reaching: state) { counts[$0] += 1 } }
    // A fault is not a target of its own.
    let isListed = counts.reduce(0, +) <= limit
    let laneLimit = isListed ? Int.max : limit / FaultSweep.laneCount
    var lists = [[ComponentIndex]](repeating: [], count: FaultSweep.laneCount)
    var faults = [ComponentIndex?](repeating: nil, count: FaultSweep.laneCount)
    for fault in named { faults[fault.lane] = ComponentIndex(fault.node) }
    for target in targets {
      lanes.forEachLane(of: NodeIndex(target), reaching: state) { lane in
        if faults[lane] == target {
          counts[lane] -= 1
        } else if lists[lane].count < laneLimit {
          lists[lane].append(target)
        }
      }
    }
    return named.compactMap { fault in
      counts[fault.lane] == 0
        ? nil
        : SinglePoints.Entry(fault: ComponentIndex(fault.node), targets: lists[fault.lane], count: counts[fault.lane])
    }
  }
}
