internal import DependencyModel

/// How much work a resource of a type can do: the attributes that state it. Defaults of a cloud that no file states are not
/// among them.
struct CloudLimit: Sendable {
  /// The measure of the work.
  enum Measure: Sendable {
    /// The work in a second, in a unit as models write it.
    case rate(String)
    /// The rate of a line, which its attribute states with a unit: `10Gbps`.
    case line
    /// The work at the same time.
    case concurrency
  }

  /// What must hold so that the attributes mean it.
  enum Condition: Sendable {
    case always
    /// An attribute has one of some values.
    case only(String, Set<String>)
    /// An attribute has none of some values, or is not there.
    case except(String, Set<String>)

    /// Whether it holds for sure.
    func holds(for attributes: CloudValue) -> Bool {
      switch self {
      case .always: return true
      case .only(let path, let values): return attributes.stated(at: path).map(values.contains) ?? false
      case .except(let path, let values):
        guard let stated = attributes.stated(at: path) else { return attributes.values(at: path).isEmpty }
        return !values.contains(stated)
      }
    }
  }

  let type: String
  let measure: Measure
  /// The attributes, which are added up.
  let paths: [String]
  /// How much work one of what the attributes count can do.
  let each: Int
  /// Attributes that it is multiplied by.
  let factors: [String]
  let condition: Condition

  init(
    _ type: String, _ measure: Measure, _ paths: String..., each: Int = 1, times factors: String...,
    where condition: Condition = .always
  ) {
    self.type = type
    self.measure = measure
    self.paths = paths
    self.each = each
    self.factors = factors
    self.condition = condition
  }

  private static let byType = Dictionary(
    grouping: AWSService.all.flatMap(\.limits) + CloudService.all.flatMap(\.limits), by: \.type)

  /// The lines of a type; of those that state the same measure the first counts.
  static func of(_ type: String) -> [CloudLimit] { byType[type] ?? [] }

  /// The rate that attributes state, above 0; `nil` where they state none.
  func rate(of attributes: CloudValue) -> Quantity? {
    guard condition.holds(for: attributes) else { return nil }
    switch measure {
    case .rate(let unit): return amount(of: attributes).map { Quantity($0, unit: unit) }
    case .line:
      guard paths.count == 1, let one = attributes.stated(at: paths[0]).flatMap(Self.line) else { return nil }
      return multiplied(one.amount, by: attributes).map { Quantity($0, unit: one.unit) }
    case .concurrency: return nil
    }
  }

  /// The work at the same time that attributes state, above 0; `nil` where they state none.
  func slots(of attributes: CloudValue) -> Amount? {
    guard case .concurrency = measure, condition.holds(for: attributes) else { return nil }
    return amount(of: attributes)
  }

  /// The sum, if each part of it is known.
  private func amount(of attributes: CloudValue) -> Amount? {
    var sum = Amount.zero
    for path in paths {
      guard let part = attributes.stated(at: path).flatMap({ Amount(text: $0) }), let next = sum.adding(part) else {
        return nil
      }
      sum = next
    }
    return multiplied(sum, by: attributes)
  }

  private func multiplied(_ amount: Amount, by attributes: CloudValue) -> Amount? {
    var result = amount.multiplied(by: each)
    for factor in factors {
      guard let times = attributes.stated(at: factor).flatMap({ Int($0) }), times > 0 else { return nil }
      result = result?.multiplied(by: times)
    }
    return result.flatMap { $0 > .zero ? $0 : nil }
  }

  /// Reads the rate of a line: `10Gbps`, or `BPS_10G` and the like.
  private static func line(_ text: String) -> Quantity? {
    guard text.utf8.count <= 32 else { return nil }
    let text = text.lowercased()
    let rest = text.hasPrefix("bps_") ? text.dropFirst(4) : text.hasSuffix("bps") ? text.dropLast(3) : ""
    guard let scale = rest.last, let amount = Amount(text: rest.dropLast()) else { return nil }
    switch scale {
    case "g": return Quantity(amount, unit: "Gbit/s")
    case "m": return Quantity(amount, unit: "Mbit/s")
    default: return nil
    }
  }
}

extension Amount {
  /// The product; `nil` where it would overflow.
  func multiplied(by factor: Int) -> Amount? {
    let (product, overflow) = millionths.multipliedReportingOverflow(by: Int64(factor))
    return overflow ? nil : Amount(millionths: product)
  }
}

extension CloudValue {
  /// The text that all values at a path have; `nil` where one is not known, or two differ.
  func stated(at path: String) -> String? {
    let values = values(at: path)
    guard let first = values.first?.text, values.dropFirst().allSatisfy({ $0.text == first }) else { return nil }
    return first
  }
}
