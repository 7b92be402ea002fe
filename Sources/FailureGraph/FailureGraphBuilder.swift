/// Puts a ``FailureGraph`` together in one pass: component by component, each group before the input that names it.
///
///     var builder = FailureGraphBuilder(componentCount: 3)
///     let pair = builder.addGroup(threshold: 1, of: [.init(1), .init(2)])
///     builder.addInput(pair)          // component 0 needs any of 1 and 2
///     builder.finishComponent()       // component 0
///     builder.finishComponent()       // component 1 needs nothing
///     builder.finishComponent()       // component 2
///     let graph = builder.build()
///
/// Time and space are linear in nodes and edges; 4 bytes an edge are held while adding.
public struct FailureGraphBuilder {
  /// A member of a group.
  public struct Member {
    /// A component's number, or a group's that was added before.
    public var source: NodeIndex
    /// Its weight, and how long its effect takes.
    public var label: FailureGraph.EdgeLabel

    /// A member; of weight 1 and without delay unless stated.
    public init(_ source: NodeIndex, weight: Int64 = 1, delay: Int64 = 0) {
      self.source = source
      self.label = FailureGraph.EdgeLabel(weight: weight, delay: delay)
    }
  }

  private struct Rows {
    var offsets: [UInt32] = [0]
    var inputs: [UInt32] = []
    /// Empty until the first label that is not the default.
    var labels: [UInt32] = []

    mutating func append(_ packed: UInt32, label: UInt32) {
      if label != 0, labels.isEmpty { labels = [UInt32](repeating: 0, count: inputs.count) }
      if label != 0 || !labels.isEmpty { labels.append(label) }
      inputs.append(packed)
    }

    mutating func finishRow() { offsets.append(UInt32(inputs.count)) }
  }

  private let componentCount: Int
  private var components = Rows()
  private var groups = Rows()
  private var slack: [Int64] = []
  private var greatestWeight: [Int64] = []
  private var labels: [FailureGraph.EdgeLabel] = [FailureGraph.EdgeLabel()]
  private var labelNumbers: [FailureGraph.EdgeLabel: UInt32] = [FailureGraph.EdgeLabel(): 0]
  private var hasDelays = false

  /// - Parameters:
  ///   - componentCount: the number of components that will be finished, below 2³⁰.
  ///   - edgeCapacity: the number of edges to reserve room for, if known.
  public init(componentCount: Int, edgeCapacity: Int = 0) {
    precondition(componentCount < 1 << 30, "too many components")
    self.componentCount = componentCount
    components.offsets.reserveCapacity(componentCount + 1)
    components.inputs.reserveCapacity(edgeCapacity)
  }

  /// Adds an input to the component that is being written.
  ///
  /// - Parameters:
  ///   - source: a component's number, or what ``addGroup(threshold:of:)`` returned.
  ///   - effect: how much of its state is felt.
  ///   - delay: how long its effect takes, not below 0.
  public mutating func addInput(_ source: NodeIndex, effect: FailureGraph.Effect = .full, delay: Int64 = 0) {
    var label = FailureGraph.EdgeLabel(delay: delay)
    if effect == .capped { label.cap = 1 }
    components.append(source << 1 | (effect == .full ? 0 : 1), label: number(of: label))
  }

  /// Ends the component that is being written; the next input belongs to the next one.
  public mutating func finishComponent() {
    components.finishRow()
  }

  /// Adds a group and returns its number; it must then be named once, by an input or as a member.
  ///
  /// - Parameters:
  ///   - threshold: the weight that must hold, above 0 and not above the members' total.
  ///   - members: in the order written; weights above 0 and together below 2⁶³.
  public mutating func addGroup(threshold: Int64, of members: some Sequence<Member>) -> NodeIndex {
    var total: Int64 = 0
    var greatest: Int64 = 0
    for member in members {
      precondition(member.label.weight > 0, "a weight must be above 0")
      total += member.label.weight
      greatest = max(greatest, member.label.weight)
      groups.append(member.source << 1, label: number(of: member.label))
    }
    precondition(threshold > 0 && threshold <= total, "a threshold must be above 0 and not above the total weight")
    groups.finishRow()
    slack.append(total - threshold)
    greatestWeight.append(greatest)
    return NodeIndex(componentCount + slack.count - 1)
  }

