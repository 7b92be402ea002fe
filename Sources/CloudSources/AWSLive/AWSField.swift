/// Which part of an answer becomes which attribute in Terraform's names.
///
/// Most are written as a text: `"SubnetId"` is the attribute `subnet_id`, `"Endpoint.Address > address"` goes by a path and
/// gives another name, `"SubnetIds[]"` is a list of all that is at the path. What is named in no field is not kept.
struct AWSField: ExpressibleByStringLiteral, Sendable {
  /// The conversion of the value at the path.
  enum Form: Sendable {
    /// The first scalar.
    case value
    /// All scalars, as a list.
    case list
    /// Whether the first scalar is this text.
    case flag(String)
    /// A list that is written as one text with commas.
    case commas
    /// The first scalar without the dot that names of hosts end in.
    case host
    /// Everything, its own names kept.
    case whole
    /// Everything, as the JSON text that Terraform has in its place.
    case json
    /// A block for each mapping.
    case blocks([AWSField])
  }

  /// The keys to it; lists on the way are gone through.
  let path: [String]
  /// Terraform's name; with dots, in blocks.
  let attribute: [String]
  let form: Form

  init(_ path: String, _ attribute: String, _ form: Form) {
    self.path = path.split(separator: ".").map(String.init)
    self.attribute = attribute.split(separator: ".").map(String.init)
    self.form = form
  }

  init(stringLiteral text: String) {
    let halves = text.split(separator: ">", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    var path = halves[0]
    let isList = path.hasSuffix("[]")
    if isList { path.removeLast(2) }
    let last = path.split(separator: ".").last.map(String.init) ?? path
    self.init(path, halves.count > 1 ? halves[1] : Self.snakeCase(last), isList ? .list : .value)
  }

  static func flag(_ path: String, _ attribute: String, _ text: String) -> AWSField {
    AWSField(path, attribute, .flag(text))
  }
  static func commas(_ path: String, _ attribute: String) -> AWSField { AWSField(path, attribute, .commas) }
  static func host(_ path: String, _ attribute: String) -> AWSField { AWSField(path, attribute, .host) }
  static func whole(_ path: String, _ attribute: String) -> AWSField { AWSField(path, attribute, .whole) }
  static func json(_ path: String, _ attribute: String) -> AWSField { AWSField(path, attribute, .json) }
  static func blocks(_ path: String, _ attribute: String, _ fields: [AWSField]) -> AWSField {
    AWSField(path, attribute, .blocks(fields))
  }

  /// `db_subnet_group_name` of `DBSubnetGroupName`.
  static func snakeCase(_ name: String) -> String {
    let signs = Array(name)
    var text = ""
    for (index, sign) in signs.enumerated() {
      let next = index + 1 < signs.count ? signs[index + 1] : nil
      // A word starts at a capital after a small letter, and at the last capital of several before a small letter.
      if sign.isUppercase, index > 0, !signs[index - 1].isUppercase || next?.isLowercase == true { text += "_" }
      text += sign.lowercased()
    }
    return text
  }
}
