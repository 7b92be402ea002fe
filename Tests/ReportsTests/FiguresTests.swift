import ResilienceAnalysis
import Testing

@testable import Reports

/// Figures of any number, those that are no chance and no time among them.
@Suite struct FiguresTests {
  @Test(
    "Probabilities are written with three significant digits",
    arguments: [
      (0, "0"), (1, "1"), (0.0123, "0.0123"), (1.04e-5, "1.04e-05"), (0.99999, "1 - 1.00e-05"), (-1, "0"), (2, "1"),
      (.nan, "0"), (.infinity, "1"), (-.infinity, "0"), (.leastNonzeroMagnitude, "4.94e-324"), (0.09999999, "0.100"),
      (-1e-300, "0"),
    ])
  func chances(_ value: Double, _ text: String) {
    #expect(Figures.chance(value) == text)
  }

  @Test(
    "Availabilities have as many digits as tell them from the others, and no more where fewer are exact",
    arguments: [
      (0.001, [], "99.9%"), (0.0005, [0.001], "99.95%"), (0.00100025, [], "99.900%"),
      (0.00100025, [0.001], "99.89998%"), (0.001, [0.00100025], "99.9%"), (1 - 0.999, [], "99.9%"),
      (1 - 0.9999999, [], "99.99999%"), (0.1, [], "90%"), (0, [], "100%"), (1, [], "0%"), (0.25, [], "75%"),
      (1.5e-6, [], "99.99985%"), (2.5e-7, [5e-4], "99.999975%"), (1e-16, [], "99.99999999999999%"),
      (1 - 1e-5, [], "0.001%"), (.leastNonzeroMagnitude, [], "99.999999999999999%"),
      (0.001_000_000_000_001, [0.001], "99.9%"),
    ] as [(Double, [Double], String)])
  func availabilities(_ unavailability: Double, _ others: [Double], _ text: String) {
    #expect(Figures.availability(unavailability: unavailability, apartFrom: others) == text)
  }

  @Test(
    "Downtimes have two units, and more where that tells them from the others",
    arguments: [
      (0.001, [], "8 h 46 min"), (0.00100025, [0.001], "8 h 45 min 44 s"), (0.001, [0.00100025], "8 h 45 min 36 s"),
      (1e-4, [], "52 min 34 s"), (1e-6, [], "32 s"), (2.5e-7, [], "7.9 s"), (1e-8, [], "315 ms"), (0, [], "0 s"),
      (0.5, [], "182 d 12 h"), (1, [], "365 d"), (1e-13, [], "less than 1 ms"),
      (1e-4 + 1e-10, [1e-4], "52 min 33.603 s"),
    ] as [(Double, [Double], String)])
  func downtimes(_ unavailability: Double, _ others: [Double], _ text: String) {
    #expect(Figures.downtime(unavailability, apartFrom: others) == text)
  }

  @Test("A time that is rounded up to the next unit is written with that unit")
  func carries() {
    #expect(Figures.time(seconds: 3599.9) == "1 h")
    #expect(Figures.time(seconds: 86399) == "1 d")
    #expect(Figures.time(seconds: 119.7) == "2 min")
  }

  @Test("Unavailabilities that differ look different beside each other")
  func chancesApart() {
    #expect(Figures.chance(0.001234, apartFrom: [0.001233]) == "0.001234")
    #expect(Figures.chances(1.0001e-5, 1.0002e-5) == "1.0001e-05 … 1.0002e-05")
    #expect(Figures.chance(0.5, apartFrom: [0.5]) == "0.500")
  }

  @Test("An availability that suffices is not rounded to one that does not")
  func sufficient() {
    let text = Figures.availability(unavailability: 0.000_123_456, apartFrom: [0.001], rounding: .down)
    #expect(text == "99.9877%")
  }

  @Test(
    "No number makes a figure trap or come out empty",
    arguments: [
      -Double.infinity, -1, -Double.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1e-12, 0.5, 1, 1.5, 1e18, 1e300,
      .infinity, .nan,
      .greatestFiniteMagnitude,
    ])
  func nothingTraps(_ value: Double) {
    #expect(!Figures.chance(value).isEmpty)
    #expect(!Figures.availability(unavailability: value).isEmpty)
    #expect(!Figures.time(seconds: value).isEmpty)
    #expect(!Figures.decimal(value, digits: 2).isEmpty)
    #expect(!Figures.factor(value).isEmpty)
  }

  @Test("An allowance is written in seconds, as a duration, or as a number of looks")
  func allowances() {
    #expect(WorkLimit.Allowance.time(.seconds(60)).text == "60 s")
    #expect(WorkLimit.Allowance.time(.seconds(600)).text == "10m")
    #expect(WorkLimit.Allowance.time(.milliseconds(1500)).text == "1s500ms")
    #expect(WorkLimit.Allowance.looks(3).text == "3 looks")
  }
}
