internal import SourceReading

/// Texts that hide in other texts.
enum HiddenText {
  /// The content of a base64 text, if it is one and decodes to UTF-8.
  static func decoded(_ text: String) -> String? {
    // Words with blanks between them are no base64 here.
    guard text.utf8.count >= 8, text.utf8.count < 1 << 20, !text.utf8.contains(0x20) else { return nil }
    return Base64Text.decoded(text)
  }

  /// Whether a text is a digest in hexadecimal: what it stood for is lost.
  static func isDigest(_ text: String) -> Bool { text.utf8.count == 40 && text.allSatisfy(\.isHexDigit) }
}
