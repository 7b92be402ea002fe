/// The hosts of URLs, and of lists of URLs.
extension AddressText {
  /// Reads the hosts of a URL, several if there are commas; users and passwords are passed over.
  ///
  /// - Returns: where reading goes on.
  mutating func scanAuthority(from start: Int, scheme: String, _ state: inout Line) -> Int {
    let line = state.range
    var start = start
    if Self.pathSchemes.contains(scheme), start < line.upperBound, bytes[start] == UInt8(ascii: "/") { start += 1 }
    var end = start
    var lastAt: Int?
    while end < line.upperBound, !Self.endsAuthority(bytes[end]) {
      if bytes[end] == UInt8(ascii: "@") { lastAt = end }
      end += 1
    }
    // `a://x:1,b://y:2` : what seems to be the last host is the next scheme.
    var hostEnd = end
    let isNextScheme = end > start && end + 1 < line.upperBound && isSlashes(end) && bytes[end - 1] == UInt8(ascii: ":")
    if isNextScheme { hostEnd = bytes[start..<end].lastIndex(of: UInt8(ascii: ",")) ?? start }
    // A password with a slash in it: then what seems to be the host is the user.
    var rest = end
    var isDoubtful = false
    while rest < line.upperBound, rest < end + 300, !Self.isBlank(bytes[rest]), !Self.isQuote(bytes[rest]) {
      if bytes[rest] == UInt8(ascii: "@"), "/?#".utf8.contains(bytes[end]), !isNextScheme { isDoubtful = true }
      rest += 1
    }
    let hosts = bytes[min(lastAt.map { $0 + 1 } ?? start, hostEnd)..<hostEnd]
    for part in hosts.split(separator: UInt8(ascii: ",")) {
      guard var candidate = Self.authority(part, self) else { continue }
      candidate.isNamed = state.meaning.isNamed
      candidate.mayBeSecret = candidate.mayBeSecret || isDoubtful || state.meaning.isSecret
      candidate.isDoubtful = candidate.isDoubtful || isDoubtful || state.meaning.isSecret
      candidate.scheme = scheme.lowercased()
      append(candidate, &state)
      state.goesOn = true
    }
    if isNextScheme { return scanNextScheme(from: end + 2, &state) }
    // Neither paths nor queries name hosts, unless as URLs.
    var next = end
    let isPath = end < line.upperBound && bytes[end] != UInt8(ascii: ";")
    while isPath, next < line.upperBound, !Self.isBlank(bytes[next]), !Self.isQuote(bytes[next]) {
      if isScheme(next, line) {
        while next > end, Self.isNameSign(bytes[next - 1]) { next -= 1 }
        break
      }
      next += 1
    }
    let isOpen = next > end && next < line.upperBound && bytes[next - 1] == UInt8(ascii: ",")
    advance(behind: "", to: next, isKey: false, &state, before: Meaning())
    if isOpen { state.goesOn = true }
    return next
  }

  /// Goes on behind the slashes of the next URL of a list.
  private mutating func scanNextScheme(from start: Int, _ state: inout Line) -> Int {
    // The loop of the line goes on here: a list may be as long as the text, so nothing calls itself for each item.
    var end = start
    while end < state.range.upperBound, Self.isNameSign(bytes[end]) { end += 1 }
    guard var candidate = candidate(bytes[start..<end]) else { return end }
    let (port, next) = port(after: end, isLookup: false, start, state.range)
    candidate.port = port
    candidate.isAuthority = true
    candidate.isNamed = state.meaning.isNamed
    candidate.mayBeSecret = isBeforeAt(end, state.range) || state.meaning.isSecret
    candidate.isDoubtful = candidate.isDoubtful || candidate.mayBeSecret
    append(candidate, &state)
    var rest = port == nil ? end : next
    state.goesOn = rest < state.range.upperBound && bytes[rest] == UInt8(ascii: ",")
    // A path behind it names no host.
    while rest < state.range.upperBound, !Self.isBlank(bytes[rest]), !Self.isQuote(bytes[rest]),
      bytes[rest] != UInt8(ascii: ",")
    {
      rest += 1
    }
    state.goesOn = state.goesOn || rest < state.range.upperBound && bytes[rest] == UInt8(ascii: ",")
    return rest
  }

  /// A host, and perhaps its port, of the part of a URL that has nothing else.
  private static func authority(_ part: ArraySlice<UInt8>, _ scanner: AddressText) -> AddressCandidate? {
    var host = part
    // Some databases' addresses: `user:password@tcp(db:3306)`.
    if let bracket = host.lastIndex(of: UInt8(ascii: "(")), bracket > host.startIndex,
      host[bracket - 1] != UInt8(ascii: "$")
    {
      host = host[(bracket + 1)...]
    }
    let isBracket = scanner.allowsNumbers && host.first == UInt8(ascii: "[")
    let nameEnd =
      isBracket
      ? host.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? host.endIndex
      : host.firstIndex { !isNameSign($0) } ?? host.endIndex
    guard
      var candidate = isBracket
        ? isIPv6(host[..<nameEnd].dropFirst().dropLast()).map({ AddressCandidate(host: $0) })
        : scanner.candidate(host[..<nameEnd])
    else { return nil }
    candidate.isAuthority = true
    guard nameEnd < host.endIndex else { return candidate }
    guard ":)]}|&".utf8.contains(host[nameEnd]) else { return nil }
    let digits = host[(nameEnd + 1)...].prefix { (0x30...0x39).contains($0) }
    if !digits.isEmpty { candidate.port = Int(String(decoding: digits, as: UTF8.self)) }
    // `user:password` before a slash, not a host and its port; a variable is a port.
    if digits.isEmpty, host[nameEnd] == UInt8(ascii: ":"), nameEnd + 1 < host.endIndex,
      host[nameEnd + 1] != UInt8(ascii: "$")
    {
      candidate.isDoubtful = true
      candidate.mayBeSecret = true
    }
    return candidate
  }
}
