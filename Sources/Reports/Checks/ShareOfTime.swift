/// Shares of time, and times down, as findings state them.
enum ShareOfTime {
  /// A share of time with enough decimals to distinguish it from 100% (and from `bound`, where that is given).
  static func text(_ share: Double, below bound: Double? = nil, roundedUp: Bool = false) -> String {
    for decimals in 0...9 {
      let scale = (0..<decimals).reduce(1.0) { value, _ in value * 10 }
      let scaled = share * 100 * scale
      let rounded = roundedUp ? (scaled - 1e-6).rounded(.up) : (scaled + 1e-6).rounded(.down)
      let isExact = abs(rounded - scaled) < 1e-6
      let tells = 1 - share == 0 || 100 * scale - rounded >= 10 || decimals == 9
      let differs = bound.map { rounded < ($0 * 100 * scale).rounded(.down) } ?? true
      if isExact || (tells && differs && decimals >= 2) { return decimal(rounded, decimals) + "%" }
    }
    return "\(share * 100)%"
  }

  /// A time in its largest unit: `40 s`, `12 min`, `9.6 h`, `3.7 days`.
  static func downtime(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    case ..<172_800: "\(decimal((seconds / 360).rounded(), 1)) h"
    default: "\(decimal((seconds / 8640).rounded(), 1)) days"
    }
  }

  private static func decimal(_ scaled: Double, _ decimals: Int) -> String {
    let digits = String(Int(scaled))
    guard decimals > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
