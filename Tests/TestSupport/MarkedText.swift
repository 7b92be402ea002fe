public import DependencyModel

/// A text with marks (`1️⃣` to `9️⃣`) at the places where diagnostics are expected.
public struct MarkedText: Sendable {
  /// The text without its marks.
  public let text: String
  /// The places of the marks, `1️⃣` first; a mark that is missing ends the list.
  public let places: [Place]

  /// Takes the marks out of `marked`; a mark counts for the character after it.
  public init(_ marked: String, file: String = "model.yaml") {
    var text = String.UnicodeScalarView()
    var found: [Int: Place] = [:]
    var line = 1
    var column = 1
    let scalars = Array(marked.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      // A keycap is a digit, the variation selector 16 and the enclosing keycap.
      if position + 2 < scalars.count, scalars[position + 1].value == 0xFE0F, scalars[position + 2].value == 0x20E3 {
        found[Int(scalar.value) - 0x30] = Place(file: file, line: line, column: column)
        position += 3
        continue
      }
      text.append(scalar)
      position += 1
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    self.text = String(text)
    places = (1...9).prefix { found[$0] != nil }.map { found[$0]! }
  }

  public var bytes: [UInt8] { Array(text.utf8) }
}
