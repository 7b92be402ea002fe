/// How many alike a resource of a type stands for: the attributes that say it.
struct CloudCount: Sendable {
  let type: String
  /// The attributes, the one that counts most first.
  let paths: [String]
  /// An attribute that each of them is multiplied by, such as the shards of a store; one where it is not known.
  var factor: String?
  /// Whether the attributes count what is there besides the one that is always there, such as replicas.
  var isBesidesFirst = false
  /// The list of subnets that those alike are spread over.
  var spread: String?

  init(
    _ type: String, _ paths: String..., times factor: String? = nil, isBesidesFirst: Bool = false,
    over spread: String? = nil
  ) {
    self.type = type
    self.paths = paths
    self.factor = factor
    self.isBesidesFirst = isBesidesFirst
    self.spread = spread
  }

  private static let byType = Dictionary(grouping: AWSService.all.flatMap(\.counts), by: \.type)

  /// The lines of a type.
  static func of(_ type: String) -> [CloudCount] { byType[type] ?? [] }

  /// The list of subnets that those alike of a type are spread over.
  static func spread(of type: String) -> String? { of(type).lazy.compactMap(\.spread).first }

  /// How many there are by these attributes; `nil` where none is known.
  func units(of attributes: CloudValue) -> Int? {
    for path in paths {
      guard let count = attributes.int(at: path), (0...1_000_000).contains(count) else { continue }
      let each = isBesidesFirst ? count + 1 : count
      let times = factor.flatMap { attributes.int(at: $0) } ?? 1
      return times > 0 && times <= 1_000 ? each * times : each
    }
    return nil
  }
}
