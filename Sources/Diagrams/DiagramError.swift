internal import DependencyModel

/// Why there is no picture.
public enum DiagramError: Error, Hashable, Sendable {
  /// Beyond what is laid out within seconds: many marks, or many edges over many layers.
  case tooLarge(Size)
  /// More components than could even be folded within seconds.
  case modelTooLarge(components: Int, limit: Int)
  /// More requirements, the members of groups counted, than could be folded in reasonable memory.
  case tooManyRequirements(count: Int, limit: Int)
  /// More edges than are drawn in reasonable memory.
  case tooManyEdges(count: Int, limit: Int)
  /// The options leave no component to draw.
  case nothingToDraw(Reason)
  /// A selector of what to hide or to collapse matches nothing in the model.
  case unknownName(SelectorRole, text: String, suggestion: String?)
  case rendering(RenderingFailure)

  /// Why there is nothing to draw.
  public enum Reason: Hashable, Sendable {
    /// The model has no components.
    case noComponents
    /// Only what is affected is asked for, and there is neither a fault nor a comparison.
    case noFault
    /// The options leave out every component; how many there are.
    case allLeftOut(components: Int)
  }

  /// What is asked for with a selector.
  public enum SelectorRole: String, Sendable {
    case hide, collapse
  }

  /// How large a diagram is, and how large it may be.
  public struct Size: Hashable, Sendable {
    /// Boxes, groups included.
    public let marks: Int
    /// Lines.
    public let edges: Int
    /// Whether the picture is of a fault, so that drawing only what is affected would narrow it.
    public let hasFault: Bool
  }
}

extension DiagramError: CustomStringConvertible {
  /// The problem, and what would help: lower case, no full stop.
  public var description: String {
    switch self {
    case .tooLarge: "\(problem); draw fewer components, or write DOT"
    case .tooManyEdges: "\(problem); draw fewer components, or let similar components be drawn as one mark"
    default: problem
    }
  }

  /// The problem: lower case, no full stop.
  public var problem: String {
    switch self {
    case .tooLarge(let size):
      "the picture would have \(grouped(size.marks)) marks and \(grouped(size.edges)) edges, more than can be laid out "
        + "within seconds"
    case .modelTooLarge(let components, let limit):
      "a model of \(grouped(components)) components is too large for a picture (at most \(grouped(limit)))"
    case .tooManyRequirements(let count, let limit):
      "a model with \(grouped(count)) requirements, members of groups counted, is too large for a picture "
        + "(at most \(grouped(limit)))"
    case .tooManyEdges(let count, let limit):
      "the picture would have \(grouped(count)) edges, more than are ever drawn (at most \(grouped(limit)))"
    case .nothingToDraw(let reason): "there is nothing to draw: \(reason)"
    case .unknownName(_, let text, let suggestion):
      "'\(text)' matches nothing in the model" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .rendering(.noPlugins): "Graphviz finds none of its plug-ins; run 'dot -c' as root to register them"
    case .rendering(.message(let message)): "Graphviz: \(message)"
    }
  }
}

extension DiagramError.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noComponents: "the model has no components"
    case .noFault: "only what is affected is asked for, but neither a fault nor a comparison"
    case .allLeftOut(let components): "the options leave out all \(components) components"
    }
  }
}
