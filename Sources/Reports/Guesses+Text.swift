public import DependencyModel

/// How guessed requirements are reported.
public enum GuessesText {
  /// The guesses and what was too unclear for one, folded; empty where there is nothing.
  ///
  /// - Parameters:
  ///   - guesses: what was guessed: the owner, the kind and the target of each.
  ///   - ambiguous: pairs of names that say nothing clear.
  ///   - style: the width of the page, and whether colours may be used.
  ///   - isComplete: every guess, however many there are.
  public static func text(
    _ guesses: [(owner: ComponentID, kind: Component.Relation.Kind, target: ComponentID)], ambiguous: [String],
    _ style: TextStyle = TextStyle(), isComplete: Bool = false
  ) -> String {
    let limit = isComplete ? Int.max : 8
    var lines = ["guessed \(count(guesses.count, "requirement")) from similar names"]
    lines += style.section(
      "assumed:", guesses.map { "\($0.owner) \($0.kind.rawValue) \($0.target)" }, limit: limit)
    lines += style.section("not guessed because the name is ambiguous:", ambiguous, limit: limit)
    return lines.joined(separator: "\n") + "\n"
  }
}
