/// A place in a text where a host may be named.
package struct AddressCandidate: Sendable {
  /// In small letters, without a last dot.
  package var host: String
  package var port: Int?
  /// Whether it is where only a host can be: after `//`, before a path of such, or behind a user.
  package var isAuthority = false
  /// Whether the text before it shows that an address follows: `DB_HOST=`, `--join`, `nslookup`.
  package var isNamed = false
  /// Whether the text before it shows that it is something else: `IMAGE=`, `--version`.
  package var isOther = false
  /// Whether the text around it may be part of a password: then it counts only if it is the name of something known.
  package var isDoubtful = false
  /// Whether what names it takes nothing but an address: `DB_HOST=`, `--db-host`, `nslookup`.
  package var isPlain = false
  /// Whether the text is nothing but the host, or the host and its port.
  package var isWhole = false
  /// Whether the text is nothing but this host, or a list of hosts that it is in.
  package var isAlone = false
  /// Whether a key in the text says what it is: `Server=db;Database=shop`.
  package var isKeyed = false
  /// Whether it may be a part of a password.
  package var mayBeSecret = false
  /// Whether an `@` is before it.
  package var isBehindAt = false
  /// The scheme of the URL that it is in, in small letters.
  package var scheme = ""
  /// The list that it is in: hosts with commas between them are in one.
  package var list = 0
  /// What it is among the servers of a pool of a proxy, which are one list.
  package var poolRole: PoolRole?
}

