internal import DependencyModel
internal import Synchronization

/// The lowered loads of a compiled model, which questions take and give back.
final class LoadMemory: Sendable {
  private let questions = Mutex<LoadQuestions?>(nil)

  /// Answers with memory that was used before, if it is free; `make` makes it otherwise.
  func with<Answer>(
    _ make: () throws(LoadProblem) -> LoadQuestions, _ body: (inout LoadQuestions) throws(LoadProblem) -> Answer
  ) throws(LoadProblem) -> Answer {
    let free = questions.withLock { known -> LoadQuestions? in
      defer { known = nil }
      return known
    }
    var taken = if let free { free } else { try make() }
    let answer = try body(&taken)
    let used = taken
    questions.withLock { $0 = used }
    return answer
  }
}

extension CompiledModel {
  /// Whether levels follow from loads under every fault: loads count, and a component states a demand. Without demand there
  /// are none.
  public var usesLoads: Bool { options.usesLoads && statesDemand }

  /// Whether the answer to a question follows from loads and shares: those of the model, or the share that a fault names.
  public func usesLoads(for fault: FaultSet) -> Bool { options.usesLoads && !fault.shares.isEmpty || usesLoads }

  /// Answers with the loads of this model.
  func withLoads<Answer>(
    _ body: (inout LoadQuestions) throws(LoadProblem) -> Answer
  ) throws(LoadProblem) -> Answer {
    try loadMemory.with({ () throws(LoadProblem) in try LoadQuestions(self) }, body)
  }
}
