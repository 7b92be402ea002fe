#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Decision diagrams of both sorts in one arena of flat arrays.
///
/// A node is a triple (level, low, high), stored once: equal triples have equal numbers. It can be read in two ways.
/// As a *binary* decision diagram it is the function "if the variable of this level then `high` else `low`"; as a
/// *zero-suppressed* one it is the family of sets "those of `low`, and those of `high` with the variable added". The two
/// sorts differ in which triples are left out (`low` = `high`, and `high` = empty), so they can share nodes. Number 0 is
/// false and the empty family, 1 is true and the family that holds the empty set alone.
///
/// A node's children have smaller numbers, so that bottom-up passes are loops over numbers. Levels grow from the root to
/// the leaves; the variable of a level is the caller's affair.
///
/// 16 bytes a node, 4 to 8 for the table of what exists already, and as much again for the results remembered. The arena
/// grows until its limit and then throws ``LimitReached``; what was made before stays sound. Every few thousand steps it asks
/// whether the time is over.
///
/// Literature: Bryant, *Graph-based algorithms for Boolean function manipulation*, 1986; Minato, *Zero-suppressed BDDs for
/// set manipulation in combinatorial problems*, 1993; Brace, Rudell, Bryant, *Efficient implementation of a BDD
/// package*, 1990 (the unique table and the lossy table of results).
@safe final class DiagramArena {
  typealias Node = UInt32

  struct Triple {
    var level: UInt32
    var low: Node
    var high: Node
    /// The next node with the same hash, 0 at the end.
    var next: Node
  }

  /// A remembered result: what was asked in `key` and `extra`.
  struct Remembered {
    var key: UInt64
    var extra: UInt32
    var result: Node
  }

  static let falseNode: Node = 0
  static let trueNode: Node = 1
  /// The level of the two leaves, below every variable.
  static let leafLevel = UInt32.max
  /// Numbers of nodes stay below this: a question's kind is kept in the bits above.
  static let greatestNodeCount = 1 << 28

  private var triples: UnsafeMutablePointer<Triple>
  private(set) var count = 2
  private var capacity: Int
  private var heads: UnsafeMutablePointer<Node>
  private var headMask: Int
  private var remembered: UnsafeMutablePointer<Remembered>
  private var rememberedMask: Int
  /// The most nodes that may ever be.
  let nodeLimit: Int
  /// The most nodes that may exist for now, and how many more results may be computed: what an attempt may cost.
  private var allowedCount: Int
  private var allowedSteps = Int.max
  /// Whether the time is over, and how many steps there are until that is asked again.
  var isOver: TimeSignal
  private var stepsUnasked = DiagramArena.stepsBetweenAsking

  /// The steps between two looks at the time: some tens of microseconds.
  private static let stepsBetweenAsking = 4096

  /// - Parameters:
  ///   - memoryLimit: in bytes, of all arrays together.
  ///   - isOver: whether the time is over.
  init(memoryLimit: Int, isOver: @escaping TimeSignal = { false }) {
    self.isOver = isOver
    nodeLimit = max(1 << 10, min(memoryLimit / Self.bytesPerNode, Self.greatestNodeCount - 1))
    allowedCount = nodeLimit
    capacity = 1 << 12
    // SAFETY: what is allocated here is kept in step with `capacity` and the masks, and freed in deinit; numbers of nodes
    // come from this arena alone and are below `count`, places in the tables are masked.
    unsafe triples = Self.allocate(capacity)
    unsafe heads = Self.allocate(capacity)
    headMask = capacity - 1
    unsafe remembered = Self.allocate(capacity)
    rememberedMask = capacity - 1
    let leaf = Triple(level: Self.leafLevel, low: 0, high: 0, next: 0)
    unsafe triples[0] = leaf
    unsafe triples[1] = leaf
  }

  deinit {
    unsafe free(triples)
    unsafe free(heads)
    unsafe free(remembered)
  }

  /// Triple, head, and one remembered result a node.
  static let bytesPerNode = MemoryLayout<Triple>.stride + MemoryLayout<Node>.stride + MemoryLayout<Remembered>.stride

  var byteCount: Int { capacity * Self.bytesPerNode }

