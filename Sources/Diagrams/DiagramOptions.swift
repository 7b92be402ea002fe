public import DependencyModel

/// The part of a model that a diagram shows, and how closely.
public struct DiagramOptions: Sendable {
  /// A set of components that is drawn as one mark.
  public enum Collapse: Hashable, Sendable {
    /// The components of one kind in one domain, wherever they are.
    case kinds
    /// The matches of the selector: each domain with all that is in it, and the components of one kind in one domain.
    case matching(ComponentSelector)
  }

  /// The direction of dependencies.
  public enum Direction: String, Sendable, CaseIterable {
    case down, right
  }

  /// The components and domains of interest; a domain includes all that is in it. Empty for the whole
  /// model.
  public var focus: [ComponentIndex]
  /// How many steps from the focus are shown, both of what it depends on and of what depends on it.
  public var depth: Int
  /// Shows only what the fault names, what is not up, and what has lost its redundancy.
  public var onlyAffected: Bool
  /// Draws settings, `configuredBy`, too; they are drawn in any case where the answer follows changes.
  public var settings: Bool
  /// The components to leave out; a domain includes all that is in it.
  public var hide: [ComponentSelector]
  /// The sets of components that are drawn as one mark.
  public var collapse: [Collapse]
  /// Whether similar components are drawn as one mark.
  public var fold: Bool
  /// The number of marks that folding aims at.
  public var comfortableMarks: Int
  /// The title; the model's name unless said otherwise.
  public var title: String?
  /// `nil` for the direction that gives the better proportions.
  public var direction: Direction?

  /// Everything, folded where it is large.
  public init(
    focus: [ComponentIndex] = [], depth: Int = 2, onlyAffected: Bool = false, settings: Bool = false,
    hide: [ComponentSelector] = [], collapse: [Collapse] = [], fold: Bool = true, title: String? = nil,
    direction: Direction? = nil
  ) {
    self.focus = focus
    self.depth = depth
    self.onlyAffected = onlyAffected
    self.settings = settings
    self.hide = hide
    self.collapse = collapse
    self.fold = fold
    self.title = title
    self.direction = direction
    comfortableMarks = 60
  }
}

extension DiagramOptions.Collapse {
  /// Reads the command line's form: the word `kind`, a domain's id, or a selector; `nil` for a malformed selector.
  ///
  /// A domain whose id is `kind` can be named by the selector `id=kind`.
  public init?(commandLine text: String) {
    if text == "kind" {
      self = .kinds
    } else if let selector = ComponentSelector(commandLine: text) {
      self = .matching(selector)
    } else {
      return nil
    }
  }
}
