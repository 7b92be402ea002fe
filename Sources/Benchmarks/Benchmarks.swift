import FailureGraph

/// Runs the benchmarks and prints their figures; `README.md` beside this file keeps the record.
///
/// Usage: `Benchmarks [propagation] [memory] [start] [sweep] [lines] [checks] [loads] [circles] [startup PROGRAM MODEL FAULT]
/// [peers FOLDER COMPONENTS DEGREE FAULTS]`; without arguments the first seven.
@main struct Benchmarks {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let chosen =
      arguments.isEmpty ? ["propagation", "memory", "start", "sweep", "lines", "checks", "loads"] : arguments
    if chosen.contains("propagation") { PropagationBenchmark.run() }
    if chosen.contains("memory") { MemoryBenchmark.run() }
    if chosen.contains("start") { StartBenchmark.run() }
    if chosen.contains("sweep") { SweepBenchmark.run() }
    if chosen.contains("lines") { LinesBenchmark.run() }
    if chosen.contains("checks") { CheckBenchmark.run() }
    if chosen.contains("loads") { LoadBenchmark.run() }
    if chosen.contains("circles") { SweepBenchmark.runCircles() }
    if let place = chosen.firstIndex(of: "peers"), place + 4 < chosen.count,
      let components = Int(chosen[place + 2]), let degree = Int(chosen[place + 3]), let faults = Int(chosen[place + 4]),
      components > 0, degree > 0, faults > 0
    {
      PeersBenchmark.run(folder: chosen[place + 1], components: components, degree: degree, faults: faults)
    }
    if let place = chosen.firstIndex(of: "startup"), place + 3 < chosen.count {
      StartupBenchmark.run(program: chosen[place + 1], model: chosen[place + 2], fault: chosen[place + 3])
    }
  }
}

/// The least, the median and the greatest of some rounds.
struct Rounds {
  private var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var median: Double { values.sorted()[values.count / 2] }
  var least: Double { values.min()! }

  /// `median (least … greatest)` with a unit.
  func text(_ unit: String) -> String {
    "\(fixed(median)) \(unit) (\(fixed(least)) … \(fixed(values.max()!)))"
  }
}

/// A number with two decimals.
func fixed(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// The milliseconds that a body takes.
func milliseconds(_ body: () -> Void) -> Double {
  let time = ContinuousClock().measure(body)
  return Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15
}
