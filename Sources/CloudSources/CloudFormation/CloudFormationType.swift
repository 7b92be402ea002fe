/// How CloudFormation's names become Terraform's, which the tables of the cloud's meaning are written in.
struct CloudFormationType: Sendable {
  let name: String
  let terraform: String
  /// The names of properties for which snake case is not right: by its own name, or by the name of its parent and its
  /// own with a dot between. What has no name gives its entries to its parent; `^` stands for the whole of it.
  let properties: [String: String]

  init(_ name: String, _ terraform: String, _ properties: [String: String] = [:]) {
    self.name = name
    self.terraform = terraform
    self.properties = properties
  }
}

extension CloudFormationType {
  /// Types that are nothing at run time.
  static let dropped: Set<String> = [
    "AWS::CloudFormation::WaitCondition", "AWS::CloudFormation::WaitConditionHandle", "AWS::CloudFormation::Macro",
    "AWS::CDK::Metadata",
  ]

  private static let byName = Dictionary(
    AWSService.all.flatMap(\.cloudFormation).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The line of a type. A type without one has the name of its service and its own in snake case.
  static func of(_ name: String) -> CloudFormationType {
    if let line = byName[name] { return line }
    guard !name.hasPrefix("Custom::") else { return .init(name, "aws_cloudformation_custom_resource") }
    let parts = name.split(separator: "::").map { snake(String($0)) }
    let full = parts.joined(separator: "_")
    let short = "aws_" + (parts.last ?? "")
    return .init(name, CloudType.isKnown(full) || parts.count < 3 ? full : CloudType.isKnown(short) ? short : full)
  }

  /// `VPCZoneIdentifier` becomes `vpc_zone_identifier`.
  static func snake(_ name: String) -> String {
    let signs = Array(name)
    var text = ""
    for (index, sign) in signs.enumerated() {
      let startsWord =
        sign.isUppercase && index > 0
        && (!signs[index - 1].isUppercase && signs[index - 1] != "_"
          || index + 1 < signs.count && signs[index + 1].isLowercase && signs[index - 1].isUppercase)
      if startsWord { text += "_" }
      text += sign.lowercased()
    }
    return text
  }
}
