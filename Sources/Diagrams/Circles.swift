/// Finds circles: the strongly connected parts of a small graph.
enum Circles {
  /// Per vertex the number of its part; a part's number is greater than those of the parts that it leads to.
  ///
  /// Tarjan's algorithm without recursion. Time and space are linear.
  static func parts(of targets: [[Int]]) -> (partOf: [Int], count: Int) {
    var partOf = [Int](repeating: -1, count: targets.count)
    var met = [Int](repeating: -1, count: targets.count)
    var low = met
    var stack: [Int] = []
    var time = 0
    var count = 0
    for root in targets.indices where met[root] < 0 {
      var path = [(vertex: root, next: 0)]
      while let (vertex, step) = path.last {
        if step == 0 {
          met[vertex] = time
          low[vertex] = time
          time += 1
          stack.append(vertex)
        }
        if step < targets[vertex].count {
          path[path.count - 1].next += 1
          let other = targets[vertex][step]
          if met[other] < 0 {
            path.append((other, 0))
          } else if partOf[other] < 0 {
            low[vertex] = min(low[vertex], met[other])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.vertex { low[parent] = min(low[parent], low[vertex]) }
        guard low[vertex] == met[vertex] else { continue }
        while let member = stack.popLast() {
          partOf[member] = count
          if member == vertex { break }
        }
        count += 1
      }
    }
    return (partOf, count)
  }
}
