/// Whether a table without names of columns is a list of credentials, by what its cells look like.
enum CSVSecrets {
  /// How many rows are looked at.
  private static let sample = 1_000
  /// How many of the first columns are looked at.
  private static let columns = 8
  /// How tokens of known services start.
  private static let starts = [
    "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "sk-",
    "rk_live_",
    "eyJ", "AIza", "ya29.", "SG.", "npm_", "hf_", "dop_v1_",
  ]

  /// Whether half of the cells of a column behind the first look like secrets, and none of them is also in the first.
  static func areIn(_ scanner: CSVRowScanner, border: Int) -> Bool {
    var scanner = scanner
    var cells: [CSVCell] = []
    var secrets = [Int](repeating: 0, count: columns)
    var firsts: Set<String> = []
    var found: Set<String> = []
    var rows = 0
    while rows < sample, (try? scanner.next(into: &cells, limit: border + columns)) == true {
      rows += 1
      for (index, cell) in cells.dropFirst(border).prefix(columns).enumerated() {
        if index == 0 {
          firsts.insert(cell.text)
        } else if isSecret(cell.bytes) {
          secrets[index] += 1
          found.insert(cell.text)
        }
      }
    }
    return secrets.contains { $0 > 0 && $0 * 2 >= rows } && firsts.isDisjoint(with: found)
  }

  /// Whether a text looks like a password or a token and not like a name: by its start, or by the signs in it.
  static func isSecret(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (8...4_096).contains(text.count) else { return false }
    var (small, large, digits, signs, others) = (0, 0, 0, 0, 0)
    for byte in text {
      switch byte {
      case 0x61...0x7A: small += 1
      case 0x41...0x5A: large += 1
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "^"),
        UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "~"):
        signs += 1
      case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"): continue
      default: others += 1
      }
      // Names have blanks, and secrets seldom.
      if byte <= 0x20 { return false }
    }
    // A URL has signs of its own.
    let isAddress = text.contains(UInt8(ascii: "/")) && text.contains(UInt8(ascii: ":"))
    if signs > 0, digits > 0, small > 0, !isAddress { return true }
    if text.count >= 16, starts.contains(where: { text.starts(with: $0.utf8) }) { return true }
    // What is made at random has all sorts of letters and no dots.
    return text.count >= 24 && others == 0 && signs == 0 && small > 2 && large > 2 && digits > 2
  }
}
