/// Takes out of a text what may be secret in it: users, passwords, queries and fragments of URLs, credentials before a host,
/// and the values of keys such as `Password` in connection strings.
///
/// Taking out a second time changes nothing: importers look things up by what was left.
///
/// - Complexity: O(length of the text); a text without `@`, `=` and `://` is only looked through.
package enum URLText {
  /// Whether there is a URL in a text.
  package static func isIn(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: ":")) && text.includes("://") }

  /// The text without what may be secret. Of a URL its scheme, host, port and path are left.
  package static func withoutSecrets(_ text: String) -> String { withoutSecrets(text, isID: false) }

  /// An id without what may be secret. A URL with a fragment and neither user nor query is left, as graphs of
  /// linked data name everything by these.
  package static func idWithoutSecrets(_ text: String) -> String { withoutSecrets(text, isID: true) }

  private static func withoutSecrets(_ text: String, isID: Bool) -> String {
    let mayHoldSecrets = text.utf8.withContiguousStorageIfAvailable { Self.mayHoldSecrets($0) } ?? true
    guard mayHoldSecrets else { return text }
    let bytes = Array(text.utf8)
    let result = SecretValues.removed(from: Credentials.removed(from: withShortURLs(bytes, areIDs: isID)))
    return result == bytes ? text : String(decoding: result, as: UTF8.self)
  }

  /// Whether there is a sign in a text that comes with every secret: `@`, `=`, or what stands between a scheme and a host.
  package static func mayHoldSecrets(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "@"), UInt8(ascii: "="): return true
      case UInt8(ascii: ":"):
        guard index + 2 < text.count else { continue }
        let next = text[index + 1]
        if next == UInt8(ascii: "\\") || next == UInt8(ascii: "/") && text[index + 2] == next { return true }
      default: break
      }
    }
    return false
  }

  /// Whether a byte ends a URL: white space, a quote, or a bracket such as stands around one.
  static func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">")
  }

  // MARK: URLs

  private static func withShortURLs(_ bytes: [UInt8], areIDs: Bool) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let start = endOfScheme(in: bytes[position...]) {
      result += bytes[position..<start]
      let end = bytes[start...].firstIndex(where: endsURL) ?? bytes.endIndex
      result += areIDs ? keptInID(of: bytes[start..<end]) : kept(of: bytes[start..<end])
      position = end
    }
    return result.isEmpty ? bytes : result + bytes[position...]
  }

  /// The end of the first `://`, or of the same with the slashes escaped, as some write them in JSON.
  static func endOfScheme(in bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      rest = rest[(colon + 1)...]
      if let end = endOfSlashes(in: rest) { return end }
    }
    return nil
  }

  /// The end of the two slashes, plain or escaped, that bytes start with.
  static func endOfSlashes(in bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.starts(with: "//".utf8) { return bytes.startIndex + 2 }
    return bytes.starts(with: #"\/\/"#.utf8) ? bytes.startIndex + 4 : nil
  }

  /// The part of a URL after `://` that is kept.
  private static func kept(of url: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = endOfUser(in: url) ?? url.startIndex
    return url[start...].prefix { !"?#;".utf8.contains($0) }
  }

  /// The part of a URL after `://` that is kept where the URL is an id: the fragment too, where there is no user and no query.
  private static func keptInID(of url: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isPlain = endOfUser(in: url) == nil && !url.contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: ";") }
    return isPlain ? url : kept(of: url)
  }

  /// Where the host starts behind the user and the password that a URL without its scheme starts with; `nil` without them.
  static func endOfUser(in url: ArraySlice<UInt8>) -> Int? {
    let authority = url[..<endOfAuthority(in: url)]
    let colon = authority.lastIndex(of: UInt8(ascii: ":"))
    let port = authority.split(separator: UInt8(ascii: ":")).last
    // A password may have a '/' or '?' in it that should have been an escape: then what looks like a port is none.
    let hasPassword =
      colon != nil && port?.allSatisfy { $0.isDigit } != true && authority.first != UInt8(ascii: "[")
    return (hasPassword ? url : authority).lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 }
  }

  private static func endOfAuthority(in url: ArraySlice<UInt8>) -> Int {
    url.indices.first { index in
      let isEscape = url[index] == UInt8(ascii: "\\") && index + 1 < url.endIndex && url[index + 1] == UInt8(ascii: "/")
      return isEscape || "/?#;".utf8.contains(url[index])
    } ?? url.endIndex
  }
}

extension UInt8 {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

  /// Whether it is an ASCII letter or digit.
  var isLetterOrDigit: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
}
