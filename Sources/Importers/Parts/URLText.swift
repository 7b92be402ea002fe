/// Takes out of a text what may be secret in the URLs in it: users, passwords, queries and fragments.
enum URLText {
  /// Whether there is a URL in a text.
  static func isIn(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: ":")) && text.contains("://") }

  /// The text with every URL in it cut down to its scheme, host, port and path.
  static func withoutSecrets(_ text: String) -> String {
    guard isIn(text) else { return text }
    var result = ""
    var rest = text[...]
    while let scheme = rest.firstRange(of: "://") {
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let url = rest.prefix { !$0.isWhitespace && !"\"'<>".contains($0) }
      result += kept(of: url)
      rest = rest[url.endIndex...]
    }
    return result + rest
  }

  /// What is kept of what follows `://`.
  private static func kept(of url: Substring) -> Substring {
    var url = url
    let authority = url.prefix { !"/?#;".contains($0) }
    // A password may have a '/' or '?' in it that should have been an escape: then what looks like a port is none.
    let port = authority.last { $0 == ":" }.flatMap { _ in authority.split(separator: ":").last }
    let hasPassword = authority.contains(":") && port?.allSatisfy(\.isNumber) != true && authority.first != "["
    if let sign = hasPassword ? url.lastIndex(of: "@") : authority.lastIndex(of: "@") {
      url = url[url.index(after: sign)...]
    }
    return url.prefix { !"?#;".contains($0) }
  }
}
