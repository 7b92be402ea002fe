/// The day and time at which a scenario begins, and how times are written from there on.
///
/// Times are texts: a time of the first day (`02:40`, `02:40:30`), a day of the month and a time (`22nd 02:00`), a full date
/// (`2011-04-22T02:00-07:00`), or a duration since the beginning (`1h30m`).
public struct ScenarioBeginning: Hashable, Sendable {
  /// The first day, in days since 1970-01-01; `nil` where only a time of day is stated.
  public let day: Int?
  /// The time of day in seconds, 0..<86,400.
  public let second: Int
  /// How far its clock is ahead of universal time, in minutes; `nil` where nothing is stated.
  public let zone: Int?

  /// Reads a date with a time, and perhaps a zone, or a time of day; `nil` for anything else.
  public init?(text: String) {
    if let second = Self.second(ofTime: text) {
      self.init(day: nil, second: second, zone: nil)
    } else if let (day, second, zone) = Self.moment(text) {
      self.init(day: day, second: second, zone: zone)
    } else {
      return nil
    }
  }

  private init(day: Int?, second: Int, zone: Int?) {
    self.day = day
    self.second = second
    self.zone = zone
  }

  /// Why a text is no time of a scenario.
  public enum TimeProblem: Error, Hashable {
    /// It has no form of a time.
    case unreadable
    /// It is a time of day or a date, and the scenario does not say when it begins.
    case noBeginning
    /// It names a day, and the scenario begins at a time without a date.
    case noDate
    /// It states a zone, and the beginning does not.
    case noZone
    /// It is before the beginning.
    case beforeBeginning
  }

  /// Reads a time of a scenario as the time since its beginning.
  ///
  /// - Parameters:
  ///   - text: the time as a model states it.
  ///   - beginning: the beginning of the scenario; `nil` if it states none.
  public static func time(_ text: String, since beginning: ScenarioBeginning?) throws(TimeProblem) -> Duration {
    if let offset = Duration(modelText: text) { return offset }
    if let second = second(ofTime: text) {
      guard let beginning else { throw .noBeginning }
      return try beginning.duration(day: beginning.day ?? 0, second: second, zone: beginning.zone)
    }
    if let (dayOfMonth, second) = dayAndTime(text) {
      guard let beginning else { throw .noBeginning }
      guard let first = beginning.day else { throw .noDate }
      return try beginning.duration(day: day(ofMonth: dayOfMonth, from: first), second: second, zone: beginning.zone)
    }
    guard let (day, second, zone) = moment(text) else { throw .unreadable }
    guard let beginning else { throw .noBeginning }
    guard beginning.day != nil else { throw .noDate }
    guard zone == nil || beginning.zone != nil else { throw .noZone }
    return try beginning.duration(day: day, second: second, zone: zone ?? beginning.zone)
  }

  private func duration(day: Int, second: Int, zone: Int?) throws(TimeProblem) -> Duration {
    let ahead = ((zone ?? 0) - (self.zone ?? 0)) * 60
    let seconds = (day - (self.day ?? 0)) * 86_400 + second - self.second - ahead
    guard seconds >= 0 else { throw .beforeBeginning }
    return .seconds(seconds)
  }

  /// The text that a model would use for the beginning.
  public var modelText: String {
    guard let day else { return Self.timeText(second) }
    return "\(Self.dateText(day))T\(Self.timeText(second))\(zone.map(Self.zoneText) ?? "")"
  }

  /// A time of a scenario as its reader would write it: `00:50:20` on the first day, `22nd 02:00` on another one of a known
  /// date, else the time since the beginning.
  ///
  /// - Parameters:
  ///   - time: the time since the beginning.
  ///   - alwaysSeconds: whether a time of day has its seconds even where these are 0.
  public func text(of time: Duration, alwaysSeconds: Bool = false) -> String {
    let milliseconds = time.milliseconds
    let total = second + Int(milliseconds / 1_000)
    let fraction = milliseconds % 1_000
    let (days, rest) = total.quotientAndRemainder(dividingBy: 86_400)
    guard fraction == 0 || alwaysSeconds, days == 0 || day != nil, days < 27 || alwaysSeconds else {
      return time.modelText
    }
    var text = Self.timeText(rest, alwaysSeconds: alwaysSeconds)
    if fraction != 0 { text += ".\(String(1_000 + fraction).dropFirst())" }
    guard days > 0, let day else { return text }
    if days >= 27 { return "\(Self.dateText(day + days)) \(text)" }
    return "\(Self.ordinal(Self.civil(day + days).day)) \(text)"
  }

