import SourceReading
import Testing

/// Durations as other tools write them.
@Suite struct ForeignDurationTests {
  @Test(
    "Numbers with units are added up, with decimals and blanks",
    arguments: [
      ("5s", 5_000), ("1m30s", 90_000), ("0.5s", 500), ("250 ms", 250), ("1h 1m", 3_660_000), ("2d", 172_800_000),
      ("1500us", 1), ("1m 0.25s", 60_250),
    ] as [(String, Int64)])
  func units(_ text: String, _ milliseconds: Int64) {
    #expect(ForeignDuration.read(text) == .milliseconds(milliseconds))
  }

  @Test("A number alone has the unit that its reader knows")
  func numbers() {
    #expect(ForeignDuration.read("60", unit: "s") == .seconds(60))
    #expect(ForeignDuration.read("5m", unit: "s") == .seconds(300))
    #expect(ForeignDuration.read("60") == nil)
  }

  @Test(
    "Anything else is no duration",
    arguments: [
      "", " ", "0", "0s", "-1s", "infinity", "s", "1x", "{{ .Values.t }}", "1e99s", "99999999999999999999s",
      "900000000000000d", "1..5s", "9999999d", String(repeating: "1", count: 100) + "s", "100ns",
    ])
  func others(_ text: String) {
    #expect(ForeignDuration.read(text, unit: "s") == nil)
  }
}
