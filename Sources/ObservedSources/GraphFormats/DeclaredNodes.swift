internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The nodes that a graph declares, and the edges that name others.
///
/// A node that only edges name is outside of the files: it is in the model, so that the edge is not lost, and is reported.
struct DeclaredNodes {
  private var isDeclared: [Bool] = []
  private var doubtful: [(source: UInt32, target: UInt32)] = []
  /// How many edges are remembered, and how many references are reported one by one.
  private static let limit = 1_000_000
  private static let listed = 1_000

  /// Notes that a node is declared.
  @inline(__always)
  mutating func declare(_ node: Int) {
    if node >= isDeclared.count {
      isDeclared.append(contentsOf: repeatElement(false, count: node + 1 - isDeclared.count))
    }
    isDeclared[node] = true
  }

  @inline(__always)
  private func contains(_ node: Int) -> Bool { node < isDeclared.count && isDeclared[node] }

  /// Notes an edge, whose ends may be declared later.
  @inline(__always)
  mutating func note(_ source: Int, _ target: Int) {
    guard !(contains(source) && contains(target)), doubtful.count < Self.limit else { return }
    doubtful.append((UInt32(source), UInt32(target)))
  }

  /// Reports the edges with ends that are declared nowhere.
  mutating func report(to table: inout GraphTable) {
    var reported = 0
    for (source, target) in doubtful {
      let missing = [Int(source), Int(target)].filter { !contains($0) }
      guard let first = missing.first else { continue }
      for node in missing { table.makeExternal(node) }
      let id = table.id(first)
      table.count(
        "edges to or from nodes that the files do not declare (#), such as @: these nodes are external", example: id)
      guard reported < Self.listed else { continue }
      reported += 1
      let ends = [source, target].map { ForeignName.quoted(id: table.id(Int($0))) }
      if !contains(Int(target)) { table.notes.addUnresolved("\(ends[0]) → \(ends[1])") }
      if !contains(Int(source)) {
        table.notes.addUnresolved("\(ends[0]): no file declares this node, from which an edge goes to \(ends[1])")
      }
    }
    self = DeclaredNodes()
  }
}