  /// Adds a group of members of weight 1 without delay and returns its number; it must then be named once.
  ///
  /// - Parameters:
  ///   - threshold: the weight that must hold, above 0 and not above the number of members.
  ///   - sources: components' numbers, in the order written.
  ///   - omitted: the position in `sources` of one that is not a member; `nil` for none.
  public mutating func addGroup(threshold: Int64, ofPlain sources: [NodeIndex], without omitted: Int?) -> NodeIndex {
    let count = Int64(sources.count - (omitted == nil ? 0 : 1))
    precondition(threshold > 0 && threshold <= count, "a threshold must be above 0 and not above the total weight")
    for (position, source) in sources.enumerated() where position != omitted { groups.append(source << 1, label: 0) }
    groups.finishRow()
    slack.append(count - threshold)
    greatestWeight.append(1)
    return NodeIndex(componentCount + slack.count - 1)
  }

  private mutating func number(of label: FailureGraph.EdgeLabel) -> UInt32 {
    if label == labels[0] { return 0 }
    if let known = labelNumbers[label] { return known }
    precondition(label.delay >= 0, "a delay must not be below 0")
    if label.delay > 0 { hasDelays = true }
    let number = UInt32(labels.count)
    labels.append(label)
    labelNumbers[label] = number
    return number
  }

  /// The finished graph.
  ///
  /// - Precondition: every component was finished, every source exists, and every group has exactly one owner.
  public consuming func build() -> FailureGraph {
    precondition(components.offsets.count == componentCount + 1, "every component must be finished, and no other")
    let nodeCount = componentCount + slack.count
    let componentEdges = components.inputs.count
    precondition(nodeCount <= 1 << 30, "too many nodes")
    precondition(componentEdges + groups.inputs.count < 1 << 31, "too many edges")

    let isLabelled = !components.labels.isEmpty || !groups.labels.isEmpty
    if isLabelled {
      if components.labels.isEmpty { components.labels = [UInt32](repeating: 0, count: componentEdges) }
      if groups.labels.isEmpty { groups.labels = [UInt32](repeating: 0, count: groups.inputs.count) }
    }
    let inputOffsets = components.offsets + groups.offsets.dropFirst().map { $0 + UInt32(componentEdges) }
    components.inputs.append(contentsOf: groups.inputs)
    components.labels.append(contentsOf: groups.labels)
    groups = Rows()
    let inputs = components.inputs
    let inputLabels = components.labels
    components = Rows()

    let reverse = Self.transpose(inputs, inputLabels, offsets: inputOffsets, nodeCount: nodeCount)
    let groupComponent = Self.owners(
      of: nodeCount - componentCount, componentCount: componentCount, offsets: reverse.offsets,
      dependents: reverse.dependents)
    return FailureGraph(
      componentCount: componentCount, groupCount: slack.count, inputOffsets: inputOffsets, inputs: inputs,
      dependentOffsets: reverse.offsets, dependents: reverse.dependents, inputLabels: inputLabels,
      dependentLabels: reverse.labels, labels: labels, slack: slack, greatestWeight: greatestWeight,
      groupComponent: groupComponent, hasDelays: hasDelays)
  }

  /// The rows the other way round, by a counting sort: stable, so each row is in the order of its targets.
  private static func transpose(
    _ inputs: [UInt32], _ labels: [UInt32], offsets: [UInt32], nodeCount: Int
  ) -> (offsets: [UInt32], dependents: [UInt32], labels: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: nodeCount + 1)
    for packed in inputs {
      precondition(Int(packed >> 1) < nodeCount, "an input names a node that does not exist")
      starts[Int(packed >> 1) + 1] += 1
    }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var dependents = [UInt32](repeating: 0, count: inputs.count)
    var dependentLabels = [UInt32](repeating: 0, count: labels.count)
    for target in 0..<nodeCount {
      for edge in Int(offsets[target])..<Int(offsets[target + 1]) {
        let packed = inputs[edge]
        let position = Int(next[Int(packed >> 1)])
        next[Int(packed >> 1)] += 1
        dependents[position] = UInt32(target) << 1 | packed & 1
        if !labels.isEmpty { dependentLabels[position] = labels[edge] }
      }
    }
    return (starts, dependents, dependentLabels)
  }

  /// The component at the root of each group's tree.
  private static func owners(
    of groupCount: Int, componentCount: Int, offsets: [UInt32], dependents: [UInt32]
  ) -> [UInt32] {
    var owners = [UInt32](repeating: 0, count: groupCount)
    // A group is added before whatever names it, so walking backwards meets each group after its owner.
    for group in stride(from: groupCount - 1, through: 0, by: -1) {
      let node = componentCount + group
      precondition(offsets[node + 1] == offsets[node] + 1, "a group must have exactly one owner")
      let owner = Int(dependents[Int(offsets[node])] >> 1)
      precondition(owner < componentCount || owner > node, "a group must be added before the group that holds it")
      owners[group] = owner < componentCount ? UInt32(owner) : owners[owner - componentCount]
    }
    return owners
  }
}
