internal import DependencyModel
internal import ModelFormats
internal import SourceReading

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Evaluates the expressions that give basic events their probabilities.
///
/// It knows constants, parameters, the mission time, arithmetic, comparisons, choices, `exponential`, `GLM` and `Weibull`.
/// A random deviate counts with its mean, as the format says of a regular context. A parameter is evaluated once.
struct OpenPSAExpressions {
  /// Thrown after a diagnostic was added.
  struct NoValue: Error {}

  /// How deep expressions may be nested, through parameters: it bounds the recursion.
  static let depthLimit = 400

  let parameters: [OpenPSADefinitions.Parameter]
  let names: OpenPSANames
  let missionTime: Double
  var problems = DiagnosticCollector()
  /// The first use of the mission time, and of a random deviate.
  private(set) var missionTimeUse: Place?
  private(set) var deviateUse: Place?
  private(set) var deviateCount = 0
  private var values: [Double?]
  private var hasFailed: [Bool]
  /// The parameters that are being evaluated, from the outside in.
  private var open: [Int] = []
  private var depth = 0
  /// The names of parameters, for suggestions.
  private lazy var allNames = names.all

  init(_ definitions: OpenPSADefinitions, missionTime: Double) {
    parameters = definitions.parameters
    names = definitions.parameterNames
    self.missionTime = missionTime
    values = Array(repeating: nil, count: definitions.parameters.count)
    hasFailed = Array(repeating: false, count: definitions.parameters.count)
  }

