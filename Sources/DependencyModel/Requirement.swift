/// A need or use of a component: another component, or a group of requirements of which enough must hold.
public struct Requirement: Hashable, Sendable {
  /// The required component or group.
  public enum Target: Hashable, Sendable {
    case component(ComponentID)
    indirect case group(Group)
  }

  /// The required component or group.
  public var target: Target
  /// How long the owner lives without it.
  public var tolerates: Duration
  /// How it is known; `declared` for a hand-written requirement.
  public var confidence: Confidence
  /// Where the fact was read, in the words of a user or an importer.
  public var source: String?
  /// Where it is written.
  public var place: Place?
  /// What it states of how it is called; `nil` where nothing is stated.
  var storedTerms: CallTerms.Stored?

  /// A requirement; declared, without tolerance, unless stated.
  public init(
    _ target: Target, tolerates: Duration = .zero, confidence: Confidence = .declared, source: String? = nil,
    at place: Place? = nil
  ) {
    self.target = target
    self.tolerates = tolerates
    self.confidence = confidence
    self.source = source
    self.place = place
  }

  /// A plain requirement of a component.
  public init(on id: ComponentID) {
    self.init(.component(id))
  }
}

extension Requirement {
  /// The requirement in the notation that all answers and diagnostics share: `db`, `any of ebs-*`,
  /// `60 of router-1 (50), router-2 (50)`.
  ///
  /// It is notation, like the ids in it, and no wording: baselines contain it, so it is the same from version to version.
  /// Long lists of members are cut after `limit` members, with the count of those left out.
  public func text(limit: Int = 6) -> String {
    switch target {
    case .component(let id): id.text
    case .group(let group): group.text(limit: limit)
    }
  }

  /// How many components the requirement names, at any depth, repeats included.
  public var componentCount: Int {
    switch target {
    case .component: 1
    case .group(let group): group.members.componentCount
    }
  }

  /// Every component that the requirement names, at any depth, in the order written, repeats included.
  public func forEachComponent(_ body: (ComponentID) -> Void) {
    switch target {
    case .component(let id): body(id)
    case .group(let group): group.members.forEachComponent(body)
    }
  }
}
