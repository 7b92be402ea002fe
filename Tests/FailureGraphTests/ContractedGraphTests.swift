import Testing

@testable import FailureGraph

@Suite struct ContractedGraphTests {
  /// Components 0 and 1 need each other; 2 needs any of them, and 0 needs 2: after one round the group is a plain need,
  /// and the second round makes one component of all three. 3 needs any of 2 and 4.
  @Test("Circles that appear only after contraction are contracted too")
  func closesCirclesThatContractionMakes() {
    var builder = FailureGraphBuilder(componentCount: 5)
    builder.addInput(1)
    builder.addInput(2)
    builder.finishComponent()
    builder.addInput(0)
    builder.finishComponent()
    builder.addInput(builder.addGroup(threshold: 1, of: [.init(0), .init(1)]))
    builder.finishComponent()
    builder.addInput(builder.addGroup(threshold: 1, of: [.init(2), .init(4)]))
    builder.finishComponent()
    builder.finishComponent()
    let contracted = ContractedGraph(of: builder.build())
    #expect(Set(contracted.standIns[0...2]).count == 1)
    #expect(Set(contracted.standIns).count == 3)
    #expect(contracted.graph.componentCount == 3)
    #expect(contracted.graph.groupCount == 1)
    #expect(contracted.graph.edgeCount == 3)
  }

  /// A group that only its owner's own circle can weaken holds as long as the owner does: it is left out, with what is in it.
  @Test("A group that only its owner's own circle can weaken is left out")
  func leavesOutGroupsThatDecideNothing() {
    var builder = FailureGraphBuilder(componentCount: 3)
    let inner = builder.addGroup(threshold: 1, of: [.init(1), .init(2)])
    builder.addInput(builder.addGroup(threshold: 1, of: [.init(inner), .init(0)]))
    builder.addInput(1)
    builder.finishComponent()
    builder.addInput(0)
    builder.finishComponent()
    builder.finishComponent()
    let contracted = ContractedGraph(of: builder.build())
    // The outer group holds while component 0 does, which is its owner, whatever becomes of component 2.
    #expect(contracted.graph.groupCount == 0)
    #expect(contracted.graph.componentCount == 2)
    #expect(contracted.graph.edgeCount == 0)
  }
}
