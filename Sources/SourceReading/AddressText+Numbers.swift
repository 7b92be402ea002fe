internal import ModelFormats

/// Addresses of numbers, shares of Windows, and lists of nothing but hosts.
extension AddressText {
  /// The address of IPv4 that a text is.
  static func isIPv4(_ text: ArraySlice<UInt8>) -> String? {
    guard (7...15).contains(text.count) else { return nil }
    let written = String(decoding: text, as: UTF8.self)
    return PublicHost.octets(written) != nil ? written : nil
  }

  /// The address of IPv6 that a text is, in small letters.
  static func isIPv6(_ text: ArraySlice<UInt8>) -> String? {
    guard (2...45).contains(text.count), text.count(where: { $0 == UInt8(ascii: ":") }) > 1 else { return nil }
    let text = text.prefix { $0 != UInt8(ascii: "%") }
    let isAddress = text.allSatisfy { byte in
      byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte)
        || (0x61...0x66).contains(byte | 0x20)
    }
    let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    // Eight groups, or `::` for some of them; a time of day has neither.
    let isShort = groups.dropFirst().dropLast().contains { $0.isEmpty }
    guard isAddress, groups.count <= 9, groups.count == 8 || isShort,
      groups.allSatisfy({ $0.count <= 4 || $0.contains(UInt8(ascii: ".")) })
    else { return nil }
    return String(decoding: text, as: UTF8.self).lowercased()
  }

  /// Whether the two signs before the host of a share begin the text: `//host/path`.
  func isStartOfShare(_ index: Int) -> Bool {
    guard index + 2 < bytes.count, bytes[index + 1] == bytes[index], index < 8,
      bytes[..<index].allSatisfy({ Self.isBlank($0) })
    else { return false }
    let end = bytes[(index + 2)...].firstIndex { !Self.isNameSign($0) } ?? bytes.count
    guard end > index + 2 else { return false }
    return end == bytes.count || bytes[end] == bytes[index] || bytes[end] == UInt8(ascii: ":")
  }

  /// Reads an address in brackets and its port; of anything else the bracket is passed over.
  mutating func scanBracket(from start: Int, _ state: inout Line) -> Int {
    let line = state.range
    guard let close = bytes[start..<min(start + 50, line.upperBound)].firstIndex(of: UInt8(ascii: "]")),
      let host = Self.isIPv6(bytes[(start + 1)..<close])
    else { return start + 1 }
    let (port, next) = port(after: close + 1, isLookup: false, start, line)
    var candidate = AddressCandidate(host: host, port: port)
    candidate.isNamed = state.meaning.isNamed
    candidate.isOther = state.meaning.isOther
    candidate.isPlain = state.meaning.isPlain
    candidate.isKeyed = state.meaning.isKeyed
    candidate.mayBeSecret = state.meaning.isSecret
    candidate.isWhole = isWhole(start..<(port == nil ? close + 1 : next))
    candidate.isAlone = candidate.isWhole
    append(candidate, &state)
    let end = port == nil ? close + 1 : next
    advance(behind: "", to: end, isKey: false, &state, before: Meaning())
    return end
  }

  /// Whether the text is a list of two or more hosts, each perhaps with a port, and nothing else.
  var isList: Bool {
    let items = bytes.split { Self.isBlank($0) || $0 == 0x0A || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    guard (2...1_000).contains(items.count) else { return false }
    return items.allSatisfy(isHost)
  }

  /// Whether a text is a host, perhaps with a port.
  private func isHost(_ item: ArraySlice<UInt8>) -> Bool {
    if item.first == UInt8(ascii: "[") { return item.contains(UInt8(ascii: "]")) }
    let name = item.prefix { Self.isNameSign($0) }
    guard candidate(name) != nil else { return false }
    let rest = item.dropFirst(name.count)
    if rest.isEmpty { return true }
    return rest.first == UInt8(ascii: ":") && rest.count > 1
      && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
