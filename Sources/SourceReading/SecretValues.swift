/// Takes out the values of keys that say that they are secret, as connection strings and queries have them:
/// `Server=db;Password=…`, `host=db password=…`, `db:6379,password=…`. A query with such a key is left out as a whole.
struct SecretValues {
  /// The mark that replaces a value.
  private static let mark = Array("…".utf8)

  /// How the names of secret keys end, in small letters without dashes, dots and underscores.
  private static let endings: [[UInt8]] = [
    "accesskey", "accountkey", "apikey", "credential", "credentials", "encryptionkey", "passphrase", "passwd",
    "password",
    "privatekey", "pwd", "secret", "secretkey", "sharedaccesssignature", "signature", "signingkey", "token",
  ].map { Array($0.utf8) }
  /// Secret keys that are too short for an ending.
  private static let words: Set<[UInt8]> = Set(["pass", "pw", "sig"].map { Array($0.utf8) })
  /// What is secret in a query only.
  private static let wordsOfQueries: Set<[UInt8]> = Set(["auth", "code", "jwt", "key"].map { Array($0.utf8) })

  private let bytes: [UInt8]
  private var result: [UInt8] = []
  private var position = 0
  /// The quote that is open.
  private var quote: UInt8?
  /// Where a query starts in the result, if one may.
  private var query: Int?
  /// Values may hold anything but a semicolon where semicolons stand between the keys.
  private let endsAtSemicolon: Bool

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    endsAtSemicolon = bytes.contains(UInt8(ascii: ";"))
  }

  /// Bytes without the values of secret keys.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "=")) else { return bytes }
    var values = SecretValues(bytes)
    return values.remove()
  }

  private mutating func remove() -> [UInt8] {
    result.reserveCapacity(bytes.count)
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "="), let start = startOfSecretKey() {
        removeValue(of: start)
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if quote == nil { quote = byte } else if quote == byte { quote = nil }
      }
      if byte == UInt8(ascii: "?") { query = result.count } else if URLText.endsURL(byte) { query = nil }
      result.append(byte)
      position += 1
    }
    return result
  }

  // MARK: Keys

  /// Where the key before the sign starts in the bytes, if it is a secret one.
  private func startOfSecretKey() -> Int? {
    let end = bytes[..<position].lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    let start = bytes[..<end].lastIndex { !Self.isKeyPart($0) }.map { $0 + 1 } ?? 0
    let key = bytes[start..<end]
    let letters = key.filter(\.isLetterOrDigit).map { $0 | 0x20 }
    if Self.endings.contains(where: { letters.suffix($0.count).elementsEqual($0) }) { return start }
    let last = key.split { !$0.isLetterOrDigit }.last.map { $0.map { $0 | 0x20 } } ?? []
    return Self.words.contains(last) || isInQuery(start) && Self.wordsOfQueries.contains(last) ? start : nil
  }

  private static func isKeyPart(_ byte: UInt8) -> Bool { byte.isLetterOrDigit || "_-.".utf8.contains(byte) }

  private func isInQuery(_ start: Int) -> Bool {
    start > 0 && (bytes[start - 1] == UInt8(ascii: "?") || bytes[start - 1] == UInt8(ascii: "&"))
  }

  // MARK: Values

  private mutating func removeValue(of key: Int) {
    if isInQuery(key), let query {
      result.removeSubrange(query...)
      self.query = nil
      position = bytes[position...].firstIndex(where: URLText.endsURL) ?? bytes.endIndex
      return
    }
    result.append(bytes[position])
    position += 1
    let start = bytes[position...].firstIndex { $0 != 0x20 } ?? bytes.endIndex
    // What was taken out before stays as it is.
    guard !bytes[start...].starts(with: Self.mark) else { return }
    let end = isInQuery(key) ? endInQuery(from: start) : end(of: start, closedBy: closing(key))
    if end > start { result += Self.mark }
    if end > start || start == bytes.endIndex { position = end }
  }

  private func endInQuery(from start: Int) -> Int {
    bytes[start...].firstIndex { "&#;".utf8.contains($0) || URLText.endsURL($0) } ?? bytes.endIndex
  }

  /// The bracket that closes the one before a key.
  private func closing(_ key: Int) -> UInt8? {
    guard key > 0 else { return nil }
    switch bytes[key - 1] {
    case UInt8(ascii: "("): return UInt8(ascii: ")")
    case UInt8(ascii: "["): return UInt8(ascii: "]")
    case UInt8(ascii: "{"): return UInt8(ascii: "}")
    default: return nil
    }
  }

  /// Where a value ends.
  private func end(of start: Int, closedBy bracket: UInt8?) -> Int {
    if quote == nil, start < bytes.count, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      return endOfQuoted(from: start)
    }
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote || byte == bracket || byte == UInt8(ascii: ";") { return index }
      if !endsAtSemicolon, byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "&"), isKey(at: index + 1)
      {
        return index
      }
      index += 1
    }
    return index
  }

  /// The end of a value in quotes; within it the quote is written twice, or after a backslash.
  private func endOfQuoted(from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] != bytes[start] {
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == bytes[start] {
        index += 2
      } else {
        return index + 1
      }
    }
    return bytes.count
  }

  /// Whether a key with its sign begins at a position.
  private func isKey(at start: Int) -> Bool {
    let key = bytes[start...].prefix(while: Self.isKeyPart)
    return !key.isEmpty && bytes[key.endIndex...].first { $0 != 0x20 } == UInt8(ascii: "=")
  }
}
