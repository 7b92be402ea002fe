internal import DependencyModel

/// An item that an answer lists, on its way to a resource.
struct AWSItem {
  /// Terraform's type, or a name of our own for what becomes a part of something else.
  var type: String
  /// By what AWS knows it.
  var id: String
  /// By what people call it, the shortest first: names that are not unique are extended by the next.
  var names: [String]
  /// The name that is shown beside an id that says nothing.
  var title: String?
  var attributes: AWSTranslation.Pairs
  /// The file's own name, and the folder that it is in.
  var file: String
  var folder: String
  var place: Place
  /// Whether people named it, not AWS.
  var isNamed = false
  var isOnlyIfUsed = false
  var isGlobal = false
  /// The account that it belongs to, and the one that was asked: what is shared belongs to another.
  var account: String?
  var asker: String?
  /// The region, if it states one.
  var region: String?

  /// The attribute of what is there and serves nobody now: it is stopped, failed or cut off.
  static let notServing = "not_serving"

  /// The value of an attribute.
  subscript(attribute: String) -> CloudValue? {
    get { attributes.first { $0.key == attribute }?.value }
    set {
      attributes.removeAll { $0.key == attribute }
      if let newValue { attributes.append((attribute, newValue)) }
    }
  }

  /// The text of an attribute.
  func text(_ attribute: String) -> String? { self[attribute]?.text }

  /// Sets an attribute to a text.
  mutating func set(_ attribute: String, _ text: String?) { self[attribute] = text.map(CloudValue.text) }

  /// Takes what another answer says of the same item.
  mutating func merge(_ other: AWSItem) {
    for pair in other.attributes where self[pair.key] == nil { attributes.append(pair) }
    title = title ?? other.title
    region = region ?? other.region
  }

  /// The type in a few words, before a name that items of several types have: `sqs-queue` of `aws_sqs_queue`.
  static func shortType(_ type: String) -> String {
    String((type.hasPrefix("aws_") ? type.dropFirst(4) : type[...]).map { $0 == "_" ? "-" : $0 })
  }
}
