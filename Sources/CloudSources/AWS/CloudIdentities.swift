/// Finds resources by the values that name them: ids, ARNs, names, host names, URLs.
///
/// A value is only looked for among the types that an attribute can name, because the same text often names several:
/// a role, a profile and a policy. Addresses inside longer texts are found as whole host names, URLs or ARNs.
struct CloudIdentities {
  private var byType: [String: [String: [Int]]] = [:]
  /// ARNs and ids that AWS makes: no other resource has them.
  private var unique: [String: Int] = [:]
  private var addresses: [String: [Int]] = [:]
  private var plainNames: [String: [Int]] = [:]

  init(of inventory: CloudInventory) {
    for (position, resource) in inventory.resources.enumerated() {
      let line = CloudType.of(resource.type)
      guard line.role != .none else { continue }
      for attribute in ["id", "arn"] + line.identities {
        for text in resource.attributes.values(at: attribute).compactMap(\.text) where !text.isEmpty {
          let known = byType[resource.type, default: [:]][text, default: []]
          if known.last != position { byType[resource.type, default: [:]][text, default: []].append(position) }
          // The name of a type's resource may be the id of another's; what AWS makes up is long and has a colon or dash.
          if attribute == "arn" || attribute == "id" && text.utf8.count > 8 && text.contains("-") {
            if unique[text] == nil || attribute == "arn" { unique[text] = position }
          }
        }
      }
      guard line.role != .glue else { continue }
      for attribute in line.addresses + (line.role == .setting ? [] : ["arn"]) {
        for text in resource.attributes.values(at: attribute).compactMap(\.text) {
          for part in text.split(separator: ",") {
            let address = Self.normalized(String(part))
            guard address.utf8.count > 6, addresses[address]?.last != position else { continue }
            addresses[address, default: []].append(position)
          }
        }
      }
      // An interface answers at a host that its id makes up.
      if resource.type == "aws_api_gateway_rest_api" || resource.type == "aws_apigatewayv2_api",
        let id = resource.attributes.text(at: "id"), id.utf8.count > 4
      {
        let address = "\(id.lowercased()).execute-api"
        if addresses[address]?.last != position { addresses[address, default: []].append(position) }
      }
      if line.isNamedPlainly {
        for attribute in line.identities
        where attribute == "name" || attribute == "bucket" || attribute == "function_name" {
          if let name = resource.attributes.text(at: attribute), !name.isEmpty {
            plainNames[name, default: []].append(position)
          }
        }
      }
    }
  }

  /// The resources of some types that a value names; of no type in particular where none is given.
  func positions(of value: String, among types: [String]) -> [Int] {
    if types.isEmpty { return unique[value].map { [$0] } ?? unique[Self.withoutQualifier(value)].map { [$0] } ?? [] }
    // A resource has one type: what two types name are two resources, but a type may be asked for twice.
    var seen: Set<String> = []
    return types.flatMap { type in
      seen.insert(type).inserted
        ? byType[type]?[value] ?? byType[type]?[Self.withoutQualifier(value)] ?? [] : []
    }
  }

  /// The resources that have an address: the whole text is one.
  func positions(ofAddress text: String) -> [Int] { addresses[Self.normalized(text)] ?? [] }

  /// The resources that an application's setting names by a plain name, such as a table; of several of that name the one
  /// that the setting's own name speaks of.
  func positions(ofPlainName name: String, setting: String, in inventory: CloudInventory) -> [Int] {
    guard let found = plainNames[name], name.utf8.count > 2 else { return [] }
    if found.count == 1 { return found }
    let words = [
      ("table", "aws_dynamodb_table"), ("queue", "aws_sqs_queue"), ("bucket", "aws_s3_bucket"),
      ("topic", "aws_sns_topic"),
      ("stream", "aws_kinesis_stream"), ("function", "aws_lambda_function"),
    ]
    let setting = setting.lowercased()
    for (word, type) in words where setting.contains(word) {
      let fitting = found.filter { inventory.resources[$0].type == type }
      if !fitting.isEmpty { return fitting }
    }
    return Set(found.lazy.map { inventory.resources[$0].type }).count == 1 ? found : []
  }

  /// The resources whose addresses are in a text, in the order of the text, each once.
  func positions(in text: String) -> [Int] {
    var found: [Int] = []
    var known: Set<Int> = []
    func note(_ positions: [Int]?) {
      for position in positions ?? [] where known.insert(position).inserted { found.append(position) }
    }
    let isTokenSign: (Character) -> Bool = {
      $0.isASCII && ($0.isLetter || $0.isNumber || "._:/@-".contains($0))
    }
    for token in text.split(whereSeparator: { !isTokenSign($0) }) where token.utf8.count > 6 {
      var rest = Self.normalized(String(token))
      var isFound = false
      // The longest start that is an address: paths, ports and versions follow.
      for _ in 0..<16 {
        if let positions = addresses[rest] {
          note(positions)
          isFound = true
          break
        }
        guard let cut = rest.lastIndex(where: { $0 == "/" || $0 == ":" }) else { break }
        rest = String(rest[..<cut])
      }
      guard !isFound else { continue }
      for part in token.split(whereSeparator: { $0 == "/" || $0 == "@" || $0 == ":" }) where part.contains(".") {
        note(addresses[Self.normalized(String(part))])
      }
    }
    return found
  }

  /// A host name as others may write it: small letters, no last dot, no port, no `dualstack.` before it.
  static func normalized(_ address: String) -> String {
    var text = address.lowercased()
    if text.hasSuffix(".") { text.removeLast() }
    if text.hasPrefix("dualstack.") { text.removeFirst("dualstack.".count) }
    if let colon = text.lastIndex(of: ":"), !text.hasPrefix("arn:"), !text.contains("/"),
      text[text.index(after: colon)...].allSatisfy(\.isNumber)
    {
      text = String(text[..<colon])
    }
    // The id says which interface it is, whatever the region; that of an endpoint may be behind it.
    if let range = text.firstRange(of: ".execute-api."), !text.contains("/") {
      return "\(text[..<range.lowerBound].prefix { $0 != "-" }).execute-api"
    }
    return text
  }

  /// An ARN without the version or `:*` behind it.
  private static func withoutQualifier(_ value: String) -> String {
    guard value.hasPrefix("arn:"), let colon = value.lastIndex(of: ":") else { return value }
    return String(value[..<colon])
  }
}

/// Texts that hide in other texts.
enum HiddenText {
  /// The content of a base64 text, if it is one and decodes to UTF-8.
  static func decoded(_ text: String) -> String? {
    guard text.utf8.count >= 8, text.utf8.count < 1 << 20 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      let value: UInt32
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte - UInt8(ascii: "A"))
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte - UInt8(ascii: "a")) + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte - UInt8(ascii: "0")) + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="), 0x0A, 0x0D: continue
      default: return nil
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Whether a text is a digest in hexadecimal: what it stood for is lost.
  static func isDigest(_ text: String) -> Bool { text.utf8.count == 40 && text.allSatisfy(\.isHexDigit) }
}
