/// How many alike a resource of a type stands for: the attributes that say it.
struct CloudCount: Sendable {
  let type: String
  /// The attributes, the one that counts most first.
  let paths: [String]
  /// An attribute that each of them is multiplied by, such as the shards of a store; one where it is not known.
  var factor: String?
  /// An attribute that is added, such as the nodes that only lead.
  var addend: String?
  /// Whether the attributes count what is there besides the one that is always there, such as replicas.
  var isBesidesFirst = false
  /// Whether the values of the attribute are counted, instead of taken as a count.
  var isListed = false
  /// Whether a count of 0 says nothing, because more are started when they are needed.
  var isOnlyPositive = false
  /// The list of subnets that those alike are spread over.
  var spread: String?

  init(
    _ type: String, _ paths: String..., times factor: String? = nil, plus addend: String? = nil,
    isBesidesFirst: Bool = false, over spread: String? = nil
  ) {
    self.type = type
    self.paths = paths
    self.factor = factor
    self.addend = addend
    self.isBesidesFirst = isBesidesFirst
    self.spread = spread
  }

  /// As many as an attribute has different values.
  init(_ type: String, listed path: String, isBesidesFirst: Bool = false) {
    self.type = type
    paths = [path]
    isListed = true
    self.isBesidesFirst = isBesidesFirst
  }

  /// A count of which 0 says nothing.
  init(_ type: String, positive path: String) {
    self.type = type
    paths = [path]
    isOnlyPositive = true
  }

  private static let byType = Dictionary(grouping: AWSService.all.flatMap(\.counts), by: \.type)

  /// The lines of a type.
  static func of(_ type: String) -> [CloudCount] { byType[type] ?? [] }

  /// The list of subnets that those alike of a type are spread over.
  static func spread(of type: String) -> String? { of(type).lazy.compactMap(\.spread).first }

  /// How many there are by these attributes; `nil` where none is known.
  func units(of attributes: CloudValue) -> Int? {
    for (position, path) in paths.enumerated() {
      // A least of none says nothing of how many there are.
      let least = isOnlyPositive || position > 0 ? 1 : 0
      guard let count = count(at: path, of: attributes), least...1_000_000 ~= count else { continue }
      let each = isBesidesFirst ? count + 1 : count
      let times = factor.flatMap { attributes.int(at: $0) } ?? 1
      let more = addend.flatMap { attributes.int(at: $0) } ?? 0
      return (1...1_000 ~= times ? each * times : each) + (0...1_000_000 ~= more ? more : 0)
    }
    return nil
  }

  private func count(at path: String, of attributes: CloudValue) -> Int? {
    guard isListed else { return attributes.int(at: path) }
    let values = attributes.values(at: path)
    guard !values.isEmpty else { return nil }
    let texts = values.compactMap(\.text)
    return texts.count == values.count ? Set(texts).count : values.count
  }
}
