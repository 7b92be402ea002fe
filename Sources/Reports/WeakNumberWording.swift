internal import DependencyModel
internal import ResilienceAnalysis

/// What answers say of numbers that are only inferred or assumed, in every format alike.
enum WeakNumberWording {
  /// How many numbers a sentence names.
  private static let limit = 3

  /// `This rests on 3 assumed numbers: capacity of db, demand of web and slots of pool.`; `nil` for none.
  ///
  /// - Parameter nearest: the components whose numbers are named first, as the answer is about them.
  static func sentence(
    _ weak: WeakNumbers, _ model: Model, nearest: Set<ComponentIndex> = [], subject: String = "This rests on"
  ) -> String? {
    guard !weak.isEmpty else { return nil }
    let (inferred, assumed) = (weak.count(.inferred), weak.count(.assumed))
    let text =
      switch (inferred, assumed) {
      case (0, let assumed): count(assumed, "assumed number")
      case (let inferred, 0): count(inferred, "inferred number")
      case (let inferred, let assumed): "\(grouped(inferred)) inferred and \(count(assumed, "assumed number"))"
      }
    // What is assumed is doubted most, and named first.
    let first = [true, false].flatMap { isNear in
      [Confidence.assumed, .inferred].flatMap { confidence in
        weak.numbers.lazy.filter { $0.confidence == confidence && nearest.contains($0.component) == isNear }
          .prefix(limit + 1)
      }
    }
    let names = first.prefix(limit).map { $0.text(model) }
    let rest = weak.numbers.count - names.count
    let list = rest > 0 ? "\(names.joined(separator: ", ")) and \(grouped(rest)) more" : enumeration(of: names)
    return "\(subject) \(text): \(list)."
  }

  /// The same of what an answer may rest on, whatever fails.
  static func possible(_ weak: WeakNumbers, _ model: Model) -> String? {
    sentence(weak, model, subject: "Answers about loads may rest on")
  }
}

extension WeakNumbers.Number {
  /// The key of the number.
  var key: String {
    switch subject {
    case .component(let number): number.rawValue
    case .requirement(let number, _): number.rawValue
    }
  }

  /// The number in a few words: `capacity of db`, `calls of web on db`.
  fileprivate func text(_ model: Model) -> String {
    let owner = Wording(model: model).id(component)
    guard case .requirement(_, let requirement) = subject else { return "\(key) of \(owner)" }
    return "\(key) of \(owner) on \(requirement.text(limit: 2).printable)"
  }
}
