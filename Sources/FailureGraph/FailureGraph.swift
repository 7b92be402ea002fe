/// Which node fails with which others, as flat arrays: compiled once, then read by every algorithm.
///
/// There are two sorts of nodes. A *component* is as bad as the worst of its inputs, of which a soft one counts for less
/// than it is (see ``Effect``). A *group* keeps a state as long as its inputs that are at least that good weigh its threshold
/// together; it has one owner, a component or another group. Groups form trees, components any graph: cycles are fine.
///
/// Both directions are stored in compressed rows. An edge costs 4 bytes in each; edges with a weight other than 1, a
/// delay other than 0 or a capped effect anywhere in the graph cost 4 bytes more in each, for the number of an entry in a
/// table of the distinct labels. There are at most 2³⁰ nodes and fewer than 2³¹ edges.
public struct FailureGraph: Sendable {
  /// How much of an input's state its component feels. All but the full effect are soft: the component is at most impaired
  /// because of the input.
  public enum Effect: UInt8, Sendable, CaseIterable {
    /// The state as it is.
    case full
    /// One state better: impaired by an input that failed, not by one that is impaired.
    case eased
    /// At most impaired: by an input that failed or is impaired.
    case capped

    /// The state that a component has at least because of an input in this state.
    public func felt(_ state: FailureState) -> FailureState {
      switch self {
      case .full: state
      case .eased: state == .failed ? .impaired : .working
      case .capped: min(state, .impaired)
      }
    }

    /// The best state of an input that puts its component in a state or worse; `nil` if none does.
    public func neededState(for state: FailureState) -> FailureState? {
      switch self {
      case .full: state
      case .eased: state == .impaired ? .failed : nil
      case .capped: state == .impaired ? .impaired : nil
      }
    }
  }

  /// The weight of an edge into a group, how long the effect of any edge takes, and which of the soft effects it has.
  public struct EdgeLabel: Hashable, Sendable {
    /// Above 0; of meaning only where the edge leads into a group.
    public var weight: Int64
    /// Not below 0, in the unit of the caller's choice.
    public var delay: Int64
    /// 1 for a capped effect, else 0.
    var cap: UInt8 = 0

    /// A label; weight 1 and no delay unless stated.
    public init(weight: Int64 = 1, delay: Int64 = 0) {
      self.weight = weight
      self.delay = delay
    }
  }

  /// One input of a node, as stored in its row.
  public struct Input: Hashable, Sendable {
    /// The node that is read.
    public let source: NodeIndex
    /// How much of its state is felt.
    public let effect: Effect
    /// The weight of the edge, and how long its effect takes.
    public let label: EdgeLabel

    /// Whether its reader is at most impaired because of it.
    public var isSoft: Bool { effect != .full }
  }

  /// The number of components; they are the nodes 0..<componentCount.
  public let componentCount: Int
  /// The number of groups; they are the nodes after the components.
  public let groupCount: Int

  /// Rows of inputs, in the order added: `source << 1 | isSoft`.
  package let inputOffsets: [UInt32]
  package let inputs: [UInt32]
  /// Rows of the nodes that an input feeds: `target << 1 | isSoft`, by ascending target.
  package let dependentOffsets: [UInt32]
  package let dependents: [UInt32]
  /// Numbers of labels, parallel to `inputs` and `dependents`; both empty where every edge has the default label.
  let inputLabels: [UInt32]
  let dependentLabels: [UInt32]
  let labels: [EdgeLabel]
  /// Per group: how much weight it can lose and still hold (total − threshold), and the greatest weight of an input.
  let slack: [Int64]
  let greatestWeight: [Int64]
  /// Per group: the component whose requirements contain it, at any depth.
  let groupComponent: [UInt32]

  /// Whether any edge has a delay: without one, everything happens at moment 0.
  public let hasDelays: Bool

  /// Components and groups together.
  public var nodeCount: Int { componentCount + groupCount }
  /// The inputs of all nodes together.
  public var edgeCount: Int { inputs.count }

  /// The bytes that the arrays take.
  public var byteCount: Int {
    4 * (inputOffsets.count + inputs.count + dependentOffsets.count + dependents.count + inputLabels.count)
      + 4 * (dependentLabels.count + groupComponent.count) + MemoryLayout<EdgeLabel>.stride * labels.count
      + 8 * (slack.count + greatestWeight.count)
  }

  /// Whether a node is a group.
  public func isGroup(_ node: NodeIndex) -> Bool { Int(node) >= componentCount }

  /// The numbers of a node's inputs, for ``input(_:)``.
  public func inputRange(of node: NodeIndex) -> Range<Int> {
    Int(inputOffsets[Int(node)])..<Int(inputOffsets[Int(node) + 1])
  }

  /// An input by its number.
  public func input(_ number: Int) -> Input {
    let packed = inputs[number]
    let label = inputLabels.isEmpty ? labels[0] : labels[Int(inputLabels[number])]
    return Input(
      source: packed >> 1, effect: packed & 1 == 0 ? .full : label.cap == 0 ? .eased : .capped, label: label)
  }

  /// How much weight a group can lose and still hold.
  public func slack(of group: NodeIndex) -> Int64 { slack[Int(group) - componentCount] }

  /// The weight of a group's heaviest member.
  public func greatestWeight(of group: NodeIndex) -> Int64 { greatestWeight[Int(group) - componentCount] }

  /// The component whose requirements contain a group.
  public func component(of group: NodeIndex) -> NodeIndex { groupComponent[Int(group) - componentCount] }
}
