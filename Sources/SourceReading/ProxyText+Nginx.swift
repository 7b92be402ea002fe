/// `upstream NAME { server HOST:PORT backup; … }` of nginx.
extension ProxyText {
  /// A word, or one of the signs `;`, `{` and `}`.
  private typealias Token = Range<Int>

  mutating func readNginx() {
    var index = 0
    var isStart = true
    while let token = nextToken(&index) {
      guard isStart, text(token) == "upstream" else {
        isStart = isSign(token)
        continue
      }
      isStart = false
      guard let name = nextToken(&index), !isSign(name), let brace = nextToken(&index), has(brace, "{"),
        let pool = readUpstream(&index)
      else { continue }
      names.insert(text(name).lowercased())
      if !pool.servers.isEmpty { pools.append(pool) }
      blank(token.lowerBound..<index)
      isStart = true
    }
  }

  /// Reads the servers up to the closing brace; `nil` where there is none.
  private func readUpstream(_ index: inout Int) -> Pool? {
    var pool = Pool()
    var depth = 1
    var statement: [Token] = []
    while let token = nextToken(&index) {
      if has(token, "{") {
        depth += 1
        statement = []
      } else if has(token, "}") {
        depth -= 1
        statement = []
        if depth == 0 { return pool }
      } else if has(token, ";") {
        if depth == 1, let server = server(statement) { pool.servers.append(server) }
        statement = []
      } else if statement.count < 32 {
        statement.append(token)
      }
    }
    return nil
  }

  private func server(_ statement: [Token]) -> Server? {
    guard statement.count > 1, text(statement[0]) == "server" else { return nil }
    let parameters = statement.dropFirst(2).map(text)
    let role: AddressCandidate.PoolRole =
      parameters.contains("down") ? .off : parameters.contains("backup") ? .backup : .usual
    return Server(address: text(statement[1]), role: role)
  }

  private func has(_ token: Token, _ sign: Character) -> Bool {
    token.count == 1 && rest[token.lowerBound] == sign.asciiValue
  }

  private func isSign(_ token: Token) -> Bool { has(token, ";") || has(token, "{") || has(token, "}") }

  /// The next word or sign; comments are passed over, and a text in quotes is a word without them.
  private func nextToken(_ index: inout Int) -> Token? {
    while index < rest.count {
      if rest[index] <= 0x20 {
        index += 1
      } else if rest[index] == UInt8(ascii: "#") {
        while index < rest.count, rest[index] != 0x0A { index += 1 }
      } else {
        break
      }
    }
    guard index < rest.count else { return nil }
    let start = index
    if Self.isSign(rest[index]) {
      index += 1
      return start..<index
    }
    if AddressText.isQuote(rest[index]) {
      let quote = rest[index]
      // Quotes are not kept over lines: a lone one is a word by itself.
      if let end = rest[(index + 1)...].firstIndex(where: { $0 == quote || $0 == 0x0A }), rest[end] == quote {
        index = end + 1
        return (start + 1)..<end
      }
      index += 1
      return start..<index
    }
    // `${NAME}` is a part of a word.
    while index < rest.count, rest[index] > 0x20 {
      if rest[index] == UInt8(ascii: "{"), index > start, rest[index - 1] == UInt8(ascii: "$"),
        let end = rest[index...].prefix(100).firstIndex(of: UInt8(ascii: "}"))
      {
        index = end + 1
        continue
      }
      if Self.isSign(rest[index]) || AddressText.isQuote(rest[index]) { break }
      index += 1
    }
    return start..<index
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
  }
}