  /// A time as a full date, for other programs; `nil` where the beginning has no date.
  public func date(of time: Duration) -> String? {
    guard let day else { return nil }
    let total = second + Int(time.milliseconds / 1_000)
    let fraction = time.milliseconds % 1_000
    let text = "\(Self.dateText(day + total / 86_400))T\(Self.timeText(total % 86_400, alwaysSeconds: true))"
    return text + (fraction == 0 ? "" : ".\(String(1_000 + fraction).dropFirst())") + (zone.map(Self.zoneText) ?? "")
  }
}

// MARK: Reading

extension ScenarioBeginning {
  /// The seconds of `02:40` or `02:40:30`.
  private static func second(ofTime text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let numbers = numbers(parts, digits: 2) else { return nil }
    guard numbers[0] < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60 else { return nil }
    return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }

  /// Whole numbers, each with a number of digits.
  private static func numbers(_ parts: [some StringProtocol], digits: Int) -> [Int]? {
    let numbers = parts.compactMap { part in
      part.utf8.count == digits && part.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(part) : nil
    }
    return numbers.count == parts.count ? numbers : nil
  }

  /// The day and the second of `22nd 02:00`.
  private static func dayAndTime(_ text: String) -> (day: Int, second: Int)? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let second = second(ofTime: parts[1]) else { return nil }
    let digits = parts[0].prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count), let day = Int(digits), (1...31).contains(day), parts[0] == ordinal(day) else {
      return nil
    }
    return (day, second)
  }

  /// The day, the second and the zone of `2011-04-21T00:40-07:00`.
  private static func moment(_ text: String) -> (day: Int, second: Int, zone: Int?)? {
    guard text.utf8.count >= 16, text.utf8.count <= 25, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let date = text.prefix(10)
    var rest = text.dropFirst(10)
    guard CalendarDay.isValid(String(date)), rest.first == "T" || rest.first == " " else { return nil }
    rest = rest.dropFirst()
    var zone: Int?
    if rest.hasSuffix("Z") {
      zone = 0
      rest = rest.dropLast()
    } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let parts = rest[rest.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let numbers = numbers(parts, digits: 2), numbers[0] <= 14, numbers[1] < 60 else {
        return nil
      }
      zone = (rest[sign] == "-" ? -1 : 1) * (numbers[0] * 60 + numbers[1])
      rest = rest[..<sign]
    }
    guard let second = second(ofTime: rest),
      let numbers = numbers([date.prefix(4)], digits: 4),
      let others = Self.numbers(
        date.dropFirst(5).split(separator: "-"), digits: 2)
    else { return nil }
    return (days(year: numbers[0], month: others[0], day: others[1]), second, zone)
  }

  /// The first day with a number in its month, from a day on.
  private static func day(ofMonth number: Int, from first: Int) -> Int {
    // Of two months in a row, one has 31 days.
    (first..<first + 62).first { civil($0).day == number } ?? first
  }
}

// MARK: Writing, and the calendar

extension ScenarioBeginning {
  private static func twoDigits(_ number: Int) -> String { String(String(100 + number).dropFirst()) }

  private static func timeText(_ second: Int, alwaysSeconds: Bool = false) -> String {
    let text = "\(twoDigits(second / 3_600)):\(twoDigits(second / 60 % 60))"
    return second % 60 > 0 || alwaysSeconds ? "\(text):\(twoDigits(second % 60))" : text
  }

  private static func zoneText(_ minutes: Int) -> String {
    if minutes == 0 { return "Z" }
    return "\(minutes < 0 ? "-" : "+")\(twoDigits(abs(minutes) / 60)):\(twoDigits(abs(minutes) % 60))"
  }

  private static func dateText(_ day: Int) -> String {
    let date = civil(day)
    let year = date.year < 10_000 ? String(String(10_000 + date.year).dropFirst()) : String(date.year)
    return "\(year)-\(twoDigits(date.month))-\(twoDigits(date.day))"
  }

  private static func ordinal(_ number: Int) -> String {
    if (11...13).contains(number) { return "\(number)th" }
    switch number % 10 {
    case 1: return "\(number)st"
    case 2: return "\(number)nd"
    case 3: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// The days since 1970-01-01 of a date of the Gregorian calendar from the year 0 on (Howard Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms", days_from_civil).
  private static func days(year: Int, month: Int, day: Int) -> Int {
    // Years begin in March, so that the day that some of them have more is their last; 400 years have 146,097 days.
    let year = (month <= 2 ? year - 1 : year) + 400
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468 - 146_097
  }

  /// The date of a day that is counted from 1970-01-01 (as above, civil_from_days).
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468 + 146_097
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 - 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}

extension Scenario {
  /// A time as its reader would write it: `00:50:20`, `22nd 02:00:00`, or the time since the beginning, such as `1h30m`.
  public func text(of time: Duration) -> String {
    begins?.text(of: time, alwaysSeconds: true) ?? time.modelText
  }
}
