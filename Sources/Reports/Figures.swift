internal import DependencyModel
internal import ResilienceAnalysis

/// How numbers are written for people: shares of time as percentages, times with their two greatest units, unavailabilities
/// as fractions.
///
/// A figure has three significant digits, or as many more as distinguish it from the figures beside it: a threshold, the
/// same figure of another model, the other end of a range. What fewer digits say exactly has fewer.
enum Figures {
  /// The most digits after the point.
  private static let mostDecimals = 15

  // MARK: Unavailability

  /// An unavailability as a fraction: `0.0123`, `1.04e-05`, `0`.
  static func chance(_ value: Double, apartFrom others: [Double] = []) -> String {
    guard value > 0 else { return "0" }
    guard value < 1 else { return "1" }
    if value >= 0.9995 { return "1 - \(chance(1 - value, apartFrom: others.map { 1 - $0 }))" }
    let different = others.filter { !isSame($0, value) }
    for digits in 3..<mostDecimals {
      let text = chance(value, digits: digits)
      if different.allSatisfy({ chance($0, digits: digits) != text }) { return text }
    }
    return chance(value, digits: mostDecimals)
  }

  private static func chance(_ value: Double, digits count: Int) -> String {
    guard value > 0, value < 1 else { return value > 0 ? "1" : "0" }
    var exponent = 0
    var mantissa = value
    while mantissa < 1 {
      mantissa *= 10
      exponent += 1
    }
    let scale = power(count - 1)
    var digits = Int((mantissa * scale).rounded())
    if digits == Int(scale) * 10 { (digits, exponent) = (Int(scale), exponent - 1) }
    let text = String(digits)
    if exponent == 0 { return "1" }
    if exponent <= 3 {
      return "0." + String(repeating: "0", count: exponent - 1) + text
    }
    return "\(text.prefix(1)).\(text.dropFirst())e-\(exponent < 10 ? "0" : "")\(exponent)"
  }

  /// A range of unavailabilities, or the one where both ends are the same.
  static func chances(_ low: Double, _ high: Double) -> String {
    low == high ? chance(high) : "\(chance(low, apartFrom: [high])) … \(chance(high, apartFrom: [low]))"
  }

  // MARK: Availability

  /// The availability as a percentage: `99.9%`, `99.9990%`.
  ///
  /// - Parameters:
  ///   - unavailability: one minus the availability, 0…1.
  ///   - others: the unavailabilities whose availabilities must look different, if they are different.
  ///   - rule: how the missing part is rounded; down so that the figure is not less than the availability.
  static func availability(
    unavailability: Double, apartFrom others: [Double] = [], rounding rule: FloatingPointRoundingRule = .toNearestOrEven
  ) -> String {
    guard unavailability > 0 else { return "100%" }
    guard unavailability < 1 else { return "0%" }
    let different = others.filter { !isSame($0, unavailability) }
    for decimals in 0..<mostDecimals {
      let scale = power(decimals + 2)
      let missing = rounded(unavailability * scale, rule)
      let isExact = missing > 0 && isSame(missing / scale, unavailability)
      let isPrecise = decimals >= 2 && min(missing, scale - missing) >= 100
      // What is exact is distinguished by the digits of the others.
      if isExact || isPrecise && different.allSatisfy({ rounded($0 * scale, rule) != missing }) {
        return percentage(missing: missing, decimals: decimals)
      }
    }
    // What can fail is never 100%.
    let missing = max(1, rounded(unavailability * power(mostDecimals + 2), rule))
    return percentage(missing: missing, decimals: mostDecimals)
  }

  /// A range of availabilities, or the one where both ends are the same.
  static func availability(_ range: Unavailability, apartFrom others: [Double] = []) -> String {
    let worst = availability(unavailability: range.high, apartFrom: others + [range.low])
    if range.low == range.high { return worst }
    return "\(worst) to \(availability(unavailability: range.low, apartFrom: others + [range.high]))"
  }

  private static func percentage(missing: Double, decimals: Int) -> String {
    let unit = power(decimals)
    let whole = Int(100 * unit) - Int(missing)
    guard decimals > 0 else { return "\(whole)%" }
    let fraction = String(whole % Int(unit))
    return "\(whole / Int(unit)).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)%"
  }

