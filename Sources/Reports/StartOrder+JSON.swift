internal import DependencyModel
public import ResilienceAnalysis

extension StartOrder {
  /// The answer as `whatfails/start/1`.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    func id(_ position: Int) -> String { model.outline(position).id.text }
    return jsonText(
      StartOrderAnswer(
        complete: quality == .smallest, model: model.name, fault: fault.levelsByID(in: model),
        rounds: rounds.map { $0.map(id) }, stuck: stuck.map(id), heldByFault: heldByFault.map(id),
        circles: circles.map { $0.map(id) }, startByHand: startByHand.map(\.component).sorted().map(id),
        startByHandIsSmallest: quality == .smallest, startByHandIsIrreducible: quality >= .irreducible,
        byHand: startByHand.map { choice in
          .init(
            id: id(choice.component), frees: choice.freed, circle: choice.circle.map { WaitAnswer($0, in: model) },
            alternatives: OrNull(choice.alternatives?.map(id)))
        },
        waits: stuckWaits.map { WaitAnswer($0, in: model) }, faultWaits: heldWaits.map { WaitAnswer($0, in: model) },
        missing: timeNote(names).map { [$0] }))
  }
}

private struct StartOrderAnswer: Encodable {
  struct ByHand: Encodable {
    let id: String
    let frees: Int
    let circle: [WaitAnswer]
    let alternatives: OrNull<[String]>
  }

  let schema = "whatfails/start/1"
  /// Whether the search for the smallest set to start by hand came to its end; all else always does.
  let complete: Bool
  let model: String
  let fault: [String: String]
  let rounds: [[String]]
  let stuck: [String]
  let heldByFault: [String]
  let circles: [[String]]
  let startByHand: [String]
  let startByHandIsSmallest: Bool
  let startByHandIsIrreducible: Bool
  let byHand: [ByHand]
  let waits: [WaitAnswer]
  let faultWaits: [WaitAnswer]
  /// The parts that there was no time for, in words.
  let missing: [String]?
}

/// The reason why a component waits.
private struct WaitAnswer: Encodable {
  let id: String
  let kind: String
  let requirement: String
  let by: [String]
  let at: OrNull<String>
  let confidence: String

  init(_ wait: StartOrder.Wait, in model: Model) {
    id = model.outline(wait.component).id.text
    kind = wait.kind.rawValue
    requirement = wait.requirement.text(limit: .max)
    by = wait.by.map { model.outline($0).id.text }
    at = OrNull(wait.place?.fileAndLine)
    confidence = wait.confidence.rawValue
  }
}
