import DependencyModel
import ResilienceAnalysis

/// Reads every line as each of the values that the command line and models write as one text.
enum CommandLineProbe {
  static func read(_ bytes: [UInt8]) throws(ReaderFinding) -> ReaderOutcome {
    var outcome = ReaderOutcome.refused
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(100) {
      if try read(line: String(line.prefix(2_000))) { outcome = .accepted }
    }
    return outcome
  }

  private static func read(line: String) throws(ReaderFinding) -> Bool {
    var isAccepted = false
    if let duration = Duration(modelText: line) {
      isAccepted = true
      guard Duration(modelText: duration.modelText) == duration else {
        throw ReaderFinding("the duration '\(line)' is written as '\(duration.modelText)'")
      }
    }
    if let amount = Amount(text: line) {
      isAccepted = true
      guard Amount(text: amount.description) == amount else {
        throw ReaderFinding("the amount '\(line)' is written as '\(amount.description)'")
      }
    }
    if let probability = Probability(text: line) {
      isAccepted = true
      guard (0...1).contains(probability.value), (0...1).contains(probability.complement) else {
        throw ReaderFinding("the probability '\(line)' is \(probability.value)")
      }
    }
    _ = TierCondition(text: line)
    _ = CalendarDay.isValid(line)
    _ = GlobPattern(line).matches(String(line.reversed()))
    _ = spellingSuggestion(for: line, among: ["web", "db", "zone-a"])
    if let selector = ComponentSelector(commandLine: line) {
      var matcher = SelectorMatcher(SampleModel.model.components)
      let matches = matcher.matches(selector)
      isAccepted = isAccepted || !matches.isEmpty
      if case .matching(let conditions) = selector,
        !conditions.contains(where: { if case .not = $0 { true } else { false } })
      {
        guard ComponentSelector(commandLine: selector.description) == selector else {
          throw ReaderFinding("the selector '\(line)' is written as '\(selector.description)'")
        }
      }
    }
    if let treatment = try? Treatment(commandLine: line) {
      isAccepted = (try? SampleModel.model.treated(by: [treatment])) != nil
    }
    if let faults = try? FaultSet([line], in: SampleModel.model) {
      isAccepted = true
      _ = CompiledModel(SampleModel.model).impact(of: faults)
    }
    return isAccepted
  }
}
