internal import DependencyModel
internal import ResilienceAnalysis

/// What answers say of requirements that are only inferred or assumed, in every format alike.
enum WeakWording {
  /// `This rests on 2 inferred and 1 assumed requirement; --trust referenced leaves them out.`; `nil` for none.
  static func sentence(_ weak: WeakRequirements, _ names: RemedyNames) -> String? {
    guard !weak.isEmpty else { return nil }
    let text =
      switch (weak.inferred, weak.assumed) {
      case (0, let assumed): count(assumed, "assumed requirement")
      case (let inferred, 0): count(inferred, "inferred requirement")
      case (let inferred, let assumed): "\(grouped(inferred)) inferred and \(count(assumed, "assumed requirement"))"
      }
    return "This rests on \(text)\(remedy(weak, names))."
  }

  /// The same of effects or waits that are marked: `1 of these rests on assumed requirements (marked [assumed]); --trust
  /// inferred leaves that out.`
  ///
  /// - Parameters:
  ///   - number: how many there are.
  ///   - weak: their confidences.
  ///   - verb: what one of them does: `rests on`, `waits for`; the first word loses its `s` for several.
  ///   - isMarked: whether each is marked with its confidence.
  static func sentence(
    _ number: Int, _ weak: WeakRequirements, verb: (one: String, several: String), isMarked: Bool = true,
    _ names: RemedyNames
  ) -> String {
    let kinds = [(weak.inferred, "inferred"), (weak.assumed, "assumed")].filter { $0.0 > 0 }.map(\.1)
    let marks = isMarked ? " (marked \(kinds.map { "[\($0)]" }.joined(separator: " or ")))" : ""
    return "\(grouped(number)) of these \(number == 1 ? verb.one : verb.several) "
      + "\(kinds.joined(separator: " or ")) requirements\(marks)\(remedy(weak, names))."
  }

  private static func remedy(_ weak: WeakRequirements, _ names: RemedyNames) -> String {
    names.phrase("; ", .trust(weak.trustWithoutThem), " leaves \(weak.count == 1 ? "it" : "them") out")
  }
}
