internal import DependencyModel

/// Durations as other tools write them: `1m30s`, `0.5s`, `250 ms`, or a number of a unit that only the reader knows.
package enum ForeignDuration {
  /// A unit by its name in milliseconds; those that are shorter by how many make one.
  private static let units: [(name: String, milliseconds: Int64, perMillisecond: Int64)] = [
    ("d", 86_400_000, 1), ("h", 3_600_000, 1), ("m", 60_000, 1), ("s", 1_000, 1), ("ms", 1, 1), ("us", 1, 1_000),
    ("µs", 1, 1_000), ("μs", 1, 1_000), ("ns", 1, 1_000_000),
  ]

  /// Reads numbers with units, which may have decimals and blanks between them.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - unit: the unit of a number that has none, such as `s`; `nil` where each number must have one.
  /// - Returns: the duration, cut to whole milliseconds; `nil` for anything else, for less than a millisecond, which often
  ///   means that there is no limit, and beyond a hundred years.
  package static func read(_ text: some StringProtocol, unit: String? = nil) -> Duration? {
    guard text.utf8.count <= 64 else { return nil }
    var rest = text.drop { $0 == " " }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest[number.endIndex...].drop { $0 == " " }
      let name = rest.prefix { $0.isLetter }
      rest = rest[name.endIndex...].drop { $0 == " " }
      guard let amount = Amount(text: number), let part = milliseconds(amount, name.isEmpty ? unit : String(name))
      else { return nil }
      let (sum, isTooLong) = total.addingReportingOverflow(part)
      guard !isTooLong else { return nil }
      total = sum
    }
    let whole = total / 1_000_000
    guard whole > 0, whole <= Duration.longestInModel.milliseconds else { return nil }
    return .milliseconds(whole)
  }

  /// An amount of a unit in millionths of a millisecond.
  private static func milliseconds(_ amount: Amount, _ name: String?) -> Int64? {
    guard let unit = units.first(where: { $0.name == name }) else { return nil }
    let (product, isTooLong) = amount.millionths.multipliedReportingOverflow(by: unit.milliseconds)
    return isTooLong ? nil : product / unit.perMillisecond
  }
}
