/// Durations as models write them: `90s`, `10m`, `1h30m`, `2d`; milliseconds (`250ms`) at the fine end.
extension Duration {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
  ]

  /// The longest duration that a model may state: a hundred years.
  public static let longestInModel = Duration.seconds(100 * 365 * 86_400)

  /// Reads one or more whole numbers with units, the larger units first; `nil` for anything else or beyond a hundred years.
  public init?(modelText text: some StringProtocol) {
    var total: Int64 = 0
    var lastUnit = -1
    var rest = Substring(text)
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, let number = Int64(digits) else { return nil }
      rest = rest[digits.endIndex...]
      let letters = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest[letters.endIndex...]
      guard let unit = Duration.units.firstIndex(where: { $0.name == letters }), unit > lastUnit else { return nil }
      lastUnit = unit
      let (product, overflow) = number.multipliedReportingOverflow(by: Duration.units[unit].milliseconds)
      guard !overflow, product <= Duration.longestInModel.milliseconds else { return nil }
      total += product
    }
    guard total <= Duration.longestInModel.milliseconds else { return nil }
    self = .milliseconds(total)
  }

  /// The duration in whole milliseconds, rounded towards zero.
  public var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// The duration in seconds.
  public var inSeconds: Double {
    Double(milliseconds) / 1_000
  }

  /// The text that a model would use, for example `1h30m`; `0s` for none.
  public var modelText: String {
    var rest = milliseconds
    var text = ""
    for unit in Duration.units where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(unit.name)"
      rest %= unit.milliseconds
    }
    return text.isEmpty ? "0s" : text
  }
}
