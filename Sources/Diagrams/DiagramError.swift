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
  case nothingToDraw(reason: String)
  /// An option names something that the model does not have.
  case unknownName(option: String, text: String, suggestion: String?)
  case rendering(RenderingFailure)

  /// How large a diagram is, and how large it may be.
  public struct Size: Hashable, Sendable {
    /// Boxes, groups included.
    public let marks: Int
    /// Lines.
    public let edges: Int
    /// Whether the picture is of a fault, so that `--only-affected` would narrow it.
    public let hasFault: Bool
  }
}

extension DiagramError: CustomStringConvertible {
  /// The message for the user: lower case, no full stop, what is wrong and then what would help.
  public var description: String {
    switch self {
    case .tooLarge(let size):
      let narrowed =
        (size.hasFault ? ["--only-affected"] : []) + [
          "--focus ID --depth 2", "--collapse kind", "--collapse DOMAIN", "--hide SELECTOR",
        ]
      return
        "the picture would have \(grouped(size.marks)) marks and \(grouped(size.edges)) edges, more than can be laid out "
        + "within seconds; narrow it with \(narrowed.joined(separator: ", ")), write DOT, or insist with --force"
    case .modelTooLarge(let components, let limit):
      return
        "a model of \(grouped(components)) components is too large for a picture (at most \(grouped(limit))); "
        + "'whatfails if' and 'why' answer in words"
    case .tooManyRequirements(let count, let limit):
      return
        "a model with \(grouped(count)) requirements, members of groups counted, is too large for a picture "
        + "(at most \(grouped(limit))); 'whatfails if' and 'why' answer in words"
    case .tooManyEdges(let count, let limit):
      return
        "the picture would have \(grouped(count)) edges, more than are ever drawn (at most \(grouped(limit))); narrow it "
        + "with --focus ID --depth 2, or let similar components be drawn as one mark"
    case .nothingToDraw(let reason):
      return "there is nothing to draw: \(reason)"
    case .unknownName(let option, let text, let suggestion):
      return "\(option) '\(text)' matches nothing in the model"
        + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .rendering(.noPlugins):
      return "Graphviz finds none of its plug-ins; run 'dot -c' as root to register them"
    case .rendering(.message(let message)):
      return "Graphviz: \(message)"
    }
  }
}
