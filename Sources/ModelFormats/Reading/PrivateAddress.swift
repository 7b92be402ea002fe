/// Addresses that many networks have: each means something else in another network.
package enum PrivateAddress {
  /// Whether a text is such an address: of a private network, of the host itself, or of one link, in either version of the
  /// protocol. Brackets around an address and the name of an interface behind it are no part of it.
  package static func includes(_ text: some StringProtocol) -> Bool {
    var text = text.lowercased()[...]
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { text = text[text.index(after: text.startIndex)..<end] }
    if let interface = text.firstIndex(of: "%") { text = text[..<interface] }
    return text.utf8.contains(UInt8(ascii: ":")) ? includesNewer(text) : includesOlder(text)
  }

  private static func includesOlder(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { UInt8($0) }
    guard parts.count == 4, bytes.count == 4 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127): return true
    default: return false
    }
  }

  private static func includesNewer(_ text: Substring) -> Bool {
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count) else { return false }
    // `::ffff:10.0.0.1` is the older address in the form of the newer.
    if let last = groups.last, last.contains(".") {
      let others = groups.dropLast().filter { !$0.isEmpty && UInt16($0, radix: 16) != 0 }
      return (others.isEmpty || others == ["ffff"]) && includesOlder(last)
    }
    let numbers = groups.map { $0.isEmpty ? 0 : UInt16($0, radix: 16) }
    guard numbers.allSatisfy({ $0 != nil }) else { return false }
    let first = numbers[0] ?? 0
    // Unique local addresses and those of one link; no address, and the host itself.
    if first & 0xFE00 == 0xFC00 || first & 0xFFC0 == 0xFE80 { return true }
    return numbers.dropLast().allSatisfy { $0 == 0 } && (numbers.last.flatMap(\.self) ?? 0) <= 1
  }
}