/// Finds where texts may name hosts: values of variables, arguments, scripts, files of settings.
///
/// It knows no names of hosts. It reports what is where a host can be, and what supports that.
///
/// - Complexity: linear in the text.
package struct AddressText {
  let bytes: [UInt8]
  /// Whether the text is a command with its arguments.
  private let isCommand: Bool
  /// Whether names of hosts may have underscores, as those of containers do.
  private let allowsUnderscores: Bool
  /// Whether addresses of numbers are candidates as names are.
  let allowsNumbers: Bool
  private var found: [AddressCandidate] = []
  private var lists = 0
  /// What the key above a list of lines says of its items.
  private var keyAbove: Meaning?

  /// Candidates for hosts in a text, in the order written.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - name: the name of the variable or key whose value it is.
  ///   - isCommand: whether it is a command with its arguments.
  ///   - allowsUnderscores: whether names of hosts may have underscores, as those of containers do.
  ///   - allowsNumbers: whether addresses of numbers are candidates as names are.
  package static func candidates(
    in text: String, named name: String? = nil, isCommand: Bool = false, allowsUnderscores: Bool = false,
    allowsNumbers: Bool = false
  ) -> [AddressCandidate] {
    func read(_ bytes: [UInt8], named name: String?) -> [AddressCandidate] {
      plainCandidates(
        in: bytes, named: name, isCommand: isCommand, allowsUnderscores: allowsUnderscores, allowsNumbers: allowsNumbers
      )
    }
    guard let proxy = ProxyText(text) else { return read(Array(text.utf8), named: name) }
    let others = read(proxy.rest, named: name).filter { !proxy.isKnown($0) }
    return others
      + proxy.candidates(fromList: (others.map(\.list).max() ?? 0) + 1) { address in
        let found = plainCandidates(
          in: Array(address.utf8), named: "server_host", allowsUnderscores: allowsUnderscores,
          allowsNumbers: allowsNumbers)
        return found.count == 1 ? found[0] : nil
      }
  }

  /// Candidates for hosts in a text that states no pools.
  private static func plainCandidates(
    in bytes: [UInt8], named name: String?, isCommand: Bool = false, allowsUnderscores: Bool, allowsNumbers: Bool
  ) -> [AddressCandidate] {
    var scanner = AddressText(
      bytes: bytes, isCommand: isCommand, allowsUnderscores: allowsUnderscores, allowsNumbers: allowsNumbers)
    if allowsNumbers, let host = isIPv6(bytes[...]) {
      let meaning = name.map(Self.fullMeaning(of:)) ?? Meaning()
      return [
        AddressCandidate(
          host: host, isNamed: meaning.isNamed, isOther: meaning.isOther, isPlain: meaning.isPlain, isWhole: true,
          isAlone: true, mayBeSecret: meaning.isSecret)
      ]
    }
    scanner.scan(named: name)
    if allowsNumbers, !isCommand, scanner.isList { scanner.uniteList() }
    return scanner.found
  }

  private init(bytes: [UInt8], isCommand: Bool, allowsUnderscores: Bool, allowsNumbers: Bool) {
    self.bytes = bytes
    self.isCommand = isCommand
    self.allowsUnderscores = allowsUnderscores
    self.allowsNumbers = allowsNumbers
  }

  /// Makes one list of all hosts, which nothing else is between.
  private mutating func uniteList() {
    for position in found.indices {
      found[position].isAlone = true
      found[position].list = 1
      found[position].isNamed = found[position].isNamed || found[0].isNamed
      found[position].isPlain = found[position].isPlain || found[0].isPlain
    }
  }

  // MARK: Reading

  private mutating func scan(named name: String?) {
    var start = 0
    let meaning = name.map(Self.fullMeaning(of:)) ?? Meaning()
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      scan(line: start..<end, meaning)
      start = end + 1
    }
  }

  /// What is known while a line is read.
  struct Line {
    let range: Range<Int>
    /// What the text before the next word says of it.
    var meaning: Meaning
    /// Whether the words are given to a program that looks for hosts.
    var isLookup = false
    var isFirst = true
    /// Whether a comma says that the list goes on.
    var goesOn = false
  }

  /// Reads a line; `before` is what is known about the text before its first word.
  private mutating func scan(line: Range<Int>, _ before: Meaning) {
    var index = line.lowerBound
    while index < line.upperBound, Self.isBlank(bytes[index]) { index += 1 }
    guard index < line.upperBound, bytes[index] != UInt8(ascii: "#") else { return }
    let isItem = bytes[index] == UInt8(ascii: "-") && index + 1 < line.upperBound && Self.isBlank(bytes[index + 1])
    let above = isItem ? keyAbove : nil
    if isItem { index += 1 }
    var state = Line(range: line, meaning: above ?? before)
    // Items in lines one below the other are a list, as items with commas between them are.
    state.goesOn = above != nil && lists > 0
    if above == nil {
      lists += 1
      keyAbove = nil
    }
    while index < line.upperBound {
      guard Self.isNameSign(bytes[index]) else {
        index = passOver(index, &state)
        continue
      }
      index = scanWord(from: index, &state, before: above ?? before)
    }
    // A key with nothing behind it is that of the lines below.
    if !isItem, let last = bytes[line].last(where: { !Self.isBlank($0) }), last == UInt8(ascii: ":") {
      keyAbove = state.meaning
      lists += 1
    }
  }

  /// Passes over a sign that is in no word.
  private mutating func passOver(_ index: Int, _ state: inout Line) -> Int {
    switch bytes[index] {
    case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: ">"):
      // Behind it another command begins.
      if state.isLookup || isCommand { state.meaning = Meaning() }
      state.isLookup = false
    // `thin:@//db:1521/x`, a URL without its scheme.
    case UInt8(ascii: "@") where index + 2 < state.range.upperBound && isSlashes(index + 1):
      state.isFirst = false
      return scanAuthority(from: index + 3, scheme: "", &state)
    // `//host/path`, and `\\\\host\\path` as Windows writes it.
    case UInt8(ascii: "/") where allowsNumbers && isStartOfShare(index),
      UInt8(ascii: "\\") where allowsNumbers && isStartOfShare(index):
      state.isFirst = false
      return scanAuthority(from: index + 2, scheme: "", &state)
    // `[2001:db8::5]:443`
    case UInt8(ascii: "[") where allowsNumbers: return scanBracket(from: index, &state)
    default: break
    }
    return index + 1
  }

  /// Reads a word, and gives where reading goes on.
  mutating func scanWord(from start: Int, _ state: inout Line, before: Meaning) -> Int {
    let line = state.range
    var index = start
    while index < line.upperBound, Self.isNameSign(bytes[index]) { index += 1 }
    let end = index
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    // `scheme://` : what follows up to the path is where a host is.
    if isScheme(end, line) {
      state.isFirst = false
      return scanAuthority(from: end + 3, scheme: word, &state)
    }
    if Self.lookupPrograms.contains(word) {
      state.isLookup = true
      state.isFirst = false
      state.meaning = Meaning()
      return index
    }
    if Self.commandWords.contains(word), state.isLookup || isCommand {
      state.isLookup = false
      state.meaning = Meaning()
      return index
    }
    let isKey = isKey(end, line)
    // `Server=tcp:db,1433`
    if isKey, state.meaning.isNamed, Self.protocols.contains(word), end < line.upperBound,
      bytes[end] == UInt8(ascii: ":")
    {
      return end + 1
    }
    if !isKey, !isAfterOther(start, end, line), bytes[start] != UInt8(ascii: "-"), !isBeforeAt(end, line),
      var candidate = candidate(bytes[start..<end])
    {
      let (port, next) = port(after: end, isLookup: state.isLookup, start, line)
      candidate.port = port
      candidate.isNamed = state.meaning.isNamed || state.isLookup && !state.meaning.isOther
      candidate.isOther = state.meaning.isOther
      candidate.isPlain = state.meaning.isPlain || state.isLookup && candidate.isNamed
      candidate.isAuthority = isBehindUser(start, port, end, line)
      candidate.isWhole = isWhole(start..<(port == nil ? end : next))
      candidate.isDoubtful = candidate.isDoubtful || state.meaning.isSecret
      candidate.mayBeSecret = state.meaning.isSecret
      candidate.isKeyed = state.meaning.isKeyed
      candidate.isAlone = candidate.isWhole
      candidate.isBehindAt = start > line.lowerBound && bytes[start - 1] == UInt8(ascii: "@")
      // A method of a request, or the table to look in, is not a host.
      let isMethod = state.isLookup && (candidate.isDoubtful || Self.lookupWords.contains(word))
      if !isMethod, port != nil || candidate.isNamed || candidate.isAuthority || candidate.host.includes(sign: ".") {
        append(candidate, &state)
      }
      if port != nil { index = next }
    } else if isKey {
      state.goesOn = false
    }
    advance(behind: word, to: index, isKey: isKey, &state, before: before)
    return index
  }

  /// Takes what a word says of the next one. A list goes on with what began it.
  func advance(behind word: String, to index: Int, isKey: Bool, _ state: inout Line, before: Meaning) {
    var rest = index
    while rest < state.range.upperBound, Self.isBlank(bytes[rest]) || Self.isQuote(bytes[rest]) { rest += 1 }
    let sign = rest < state.range.upperBound ? bytes[rest] : 0
    defer { state.isFirst = false }
    // `Server=db;Initial Catalog=shop`
    if sign == UInt8(ascii: ";"), state.meaning.isKeyed, allowsNumbers {
      state.meaning = Meaning()
      state.goesOn = false
      return
    }
    if sign == UInt8(ascii: ",") || sign == UInt8(ascii: ";") && !isCommand {
      state.goesOn = true
      return
    }
    state.goesOn = false
    // `-u user:word` is no host and its port.
    if isKey, state.isLookup, bytes[index] == UInt8(ascii: ":") {
      state.meaning = Meaning(isOther: true)
      return
    }
    let isAssigned = isKey || sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") || sign == UInt8(ascii: ">")
    let isOption = word.first == "-"
    // A bare word of a command says nothing of the next one; the first of a line in a file of settings may.
    if isAssigned || isOption || state.isFirst && !isCommand {
      let meaning = Self.fullMeaning(of: word)
      let isPlain = !isAssigned && !isOption
      state.meaning = isPlain && before.isNamed ? before : meaning
      // `Data Source=db`
      if word == "Source", isKey { state.meaning = Meaning(isNamed: true, isPlain: true) }
      state.meaning.isKeyed = isKey && index < state.range.upperBound && bytes[index] == UInt8(ascii: "=")
    } else {
      state.meaning = Meaning()
    }
  }

  mutating func append(_ candidate: AddressCandidate, _ state: inout Line) {
    if !state.goesOn { lists += 1 }
    var candidate = candidate
    candidate.list = lists
    found.append(candidate)
  }

  // MARK: Names

  /// A host's name of what may be one: labels of letters, digits and dashes, not all of them digits.
  func candidate(_ text: ArraySlice<UInt8>) -> AddressCandidate? {
    var text = text
    if text.last == UInt8(ascii: ".") { text.removeLast() }
    // `_http._tcp.web` : the service and the protocol come before the host.
    while text.first == UInt8(ascii: "_"), let dot = text.firstIndex(of: UInt8(ascii: ".")) {
      text = text[(dot + 1)...]
    }
    if allowsNumbers, let address = Self.isIPv4(text) { return AddressCandidate(host: address) }
    guard (1...253).contains(text.count), text.contains(where: { Self.isLetter($0) }),
      allowsUnderscores || !text.contains(UInt8(ascii: "_"))
    else { return nil }
    for label in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else {
        return nil
      }
    }
    let written = String(decoding: text, as: UTF8.self)
    // Hosts are written in small letters; names of classes and the like are not.
    let isDoubtful = text.contains { (0x41...0x5A).contains($0) }
    return AddressCandidate(host: written.lowercased(), isDoubtful: isDoubtful)
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
  static func endsAuthority(_ byte: UInt8) -> Bool {
    isBlank(byte) || isQuote(byte) || "/?#;\\<>".utf8.contains(byte)
  }
  static func isNameSign(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_")
  }
}
