internal import DependencyModel

/// How small chances and long times are written for people.
enum Figures {
  /// A chance with three significant digits: `0.0123`, `1.04e-05`, `0`.
  static func chance(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    guard value < 1 else { return "1" }
    if value >= 0.9995 { return "1 - \(chance(1 - value))" }
    var exponent = 0
    var mantissa = value
    while mantissa < 1 {
      mantissa *= 10
      exponent += 1
    }
    var digits = Int((mantissa * 100).rounded())
    if digits == 1000 { (digits, exponent) = (100, exponent - 1) }
    let text = String(digits)
    if exponent <= 3 {
      return "0." + String(repeating: "0", count: exponent - 1) + text
    }
    return "\(text.prefix(1)).\(text.dropFirst())e-\(exponent < 10 ? "0" : "")\(exponent)"
  }

  /// A range of chances, or the one where both ends are the same.
  static func chances(_ low: Double, _ high: Double) -> String {
    low == high ? chance(high) : "\(chance(low)) … \(chance(high))"
  }

  /// The availability as a percentage that shows two digits of the missing part: `99.9990%`.
  static func availability(unavailability: Double) -> String {
    guard unavailability > 0 else { return "100%" }
    guard unavailability < 1 else { return "0.00%" }
    var decimals = 2
    var scale = 1e4
    while decimals < 12, unavailability * scale < 10 {
      decimals += 1
      scale *= 10
    }
    // Rounded away from certainty, so that nothing that can fail shows as 100%.
    let missing = (unavailability * scale * (1 - 1e-12)).rounded(.up)
    let whole = Int(scale - missing)
    let unit = Int(scale) / 100
    let fraction = String(whole % unit)
    return "\(whole / unit).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)%"
  }

  /// A time with its two greatest units: `5 min 27 s`, `3 d 4 h`, `0.3 s`.
  static func time(seconds: Double) -> String {
    guard seconds > 0 else { return "0 s" }
    if seconds < 0.001 { return "less than 1 ms" }
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    let units: [(String, Double)] = [("d", 86400), ("h", 3600), ("min", 60), ("s", 1)]
    for (place, unit) in units.enumerated() where seconds >= unit.1 {
      let next = place + 1 < units.count ? units[place + 1] : nil
      guard let next else { return "\(decimal(seconds, digits: seconds < 10 ? 1 : 0)) s" }
      let inNext = (seconds / next.1).rounded()
      let perUnit = unit.1 / next.1
      let (whole, rest) = (integer(inNext / perUnit), integer(inNext.truncatingRemainder(dividingBy: perUnit)))
      return rest == 0 ? "\(grouped(whole)) \(unit.0)" : "\(grouped(whole)) \(unit.0) \(rest) \(next.0)"
    }
    return "\(decimal(seconds, digits: 1)) s"
  }

  /// A number with a number of decimals, without a point where they are all 0.
  static func decimal(_ value: Double, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = integer((value * scale).rounded())
    if digits == 0 || scaled % Int(scale) == 0 { return String(scaled / Int(scale)) }
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  /// A whole number as an integer; one that is beyond all that is computed here, or no number, does not trap.
  private static func integer(_ value: Double) -> Int { value.isNaN ? 0 : Int(min(max(value, -1e15), 1e15)) }

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
