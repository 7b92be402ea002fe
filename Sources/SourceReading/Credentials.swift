/// Takes users and passwords from before hosts where no scheme says that a text is a URL: `//u:p@db/x`, `u:p@db:5432`,
/// `u:p@tcp(db:3306)/x`, `jdbc:oracle:thin:u/p@db:1521/x`.
///
/// Much has the form of `word:name@place` and no secret in it, such as `pkg:npm/x@1` and `user:ann@example.org`. So a user
/// and a password are only treated as such where a port or a path follows the host.
enum Credentials {
  /// Bytes with the credentials removed from each word.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "@")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for word in bytes.split(omittingEmptySubsequences: false, whereSeparator: URLText.endsURL) {
      if word.startIndex > 0 { result.append(bytes[word.startIndex - 1]) }
      if let range = range(in: word) {
        result += word[..<range.lowerBound] + word[range.upperBound...]
      } else {
        result += word
      }
    }
    return result
  }

  /// Where the credentials stand in a word, with the `@` where the word goes on without it.
  private static func range(in word: ArraySlice<UInt8>) -> Range<Int>? {
    guard let sign = word.lastIndex(of: UInt8(ascii: "@")), URLText.endOfScheme(in: word) == nil else { return nil }
    return rangeBehindSlashes(in: word) ?? rangeInOracle(word, sign) ?? rangeBeforeHost(in: word, sign)
  }

  /// Where a word begins with slashes, perhaps after a sign, as a URL without its scheme does.
  private static func rangeBehindSlashes(in word: ArraySlice<UInt8>) -> Range<Int>? {
    let start = word.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") } ?? word.endIndex
    guard start == word.startIndex || isOpening(word[start - 1]), let host = URLText.endOfSlashes(in: word[start...]),
      let end = URLText.endOfUser(in: word[host...])
    else { return nil }
    return host..<end
  }

  private static func rangeInOracle(_ word: ArraySlice<UInt8>, _ sign: Int) -> Range<Int>? {
    guard String(decoding: word.prefix(12), as: UTF8.self).lowercased() == "jdbc:oracle:",
      let colon = word.dropFirst(12).firstIndex(of: UInt8(ascii: ":")), colon + 1 < sign
    else { return nil }
    return colon + 1..<sign
  }

  // MARK: Without any mark

  /// What stands before a colon and is no user: kinds of names, in small letters.
  private static let kindsOfNames: Set<String> = [
    "acct", "arn", "git", "github", "gitlab", "jdbc", "jsr", "mailto", "npm", "pkg", "sip", "sips", "ssh", "tel", "urn",
    "xmpp",
  ]
  /// What may also be a user, where a port makes it likely that it is one.
  private static let kindsOfPeople: Set<String> = [
    "api", "component", "domain", "group", "principal", "resource", "role", "service", "serviceaccount", "system",
    "user",
  ]
  /// The words that replace a host in the names of images.
  private static let digests: Set<String> = ["md5", "sha1", "sha256", "sha384", "sha512"]

  private static func rangeBeforeHost(in word: ArraySlice<UInt8>, _ sign: Int) -> Range<Int>? {
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon + 1 < sign,
      let end = end(ofHost: word[(sign + 1)...])
    else { return nil }
    let start = word[..<colon].lastIndex { !isUserPart($0) }.map { $0 + 1 } ?? word.startIndex
    guard start == word.startIndex || isOpening(word[start - 1]) else { return nil }
    let user = String(decoding: word[start..<colon], as: UTF8.self).lowercased()
    let password = word[(colon + 1)..<sign]
    guard !kindsOfNames.contains(user), !startsWithPort(password) else { return nil }
    switch end {
    case .port: return start..<sign + 1
    case .path:
      let isName = kindsOfPeople.contains(user) || password.contains(UInt8(ascii: "/"))
      return isName ? nil : start..<sign + 1
    }
  }

  private enum HostEnd { case port, path }

  /// The end of the host that bytes start with: a port, or an address in brackets; or a path. `nil` if there is no host.
  private static func end(ofHost bytes: ArraySlice<UInt8>) -> HostEnd? {
    var host = bytes.prefix { $0.isLetterOrDigit || "-._".utf8.contains($0) }
    if bytes.first == UInt8(ascii: "["), let close = bytes.firstIndex(of: UInt8(ascii: "]")) { host = bytes[...close] }
    guard !host.isEmpty, !digests.contains(String(decoding: host, as: UTF8.self)) else { return nil }
    let rest = bytes[host.endIndex...]
    switch rest.first {
    case UInt8(ascii: "("): return .port
    case UInt8(ascii: "/"):
      // A version of a package may have a path behind it.
      return host.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") } && host.split(separator: 0x2E).count < 4
        ? nil : .path
    case UInt8(ascii: ":"):
      let port = rest.dropFirst().prefix(while: \.isDigit)
      let next = rest[port.endIndex...].first
      return (1...5).contains(port.count) && !(next.map(\.isLetterOrDigit) ?? false) ? .port : nil
    default: return nil
    }
  }

  /// Whether what would be a password is a port with more behind it: `web:80/a@b` is no secret.
  private static func startsWithPort(_ password: ArraySlice<UInt8>) -> Bool {
    let port = password.prefix(while: \.isDigit)
    guard !port.isEmpty, let next = password[port.endIndex...].first else { return false }
    return next == UInt8(ascii: "/") || next == UInt8(ascii: ",")
  }

  /// Whether something may begin behind a byte.
  private static func isOpening(_ byte: UInt8) -> Bool { "=([{,;|&?".utf8.contains(byte) }

  private static func isUserPart(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte >= 0x80 || "-._%+~!$*".utf8.contains(byte)
  }
}
