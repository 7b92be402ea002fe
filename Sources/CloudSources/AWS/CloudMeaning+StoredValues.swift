internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Values that are kept elsewhere and read when a program starts: parameters and secrets, by name or by an ARN that is made
/// of the name.
extension CloudMeaning {
  private static let storedTypes = ["aws_ssm_parameter", "aws_secretsmanager_secret"]

  /// The keys below which settings name what has their value.
  private static let storedKeys: Set<String> = [
    "secrets", "runtime_environment_secrets", "value_from", "valueFrom", "ValueFrom",
  ]
  /// The types of a setting that names what has its value.
  private static let storedKinds: Set<String> = ["PARAMETER_STORE", "SECRETS_MANAGER"]

  /// Whether what is at a place in an attribute names what has the value of a setting.
  static func isStored(_ place: String) -> Bool {
    place.split(separator: ".").suffix(2).contains { storedKeys.contains(String($0)) }
  }

  /// Whether a setting with a name, a value and a type has its value elsewhere.
  static func isStored(_ setting: CloudValue) -> Bool { setting["type"]?.text.map(storedKinds.contains) ?? false }

  /// The parameters and secrets that a text names: by an ARN that is made of the name, or by the name where it can be nothing
  /// else.
  func stored(in text: PassedText, for resource: CloudResource) -> [Int] {
    guard let value = text.value.text, value.utf8.count < 2_048, resource.cloud == CloudResource.amazon else {
      return []
    }
    if text.isStored {
      let found = nearest(identities.positions(of: value, among: Self.storedTypes), to: resource, by: value)
      if !found.isEmpty { return found }
    }
    for (sign, type) in [(":parameter/", Self.storedTypes[0]), (":secret:", Self.storedTypes[1])]
    where value.includes(sign) {
      guard let range = value.firstRange(of: sign) else { continue }
      let rest = value[range.upperBound...]
      let names =
        type == Self.storedTypes[0] ? ["/\(rest)", String(rest)] : Self.names(ofSecret: rest.prefix { $0 != ":" })
      for name in names {
        let named = identities.positions(of: name, among: [type]).filter { isAt(value[..<range.lowerBound], $0) }
        let found = nearest(named, to: resource, by: name)
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// What a secret may be called, by the end of its ARN: AWS puts six signs behind the name, which others may leave out.
  private static func names(ofSecret end: Substring) -> [String] {
    guard let dash = end.utf8.lastIndex(of: UInt8(ascii: "-")), end.utf8[dash...].count == 7 else {
      return [String(end)]
    }
    return [String(end[..<dash]), String(end)]
  }

  /// Whether the start of an ARN may be that of a resource: of no other account and region.
  private func isAt(_ start: Substring, _ position: Int) -> Bool {
    let parts = start.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "arn" else { return true }
    let home = home(of: position)
    let isSameArea = parts[3].isEmpty || home.area.map { $0 == parts[3] } ?? true
    return isSameArea && (parts[4].isEmpty || home.account.map { $0 == parts[4] } ?? true)
  }

  /// Adds a parameter that a setting names and no file has, and gives its id.
  func addStoredOutside(
    _ name: String, namedBy resource: CloudResource, source: String, _ draft: inout ImportDraft
  ) -> String? {
    let plain = name.hasPrefix("/") ? String(name.dropFirst()) : name
    guard !name.hasPrefix("arn:"), plain.contains(where: \.isLetter), ForeignName.isPlain(plain, signs: "._-/") else {
      return nil
    }
    return addOutside(
      "\(homePrefix(of: resource))ssm-parameter/\(plain)", type: "aws_ssm_parameter", isUniversal: false,
      near: resource, source: source, at: resource.place, &draft)
  }
}
