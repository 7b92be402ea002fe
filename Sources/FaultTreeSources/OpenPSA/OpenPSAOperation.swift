#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An operation on numbers: true is 1, and everything but 0 is true.
struct OpenPSAOperation {
  let count: ClosedRange<Int>
  let apply: @Sendable ([Double]) -> Double

  private static let many = 1...Int.max

  static func named(_ name: String) -> OpenPSAOperation? { table[name] }

  /// Every name that an expression's element may have, sorted.
  static var names: [String] {
    (Array(table.keys)
      + ["float", "int", "bool", "parameter", "system-mission-time", "pi", "ite", "switch", "uniform-deviate"]
      + ["normal-deviate", "lognormal-deviate", "gamma-deviate", "beta-deviate", "histogram"]).sorted()
  }

  private static func one(_ function: @escaping @Sendable (Double) -> Double) -> OpenPSAOperation {
    OpenPSAOperation(count: 1...1) { function($0[0]) }
  }

  private static func two(_ function: @escaping @Sendable (Double, Double) -> Double) -> OpenPSAOperation {
    OpenPSAOperation(count: 2...2) { function($0[0], $0[1]) }
  }

  private static func comparison(_ holds: @escaping @Sendable (Double, Double) -> Bool) -> OpenPSAOperation {
    two { holds($0, $1) ? 1 : 0 }
  }

  private static let table: [String: OpenPSAOperation] = [
    "neg": one { -$0 },
    "add": OpenPSAOperation(count: many) { $0.reduce(0, +) },
    "sub": OpenPSAOperation(count: many) { $0.dropFirst().reduce($0[0], -) },
    "mul": OpenPSAOperation(count: many) { $0.reduce(1, *) },
    "div": OpenPSAOperation(count: many) { $0.dropFirst().reduce($0[0], /) },
    "abs": one { abs($0) }, "acos": one { acos($0) }, "asin": one { asin($0) }, "atan": one { atan($0) },
    "cos": one { cos($0) }, "cosh": one { cosh($0) }, "sin": one { sin($0) }, "sinh": one { sinh($0) },
    "tan": one { tan($0) }, "tanh": one { tanh($0) }, "exp": one { exp($0) }, "log": one { log($0) },
    "log10": one { log10($0) }, "sqrt": one { $0.squareRoot() }, "ceil": one { $0.rounded(.up) },
    "floor": one { $0.rounded(.down) }, "mod": two { fmod($0, $1) }, "pow": two { pow($0, $1) },
    "min": OpenPSAOperation(count: many) { $0.min()! }, "max": OpenPSAOperation(count: many) { $0.max()! },
    "mean": OpenPSAOperation(count: many) { $0.reduce(0, +) / Double($0.count) },
    "not": one { $0 == 0 ? 1 : 0 },
    "and": OpenPSAOperation(count: many) { $0.allSatisfy { $0 != 0 } ? 1 : 0 },
    "or": OpenPSAOperation(count: many) { $0.contains { $0 != 0 } ? 1 : 0 },
    "eq": comparison { $0 == $1 }, "df": comparison { $0 != $1 }, "lt": comparison { $0 < $1 },
    "gt": comparison { $0 > $1 }, "leq": comparison { $0 <= $1 }, "geq": comparison { $0 >= $1 },
    // 1 − e^(−λt), without loss for small λt.
    "exponential": two { -expm1(-$0 * $1) },
    // γ, λ, μ, t: failure on demand, failure and repair.
    "GLM": OpenPSAOperation(count: 4...4) { values in
      let (gamma, lambda, mu, time) = (values[0], values[1], values[2], values[3])
      let rate = lambda + mu
      return (lambda - (lambda - gamma * rate) * exp(-rate * time)) / rate
    },
    // α, β, t₀, t: scale, shape, shift, time.
    "Weibull": OpenPSAOperation(count: 4...4) { values in
      let (scale, shape, shift, time) = (values[0], values[1], values[2], values[3])
      return time <= shift ? 0 : -expm1(-pow((time - shift) / scale, shape))
    },
  ]
}
