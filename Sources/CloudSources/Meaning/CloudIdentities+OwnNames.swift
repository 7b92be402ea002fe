internal import SourceReading

/// The names that a resource has of its own, and those that it only has of another.
extension CloudIdentities {
  /// The types whose attribute `arn` is that of another resource.
  static let borrowingARN: Set<String> = [
    "aws_cloudwatch_event_target", "aws_sns_topic_policy", "aws_sns_topic_data_protection_policy",
    "aws_secretsmanager_secret_version", "aws_route53_resolver_rule_association",
  ]

  /// The types of records by which a name is that of a host.
  private static let hostRecords: Set<String> = ["A", "AAAA", "CNAME", "ALIAS", "ANAME", "SRV"]

  /// Whether what asks for the names of a resource as hosts can get to it: not by a record about mail or by a text.
  static func isHost(_ resource: CloudResource) -> Bool {
    guard resource.type.includes("_record"), let type = resource.attributes["type"]?.text else { return true }
    return hostRecords.contains(type.uppercased())
  }

  /// The attributes in which a resource of a type without a row has its own name: `endpoint_arn` of an endpoint.
  static func ownNames(of resource: CloudResource) -> [String] {
    let own = resource.attributes.pairs.map(\.key).filter { isOwnName($0, of: resource.type) }
    // A cluster has a pool of its own, by which its machines name it.
    return resource.type == "vsphere_compute_cluster" ? own + ["resource_pool_id"] : own
  }

  /// Whether an attribute is called after the type that has it.
  static func isOwnName(_ attribute: String, of type: String) -> Bool {
    for end in ["_arn", "_id", "_name", "_identifier", "_urn", "_uuid"] where attribute.hasSuffix(end) {
      return type.hasSuffix("_" + attribute.dropLast(end.utf8.count))
    }
    return false
  }

  /// The ARN of a resource under any name, if it has one.
  static func ownARN(of resource: CloudResource) -> String? {
    if !borrowingARN.contains(resource.type), let arn = resource.attributes["arn"]?.text { return arn }
    // Some types have their ARN as their id, and no other attribute for it.
    if let id = resource.attributes["id"]?.text, id.hasPrefix("arn:"),
      resource.isObserved || CloudOutsider.isARN(id, of: resource.type)
    {
      return id
    }
    guard resource.cloud == CloudResource.amazon, !resource.line.isKnown else { return nil }
    return resource.attributes.pairs.lazy.filter { $0.key.hasSuffix("_arn") && isOwnName($0.key, of: resource.type) }
      .compactMap(\.value.text).first
  }
}
