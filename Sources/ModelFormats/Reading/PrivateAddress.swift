/// Addresses that many networks have: each means something else in another network.
package enum PrivateAddress {
  /// Whether a text is such an address: of a private network, of the host itself, or of one link, in either version of the
  /// protocol. Brackets around an address and the name of an interface behind it are no part of it.
  package static func includes(_ text: some StringProtocol) -> Bool {
    guard mayBeOne(text.utf8) else { return false }
    if let octets = PublicHost.octets(String(text)) { return PublicHost.isPrivate(octets) }
    var text = text.lowercased()[...]
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { text = text[text.index(after: text.startIndex)..<end] }
    if let interface = text.firstIndex(of: "%") { text = text[..<interface] }
    return text.utf8.contains(UInt8(ascii: ":")) ? includesNewer(text) : includesOlder(text)
  }

  /// Whether a text has a colon, or begins with a digit or a bracket: most texts do neither.
  private static func mayBeOne(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return (48...57).contains(first) || first == UInt8(ascii: "[") || bytes.contains(UInt8(ascii: ":"))
  }

  private static func includesOlder(_ text: Substring) -> Bool {
    let host = String(text)
    return PublicHost.octets(host).map(PublicHost.isPrivate) ?? false
  }

  private static func includesNewer(_ text: Substring) -> Bool {
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count) else { return false }
    // `::ffff:10.0.0.1` is the older address in the form of the newer.
    if let last = groups.last, last.contains(".") {
      let others = groups.dropLast().filter { !$0.isEmpty && UInt16($0, radix: 16) != 0 }
      return (others.isEmpty || others == ["ffff"]) && includesOlder(last)
    }
    guard groups.allSatisfy({ $0.isEmpty || UInt16($0, radix: 16) != nil }) else { return false }
    return !PublicHost.isPublic(String(text))
  }
}
