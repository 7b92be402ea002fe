/// How text is written for a reader: the width of the page, whether colours may be used, and what remedies are called.
public struct TextStyle: Sendable {
  /// The columns of the page, from 40 to 1000.
  public let width: Int
  /// Whether colours may be used.
  public let isColored: Bool
  /// What the reader calls the remedies that texts mention.
  public let names: RemedyNames

  /// A style; a plain page of 80 columns that names no remedies unless stated.
  public init(width: Int = 80, isColored: Bool = false, naming names: RemedyNames = .none) {
    self.width = min(max(40, width), 1000)
    self.isColored = isColored
    self.names = names
  }

  /// What shows the rest of a shortened list, at the end of a sentence about it.
  var showAll: String { names.phrase("; ", .showAll, " shows them") }

  /// The meaning of a piece of text, which decides its colour; nothing is said by colour alone.
  enum Role: String {
    case heading = "1"
    case down = "1;31"
    case degraded = "33"
    case held = "36"
    case faint = "2"
  }

  func paint(_ text: String, _ role: Role) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Breaks text at spaces into lines of at most `width` columns; a word that is longer is on a line of its own.
  static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(separator: " ") {
      let wordWidth = displayWidth(word)
      if lineWidth > 0, lineWidth + 1 + wordWidth > width {
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      if lineWidth > 0 {
        line += " "
        lineWidth += 1
      }
      line += word
      lineWidth += wordWidth
    }
    if lineWidth > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Lines of a paragraph, each indented.
  func paragraph(_ text: String, indent: Int = 0, _ role: Role? = nil) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return Self.wrap(text, to: width - indent).map { line in
      margin + (role.map { paint(line, $0) } ?? line)
    }
  }

  /// Text padded with spaces to a number of columns.
  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }

  /// The columns that a terminal gives a text: two for wide characters, none for marks that combine.
  static func displayWidth(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
  }

  private static func displayWidth(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .format { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// East Asian wide and full-width blocks (Unicode Standard Annex 11).
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
