public import DependencyModel
public import ResilienceAnalysis

/// Something that a check or a lint rule found wrong.
public struct Finding: Sendable {
  /// A related place, and what is there.
  public struct Related: Sendable {
    /// A description of the place, in words.
    public let text: String
    /// The component it is about, by position.
    public let component: Int?
    /// The place.
    public let place: Place?

    /// A related place.
    public init(_ text: String, component: Int? = nil, at place: Place?) {
      self.text = text
      self.component = component
      self.place = place
    }
  }

  /// The problem, in one sentence: lower case, no full stop, ids as written.
  public var message: String
  /// The components (or domains) that fail together, by position, with their levels; empty where no fault is tried.
  public var fault: [(component: Int, level: Level)]
  /// The named fault that was tried, where it was one.
  public var faultID: ComponentID?
  /// The components that it is about, by position, in model order: accepted and known one by one.
  public var components: [Int]
  /// How many components it was about before exceptions and the baseline took some away; `nil` where they did not. The
  /// message names the first of all of them.
  public var partOf: Int?
  /// Where it is best put right; `nil` where the model was not read from text.
  public var place: Place?
  /// How the first of the components comes to its level, where a fault was tried.
  public var explanation: Explanation?
  /// Further places that show it, in the order in which to read them.
  public var related: [Related]
  /// The smallest change that would have held, in words; `nil` where none was found.
  public var change: String?
  /// The subject besides the check, the fault and the components, in the same words from run to run; empty where
  /// those say it.
  public var subject: String
  /// Whether it says that nothing is known: memory or time did not suffice. Neither exceptions nor a baseline accept it.
  public private(set) var isUndecided = false

  /// A finding.
  public init(
    _ message: String, fault: [(component: Int, level: Level)] = [], faultID: ComponentID? = nil, components: [Int],
    at place: Place?, explanation: Explanation? = nil, related: [Related] = [], change: String? = nil,
    subject: String = ""
  ) {
    self.message = message
    self.fault = fault
    self.faultID = faultID
    self.components = components
    self.place = place
    self.explanation = explanation
    self.related = related
    self.change = change
    self.subject = subject
  }

  /// A finding that says that nothing is known.
  static func undecided(
    _ message: String, components: [Int] = [], at place: Place?, change: String? = nil
  ) -> Finding {
    var finding = Finding(message, components: components, at: place, change: change, subject: "undecided")
    finding.isUndecided = true
    return finding
  }
}
