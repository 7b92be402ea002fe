/// The common part of names like `web-1`, `web-2` or `i-0abc12`, `i-9f03d2`: the name with its counters blotted out.
enum NameStem {
  /// The stem of a name: each run of digits, each hexadecimal number of six or more digits, and a single letter that is the
  /// last word are shown as `#`.
  static func stem(of name: String) -> String {
    let words = words(of: name)
    var stem = ""
    // What follows the last word are brackets: web["a"].
    let last = words.lastIndex { $0.first!.isLetter || $0.first!.isNumber }
    for (position, word) in words.enumerated() {
      let isLast = position == last
      stem += isCounter(word, isLast: isLast && words.count > 1) ? "#" : blotted(word)
    }
    return stem
  }

  /// The pattern of all the names, for people: their common beginning and end around a `*`; `nil` where they have too
  /// little in common.
  static func pattern(of names: [String]) -> String? {
    guard let first = names.first, names.count > 1 else { return nil }
    var prefix = first[...]
    var suffix = first[...]
    for name in names.dropFirst() {
      while !name.hasPrefix(prefix) { prefix.removeLast() }
      while !name.hasSuffix(suffix) { suffix.removeFirst() }
    }
    let shortest = names.map(\.count).min()!
    // Where both overlap, the beginning goes first.
    while prefix.count + suffix.count > shortest { suffix.removeFirst() }
    guard prefix.count + suffix.count >= 3 else { return nil }
    return "\(prefix)*\(suffix)"
  }

  /// The first word of a name, without a number at its end: `web` of `web-1`, `s` of `s12/a`.
  static func prefix(of name: String) -> String {
    let word = name.prefix { $0.isLetter || $0.isNumber }
    let letters = word.prefix { !$0.isNumber }
    return String(letters.isEmpty ? word : letters)
  }

  /// Runs of letters and digits, and what is between them.
  private static func words(of name: String) -> [Substring] {
    var words: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let isWord = first.isLetter || first.isNumber
      let word = rest.prefix { ($0.isLetter || $0.isNumber) == isWord }
      words.append(word)
      rest = rest[word.endIndex...]
    }
    return words
  }

  private static func isCounter(_ word: Substring, isLast: Bool) -> Bool {
    if word.count >= 6, word.contains(where: \.isNumber), word.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
      return true
    }
    return isLast && word.count == 1 && word.first!.isLetter
  }

  private static func blotted(_ word: Substring) -> String {
    var result = ""
    for character in word {
      if !character.isNumber {
        result.append(character)
      } else if result.last != "#" {
        result.append("#")
      }
    }
    return result
  }
}
