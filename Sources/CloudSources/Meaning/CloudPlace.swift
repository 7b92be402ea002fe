/// An attribute of a type that names another resource, where what it means takes more than a line of `CloudRule`.
///
/// A reference of which only the two ends are known is put into the first place of its type that takes it; see
/// `CloudMeaning.withGraphReferences`.
struct CloudPlace: Sendable {
  let type: String
  let path: String
  /// The types that the attribute can name.
  let targets: [String]
  /// Whether it is a text, which may also name everything that has an address or a plain name, and many at once.
  let isText: Bool

  private init(_ type: String, _ path: String, _ targets: [String], isText: Bool) {
    self.type = type
    self.path = path
    self.targets = targets
    self.isText = isText
  }

  /// An attribute that names resources of these types.
  init(_ type: String, _ path: String, _ targets: String...) { self.init(type, path, targets, isText: false) }

  /// A text that names resources by their addresses, and resources of these types.
  static func text(_ type: String, _ path: String, _ targets: String...) -> CloudPlace {
    CloudPlace(type, path, targets, isText: true)
  }

  /// Whether the attribute can name a resource of a type.
  func takes(_ target: String) -> Bool { targets.contains(target) || isText && Self.addressable.contains(target) }

  private static let addressable = Set(
    CloudType.all.filter { !$0.addresses.isEmpty || $0.isNamedPlainly }.map(\.type))
  private static let byType = Dictionary(
    grouping: AWSService.all.flatMap(\.places) + CloudService.all.flatMap(\.places), by: \.type)

  /// The places of a type.
  static func of(_ type: String) -> [CloudPlace] { byType[type] ?? [] }
}
