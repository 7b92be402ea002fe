/// A service of a cloud other than Amazon's: everything that the tables say about its resources.
///
/// `AWSService` has the same for Amazon's, with the names that other sources of AWS have for them.
struct CloudService: Sendable {
  /// What its resources are, by Terraform's types.
  var types: [CloudType] = []
  /// What the attributes mean that name other resources.
  var rules: [CloudRule] = []
  /// The attributes that name other resources, and mean more than a rule can say.
  var places: [CloudPlace] = []
  /// How much work a resource can do.
  var limits: [CloudLimit] = []
  /// How a resource calls what its attributes name.
  var callTerms: [CloudCalls] = []
  /// What the types join that are no components.
  var links: [CloudLink] = []

  /// The attributes that name what needs the resource, not what it needs: a member names its pool. `any` stands for one
  /// of all those that name the same.
  var reversed: [CloudRule] = []

  /// The names that its resources are called by, made of their attributes.
  var hosts: [CloudHost] = []

  private static let reversedByType = Dictionary(grouping: all.flatMap(\.reversed), by: \.type)

  /// The types of resources that name what needs them.
  static let reversedTypes = Set(reversedByType.keys)

  /// The reversed rows of a type.
  static func reversed(of type: String) -> [CloudRule] { reversedByType[type] ?? [] }

  /// All services of all these clouds.
  static let all: [CloudService] = [
    .azureNetwork, .azureBalancing, .azureCompute, .azureData, .googleNetwork, .googleBalancing, .googleCompute,
    .googleData, .otherBalancing,
  ]
}