  /// What is not quite whole because of the last bit is not rounded up or down.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
    let nearest = value.rounded()
    return abs(nearest - value) <= 1e-9 * value ? nearest : value.rounded(rule)
  }

  /// Whether two unavailabilities are equal but for the rounding of `1 - availability`.
  private static func isSame(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= max(2.5e-16, 2e-9 * max(left, right))
  }

  private static func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { power, _ in power * 10 } }

  // MARK: Times

  /// The downtime per year that an unavailability means.
  static func downtime(_ unavailability: Double, apartFrom others: [Double] = []) -> String {
    let year = Availability.secondsPerYear
    let different = others.filter { !isSame($0, unavailability) }.map { $0 * year }
    return time(seconds: unavailability * year, apartFrom: different)
  }

  /// A range of downtimes per year, or the one where both ends are the same.
  static func downtime(_ range: Unavailability, apartFrom others: [Double] = []) -> String {
    let most = downtime(range.high, apartFrom: others + [range.low])
    return range.low == range.high ? most : "\(downtime(range.low, apartFrom: others + [range.high])) to \(most)"
  }

  /// A time with its two greatest units: `5 min 27 s`, `3 d 4 h`, `320 ms`; with more of them, and decimals of the last,
  /// where that distinguishes it from others.
  static func time(seconds: Double, apartFrom others: [Double] = []) -> String {
    for parts in 2..<10 {
      let text = time(seconds: seconds, parts: parts)
      if others.allSatisfy({ $0 == seconds || time(seconds: $0, parts: parts) != text }) { return text }
    }
    return time(seconds: seconds, parts: 10)
  }

  private static let units: [(name: String, seconds: Int)] = [("d", 86400), ("h", 3600), ("min", 60), ("s", 1)]

  /// A time with so many units; further ones than there are become decimals.
  private static func time(seconds: Double, parts: Int) -> String {
    guard seconds > 0 else { return "0 s" }
    if seconds < 0.001, parts == 2 { return "less than 1 ms" }
    if seconds < 1 { return "\(decimal(seconds * 1000, digits: parts - 2)) ms" }
    guard let first = units.firstIndex(where: { seconds >= Double($0.seconds) }) else { return "\(seconds) s" }
    let last = min(first + parts - 1, units.count - 1)
    guard last > first else { return "\(decimal(seconds, digits: parts - (seconds < 10 ? 1 : 2))) s" }
    let unit = units[last].seconds
    let decimals = last == units.count - 1 ? first + parts - 1 - last : 0
    let scale = power(decimals)
    var rest = integer((seconds / Double(unit) * scale).rounded())
    let total = Double(rest) / scale * Double(unit)
    if first > 0, total >= Double(units[first - 1].seconds) { return time(seconds: total, parts: parts) }
    var texts: [String] = []
    for (name, size) in units[first..<last] {
      let whole = rest / (size / unit * Int(scale))
      rest -= whole * (size / unit * Int(scale))
      if whole > 0 || !texts.isEmpty { texts.append("\(grouped(whole)) \(name)") }
    }
    if rest > 0 || scale > 1 {
      texts.append("\(decimal(Double(rest) / scale, digits: decimals)) \(units[last].name)")
    }
    while texts.count > 1, texts.last?.hasPrefix("0 ") == true { texts.removeLast() }
    return texts.joined(separator: " ")
  }

  /// A number with a number of decimals, without a point where they are all 0.
  static func decimal(_ value: Double, digits: Int) -> String {
    let scale = power(digits)
    let scaled = integer((value * scale).rounded())
    if digits == 0 || scaled % Int(scale) == 0 { return String(scaled / Int(scale)) }
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  /// A whole number as an integer; one that is beyond all that is computed here, or no number, does not trap.
  private static func integer(_ value: Double) -> Int { value.isNaN ? 0 : Int(min(max(value, -1e15), 1e15)) }

  // MARK: Other quantities

  /// How many times as much: `12×`, `1.5×`; large ones without digits that mean nothing.
  static func factor(_ value: Double) -> String {
    if value >= 1e6 { return "> 1,000,000×" }
    return value >= 10 ? "\(grouped(Int(value.rounded())))×" : "\(decimal(value, digits: 2))×"
  }

  /// Memory as it is written on the command line: `1 GB`.
  static func bytes(_ count: Int) -> String {
    for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)] where count >= size {
      return "\(decimal(Double(count) / Double(size), digits: 1)) \(unit)"
    }
    return "\(count) bytes"
  }
}

extension String {
  /// The digits of a whole number with its thousands apart.
  var groupedDigits: String {
    var digits = Array(self)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
