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
