/// An order of failure domains in which each stands after those that it is in.
public struct DomainOrder: Sendable {
  /// The domains by number, in that order; else as numbered.
  public private(set) var order: [Int] = []
  /// What closes a circle of domains: the one and the one that it is in. Left out, no domain is in itself.
  public private(set) var closing: [(domain: Int, parent: Int)] = []

  /// Finds the order by a walk upwards from each domain.
  ///
  /// - Parameters:
  ///   - count: the number of domains.
  ///   - parents: the domains that a domain is directly in.
  public init(count: Int, parents: (Int) -> [Int]) {
    var state = [UInt8](repeating: 0, count: count)
    for start in 0..<count where state[start] == 0 {
      var path: [(domain: Int, parents: [Int], next: Int)] = [(start, parents(start), 0)]
      state[start] = 1
      while let (domain, above, next) = path.last {
        guard next < above.count else {
          state[domain] = 2
          order.append(domain)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let parent = above[next]
        if state[parent] == 1 {
          closing.append((domain, parent))
        } else if state[parent] == 0 {
          state[parent] = 1
          path.append((parent, parents(parent), 0))
        }
      }
    }
  }
}
