internal import SourceReading

/// Names in Azure's settings that become hosts only by their key: `AccountName=` of a connection string, `VaultName=` of a
/// reference to a secret.
enum AzureText {
  /// The URLs that a text names in this way. Nothing else of the text is in them.
  static func urls(in text: String) -> [String] {
    guard text.utf8.count < 65_536 else { return [] }
    var found: [String] = []
    for (key, url) in [("AccountName", storage), ("VaultName", vault)] where text.includes(key + "=") {
      for part in text.split(whereSeparator: { ";()\n\r".contains($0) }) {
        guard let name = value(of: key, in: part) else { continue }
        found.append(url(name, text))
        if found.count > 64 { return found }
      }
    }
    if text.includes("tcp:") {
      for part in text.split(whereSeparator: { ";\n\r".contains($0) }).prefix(64) {
        guard let start = part.firstRange(of: "=tcp:") else { continue }
        let host = part[start.upperBound...].prefix { $0 != "," && $0 != "\\" && $0 != " " }
        if isName(host), host.contains(".") { found.append("https://\(host)") }
      }
    }
    return found
  }

  private static func storage(_ name: String, _ text: String) -> String {
    let suffix = text.split(whereSeparator: { ";\n\r".contains($0) }).lazy
      .compactMap { value(of: "EndpointSuffix", in: $0) }.first
    return "https://\(name).blob.\(suffix ?? "core.windows.net")"
  }

  private static func vault(_ name: String, _ text: String) -> String {
    let secret = text.split(whereSeparator: { ";()\n\r".contains($0) }).lazy
      .compactMap { value(of: "SecretName", in: $0) }.first
    return "https://\(name).vault.azure.net" + (secret.map { "/secrets/\($0)" } ?? "")
  }

  /// The value behind a key, if it is formed like a name.
  private static func value(of key: String, in part: Substring) -> String? {
    let part = part.drop { $0 == " " || $0 == "\"" }
    guard part.hasPrefix(key), case let rest = part.dropFirst(key.count), rest.first == "=" else { return nil }
    let name = rest.dropFirst().prefix { $0 != "\"" && $0 != " " }
    return isName(name) ? String(name) : nil
  }

  private static func isName(_ text: Substring) -> Bool {
    (1...127).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
      }
  }
}
