/// Breaks texts in the ways in which files break, and in those in which somebody breaks them on purpose.
public struct Mutation {
  private var random: SplitMix64
  private let samples: [[UInt8]]

  /// What replaces a number or a word.
  private static let extremes = [
    "0", "-0", "-1", "1e999", "-1e999", "1e-320", "nan", "9223372036854775807", "9223372036854775808",
    "99999999999999999999999", "0x7f", "1_0", "null", "~", "true", "\"\"", "[]", "{}", "[[]]", "{\"a\":{}}", "*", "*a",
    "&a", "!!x", "<<", "\\ud800", "\\u0000", "\u{202E}", "\u{FEFF}", "\u{0}", "é", "💥", "100%", "{x}", "${x}", "x y",
    "'",
  ]
  private static let brackets: [(open: String, close: String)] = [
    ("[", "]"), ("{\"a\":", "}"), ("<or>", "</or>"), ("- ", ""), ("{", "}"), ("\"", "\""), ("subgraph {", "}"),
    ("(", ")"),
  ]

  /// Mutations of samples, of which there is at least one; the same seed gives the same ones.
  public init(seed: UInt64, samples: [[UInt8]]) {
    precondition(!samples.isEmpty)
    random = SplitMix64(seed: seed)
    self.samples = samples
  }

  /// A text of at most `limit` bytes: a sample changed one to four times.
  public mutating func next(limit: Int) -> [UInt8] {
    var text = samples.randomElement(using: &random)!
    // A window of a long one, from its start where that says what it is.
    if text.count > limit { text = Array(text.prefix(limit)) }
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&text) }
    return Array(text.prefix(limit))
  }

  private mutating func change(_ text: inout [UInt8]) {
    guard !text.isEmpty else { return }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: text[position(in: text)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: text[position(in: text)] = UInt8.random(in: 0...255, using: &random)
    case 2: text.removeSubrange(position(in: text)...)
    case 3: text.removeSubrange(span(in: text))
    case 4: text.insert(contentsOf: text[span(in: text)], at: position(in: text))
    case 5: splice(&text)
    case 6, 7: replaceWord(in: &text)
    case 8: swapWords(in: &text)
    case 9: nest(&text)
    case 10: changeLines(&text)
    default: recode(&text)
    }
  }

  private mutating func position(in text: [UInt8]) -> Int { Int.random(in: 0..<text.count, using: &random) }

  private mutating func span(in text: [UInt8]) -> Range<Int> {
    let start = position(in: text)
    let longest = [4, 40, 400].randomElement(using: &random)!
    return start..<min(text.count, start + 1 + Int.random(in: 0..<longest, using: &random))
  }

  /// The start of one text and the end of another.
  private mutating func splice(_ text: inout [UInt8]) {
    let other = samples.randomElement(using: &random)!
    guard !other.isEmpty else { return }
    let end = other[position(in: other)...].prefix(4_000)
    text.replaceSubrange(position(in: text)..., with: end)
  }

  /// The word at a random place; `nil` where there is none.
  private mutating func word(in text: [UInt8]) -> Range<Int>? {
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...: true
      default: false
      }
    }
    guard let start = text[position(in: text)...].firstIndex(where: isWord) else { return nil }
    return start..<(text[start...].firstIndex { !isWord($0) } ?? text.count)
  }

  private mutating func replaceWord(in text: inout [UInt8]) {
    guard let word = word(in: text) else { return }
    text.replaceSubrange(word, with: Self.extremes.randomElement(using: &random)!.utf8)
  }

  private mutating func swapWords(in text: inout [UInt8]) {
    guard let first = word(in: text), let second = word(in: text), !first.overlaps(second) else { return }
    let (early, late) = first.lowerBound < second.lowerBound ? (first, second) : (second, first)
    let (one, other) = (Array(text[early]), Array(text[late]))
    text.replaceSubrange(late, with: one)
    text.replaceSubrange(early, with: other)
  }

  private mutating func nest(_ text: inout [UInt8]) {
    let (open, close) = Self.brackets.randomElement(using: &random)!
    let depth = [2, 20, 200].randomElement(using: &random)!
    let span = span(in: text)
    let inner = Array(text[span])
    let opening = [[UInt8]](repeating: Array(open.utf8), count: depth).flatMap { $0 }
    let closing = [[UInt8]](repeating: Array(close.utf8), count: depth).flatMap { $0 }
    text.replaceSubrange(span, with: opening + inner + closing)
  }

  private mutating func changeLines(_ text: inout [UInt8]) {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let index = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines.randomElement(using: &random)!, at: index)
    case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &random))
    case 3: lines[index].insert(contentsOf: [[0x20, 0x20], [0x09], [0x23]].randomElement(using: &random)!, at: 0)
    default: lines[index] += [0x0D]
    }
    text = Array(lines.joined(separator: [0x0A]))
  }

  private mutating func recode(_ text: inout [UInt8]) {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: text.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
    case 1:
      text = [0xFF, 0xFE] + String(decoding: text, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2:
      text = [0xFE, 0xFF] + String(decoding: text, as: UTF8.self).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 3: text = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    default:
      text.insert(
        contentsOf: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0x1B]].randomElement(using: &random)!,
        at: position(in: text))
    }
  }
}
