internal import DependencyModel

/// Turns equations with circles into a finite number of them without.
///
/// In the least solution a variable is true only for a reason that does not go through the variable itself. So an
/// instance stands for a variable together with those on the way to it in its strongly connected component, which are
/// treated as false; of these only those matter that the variable can reach, so that instances are shared.
struct FailureUnrolling {
  /// A variable, and the ones treated as false, ascending.
  struct Instance: Hashable {
    let variable: Int
    let without: [Int]
  }

  private let limit: Int
  private let formulas: FailureFormulas
  /// The variables in the formulas that were asked for, each once.
  private var references: [Int: [Int]] = [:]
  private var steps = 0

  init(_ formulas: FailureFormulas, limit: Int) {
    self.formulas = formulas
    self.limit = limit
  }

  /// The instances that the first one rests on, each after those that it refers to; the last is that of `variable`.
  mutating func run(from variable: Int) throws(OpenPSAExport.Problem) -> [Instance] {
    var order: [Instance] = []
    var seen: Set<Instance> = []
    let start = Instance(variable: variable, without: [])
    seen.insert(start)
    var path: [(instance: Instance, inputs: [Instance], next: Int)] = [(start, inputs(of: start), 0)]
    while let (instance, inputs, next) = path.last {
      guard next < inputs.count else {
        order.append(instance)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      guard seen.insert(inputs[next]).inserted else { continue }
      guard seen.count <= limit, steps <= 400 * limit else {
        let id = formulas.model.components[FailureFormulas.component(of: variable)].id
        throw OpenPSAExport.Problem(
          description: "the circles behind '\(id)' unroll to more than \(limit) gates; no tree is written")
      }
      path.append((inputs[next], self.inputs(of: inputs[next]), 0))
    }
    return order
  }

  /// The instance that a variable in the formula of another instance means; `nil` where it is treated as false.
  mutating func instance(of variable: Int, in outer: Instance) -> Instance? {
    guard formulas.circle(of: variable) == formulas.circle(of: outer.variable) else {
      return Instance(variable: variable, without: [])
    }
    if variable == outer.variable || outer.without.contains(variable) { return nil }
    let taken = Set(outer.without + [outer.variable])
    // Only those that it can reach without going through others of them.
    var reached: Set<Int> = []
    var seen: Set<Int> = [variable]
    var stack = [variable]
    while let next = stack.popLast() {
      for reference in references(of: next)
      where formulas.circle(of: reference) == formulas.circle(of: variable) {
        steps += 1
        if taken.contains(reference) {
          reached.insert(reference)
        } else if seen.insert(reference).inserted {
          stack.append(reference)
        }
      }
    }
    return Instance(variable: variable, without: reached.sorted())
  }

  private mutating func inputs(of instance: Instance) -> [Instance] {
    var inputs: [Instance] = []
    for reference in references(of: instance.variable) {
      if let input = self.instance(of: reference, in: instance) { inputs.append(input) }
    }
    return inputs
  }

  private mutating func references(of variable: Int) -> [Int] {
    if let known = references[variable] { return known }
    var seen: Set<Int> = []
    let found = FailureFormulas.variables(in: formulas.formula(of: variable)).filter { seen.insert($0).inserted }
    references[variable] = found
    return found
  }
}
