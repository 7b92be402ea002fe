/// What the signs around a word say of it.
extension AddressText {
  /// Whether a sign that makes a key of the word before it is here, perhaps behind a quote. A variable is a port.
  func isKey(_ end: Int, _ line: Range<Int>) -> Bool {
    var index = end
    if index < line.upperBound, Self.isQuote(bytes[index]) { index += 1 }
    guard index < line.upperBound else { return false }
    if bytes[index] == UInt8(ascii: "=") { return true }
    guard bytes[index] == UInt8(ascii: ":") else { return false }
    guard index == end, index + 1 < line.upperBound else { return true }
    let next = bytes[index + 1]
    return
      !((0x30...0x39).contains(next) && port(after: end, isLookup: false, end, line, isAnyEnd: true).0 != nil
      || next == UInt8(ascii: "$"))
  }

  /// Whether a word is a part of a path, a variable, or a name with a sign that hosts don't have.
  func isAfterOther(_ start: Int, _ end: Int, _ line: Range<Int>) -> Bool {
    if end < line.upperBound, bytes[end] == UInt8(ascii: "+") { return true }
    // `10.0.0.0/8`
    if end + 1 < line.upperBound, bytes[end] == UInt8(ascii: "/"), (0x30...0x39).contains(bytes[end + 1]),
      Self.isIPv4(bytes[start..<end]) != nil
    {
      return true
    }
    guard start > line.lowerBound else { return false }
    let before = bytes[start - 1]
    if before == UInt8(ascii: "/") || before == UInt8(ascii: "$") { return true }
    return start > line.lowerBound + 1 && bytes[start - 2] == UInt8(ascii: "$")
      && (before == UInt8(ascii: "(") || before == UInt8(ascii: "{"))
  }

  func isScheme(_ end: Int, _ line: Range<Int>) -> Bool {
    end + 2 < line.upperBound && bytes[end] == UInt8(ascii: ":") && isSlashes(end + 1)
  }

  func isSlashes(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "/") && bytes[index + 1] == UInt8(ascii: "/")
  }

  func isWhole(_ range: Range<Int>) -> Bool {
    bytes[..<range.lowerBound].suffix(8).allSatisfy { $0 <= 0x20 } && range.lowerBound < 8
      && bytes[range.upperBound...].prefix(8).allSatisfy { $0 <= 0x20 } && range.upperBound + 8 > bytes.count
  }

  /// Whether a host is behind a user or a protocol: `user:word@db:5432`, `tcp(db:3306)`.
  func isBehindUser(_ start: Int, _ port: Int?, _ end: Int, _ line: Range<Int>) -> Bool {
    guard start > line.lowerBound else { return false }
    if bytes[start - 1] == UInt8(ascii: "(") {
      return port != nil && start >= line.lowerBound + 4 && bytes[(start - 4)..<(start - 1)].elementsEqual("tcp".utf8)
    }
    guard bytes[start - 1] == UInt8(ascii: "@") else { return false }
    if port != nil { return true }
    guard end < line.upperBound, bytes[end] == UInt8(ascii: "/") else { return false }
    let user = bytes[max(line.lowerBound, start - 300)..<(start - 1)]
      .reversed().prefix { !Self.isBlank($0) && !Self.isQuote($0) }
    let kind = String(decoding: user.reversed().prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    return user.contains(UInt8(ascii: ":")) && !Self.kindsOfNames.contains(kind)
  }

  /// Whether an `@` follows in the same word: then the text before it is a user or a password.
  func isBeforeAt(_ end: Int, _ line: Range<Int>) -> Bool {
    var index = end
    while index < line.upperBound, index < end + 300, !Self.isBlank(bytes[index]), !Self.isQuote(bytes[index]),
      bytes[index] != UInt8(ascii: ",")
    {
      if bytes[index] == UInt8(ascii: "@") { return true }
      index += 1
    }
    return false
  }

  /// The number after a colon, or after a blank as programs that look for hosts take it, and where it ends.
  func port(
    after end: Int, isLookup: Bool, _ start: Int, _ line: Range<Int>, isAnyEnd: Bool = false
  ) -> (Int?, Int) {
    guard end < line.upperBound,
      bytes[end] == UInt8(ascii: ":") || isLookup && bytes[end] == 0x20 || isCommaPort(end, line)
    else { return (nil, end) }
    var index = end + 1
    while index < line.upperBound, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard index > end + 1, index - end <= 6 else { return (nil, end) }
    // `@db:1521:SHOP` goes on with the name of a database.
    let isOracle = isAnyEnd || start > line.lowerBound && bytes[start - 1] == UInt8(ascii: "@")
    if index < line.upperBound, Self.isNameSign(bytes[index]) || bytes[index] == UInt8(ascii: ":") && !isOracle {
      return (nil, end)
    }
    guard let port = Int(String(decoding: bytes[(end + 1)..<index], as: UTF8.self)), (1...65_535).contains(port) else {
      return (nil, end)
    }
    return (port, index)
  }

  /// Whether a comma and the number of a port are here, as SQL Server has them: `db,1433;Database=shop`.
  private func isCommaPort(_ end: Int, _ line: Range<Int>) -> Bool {
    guard allowsNumbers, bytes[end] == UInt8(ascii: ",") else { return false }
    var index = end + 1
    while index < line.upperBound, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index > end + 1
      && (index == line.upperBound || bytes[index] == UInt8(ascii: ";") || Self.isQuote(bytes[index]))
  }
}
