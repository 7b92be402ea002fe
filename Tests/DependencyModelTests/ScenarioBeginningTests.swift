import DependencyModel
import Testing

@Suite struct ScenarioBeginningTests {
  private func time(_ text: String, from begins: String?) throws(ScenarioBeginning.TimeProblem) -> Duration {
    try ScenarioBeginning.time(text, since: begins.flatMap { ScenarioBeginning(text: $0) })
  }

  @Test(
    "Times are read as what has passed since the beginning",
    arguments: [
      ("90s", nil, 90), ("1h30m", "00:40", 5_400), ("00:47", "00:40", 420), ("00:40:30", "00:40", 30),
      ("02:00", "2011-04-21T00:40-07:00", 4_800), ("22nd 02:00", "2011-04-21T00:40-07:00", 86_400 + 4_800),
      ("21st 00:41", "2011-04-21T00:40-07:00", 60),
      // The next month has no 31st, and the one after it has.
      ("1st 00:00", "2011-04-30T12:00", 43_200), ("31st 00:00", "2011-04-30T00:00", 31 * 86_400),
      ("29th 00:00", "2024-02-28T00:00", 86_400), ("29th 00:00", "2023-02-28T00:00", 29 * 86_400),
      ("2011-04-21T08:40Z", "2011-04-21T00:40-07:00", 3_600), ("2011-04-22T00:40", "2011-04-21T00:40-07:00", 86_400),
      ("2012-03-01T00:00+01:00", "2012-02-28T00:00+01:00", 2 * 86_400), ("00:00", "2011-04-21T00:00:00Z", 0),
      ("2100-03-01 00:00", "2100-02-28 00:00", 86_400),
    ] as [(String, String?, Int)])
  func reading(text: String, begins: String?, seconds: Int) throws {
    #expect(try time(text, from: begins) == .seconds(seconds))
  }

  @Test(
    "A text that is no time says why",
    arguments: [
      ("soon", "00:40", .unreadable), ("24:00", "00:40", .unreadable), ("1:00", "00:40", .unreadable),
      ("22th 02:00", "2011-04-21T00:40Z", .unreadable), ("0th 02:00", "2011-04-21T00:40Z", .unreadable),
      ("2011-02-29T00:00", "2011-02-01T00:00", .unreadable),
      ("2011-04-22T00:40+15:00", "2011-04-21T00:40Z", .unreadable),
      ("00:47", nil, .noBeginning), ("22nd 02:00", nil, .noBeginning), ("2011-04-22T00:40Z", nil, .noBeginning),
      ("22nd 02:00", "00:40", .noDate), ("2011-04-22T00:40Z", "00:40", .noDate),
      ("2011-04-22T00:40Z", "2011-04-21T00:40", .noZone), ("00:30", "00:40", .beforeBeginning),
      ("2011-04-20T00:40Z", "2011-04-21T00:40Z", .beforeBeginning),
    ] as [(String, String?, ScenarioBeginning.TimeProblem)])
  func problems(text: String, begins: String?, problem: ScenarioBeginning.TimeProblem) {
    #expect(throws: problem) { try time(text, from: begins) }
  }

  @Test(
    "A beginning is written as it was read",
    arguments: [
      "00:40", "23:59:59", "2011-04-21T00:40-07:00", "2011-04-21T00:40:05Z", "2000-02-29T00:00+05:30",
      "0001-01-01T00:00",
      "9999-12-31T23:59",
    ])
  func writing(text: String) {
    #expect(ScenarioBeginning(text: text)?.modelText == text)
  }

  @Test("Times are written so that they are read as the same", arguments: [nil, "00:40", "2011-01-31T22:00-07:00"])
  func roundTrip(begins: String?) throws {
    let beginning = begins.flatMap { ScenarioBeginning(text: $0) }
    for seconds in stride(from: 0, through: 60 * 86_400, by: 4_999) {
      let time = Duration.seconds(seconds)
      let text = beginning?.text(of: time) ?? time.modelText
      #expect(try ScenarioBeginning.time(text, since: beginning) == time)
    }
    let fine = Duration.milliseconds(1_500)
    #expect(try ScenarioBeginning.time(beginning?.text(of: fine) ?? fine.modelText, since: beginning) == fine)
  }

  @Test("Readers see times of day with the day where it is another one")
  func display() throws {
    let beginning = try #require(ScenarioBeginning(text: "2011-04-21T00:40-07:00"))
    #expect(beginning.text(of: .seconds(620), alwaysSeconds: true) == "00:50:20")
    #expect(beginning.text(of: .seconds(86_400), alwaysSeconds: true) == "22nd 00:40:00")
    #expect(beginning.text(of: .seconds(40 * 86_400), alwaysSeconds: true) == "2011-05-31 00:40:00")
    #expect(beginning.text(of: .milliseconds(250), alwaysSeconds: true) == "00:40:00.250")
    #expect(beginning.date(of: .seconds(86_400)) == "2011-04-22T00:40:00-07:00")
    let clock = try #require(ScenarioBeginning(text: "23:00"))
    #expect(clock.text(of: .seconds(3_599)) == "23:59:59")
    #expect(clock.text(of: .seconds(3_600)) == "1h")
    #expect(clock.date(of: .zero) == nil)
  }
}
