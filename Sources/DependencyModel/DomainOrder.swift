/// An order of failure domains in which each is after those that it is in.
public struct DomainOrder: Sendable {
  /// The domains by number, in that order; else as numbered.
  public private(set) var order: [Int] = []
  /// The closing steps of circles of domains: a domain, and where the closing domain is among its parents. Without
  /// these, no domain is in itself.
  public private(set) var closing: [(domain: Int, place: Int, parent: Int)] = []
  /// For each domain the one from which the walk came to it; itself where a walk began.
  private var cameFrom: [Int]

  /// Finds the order by a walk upwards from each domain.
  ///
  /// - Parameters:
  ///   - count: the number of domains.
  ///   - parents: the domains that a domain is directly in.
  public init(count: Int, parents: (Int) -> [Int]) {
    cameFrom = Array(0..<count)
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
          closing.append((domain, next, parent))
        } else if state[parent] == 0 {
          state[parent] = 1
          cameFrom[parent] = domain
          path.append((parent, parents(parent), 0))
        }
      }
    }
  }

  /// The domains on a circle that one of ``closing`` closes, each in the next, from the parent to the domain.
  public func circle(from parent: Int, to domain: Int) -> [Int] {
    var circle = [domain]
    while let last = circle.last, last != parent { circle.append(cameFrom[last]) }
    return circle.reversed()
  }
}