  /// The value of an expression in a container, or a diagnostic.
  mutating func value(of element: XMLElement, in scope: String) throws(NoValue) -> Double {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw report("expressions are nested more than \(Self.depthLimit) deep, through parameters", element)
    }
    switch element.name {
    case "float", "int", "bool": return try constant(element)
    case "parameter": return try parameter(element, in: scope)
    case "system-mission-time":
      guard element["unit"] ?? "hours" == "hours" else {
        throw report("the mission time is in hours, not in another unit", element)
      }
      missionTimeUse = missionTimeUse ?? element.place
      return missionTime
    case "pi": return Double.pi
    case "ite", "switch": return try choice(element, in: scope)
    default: break
    }
    if let mean = try deviate(element, in: scope) { return mean }
    guard let operation = OpenPSAOperation.named(element.name) else {
      let advice = problems.suggestion(for: element.name, among: OpenPSAOperation.names).map {
        "; did you mean <\($0)>?"
      }
      throw report("this element is not an expression that can be evaluated\(advice ?? "")", element)
    }
    let arguments = try self.arguments(of: element, in: scope, count: operation.count)
    let result = operation.apply(arguments)
    guard result.isFinite else {
      let texts = arguments.map { "\($0)" }.joined(separator: ", ")
      throw report("<\(element.name)> of \(texts) has no value", element)
    }
    return result
  }

  private mutating func report(_ problem: String, _ element: XMLElement) -> NoValue {
    problems.add(.faultTreeExpression(problem, at: element.place))
    return NoValue()
  }

  private mutating func arguments(
    of element: XMLElement, in scope: String, count: ClosedRange<Int>
  ) throws(NoValue) -> [Double] {
    guard count.contains(element.children.count) else {
      let wanted = count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "at least \(count.lowerBound)"
      throw report("<\(element.name)> takes \(wanted) arguments; this has \(element.children.count)", element)
    }
    var values: [Double] = []
    for child in element.children { values.append(try value(of: child, in: scope)) }
    return values
  }

  private mutating func constant(_ element: XMLElement) throws(NoValue) -> Double {
    let text = element["value"] ?? ""
    var value: Double?
    if element.name == "bool" {
      value = OpenPSADefinitions.boolean(text).map { $0 ? 1 : 0 }
    } else if element.name == "int" {
      value = Int(text).map { Double($0) }
    } else if text.utf8.allSatisfy({ ("0"..."9").contains(Unicode.Scalar($0)) || "+-.eE".utf8.contains($0) }) {
      // Neither hexadecimal numbers nor infinity are numbers here.
      value = Double(text)
    }
    guard let value, value.isFinite else {
      throw report("the value of <\(element.name)> is not of type \(element.name)", element)
    }
    return value
  }

  // MARK: Parameters

  private mutating func parameter(_ element: XMLElement, in scope: String) throws(NoValue) -> Double {
    let name = element["name"] ?? ""
    guard let position = names.position(of: name, in: scope) else {
      let known = problems.hasRoomForSuggestions ? allNames : []
      let suggestion = problems.suggestion(for: name, among: known)
      let told = ImportDraft.cleaned(name)
      problems.add(.faultTreeUndefined("parameter", told, suggestion: suggestion, at: element.place))
      throw NoValue()
    }
    let definition = parameters[position]
    if let unit = element["unit"], unit != definition.unit {
      throw report("the parameter '\(name)' is stated in another unit", element)
    }
    if let value = values[position] { return value }
    // A diagnostic was added already.
    if hasFailed[position] { throw NoValue() }
    if let start = open.firstIndex(of: position) {
      let circle = open[start...].map { parameters[$0].header.name } + [definition.header.name]
      problems.add(.faultTreeCircle("parameter", circle, at: definition.header.place))
      throw NoValue()
    }
    open.append(position)
    defer { open.removeLast() }
    do {
      let value = try value(of: definition.expression, in: definition.header.scope)
      values[position] = value
      return value
    } catch {
      hasFailed[position] = true
      throw error
    }
  }

  // MARK: Choices

  private mutating func choice(_ element: XMLElement, in scope: String) throws(NoValue) -> Double {
    if element.name == "ite" {
      let values = try arguments(of: element, in: scope, count: 3...3)
      return values[0] != 0 ? values[1] : values[2]
    }
    guard let last = element.children.last, last.name != "case" else {
      throw report("<switch> ends with the expression for when no case applies", element)
    }
    for child in element.children.dropLast() {
      guard child.name == "case" else { throw report("<switch> holds <case> and one expression at its end", child) }
      let values = try arguments(of: child, in: scope, count: 2...2)
      if values[0] != 0 { return values[1] }
    }
    return try value(of: last, in: scope)
  }

  // MARK: Random deviates

  /// The mean of a random deviate; `nil` where the element is none.
  private mutating func deviate(_ element: XMLElement, in scope: String) throws(NoValue) -> Double? {
    guard element.name.hasSuffix("-deviate") || element.name == "histogram" else { return nil }
    deviateUse = deviateUse ?? element.place
    deviateCount += 1
    func two(_ values: [Double]) -> (Double, Double) { (values[0], values[1]) }
    switch element.name {
    case "uniform-deviate":
      let (low, high) = two(try arguments(of: element, in: scope, count: 2...2))
      return (low + high) / 2
    case "normal-deviate": return try arguments(of: element, in: scope, count: 2...2)[0]
    case "lognormal-deviate":
      guard element.children.count == 3 else {
        // The mean and the standard deviation of the logarithm.
        let (mean, deviation) = two(try arguments(of: element, in: scope, count: 2...2))
        return exp(mean + deviation * deviation / 2)
      }
      return try arguments(of: element, in: scope, count: 3...3)[0]
    case "gamma-deviate":
      let (shape, scale) = two(try arguments(of: element, in: scope, count: 2...2))
      return shape * scale
    case "beta-deviate":
      let (alpha, beta) = two(try arguments(of: element, in: scope, count: 2...2))
      guard alpha > 0, beta > 0 else { throw report("the shapes of a <beta-deviate> are above 0", element) }
      return alpha / (alpha + beta)
    case "histogram": return try histogram(element, in: scope)
    default: throw report("this element is not a known random deviate", element)
    }
  }

  /// The mean of a histogram: a lower end, then bins with their upper ends and weights.
  private mutating func histogram(_ element: XMLElement, in scope: String) throws(NoValue) -> Double {
    guard let first = element.children.first, element.children.count > 1 else {
      throw report("<histogram> has a lower end and at least one <bin>", element)
    }
    var low = try value(of: first, in: scope)
    var sum = 0.0
    var total = 0.0
    for bin in element.children.dropFirst() {
      guard bin.name == "bin" else { throw report("<histogram> has a lower end, then <bin>s", bin) }
      let values = try arguments(of: bin, in: scope, count: 2...2)
      guard values[0] > low, values[1] >= 0 else { throw report("the <bin>s of a <histogram> ascend", bin) }
      sum += (low + values[0]) / 2 * values[1]
      total += values[1]
      low = values[0]
    }
    guard total > 0 else { throw report("the <bin>s of a <histogram> weigh nothing", element) }
    return sum / total
  }
}
