package import DependencyModel
internal import FailureGraph
internal import Synchronization

/// A group among what a component needs or uses, at any depth.
package struct OwnedGroup: Sendable {
  /// The component whose requirements contain it.
  package let owner: ComponentIndex
  /// The group, with the trusted members only.
  package let requirement: Requirement
  /// Whether it is (part of) a soft dependency.
  package let isSoft: Bool
  /// Its node.
  let node: NodeIndex

  /// The group itself.
  package var group: Group {
    guard case .group(let group) = requirement.target else { preconditionFailure("a requirement of a group") }
    return group
  }

  /// Whether with nothing failed it holds through the loss of any one member.
  package var isRedundant: Bool {
    let group = group
    guard let total = group.totalWeight, let heaviest = group.members.greatestWeight else { return false }
    return total.millionths - heaviest.millionths >= group.requiredWeight(ofTotal: total).millionths
  }
}

/// A single fault that takes a group down.
package struct GroupLoss: Sendable {
  private let positions: SIMD2<UInt32>
  /// Whether the fault takes every member down, rather than only too many of them.
  package let isTotal: Bool

  /// The component or domain that goes down.
  package var fault: ComponentIndex { ComponentIndex(positions.x) }
  /// The number of the group.
  package var group: Int { Int(positions.y) }

  init(fault: NodeIndex, group: Int, isTotal: Bool) {
    positions = SIMD2(fault, UInt32(group))
    self.isTotal = isTotal
  }
}

extension CompiledModel {
  /// The groups of a component that are trusted, each before those within it, in the order written.
  package func groups(of component: ComponentIndex) -> [OwnedGroup] {
    var result: [OwnedGroup] = []
    func collect(_ node: NodeIndex, isSoft: Bool) {
      for number in graph.inputRange(of: node) {
        let input = graph.input(number)
        guard graph.isGroup(input.source) else { continue }
        let isSoft = isSoft || input.isSoft
        result.append(
          OwnedGroup(
            owner: component, requirement: groups[Int(input.source) - graph.componentCount], isSoft: isSoft,
            node: input.source))
        collect(input.source, isSoft: isSoft)
      }
    }
    collect(NodeIndex(component), isSoft: false)
    return result
  }

  /// The groups of all components and domains that hold through the loss of any one member, by owner.
  package var redundantGroups: [OwnedGroup] {
    graph.groupCount == 0 ? [] : model.components.indices.flatMap { groups(of: $0).filter(\.isRedundant) }
  }

  /// The single faults that take groups down, in model order, each with the groups as numbered here: by one sweep for all.
  ///
  /// Of a fault that takes more than some millions down not all are listed, but some.
  /// Where the time is over before all faults were tried, the limit of the model is reached.
  package func losses(of groups: [OwnedGroup], among faults: [ComponentIndex]) -> [GroupLoss] {
    guard !groups.isEmpty else { return [] }
    let faults = SortedFaults(faults, in: self)
    let laneLimit = max(1 << 17, Self.listedPairLimit / max(1, faults.blockCount)) / FaultSweep.laneCount
    var numbers = [Int](repeating: -1, count: graph.groupCount)
    for (number, group) in groups.enumerated() { numbers[Int(group.node) - graph.componentCount] = number }
    let found = Mutex<[GroupLoss]>([])
    faults.forEachBlock(nil, limit, nil) { [numbers] _, named, lanes in
      var counts = [Int](repeating: 0, count: FaultSweep.laneCount)
      var losses: [GroupLoss] = []
      for node in lanes.touchedGroups(of: graph) {
        let number = numbers[Int(node) - graph.componentCount]
        guard number >= 0 else { continue }
        lanes.forEachLane(losing: node, of: graph) { lane, isTotal in
          counts[lane] += 1
          guard counts[lane] <= laneLimit else { return }
          losses.append(GroupLoss(fault: named[lane].node, group: number, isTotal: isTotal))
        }
      }
      found.withLock { $0 += losses }
    }
    return found.withLock { $0.sorted { ($0.fault, $0.group) < ($1.fault, $1.group) } }
  }
}