  private static func allocate<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    // Zeroed pages come from the system when they are first touched; arrays would touch them all.
    unsafe calloc(count, MemoryLayout<T>.stride).bindMemory(to: T.self, capacity: count)
  }

  /// Allows at most that many more nodes from here on, and a multiple of that to be computed.
  func allow(_ nodes: Int) {
    allowedCount = min(nodeLimit, count + min(nodes, nodeLimit))
    allowedSteps = 8 * min(nodes, nodeLimit)
  }

  /// Counts a step of work; throws where the time is over.
  @inline(__always)
  func step() throws(LimitReached) {
    stepsUnasked &-= 1
    if stepsUnasked < 0 { try ask() }
  }

  @inline(never)
  private func ask() throws(LimitReached) {
    stepsUnasked = Self.stepsBetweenAsking
    if isOver() { throw LimitReached.time }
  }

  /// Throws where the time is over; for loops of which each turn is long.
  func checkTime() throws(LimitReached) { if isOver() { throw LimitReached.time } }

  /// Forgets the nodes made last, down to a count there was before.
  func truncate(to earlier: Int) {
    guard count > earlier else { return }
    // The newest node of a hash is at the head of its list.
    for node in stride(from: count - 1, through: earlier, by: -1) {
      let triple = unsafe triples[node]
      unsafe heads[Self.hash(UInt64(triple.low) | UInt64(triple.high) << 32, triple.level) & headMask] = triple.next
    }
    count = earlier
    unsafe memset(remembered, 0, (rememberedMask + 1) * MemoryLayout<Remembered>.stride)
  }

  @inline(__always) func level(_ node: Node) -> UInt32 { unsafe triples[Int(node)].level }
  @inline(__always) func low(_ node: Node) -> Node { unsafe triples[Int(node)].low }
  @inline(__always) func high(_ node: Node) -> Node { unsafe triples[Int(node)].high }

  /// The number of a triple, whether it is new or not.
  @inline(__always)
  func node(_ level: UInt32, _ low: Node, _ high: Node) throws(LimitReached) -> Node {
    let hash = Self.hash(UInt64(low) | UInt64(high) << 32, level)
    var node = unsafe heads[hash & headMask]
    while node != 0 {
      let triple = unsafe triples[Int(node)]
      if triple.low == low && triple.high == high && triple.level == level { return node }
      node = triple.next
    }
    return try make(level, low, high, hash)
  }

  @inline(never)
  private func make(_ level: UInt32, _ low: Node, _ high: Node, _ hash: Int) throws(LimitReached) -> Node {
    if count >= allowedCount { throw LimitReached.memory }
    if count == capacity { grow() }
    let made = Node(truncatingIfNeeded: count)
    count += 1
    let head = hash & headMask
    unsafe triples[Int(made)] = Triple(level: level, low: low, high: high, next: heads[head])
    unsafe heads[head] = made
    return made
  }

  private func grow() {
    let larger = min(capacity * 2, nodeLimit)
    unsafe triples = realloc(triples, larger * MemoryLayout<Triple>.stride)
      .bindMemory(to: Triple.self, capacity: larger)
    capacity = larger
    if headMask + 1 < larger {
      let size = (headMask + 1) * 2
      unsafe free(heads)
      unsafe heads = Self.allocate(size)
      headMask = size - 1
      for node in 2..<count {
        let triple = unsafe triples[node]
        let head = Self.hash(UInt64(triple.low) | UInt64(triple.high) << 32, triple.level) & headMask
        unsafe triples[node].next = heads[head]
        unsafe heads[head] = Node(truncatingIfNeeded: node)
      }
      let old = unsafe remembered
      let oldMask = rememberedMask
      unsafe remembered = Self.allocate(size)
      rememberedMask = size - 1
      for place in 0...oldMask {
        let entry = unsafe old[place]
        if entry.key != 0 { unsafe remembered[Self.hash(entry.key, entry.extra) & rememberedMask] = entry }
      }
      unsafe free(old)
    }
  }

  /// Forgets every node that none of these reaches, and moves the rest together; a child keeps a smaller number.
  func compact(keeping roots: inout [Node]) {
    var number = [Node](repeating: 0, count: count)
    number[1] = 1
    for root in roots { number[Int(root)] = 1 }
    for node in stride(from: count - 1, through: 2, by: -1) where number[node] != 0 {
      let triple = unsafe triples[node]
      number[Int(triple.low)] = 1
      number[Int(triple.high)] = 1
    }
    number[0] = 0
    unsafe memset(heads, 0, (headMask + 1) * MemoryLayout<Node>.stride)
    unsafe memset(remembered, 0, (rememberedMask + 1) * MemoryLayout<Remembered>.stride)
    var kept = 2
    for node in 2..<count where number[node] != 0 {
      var triple = unsafe triples[node]
      triple.low = number[Int(triple.low)]
      triple.high = number[Int(triple.high)]
      let head = Self.hash(UInt64(triple.low) | UInt64(triple.high) << 32, triple.level) & headMask
      triple.next = unsafe heads[head]
      unsafe heads[head] = Node(truncatingIfNeeded: kept)
      unsafe triples[kept] = triple
      number[node] = Node(truncatingIfNeeded: kept)
      kept += 1
    }
    count = kept
    for place in roots.indices { roots[place] = number[Int(roots[place])] }
  }

  @inline(__always)
  static func hash(_ key: UInt64, _ extra: UInt32) -> Int {
    let mixed = (key ^ UInt64(extra) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93 >> 30)
  }

  /// A question about two nodes.
  enum Question: UInt64 {
    case and = 1
    case or, minimal, notSolving, atMost, united, joined, notContaining, closure, containing
  }

  @inline(__always)
  static func key(_ question: Question, _ left: Node, _ right: Node) -> UInt64 {
    UInt64(left) | question.rawValue << 28 | UInt64(right) << 32
  }

  @inline(__always)
  func recall(_ key: UInt64, _ extra: UInt32) -> Node? {
    let entry = unsafe remembered[Self.hash(key, extra) & rememberedMask]
    return entry.key == key && entry.extra == extra ? entry.result : nil
  }

  @inline(__always)
  func remember(_ key: UInt64, _ extra: UInt32, _ result: Node) throws(LimitReached) {
    allowedSteps &-= 1
    if allowedSteps < 0 { throw LimitReached.memory }
    try step()
    unsafe remembered[Self.hash(key, extra) & rememberedMask] = Remembered(key: key, extra: extra, result: result)
  }
}
