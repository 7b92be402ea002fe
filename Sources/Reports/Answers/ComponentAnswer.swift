public import DependencyModel

/// What the model states of a component, beside the lists of an answer that name components by id only.
public struct ComponentAnswer: Codable, Sendable {
  /// The name for people; left out if none is stated.
  public let name: String?
  /// What it is, such as `aws/ec2-instance`; left out if that is not stated.
  public let kind: String?
  /// The importance, 0 the highest; left out if none is stated.
  public let tier: Int?
  /// The owner, such as a team; left out if none is stated.
  public let owner: String?
  /// Where to read more; left out if that is not stated.
  public let url: String?

  /// What a component states.
  public init(_ component: Component) {
    name = component.name
    kind = component.kind
    tier = component.tier
    owner = component.owner
    url = component.url
  }

  /// Whether the component states nothing of this.
  private var isEmpty: Bool { name == nil && kind == nil && tier == nil && owner == nil && url == nil }

  /// What components state, by id; those that state nothing are left out.
  static func byID(_ components: some Sequence<ComponentIndex>, in model: Model) -> [String: ComponentAnswer] {
    var result: [String: ComponentAnswer] = [:]
    for index in components {
      let component = model.outline(index)
      guard result[component.id.text] == nil else { continue }
      let answer = ComponentAnswer(component)
      if !answer.isEmpty { result[component.id.text] = answer }
    }
    return result
  }
}
