/// Finds the coarsest partition of a labelled graph's vertices in which the vertices of a class are alike: they had the
/// same colour to begin with, and have equally many edges of each label, out and in, to each class.
///
/// It is colour refinement: vertices are split by their neighbours' classes until nothing changes. Only vertices with
/// a neighbour whose class changed are looked at again, and of a class that splits the part that was not looked at keeps its
/// number, so that a long chain costs little a round.
///
/// Example: of `web-1 → db`, `web-2 → db`, `job → db` with one colour for all, the classes are {web-1, web-2, job}, {db};
/// with another colour for `job`, {web-1, web-2}, {job}, {db}.
///
/// Time O(looked at · degree · log degree), space O(vertices + edges). Classes are numbered in the order of
/// their colours, new ones in the order in which they split off: the same input gives the same numbers.
/// Literature: Weisfeiler and Leman 1968; Hopcroft 1971 for the worklist.
struct LookAlikes {
  /// Per vertex its class.
  private(set) var classes: [Int]
  /// Per class its vertices, in no order of meaning, and per vertex its position there: leaving takes no search.
  private var members: [[Int]]
  private var positions: [Int]
  /// Per vertex the neighbours that count for it, with the label and direction of the edge.
  private let neighbours: [[(vertex: Int, label: Int)]]
  /// Per vertex those for which it counts.
  private let watchers: [[Int]]
  /// Classes that are never split.
  private let frozen: Set<Int>

  /// - Parameters:
  ///   - colours: per vertex, numbered from 0 without gaps.
  ///   - edges: labels are at least 0.
  ///   - frozen: colours whose vertices stay together whatever their edges.
  init(colours: [Int], edges: [(from: Int, to: Int, label: Int)], frozen: Set<Int> = []) {
    classes = colours
    self.frozen = frozen
    members = [[Int]](repeating: [], count: (colours.max() ?? -1) + 1)
    positions = [Int](repeating: 0, count: colours.count)
    for (vertex, colour) in colours.enumerated() {
      positions[vertex] = members[colour].count
      members[colour].append(vertex)
    }
    var neighbours = [[(vertex: Int, label: Int)]](repeating: [], count: colours.count)
    var watchers = [[Int]](repeating: [], count: colours.count)
    for edge in edges {
      neighbours[edge.from].append((edge.to, edge.label * 2))
      watchers[edge.to].append(edge.from)
      neighbours[edge.to].append((edge.from, edge.label * 2 + 1))
      watchers[edge.from].append(edge.to)
    }
    self.neighbours = neighbours
    self.watchers = watchers
    refine()
  }

  private mutating func refine() {
    var waiting = Array(classes.indices)
    var isWaiting = [Bool](repeating: true, count: classes.count)
    while !waiting.isEmpty {
      var byClass: [Int: [Int]] = [:]
      for vertex in waiting { byClass[classes[vertex], default: []].append(vertex) }
      var changes: [(vertex: Int, to: Int)] = []
      for number in byClass.keys.sorted() where members[number].count > 1 && !frozen.contains(number) {
        split(number, lookingAt: byClass[number]!, isWaiting: isWaiting, changes: &changes)
      }
      for vertex in waiting { isWaiting[vertex] = false }
      waiting.removeAll(keepingCapacity: true)
      // Signatures of a round all see the classes as they were when it began.
      for change in changes { classes[change.vertex] = change.to }
      for change in changes {
        for watcher in watchers[change.vertex] where !isWaiting[watcher] {
          isWaiting[watcher] = true
          waiting.append(watcher)
        }
      }
    }
  }

  private mutating func split(
    _ number: Int, lookingAt vertices: [Int], isWaiting: [Bool], changes: inout [(vertex: Int, to: Int)]
  ) {
    var parts: [[Int]: Int] = [:]
    var lists: [[Int]] = []
    // Vertices that are not waiting are alike among themselves; one represents all of them.
    let isPartial = vertices.count < members[number].count
    if isPartial, let standing = members[number].first(where: { !isWaiting[$0] }) {
      parts[signature(of: standing)] = 0
      lists.append([])
    }
    for vertex in vertices.sorted() {
      let signature = signature(of: vertex)
      if let part = parts[signature] {
        lists[part].append(vertex)
      } else {
        parts[signature] = lists.count
        lists.append([vertex])
      }
    }
    guard lists.count > 1 else { return }
    let kept = isPartial ? 0 : lists.indices.max { (lists[$0].count, -$0) < (lists[$1].count, -$1) }!
    for (part, list) in lists.enumerated() where part != kept {
      for (position, vertex) in list.enumerated() {
        changes.append((vertex, members.count))
        // The last one takes the place of the one that leaves.
        let last = members[number].removeLast()
        if last != vertex {
          members[number][positions[vertex]] = last
          positions[last] = positions[vertex]
        }
        positions[vertex] = position
      }
      members.append(list)
    }
  }

  private func signature(of vertex: Int) -> [Int] {
    neighbours[vertex].map { classes[$0.vertex] << 16 | $0.label }.sorted()
  }
}
