/// Extrapolates a sequence of vectors to where a map no longer moves them, by the last few vectors and how far the map moved
/// each.
///
/// The next vector is the map's result less that combination of the last differences by which the map's moves cancel best
/// (least squares, by Gram-Schmidt).
///
/// Literature: Anderson, *Iterative procedures for nonlinear integral equations*, Journal of the ACM 12 (1965); Walker and
/// Ni, *Anderson acceleration for fixed-point iterations*, SIAM Journal on Numerical Analysis 49 (2011).
struct AndersonMixing {
  /// How many differences are kept.
  private static let depth = 6
  /// A difference of which less than this is new says nothing.
  private static let leastPart = 1e-7

  private var last: (vector: [Double], move: [Double])?
  /// The differences from one vector, and from one move, to the next; the oldest first.
  private var vectors: [[Double]] = []
  private var moves: [[Double]] = []

  /// The vector to try next.
  ///
  /// - Parameters:
  ///   - vector: the vector that was tried. Numbers may be added to it that were 0 before and did not move.
  ///   - move: what the map adds to it.
  mutating func next(after vector: [Double], move: [Double]) -> [Double] {
    if var last {
      for _ in last.vector.count..<vector.count {
        last.vector.append(0)
        last.move.append(0)
        for place in vectors.indices {
          vectors[place].append(0)
          moves[place].append(0)
        }
      }
      vectors.append(zip(vector, last.vector).map { $0 - $1 })
      moves.append(zip(move, last.move).map { $0 - $1 })
      if vectors.count > Self.depth {
        vectors.removeFirst()
        moves.removeFirst()
      }
    }
    last = (vector, move)
    var result = zip(vector, move).map { $0 + $1 }
    var rest = move
    // The directions so far at right angles, and what each stands for.
    var directions: [(move: [Double], step: [Double])] = []
    for place in moves.indices.reversed() {
      var move = moves[place]
      var step = zip(vectors[place], move).map { $0 + $1 }
      let length = Self.product(move, move)
      for direction in directions {
        let part = Self.product(move, direction.move)
        Self.subtract(part, direction.move, from: &move)
        Self.subtract(part, direction.step, from: &step)
      }
      let square = Self.product(move, move)
      guard square > length * Self.leastPart * Self.leastPart, square > 0 else { continue }
      let scale = 1 / square.squareRoot()
      for index in move.indices {
        move[index] *= scale
        step[index] *= scale
      }
      let part = Self.product(rest, move)
      Self.subtract(part, move, from: &rest)
      Self.subtract(part, step, from: &result)
      directions.append((move, step))
    }
    return result
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private static func subtract(_ factor: Double, _ other: [Double], from vector: inout [Double]) {
    for index in vector.indices { vector[index] -= factor * other[index] }
  }
}
